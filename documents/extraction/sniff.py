"""Tell what a file is from its bytes, and whether its name agrees. Pure."""

import io
import re
import zipfile

from documents.extraction.types import Refused, Status

_EXTENSIONS = {
    "pdf": "pdf",
    "docx": "docx",
    "doc": "doc",
    "rtf": "rtf",
    "xls": "xls",
    "xlsx": "xlsx",
    "txt": "text",
    "text": "text",
    "md": "text",
    "html": "html",
    "htm": "html",
}
_PROGRAMS = (b"MZ", b"\x7fELF", b"\xcf\xfa\xed\xfe", b"\xca\xfe\xba\xbe", b"#!")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HTML = re.compile(
    rb"^\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|script|svg)\b", re.I | re.S
)
_NAMES = {
    "pdf": "PDF",
    "docx": "DOCX",
    "doc": "Word đời cũ",
    "rtf": "RTF",
    "xls": "Excel đời cũ",
    "xlsx": "XLSX",
    "text": "văn bản thuần",
    "html": "HTML",
}
# What the main stream of a compound file is called, in its directory (UTF-16).
_STREAMS = {"WordDocument": "doc", "Workbook": "xls", "Book": "xls"}


def kind_of(content: bytes, name: str) -> str:
    """Return ``pdf``, ``docx``, ``doc``, ``rtf``, ``xls``, ``xlsx``, ``text`` or ``html``.

    Raises Refused where the bytes are of no kind that we read, or are not what the name promises.
    """
    found = _kind_of_bytes(content)
    extension = name.rpartition(".")[2].lower() if "." in name else ""
    promised = _EXTENSIONS.get(extension, "")
    if extension and not promised:
        raise Refused(Status.UNSUPPORTED, f"Chưa đọc được tệp .{extension[:12]}; hãy lưu thành PDF, DOCX hoặc XLSX.")
    if (promised, found) == ("doc", "rtf"):
        return found  # Word saved RTF under .doc for years
    if promised and promised != found:
        raise Refused(Status.UNSUPPORTED, f"Tên tệp ghi .{extension} nhưng nội dung không phải {_NAMES[promised]}.")
    return found


def _kind_of_bytes(content: bytes) -> str:
    if not content.strip():
        raise Refused(Status.DAMAGED, "Tệp rỗng.")
    if content.startswith(_PROGRAMS):
        raise Refused(Status.UNSUPPORTED, "Tệp là chương trình, không phải văn bản.")
    if b"%PDF-" in content[:1024]:
        return "pdf"
    if content.startswith(b"PK\x03\x04"):
        return _kind_of_archive(content)
    if content.startswith(_OLE):
        return _kind_of_compound(content)
    if content.startswith(b"{\\rtf"):
        return "rtf"
    if _HTML.match(content[:4096].removeprefix(b"\xef\xbb\xbf")):
        return "html"
    if _looks_like_text(content):
        return "text"
    raise Refused(Status.UNSUPPORTED, "Không nhận ra loại tệp.")


def _kind_of_compound(content: bytes) -> str:
    if "EncryptedPackage".encode("utf-16-le") in content:
        raise Refused(Status.ENCRYPTED, "Tệp được đặt mật khẩu.")
    for name, kind in _STREAMS.items():
        if (name + "\0").encode("utf-16-le") in content:
            return kind
    raise Refused(Status.UNSUPPORTED, "Chưa đọc được loại tệp đời cũ này; hãy lưu thành DOCX, XLSX hoặc PDF.")


def _kind_of_archive(content: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, ValueError, OverflowError, NotImplementedError) as error:
        raise Refused(Status.DAMAGED, "Tệp nén bị hỏng.") from error
    kind = "docx" if "word/document.xml" in names else "xlsx" if "xl/workbook.xml" in names else ""
    if not kind:
        raise Refused(Status.UNSUPPORTED, "Tệp nén không phải văn bản Word hay bảng tính Excel.")
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        raise Refused(Status.UNSUPPORTED, f"Tệp có macro; hãy lưu thành {_NAMES[kind]} không có macro.")
    return kind


def _looks_like_text(content: bytes) -> bool:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True
    sample = content[:65536]
    if b"\x00" in sample:
        evens, odds = sample[0::2].count(0), sample[1::2].count(0)
        return max(evens, odds) > len(sample) // 8 > min(evens, odds) * 4  # UTF-16 without a mark
    controls = sum(byte < 32 and byte not in (9, 10, 12, 13, 27) for byte in sample)
    return controls <= len(sample) // 500
