"""The files that the demonstration offers for download, made when they are loaded."""

import io
import zipfile
from collections.abc import Sequence
from html import escape
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Font

_TYPES = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
_RELATIONS = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
    'Target="word/document.xml"/></Relationships>'
)
_KEPT = Path(__file__).parent / "files"
_WORDS = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def spreadsheet(title: str, rows: Sequence[Sequence[str | int]]) -> bytes:
    """Return an XLSX file with one sheet; the first row is the head."""
    book = Workbook()
    sheet = book.active
    sheet.title = title[:31]
    for row in rows:
        sheet.append(list(row))
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    for column, width in zip("ABCDEF", (30, 20, 24, 18, 18, 16), strict=True):
        sheet.column_dimensions[column].width = width
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def letter(lines: Sequence[str]) -> bytes:
    """Return a DOCX file of plain paragraphs; a line that begins with ``#`` is set bold."""
    paragraphs = "".join(
        '<w:p><w:r>{}<w:t xml:space="preserve">{}</w:t></w:r></w:p>'.format(
            "<w:rPr><w:b/></w:rPr>" if line.startswith("#") else "", escape(line.lstrip("# "))
        )
        for line in lines
    )
    document = (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:document xmlns:w="{_WORDS}"><w:body>{paragraphs}'
        "</w:body></w:document>"
    )
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", _TYPES)
        archive.writestr("_rels/.rels", _RELATIONS)
        archive.writestr("word/document.xml", document)
    return buffer.getvalue()


def results_by_month() -> bytes:
    """Return the table of requests and answers in seven communes."""
    head = ["Xã, phường", "Kiến nghị đã ghi", "Trả lời đúng hạn", "Trả lời quá hạn", "Đang xử lý"]
    rows: list[list[str | int]] = [
        ["Xã Sơn Lâm", 412, 371, 29, 12],
        ["Xã Đồng Lạc", 305, 280, 17, 8],
        ["Xã Hòa Trung", 268, 239, 21, 8],
        ["Xã Phú Khê", 251, 226, 18, 7],
        ["Xã An Thịnh", 233, 208, 19, 6],
        ["Phường Cổ Loan", 197, 179, 12, 6],
        ["Phường Tân Xuân", 180, 165, 10, 5],
    ]
    return spreadsheet("Kiến nghị 5-10.2026", [head, *rows])


def request_book() -> bytes:
    """Return the form of the shared book of requests."""
    return letter([
        "# MẪU SỔ KIẾN NGHỊ CHUNG CỦA THÔN",
        "(Dữ liệu minh họa của tỉnh Vạn Xuân, một tỉnh không có thật)",
        "Thôn: ........................  Xã, phường: ........................",
        "# Cột 1. Người hỏi (ghi tên hoặc ghi “một người dân”)",
        "# Cột 2. Hỏi gì, đề nghị gì (ghi nguyên lời)",
        "# Cột 3. Ai nhận trả lời, hẹn ngày nào",
        "# Cột 4. Đã trả lời ngày nào, trả lời thế nào, chữ ký người trả lời",
        "Sổ để tại nhà văn hóa, ai cũng được mở xem. Không xé trang, không tẩy xóa; sai thì gạch và ký bên cạnh.",
    ])  # fmt: skip


def lesson_plan() -> bytes:
    """Return the timetable of the evening class."""
    return letter([
        "# LỊCH LỚP XÓA MÙ CHỮ BUỔI TỐI, HỌC KỲ I NĂM HỌC 2026 - 2027",
        "(Dữ liệu minh họa)",
        "Thứ Ba, thứ Năm, thứ Sáu: 19 giờ 15 đến 20 giờ 45. Nghỉ các tối có họp thôn và ba ngày mùa gặt.",
        "Tuần 1 đến 4: chữ cái, tên mình, tên thôn. Tuần 5 đến 10: đọc biển báo, hóa đơn điện, sổ khám bệnh.",
        "Tuần 11 đến 16: viết đơn ngắn, gửi tin nhắn, đọc thông báo của xã.",
        "Học viên mang con nhỏ theo được; có cô giáo mầm non trông ở phòng bên.",
    ])  # fmt: skip


def pilot_register() -> bytes:
    """Return the list of the trials of one ward."""
    head = ["Việc làm thử", "Đơn vị", "Bắt đầu", "Đánh giá lần 1", "Kết quả"]
    rows = [
        [
            "Trả kết quả tại nhà cho người cao tuổi",
            "Trung tâm phục vụ hành chính công",
            "01/4/2026",
            "30/6/2026",
            "Tiếp tục",
        ],
        ["Tổ trực trưa luân phiên", "Văn phòng", "01/4/2026", "30/6/2026", "Tiếp tục, sửa giờ"],
        ["Gộp ba biểu mẫu tạm trú", "Công an phường", "15/5/2026", "15/8/2026", "Dừng, chờ hướng dẫn"],
    ]
    return spreadsheet("Làm thử 2026", [head, *rows])


