"""Turn text that was typed with TCVN3 or VNI fonts (*phông chữ cũ*) into Unicode, block by block. Pure.

Files of before about 2008 hold the letters that such a font happened to draw: ``ViÖt nam`` for ``Việt nam``. What
decides is the text and not the name of a font: each block is taken for what makes most of its words syllables, so
a file that names such a font and is Unicode stays as it is. The tables are those of the package ``viparse``.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from portal.text.syllables import soundness

ENCODINGS = {"tcvn3": "TCVN3 (ABC)", "vni": "VNI"}
_SURE = 0.8
_BROKEN = 0.5
_ENOUGH = 4


@dataclass(frozen=True, slots=True)
class Converted:
    """Text after conversion: its blocks in order, the old table (empty: none needed), and how many blocks changed."""

    blocks: tuple[str, ...]
    encoding: str = ""
    changed: int = 0
    is_sound: bool = False
    """Whether so few words are broken that nobody need look again."""


def to_unicode(blocks: Sequence[str]) -> Converted:
    """Return ``blocks`` in Unicode. A block that reads better as it stands is not touched."""
    text = "\n".join(blocks)
    sound, words = soundness(text)
    if words - sound < _ENOUGH:
        # No table can mend more words than are broken.
        return Converted(tuple(blocks), is_sound=True)
    encoding = _encoding_of(text)
    if not encoding:
        return Converted(tuple(blocks))
    made = tuple(_better(block, encoding) for block in blocks)
    changed = sum(new != old for new, old in zip(made, blocks, strict=True))
    return Converted(made, encoding if changed else "", changed)


def is_garbled(text: str) -> bool:
    """Say whether most words beyond ASCII are no syllables: what is read there cannot be trusted."""
    sound, words = soundness(text)
    return words >= 2 * _ENOUGH and sound < words * _BROKEN


def _encoding_of(text: str) -> str:
    """Return the table under which far more words of ``text`` are syllables than without one; empty where none."""
    blocks = [block for block in text.split("\n") if block.strip()]
    gains = {encoding: sum(_gain(block, encoding) for block in blocks) for encoding in ENCODINGS}
    best = max(gains, key=lambda encoding: gains[encoding])
    return best if gains[best] >= _ENOUGH else ""


def _gain(block: str, encoding: str) -> int:
    """Return how many broken words a table mends in a block, less what it breaks; 0 where the result is not sound."""
    sound, words = soundness(block)
    made_sound, made_words = soundness(_mapped(block, encoding))
    if made_sound < made_words * _SURE:
        return 0
    return (words - sound) - (made_words - made_sound)


def _better(block: str, encoding: str) -> str:
    sound, words = soundness(block)
    if words and sound == words and not _says_nothing(block, encoding):
        return block
    made = _mapped(block, encoding)
    made_sound, made_words = soundness(made)
    was, is_now = (words - sound, made_words - made_sound)
    return made if is_now < was or (is_now == was and sound < words) or (is_now == 0 and made != block) else block


def _says_nothing(block: str, encoding: str) -> bool:
    """Say whether a sound block is too short to prove that it is Unicode while its old reading is sound as well.

    ``Phoá`` is a syllable and the VNI spelling of ``Phố``; among blocks of an old table it is the latter.
    """
    _, words = soundness(block)
    made = _mapped(block, encoding)
    made_sound, made_words = soundness(made)
    return words < _ENOUGH and made_words > 0 and made_sound == made_words and made != block


def _mapped(text: str, encoding: str) -> str:
    # Loaded here: few files need the tables, and loading them takes longer than reading many a file.
    from viparse.normalize.encodings import get_charmap
    from viparse.normalize.tables import convert

    charmap = get_charmap(encoding)
    return text if charmap is None else convert(text, charmap, "NFC")
