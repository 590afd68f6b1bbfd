"""Documents that texts name and the archive does not hold, and mentions that may be several: lists for editors."""

from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Count, F, Max, Min, Q, QuerySet, Value
from django.db.models.functions import Coalesce, NullIf

from documents.models import Mention, MentionState, OfficialDocument, WantedDocument
from documents.refusals import ArchiveRefusal
from portal.audit.record import record
from portal.pages.cache import moved_on


@dataclass(frozen=True, slots=True)
class MissingRow:
    """A document that is missing: how it is named, how often, in how many texts, and who was asked for it."""

    key: str
    label: str
    type_name: str
    issuer: str
    day: Any
    times: int
    texts: int
    sentence: tuple[str, str, str]
    asked: WantedDocument | None

    @property
    def is_law(self) -> bool:
        """Whether it is named without a number."""
        return not self.key[:1].isdigit()


def missing(only: str = "") -> "QuerySet[Mention, dict[str, Any]]":
    """Return the groups of unmatched mentions, the most mentioned first; ``only`` is ``so`` or ``ten``."""
    waiting = Mention.objects.filter(state=MentionState.UNMATCHED).exclude(match_key="", name_key="")
    if only == "so":
        waiting = waiting.exclude(match_key="")
    elif only == "ten":
        waiting = waiting.filter(match_key="")
    keyed = waiting.annotate(key=Coalesce(NullIf(F("match_key"), Value("")), F("name_key"))).order_by()
    groups = keyed.values("key").annotate(
        times=Count("pk"), texts=Count("object_id", distinct=True), first=Min("pk"), day=Max("mentioned_on")
    )
    found: Any = groups.order_by("-times", "key")
    return found


def described(groups: list[dict[str, Any]]) -> list[MissingRow]:
    """Return the rows of some groups, with two queries."""
    firsts = Mention.objects.in_bulk([group["first"] for group in groups])
    asked = {row.key: row for row in WantedDocument.objects.filter(key__in=[group["key"] for group in groups])}
    rows = []
    for group in groups:
        one = firsts[group["first"]]
        label = one.symbol or one.name
        rows.append(
            MissingRow(
                group["key"], label, one.type_name, one.issuer_text, group["day"], group["times"], group["texts"],
                one.sentence_parts, asked.get(group["key"]),
            )
        )  # fmt: skip
    return rows


def ask_for(*, key: str, by: Any, note: str = "") -> WantedDocument:
    """Note that ``by`` asks for the document that is named under ``key``. Raises :class:`ArchiveRefusal`."""
    one = Mention.objects.filter(Q(match_key=key) | Q(name_key=key), state=MentionState.UNMATCHED).first()
    if one is None or not key:
        raise ArchiveRefusal("Không còn lượt nhắc nào chờ văn bản này.")
    try:
        with transaction.atomic():
            wanted = WantedDocument.objects.create(
                key=key[:200], label=(one.symbol or one.name)[:200], note=note[:300], asked_by=by
            )
            record("documents.wanted.asked", actor=by, obj=wanted)
    except IntegrityError as error:
        raise ArchiveRefusal("Văn bản này đã có người hỏi.") from error
    return wanted


def ambiguous() -> QuerySet[Mention]:
    """Return the mentions that may be several documents, the oldest first."""
    return Mention.objects.filter(state=MentionState.AMBIGUOUS).order_by("match_key", "pk")


def candidates_of(mentions: list[Mention]) -> dict[int, list[OfficialDocument]]:
    """Return the public candidates of each mention, with one query."""
    wanted = {pk for mention in mentions for pk in mention.candidates}
    found = {each.pk: each for each in OfficialDocument.objects.visible().filter(pk__in=wanted).for_rows()}
    return {mention.pk: [found[pk] for pk in mention.candidates if pk in found] for mention in mentions}


def decide(*, mention: Mention, document: OfficialDocument, by: Any) -> Mention:
    """Let ``by`` say which document is meant; no later run changes that. Raises :class:`ArchiveRefusal`."""
    if document.pk not in mention.candidates:
        raise ArchiveRefusal("Văn bản này không nằm trong những văn bản có thể được nhắc.")
    with transaction.atomic():
        mention.state, mention.target, mention.decided_by_person = MentionState.RESOLVED, document, True
        mention.save(update_fields=["state", "target", "decided_by_person"])
        record("documents.mention.decided", actor=by, obj=mention, data={"document": document.pk})
        moved_on("documents.mentions")
    return mention