def forest_agreement() -> bytes:
    """Return the village's agreement on its forest."""
    return letter([
        "# QUY ƯỚC GIỮ RỪNG CỦA THÔN KHE DẦU, XÃ SƠN LÂM (bản sửa năm 2026)",
        "(Dữ liệu minh họa)",
        "1. Mỗi tháng hai lần, bốn hộ cùng đi tuần; lịch dán ở bảng tin trước bảy ngày.",
        "2. Lấy củi khô được, chặt cây sống phải hỏi tổ trưởng và ghi sổ.",
        "3. Tiền dịch vụ môi trường rừng chia theo công đi tuần, bảng công để ở nhà văn hóa cho ai cũng xem được.",
        "4. Ai thấy khói thì gõ kẻng trước, gọi điện sau.",
    ])  # fmt: skip


def where_to_file() -> bytes:
    """Return the table of where to hand in what since the districts ended."""
    head = ["Việc", "Trước 01/7/2025", "Nay nộp ở", "Thời hạn (ngày làm việc)"]
    rows: list[list[str | int]] = [
        ["Chứng thực bản sao", "Xã hoặc huyện", "Xã, phường bất kỳ", "trong buổi"],
        ["Bản sao khai sinh", "Xã đã đăng ký", "Xã, phường bất kỳ", "trong ngày"],
        ["Đăng ký hộ kinh doanh", "Huyện", "Xã, phường nơi kinh doanh", 3],
        ["Giấy phép xây nhà ở", "Huyện", "Xã, phường có đất", 15],
        ["Tách thửa đất", "Huyện", "Xã, phường bất kỳ", 10],
        ["Cấp lại sổ hộ nghèo", "Xã", "Xã, phường nơi ở", 5],
    ]
    return spreadsheet("Nơi nộp hồ sơ", [head, *rows])


def digital_figures() -> bytes:
    """Return the quarter's figures of online requests, handed in by people themselves or by officials for them."""
    head = ["Xã, phường", "Hồ sơ qua mạng", "Tự nộp", "Cán bộ nộp hộ", "Đúng hẹn (%)"]
    rows: list[list[str | int]] = [
        ["Phường Thiên Đức", 4120, 2890, 1230, 98],
        ["Phường Tân Xuân", 3340, 2105, 1235, 98],
        ["Phường Cổ Loan", 3015, 1712, 1303, 97],
        ["Xã Hòa Trung", 1880, 910, 970, 99],
        ["Xã Sơn Lâm", 905, 282, 623, 96],
        ["Xã An Thịnh", 760, 251, 509, 97],
        ["Xã Đồng Lạc", 742, 236, 506, 97],
        ["Xã Phú Khê", 388, 71, 317, 94],
        ["23 xã còn lại", 11760, 5253, 6507, 97],
    ]
    return spreadsheet("Quý II.2026", [head, *rows])


def digital_questions() -> bytes:
    """Return what people often ask the village's helpers with telephones and computers."""
    return letter([
        "# HAI MƯƠI CÂU BÀ CON HAY HỎI TỔ CÔNG NGHỆ SỐ",
        "(Dữ liệu minh họa)",
        "1. Quên mật khẩu thì lấy lại ở đâu? Ra bàn hướng dẫn, mang căn cước; đừng đọc mật khẩu qua điện thoại.",
        "2. Có người gọi xưng công an bảo cài phần mềm? Tắt máy, gọi số của công an xã dán ở nhà văn hóa.",
        "3. Nộp hồ sơ xong có phải đến nữa không? Không, trừ khi chọn nhận bản giấy.",
        "4. Không có điện thoại thông minh thì sao? Nộp giấy như cũ, cán bộ nhập giúp.",
        "5. Con ở xa nộp thay cha mẹ được không? Được, cần giấy ủy quyền chứng thực qua mạng hoặc ở xã.",
        "Các câu từ 6 đến 20 xem bản dán tại nhà văn hóa.",
    ])  # fmt: skip


def question_booklet() -> bytes:
    """Return the booklet of ten questions, as it was printed."""
    return (_KEPT / "so-tay-muoi-cau-hoi.pdf").read_bytes()


def contest_rules() -> bytes:
    """Return the rules of the speakers' contest."""
    return (_KEPT / "the-le-hoi-thi.pdf").read_bytes()
