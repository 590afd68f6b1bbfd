"""Read DOCX files with the standard library and defusedxml: paragraphs and tables in the order of the page."""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from documents.extraction.types import Extraction, Limits, PageText, Refused, Status
from portal.text.vietnamese import normalise

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_SKIPPED = {f"{_W}del", f"{_W}moveFrom", f"{_W}instrText", f"{_W}delText", f"{_W}pPr", f"{_W}rPr", _FALLBACK}
_MARKS = {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-"}
_MARGINS = re.compile(r"word/(?:header|footer|footnotes|endnotes)\d*\.xml")
_DAMAGE = (
    *(zipfile.BadZipFile, zlib.error, EOFError, OSError),
    *(ValueError, RuntimeError, KeyError, NotImplementedError),
)
_MAX_RATIO = 300
_MAX_DEPTH = 200


def read_docx(content: bytes, limits: Limits) -> Extraction:
    """Read the body, and headers, footers and notes apart. Raises Refused where that fails."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            refuse_bombs(archive, len(content), limits)
            body = _blocks(_parse(archive, "word/document.xml", limits))
            margins = [
                line
                for name in sorted(archive.namelist())
                if _MARGINS.fullmatch(name)
                for line in _blocks(_parse(archive, name, limits))
                if line.strip()
            ]
    except Refused:
        raise
    except _DAMAGE as error:
        raise Refused(Status.DAMAGED, "Tệp Word bị hỏng.") from error
    text = normalise("\n".join(body).strip("\n"))
    margin_text = normalise("\n".join(margins))
    if len(text) + len(margin_text) > limits.characters:
        raise Refused(Status.TOO_LARGE, "Văn bản dài quá giới hạn.")
    if not any(character.isalnum() for character in text):
        return Extraction(Status.SCAN, margin_text=margin_text, detail="Tệp Word chỉ có hình ảnh, chưa có văn bản.")
    return Extraction(Status.EXTRACTED, pages=(PageText(1, text),), text=text, margin_text=margin_text)


def refuse_bombs(archive: zipfile.ZipFile, size: int, limits: Limits) -> None:
    """Raise Refused for an archive that claims to unpack to too much, or that is locked."""
    unpacked = sum(entry.file_size for entry in archive.infolist())
    if unpacked > limits.unpacked_bytes or unpacked > max(size, 100_000) * _MAX_RATIO:
        raise Refused(Status.TOO_LARGE, "Tệp nén bung ra quá lớn.")
    if any(entry.flag_bits & 1 for entry in archive.infolist()):
        raise Refused(Status.ENCRYPTED, "Tệp được đặt mật khẩu.")


def _parse(archive: zipfile.ZipFile, name: str, limits: Limits) -> Element:
    with archive.open(name) as part:
        data = part.read(limits.unpacked_bytes + 1)  # what the archive says of its sizes may be a lie
    if len(data) > limits.unpacked_bytes:
        raise Refused(Status.TOO_LARGE, "Tệp nén bung ra quá lớn.")
    try:
        return fromstring(data, forbid_dtd=True)
    except DefusedXmlException as error:
        raise Refused(Status.UNSUPPORTED, "Tệp Word chứa khai báo thực thể bên ngoài, bị từ chối.") from error
    except ParseError as error:
        raise Refused(Status.DAMAGED, "Tệp Word bị hỏng.") from error


def _blocks(container: Element, depth: int = 0) -> list[str]:
    """Return one string for each paragraph, and one for each row of a table (cells parted by tabs)."""
    if depth > _MAX_DEPTH:
        raise Refused(Status.DAMAGED, "Tệp Word lồng nhau quá sâu.")
    lines: list[str] = []
    for child in container:
        if child.tag == f"{_W}p":
            lines.append("".join(_runs(child, depth)))
        elif child.tag == f"{_W}tr":
            cells = ["\n".join(_blocks(cell, depth + 1)).strip() for cell in child.iter(f"{_W}tc")]
            lines.append(
                "\t".join(cells) if all("\n" not in cell for cell in cells) else "\n".join(filter(None, cells))
            )
        elif child.tag not in _SKIPPED:
            lines.extend(_blocks(child, depth + 1))
    return lines


def _runs(element: Element, depth: int) -> Iterator[str]:
    if depth > _MAX_DEPTH:
        raise Refused(Status.DAMAGED, "Tệp Word lồng nhau quá sâu.")
    for child in element:
        if child.tag in _SKIPPED:
            continue
        if child.tag == f"{_W}t":
            yield child.text or ""
        elif child.tag in _MARKS:
            yield _MARKS[child.tag]
        elif child.tag == f"{_W}txbxContent":
            yield "\n" + "\n".join(_blocks(child, depth + 1)) + "\n"
        else:
            yield from _runs(child, depth + 1)
