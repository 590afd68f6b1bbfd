"""Make what strangers type into a form safe to store and to print as plain text. Pure."""

import re
import unicodedata

from portal.text.vietnamese import normalise

_MARKS_AT_MOST = 3
# Control characters but tab and line end, private use, and code points that are no characters.
_UNPRINTABLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\ue000-\uf8ff\ufdd0-\ufdef\ufffe\uffff\ufff9-\ufffc\U000f0000-\U0010ffff]"
)
_BLANK_LINES = re.compile(r"\n[^\S\n]*(?:\n[^\S\n]*)+\n")
_TRAILING = re.compile(r"[^\S\n]+(?=\n|$)")


def typed_text(text: str) -> str:
    """Return ``text`` as plain NFC lines: nothing invisible, nothing that turns direction, at most one blank line.

    Marks heaped on one letter are cut to three. The words themselves stay as they were typed.
    """
    plain = _heaps_cut(_UNPRINTABLE.sub("", normalise(text)))
    return _BLANK_LINES.sub("\n\n", _TRAILING.sub("", plain)).strip()


def typed_line(text: str) -> str:
    """Return ``text`` as one such line, its runs of spaces made one."""
    return " ".join(typed_text(text).split())


def says_something(text: str) -> bool:
    """Return whether a reader would see anything: not only spaces, lone marks and replacement signs."""
    return any(unicodedata.category(character)[0] in "LNPS" and character != "\ufffd" for character in text)


def _heaps_cut(text: str) -> str:
    if text.isascii():
        return text
    kept: list[str] = []
    heap = 0
    for character in text:
        heap = heap + 1 if unicodedata.category(character) in {"Mn", "Me"} else 0
        if heap <= _MARKS_AT_MOST:
            kept.append(character)
    return "".join(kept)
