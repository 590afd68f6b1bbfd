"""What a moderator should look at in an opinion, each with the rule that found it and the place where it stands.

Pure. A hint sorts and explains; it never refuses anything. Offsets count code points of the text as it is stored
(NFC), so a place can be marked in it or masked.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from portal.text.vietnamese import fold

NAME = "name"
BODY = "body"
_LIMIT = 60


@dataclass(frozen=True, slots=True)
class Hint:
    """Hint of the sorter (*lưu ý của bộ lọc*): which rule, what it says, where in the text.

    ``start == end`` means the whole text. ``label`` is the short word of the queue, ``detail`` says what to weigh,
    ``field`` is where to look (``body`` or ``name``).
    """

    rule: str
    message: str
    start: int
    end: int
    label: str
    detail: str = ""
    field: str = BODY

    @property
    def has_place(self) -> bool:
        """Whether the hint points at a part of the opinion's text."""
        return self.field == BODY and self.end > self.start


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of the sorter: its id, what it says, its short word, and what the moderator should weigh."""

    id: str
    message: str
    label: str
    detail: str

    def at(self, start: int = 0, end: int = 0, field: str = BODY, message: str = "") -> Hint:
        """Return the hint that this rule gives at a place."""
        return Hint(self.id, message or self.message, start, end, self.label, self.detail, field)


@dataclass(frozen=True, slots=True)
class Text:
    """A text beside its folded form; offsets are the same in both."""

    plain: str
    folded: str

    @classmethod
    def of(cls, plain: str) -> "Text":
        """Return ``plain`` with its folded form."""
        return cls(plain, fold(plain))


def matches(rule: Rule, forms: Iterable[re.Pattern[str]], text: str) -> Iterator[Hint]:
    """Yield a hint for each place in ``text`` that one of ``forms`` finds."""
    for form in forms:
        for found in form.finditer(text):
            if found.end() > found.start():
                yield rule.at(found.start(), found.end())


def in_order(found: Iterable[Hint]) -> tuple[Hint, ...]:
    """Return hints by place, those without a place last; of two from one rule that overlap, the longer one."""
    kept: list[Hint] = []
    for hint in sorted(found, key=lambda each: (each.rule, each.field, each.start, -each.end)):
        last = kept[-1] if kept else None
        overlaps = last is not None and last.rule == hint.rule and last.field == hint.field and hint.start < last.end
        same = last is not None and last.rule == hint.rule and not hint.has_place and not last.has_place
        if not overlaps and not same:
            kept.append(hint)
    kept.sort(key=lambda each: (not each.has_place, each.start, each.rule))
    return tuple(kept[:_LIMIT])


def rule_ids(found: Iterable[Hint]) -> tuple[str, ...]:
    """Return the rules that fired, each once, in the order of their hints."""
    return tuple(dict.fromkeys(hint.rule for hint in found))
