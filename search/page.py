"""What the search page shows, made ready for its template: chips, facets, rows, hint and pager."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from search import archive, registry, rescue
from search.archive import KIND_FACET
from search.facet_groups import FacetGroup, facet_groups, number
from search.forms import SORTS, SearchForm, to_address
from search.types import Hit, MarkedText, Results, SearchQuery, Understanding

_NO_MARKS = MarkedText("", "")


@dataclass(frozen=True, slots=True)
class Row:
    """One result: what stands in its three columns."""

    url: str
    number: MarkedText
    title: MarkedText
    passage: MarkedText | None
    passage_url: str
    what: str
    by: str
    date: str
    status: str
    status_label: str
    kind: str
    no_number: str = ""
    text_origin: str = ""


@dataclass(frozen=True, slots=True)
class Chip:
    """An active filter and the address without it."""

    label: str
    url: str


@dataclass(frozen=True, slots=True)
class PageLink:
    """One page of the pager; without ``url`` it is the page one stands on, without ``number`` a gap."""

    number: int
    url: str


@dataclass(frozen=True, slots=True)
class Pager:
    """The pager, and where a reader goes next and came from."""

    pages: tuple[PageLink, ...]
    previous: str
    next: str


@dataclass(frozen=True, slots=True)
class Alternative:
    """Another question that finds something."""

    label: str
    url: str
    count: str


@dataclass(frozen=True, slots=True)
class ResultPage:
    """Everything that the template prints."""

    heading: str
    breadcrumbs: tuple[tuple[str, str], ...]
    text: str
    action: str
    is_zero: bool
    total_words: str
    count: int
    count_words: str
    rows: tuple[Row, ...]
    facets: tuple[FacetGroup, ...]
    chips: tuple[Chip, ...]
    clear_url: str
    sort: str
    sort_is_chosen: bool
    sort_label: str
    sorts: tuple[tuple[str, str, bool], ...]
    pager: Pager | None
    understanding: Understanding | None
    candidates: tuple[Row, ...]
    offers: tuple[Alternative, ...]
    plain_url: str
    is_plain: bool
    nearest: tuple[Row, ...]
    named: tuple[Row, ...]
    fewer_filters: tuple[Alternative, ...]
    fewer_words: tuple[Alternative, ...]
    everywhere_url: str
    degraded: bool
    errors: tuple[str, ...]
    hidden: tuple[tuple[str, str], ...]


def build(form: SearchForm, found: Results, *, path: str, user: Any | None = None) -> ResultPage:
    """Return the page of ``found``, the answer to ``form``, for the address ``path``."""
    query = form.query
    noun = _noun(form.fixed_kind)
    is_zero = _is_zero(form, found)
    labels = _labels_of_filters(form, found)
    return ResultPage(
        heading=_heading(form, found, noun),
        breadcrumbs=(("Trang chủ", "/"), (_place(form), "")),
        text=query.text,
        action=path,
        is_zero=is_zero,
        total_words=_total(form, noun, user) if is_zero else "",
        count=found.count,
        count_words=f"{number(found.count)} {noun}",
        rows=tuple(_row(hit) for hit in found.hits),
        facets=facet_groups(form, found),
        chips=_chips(form, labels),
        clear_url=form.address(filters=()),
        sort=query.sort,
        sort_is_chosen=query.sort != ("rank" if query.text else "newest"),
        sort_label=SORTS[query.sort].lower(),
        sorts=tuple((key, label, key == query.sort) for key, label in SORTS.items() if key != "rank" or query.text),
        pager=_pager(form, found),
        understanding=found.understanding,
        candidates=tuple(_row(hit) for hit in found.candidates),
        offers=_offers(form, found),
        plain_url=form.address(plain=True),
        is_plain=query.plain,
        nearest=tuple(_row(hit) for hit in found.nearest),
        named=tuple(_row(hit) for hit in (found.candidates or found.nearest)),
        fewer_filters=_fewer_filters(form, labels, user) if is_zero else (),
        fewer_words=_fewer_words(form, user) if is_zero else (),
        everywhere_url=f"/tim-kiem/{to_address(SearchQuery(query.text))}" if form.fixed_kind and query.text else "",
        degraded=found.degraded,
        errors=form.sentences,
        hidden=(
            *((facet, value) for facet, values in form.filters.items() for value in values),
            *((each.parameter, "1") for each in registry.widenings() if each.facet in form.query.widened),
        ),
    )


def _is_zero(form: SearchForm, found: Results) -> bool:
    return not found.count and not found.degraded and "page" not in form.errors


def _noun(kind: str) -> str:
    source = registry.source_of_kind(kind) if kind else None
    return source.label.lower() if source else "kết quả"


def _place(form: SearchForm) -> str:
    return _noun(form.fixed_kind).capitalize() if form.fixed_kind else "Tìm kiếm"


def _total(form: SearchForm, noun: str, user: Any | None) -> str:
    total = archive.count(SearchQuery(kinds=form.query.kinds), user=user)
    return f"Kho có {number(total)} {noun if form.fixed_kind else 'nội dung'} công khai."


def _heading(form: SearchForm, found: Results, noun: str) -> str:
    text = form.query.text
    if not text:
        return noun.capitalize() if form.fixed_kind else "Tìm trong toàn trang"
    if _is_zero(form, found):
        return f"Không tìm thấy {noun if form.fixed_kind else 'nội dung'} nào khớp với “{text}”"
    return f"{noun.capitalize()} khớp với “{text}”"


def _row(hit: Hit) -> Row:
    shown = hit.shown
    source = registry.source_of_kind(hit.kind)
    passage = hit.marked("passage")
    where = f"#{passage.anchor}" if passage and passage.anchor and passage.spans else ""
    return Row(
        url=hit.url,
        number=hit.marked("number") or _NO_MARKS,
        title=hit.marked("title") or MarkedText("title", hit.title),
        passage=passage,
        passage_url=f"{hit.url}{where}",
        what=shown.get("type") or shown.get("section") or (source.label if source else ""),
        by=" · ".join(part for part in (shown.get("issuer"), shown.get("author"), shown.get("period")) if part),
        date=shown.get("date") or (f"{hit.date:%d/%m/%Y}" if hit.date else ""),
        status=shown.get("status", ""),
        status_label=shown.get("status_label", ""),
        kind=hit.kind,
        no_number=shown.get("no_number", ""),
        text_origin=shown.get("text_origin", ""),
    )


def _labels_of_filters(form: SearchForm, found: Results) -> Mapping[tuple[str, str], str]:
    labels = {(name, each.value): each.label for name, values in found.facets.items() for each in values}
    for facet, values in form.filters.items():
        unknown = [value for value in values if (facet, value) not in labels]
        if unknown:
            known = archive.labels_of(facet, unknown, form.query.kinds)
            labels |= {(facet, value): known.get(value, value) for value in unknown}
    return labels


def _facet_label(form: SearchForm, facet: str) -> str:
    declared = {each.name: each.label for each in registry.facets(form.query.kinds)}
    return "Loại nội dung" if facet == KIND_FACET else declared.get(facet, facet)


def _chips(form: SearchForm, labels: Mapping[tuple[str, str], str]) -> tuple[Chip, ...]:
    chosen = [
        Chip(f"{_facet_label(form, facet)}: {labels[facet, value]}", form.address(filters=form.without(facet, value)))
        for facet, values in form.filters.items()
        for value in values
    ]
    kept = {
        each.facet: tuple(other for other in form.query.widened if other != each.facet) for each in registry.widenings()
    }
    widened = [
        Chip(each.label, form.address(widened=kept[each.facet]))
        for each in registry.widenings()
        if each.facet in form.query.widened and each.facet in form.filters
    ]
    return (*chosen, *widened)


def _offers(form: SearchForm, found: Results) -> tuple[Alternative, ...]:
    understanding = found.understanding
    if understanding is None:
        return ()
    offers = []
    for each in understanding.filters:
        # Only what some result has: any other filter would lead to nothing.
        has = {known.value: known.label for known in found.facets.get(each.facet, ())}
        names = [has[value] for value in each.values if value in has]
        if names and form.filters.get(each.facet) != each.values:
            url = form.address(filters=form.chosen_with([each]))
            offers.append(Alternative(f"{_facet_label(form, each.facet)}: {', '.join(names)}", url, ""))
    return tuple(offers)


def _fewer_filters(
    form: SearchForm, labels: Mapping[tuple[str, str], str], user: Any | None
) -> tuple[Alternative, ...]:
    ways = rescue.fewer_filters(form.query, user=user)
    return tuple(
        Alternative(_dropped(form, way.label, labels), to_address(replace(way.query, page=1)), number(way.count))
        for way in ways
    )


def _dropped(form: SearchForm, facet: str, labels: Mapping[tuple[str, str], str]) -> str:
    if not facet:
        return "Bỏ hết bộ lọc"
    values = ", ".join(labels[facet, value] for value in form.filters[facet])
    return f"Bỏ {_facet_label(form, facet)}: {values}"


def _fewer_words(form: SearchForm, user: Any | None) -> tuple[Alternative, ...]:
    ways = rescue.fewer_words(form.query, user=user)
    return tuple(Alternative(way.query.text, to_address(replace(way.query, page=1)), number(way.count)) for way in ways)


def _pager(form: SearchForm, found: Results) -> Pager | None:
    size = form.query.page_size
    last = -(-min(found.count, archive.depth_of(form.query)) // size)
    if last <= 1:
        return None
    here = min(form.query.page, last)
    near = sorted({1, last, *range(max(1, here - 2), min(last, here + 2) + 1)})
    pages: list[PageLink] = []
    for each in near:
        if pages and each > pages[-1].number + 1:
            pages.append(PageLink(0, ""))
        pages.append(PageLink(each, "" if each == here else form.address(page=each)))
    return Pager(
        tuple(pages),
        previous=form.address(page=here - 1) if here > 1 else "",
        next=form.address(page=here + 1) if here < last else "",
    )
