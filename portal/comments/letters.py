"""What the sender of a comment is told by letter: the decision, an answer, a removal. Words only.

Letters go to confirmed addresses only, and never repeat what the sender wrote.
"""

from dataclasses import dataclass

from django.urls import reverse

from portal.comments import confirming, policy, receipts
from portal.comments.models import State, Submission
from portal.comments.targets import Target
from portal.mail import addresses
from portal.mail import operations as mail

_REVIEW = (
    "Nếu bạn thấy quyết định này chưa đúng, bạn có thể đề nghị xem lại một lần ở trang biên nhận; "
    "một người khác sẽ xem."
)


@dataclass(frozen=True, slots=True)
class Words:
    """Subject and body of a letter."""

    subject: str
    body: str


def decision(submission: Submission, target: Target | None, *, answer: str = "") -> Words:
    """Return the letter about the state that ``submission`` has now."""
    code = receipts.code_of(submission)
    shown_at = _shown_at(target)
    reason = policy.reason(submission.reason)
    told: dict[str, tuple[str, list[str]]] = {
        State.PUBLISHED: ("Ý kiến của bạn đã được đăng", ["Ý kiến của bạn đã được đăng nguyên văn.", shown_at]),
        State.MASKED: (
            "Ý kiến của bạn đã được đăng, có lược",
            [
                "Ý kiến của bạn đã được đăng. Một số chỗ được thay bằng dấu “[đã lược]” để giữ dữ liệu cá nhân, "
                "điều chưa kiểm chứng về người khác hoặc liên kết; ngoài các chỗ ấy không chữ nào bị đổi.",
                shown_at,
                _REVIEW,
            ],
        ),
        State.REFUSED: (
            "Về ý kiến bạn đã gửi: chưa đăng được",
            ["Sau khi xem xét, chúng tôi không đăng ý kiến bạn đã gửi.", *_because(reason), _REVIEW],
        ),
        State.FORWARDED: (
            "Ý kiến của bạn đã được chuyển cơ quan xử lý",
            ["Ý kiến của bạn đã được chuyển tới cơ quan có trách nhiệm và không đăng công khai."],
        ),
        State.CHANNEL: (
            "Về nội dung bạn đã gửi: nơi nhận đơn tố cáo, khiếu nại",
            [
                "Nội dung bạn gửi có dấu hiệu là tố cáo hoặc khiếu nại. Loại đơn này không đăng công khai và được giữ "
                "kín theo quy định của pháp luật.",
                "Mời bạn gửi đơn tới cơ quan có thẩm quyền giải quyết, hoặc tới Ban tiếp công dân, kèm tài "
                "liệu nếu có.",
            ],
        ),
        State.REMOVED: (
            "Ý kiến của bạn đã được gỡ khỏi trang",
            [
                "Ý kiến đã đăng của bạn nay được gỡ. Trang để lại một dòng ghi ngày gỡ và mã lý do.",
                *_because(reason),
                _REVIEW,
            ],
        ),
    }  # fmt: skip
    subject, paragraphs = told[submission.state]
    note = [f"Lời nhắn của người kiểm duyệt:\n{submission.note}"] if submission.note else []
    answered = [f"Ban trả lời:\n{answer}"] if answer else []
    return Words(subject, _letter([*paragraphs, *note, *answered], code))


def answered(submission: Submission, target: Target | None, answer: str) -> Words:
    """Return the letter that says what the board has answered."""
    body = ["Ban đã trả lời ý kiến của bạn:", answer, _shown_at(target)]
    return Words("Ban đã trả lời ý kiến của bạn", _letter(body, receipts.code_of(submission)))


def key_of(submission: Submission, event: str, number: int) -> str:
    """Return the key of the letter about one event."""
    return confirming.letter_key(submission.pk, f"{event}:{number}")


def take_back(submission: Submission, event: str, number: int) -> None:
    """Cancel the letter about an event, if it has not gone."""
    mail.cancel(key_of(submission, event, number))


def _because(reason: policy.Reason | None) -> list[str]:
    if reason is None:
        return []
    return [" ".join(filter(None, (f"Lý do {reason.code}, {reason.label}: {reason.meaning}", reason.advice)))]


def _shown_at(target: Target | None) -> str:
    if target is None or not target.url:
        return ""
    return f"Ý kiến hiện dưới {target.label} “{target.title}”:\n{addresses.absolute(target.url)}"


def _letter(paragraphs: list[str], code: str) -> str:
    receipt = f"Mã biên nhận: {code}\n{addresses.absolute(reverse('comment-receipt', args=[code]))}" if code else ""
    closing = "Thư này gửi tự động tới địa chỉ bạn đã xác nhận; xin không trả lời thư."
    return "\n\n".join(filter(None, ["Kính gửi bạn,", *paragraphs, receipt, closing]))
