"""How a sentence that asks differs from keywords: its words of asking, and signs that are no orders to a search. Pure.

Whoever types keywords means every sign. A question copied from an examination quotes words, draws dashes before its
answers and leaves blanks to fill in; taken as orders, they would demand or exclude what the text never says.
"""

import re
from collections.abc import Sequence

from portal.text.vietnamese import fold

PROSE_WORDS = 16
"""From so many words on a query is a sentence, also without a question mark."""
_ASKS = re.compile(r"[?？]|…|\.{3}|_{3}")
_FRAMES = re.compile(
    r"\b(?:(?:nhu )?the nao(?: la)?|la (?:gi|ai)|(?:nhung|bao gom|gom) (?:gi|ai|nao)|bao (?:nhieu|lau)|ra sao|lam sao"
    r"|(?:tai|vi) sao|khi nao|luc nao|o dau|hay (?:khong|chua|sai)|(?:dung|phai|duoc) khong|dung hay sai)\b"
    r"|\b(?:khong|chua|gi|nao|ai|dau|may|sao)$"
)
"""What asks, without marks: fixed groups anywhere, single words only where the sentence ends."""
_ALONE = frozenset({"gì", "nào", "mấy", "ai", "sao", "đâu"})


def is_prose(line: str, words: int) -> bool:
    """Return whether ``line`` of so many words is a sentence to be understood rather than keywords and signs."""
    return words >= PROSE_WORDS or _ASKS.search(line) is not None


def asking(terms: Sequence[str], *, prose: bool) -> frozenset[int]:
    """Return the places of the words of ``terms`` (index form) that only ask; none where nothing else is left.

    Such words are looked for like all others, but no text needs to hold them: a law that says what something is
    does not say "là gì".
    """
    plain = [fold(term) for term in terms]
    starts, at = {}, 0
    for place, word in enumerate(plain):
        starts[at] = place
        at += len(word) + 1
    found: set[int] = set()
    for match in _FRAMES.finditer(" ".join(plain)):
        first = starts[match.start()]
        found |= set(range(first, first + len(match.group().split())))
    if prose:
        found |= {place for place, term in enumerate(terms) if term in _ALONE}
    return frozenset(found) if len(found) < len(terms) else frozenset()
