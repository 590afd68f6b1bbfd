"""Other words for the same thing: abbreviations, spellings, numerals. Pure.

The table that people edit reaches the analysis as a frozen :class:`Synonyms`.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from portal.text.vietnamese import fold
from search import numerals

MAX_ALTERNATIVES = 16
MAX_FORM_WORDS = 12

Words = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Alternative:
    """Other words for ``terms[start:end]`` of a question, in index form: ``ubnd`` for ``ủy ban nhân dân``.

    A record that says ``words`` together is taken to say each of those terms; ``weight`` says how much that
    counts beside another alternative. How much it counts beside the reader's own words is ranking's business.
    """

    start: int
    end: int
    words: Words
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class SynonymForms:
    """Forms (in words of index form) that mean the same; ``beside_number``: only next to a number."""

    forms: tuple[Words, ...]
    beside_number: bool = False


@dataclass(frozen=True, eq=False)
class Synonyms:
    """Every group of forms, looked up by the folded words of a question. Equal only to itself."""

    groups: tuple[SynonymForms, ...] = ()
    _begins: dict[str, list[tuple[Words, Words, SynonymForms]]] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    def __post_init__(self) -> None:
        for group in self.groups:
            for form in group.forms:
                folded = tuple(fold(word) for word in form)
                if folded:
                    self._begins.setdefault(folded[0], []).append((folded, form, group))

    def alternatives(self, terms: Sequence[str]) -> tuple[Alternative, ...]:
        """Return what spans of ``terms`` (index form) may also be said as, at most sixteen, longest spans first."""
        plain = [fold(term) for term in terms]
        found = [*_numerals(terms), *self._spans(terms, plain)]
        found.sort(key=lambda each: each.start - each.end)
        return tuple(dict.fromkeys(found))[:MAX_ALTERNATIVES]

    def written_out(self, words: Sequence[str]) -> Words:
        """Return ``words`` with abbreviations in full: the longest form of each group, for looking up a name."""
        given, plain = list(words), [fold(word) for word in words]
        full: list[str] = []
        at = 0
        while at < len(given):
            fits = [
                (len(folded), max(group.forms, key=lambda form: (len(form), sum(map(len, form)))))
                for folded, _, group in self._begins.get(plain[at], ())
                if not group.beside_number and tuple(plain[at : at + len(folded)]) == folded
            ]
            taken, form = max(fits, default=(1, (given[at],)))
            full += form
            at += taken
        return tuple(full)

    def _spans(self, terms: Sequence[str], plain: Sequence[str]) -> Iterable[Alternative]:
        for start, word in enumerate(plain):
            for folded, form, group in self._begins.get(word, ()):
                end = start + len(folded)
                if tuple(plain[start:end]) != folded or not _means(terms[start:end], form):
                    continue
                if group.beside_number and not _beside_number(plain, start, end):
                    continue
                yield from (
                    Alternative(start, end, other)
                    for other in group.forms
                    if tuple(fold(part) for part in other) != folded
                )


NONE = Synonyms()


def _means(typed: Sequence[str], form: Words) -> bool:
    """Say whether words typed with marks are the form's own: "bán" is not "ban"."""
    return all(word == fold(word) or word == own for word, own in zip(typed, form, strict=True))


def _beside_number(plain: Sequence[str], start: int, end: int) -> bool:
    if start and plain[start - 1][:1].isdigit():
        return True
    behind = [word for word in plain[end : end + 2] if word != "so"][:1]
    return any(word[:1].isdigit() for word in behind)


def _numerals(terms: Sequence[str]) -> Iterable[Alternative]:
    for at in range(1, len(terms)):
        other = numerals.other_numeral(terms[at]) if numerals.is_counted(terms[at - 1]) else ""
        if other:
            yield Alternative(at - 1, at + 1, (terms[at - 1], other))
