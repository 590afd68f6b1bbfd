"""Readers' opinions in any state, for tests inside the process; the ones that show have a row of the library."""

from datetime import datetime, timedelta
from itertools import count
from typing import Any
from uuid import uuid4

from django.contrib.contenttypes.models import ContentType
from django.utils import timezone
from wagtail.models import Site

from portal.comments import library
from portal.comments.models import ENDED, SHOWN, Answer, State, Submission
from portal.pages.models import SiteSettings

_numbers = count(1)


def make_opinion(about: Any, body: str = "", *, state: str = State.PUBLISHED, **fields: Any) -> Submission:
    """Return an opinion on ``about``; one that ended had been public unless ``published_at`` is given as ``None``."""
    number = next(_numbers)
    at: datetime = fields.pop("submitted_at", timezone.now() - timedelta(days=3) + timedelta(seconds=number))
    columns: dict[str, Any] = {
        "key": uuid4(),
        "receipt_hash": uuid4().hex,
        "content_type": ContentType.objects.get_for_model(type(about)),
        "object_id": about.pk,
        "name": "" if "erased_at" in fields else f"Bạn đọc {number}",
        "body": body or ("" if "erased_at" in fields else f"Ý kiến thứ {number}."),
        "consent_version": "1",
        "consented_at": at,
        "submitted_at": at,
        "queued_at": None if state == State.UNCONFIRMED else at,
    }
    if state not in (State.UNCONFIRMED, State.WAITING, State.WITHDRAWN):
        columns["decided_at"] = at + timedelta(hours=1)
    if state in (State.REFUSED, State.REMOVED):
        columns["reason"] = "XP-04"
    if state in (*SHOWN, *ENDED):
        columns["published_at"] = at + timedelta(hours=1)
    if state in ENDED:
        columns["ended_at"] = at + timedelta(days=1)
    if state == State.MASKED:
        columns["masked_body"] = columns["body"]
    columns |= fields
    opinion = Submission(state=state, **columns)
    if state in SHOWN:
        opinion.comment_id = library.put(opinion, opinion.shown_body, columns["published_at"])
    opinion.save(force_insert=True)
    return opinion


def make_answer(opinion: Submission, body: str = "Cảm ơn bạn.", unit: str = "Ủy ban nhân dân xã Sơn Lâm") -> Answer:
    """Return the board's answer to ``opinion``."""
    return Answer.objects.create(submission=opinion, body=body, signed_as=unit, answered_at=timezone.now())


def let_readers_reply(allowed: bool = True) -> None:
    """Turn the site's setting for replies of readers on or off."""
    settings, _ = SiteSettings.objects.get_or_create(site=Site.objects.get(is_default_site=True))
    settings.reader_replies = allowed
    settings.save()


def take_opinions(allowed: bool) -> None:
    """Turn the site's setting for opinions on or off."""
    settings, _ = SiteSettings.objects.get_or_create(site=Site.objects.get(is_default_site=True))
    settings.comments_open = allowed
    settings.save()
