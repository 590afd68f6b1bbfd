"""The state of a search page as one address, whichever page shows it: what exports, feeds and saved searches are of."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from django.http import QueryDict
from django.urls import reverse

from search import archive, days, registry
from search.archive import KIND_FACET
from search.forms import SearchForm, to_address
from search.types import Filter, SearchQuery


@dataclass(frozen=True, slots=True)
class Ways:
    """Where the results of a page can be taken to; ``feed_title`` names the feed."""

    xlsx: str
    csv: str
    feed: str
    feed_title: str
    save: str


def state_of(form: SearchForm) -> str:
    """Return the query string of ``form`` from its first page, its fixed kind said as a filter."""
    query = form.query.from_beginning
    if form.fixed_kind:
        query = replace(query, filters=(Filter(KIND_FACET, (form.fixed_kind,)), *query.filters))
    return to_address(query)


def read(state: str | QueryDict) -> SearchForm:
    """Return what a query string of :func:`state_of` asks for; one chosen kind is asked for as such."""
    data = state if isinstance(state, QueryDict) else QueryDict(state.removeprefix("?"))
    form = SearchForm.from_address(data)
    kinds = form.filters.get(KIND_FACET, ())
    if len(kinds) == 1 and registry.source_of_kind(kinds[0]):
        others = tuple(each for each in form.query.filters if each.facet != KIND_FACET)
        form = SearchForm(replace(form.query, kinds=kinds, filters=others), form.errors, kinds[0])
    return SearchForm(form.query.from_beginning, form.errors, form.fixed_kind)


def page_address(form: SearchForm) -> str:
    """Return the path of the page that shows this state."""
    return f"{reverse('search')}{state_of(form)}".removesuffix("?")


def ways_of(form: SearchForm) -> Ways:
    """Return the addresses at which the results of ``form`` can be taken away, followed or saved."""
    state = state_of(form).removesuffix("?")
    return Ways(
        xlsx=reverse("search-export", args=["xlsx"]) + state,
        csv=reverse("search-export", args=["csv"]) + state,
        feed=reverse("search-feed") + state,
        feed_title="Nội dung mới khớp với tìm kiếm này",
        save=reverse("search-save") + state,
    )


def in_words(form: SearchForm) -> str:
    """Return what a state asks for, as people say it: “đoàn kết”, Loại văn bản: Kết luận."""
    query = form.query
    parts = [f"“{query.text}”"] if query.text else []
    source = registry.source_of_kind(form.fixed_kind) if form.fixed_kind else None
    parts += [source.label] if source else []
    parts += [f"{label}: {', '.join(values)}" for label, values in _filters(query).items()]
    parts += [said] if (said := days.in_words(query.since, query.before)) else []
    return ", ".join(parts) or "mọi nội dung"


def _filters(query: SearchQuery) -> Mapping[str, list[str]]:
    declared = {each.name: each.label for each in registry.facets(query.kinds)} | {KIND_FACET: "Loại nội dung"}
    said = {}
    for each in query.filters:
        known = archive.labels_of(each.facet, each.values, query.kinds)
        said[declared.get(each.facet, each.facet)] = [known.get(value, value) for value in each.values]
    return said
