"""Who names which document: mentions found in texts, and citations that people made.

Mentions belong to this room whatever text they stand in. Citations made by people belong to the rooms
of their texts, which hand a reader of them up here: tables downstream are never read from here.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction

from documents import name_finder
from documents.citation_words import date_words, heading
from documents.models import Mention, OfficialDocument
from documents.resolving import Resolution, Resolver, Said
from documents.sentences import sentence_around
from documents.wrapped_lines import unwrapped


@dataclass(frozen=True, slots=True)
class CitingItem:
    """A public text that names a document; ``sentence`` is its first sentence that does, in three parts.

    ``when`` replaces ``day`` in print where the day is not known exactly.
    """

    title: str
    url: str
    kind_label: str
    day: date | None = None
    when: str = ""
    sentence: tuple[str, str, str] = ("", "", "")
    times: int = 0


@dataclass(frozen=True, slots=True)
class CitingTexts:
    """How a room tells which of its public texts name a document.

    ``naming`` receives the document's id and a query of ids of its texts in which it is mentioned, and returns the rows
    that may be read now, with those that a person tied to the document, in the order in which they are shown.
    ``describe`` turns some of them into items, in their order.
    """

    code: str
    label: str
    model: Callable[[], type[models.Model]]
    naming: Callable[[int, models.QuerySet[Any]], models.QuerySet[Any]]
    describe: Callable[[int, list[Any]], list[CitingItem]]


@dataclass(frozen=True, slots=True)
class CitingPart:
    """Texts of one room that name a document: some of them, and how many there are."""

    code: str
    label: str
    items: tuple[CitingItem, ...]
    total: int


_texts: dict[str, CitingTexts] = {}


def register(texts: CitingTexts) -> None:
    """Let a room say which of its public texts name a document."""
    _texts[texts.code] = texts


def citing(document: OfficialDocument, *, first: int = 0, limit: int = 10, only: str = "") -> list[CitingPart]:
    """Return which public texts name ``document``, by room, ``limit`` of each from ``first`` on.

    The number of queries does not depend on how many there are.
    """
    return _parts(document.pk, models.Q(target_id=document.pk), first, limit, only)


def naming_key(key: str, *, limit: int = 10) -> tuple[list[CitingPart], int]:
    """Return which public texts name a document under ``key`` that the archive cannot show, and how many times."""
    named = (models.Q(match_key=key) | models.Q(name_key=key)) & models.Q(target__isnull=True)
    if not key:
        return [], 0
    times = 0
    for texts in _texts.values():
        content_type = ContentType.objects.get_for_model(texts.model())
        of_kind = Mention.objects.filter(named, content_type=content_type)
        visible = texts.naming(0, of_kind.values("object_id")).order_by().values("pk")
        times += of_kind.filter(object_id__in=visible).count()
    return (_parts(0, named, 0, limit, "") if times else []), times


def _parts(document_id: int, named: models.Q, first: int, limit: int, only: str) -> list[CitingPart]:
    chosen = [texts for texts in _texts.values() if not only or texts.code == only]
    found = [(texts, _rows(texts, document_id, named, first, limit)) for texts in chosen]
    told = _told(named, [(texts, [row.pk for row in rows]) for texts, rows in found])
    parts = []
    for texts, rows in found:
        if not rows:
            continue
        items = texts.describe(document_id, rows)
        shown = tuple(
            _with_sentence(item, told.get((texts.code, row.pk))) for row, item in zip(rows, items, strict=True)
        )
        parts.append(CitingPart(texts.code, texts.label, shown, rows[0].total))
    return parts


def _rows(texts: CitingTexts, document_id: int, named: models.Q, first: int, limit: int) -> list[Any]:
    content_type = ContentType.objects.get_for_model(texts.model())
    mentioned = Mention.objects.filter(named, content_type=content_type).order_by().values("object_id")
    rows = texts.naming(document_id, mentioned).annotate(total=models.Window(models.Count("pk")))
    return list(rows[first : first + limit])


def _told(named: models.Q, shown: list[tuple[CitingTexts, list[int]]]) -> dict[tuple[str, int], tuple[Mention, int]]:
    """Return for each text that is shown its first mention and how many it has."""
    kinds = {ContentType.objects.get_for_model(texts.model()).pk: (texts.code, pks) for texts, pks in shown if pks}
    if not kinds:
        return {}
    wanted = models.Q()
    for kind, (_, pks) in kinds.items():
        wanted |= models.Q(content_type_id=kind, object_id__in=pks)
    groups = Mention.objects.filter(wanted, named).order_by().values("content_type_id", "object_id")
    counted = {row["first"]: row["times"] for row in groups.annotate(first=models.Min("pk"), times=models.Count("pk"))}
    firsts = Mention.objects.filter(pk__in=counted)
    return {(kinds[row.content_type_id][0], row.object_id): (row, counted[row.pk]) for row in firsts}


def _with_sentence(item: CitingItem, told: tuple[Mention, int] | None) -> CitingItem:
    if told is None:
        return item
    mention, times = told
    url = f"{item.url}#{mention.anchor}" if mention.anchor and "#" not in item.url else item.url
    return replace(item, url=url, sentence=mention.sentence_parts, times=times)


def _documents_naming(document_id: int, mentioned: models.QuerySet[Any]) -> models.QuerySet[Any]:
    return OfficialDocument.objects.visible().filter(pk__in=mentioned).exclude(pk=document_id).for_rows()


def _described(document_id: int, rows: list[Any]) -> list[CitingItem]:
    return [
        CitingItem(heading(row), row.get_absolute_url(), row.subject or row.title, when=date_words(row)) for row in rows
    ]  # fmt: skip


DOCUMENTS = CitingTexts("van-ban", "Văn bản", lambda: OfficialDocument, _documents_naming, _described)
"""The archive's own texts."""


