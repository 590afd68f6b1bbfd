"""Read RTF files, through the package ``striprtf``."""

import re

from striprtf.striprtf import rtf_to_text

from documents.extraction.types import Extraction, Limits, PageText, Refused, Status

_DEEPEST = 200


def read_rtf(content: bytes, limits: Limits) -> Extraction:
    """Return the text of an RTF file. Raises Refused where it is damaged or too large."""
    if _depth(content) > _DEEPEST:
        raise Refused(Status.DAMAGED, "Tệp RTF lồng nhau quá sâu.")
    try:
        # RTF is ASCII; what is not stands there as escapes, which a byte for a character keeps.
        text = rtf_to_text(content.decode("latin-1"), errors="replace")
    except (ValueError, IndexError, KeyError, TypeError, LookupError) as error:
        raise Refused(Status.DAMAGED, "Tệp RTF bị hỏng.") from error
    text = text.replace("\x00", "").strip("\n")
    if len(text) > limits.characters:
        raise Refused(Status.TOO_LARGE, "Văn bản dài quá giới hạn.")
    if not any(character.isalnum() for character in text):
        return Extraction(Status.SCAN, detail="Tệp RTF chỉ có hình ảnh, chưa có văn bản.")
    return Extraction(Status.EXTRACTED, pages=(PageText(1, text),), text=text)


def _depth(content: bytes) -> int:
    depth = deepest = 0
    for brace in re.findall(rb"(?<!\\)[{}]", content):
        depth += 1 if brace == b"{" else -1
        deepest = max(deepest, depth)
    return deepest
