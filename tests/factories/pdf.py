"""PDF and DOCX files made of plain text: for tests, and for the files that the demonstration offers.

``python -m tests.factories.pdf`` makes the demonstration's files anew; they are kept in the project.
"""

import io
import zipfile
from pathlib import Path
from xml.sax.saxutils import escape

import pytest
from openpyxl import Workbook
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
ONE_TASK = """PHIẾU MỘT VIỆC
(kèm theo Hướng dẫn số 09-HD/BTGDVTU)

Chi bộ: ........................  Người nhận việc: ........................
Việc nhận: ............................................................
Ai được lợi: ..........................................................
Bao giờ thấy: ............  Làm sao biết là xong: ............
Điều có thể làm hỏng việc này: ........................................
Tháng Năm đã làm đến đâu: .............................................
Tháng Mười Một đã làm đến đâu: ........................................
"""
FORMS = {"208-kh-ubnd-bieu-mau.docx": FORM, "09-hd-btgdvtu-phieu-mot-viec.docx": ONE_TASK}
NOTICE = """TỈNH ỦY VẠN XUÂN
*
Số 88-TB/TU                       Vạn Xuân, ngày 19 tháng 5 năm 2023

                              THÔNG BÁO
kết luận của Thường trực Tỉnh ủy tại buổi làm việc
với các xã vùng cao

Thường trực Tỉnh ủy giao các huyện ủy rà soát đường vào
những thôn chưa có ô tô tới được, báo cáo trước ngày 30/6.
"""
OLD_REPORT = """TỈNH ỦY VẠN XUÂN
BAN DÂN VẬN
*
Số 37-BC/BDVTU               Vạn Xuân, ngày      tháng 10 năm 2018

                              BÁO CÁO
tình hình thực hiện quy chế dân chủ ở 40 thôn vùng cao

1- 31 thôn niêm yết các khoản đóng góp; 9 thôn chưa có bảng tin.
2- 22 thôn họp đủ kỳ; nơi chưa họp đủ phần lớn vì mùa nương.
3- Đề nghị cấp cho mỗi thôn chưa có bảng tin một tấm gỗ
   và 500.000 đồng tiền công đóng.
"""
SCANS = {"88-tb-tu.scan.pdf": NOTICE, "37-bc-bdvtu.scan.pdf": OLD_REPORT}
TABLES: dict[str, list[list[str | int]]] = {
    "12-ctr-tu-phu-luc.xlsx": [
        ["Nhiệm vụ", "Cơ quan chủ trì", "Thời hạn"],
        ["Kế hoạch giai đoạn 2025 - 2027", "Ủy ban nhân dân tỉnh", "30/4/2025"],
        ["Kế hoạch tuyên truyền", "Ban Tuyên giáo và Dân vận Tỉnh ủy", "31/5/2025"],
        ["Kế hoạch giám sát", "Ủy ban Mặt trận Tổ quốc tỉnh", "30/6/2025"],
        ["Kế hoạch của cơ quan Đảng", "Văn phòng Tỉnh ủy", "30/6/2025"],
    ],
    "96-kh-ubnd-bieu-so-lieu.xlsx": [
        ["Khu vực", "Số thôn, tổ dân phố", "Chưa có sóng", "Hồ sơ qua mạng năm 2024"],
        ["Vùng cao", 212, 41, 3120],
        ["Vùng giữa", 305, 5, 11480],
        ["Các phường", 188, 0, 17960],
    ],
    "214-bc-ubnd-bieu.xlsx": [
        ["Xã, phường", "Kiến nghị", "Đúng hẹn", "Quá hẹn", "Đang xử lý"],
        ["Sơn Lâm", 534, 480, 38, 16],
        ["Đồng Lạc", 398, 357, 28, 13],
        ["Hòa Trung", 346, 305, 31, 10],
        ["Phú Khê", 322, 281, 30, 11],
        ["An Thịnh", 301, 262, 29, 10],
        ["Cổ Loan", 256, 227, 20, 9],
        ["Tân Xuân", 234, 206, 20, 8],
    ],
}
BOOKLETS = {
    "so-tay-muoi-cau-hoi.pdf": "muoi-cau-hoi-sau-khi-het-cap-huyen.txt",
    "the-le-hoi-thi.pdf": "",
}
RULES = """THỂ LỆ HỘI THI BÁO CÁO VIÊN GIỎI NĂM 2026
(Dữ liệu minh họa của tỉnh Vạn Xuân, một tỉnh không có thật)

1. Người dự thi
Báo cáo viên, tuyên truyền viên cơ sở có ít nhất sáu buổi nói trong năm, có sổ ghi câu hỏi của người nghe.

2. Đề thi
Câu hỏi thật của người dân, lấy từ sổ của các báo cáo viên. Mỗi thí sinh bốc một câu của nơi khác và một câu do
chính mình từng bị hỏi. Có năm phút suy nghĩ, không dùng tài liệu in sẵn, được gọi điện một lần.

3. Giám khảo
Bảy người: hai cán bộ tuyên giáo, một trợ giúp viên pháp lý, bốn người dân của bốn xã do thôn cử.

4. Thang điểm
Trả lời đúng câu hỏi: 40. Nói được việc phải làm tiếp, ở đâu, gặp ai: 30. Nhận phần chưa biết và hẹn được ngày: 20.
Giọng nói, phong thái: 10.

5. Giải thưởng
Một giải nhất, hai giải nhì, ba giải ba. Câu trả lời đạt giải được phát trên đài truyền thanh của nơi có câu hỏi.

6. Khiếu nại
Gửi ban tổ chức trong hai giờ sau khi công bố; ban tổ chức trả lời ngay tại hội trường.
"""


def xlsx_of(rows: list[list[str | int]]) -> bytes:
    """Return a workbook with one sheet."""
    book = Workbook()
    for row in rows:
        book.active.append(row)
    for column in "ABCDE":
        book.active.column_dimensions[column].width = 28
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def make_demonstration_files() -> None:
    """Write the files that the demonstration offers for download; what is there already stays as it is."""
    from portal.pages.writing import header_and_body

    for path in sorted((DEMONSTRATION / "texts").glob("*.txt")):
        header, body = header_and_body(path.read_text(encoding="utf-8"))
        for name in (value.split("|")[0].strip() for key, value in header if key == "file"):
            _keep(DEMONSTRATION / "files" / name, _content(name, body))
    articles = DEMONSTRATION.parents[1] / "news" / "demonstration"
    for name, source in BOOKLETS.items():
        text = header_and_body((articles / "texts" / source).read_text(encoding="utf-8"))[1] if source else RULES
        _keep(articles / "files" / name, pdf_of(text.replace("## ", "")))


def _content(name: str, body: str) -> bytes:
    if name in FORMS:
        return docx_of(FORMS[name])
    if name in SCANS:
        return scan_of(SCANS[name])
    return xlsx_of(TABLES[name]) if name in TABLES else pdf_of(body)


def _keep(path: Path, content: bytes) -> None:
    path.parent.mkdir(exist_ok=True)
    if not path.exists():
        path.write_bytes(content)


if __name__ == "__main__":
    make_demonstration_files()
