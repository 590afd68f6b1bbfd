"""What a reader may ask in an address, checked: bad input becomes a sentence, never an error."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from urllib.parse import urlencode

from django.http import QueryDict

from search import days, registry
from search.analysis import MAX_CHARACTERS, clean
from search.archive import KIND_FACET, MAX_PAGE_SIZE, MAX_RANK
from search.ordering import read_place, spell_place
from search.types import Cursor, Filter, SearchQuery

SORTS: Mapping[str, str] = {
    "rank": "Độ khớp",
    "match": "Độ khớp, không kể năm",
    "newest": "Mới nhất",
    "oldest": "Cũ nhất",
    "number": "Số văn bản",
}
"""In ``rank`` the newer of two records that say the same stands first; ``match`` looks at nothing but what they say."""
OF_WORDS = frozenset({"rank", "match"})
MAX_VALUES = 30
BAD_PAGE = "Số trang phải là số từ 1 trở lên."
BAD_SORT = "Cách sắp xếp này không có."
TOO_LONG = f"Câu tìm dài quá {MAX_CHARACTERS} ký tự."
BAD_FILTER = "Một số giá trị lọc không đọc được."
BAD_DAY = "Ngày phải viết theo dạng năm-tháng-ngày, ví dụ 2021-09-22."
BAD_PLACE = "Chỗ xem tiếp trong danh sách không đọc được."
# What a page does about it; a machine is refused instead.
INSTEAD: Mapping[str, str] = {
    BAD_PAGE: "Đang xem trang 1.",
    BAD_PLACE: "Đang xem từ đầu danh sách.",
    BAD_FILTER: "Trang bỏ qua những giá trị ấy.",
    BAD_DAY: "Trang bỏ qua ngày ấy.",
    BAD_SORT: "Kết quả được xếp theo cách thường dùng.",
    TOO_LONG: "Trang chỉ tìm theo phần đầu và phần cuối.",
}
_VALUE = re.compile(r"[^\x00-\x1f\x7f]{1,120}")
_NUMBER = re.compile(r"\d{1,9}", re.ASCII)
_TOKEN = re.compile(r"[A-Za-z0-9_-]{1,24}")
ONWARD, BACKWARD, LIST = "sau", "truoc", "ds"
"""In an address: the place that a sorted list goes on from, or ends at, and the ranked list that is paged through."""


@dataclass(frozen=True, slots=True)
class SearchForm:
    """The state of a search page, as its address says it. ``errors`` are sentences by field."""

    query: SearchQuery
    errors: Mapping[str, str] = field(default_factory=dict)
    fixed_kind: str = ""

    @property
    def sentences(self) -> tuple[str, ...]:
        """What a reader is told: what could not be read, and what is shown instead."""
        return tuple(f"{wrong} {INSTEAD.get(wrong, '')}".strip() for wrong in self.errors.values())

    @classmethod
    def from_address(cls, data: QueryDict, *, kind: str = "", page_size: int = 20) -> "SearchForm":
        """Read ``data``; what cannot be read is left out of the query and named in ``errors``."""
        errors: dict[str, str] = {}
        kinds = (kind,) if kind else ()
        sort = data.get("sort") or ""
        if sort and sort not in SORTS:
            errors["sort"] = BAD_SORT
        text = _text(data.get("q", ""), errors)
        last = _day(data, days.UNTIL, errors)
        query = SearchQuery(
            text=text,
            kinds=kinds,
            filters=_filters(data, kinds, errors),
            sort=_order(sort, text),
            favours_recent=sort != "match",
            page=_page(data.get("page", ""), errors),
            page_size=page_size,
            facets=tuple(name for name in _facet_names(kinds)),
            plain=data.get("plain") == "1",
            onward=_place(data.get(ONWARD, ""), errors),
            backward=_place(data.get(BACKWARD, ""), errors),
            token=found[0] if (found := _TOKEN.fullmatch(data.get(LIST, ""))) else "",
            fixed=MAX_RANK,
            widened=tuple(each.facet for each in registry.widenings() if data.get(each.parameter) == "1"),
            since=_day(data, days.SINCE, errors),
            before=last + timedelta(days=1) if last and last.year < 9999 else None,
        )
        return cls(query, errors, kind)

    @property
    def from_beginning(self) -> "SearchForm":
        """The same state without the place in its list at which the reader stands, for ways to other lists."""
        return replace(self, query=self.query.from_beginning)

    def address(self, **changes: object) -> str:
        """Return the query string of this state with ``changes`` to the query; the page starts anew."""
        query = replace(self.query.from_beginning, **changes)  # type: ignore[arg-type]  # named fields of the query
        return to_address(query)

    @property
    def filters(self) -> Mapping[str, tuple[str, ...]]:
        """The chosen values of each facet."""
        return {each.facet: each.values for each in self.query.filters}

    def without(self, facet: str, value: str = "") -> tuple[Filter, ...]:
        """Return the filters without ``value`` of ``facet``, or without the facet."""
        kept = []
        for each in self.query.filters:
            values = tuple(other for other in each.values if value and other != value)
            if each.facet != facet:
                kept.append(each)
            elif values:
                kept.append(Filter(facet, values))
        return tuple(kept)

    def chosen_with(self, added: Iterable[Filter]) -> tuple[Filter, ...]:
        """Return the filters with ``added`` in place of those of the same facets."""
        extra = {each.facet: each for each in added}
        return (*(each for each in self.query.filters if each.facet not in extra), *extra.values())


def to_address(query: SearchQuery) -> str:
    """Return the query string that :meth:`SearchForm.from_address` reads back as ``query``."""
    pairs: list[tuple[str, str]] = [("q", query.text)] if query.text else []
    pairs += [(each.facet, value) for each in query.filters for value in each.values]
    pairs += days.pairs(query.since, query.before)
    if sort_of(query) != ("rank" if query.text else "newest"):
        pairs.append(("sort", sort_of(query)))
    chosen = {each.facet for each in query.filters}
    pairs += [
        (each.parameter, "1") for each in registry.widenings() if each.facet in query.widened and each.facet in chosen
    ]
    if query.plain:
        pairs.append(("plain", "1"))
    if query.page > 1:
        pairs.append(("page", str(query.page)))
    pairs += [
        (name, spell_place(place)) for name, place in ((ONWARD, query.onward), (BACKWARD, query.backward)) if place
    ]
    if query.token:
        pairs.append((LIST, query.token))
    return f"?{urlencode(pairs)}" if pairs else "?"


def sort_of(query: SearchQuery) -> str:
    """Return the name in :data:`SORTS` of the order of ``query``."""
    return "match" if query.sort == "rank" and not query.favours_recent else query.sort


def _order(typed: str, text: str) -> str:
    if typed == "match" or typed not in SORTS:
        return "rank" if text else "newest"
    return typed


def read_parameters(kind: str = "") -> tuple[str, ...]:
    """Return the names that :meth:`SearchForm.from_address` reads in an address."""
    widened = (each.parameter for each in registry.widenings())
    facets = _facet_names((kind,) if kind else ())
    return ("q", "sort", "page", "plain", ONWARD, BACKWARD, LIST, days.SINCE, days.UNTIL, *widened, *facets)


def _facet_names(kinds: tuple[str, ...]) -> list[str]:
    names = [facet.name for facet in registry.facets(kinds)]
    return names if kinds else [KIND_FACET, *names]


def _text(typed: str, errors: dict[str, str]) -> str:
    text = clean(typed)
    if len(typed.strip()) > MAX_CHARACTERS:
        errors["q"] = TOO_LONG
    return text


def _day(data: QueryDict, name: str, errors: dict[str, str]) -> date | None:
    typed = data.get(name, "").strip()
    day = days.read_day(typed)
    if typed and day is None:
        errors[name] = BAD_DAY
    return day


def _page(typed: str, errors: dict[str, str]) -> int:
    if not typed:
        return 1
    if _NUMBER.fullmatch(typed) and int(typed) >= 1:
        return int(typed)
    errors["page"] = BAD_PAGE
    return 1


def _place(typed: str, errors: dict[str, str]) -> Cursor | None:
    place = read_place(typed) if typed else None
    if typed and place is None:
        errors["place"] = BAD_PLACE
    return place


def _filters(data: QueryDict, kinds: tuple[str, ...], errors: dict[str, str]) -> tuple[Filter, ...]:
    found = []
    for name in _facet_names(kinds):
        values = tuple(dict.fromkeys(value for value in data.getlist(name) if value))
        fit = tuple(value for value in values if _VALUE.fullmatch(value))[:MAX_VALUES]
        if fit != values:
            errors[name] = BAD_FILTER
        if fit:
            found.append(Filter(name, fit))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class ApiRequest:
    """What a machine asks; ``error`` is the sentence of the answer 400."""

    query: SearchQuery
    error: str = ""

    @classmethod
    def from_address(cls, data: QueryDict) -> "ApiRequest":
        """Read ``data`` strictly: a machine is told what is wrong instead of being guessed at."""
        form = SearchForm.from_address(data)
        kind = data.get("kind", "")
        known = [source.kind for source in registry.sources()]
        size = data.get("page_size", "") or "20"
        error = next(iter(form.errors.values()), "")
        if kind and kind not in known:
            error = f"Không có loại nội dung “{kind[:40]}”. Các loại: {', '.join(known)}."
        elif not (_NUMBER.fullmatch(size) and 1 <= int(size) <= MAX_PAGE_SIZE):
            error = f"page_size phải là số từ 1 đến {MAX_PAGE_SIZE}."
        if error:
            return cls(SearchQuery(), error)
        filters = tuple(each for each in form.query.filters if each.facet != KIND_FACET)
        query = replace(form.query, kinds=(kind,) if kind else (), filters=filters, page_size=int(size), fixed=0)
        return cls(query)
