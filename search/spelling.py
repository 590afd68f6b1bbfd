"""What a question may have meant to say: slips, keys without an input method, words run together.

Candidates are shapes of syllables; the index decides: only what stands in it, beside its neighbours, and
what the reader may find when asked again, is offered.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from math import log1p
from typing import Any

from portal.text.keystrokes import from_keystrokes
from portal.text.slips import one_slip_away, parts
from portal.text.vietnamese import fold
from search import archive
from search.analysis import Token, clean, tokens
from search.types import Hit, SearchQuery

MAX_TOKENS = 24
MAX_WRONG = 5
MAX_OFFERED = 3
_MOST_CANDIDATES = 48
_PAIR, _WORD, _COST = 2.0, 0.3, 3.0
_ANY, _LIKELY = 9.0, 0.8
"""The cost up to which a slip may have made one right word of another."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """What one token may stand for: its syllables, with marks where the keys said them; ``cost`` of the slip."""

    words: tuple[str, ...]
    cost: float

    @property
    def plain(self) -> tuple[str, ...]:
        """The syllables without marks."""
        return tuple(fold(word) for word in self.words)


@dataclass(frozen=True, slots=True)
class Correction:
    """Another spelling that finds ``count`` records. ``pieces``: its text in order, and whether it was changed."""

    query: SearchQuery
    count: int
    pieces: tuple[tuple[str, bool], ...]


def corrections(query: SearchQuery, *, user: Any | None = None, better_than: int = 0) -> list[Correction]:
    """Return up to three other spellings of the question that find more than ``better_than``, the likeliest first."""
    line = clean(query.text)
    read = tokens(line)
    if not 1 <= len(read) <= MAX_TOKENS:
        return []
    known = archive.frequencies(_words_and_pairs([token.folded for token in read]))
    missing = _missing(read, known) if known else []
    # A word that is there may still be the wrong one, but only who found nothing is told so.
    wrong = missing or (_strange(read, known) if known and not better_than else [])
    if not wrong or len(wrong) > MAX_WRONG:
        return []
    found: dict[str, Correction] = {}
    for chosen in _ways(read, wrong, _ANY if missing else _LIKELY):
        made = _asked_again(query, line, read, chosen, user)
        if made and made.count > better_than and made.query.text != line:
            found.setdefault(fold(made.query.text), made)
    return list(found.values())[:MAX_OFFERED]


def _words_and_pairs(words: Sequence[str]) -> list[str]:
    return list(dict.fromkeys([*words, *(f"{left}_{right}" for left, right in pairwise(words))]))


def _missing(read: Sequence[Token], known: Mapping[str, int]) -> list[int]:
    """Return the places of words that the index does not hold."""
    return [at for at, token in enumerate(read) if not known.get(token.folded) and not token.text.isdigit()]


def _strange(read: Sequence[Token], known: Mapping[str, int]) -> list[int]:
    """Return the place of the one word that stands in the index, but beside neither of its neighbours here."""
    words = [token.folded for token in read]
    alone = []
    for at, word in enumerate(words):
        pairs = [f"{words[at - 1]}_{word}"] if at else []
        pairs += [f"{word}_{words[at + 1]}"] if at + 1 < len(words) else []
        if pairs and word.isalpha() and len(word) > 1 and not any(known.get(pair) for pair in pairs):
            alone.append(at)
    return alone if len(alone) == 1 else []


def _candidates(token: Token) -> list[Candidate]:
    found = [Candidate((made,), 0.2)] if (made := from_keystrokes(token.folded)) and token.folded == token.text else []
    found += [Candidate((word,), cost) for word, cost in sorted(one_slip_away(token.folded).items(), key=_by_cost)]
    found += [Candidate(way, 0.5 * len(way)) for way in parts(token.folded)]
    return found[:_MOST_CANDIDATES]


def _by_cost(item: tuple[str, float]) -> tuple[float, str]:
    return item[1], item[0]


def _ways(read: Sequence[Token], wrong: Sequence[int], most: float) -> Iterable[dict[int, Candidate]]:
    """Yield what stands at the wrong places, the likeliest beside each other; then the second likeliest at each."""
    words: dict[int, tuple[str, ...]] = {at: (token.folded,) for at, token in enumerate(read)}
    candidates = {at: [each for each in _candidates(read[at]) if each.cost <= most] for at in wrong}
    best: dict[int, Candidate] = {}
    ranked: dict[int, list[Candidate]] = {}
    # Twice: the first time the word to the right is still the wrong one.
    for _ in range(min(2, len(wrong))):
        for at in wrong:
            right = () if at + 1 in wrong and at + 1 not in best else words.get(at + 1, ())[:1]
            left = () if at - 1 in wrong and at - 1 not in best else words.get(at - 1, ())[-1:]
            ranked[at] = _ranked(candidates[at], left, right)
            if ranked[at]:
                best[at] = ranked[at][0]
                words[at] = best[at].plain
    if best:
        yield best
        yield from [{**best, at: other} for at in best for other in ranked[at][1:3]][:4]


def _ranked(candidates: Sequence[Candidate], left: tuple[str, ...], right: tuple[str, ...]) -> list[Candidate]:
    """Return the candidates that the index holds, those that stand beside their neighbours most often first."""
    asked: list[str] = []
    for each in candidates:
        asked += _words_and_pairs([*left, *each.plain, *right])
    known = archive.frequencies(list(dict.fromkeys(asked)))

    def value(each: Candidate) -> float:
        beside = pairwise([*left, *each.plain, *right])
        pairs = sum(log1p(known.get(f"{one}_{two}", 0)) for one, two in beside)
        words = sum(log1p(known.get(word, 0)) for word in each.plain) / len(each.plain)
        return _PAIR * pairs + _WORD * words - _COST * each.cost

    def is_held(each: Candidate) -> bool:
        inner = [f"{one}_{two}" for one, two in pairwise(each.plain)]
        return all(known.get(token) for token in (*each.plain, *inner))

    return sorted(filter(is_held, candidates), key=value, reverse=True)


def _asked_again(
    query: SearchQuery, line: str, read: Sequence[Token], chosen: Mapping[int, Candidate], user: Any | None
) -> Correction | None:
    """Return the question with ``chosen`` in place, spelled with the marks of what it finds; ``None`` if nothing."""
    bare = replace(query.from_beginning, text=fold(_joined(_pieces(line, read, chosen, {}))), page_size=3, facets=())
    found = archive.search(replace(bare, sort="rank", plain=True), user=user)
    if not found.count:
        return None
    has_marks = any(token.text != token.folded for token in read)
    words = [at for at, token in enumerate(read) if not token.text.isdigit()]
    # Who typed no mark is shown none, unless it is all new anyway.
    spelled = _spellings(found.hits) if has_marks or all(at in chosen for at in words) else None
    pieces = _pieces(line, read, chosen, spelled)
    again = replace(query.from_beginning, text=_joined(pieces))
    count = archive.count(again, user=user)
    return Correction(again, count, pieces) if count else None


def _pieces(
    line: str, read: Sequence[Token], chosen: Mapping[int, Candidate], spelled: Mapping[str, str] | None
) -> tuple[tuple[str, bool], ...]:
    pieces: list[tuple[str, bool]] = []
    end = 0
    for at, token in enumerate(read):
        pieces.append((line[end : token.start], False))
        each = chosen.get(at)
        if each is None:
            pieces.append((line[token.start : token.end], False))
        else:
            both = zip(each.words, each.plain, strict=True)
            made = (plain if spelled is None else spelled.get(plain, word) for word, plain in both)
            pieces.append((" ".join(made), True))
        end = token.end
    pieces.append((line[end:], False))
    return tuple((text, changed) for text, changed in pieces if text)


def _joined(pieces: Iterable[tuple[str, bool]]) -> str:
    return "".join(text for text, _ in pieces)


def _spellings(hits: Sequence[Hit]) -> dict[str, str]:
    """Return how the records that were found most often spell each word that was marked in them."""
    counted: dict[str, Counter[str]] = {}
    for hit in hits:
        for mark in hit.marks:
            for start, end in mark.spans:
                for token in tokens(mark.text[start:end]):
                    counted.setdefault(token.folded, Counter())[token.text] += 1
    return {folded: spellings.most_common(1)[0][0] for folded, spellings in counted.items()}
