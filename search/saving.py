"""Save a search with an address, confirm it by the letter's link, stop it by a link that needs no account.

Until the link is used, the address is a claim by a stranger about somebody else's mailbox: the one letter that goes
there carries none of the stranger's words, not even the search.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.core import signing
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac

from portal.audit.record import record
from portal.mail import addresses
from portal.mail import operations as mail
from portal.mail.models import Letter
from search import states
from search.saved_models import Frequency, SavedSearch, Subscriber

CONSENT_VERSION = "1.0"
CONSENT_TEXT = (
    "Tôi đồng ý để Ban lưu địa chỉ thư này cùng tìm kiếm trên, chỉ để gửi thư báo nội dung mới khớp với tìm kiếm, "
    "cho đến khi tôi thôi nhận."
)
CONFIRM_WITHIN = timedelta(hours=72)
MOST_SEARCHES = 20
LONGEST_STATE = 6_000
_MORNING = time(7, 0)
_CONFIRM, _STOP = "search.saved.confirm", "search.saved.stop"


class LinkUnusable(Exception):
    """A confirmation link is not ours, cut off, too old, or what it confirms is gone."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody asks for: news of ``state``, at ``email``, so often."""

    state: str
    email: str
    frequency: str


def request(wish: Wish, *, now: datetime) -> None:
    """Store the wish and write the letter that asks; the same for whoever is known already, and for too many wishes.

    The caller learns nothing of what is stored for an address. A search that was confirmed causes no letter.
    """
    with transaction.atomic():
        # One wish of an address after the other, so that a button pressed twice is one.
        subscriber = Subscriber.objects.select_for_update().get_or_create(email=wish.email.strip().lower())[0]
        known = subscriber.searches.filter(state=wish.state, frequency=wish.frequency).first()
        if known is None and subscriber.searches.count() >= MOST_SEARCHES:
            return
        saved = known or SavedSearch(subscriber=subscriber, state=wish.state, frequency=wish.frequency)
        if saved.confirmed_at is not None:
            return
        saved.requested_at, saved.consent_version = now, CONSENT_VERSION
        saved.save()
        _ask(saved)


def _ask(saved: SavedSearch) -> None:
    until = timezone.localtime(saved.requested_at + CONFIRM_WITHIN)
    mail.send(
        to=saved.subscriber.email,
        subject="Xác nhận địa chỉ thư để nhận thư báo nội dung mới",
        body=(
            "Kính gửi bạn,\n\n"
            "Có người vừa lưu một tìm kiếm trên trang của chúng tôi và ghi địa chỉ thư này để nhận thư báo khi có "
            "nội dung mới.\n\n"
            "Nếu đó là bạn, mời mở địa chỉ sau, xem lại tìm kiếm và bấm nút xác nhận:\n\n"
            f"{addresses.absolute(reverse('search-save-confirm', args=[confirm_token(saved)]))}\n\n"
            f"Liên kết dùng được đến {until:%H:%M} ngày {until:%d/%m/%Y}; sau đó địa chỉ thư bị xóa.\n\n"
            "Nếu không phải bạn, xin bỏ qua thư này. Bạn sẽ không nhận thư báo nào."
        ),
        key=f"{letters_of(saved.subscriber_id)}confirm:{saved.pk}:{int(saved.requested_at.timestamp())}",
        about="lưu tìm kiếm: xác nhận địa chỉ",
    )


def letters_of(subscriber_id: int) -> str:
    """Return how the keys of all letters to one subscriber begin."""
    return f"saved-search:{subscriber_id}:"


def confirm_token(saved: SavedSearch) -> str:
    """Return what the confirmation link carries: the search and a digest of its address, signed and dated."""
    return signing.dumps([saved.pk, _digest(saved.subscriber.email)], salt=_CONFIRM)


