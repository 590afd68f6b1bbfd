"""Readers who fill in the form of an opinion, each at a network address of their own."""

from collections.abc import Iterator
from datetime import timedelta
from itertools import count
from typing import Any

from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from portal.comments import policy, receipts
from portal.comments.guards import Place, new_token
from portal.comments.models import Submission
from portal.comments.targets import target_for

_addresses: Iterator[int] = count(1)


def form_address(about: Any) -> str:
    """Return the address of the form about ``about``."""
    target = target_for(about)
    assert target is not None
    return f"/binh-luan/gui/{target.kind}/{target.pk}/"


def old_token(about: Any, **ago: float) -> str:
    """Return the token of a form that was opened a while ago (a minute, unless told)."""
    target = target_for(about)
    assert target is not None
    return new_token(Place(target.kind, target.pk), timezone.now() - timedelta(**(ago or {"minutes": 1})))


def filled_in(about: Any, **typed: str) -> dict[str, str]:
    """Return the fields of a form that was filled in properly, with some of them changed."""
    fields = {"name": "Bàn Thị Sẩy", "body": "Tôi đồng ý với cách làm này.", "email": ""}
    return fields | {"consent": policy.CONSENT_VERSION, "token": old_token(about)} | typed


class Sender:
    """A reader with a browser."""

    def __init__(self, address: str = "") -> None:
        number = next(_addresses)
        self.client = Client(REMOTE_ADDR=address or f"10.{number >> 16}.{number >> 8 & 255}.{number & 255}")

    def send(self, about: Any, **typed: str) -> HttpResponse:
        """Fill in the form about ``about`` and send it."""
        return self.client.post(form_address(about), filled_in(about, **typed))  # type: ignore[return-value]

    def send_well(self, about: Any, **typed: str) -> tuple[Submission, str]:
        """Send a form that has to be taken; return the comment and its receipt code."""
        answer = self.send(about, **typed)
        assert answer.status_code == 302, answer.content.decode()
        code = answer["Location"].split("/bien-nhan/")[1].split("/")[0]
        return Submission.objects.get(receipt_hash=receipts.digest_of(code)), code
