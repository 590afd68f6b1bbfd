"""Marks and passages on the original spelling. Pure, and only ever run on the few texts that are shown.

A reader's ``hoà`` marks "hòa" and ``doan ket`` marks "đoàn kết": tokens are compared in index form or
folded, and the spans are those of the text as it is written.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from portal.text.vietnamese import fold
from search.analysis import QueryAnalysis, Token, tokens
from search.types import MarkedText

PASSAGE_LENGTH = 180
_BETWEEN = re.compile(r"[ \u00a0]{1,2}|\s?[-–/.]\s?")
_FEW = 3


@dataclass(frozen=True, slots=True)
class Wanted:
    """The words and pairs that a query marks, in the form in which they are compared."""

    words: frozenset[str]
    pairs: frozenset[tuple[str, str]]
    folded: bool
    alone: bool
    """Whether a single word is marked too; of a long question only its pairs are."""

    @classmethod
    def from_query(cls, analysis: QueryAnalysis, identifiers: Iterable[str] = ()) -> "Wanted":
        """Return what ``analysis`` and the match keys that were understood ask to mark."""
        runs: list[Sequence[str]] = [analysis.terms, *analysis.phrases]
        if not analysis.has_marks:
            runs = [[fold(word) for word in run] for run in runs]
        runs += [identifier.split(".") for identifier in identifiers]
        pairs = {pair for run in runs for pair in pairwise(run)}
        words = {word for run in runs for word in run}
        return cls(frozenset(words), frozenset(pairs), not analysis.has_marks, len(analysis.wanted) <= _FEW)

    def loosened(self) -> "Wanted":
        """Return the same without marks and with single words, for a text that holds nothing closer."""
        pairs = frozenset((fold(left), fold(right)) for left, right in self.pairs)
        return Wanted(frozenset(map(fold, self.words)), pairs, folded=True, alone=True)


def mark(text: str, wanted: Wanted) -> tuple[tuple[int, int], ...]:
    """Return the spans of ``text`` to mark: as typed, else loosely, else none."""
    found = tokens(text)
    return _spans(text, found, wanted) or _spans(text, found, wanted.loosened())


def marked(field: str, text: str, wanted: Wanted) -> MarkedText:
    """Return ``text`` as the field ``field`` with its marks."""
    return MarkedText(field, text, mark(text, wanted))


def passage(parts: Iterable[tuple[str, str, str]], wanted: Wanted, otherwise: str = "") -> MarkedText | None:
    """Return the stretch of ``parts`` (text, label, anchor) that holds most of what is wanted.

    Without any hit it is ``otherwise``, marked; without that, ``None``: how a text begins says little of it.
    """
    best: tuple[int, MarkedText] | None = None
    for text, label, anchor in parts:
        found = tokens(text)
        spans = _spans(text, found, wanted) or _spans(text, found, wanted.loosened())
        if spans:
            start, value = _densest(text, spans)
            if best is None or value > best[0]:
                best = value, _cut(text, spans, start, label, anchor)
    if best:
        return best[1]
    return _cut(otherwise, mark(otherwise, wanted), 0, "", "") if otherwise.strip() else None


def _spans(text: str, found: list[Token], wanted: Wanted) -> tuple[tuple[int, int], ...]:
    forms = [token.folded if wanted.folded else token.text for token in found]
    hit = [False] * len(forms)
    paired: set[str] = set()
    for at, pair in enumerate(pairwise(forms)):
        if pair in wanted.pairs:
            hit[at] = hit[at + 1] = True
            paired.update(pair)
    if wanted.alone:
        # A syllable of a word that stands whole in this text means nothing by itself elsewhere in it.
        single = wanted.words - paired
        hit = [is_hit or form in single for is_hit, form in zip(hit, forms, strict=True)]
    spans: list[tuple[int, int]] = []
    for token, is_hit in zip(found, hit, strict=True):
        if not is_hit:
            continue
        if spans and _BETWEEN.fullmatch(text, spans[-1][1], token.start):
            spans[-1] = spans[-1][0], token.end
        else:
            spans.append((token.start, token.end))
    return tuple(spans)


def _densest(text: str, spans: Sequence[tuple[int, int]]) -> tuple[int, int]:
    """Return where the window with the most different marked characters starts, and how many they are."""
    best_start, best_value = spans[0][0], -1
    for at, (start, _) in enumerate(spans):
        seen: set[str] = set()
        value = 0
        for left, right in spans[at:]:
            if right > start + PASSAGE_LENGTH * 3 // 4:
                break
            word = fold(text[left:right])
            value += 1 if word in seen else 4 * (right - left)
            seen.add(word)
        if value > best_value:
            best_start, best_value = start, value
    return best_start, best_value


def _cut(text: str, spans: Sequence[tuple[int, int]], around: int, label: str, anchor: str) -> MarkedText:
    start = max(0, around - PASSAGE_LENGTH // 4)
    if start:
        # A passage begins at a line where one begins nearby, else between two words.
        line = text.rfind("\n", start, around)
        space = text.find(" ", start, around)
        start = line + 1 if line >= 0 else space + 1 if space >= 0 else around
    end = min(len(text), start + PASSAGE_LENGTH)
    if end < len(text):
        space = text.rfind(" ", start, end)
        end = space if space > start + PASSAGE_LENGTH // 2 else end
    before = "… " if text[:start].strip() else ""
    after = " …" if text[end:].strip() else ""
    shift = len(before) - start
    kept = tuple((left + shift, right + shift) for left, right in spans if left >= start and right <= end)
    # One character for one character, so that the spans stay true.
    body = re.sub(r"\s", " ", text[start:end])
    return MarkedText("passage", f"{before}{body}{after}", kept, label, anchor)
