"""One page of the list of exemplars, with its facets, read with a constant number of queries."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page as PaginatorPage
from django.core.paginator import Paginator
from django.db.models import Count
from django.http import HttpRequest

from documents.models.document import now_public
from exemplars.models import Award, ExemplarField, ExemplarIndexPage, ExemplarKind, ExemplarPage, Illustration
from exemplars.models.references import PrintedReference
from exemplars.querysets import ExemplarQuerySet

PER_PAGE = 18
BY_NAME = "ten"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a reader narrowed the list to; empty or unknown values narrow nothing."""

    kind: str = ""
    year: str = ""
    field: str = ""
    place: str = ""
    policy: str = ""
    by_name: bool = False


@dataclass(frozen=True, slots=True)
class Option:
    """One value of a facet, and how many exemplars carry it."""

    value: str
    label: str
    count: int
    chosen: bool


@dataclass(frozen=True, slots=True)
class Facet:
    """A facet with its values; ``name`` is its name in the address."""

    name: str
    label: str
    everything: str
    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class ExemplarRow:
    """An exemplar as a list prints it."""

    title: str
    url: str
    kind: str
    is_person: bool
    position: str
    summary: str
    portrait: Any
    award: Award | None
    reference: PrintedReference | None


@dataclass(frozen=True, slots=True)
class Listing:
    """One page of the list; ``everybody`` counts without any facet."""

    rows: tuple[ExemplarRow, ...]
    page: "PaginatorPage[ExemplarPage]"
    kinds: tuple[Option, ...]
    facets: tuple[Facet, ...]
    wanted: Wanted
    everybody: int

    @property
    def is_narrowed(self) -> bool:
        """Whether any facet is chosen."""
        return self.wanted != Wanted(by_name=self.wanted.by_name)


def wanted(query: Mapping[str, str]) -> Wanted:
    """Return what the address asks for; what no facet can hold is left out."""
    policy, year = query.get("van-ban", "")[:9], query.get("nam", "")[:4]
    kind, field = query.get("doi-tuong", ""), query.get("linh-vuc", "")
    return Wanted(
        kind=kind if kind in ExemplarKind.values else "",
        year=year if year.isdecimal() and year.isascii() else "",
        field=field if field in ExemplarField.values else "",
        place=query.get("dia-ban", "").replace("\x00", "")[:120],
        policy=policy if policy.isdecimal() and policy.isascii() else "",
        by_name=query.get("xep") == BY_NAME,
    )


def context(index: ExemplarIndexPage, request: HttpRequest) -> dict[str, Any]:
    """Return what the list's template is given for this address."""
    return {"listing": listing(index, wanted(request.GET), request.GET.get("trang", ""))}


def listing(index: ExemplarIndexPage, asked: Wanted, page_number: str) -> Listing:
    """Return the page ``page_number`` of what is ``asked``; what is no page number shows the nearest page."""
    everything = ExemplarPage.objects.descendant_of(index).visible()
    counted = list(
        everything.order_by()
        .values_list("kind", "year", "field", "place__key", "place__latest_name")
        .annotate(Count("pk"))
    )
    found = narrowed(everything, asked)
    ordered = found.by_name() if asked.by_name else found.newest_first()
    page = Paginator(ordered.for_rows(), PER_PAGE).get_page(page_number[:9])
    return Listing(
        rows=rows(page.object_list),
        page=page,
        kinds=_kinds(counted, asked),
        facets=_facets(counted, asked, everything),
        wanted=asked,
        everybody=sum(row[-1] for row in counted),
    )


def narrowed(exemplars: ExemplarQuerySet, asked: Wanted) -> ExemplarQuerySet:
    """Return the exemplars that every chosen facet fits."""
    found = exemplars
    if asked.kind:
        found = found.filter(kind=asked.kind)
    if asked.year:
        found = found.filter(year=int(asked.year))
    if asked.field:
        found = found.filter(field=asked.field)
    if asked.place:
        found = found.filter(place__key=asked.place)
    if asked.policy:
        found = found.filter(
            pk__in=Illustration.objects.filter(now_public("document__"), document_id=int(asked.policy)).values(
                "page_id"
            )
        )
    return found


def rows(exemplars: Iterable[ExemplarPage]) -> tuple[ExemplarRow, ...]:
    """Return the rows of exemplars loaded by ``for_rows``, without a query."""
    return tuple(_row(exemplar) for exemplar in exemplars)


def _row(exemplar: ExemplarPage) -> ExemplarRow:
    award = next((each for each in exemplar.awards.all() if not each.is_revoked), None)
    where = exemplar.unit_text or (exemplar.place.latest_name if exemplar.place else "")
    return ExemplarRow(
        title=exemplar.title,
        url=exemplar.get_url() or "",
        kind=str(exemplar.get_kind_display()),
        is_person=exemplar.kind == ExemplarKind.PERSON,
        position=", ".join(part for part in (exemplar.position, where) if part),
        summary=exemplar.summary,
        portrait=exemplar.portrait,
        award=award,
        reference=award.reference if award else None,
    )


def _kinds(counted: list[Any], asked: Wanted) -> tuple[Option, ...]:
    counts: Counter[str] = Counter()
    for kind, *_, number in counted:
        counts[kind] += number
    return tuple(
        Option(value, str(label), counts[value], asked.kind == value)
        for value, label in ExemplarKind.choices
        if counts[value]
    )


def _facets(counted: list[Any], asked: Wanted, everything: ExemplarQuerySet) -> tuple[Facet, ...]:
    years: Counter[str] = Counter()
    fields: Counter[str] = Counter()
    places: Counter[tuple[str, str]] = Counter()
    for _, year, field, key, name, number in counted:
        years[str(year)] += number
        fields[field] += number
        if key:
            places[key, name] += number
    labels = dict(ExemplarField.choices)
    facets = (
        Facet("nam", "Năm", "Mọi năm", _options({(y, y): n for y, n in years.items()}, asked.year, newest=True)),
        Facet(
            "linh-vuc",
            "Lĩnh vực",
            "Mọi lĩnh vực",
            _options({(f, str(labels.get(f, f))): n for f, n in fields.items()}, asked.field),
        ),
        Facet("dia-ban", "Địa bàn", "Cả tỉnh", _options(places, asked.place)),
        Facet("van-ban", "Chủ trương", "Mọi chủ trương", _policies(asked, everything)),
    )
    return tuple(facet for facet in facets if facet.options)


def _options(counts: Mapping[tuple[str, str], int], chosen: str, newest: bool = False) -> tuple[Option, ...]:
    ordered = sorted(counts.items(), key=lambda item: item[0][1], reverse=newest)
    return tuple(Option(value, label, number, value == chosen) for (value, label), number in ordered)


def _policies(asked: Wanted, everything: ExemplarQuerySet) -> tuple[Option, ...]:
    rows = (
        Illustration.objects.filter(now_public("document__"), page__in=everything.order_by().values("pk"))
        .order_by("document__symbol")
        .values_list("document_id", "document__symbol", "document__issued_on")
        .annotate(Count("page", distinct=True))
    )
    return tuple(
        Option(str(pk), f"{symbol} ({day:%Y})" if day else symbol, number, str(pk) == asked.policy)
        for pk, symbol, day, number in rows
        if symbol
    )
