"""The queue as moderators look through it: what to show, in which order, at a price that does not grow with it."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from django.db.models import F, Q, QuerySet
from django.utils import timezone
from django.utils.dateparse import parse_date

from portal.comments import policy, receipts, targets
from portal.comments.models import SHOWN, State, Submission
from portal.text.vietnamese import search_form

PAGE = 50
MAY_MODERATE = "comments.moderate_submission"
MAY_READ_DENUNCIATIONS = "comments.read_denunciation"
MAY_READ_PERSONAL_DATA = "comments.read_personal_data"
MAY_ANSWER = "comments.answer_submission"
MAY_OPEN = "comments.open_and_close"

WAITING, REVIEW, UNANSWERED = "cho", "xem-lai", "chua-tra-loi"
VIEWS: dict[str, tuple[str, tuple[str, ...]]] = {
    WAITING: ("Đang chờ", (State.WAITING,)),
    REVIEW: ("Đề nghị xem lại", (State.REFUSED,)),
    "da-dang": ("Đã đăng", SHOWN),
    UNANSWERED: ("Đã đăng, chưa trả lời", SHOWN),
    "tu-choi": ("Đã từ chối", (State.REFUSED,)),
    "da-chuyen": ("Đã chuyển", (State.FORWARDED,)),
    "to-cao": ("Tố cáo, khiếu nại", (State.CHANNEL,)),
    "da-rut-go": ("Đã rút, đã gỡ", (State.WITHDRAWN, State.REMOVED)),
    "chua-xac-nhan": ("Chờ xác nhận thư", (State.UNCONFIRMED,)),
}
_OLDEST_FIRST = frozenset({WAITING, REVIEW, "chua-xac-nhan"})


@dataclass(frozen=True, slots=True)
class Filters:
    """What a moderator asked to see, as it stands in the address."""

    view: str = WAITING
    kind: str = ""
    reason: str = ""
    hint: str = ""
    since: date | None = None
    until: date | None = None
    words: str = ""

    @classmethod
    def read(cls, query: Any) -> "Filters":
        """Return the filters in a query string; what makes no sense is left out."""
        view, kind, reason = (query.get(name, "") for name in ("xem", "loai", "ly-do"))
        hint = query.get("luu-y", "")
        return cls(
            view=view if view in VIEWS else WAITING,
            kind=kind if any(each.word == kind for each in targets.kinds()) else "",
            reason=reason if policy.reason(reason) else "",
            hint=hint if hint in {"co", "khong"} or len(hint) <= 6 else "",
            since=_day(query.get("tu", "")),
            until=_day(query.get("den", "")),
            words=query.get("tim", "")[:100].strip(),
        )

    def query(self, **changed: Any) -> str:
        """Return the query string of these filters, with some of them changed."""
        now = replace(self, **changed)
        named = {
            "xem": "" if now.view == WAITING else now.view, "loai": now.kind, "ly-do": now.reason, "luu-y": now.hint,
            "tu": now.since.isoformat() if now.since else "", "den": now.until.isoformat() if now.until else "",
            "tim": now.words,
        }  # fmt: skip
        return urlencode({name: value for name, value in named.items() if value})

    @property
    def is_narrowed(self) -> bool:
        """Whether anything beside the view is asked for."""
        return bool(self.kind or self.reason or self.hint or self.since or self.until or self.words)


def rows(filters: Filters, user: Any) -> "QuerySet[Submission]":
    """Return what ``user`` may see of what was asked for: what waits oldest first, what is decided newest first."""
    found = visible_to(user).filter(state__in=VIEWS[filters.view][1])
    if filters.view == REVIEW:
        found = found.filter(under_review())
    elif filters.view == UNANSWERED:
        found = found.filter(answer__isnull=True, parent__isnull=True)
    if kind := targets.kind_of(filters.kind) if filters.kind else None:
        found = found.filter(content_type_id=kind.content_type_id)
    if filters.reason:
        found = found.filter(reason=filters.reason)
    found = _dated(_hinted(found, filters.hint), filters)
    if filters.words:
        found = found.filter(_about(filters.words))
    if filters.view in _OLDEST_FIRST:
        return found.order_by("appealed_at", "pk") if filters.view == REVIEW else found.order_by("queued_at", "pk")
    return found.order_by(F("decided_at").desc(nulls_last=True), "-pk")


def visible_to(user: Any) -> "QuerySet[Submission]":
    """Return the comments that ``user`` may read at all: denunciations only with the right to them."""
    found = Submission.objects.filter(erased_at__isnull=True)
    return found if user.has_perm(MAY_READ_DENUNCIATIONS) else found.exclude(state=State.CHANNEL)


def under_review() -> Q:
    """Return what finds refusals that their senders asked to have reviewed, and nobody has reviewed."""
    return Q(state=State.REFUSED, appealed_at__isnull=False) & (
        Q(decided_at__isnull=True) | Q(decided_at__lt=F("appealed_at"))
    )


def waiting() -> int:
    """Return how many comments wait for a moderator."""
    return Submission.objects.filter(state=State.WAITING).count()


def after(submission: Submission, filters: Filters, user: Any) -> Submission | None:
    """Return what comes after ``submission`` in the queue, else its first: what to read next."""
    found = rows(filters, user).exclude(pk=submission.pk)
    if filters.view == WAITING and submission.queued_at is not None:
        at = submission.queued_at
        later = found.filter(Q(queued_at__gt=at) | Q(queued_at=at, pk__gt=submission.pk)).first()
        return later or found.first()
    return found.first()


def _about(words: str) -> Q:
    if tidy := receipts.tidy(words):
        return Q(receipt_hash=receipts.digest_of(tidy))
    wanted = Q()
    for word in search_form(words).split()[:8]:
        wanted &= Q(folded__contains=word)
    return wanted


def _hinted(found: "QuerySet[Submission]", hint: str) -> "QuerySet[Submission]":
    if hint == "co":
        return found.exclude(hints="")
    if hint == "khong":
        return found.filter(hints="")
    return found.filter(hints__contains=f"|{hint}|") if hint else found


def _dated(found: "QuerySet[Submission]", filters: Filters) -> "QuerySet[Submission]":
    if filters.since:
        found = found.filter(submitted_at__gte=_start(filters.since))
    if filters.until:
        found = found.filter(submitted_at__lt=_start(filters.until + timedelta(days=1)))
    return found


def _start(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, datetime.min.time()))


def _day(text: str) -> date | None:
    try:
        return parse_date(text)
    except ValueError:
        return None
