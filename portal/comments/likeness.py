"""How alike two opinions are, by the runs of words that both have once marks and signs are gone. Pure."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import blake2b

from portal.comments.hints import Hint, Rule
from portal.text.vietnamese import fold, normalise

SAME = Rule(
    "TL-1",
    "Trùng với một ý kiến khác",
    "trùng lặp",
    "So trên chữ bỏ dấu. Có thể là gửi lại, có thể là nhiều người cùng ý.",
)
NEAR = Rule("TL-2", "Gần giống một ý kiến khác", "trùng lặp", "So trên chữ bỏ dấu. Đọc cả hai trước khi coi là trùng.")
THRESHOLD = 50
_RUN = 3


@dataclass(frozen=True, slots=True)
class Likeness:
    """Another opinion that reads alike: its key, and how alike in hundredths."""

    key: int
    percent: int

    @property
    def hint(self) -> Hint:
        """Return the hint that this likeness gives."""
        if self.percent == 100:
            return SAME.at()
        return NEAR.at(message=f"{NEAR.message} ({self.percent}%)")


def shingles(text: str) -> frozenset[int]:
    """Return the runs of three words of ``text`` as numbers; of a shorter text, its words."""
    words = re.findall(r"[^\W_]+", fold(normalise(text)))
    size = _RUN if len(words) > _RUN else 1
    runs = (" ".join(words[i : i + size]) for i in range(len(words) - size + 1))
    return frozenset(int.from_bytes(blake2b(run.encode(), digest_size=8).digest(), "big") for run in runs)


def percent(one: frozenset[int], other: frozenset[int]) -> int:
    """Return how much of all runs both texts have, in hundredths."""
    both = len(one & other)
    return round(100 * both / len(one | other)) if both else 0


def nearest(text: str, others: Iterable[tuple[int, str]], threshold: int = THRESHOLD) -> Likeness | None:
    """Return which of ``others`` (key, text) reads most like ``text``, or ``None`` where none comes near."""
    own = shingles(text)
    if not own:
        return None
    best = max((Likeness(key, percent(own, shingles(other))) for key, other in others), key=_rank, default=None)
    return best if best is not None and best.percent >= threshold else None


def _rank(likeness: Likeness) -> tuple[int, int]:
    return likeness.percent, -likeness.key
