"""Read PDF files through pypdfium2, the only module that imports it. Its replacement would be ``pypdf``."""

import ctypes
import re

import pypdfium2
import pypdfium2.raw

from documents.extraction.types import Extraction, Limits, PageText, Refused, Status
from portal.text.vietnamese import normalise

# What a digital signature prints on a page; lines of this kind are no text of the document.
_STAMP = re.compile(
    r"^\W*(?:(?:được |đã )?ký (?:số )?(?:bởi|ngày|lúc)|người ký|ký bởi|thời gian ký|ngày ký"
    r"|cơ quan\s*:|e-?mail\s*:"
    r"|tổ chức xác thực|chứng thư số|signature (?:valid|not verified)|digitally signed|signed by|signing time|date:|dn:"
    r"|reason:|location:|\d{1,2}[./-]\d{1,2}[./-]\d{4}[ T]\d{1,2}:\d{2})",
    re.I,
)
_LINE_END_HYPHEN = "\ufffe"
_FEW_LETTERS = 150
_SPARE = 64
_WHOLE_PAGE = 0.5


def read_pdf(content: bytes, limits: Limits) -> Extraction:
    """Read every page's text layer. Raises Refused where there is none to read."""
    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        if pypdfium2.raw.FPDF_GetLastError() == pypdfium2.raw.FPDF_ERR_PASSWORD or "password" in str(error).lower():
            raise Refused(Status.ENCRYPTED, "Tệp PDF được đặt mật khẩu.") from error
        raise Refused(Status.DAMAGED, "Tệp PDF bị hỏng, không mở được.") from error
    try:
        return _read(document, limits)
    finally:
        document.close()


def _read(document: pypdfium2.PdfDocument, limits: Limits) -> Extraction:
    count = len(document)
    if count == 0:
        raise Refused(Status.DAMAGED, "Tệp PDF không có trang nào.")
    if count > limits.pages:
        raise Refused(Status.TOO_LARGE, f"Tệp có {count} trang, quá giới hạn {limits.pages} trang.")
    pages: list[PageText] = []
    blank: list[int] = []
    broken: list[int] = []
    length = 0
    for index in range(count):
        try:
            text, is_image = _read_page(document, index)
        except pypdfium2.PdfiumError:
            broken.append(index + 1)
            continue
        length += len(text)
        if length > limits.characters:
            raise Refused(Status.TOO_LARGE, "Văn bản dài quá giới hạn.")
        if is_image or not any(character.isalnum() for character in text):
            blank.append(index + 1)
        pages.append(PageText(index + 1, text))
    if not pages:
        raise Refused(Status.DAMAGED, "Không đọc được trang nào của tệp PDF.")
    return _judge(pages, blank, broken)


def _judge(pages: list[PageText], blank: list[int], broken: list[int]) -> Extraction:
    if len(blank) == len(pages):
        return Extraction(Status.SCAN, detail=f"{len(pages)} trang là ảnh, chưa có văn bản.")
    notes = []
    if blank:
        notes.append(f"Trang {_listed(blank)} là ảnh hoặc trang trắng, chưa có văn bản.")
    if broken:
        notes.append(f"Không đọc được trang {_listed(broken)}.")
    text = "\n\n".join(page.text for page in pages)
    return Extraction(Status.EXTRACTED, pages=tuple(pages), text=text, detail=" ".join(notes))


def _listed(numbers: list[int]) -> str:
    shown = ", ".join(map(str, numbers[:10]))
    return f"{shown}…" if len(numbers) > 10 else shown


def _read_page(document: pypdfium2.PdfDocument, index: int) -> tuple[str, bool]:
    """Return the page's text, and whether the page is a picture whose text layer says nothing."""
    page = document[index]
    try:
        layer = page.get_textpage()
        try:
            text = _clean(_text_of(page, layer))
        finally:
            layer.close()
        return text, _says_little(text) and _covered_by_image(page)
    finally:
        page.close()


def _text_of(page: pypdfium2.PdfPage, layer: pypdfium2.PdfTextPage) -> str:
    """Return what ``layer.get_text_bounded()`` does, without having pdfium gather the text once more to count it."""
    left, bottom, right, top = page.get_bbox()
    room = 2 * layer.count_chars() + _SPARE
    units = (ctypes.c_ushort * room)()
    length = pypdfium2.raw.FPDFText_GetBoundedText(layer, left, top, right, bottom, units, room)
    if length >= room:
        return layer.get_text_bounded()
    return bytes(memoryview(units)[:length]).decode("utf-16-le", errors="ignore").removesuffix("\0")


def _says_little(text: str) -> bool:
    letters = 0
    for line in text.splitlines():
        if not _STAMP.match(line):
            letters += sum(map(str.isalnum, line))
            if letters >= _FEW_LETTERS:
                return False
    return True


def _covered_by_image(page: pypdfium2.PdfPage) -> bool:
    width, height = page.get_size()
    area = max(width * height, 1.0)
    covered = 0.0
    for image in page.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_IMAGE], max_depth=4):
        left, bottom, right, top = image.get_bounds()
        covered += abs(right - left) * abs(top - bottom) / area
        if covered >= _WHOLE_PAGE:
            return True
    return False


def _clean(text: str) -> str:
    joined = text.replace("\r\n", "\n").replace("\r", "\n")
    joined = joined.replace(_LINE_END_HYPHEN + "\n", "-").replace(_LINE_END_HYPHEN, "-")
    return normalise("\n".join([line.rstrip() for line in joined.split("\n")]))
