"""PDF and DOCX files made of plain text: for tests, and for the files that the demonstration offers.

``python -m tests.factories.pdf`` makes the demonstration's files anew; they are kept in the project.
"""

import io
import zipfile
from pathlib import Path
from xml.sax.saxutils import escape

import pytest
from PIL import Image, ImageDraw, ImageFont
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import ImageReader, simpleSplit
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

FONTS = Path("/usr/share/fonts/truetype")
FONT_FILES = (FONTS / "noto" / "NotoSerif-Regular.ttf", FONTS / "dejavu" / "DejaVuSerif.ttf")
"""Fonts with every Vietnamese letter, as distributions install them."""
DEMONSTRATION = Path(__file__).resolve().parents[2] / "documents" / "demonstration"
MARGIN, LEADING, SIZE = 64, 18, 12


def font_file() -> Path:
    """Return a font that can write Vietnamese; a test is skipped where none is installed."""
    found = next((path for path in FONT_FILES if path.is_file()), None)
    if found is None:
        pytest.skip("không có phông chữ viết được tiếng Việt (fonts-noto-core hoặc fonts-dejavu-core)")
    return found


def pdf_of(text: str) -> bytes:
    """Return a born-digital PDF of ``text``, the same bytes for the same text."""
    if "Serif" not in pdfmetrics.getRegisteredFontNames():
        pdfmetrics.registerFont(TTFont("Serif", str(font_file())))
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4, invariant=1)
    width, height = A4
    at = height - MARGIN
    canvas.setFont("Serif", SIZE)
    for line in text.splitlines():
        for piece in simpleSplit(line, "Serif", SIZE, width - 2 * MARGIN) or [""]:
            if at < MARGIN:
                canvas.showPage()
                canvas.setFont("Serif", SIZE)
                at = height - MARGIN
            canvas.drawString(MARGIN, at, piece)
            at -= LEADING
    canvas.save()
    return out.getvalue()


def scan_of(text: str) -> bytes:
    """Return a PDF that holds only a picture of ``text``."""
    page = Image.new("L", (1240, 1754), 250)
    font = ImageFont.truetype(str(font_file()), 30)
    ImageDraw.Draw(page).multiline_text((130, 140), text, font=font, fill=40, spacing=16)
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4, invariant=1)
    canvas.drawImage(ImageReader(page.rotate(0.6, fillcolor=250)), 0, 0, *A4)
    canvas.save()
    return out.getvalue()


def docx_of(text: str) -> bytes:
    """Return a small Word file with one paragraph for each line."""
    paragraphs = "".join(
        f'<w:p><w:r><w:t xml:space="preserve">{escape(line)}</w:t></w:r></w:p>' for line in text.splitlines()
    )
    namespace = "http://schemas.openxmlformats.org"
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{namespace}/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType='
        '"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{namespace}/package/2006/relationships"><Relationship Id="r1" Type='
        f'"{namespace}/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/document.xml": f'<w:document xmlns:w="{namespace}/wordprocessingml/2006/main"><w:body>{paragraphs}'
        "</w:body></w:document>",
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            entry = zipfile.ZipInfo(name, (2026, 1, 15, 8, 0, 0))
            archive.writestr(entry, '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>' + content)
    return out.getvalue()


FORM = """MẪU SỔ KIẾN NGHỊ CHUNG
(kèm theo Kế hoạch số 208/KH-UBND)

Thôn, tổ dân phố: ........................
Ngày ghi | Nội dung kiến nghị | Người trả lời | Ngày hẹn | Ngày trả lời | Kết quả
1.
2.
3.
"""
NOTICE = """TỈNH ỦY VẠN XUÂN
*
Số 88-TB/TU                       Vạn Xuân, ngày 19 tháng 5 năm 2023

                              THÔNG BÁO
kết luận của Thường trực Tỉnh ủy tại buổi làm việc
với các xã vùng cao

Thường trực Tỉnh ủy giao các huyện ủy rà soát đường vào
những thôn chưa có ô tô tới được, báo cáo trước ngày 30/6.
"""


def make_demonstration_files() -> None:
    """Write the files that the demonstration's documents offer for download."""
    from portal.pages.writing import header_and_body

    for path in sorted((DEMONSTRATION / "texts").glob("*.txt")):
        header, body = header_and_body(path.read_text(encoding="utf-8"))
        for name in (value.split("|")[0].strip() for key, value in header if key == "file"):
            if name.endswith(".docx"):
                content = docx_of(FORM)
            elif name.endswith(".scan.pdf"):
                content = scan_of(NOTICE)
            else:
                content = pdf_of(body)
            (DEMONSTRATION / "files" / name).write_bytes(content)


if __name__ == "__main__":
    make_demonstration_files()
