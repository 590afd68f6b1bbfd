"""The comment library's rows: made when a text is approved, deleted when it is no longer shown.

They hold the approved text and nothing about a person: name, address, web page and network stay empty, since all that
stands in :class:`portal.comments.models.Submission`.
"""

from datetime import datetime

from django.conf import settings
from django_comments_xtd import get_model

from portal.comments.models import Submission


def put(submission: Submission, text: str, at: datetime) -> int:
    """Make the library's row of a comment that is approved now; return its key."""
    parent = submission.parent.comment_id if submission.parent is not None else None
    return _row(submission, text, at, parent)


def put_answer(submission: Submission, text: str, at: datetime) -> int:
    """Make the library's row of the board's answer, one level below the comment; return its key."""
    top = submission.parent if submission.parent is not None else submission
    return _row(submission, text, at, top.comment_id)


def change(pk: int, text: str) -> None:
    """Let the row say ``text`` from now on."""
    get_model().objects.filter(pk=pk).update(comment=text)


def take_away(pk: int | None) -> None:
    """Delete a row, if there is one; the comment must not refer to it any more."""
    if pk is not None:
        get_model().objects.filter(pk=pk).delete()


def _row(submission: Submission, text: str, at: datetime, parent: int | None) -> int:
    row = get_model()(
        content_type_id=submission.content_type_id,
        object_pk=str(submission.object_id),
        site_id=settings.SITE_ID,
        comment=text,
        submit_date=at,
        is_public=True,
        parent_id=parent or 0,
    )
    row.save()
    return int(row.pk)
