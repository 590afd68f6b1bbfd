"""Ways to narrow a question by what it was understood to say: offered as links that find something, never forced."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from search import archive, days
from search.forms import SearchForm, to_address
from search.types import Filter, Results, SearchQuery, Understanding


@dataclass(frozen=True, slots=True)
class Offer:
    """A question that narrows to what was understood: label, address, and how many records, where counted."""

    label: str
    url: str
    count: int = 0


def offers(
    form: SearchForm, found: Results, facet_label: Callable[[str], str], *, user: Any | None = None
) -> tuple[Offer, ...]:
    """Return each filter that some result has, and all that was understood together where that finds something."""
    understanding = found.understanding
    if understanding is None or found.degraded or understanding.is_mention:
        return ()
    single = _single(form, found, understanding, facet_label)
    together = _together(form, understanding, user)
    return (*together, *single) if len(single) != 1 or not together else together


def _single(
    form: SearchForm, found: Results, understanding: Understanding, facet_label: Callable[[str], str]
) -> tuple[Offer, ...]:
    made = []
    for each in understanding.filters:
        # Only what some result has: any other filter would lead to nothing.
        has = {known.value: known.label for known in found.facets.get(each.facet, ())}
        values = tuple(value for value in each.values if value in has)
        if values and form.filters.get(each.facet) != values:
            names = ", ".join(has[value] for value in values)
            url = form.address(filters=form.chosen_with([Filter(each.facet, values)]))
            # It goes on a sentence: "Chỉ xem loại văn bản Quyết định".
            facet = facet_label(each.facet)
            made.append(Offer(f"{facet[:1].lower()}{facet[1:]} {names}", url))
    return tuple(made)


def _together(form: SearchForm, understanding: Understanding, user: Any | None) -> tuple[Offer, ...]:
    query = _narrowed(form, understanding)
    if query is None:
        return ()
    count = archive.count(query, user=user)
    return (Offer(understanding.label, to_address(query), count),) if count else ()


def _narrowed(form: SearchForm, understanding: Understanding) -> SearchQuery | None:
    """Return the question with everything that was understood as filters, and only the other words as words."""
    query = form.query
    filters = form.chosen_with(understanding.filters)
    dated = understanding.since is not None or understanding.before is not None
    text = query.text if understanding.match_keys else understanding.rest
    if understanding.match_keys and not (dated or len(understanding.filters) > 1):
        return None
    if not understanding.match_keys and text == query.text:
        return None
    since, before = (understanding.since, understanding.before) if dated else (query.since, query.before)
    return replace(query, text=_words_left(text, understanding), filters=filters, since=since, before=before, page=1)


def _words_left(text: str, understanding: Understanding) -> str:
    """Return ``text``, or nothing where it only repeats the type that is a filter already."""
    name = understanding.label.partition(",")[0]
    return "" if not understanding.match_keys and text.lower() == name.lower() else text


def days_in_words(query: SearchQuery) -> str:
    """Return the chosen days for a chip, capitalised; empty where none were chosen."""
    words = days.in_words(query.since, query.before)
    return words[:1].upper() + words[1:]
