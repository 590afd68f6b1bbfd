"""Read plain text and HTML files."""

from documents.extraction.types import Extraction, Limits, PageText, Refused, Status
from portal.text.plain import html_to_text
from portal.text.vietnamese import normalise

_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


def decode(content: bytes) -> str:
    """Return the text of ``content``: UTF-8, UTF-16, or Windows-1258 where it is neither.

    Raises Refused where nothing fits.
    """
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return _strict(content, encoding)
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        pass
    sample = content[:4096]
    if b"\x00" in sample:
        return _strict(content, "utf-16-le" if sample[1::2].count(0) > sample[0::2].count(0) else "utf-16-be")
    return _strict(content, "cp1258")


def _strict(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        raise Refused(Status.DAMAGED, "Không nhận ra bảng mã của tệp văn bản.") from error


def read_text(content: bytes, limits: Limits) -> Extraction:
    """Read a plain text file; form feeds part its pages."""
    text = normalise(decode(content).replace("\r\n", "\n").replace("\r", "\n"))
    if len(text) > limits.characters:
        raise Refused(Status.TOO_LARGE, "Văn bản dài quá giới hạn.")
    parts = text.split("\f")
    pages = tuple(PageText(number, part) for number, part in enumerate(parts, start=1))
    return Extraction(Status.EXTRACTED, pages=pages, text="\n\n".join(parts))


def read_html(content: bytes, limits: Limits) -> Extraction:
    """Read an HTML file as the text that it shows."""
    text = normalise(html_to_text(decode(content)))
    if len(text) > limits.characters:
        raise Refused(Status.TOO_LARGE, "Văn bản dài quá giới hạn.")
    if not text.strip():
        raise Refused(Status.DAMAGED, "Trang HTML không có văn bản.")
    return Extraction(Status.EXTRACTED, pages=(PageText(1, text),), text=text)