def cited_in(source: models.Model) -> list[Mention]:
    """Return the mentions in ``source`` in the order of the text, with the documents that they name."""
    content_type = ContentType.objects.get_for_model(source)
    rows = Mention.objects.filter(content_type=content_type, object_id=source.pk)
    return list(rows.select_related("target__type", "target__issuer"))


def resolve(symbol: str, on: date | None = None, type_name: str = "", *, drafts: bool = False) -> Resolution:
    """Return what ``symbol`` stands for; a day beside it decides between several, never "the newest".

    Only public documents are looked at, unless ``drafts``.
    """
    return Resolver(drafts=drafts).resolve(Said(symbol=symbol, day=on, type_name=type_name))


def record_mentions(
    source: models.Model,
    texts: Mapping[str, str],
    revision_id: int | None = None,
    *,
    day: date | None = None,
    anchor_at: Callable[[int], str] | None = None,
) -> list[Mention]:
    """Find the mentions in the fields of ``source`` and store them; what a person decided is kept.

    ``texts`` maps a field's name to its text as it was published; ``day`` is the day of the text, ``anchor_at`` tells
    the anchor of an offset.
    """
    content_type = ContentType.objects.get_for_model(source)
    rows = [row for field, text in texts.items() for row in _found(field, text, anchor_at)]
    days = _days_elsewhere(rows)
    resolver = Resolver()
    for row in rows:
        row.content_type, row.object_id, row.revision_id = content_type, source.pk, revision_id
        row.source_on, row.context_on = day, days.get(row.match_key) if row.mentioned_on is None else None
        settle(row, resolver)
    with transaction.atomic():
        old = Mention.objects.filter(content_type=content_type, object_id=source.pk)
        decided = {(row.field, *_key(row)): row for row in old if row.decided_by_person}
        old.delete()
        for row in rows:
            kept = decided.get((row.field, *_key(row)))
            if kept is not None:
                row.state, row.target_id, row.decided_by_person = kept.state, kept.target_id, True
        Mention.objects.bulk_create(rows, batch_size=500)
    return rows


def settle(row: Mention, resolver: Resolver) -> bool:
    """Say anew what ``row`` stands for, without storing it; return whether that changed anything."""
    before = (row.state, row.target_id, row.candidates)
    said = Said(
        symbol=row.symbol, day=row.mentioned_on, type_name=row.type_name, issuer_text=row.issuer_text, name=row.name,
        name_key=row.name_key, year=row.year, sentence=row.sentence, context_day=row.context_on,
        source_day=row.source_on,
    )  # fmt: skip
    found = resolver.resolve(said)
    row.state, row.target = found.state, found.document
    row.candidates = [each.pk for each in found.candidates]
    return before != (row.state, row.target_id, row.candidates)


def _key(row: Mention) -> tuple[str, date | None]:
    # With its day: one number may stand for two documents in one text.
    return row.match_key or row.name_key, row.mentioned_on


def _days_elsewhere(rows: Collection[Mention]) -> dict[str, date]:
    """Return the day that a text gives a symbol anywhere, where it gives only one."""
    days: dict[str, set[date]] = {}
    for row in rows:
        if row.match_key and row.mentioned_on is not None:
            days.setdefault(row.match_key, set()).add(row.mentioned_on)
    return {key: next(iter(known)) for key, known in days.items() if len(known) == 1}


def _found(field: str, text: str, anchor_at: Callable[[int], str] | None) -> list[Mention]:
    found = []
    text = unwrapped(text)  # a phrase goes on where only the page's line ended
    for each in name_finder.mentions(text):
        sentence = sentence_around(text, each.start, each.end)
        found.append(
            Mention(
                field=field,
                start=each.start,
                end=each.end,
                quote=text[each.start : each.end][:500],
                symbol=each.symbol[:200],
                match_key=each.match_key[:200],
                mentioned_on=each.date,
                type_name=each.type_name[:80],
                issuer_text=each.issuer_text[:255],
                provision=each.provision[:160],
                name=each.name[:200] if each.name_key else "",
                name_key=each.name_key[:200],
                year=each.year,
                sentence=sentence.text,
                mark_start=sentence.start,
                mark_end=sentence.end,
                anchor=anchor_at(each.start)[:120] if anchor_at else "",
            )
        )
    return found
