"""What public pages show of comments, for the page cache."""

from portal.comments.models import Answer, AnswerVersion, Decision, Submission, TargetSetting
from portal.pages.cache import unseen, watch


def connect() -> None:
    """Have kept pages made anew when items open or close and when the board answers."""
    watch(Answer, AnswerVersion, TargetSetting)
    unseen("anybody may send one; what changes a public thread counts as a change where it happens", Submission)
    unseen("who decided what, for the board alone", Decision)
