"""What can be decided about a comment, in one table: from where to where, what must be said, what is told to whom."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone

from portal.comments.models import SHOWN, State


@dataclass(frozen=True, slots=True)
class Verdict:
    """One kind of decision (*quyết định*): its word, its name on the button, what it leads to."""

    word: str
    label: str
    done: str
    to: str
    starts: tuple[str, ...] = (State.WAITING,)
    needs_reason: bool = False


APPROVE = Verdict("approve", "Đăng nguyên văn", "Đã đăng", State.PUBLISHED)
MASK = Verdict("mask", "Đăng, lược phần đánh dấu", "Đã đăng bản lược", State.MASKED)
REFUSE = Verdict("refuse", "Từ chối, phải chọn lý do", "Đã từ chối", State.REFUSED, needs_reason=True)
FORWARD = Verdict("forward", "Chuyển cơ quan xử lý", "Đã chuyển cơ quan xử lý", State.FORWARDED)
CHANNEL = Verdict("channel", "Hướng dẫn kênh tố cáo", "Đã hướng dẫn kênh tố cáo, khiếu nại", State.CHANNEL)
REMOVE = Verdict("remove", "Gỡ khỏi trang", "Đã gỡ", State.REMOVED, SHOWN, needs_reason=True)
REOPEN = Verdict(
    "reopen", "Đưa lại hàng chờ", "Đã đưa lại hàng chờ", State.WAITING, (State.REFUSED, State.FORWARDED, State.CHANNEL)
)
VERDICTS = {each.word: each for each in (APPROVE, MASK, REFUSE, FORWARD, CHANNEL, REMOVE, REOPEN)}
ON_APPEAL = frozenset({"approve", "mask", "refuse"})
"""What the second person may decide about a refusal that its sender asked to have reviewed."""


class ModerationRefusal(Exception):
    """A decision that cannot be made; ``message`` says why, ``field`` which part of the form it is about."""

    def __init__(self, message: str, field: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.field = field


class AlreadyDecided(ModerationRefusal):
    """Somebody else was faster, or the sender withdrew: says who decided what, and when."""

    def __init__(self, who: str, at: datetime | None, state: str) -> None:
        when = f" lúc {timezone.localtime(at):%H:%M ngày %d/%m/%Y}" if at else ""
        super().__init__(f"Ý kiến này không còn chờ: {state}, {who}{when}. Quyết định của bạn không được ghi.")
        self.who, self.at, self.state = who, at, state


class TextChanged(ModerationRefusal):
    """The sender changed the text after the moderator had opened it."""

    def __init__(self) -> None:
        super().__init__("Người gửi vừa sửa ý kiến này. Hãy đọc lại bản mới rồi quyết định.")


def name_of(person: Any) -> str:
    """Return how a member of the board is called on screens; ``người gửi`` where nobody decided."""
    if person is None:
        return "người gửi"
    return str(getattr(person, "display_name", "") or person.get_username())
