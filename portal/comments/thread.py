"""The public conversation below an article, a document or an exemplar, read with three queries at most.

Only what a moderator has let through is read at all: neither a text, nor a number, nor a trace of an opinion that
nobody has read yet can reach a page from here.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Exists, F, Func, IntegerField, Model, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.safestring import SafeString

from portal.comments import policy
from portal.comments.links import name_of
from portal.comments.models import ENDED, SHOWN, Answer, State, Submission, TargetSetting
from portal.comments.targets import Kind, kind_of
from portal.comments.wording import paragraphs
from portal.pages.models import SiteSettings

PAGE_SIZE = 50
PARAMETER = "y-kien"
SECTION = "y-kien"
LARGEST_PAGE = 99_999
CLOSED_EVERYWHERE = "Trang hiện không nhận ý kiến mới."

PUBLIC = Q(state__in=SHOWN) | Q(state__in=ENDED, published_at__isnull=False)
"""What has a place in the thread: what is shown, and the dated traces of what was."""


@dataclass(frozen=True, slots=True)
class AnswerShown:
    """The board's answer as readers meet it."""

    unit: str
    at: datetime
    text: SafeString


@dataclass(frozen=True, slots=True)
class CommentShown:
    """One comment as readers meet it, or the trace of one (``ended`` says what became of it)."""

    anchor: str
    url: str
    at: datetime
    name: str
    text: SafeString
    is_masked: bool
    ended: str = ""
    ended_at: datetime | None = None
    reason: policy.Reason | None = None
    answer: AnswerShown | None = None
    replies: tuple["CommentShown", ...] = ()
    reply_url: str = ""


@dataclass(frozen=True, slots=True)
class Thread:
    """One page of a conversation, and whether and how one can take part in it."""

    kind: str
    label: str
    form_url: str
    is_open: bool
    closed_because: str
    takes_replies: bool
    count: int
    answers: int
    number: int
    pages: int
    comments: tuple[CommentShown, ...]
    unknown_page: bool = False

    @property
    def is_worth_showing(self) -> bool:
        """Whether the page has a section of opinions: something was said, or can be."""
        return self.is_open or self.count > 0

    @property
    def working_days(self) -> int:
        """How many working days a decision may take."""
        return policy.WORKING_DAYS

    @property
    def previous(self) -> int | None:
        """The page before this one."""
        return self.number - 1 if self.number > 1 else None

    @property
    def next(self) -> int | None:
        """The page after this one."""
        return self.number + 1 if self.number < self.pages else None


@dataclass(frozen=True, slots=True)
class _About:
    """What one query says of the place: whether it is public and open, how much stands there."""

    is_public: bool
    own_open: bool | None
    own_reason: str | None
    open_by_default: bool
    takes_replies: bool
    top: int
    shown: int
    shown_replies: int
    answers: int


