"""What moderation puts on the desk: what waits, what its sender asked to have reviewed."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse

from portal.comments import queue
from portal.comments.models import State, Submission
from portal.comments.moderation_screen import opening_words
from portal.home.desk import Item

_SHOWN = 10


def waiting(user: Any) -> Iterable[Item]:
    """Return the comments that wait for ``user``: the oldest one by one, with how many stand behind them."""
    if not user.has_perm(queue.MAY_MODERATE):
        return
    yield from _to_read()
    yield from _to_review(user)


def _to_read() -> Iterable[Item]:
    found = Submission.objects.filter(state=State.WAITING, queued_at__isnull=False).order_by("queued_at", "pk")
    for submission in found[:_SHOWN]:
        address = reverse("comments-item", args=[submission.pk])
        yield Item(
            "Kiểm duyệt",
            f"“{opening_words(submission.body, 90)}”",
            address,
            submission.queued_at or submission.submitted_at,
            f"Ý kiến bạn đọc · {submission.name}",
        )


def _to_review(user: Any) -> Iterable[Item]:
    asked = Submission.objects.filter(queue.under_review()).exclude(decided_by=user).order_by("appealed_at")
    for submission in asked[:_SHOWN]:
        address = reverse("comments-item", args=[submission.pk]) + f"?xem={queue.REVIEW}"
        note = f"Người gửi đề nghị xem lại lời từ chối ({submission.reason})"
        yield Item(
            "Xem lại",
            f"“{opening_words(submission.body, 90)}”",
            address,
            submission.appealed_at or submission.submitted_at,
            note,
        )
