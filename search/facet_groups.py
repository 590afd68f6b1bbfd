"""The facets beside the results: their values with counts, and the offer to let a value stand for more."""

from dataclasses import dataclass

from search import registry
from search.archive import KIND_FACET
from search.forms import SearchForm
from search.types import FacetValue, Results

SHOWN_VALUES = 5
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


def number(value: int) -> str:
    """Return ``value`` as it is written in Vietnamese: 1.284."""
    return f"{value:,}".replace(",", ".")


def facet_groups(form: SearchForm, found: Results) -> tuple[FacetGroup, ...]:
    """Return the facets that ``found`` counted, the chosen values among the first."""
    declared = {facet.name: facet.label for facet in registry.facets(form.query.kinds)}
    groups = []
    for name, values in found.facets.items():
        chosen = form.filters.get(name, ())
        # A year is looked for by its place, everything else by how much it holds.
        ordered = sorted(values, key=lambda each: each.value, reverse=True) if _are_years(values) else list(values)
        choices = [_choice(each, chosen) for each in ordered]
        first = [each for at, each in enumerate(choices) if at < SHOWN_VALUES or each.checked]
        more = [each for at, each in enumerate(choices) if at >= SHOWN_VALUES and not each.checked]
        if choices and (len(choices) > 1 or chosen):
            label = "Loại nội dung" if name == KIND_FACET else declared.get(name, name)
            groups.append(FacetGroup(name, label, tuple(first), tuple(more), _wider(form, name)))
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


def _are_years(values: tuple[FacetValue, ...]) -> bool:
    return all(each.value.isdigit() and len(each.value) == 4 for each in values)


def _choice(each: FacetValue, chosen: tuple[str, ...]) -> Choice:
    return Choice(each.value, each.label, each.count, number(each.count), each.value in chosen)
