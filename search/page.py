"""What the search page shows, made ready for its template: chips, facets, rows, hint and pager."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.utils.text import Truncator

from search import archive, days, offers, registry, rescue, zero
from search.archive import KIND_FACET
from search.facet_groups import FacetGroup, facet_groups, number
from search.forms import OF_WORDS, SORTS, SearchForm, sort_of, to_address
from search.offers import Offer
from search.pager import Pager, pager
from search.result_rows import Row, row_of
from search.types import Results, SearchQuery, Understanding
from search.zero import Way, ZeroPage

LONGEST_HEADING = 160
"""How many characters of the question the heading repeats."""
FEW = 3
"""Up to so many results a page offers the same question with a word less."""


@dataclass(frozen=True, slots=True)
class Chip:
    """An active filter and the address without it."""

    label: str
    url: str


@dataclass(frozen=True, slots=True)
class ResultPage:
    """Everything that the template prints."""

    heading: str
    breadcrumbs: tuple[tuple[str, str], ...]
    text: str
    action: str
    is_zero: bool
    zero: ZeroPage | None
    spellings: tuple[Way, ...]
    meant: tuple[Way, ...]
    fewer_words: tuple[Way, ...]
    plain_count: int
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
    is_refreshed: bool
    understanding: Understanding | None
    candidates: tuple[Row, ...]
    offers: tuple[Offer, ...]
    plain_url: str
    is_plain: bool
    nearest: tuple[Row, ...]
    named: tuple[Row, ...]
    everywhere_url: str
    degraded: bool
    errors: tuple[str, ...]
    hidden: tuple[tuple[str, str], ...]

    @property
    def number_rows(self) -> tuple[tuple[Row | None, str], ...]:
        """The numbers near the one that nothing carries, in order; without a row it is the hole."""
        numbers = self.zero.numbers if self.zero else ()
        return tuple((row_of(each.hit) if each.hit else None, each.symbol) for each in numbers)

    @property
    def shows_hint(self) -> bool:
        """Whether there is something to say above the results about how the question was understood."""
        understood = self.understanding
        if understood is None or self.is_zero or self.degraded:
            return False
        shown = self.candidates if understood.is_mention else understood.match_keys
        return bool(shown or self.offers)


def build(form: SearchForm, found: Results, *, path: str, user: Any | None = None) -> ResultPage:
    """Return the page of ``found``, the answer to ``form``, for the address ``path``."""
    query, start = form.query, form.from_beginning
    noun = _noun(form.fixed_kind)
    is_zero = _is_zero(form, found)
    labels = _labels_of_filters(form, found)
    return ResultPage(
        heading=_heading(form, found, noun),
        breadcrumbs=(("Trang chủ", "/"), (_place(form), "")),
        text=query.text,
        action=path,
        is_zero=is_zero,
        zero=zero.build(start, found, noun, lambda facet: _dropped(form, facet, labels), user=user)
        if is_zero
        else None,
        spellings=() if is_zero else _spellings(form, found, noun, user),
        fewer_words=() if is_zero else _fewer_words(form, found, noun, user),
        meant=() if is_zero or found.candidates else zero.meant(start, found, user=user),
        plain_count=archive.count(replace(query, plain=True), user=user) if is_zero and not query.plain else 0,
        count=found.count,
        count_words=f"{number(found.count)} {noun}",
        rows=tuple(row_of(hit) for hit in found.hits),
        facets=facet_groups(form, found, labels),
        chips=_chips(form, labels),
        clear_url=form.address(filters=(), since=None, before=None),
        sort=sort_of(query),
        sort_is_chosen=sort_of(query) != ("rank" if query.text else "newest"),
        sort_label=SORTS[sort_of(query)].lower(),
        sorts=tuple(
            (key, label, key == sort_of(query)) for key, label in SORTS.items() if query.text or key not in OF_WORDS
        ),
        pager=pager(form, found),
        is_refreshed=found.refreshed,
        understanding=found.understanding,
        candidates=tuple(row_of(hit) for hit in found.candidates),
        offers=offers.offers(start, found, lambda facet: _facet_label(form, facet), user=user),
        plain_url=form.address(plain=True),
        is_plain=query.plain,
        nearest=tuple(row_of(hit) for hit in found.nearest),
        named=tuple(row_of(hit) for hit in (found.candidates or found.nearest)),
        everywhere_url=f"/tim-kiem/{to_address(SearchQuery(query.text))}" if form.fixed_kind and query.text else "",
        degraded=found.degraded,
        errors=form.sentences,
        hidden=(
            *((facet, value) for facet, values in form.filters.items() for value in values),
            *((each.parameter, "1") for each in registry.widenings() if each.facet in form.query.widened),
            *days.pairs(form.query.since, form.query.before),
        ),
    )


def _is_zero(form: SearchForm, found: Results) -> bool:
    return not found.count and not found.degraded and "page" not in form.errors


def _noun(kind: str) -> str:
    source = registry.source_of_kind(kind) if kind else None
    return source.label.lower() if source else "kết quả"


def _place(form: SearchForm) -> str:
    return _noun(form.fixed_kind).capitalize() if form.fixed_kind else "Tìm kiếm"


def _spellings(form: SearchForm, found: Results, noun: str, user: Any | None) -> tuple[Way, ...]:
    """Return another spelling for the first page of a question in words that found something all the same."""
    if not _may_be_reworded(form, found):
        return ()
    return zero.spelled_ways(form.query, noun, better_than=found.count, user=user)[:1]


def _fewer_words(form: SearchForm, found: Results, noun: str, user: Any | None) -> tuple[Way, ...]:
    """Return the question without one of its words where the whole of it found next to nothing."""
    if found.count > FEW or not _may_be_reworded(form, found):
        return ()
    return zero.shorter_ways(form.query, noun, better_than=found.count, user=user)


def _may_be_reworded(form: SearchForm, found: Results) -> bool:
    query = form.query
    understood = found.understanding is not None and bool(found.understanding.match_keys)
    is_first = query.page == 1 and not (query.onward or query.backward)
    return bool(query.text) and is_first and not (query.plain or found.degraded or form.errors or understood)


def _heading(form: SearchForm, found: Results, noun: str) -> str:
    # A whole story may be asked; it stands in full in the box.
    text = Truncator(form.query.text).chars(LONGEST_HEADING)
    if not text:
        return noun.capitalize() if form.fixed_kind else "Tìm trong toàn trang"
    if _is_zero(form, found):
        return f"Không tìm thấy {noun if form.fixed_kind else 'nội dung'} nào khớp với “{text}”"
    return f"{noun.capitalize()} khớp với “{text}”"


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
    chosen_days = offers.days_in_words(form.query)
    dated = [Chip(chosen_days, form.address(since=None, before=None))] if chosen_days else []
    return (*chosen, *dated, *widened)


def _dropped(form: SearchForm, facet: str, labels: Mapping[tuple[str, str], str]) -> str:
    if not facet:
        return "Bỏ hết bộ lọc"
    if facet == rescue.DAYS:
        return f"Bỏ {offers.days_in_words(form.query)}"
    values = ", ".join(labels[facet, value] for value in form.filters[facet])
    return f"Bỏ {_facet_label(form, facet)}: {values}"
