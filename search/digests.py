"""The letters about saved searches: one to an address, each new record once, with the searches that it is for."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from portal.mail import addresses
from portal.mail import operations as mail
from search import newness, registry, saving, states
from search.engine import EngineUnavailable
from search.following import about, line_of
from search.models import OutboxEntry
from search.saved_models import SavedSearch, Subscriber
from search.types import Hit
from search.walking import walk

SETTLED = timedelta(minutes=15)
"""How long ago a record must have gone public to be told of: by then the index knows it."""
MOST_LISTED = 50
MOST_LOOKED_AT = 1_000
"""How many new records of one search a letter knows of."""
TRIED_AGAIN = timedelta(hours=6)
logger = logging.getLogger(__name__)
_SUBSCRIBERS_A_ROUND = 100


@dataclass(slots=True)
class News:
    """A new record and the saved searches that find it."""

    hit: Hit
    reasons: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Found:
    """What is new in one search; ``is_cut`` says that there may be more."""

    hits: list[Hit] = field(default_factory=list)
    is_cut: bool = False


def send_due(*, now: datetime | None = None) -> int:
    """Write the letters that are due and return how many; an address for which nothing is new gets none.

    Where the search engine does not answer, or the index is behind, everything stays due: what is found later would
    be told of by no letter.
    """
    moment = now or timezone.now()
    due = Subscriber.objects.filter(searches__due_at__lte=moment).distinct().order_by("pk")
    if _is_behind(moment):
        return 0
    written = 0
    for subscriber in due[:_SUBSCRIBERS_A_ROUND]:
        try:
            written += _write(subscriber, moment)
        except EngineUnavailable:
            break
        except Exception:
            # One that cannot be written must not keep the others from theirs.
            logger.exception("the letter to subscriber %s cannot be written", subscriber.pk)
            subscriber.searches.filter(due_at__lte=moment).update(due_at=moment + TRIED_AGAIN)
    return written


def _is_behind(now: datetime) -> bool:
    """Return whether something that changed so long ago that it should be found still waits for its turn."""
    return OutboxEntry.objects.filter(attempts=0, queued_at__lt=now - SETTLED).exists()


def _write(subscriber: Subscriber, now: datetime) -> bool:
    due = list(subscriber.searches.filter(due_at__lte=now).order_by("pk"))
    until = now - SETTLED
    # Searched before the transaction: nothing slow is done with the write lock in hand.
    found = {saved.pk: _new_in(saved, until) for saved in due}
    is_cut = any(each.is_cut for each in found.values())
    with transaction.atomic():
        held = list(SavedSearch.objects.select_for_update().filter(pk__in=found, due_at__lte=now).order_by("pk"))
        news = _together([(saved, found[saved.pk].hits) for saved in held])
        for saved in held:
            SavedSearch.objects.filter(pk=saved.pk).update(
                covered_until=max(until, saved.covered_until or until), due_at=saving.next_due(saved.frequency, now)
            )
        if news:
            mail.send(
                to=subscriber.email,
                subject=f"Tìm kiếm bạn đã lưu: {'hơn ' if is_cut else ''}{len(news)} nội dung mới",
                body=_letter(news, subscriber, held, is_cut=is_cut),
                key=f"{saving.letters_of(subscriber.pk)}digest:{int(now.timestamp())}",
                about="lưu tìm kiếm: nội dung mới",
                leave=_stop(saving.stop_all_token(subscriber)),
            )
    return bool(news)


def _new_in(saved: SavedSearch, until: datetime) -> Found:
    since = saved.covered_until or until
    if since >= until:
        return Found()
    query = states.read(saved.state).query
    lately = replace(query, sort="newest", filters=(*query.filters, newness.since(since, until)))
    looked_at = list(walk(lately, limit=MOST_LOOKED_AT))
    found = [hit for hit in looked_at if _is_within(hit, since, until)]
    return Found([hit for hit in found if _is_visible(hit)], len(looked_at) >= MOST_LOOKED_AT)


def _is_within(hit: Hit, since: datetime, until: datetime) -> bool:
    first = newness.first_published(hit)
    return first is not None and since < first <= until


def _is_visible(hit: Hit) -> bool:
    source = registry.source_of_kind(hit.kind)
    pk = hit.key.partition(":")[2]
    return source is not None and pk.isdigit() and bool(source.visible([int(pk)]))


def _together(found: Sequence[tuple[SavedSearch, list[Hit]]]) -> list[News]:
    news: dict[str, News] = {}
    for saved, hits in found:
        words = saving.in_words(saved)
        for hit in hits:
            reasons = news.setdefault(hit.key, News(hit)).reasons
            if words not in reasons:
                reasons.append(words)
    ordered = newness.newest_first(each.hit for each in news.values())
    return [news[hit.key] for hit in ordered]


def _letter(news: list[News], subscriber: Subscriber, held: Sequence[SavedSearch], *, is_cut: bool) -> str:
    more = len(news) - MOST_LISTED
    lines = [
        "Kính gửi bạn,",
        "",
        f"Có {'hơn ' if is_cut else ''}{len(news)} nội dung mới công khai, khớp với tìm kiếm bạn đã lưu.",
        "",
    ]
    for number, each in enumerate(news[:MOST_LISTED], start=1):
        lines += [
            f"{number}. {line_of(each.hit)}",
            *([said] if (said := about(each.hit)) else []),
            f"Vì bạn đã lưu tìm kiếm {'; '.join(each.reasons)}.",
            addresses.absolute(each.hit.url),
            "",
        ]
    if more > 0:
        lines += [f"Còn {more} nội dung nữa; mời xem ở các địa chỉ dưới đây.", ""]
    if is_cut:
        most = f"{MOST_LOOKED_AT:,}".replace(",", ".")
        lines += [f"Thư chỉ xét {most} nội dung mới nhất của mỗi tìm kiếm; phần còn lại xem trên trang.", ""]
    lines.append("Tìm kiếm bạn đã lưu:")
    for saved in held:
        page = states.page_address(states.read(saved.state))
        lines += [
            f"- {saving.in_words(saved)} ({saved.get_frequency_display()}): {addresses.absolute(page)}",
            f"  Thôi nhận tìm kiếm này: {_stop(saving.stop_token(saved))}",
        ]
    lines += [
        "",
        f"Thôi nhận tất cả và xóa địa chỉ thư: {_stop(saving.stop_all_token(subscriber))}",
        "",
        "Thư này gửi tự động tới địa chỉ bạn đã xác nhận; xin không trả lời thư.",
    ]
    return "\n".join(lines)


def _stop(token: str) -> str:
    return addresses.absolute(reverse("search-save-stop", args=[token]))
