"""The letter that asks whether an address is its sender's, and the link in it.

Until the link is used, the address is a claim by a stranger about somebody else's mailbox: the one letter that goes
there carries none of the stranger's words, and so few go that the form is no way to fill a mailbox.
"""

from datetime import datetime

from django.core import signing
from django.db import transaction
from django.db.models import F
from django.urls import reverse
from django.utils.crypto import constant_time_compare, salted_hmac

from portal.audit.record import record
from portal.comments import policy, receipts
from portal.comments.models import State, Submission
from portal.mail import addresses
from portal.mail import operations as mail

_SALT = "portal.comments.address"


class LinkUnusable(Exception):
    """A confirmation link is not ours, cut off, too old, or its comment no longer waits for an address."""


def token_for(submission: Submission) -> str:
    """Return what the link carries: the comment and a digest of its address, signed and dated."""
    return signing.dumps([submission.pk, _digest(submission.email)], salt=_SALT)


def ask(submission: Submission) -> None:
    """Write the letter with the link; call in the transaction that stores the comment."""
    path = reverse("comment-confirm", args=[token_for(submission)])
    until = submission.submitted_at + policy.CONFIRM_WITHIN
    mail.send(
        to=submission.email,
        subject="Xác nhận địa chỉ thư để nhận kết quả về ý kiến của bạn",
        body=(
            "Kính gửi bạn,\n\n"
            "Có người vừa gửi ý kiến trên trang của chúng tôi và ghi địa chỉ thư này để nhận kết quả.\n\n"
            "Nếu đó là bạn, mời mở địa chỉ sau và bấm nút xác nhận:\n\n"
            f"{addresses.absolute(path)}\n\n"
            f"Liên kết dùng được đến {policy.moment_in_words(until)}. Sau đó ý kiến vẫn được xét như thường, "
            "còn địa chỉ thư bị xóa khỏi ý kiến.\n\n"
            "Nếu không phải bạn, xin bỏ qua thư này. Bạn sẽ không nhận thêm thư nào."
        ),
        key=letter_key(submission.pk, "confirm"),
        about="ý kiến: xác nhận địa chỉ",
    )


def letter_key(pk: int, what: str) -> str:
    """Return the key of a letter about one comment; all of them begin alike, so that they can be erased together."""
    return f"comment:{pk}:{what}"


def waiting_for(token: str) -> Submission:
    """Return the comment whose address the link confirms, confirmed already or not; raises LinkUnusable."""
    try:
        pk, digest = signing.loads(token, salt=_SALT, max_age=policy.CONFIRM_WITHIN)
        submission = Submission.objects.filter(pk=pk).first()
    except (signing.BadSignature, ValueError, TypeError, OverflowError):
        raise LinkUnusable from None
    if submission is None or not submission.email or not constant_time_compare(_digest(submission.email), digest):
        raise LinkUnusable
    if submission.state != State.UNCONFIRMED and submission.email_confirmed_at is None:
        raise LinkUnusable
    return submission


def confirm_address(*, token: str, now: datetime) -> Submission:
    """Open the way for letters to the comment's address and put the comment into the queue; return it.

    Twice is once. Raises LinkUnusable where the link does not serve, or the comment is past waiting for it.
    """
    with transaction.atomic():
        submission = waiting_for(token)
        moved = Submission.objects.filter(pk=submission.pk, state=State.UNCONFIRMED).update(
            state=State.WAITING,
            email_confirmed_at=now,
            queued_at=now,
            due_at=policy.due_after(now),
            version=F("version") + 1,
        )
        submission.refresh_from_db()
        if moved:
            record("comments.confirm_address", obj=submission)
            _acknowledge(submission)
        elif submission.email_confirmed_at is None:
            raise LinkUnusable
    return submission


def _acknowledge(submission: Submission) -> None:
    code = receipts.code_of(submission)
    if not code or submission.due_at is None:
        return
    mail.send(
        to=submission.email,
        subject="Đã nhận ý kiến của bạn",
        body=(
            "Kính gửi bạn,\n\n"
            "Cảm ơn bạn đã xác nhận. Ý kiến đã vào hàng chờ, kiểm duyệt viên sẽ đọc và trả lời chậm nhất "
            f"{policy.moment_in_words(submission.due_at)}.\n\n"
            f"Mã biên nhận: {code}\n"
            f"Xem tình trạng, sửa, rút hoặc xóa: {addresses.absolute(reverse('comment-receipt', args=[code]))}\n\n"
            "Ai có mã này cũng xem và rút được ý kiến, mong bạn giữ kín."
        ),
        key=letter_key(submission.pk, "received"),
        about="ý kiến: đã nhận",
    )


def _digest(email: str) -> str:
    return salted_hmac(_SALT, email, algorithm="sha256").hexdigest()[:24]
