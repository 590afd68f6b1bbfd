"""Marks and passages on the original spelling. Pure, and only ever run on the few texts that are shown.

A reader's ``hoà`` marks "hòa" and ``doan ket`` marks "đoàn kết": tokens are compared in index form or
folded, and the spans are those of the text as it is written.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise

from portal.text.vietnamese import fold
from search.analysis import QueryAnalysis
from search.syllables import LONGEST_TOKEN, token_form
from search.types import MarkedText, Passage

PASSAGE_LENGTH = 180
_BETWEEN = re.compile(r"[ \u00a0]{1,2}|\s?[-–/.]\s?")
_TOKENLESS = re.compile(r"[\W_]*")
_FEW = 3


@dataclass(frozen=True)
class Wanted:
    """The words, pairs and whole phrases that a query marks, in the form in which they are compared."""

    words: frozenset[str]
    pairs: frozenset[tuple[str, str]]
    folded: bool
    alone: bool
    """Whether a single word is marked too; of a long question only its pairs are."""
    phrases: frozenset[tuple[str, ...]] = frozenset()
    """What stood in quotation marks: marked as a whole or not at all."""

    @classmethod
    def from_query(cls, analysis: QueryAnalysis, identifiers: Iterable[str] = ()) -> "Wanted":
        """Return what ``analysis`` and the match keys that were understood ask to mark."""
        runs: list[Sequence[str]] = [analysis.terms]
        phrases = (*analysis.phrases, *(other.words for other in analysis.alternatives))
        if not analysis.has_marks:
            runs = [[fold(word) for word in run] for run in runs]
            phrases = tuple(tuple(fold(word) for word in phrase) for phrase in phrases)
        runs += [identifier.split(".") for identifier in identifiers]
        pairs = {pair for run in runs for pair in pairwise(run)}
        words = {word for run in runs for word in run}
        alone = len(analysis.terms) <= _FEW
        return cls(frozenset(words), frozenset(pairs), not analysis.has_marks, alone, frozenset(phrases))

    @cached_property
    def loosened(self) -> "Wanted":
        """The same without marks and with single words, for a text that holds nothing closer."""
        pairs = frozenset((fold(left), fold(right)) for left, right in self.pairs)
        # A letter without its mark is another letter: who asks for "đ" does not mean "d".
        words = frozenset(fold(word) for word in self.words if len(word) > 1 or fold(word) == word)
        phrases = frozenset(
            tuple(fold(word) for word in phrase) for phrase in self.phrases if len(phrase) > 1 or len(phrase[0]) > 1
        )
        return Wanted(words, pairs, folded=True, alone=True, phrases=phrases)

    @cached_property
    def places(self) -> re.Pattern[str] | None:
        """Finds in a folded text where tokens end that may be wanted, so that no other is ever looked at."""
        words = {fold(word) for run in (self.words, *self.phrases) for word in run if word}
        # The longest first: of two words of which one begins the other, the shorter must not hide the longer.
        spelled = [
            re.escape(word) + ("[^\\W_]*" if len(word) >= LONGEST_TOKEN else "")
            for word in sorted(words, key=lambda word: (-len(word), word))
        ]
        return re.compile(f"(?:{'|'.join(spelled)})(?![^\\W_])") if spelled else None


def mark(text: str, wanted: Wanted) -> tuple[tuple[int, int], ...]:
    """Return the spans of ``text`` to mark: as typed, else loosely, else none."""
    return _marks(text, wanted, wanted.loosened)


def marked(field: str, text: str, wanted: Wanted) -> MarkedText:
    """Return ``text`` as the field ``field`` with its marks.

    It stands there whatever it holds, so the words of a long question are marked in it only beside each other: of
    "hoa giai co so" a lone "có" says nothing.
    """
    return MarkedText(field, text, _marks(text, wanted, replace(wanted.loosened, alone=wanted.alone)))


def _marks(text: str, wanted: Wanted, otherwise: Wanted) -> tuple[tuple[int, int], ...]:
    found = _tokens(text, wanted)
    if not found:
        return ()
    return _spans(text, found, wanted) or _spans(text, found, otherwise)


def marked_passage(part: Passage, wanted: Wanted, *, even_without_marks: bool = False) -> tuple[int, MarkedText | None]:
    """Return the stretch of ``part`` that holds most of what is wanted, and how much that is.

    A part without any hit is ``None``, or its beginning where ``even_without_marks`` asks for it. One that says the
    wanted words and no other ("QUYẾT ĐỊNH:") tells nothing, and holds none of it.
    """
    spans = mark(part.text, wanted)
    if spans:
        start, value = _densest(part.text, spans)
        return value if _says_more(part.text, spans) else 0, _cut(part, spans, start)
    return 0, _cut(part, (), 0) if even_without_marks and part.text.strip() else None


def _tokens(text: str, wanted: Wanted) -> list[tuple[int, int, str]]:
    """Return start, end and folded form of the tokens of ``text`` that are wanted in some spelling."""
    if wanted.places is None:
        return []
    plain = fold(text)
    return [
        (match.start(), match.end(), match.group())
        for match in wanted.places.finditer(plain)
        if not match.start() or not _in_token(plain[match.start() - 1])
    ]


def _is_run(text: str, run: Sequence[tuple[int, int, str]]) -> bool:
    """Return whether no other token stands between those of ``run``."""
    return all(_TOKENLESS.fullmatch(text, left[1], right[0]) for left, right in pairwise(run))


def _in_token(character: str) -> bool:
    return character.isalnum()


def _spans(text: str, found: list[tuple[int, int, str]], wanted: Wanted) -> tuple[tuple[int, int], ...]:
    forms = [plain[:LONGEST_TOKEN] if wanted.folded else token_form(text[start:end]) for start, end, plain in found]
    hit = [False] * len(forms)
    paired: set[str] = set()
    for at, pair in enumerate(pairwise(forms)):
        if pair in wanted.pairs and _TOKENLESS.fullmatch(text, found[at][1], found[at + 1][0]):
            hit[at] = hit[at + 1] = True
            paired.update(pair)
    for phrase in wanted.phrases:
        for at in range(len(forms) - len(phrase) + 1):
            if tuple(forms[at : at + len(phrase)]) == phrase and _is_run(text, found[at : at + len(phrase)]):
                hit[at : at + len(phrase)] = [True] * len(phrase)
    if wanted.alone:
        # A syllable of a word that stands whole in this text means nothing by itself elsewhere in it.
        single = wanted.words - paired
        hit = [is_hit or form in single for is_hit, form in zip(hit, forms, strict=True)]
    spans: list[tuple[int, int]] = []
    for (start, end, _), is_hit in zip(found, hit, strict=True):
        if not is_hit:
            continue
        if spans and _BETWEEN.fullmatch(text, spans[-1][1], start):
            spans[-1] = spans[-1][0], end
        else:
            spans.append((start, end))
    return tuple(spans)


def _says_more(text: str, spans: Sequence[tuple[int, int]]) -> bool:
    ends = [(0, 0), *spans, (len(text), len(text))]
    return any(not _TOKENLESS.fullmatch(text, left, right) for (_, left), (right, _) in pairwise(ends))


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


def _cut(part: Passage, spans: Sequence[tuple[int, int]], around: int) -> MarkedText:
    text = part.text
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
    return MarkedText("passage", f"{before}{body}{after}", kept, part.label, part.anchor, part.address)