def read_thread(obj: Model, page: str = "1", *, let_in: bool = False) -> Thread | None:
    """Return the page ``page`` of the conversation about ``obj``.

    ``None`` where ``obj`` cannot be commented on or is not public now. ``let_in``: the reader has been let in to
    ``obj`` already, and reads what was said there even where others may not; nothing new is taken then.
    An address that names no page of the conversation gets an empty one with ``unknown_page`` set.
    """
    kind = kind_of(type(obj))
    about = _about(kind, obj) if kind is not None and obj.pk else None
    if about is not None and not (about.is_public or let_in):
        about = None
    if kind is None or about is None:
        return None
    pages = max(1, -(-about.top // PAGE_SIZE))
    number = int(page) if page.isdecimal() and page.isascii() and len(page) <= len(str(LARGEST_PAGE)) else 0
    known = 1 <= number <= pages
    is_open, because = _openness(about, kind, obj)
    takes_replies = about.takes_replies and is_open
    return Thread(
        kind=kind.word,
        label=kind.label,
        form_url=reverse("comment-form", args=[kind.word, obj.pk]) if is_open else "",
        is_open=is_open,
        closed_because=because,
        takes_replies=takes_replies,
        count=about.shown + (about.shown_replies if about.takes_replies else 0),
        answers=about.answers,
        number=number if known else 0,
        pages=pages,
        comments=_comments(kind, obj, number, about, can_reply=takes_replies) if known else (),
        unknown_page=not known,
    )


def page_of(submission: Submission) -> int | None:
    """Return the page of its thread on which a comment or its trace stands; ``None`` where it has no place in one."""
    top = submission if submission.parent is None else submission.parent
    wanted = {top.pk, submission.pk}
    if Submission.objects.filter(PUBLIC, pk__in=wanted).count() != len(wanted):
        return None
    before = _top_level(submission.content_type_id, submission.object_id).filter(
        Q(submitted_at__lt=top.submitted_at) | Q(submitted_at=top.submitted_at, pk__lt=top.pk)
    )
    return before.count() // PAGE_SIZE + 1


def _top_level(content_type_id: int, object_id: int) -> "QuerySet[Submission]":
    return Submission.objects.filter(
        PUBLIC, content_type_id=content_type_id, object_id=object_id, parent__isnull=True
    ).order_by("submitted_at", "pk")


def _counted(rows: "QuerySet[Any]") -> Coalesce:
    """Return the number of ``rows`` as an expression: one row, whatever they are."""
    return Coalesce(Subquery(rows.order_by().annotate(n=_all()).values("n")[:1]), Value(0))


def _all() -> Func:
    return Func(F("pk"), function="COUNT", output_field=IntegerField())


def _about(kind: Kind, obj: Model) -> _About | None:
    here: dict[str, Any] = {"content_type_id": kind.content_type_id, "object_id": OuterRef("pk")}
    said = Submission.objects.filter(PUBLIC, **here)
    top = said.filter(parent__isnull=True)
    own = TargetSetting.objects.filter(**here)
    site = SiteSettings.objects.filter(site__is_default_site=True)
    answered = Answer.objects.filter(
        submission__content_type_id=kind.content_type_id,
        submission__object_id=OuterRef("pk"),
        submission__parent__isnull=True,
        submission__in=Submission.objects.filter(PUBLIC),
    )
    row = (
        kind.model._default_manager.filter(pk=obj.pk)
        .order_by()
        .values_list(
            Exists(kind.visible().filter(pk=OuterRef("pk")).order_by()),
            Subquery(own.values("is_open")[:1]),
            Subquery(own.values("reason")[:1]),
            Subquery(site.values("comments_open")[:1]),
            Subquery(site.values("reader_replies")[:1]),
            _counted(top),
            _counted(top.filter(state__in=SHOWN)),
            _counted(said.filter(parent__isnull=False, state__in=SHOWN)),
            _counted(answered),
        )
        .first()
    )
    if row is None:
        return None
    is_public, own_open, own_reason, open_by_default, replies, *counts = row
    return _About(is_public, own_open, own_reason, open_by_default is not False, bool(replies), *counts)


def _openness(about: _About, kind: Kind, obj: Model) -> tuple[bool, str]:
    """Return whether opinions are taken, and why not, in the words of whoever closed it; as targets decides it."""
    if not about.is_public:
        return False, ""
    if about.own_open is False:
        return False, about.own_reason or ""
    if not kind.is_open(obj):
        return False, ""
    return (True, "") if about.own_open or about.open_by_default else (False, CLOSED_EVERYWHERE)


def _comments(kind: Kind, obj: Model, number: int, about: _About, *, can_reply: bool) -> tuple[CommentShown, ...]:
    start = (number - 1) * PAGE_SIZE
    rows = list(_readable(_top_level(kind.content_type_id, obj.pk))[start : start + PAGE_SIZE])
    below: dict[int, list[CommentShown]] = {}
    if about.takes_replies:
        # Asked even where there is nothing to find: a page costs the same for none and for a thousand.
        replies = Submission.objects.filter(PUBLIC, parent__in=[row.pk for row in rows] or [0])
        for reply in _readable(replies.order_by("submitted_at", "pk")):
            below.setdefault(reply.parent_id or 0, []).append(shown(reply))
    return tuple(shown(row, replies=tuple(below.get(row.pk, ())), can_reply=can_reply) for row in rows)


def _readable(rows: "QuerySet[Submission]") -> "QuerySet[Submission]":
    """Return the rows with the board's answers and with nothing that belongs to the person alone."""
    return rows.select_related("answer").only(
        "state", "submitted_at", "ended_at", "reason", "name", "body", "masked_body", "parent_id",
        "answer__signed_as", "answer__answered_at", "answer__body",
    )  # fmt: skip


def shown(row: Submission, *, replies: tuple[CommentShown, ...] = (), can_reply: bool = False) -> CommentShown:
    """Return a comment that has a place in its thread as readers meet it."""
    name = name_of(row.pk)
    is_shown = row.state in SHOWN
    answer = getattr(row, "answer", None)
    masked = row.state == State.MASKED
    return CommentShown(
        anchor=f"{SECTION}-{name}",
        url=reverse("comment-permalink", args=[name]),
        at=row.submitted_at,
        name=row.name if is_shown else "",
        text=paragraphs(row.shown_body, with_cuts=masked) if is_shown else SafeString(""),
        is_masked=masked,
        ended="" if is_shown else row.state,
        ended_at=row.ended_at,
        reason=policy.reason(row.reason) if row.state == State.REMOVED else None,
        answer=AnswerShown(answer.signed_as, answer.answered_at, paragraphs(answer.body)) if answer else None,
        replies=replies,
        reply_url=reverse("comment-reply", args=[name]) if can_reply and is_shown else "",
    )
