"""The facets beside the results: their values with counts, and the offer to let a value stand for more."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from search import registry
from search.forms import SearchForm
from search.types import FacetValue, Results

OPEN_GROUPS = 6
"""How many facets stand open; the others are names to be opened, unless something in them is chosen."""
SHOWN_VALUES = 5
MAX_MORE = 45
"""How many values are shown at first, and how many more are folded away; a list of people has no end."""
_WIDER_NAMES = 4


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a facet that can be chosen."""

    value: str
    label: str
    count: int
    count_words: str
    checked: bool


@dataclass(frozen=True, slots=True)
class Wider:
    """The offer to let the chosen values of a facet stand for more, and what that adds."""

    parameter: str
    label: str
    names: str
    note: str
    checked: bool


@dataclass(frozen=True, slots=True)
class FacetGroup:
    """A facet with its first values and the others that are folded away."""

    name: str
    label: str
    choices: tuple[Choice, ...]
    more: tuple[Choice, ...]
    wider: Wider | None = None
    rest: str = ""
    """How many results have values that are not listed, in words."""
    is_folded: bool = False


def number(value: int) -> str:
    """Return ``value`` as it is written in Vietnamese: 1.284."""
    return f"{value:,}".replace(",", ".")


def facet_groups(form: SearchForm, found: Results, labels: Mapping[tuple[str, str], str]) -> tuple[FacetGroup, ...]:
    """Return the facets that ``found`` counted, the chosen values among the first.

    ``labels`` names what is chosen by facet and value: a choice that finds nothing now stays there to be unmade.
    """
    declared = {facet.name: facet for facet in registry.facets(form.query.kinds)}
    groups: list[FacetGroup] = []
    for name, values in found.facets.items():
        chosen = form.filters.get(name, ())
        named = [each for each in values if each.value]
        counted = {each.value for each in named}
        named += [FacetValue(value, labels[name, value], 0) for value in chosen if value not in counted]
        # A year is looked for by its place, everything else by how much it holds; what is not known comes last.
        ordered = sorted(named, key=_by_year, reverse=True) if _are_years(named) else named
        unknown = declared[name].unknown if name in declared else ""
        ordered = sorted(ordered, key=lambda each: bool(unknown) and each.value == unknown)
        choices = [_choice(each, chosen) for each in ordered]
        first = [each for at, each in enumerate(choices) if at < SHOWN_VALUES or each.checked]
        more = [each for at, each in enumerate(choices) if at >= SHOWN_VALUES and not each.checked]
        hidden = sum(each.count for each in more[MAX_MORE:]) + sum(each.count for each in values if not each.value)
        if choices and (len(choices) > 1 or chosen):
            label = declared[name].label if name in declared else "Loại nội dung"
            rest = number(hidden) if hidden else ""
            folded = len(groups) >= OPEN_GROUPS and not chosen
            shown = tuple(first), tuple(more[:MAX_MORE])
            groups.append(FacetGroup(name, label, *shown, _wider(form, name), rest, folded))
    return tuple(groups)


def _wider(form: SearchForm, facet: str) -> Wider | None:
    """Return the offer to widen ``facet``, where its chosen values have more to include."""
    widening, chosen = registry.widening_of(facet), form.filters.get(facet, ())
    more = widening.more(chosen) if widening and chosen else {}
    added = [label for value, label in more.items() if value not in chosen]
    if widening is None or not added:
        return None
    names = "; ".join(added[:_WIDER_NAMES]) + (
        f" và {len(added) - _WIDER_NAMES} cơ quan khác" if len(added) > _WIDER_NAMES else ""
    )
    return Wider(widening.parameter, widening.label, names, widening.note, facet in form.query.widened)


def _are_years(values: Sequence[FacetValue]) -> bool:
    return any(_by_year(each) for each in values) and sum(not _by_year(each) for each in values) <= 1


def _by_year(each: FacetValue) -> str:
    """Return the year that a value is; nothing for the one that stands for no date."""
    return each.value if each.value.isdigit() and len(each.value) == 4 else ""


def _choice(each: FacetValue, chosen: tuple[str, ...]) -> Choice:
    return Choice(each.value, each.label, each.count, number(each.count), each.value in chosen)
