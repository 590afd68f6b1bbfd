"""Which clauses of a parent its child copies, adapts, drops or adds. Pure.

Texts are cut at their parts (Điều, khoản, điểm, I, 1, a); clauses of both are paired by the word runs they share, the
most alike first, wherever they stand: a clause that only moved or was numbered anew is still copied.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from documents.nodes import BodyNode
from portal.text.vietnamese import index_form

MAX_CLAUSES = 1_500
_LONGEST_CLAUSE = 4_000
_SHINGLE = 3
_COMMON = 40
_COPIED = 0.9
_ADAPTED = 0.22
_WORD_EDGES = ".,;:!?()[]“”\"'‘’/–—-"


class Fate(StrEnum):
    """What a child does with a clause."""

    COPIED = "copied"
    ADAPTED = "adapted"
    DROPPED = "dropped"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class Clause:
    """A stretch of a text between two part marks: ``label`` as printed, ``body`` without it."""

    anchor: str
    label: str
    path: str
    body: str


@dataclass(frozen=True, slots=True)
class Pair:
    """A clause of the parent, of the child, or both, and how alike they are (0 to 1)."""

    fate: Fate
    parent: Clause | None
    child: Clause | None
    likeness: float = 0.0


@dataclass(frozen=True, slots=True)
class Comparison:
    """The pairs in the order of the child, dropped clauses after the one before them in the parent; ``cut`` if long."""

    pairs: tuple[Pair, ...]
    counts: dict[Fate, int]
    cut: bool = False


def clauses(text: str, nodes: Sequence[BodyNode]) -> list[Clause]:
    """Return the clauses of a text in order; without parts its paragraphs are the clauses. Empty ones are left out."""
    if not nodes:
        return [Clause("", "", "", line.strip()) for line in text.splitlines() if line.strip()]
    found: list[Clause] = []
    above: list[tuple[int, str]] = []
    lead = text[: nodes[0].start].strip()
    if lead:
        found.append(Clause("", "", "Phần mở đầu", lead))
    for at, node in enumerate(nodes):
        until = nodes[at + 1].start if at + 1 < len(nodes) else len(text)
        segment = text[node.start : until].strip()
        body = segment.removeprefix(node.label).lstrip(" .)/-–:\n\t") if node.label else segment
        above = [each for each in above if each[0] < node.depth]
        above.append((node.depth, node.label))
        if body:
            path = " · ".join(label for _, label in above if label)
            found.append(Clause(node.anchor, node.label, path, body))
    return found


def compare_clauses(parent: Sequence[Clause], child: Sequence[Clause]) -> Comparison:
    """Return what became of every clause; each clause is in one pair only."""
    cut = len(parent) > MAX_CLAUSES or len(child) > MAX_CLAUSES
    parent, child = parent[:MAX_CLAUSES], child[:MAX_CLAUSES]
    scores = _scores([_words(each.body) for each in parent], [_words(each.body) for each in child])
    of_child: dict[int, tuple[int, float]] = {}
    taken: set[int] = set()
    # The most alike first; among equals those that stand nearest to each other.
    for score, mine, theirs in sorted(scores, key=lambda row: (-row[0], abs(row[1] - row[2]), row[1], row[2])):
        if mine not in taken and theirs not in of_child:
            of_child[theirs] = (mine, score)
            taken.add(mine)
    pairs = _in_order(parent, child, of_child)
    counted = Counter(pair.fate for pair in pairs)
    return Comparison(tuple(pairs), {fate: counted[fate] for fate in Fate}, cut)


def _in_order(
    parent: Sequence[Clause], child: Sequence[Clause], of_child: dict[int, tuple[int, float]]
) -> Iterable[Pair]:
    taken = {mine: theirs for theirs, (mine, _) in of_child.items()}
    dropped_after: dict[int, list[Pair]] = defaultdict(list)
    last = -1
    for mine, clause in enumerate(parent):
        if mine in taken:
            last = taken[mine]
        else:
            dropped_after[last].append(Pair(Fate.DROPPED, clause, None))
    pairs = list(dropped_after[-1])
    for theirs, clause in enumerate(child):
        if theirs in of_child:
            mine, score = of_child[theirs]
            fate = Fate.COPIED if score >= _COPIED else Fate.ADAPTED
            pairs.append(Pair(fate, parent[mine], clause, score))
        else:
            pairs.append(Pair(Fate.ADDED, None, clause))
        pairs += dropped_after[theirs]
    return pairs


def _words(body: str) -> list[str]:
    return [word for raw in index_form(body[:_LONGEST_CLAUSE]).split() if (word := raw.strip(_WORD_EDGES))]


def _shingles(words: Sequence[str]) -> Counter[tuple[str, ...]]:
    width = min(_SHINGLE, len(words)) or 1
    return Counter(tuple(words[at : at + width]) for at in range(len(words) - width + 1))


def _scores(parent: list[list[str]], child: list[list[str]]) -> list[tuple[float, int, int]]:
    """Return the likeness of every two clauses that share a run of words and are alike enough to be one.

    Runs that stand in many clauses (*theo quy định của*) do not make two of them meet, so that time stays bounded.
    """
    mine, theirs = [_shingles(words) for words in parent], [_shingles(words) for words in child]
    where: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for place, shingles in enumerate(mine):
        for shingle in shingles:
            where[shingle].append(place)
    found: list[tuple[float, int, int]] = []
    for place, shingles in enumerate(theirs):
        met = {other for each in shingles if len(where.get(each, ())) <= _COMMON for other in where.get(each, ())}
        for other in met:
            score = _likeness(mine[other], shingles)
            if score >= _ADAPTED:
                found.append((score, other, place))
    return found


def _likeness(one: Counter[tuple[str, ...]], other: Counter[tuple[str, ...]]) -> float:
    shared = sum((one & other).values())
    return 2 * shared / (one.total() + other.total()) if shared else 0.0