def waiting_for(token: str) -> SavedSearch:
    """Return the search that the link confirms, confirmed already or not; raises LinkUnusable."""
    try:
        pk, digest = signing.loads(token, salt=_CONFIRM, max_age=CONFIRM_WITHIN)
        saved = SavedSearch.objects.select_related("subscriber").filter(pk=pk).first()
    except (signing.BadSignature, ValueError, TypeError, OverflowError):
        raise LinkUnusable from None
    if saved is None or not constant_time_compare(_digest(saved.subscriber.email), digest):
        raise LinkUnusable
    return saved


def confirm(*, token: str, now: datetime) -> SavedSearch:
    """Let letters go for the search from now on; return it. Twice is once. Raises LinkUnusable."""
    with transaction.atomic():
        saved = waiting_for(token)
        moved = SavedSearch.objects.filter(pk=saved.pk, confirmed_at__isnull=True).update(
            confirmed_at=now, covered_until=now, due_at=next_due(saved.frequency, now)
        )
        if moved:
            record("search.confirm_saved", obj=saved)
        saved.refresh_from_db()
    return saved


def next_due(frequency: str, now: datetime) -> datetime:
    """Return when the next letter may go: tomorrow at seven, or on Monday at seven."""
    today = timezone.localdate(now)
    ahead = 7 - today.weekday() if frequency == Frequency.WEEKLY else 1
    return timezone.make_aware(datetime.combine(today + timedelta(days=ahead), _MORNING))


def stop_token(saved: SavedSearch) -> str:
    """Return what the link carries that ends one search; it never grows old."""
    return signing.Signer(salt=_STOP).sign_object(["one", saved.pk])


def stop_all_token(subscriber: Subscriber) -> str:
    """Return what the link carries that ends everything for an address."""
    return signing.Signer(salt=_STOP).sign_object(["all", subscriber.pk])


def is_stop_token(token: str) -> bool:
    """Return whether the token was ever given, whatever it ends."""
    return _read_stop(token) is not None


def stop(*, token: str) -> None:
    """End what the link ends and forget the address with the last search; a link that ended it before does nothing."""
    read = _read_stop(token)
    if read is None:
        return
    which, pk = read
    with transaction.atomic():
        chosen = {"pk": pk} if which == "one" else {"subscriber_id": pk}
        ended = list(SavedSearch.objects.filter(**chosen))
        for saved in ended:
            record("search.stop_saved", obj=saved)
        _forget(ended)


def _read_stop(token: str) -> tuple[str, int] | None:
    try:
        which, pk = signing.Signer(salt=_STOP).unsign_object(token)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return (which, pk) if which in ("one", "all") and isinstance(pk, int) else None


def forget_unconfirmed(*, now: datetime | None = None) -> int:
    """Forget searches whose link was not used in time, and their addresses; return how many."""
    late = SavedSearch.objects.filter(
        confirmed_at__isnull=True, requested_at__lt=(now or timezone.now()) - CONFIRM_WITHIN
    )
    with transaction.atomic():
        ended = list(late)
        _forget(ended)
    return len(ended)


def _forget(ended: Iterable[SavedSearch]) -> None:
    rows = list(ended)
    SavedSearch.objects.filter(pk__in=[saved.pk for saved in rows]).delete()
    for saved in rows:
        _erase_letters(f"{letters_of(saved.subscriber_id)}confirm:{saved.pk}:")
    for subscriber in Subscriber.objects.filter(pk__in={saved.subscriber_id for saved in rows}, searches__isnull=True):
        _erase_letters(letters_of(subscriber.pk))
        subscriber.delete()


def _erase_letters(beginning: str) -> None:
    for key in Letter.objects.filter(key__startswith=beginning).values_list("key", flat=True):
        mail.erase(key)


def _digest(email: str) -> str:
    return salted_hmac(_CONFIRM, email, algorithm="sha256").hexdigest()[:24]


def in_words(saved: SavedSearch) -> str:
    """Return what is searched for, as people say it."""
    return states.in_words(states.read(saved.state))
