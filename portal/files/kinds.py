"""Which kinds of file are taken, told by their content and never by their name alone."""

import io
import zipfile

from portal.files.inspection import FileRefused

_ZIPPED = {
    "word/document.xml": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xl/workbook.xml": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "ppt/presentation.xml": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
}
_OLE = {
    "doc": "application/msword",
    "xls": "application/vnd.ms-excel",
    "ppt": "application/vnd.ms-powerpoint",
}
_TEXTS = {"txt": "text/plain", "text": "text/plain", "md": "text/plain", "csv": "text/csv"}
_UNREADABLE = FileRefused(
    "kind",
    "Tệp này không thuộc loại được nhận (PDF, Word, Excel, PowerPoint, RTF, HTML, văn bản thuần, ảnh JPEG hoặc PNG).",
)


def content_type_of(content: bytes, name: str) -> str:
    """Return the media type that the bytes show.

    Raises :class:`FileRefused` for a kind that is not taken, an empty file, or bytes that contradict the name.
    """
    if not content:
        raise FileRefused("empty", "Tệp rỗng: không có nội dung nào để lưu.")
    extension = name.rsplit(".", 1)[-1].lower() if "." in name else ""
    if extension == "pdf" and not _is_pdf(content):
        raise FileRefused("kind", "Tệp mang đuôi .pdf nhưng nội dung không phải PDF.")
    return _by_signature(content, extension)


def _is_pdf(content: bytes) -> bool:
    return content[:1024].lstrip().startswith(b"%PDF-")


def _by_signature(content: bytes, extension: str) -> str:
    if _is_pdf(content):
        return "application/pdf"
    if content.startswith(b"PK\x03\x04"):
        return _zipped(content)
    if content.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1") and extension in _OLE:
        return _OLE[extension]
    if content.startswith(b"{\\rtf"):
        return "application/rtf"
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return "image/png"
    if content.startswith(b"\xff\xd8\xff"):
        return "image/jpeg"
    if extension in _TEXTS and _is_text(content):
        return _TEXTS[extension]
    if extension in {"html", "htm"} and b"\x00" not in content[:4096]:
        return "text/html"
    raise _UNREADABLE


def _zipped(content: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = set(archive.namelist())
    except zipfile.BadZipFile:
        raise FileRefused("damaged", "Tệp bị hỏng: không mở được.") from None
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        raise FileRefused("macro", "Tệp có chứa macro nên không được nhận. Hãy lưu lại không kèm macro.")
    for member, kind in _ZIPPED.items():
        if member in names:
            return kind
    raise _UNREADABLE


def _is_text(content: bytes) -> bool:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True
    start = content[:4096]
    markup = start.lstrip().lower()
    return b"\x00" not in start and not markup.startswith((b"<!doctype", b"<html", b"<script", b"<svg"))
