"""Read Word 97–2003 files (DOC): the piece table of [MS-DOC], through which every character is found.

Only the text is wanted, so only the File Information Block (section 2.5) and the piece table (2.8.35, 2.9.73) are
read; the compound file around them is opened by ``olefile``.
"""

import io
import struct
from collections.abc import Iterator

import olefile

from documents.extraction.types import Extraction, Limits, PageText, Refused, Status

_MAGIC = 0xA5EC
_OLDEST = 0xC1  # nFib of Word 97; older files lay out their text otherwise
_ENCRYPTED, _SECOND_TABLE = 0x0100, 0x0200
_SPECIAL = {"\r": "\n", "\x07": "\t", "\x0b": "\n", "\x0c": "\f", "\x1e": "-", "\xa0": " "}
# Not U+00AD: old Vietnamese fonts drew a letter in its place.
_DROPPED = dict.fromkeys([*range(7), 8, *range(0x0E, 0x13), *range(0x16, 0x1E), 0x1F])


def read_doc(content: bytes, limits: Limits) -> Extraction:
    """Return the body, and notes, headers and text boxes apart. Raises Refused where that fails."""
    try:
        with olefile.OleFileIO(io.BytesIO(content)) as container:
            main = _stream(container, "WordDocument", limits)
            flags = struct.unpack_from("<H", main, 0x0A)[0]
            _check(main, flags)
            table = _stream(container, "1Table" if flags & _SECOND_TABLE else "0Table", limits)
        characters = "".join(_pieces(main, table, limits))
    except Refused:
        raise
    except (OSError, struct.error, ValueError, IndexError, KeyError, TypeError, AttributeError) as error:
        raise Refused(Status.DAMAGED, "Tệp Word đời cũ bị hỏng.") from error
    length = struct.unpack_from("<i", main, 0x4C)[0]
    body, rest = characters[:length], characters[length:]
    text, margin = _readable(body), _readable(rest)
    if not any(character.isalnum() for character in text):
        return Extraction(Status.SCAN, margin_text=margin, detail="Tệp Word chỉ có hình ảnh, chưa có văn bản.")
    return Extraction(Status.EXTRACTED, pages=_pages(text), text=text.replace("\f", "\n\n"), margin_text=margin)


def _stream(container: olefile.OleFileIO, name: str, limits: Limits) -> bytes:
    if not container.exists(name):
        raise Refused(Status.UNSUPPORTED, "Tệp không phải văn bản Word 97 trở về sau; hãy lưu thành DOCX hoặc PDF.")
    if container.get_size(name) > limits.unpacked_bytes:
        raise Refused(Status.TOO_LARGE, "Tệp Word lớn quá giới hạn.")
    return bytes(container.openstream(name).read())


def _check(main: bytes, flags: int) -> None:
    magic, version = struct.unpack_from("<HH", main, 0)
    if magic != _MAGIC or version < _OLDEST:
        raise Refused(Status.UNSUPPORTED, "Tệp Word quá cũ (trước Word 97); hãy lưu thành DOCX hoặc PDF.")
    if flags & _ENCRYPTED:
        raise Refused(Status.ENCRYPTED, "Tệp Word được đặt mật khẩu.")


def _pieces(main: bytes, table: bytes, limits: Limits) -> Iterator[str]:
    """Yield the pieces of text in the order of the document; one byte or two a character, as each piece says."""
    begin, length = struct.unpack_from("<II", main, 0x01A2)
    pieces = _piece_table(table[begin : begin + length])
    count = (len(pieces) - 4) // 12
    positions = struct.unpack_from(f"<{count + 1}I", pieces, 0)
    total = 0
    for index in range(count):
        size = positions[index + 1] - positions[index]
        total += size
        if size < 0 or total > limits.characters:
            raise Refused(Status.TOO_LARGE, "Văn bản dài quá giới hạn.")
        place = struct.unpack_from("<I", pieces, 4 * (count + 1) + 8 * index + 2)[0]
        if place & 0x40000000:
            start = (place & 0x3FFFFFFF) // 2
            yield main[start : start + size].decode("cp1252", "replace")
        else:
            yield main[place : place + 2 * size].decode("utf-16-le", "replace")


def _piece_table(blocks: bytes) -> bytes:
    """Return the piece table out of the blocks before it, which change formatting. Raises ValueError without one."""
    at = 0
    while at < len(blocks):
        if blocks[at] == 2:
            length = struct.unpack_from("<I", blocks, at + 1)[0]
            return blocks[at + 5 : at + 5 + length]
        if blocks[at] != 1:
            break
        at += 3 + struct.unpack_from("<H", blocks, at + 1)[0]
    raise ValueError("no piece table")


def _readable(characters: str) -> str:
    """Return text without field codes and marks; cells parted by tabs, rows and paragraphs by line ends."""
    shown: list[str] = []
    hidden: list[bool] = []
    for character in characters.replace("\x07\x07", "\x07\n"):
        if character == "\x13":
            hidden.append(True)
        elif character == "\x14" and hidden:
            hidden[-1] = False
        elif character == "\x15" and hidden:
            hidden.pop()
        elif not any(hidden):
            shown.append(_SPECIAL.get(character, character))
    text = "".join(shown).translate(_DROPPED)
    return "\n".join(line.rstrip() for line in text.split("\n")).strip("\n")


def _pages(text: str) -> tuple[PageText, ...]:
    """Return the parts between hard page breaks; where a printer would break is not in the file."""
    return tuple(PageText(number, part) for number, part in enumerate(text.split("\f"), start=1))
