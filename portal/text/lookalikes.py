"""Letters of other alphabets that print as Latin ones, for reading numbers and words as they look. Pure.

One character becomes one character, so that offsets stay.
"""

import re

LETTERS: dict[int, str] = {
    **dict(zip(map(ord, "АВЕЅІЈКМНОРСТУХаеорсухіѕј"), "ABESIJKMHOPCTYXaeopcyxisj", strict=True)),
    **dict(zip(map(ord, "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧο"), "ABEZHIKMNOPTYXo", strict=True)),
}
"""Cyrillic and Greek letters → the Latin ones that they print as; small letters only where those print alike too."""

# A word that mixes alphabets is a disguise, also where lowering has made other letters of its capitals (К, к).
_MIXED = {ord(chr(code).lower()): letter.lower() for code, letter in LETTERS.items()} | LETTERS
_FOREIGN = re.compile("[\u0370-\u03ff\u0400-\u052f]")
_LATIN = re.compile("[A-Za-z0-9]")
_WORD = re.compile("[^\\W_]+")


def as_printed(text: str) -> str:
    """Return ``text`` with each word in Latin letters that only looks so: ``14-КL/ТW`` is read ``14-KL/TW``.

    A word that holds a letter without a Latin look-alike is of another language and stays.
    """
    if not _FOREIGN.search(text):
        return text
    return _WORD.sub(_latin, text)


def _latin(match: re.Match[str]) -> str:
    word = match.group()
    read = word.translate(_MIXED if _LATIN.search(word) else LETTERS)
    return word if _FOREIGN.search(read) else read
