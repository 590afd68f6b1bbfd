"""Where one comment stands, in words for its sender: what happened, what comes next and by when, what can be done."""

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from portal.comments import policy
from portal.comments.leaving import WITHDRAWABLE
from portal.comments.models import DECIDED, PENDING, State, Submission
from portal.comments.moderation import is_under_review
from portal.comments.targets import target_of
from portal.comments.wording import paragraphs


@dataclass(frozen=True, slots=True)
class Step:
    """One point of the way: its name, what is known of it, and whether it is done, current or to come."""

    label: str
    text: str
    stage: str


@dataclass(frozen=True, slots=True)
class Said:
    """The board's answer."""

    unit: str
    at: datetime
    text: SafeString


@dataclass(frozen=True, slots=True)
class Status:
    """Everything that the receipt tells; ``title`` and ``url`` of what it is about are empty while that is hidden."""

    heading: str
    lead: str
    title: str
    url: str
    label: str
    received_at: datetime
    steps: tuple[Step, ...]
    reason: policy.Reason | None
    note: str
    own_words: SafeString
    shown_words: SafeString
    answer: Said | None
    can_edit: bool
    can_withdraw: bool
    can_erase: bool
    can_appeal: bool


_HEADINGS = {
    State.UNCONFIRMED: ("Đã nhận ý kiến của bạn", ""),
    State.WAITING: ("Đã nhận ý kiến của bạn", "Ý kiến đã vào hàng chờ, kiểm duyệt viên sẽ đọc."),
    State.PUBLISHED: ("Ý kiến của bạn đã được đăng", "Ý kiến được đăng nguyên văn."),
    State.MASKED: (
        "Ý kiến của bạn đã được đăng",
        "Kiểm duyệt viên đã lược dữ liệu cá nhân hoặc liên kết, ghi bằng [đã lược]. Các chữ khác giữ nguyên.",
    ),
    State.REFUSED: ("Ý kiến của bạn không được đăng", "Lý do và lời nhắn của kiểm duyệt viên ở dưới đây."),
    State.FORWARDED: (
        "Ý kiến của bạn đã được chuyển đi",
        "Nội dung thuộc trách nhiệm của cơ quan khác nên Ban đã chuyển tới đó; ý kiến không đăng trên trang.",
    ),
    State.CHANNEL: (
        "Ý kiến của bạn cần gửi tới nơi khác",
        "Nội dung có tính chất tố cáo hoặc khiếu nại. Để giữ kín cho bạn, trang không đăng và hạn chế người xem.",
    ),
    State.WITHDRAWN: ("Ý kiến đã được rút", "Chữ của bạn không còn trên trang."),
    State.REMOVED: ("Ý kiến của bạn đã được gỡ", "Ý kiến từng được đăng, nay không còn trên trang."),
}
_ERASED = (
    "Dữ liệu của bạn đã được xóa",
    "Tên, ý kiến, địa chỉ thư và lời nhắn đều đã xóa. Trang chỉ còn giữ ngày gửi và kết quả, không kèm nội dung.",
)


def status_of(submission: Submission) -> Status:
    """Return where a comment stands now."""
    state, erased = State(submission.state), submission.erased_at is not None
    heading, lead = _ERASED if erased else _HEADINGS[state]
    if state == State.UNCONFIRMED:
        until = policy.moment_in_words(submission.submitted_at + policy.CONFIRM_WITHIN)
        lead = (
            "Trang đã gửi một lá thư tới địa chỉ bạn ghi. Mời bạn mở thư và bấm xác nhận để ý kiến vào hàng chờ ngay. "
            f"Nếu chưa xác nhận trước {until}, ý kiến vẫn vào hàng chờ, chỉ không kèm địa chỉ thư."
        )
    target = target_of(submission.content_type_id, submission.object_id)
    visible = target is not None and target.is_visible
    answer = getattr(submission, "answer", None)
    return Status(
        heading=heading,
        lead=lead,
        title=target.title if target is not None and visible else "",
        url=target.url if target is not None and visible else "",
        label=target.label if target is not None and visible else "",
        received_at=submission.submitted_at,
        steps=_steps(submission, state),
        reason=policy.reason(submission.reason) if state in DECIDED else None,
        note=submission.note if state in DECIDED else "",
        own_words=paragraphs(submission.body),
        shown_words=paragraphs(submission.masked_body, with_cuts=True) if state == State.MASKED else SafeString(""),
        answer=Said(answer.signed_as, answer.answered_at, paragraphs(answer.body)) if answer else None,
        can_edit=state in PENDING and not erased,
        can_withdraw=state in WITHDRAWABLE,
        can_erase=not erased,
        can_appeal=state == State.REFUSED and submission.appealed_at is None and not erased,
    )


def _steps(submission: Submission, state: State) -> tuple[Step, ...]:
    received = Step("Đã nhận", _at(submission.submitted_at), "done")
    ending = Step("Nếu không đồng ý", "Bạn được đề nghị xem lại một lần, do một người khác quyết định.", "next")
    if state == State.WITHDRAWN:
        return (received, Step("Bạn đã rút", _at(submission.ended_at), "now"))
    if is_under_review(submission):
        asked = format_html("Bạn đề nghị lúc {}. {}", _at(submission.appealed_at), _deadline(submission))
        again = Step("Đang xem lại", asked, "now")
        return (received, Step("Có quyết định: không đăng", _at(submission.decided_at), "done"), again)
    if state in DECIDED:
        last = (ending,) if state == State.REFUSED and submission.appealed_at is None else ()
        return (received, Step(f"Có quyết định: {state.label}", _at(submission.decided_at), "now"), *last)
    kinds = "Đăng, đăng sau biên tập kỹ thuật, chuyển cơ quan xử lý, hoặc từ chối kèm mã lý do."
    waiting = Step("Chờ kiểm duyệt", _deadline(submission), "now")
    if state == State.UNCONFIRMED:
        until = policy.moment_in_words(submission.submitted_at + policy.CONFIRM_WITHIN)
        waiting = Step("Chờ bạn xác nhận địa chỉ thư", f"Trước {until}.", "now")
    return (received, waiting, Step("Có quyết định", kinds, "next"), ending)


def _deadline(submission: Submission) -> str:
    if submission.due_at is None:
        return ""
    if submission.due_at < timezone.now():
        return f"Hạn trả lời {_at(submission.due_at)} đã qua. Ban xin lỗi; ý kiến vẫn đang chờ và được xếp lên trước."
    return format_html(
        "Trả lời chậm nhất <strong>{}</strong> ({} ngày làm việc).", _at(submission.due_at), policy.WORKING_DAYS
    )


def _at(moment: datetime | None) -> str:
    return policy.moment_in_words(moment) if moment else ""
