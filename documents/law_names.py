"""Names by which laws are cited without their number, and the key under which such names meet. Pure.

The table holds names of laws and codes as they were promulgated; several laws of different years bear one name.
It tells where a name ends: "Luật Phổ biến, giáo dục pháp luật" is one name and never "Luật Giáo dục".
"""

import re

from portal.text.vietnamese import fold, place_tones

_LAWS = """
An ninh mạng|An ninh quốc gia|An toàn, vệ sinh lao động|An toàn thông tin mạng|An toàn thực phẩm
Ban hành văn bản quy phạm pháp luật|Bảo hiểm tiền gửi|Bảo hiểm xã hội|Bảo hiểm y tế|Bảo vệ bí mật nhà nước
Bảo vệ dữ liệu cá nhân|Bảo vệ môi trường|Bảo vệ quyền lợi người tiêu dùng|Bảo vệ và kiểm dịch thực vật
Bảo vệ và phát triển rừng|Báo chí|Bầu cử đại biểu Quốc hội và đại biểu Hội đồng nhân dân|Biên giới quốc gia
Biên phòng Việt Nam|Biển Việt Nam|Bình đẳng giới|Bưu chính|Các công cụ chuyển nhượng|Các tổ chức tín dụng
Cán bộ, công chức|Căn cước|Căn cước công dân|Cảnh sát biển Việt Nam|Cảnh sát cơ động|Cảnh vệ|Cạnh tranh
Chất lượng sản phẩm, hàng hóa|Chăn nuôi|Chính quyền địa phương|Chuyển giao công nghệ|Chứng khoán
Công an nhân dân|Công chứng|Công đoàn|Công nghệ cao|Công nghệ thông tin|Công nghiệp công nghệ số|Cơ yếu|Cư trú
Dân quân tự vệ|Dân số|Di sản văn hóa|Doanh nghiệp|Doanh nghiệp nhà nước|Du lịch|Dược|Dữ liệu|Dự trữ quốc gia
Đa dạng sinh học|Đặc xá|Đất đai|Đấu giá tài sản|Đấu thầu|Đầu tư|Đầu tư công|Đầu tư theo phương thức đối tác công tư
Đê điều|Địa chất và khoáng sản|Điện ảnh|Điện lực|Điều ước quốc tế|Đo đạc và bản đồ|Đường bộ|Đường sắt
Giá|Giám định tư pháp|Giáo dục|Giáo dục đại học|Giáo dục nghề nghiệp|Giáo dục quốc phòng và an ninh
Giao dịch điện tử|Giao thông đường bộ|Giao thông đường thủy nội địa|Hải quan|Hàng không dân dụng Việt Nam
Hiến, lấy, ghép mô, bộ phận cơ thể người và hiến, lấy xác|Hòa giải, đối thoại tại Tòa án|Hòa giải ở cơ sở
Hóa chất|Hoạt động chữ thập đỏ|Hoạt động giám sát của Quốc hội và Hội đồng nhân dân|Hôn nhân và gia đình
Hộ tịch|Hợp tác xã|Kế toán|Khám bệnh, chữa bệnh|Khí tượng thủy văn|Khiếu nại|Khiếu nại, tố cáo|Khoáng sản
Khoa học và công nghệ|Khoa học, công nghệ và đổi mới sáng tạo|Kiểm toán độc lập|Kiểm toán nhà nước|Kiến trúc
Kinh doanh bảo hiểm|Kinh doanh bất động sản|Lâm nghiệp|Luật sư|Lưu trữ|Lý lịch tư pháp|Mặt trận Tổ quốc Việt Nam
Năng lượng nguyên tử|Ngân hàng Nhà nước Việt Nam|Ngân sách nhà nước|Nghĩa vụ quân sự|Người cao tuổi
Người khuyết tật|Người lao động Việt Nam đi làm việc ở nước ngoài theo hợp đồng|Nhà giáo|Nhà ở
Nhập cảnh, xuất cảnh, quá cảnh, cư trú của người nước ngoài tại Việt Nam|Nuôi con nuôi|Phá sản
Phòng bệnh|Phòng cháy và chữa cháy|Phòng cháy, chữa cháy và cứu nạn, cứu hộ|Phòng, chống bạo lực gia đình
Phòng, chống bệnh truyền nhiễm|Phòng, chống khủng bố|Phòng, chống ma túy|Phòng, chống mua bán người
Phòng, chống rửa tiền|Phòng, chống tác hại của rượu, bia|Phòng, chống tác hại của thuốc lá|Phòng, chống tham nhũng
Phòng, chống thiên tai|Phòng không nhân dân|Phòng thủ dân sự|Phổ biến, giáo dục pháp luật|Phục hồi, phá sản
Quảng cáo|Quản lý ngoại thương|Quản lý nợ công|Quản lý, sử dụng tài sản công|Quản lý, sử dụng tài sản nhà nước
Quản lý, sử dụng vốn nhà nước đầu tư vào sản xuất, kinh doanh tại doanh nghiệp
Quản lý, sử dụng vũ khí, vật liệu nổ và công cụ hỗ trợ|Quản lý thuế|Quản lý và đầu tư vốn nhà nước tại doanh nghiệp
Quốc phòng
Quốc tịch Việt Nam|Quy hoạch|Quy hoạch đô thị|Quy hoạch đô thị và nông thôn|Sĩ quan Quân đội nhân dân Việt Nam
Sở hữu trí tuệ|Sử dụng năng lượng tiết kiệm và hiệu quả|Tài nguyên, môi trường biển và hải đảo|Tài nguyên nước
Tài sản công|Tạm giữ, tạm giam|Tần số vô tuyến điện|Thanh niên|Thanh tra|Thi đua, khen thưởng|Thi hành án dân sự
Thi hành án hình sự|Thống kê|Thú y
Thuế bảo vệ môi trường|Thuế giá trị gia tăng|Thuế sử dụng đất phi nông nghiệp
Thuế sử dụng đất nông nghiệp|Thuế tài nguyên|Thuế thu nhập cá nhân|Thuế thu nhập doanh nghiệp|Thuế tiêu thụ đặc biệt
Thuế xuất khẩu, thuế nhập khẩu|Thủ đô|Thủy lợi|Thủy sản|Thư viện|Thương mại|Thực hành tiết kiệm, chống lãng phí
Thực hiện dân chủ ở cơ sở|Tiếp cận thông tin|Tiếp công dân|Tiêu chuẩn và Quy chuẩn kỹ thuật|Tín ngưỡng, tôn giáo
Tổ chức chính quyền địa phương|Tổ chức Chính phủ|Tổ chức cơ quan điều tra hình sự
Tổ chức Hội đồng nhân dân và Ủy ban nhân dân
Tổ chức Quốc hội|Tổ chức Tòa án nhân dân|Tổ chức Viện kiểm sát nhân dân|Tố cáo|Tố tụng hành chính
Trách nhiệm bồi thường của Nhà nước
Trẻ em
Trật tự, an toàn giao thông đường bộ|Trồng trọt|Trọng tài thương mại|Trợ giúp pháp lý|Trưng cầu ý dân
Trưng mua, trưng dụng tài sản|Tư pháp người chưa thành niên|Tương trợ tư pháp|Việc làm|Viên chức|Viễn thông|Xây dựng
Xuất bản|Xuất cảnh, nhập cảnh của công dân Việt Nam|Xử lý vi phạm hành chính
"""
_CODES = "Dân sự|Hàng hải Việt Nam|Hình sự|Lao động|Tố tụng dân sự|Tố tụng hình sự"
KINDS = ("bo luat", "luat", "phap lenh", "hien phap")
"""Folded types that are cited by name."""
_LEAD = re.compile(r"(?:bo luat|luat|phap lenh|hien phap)(?!\w)")
_YEAR_BEHIND = re.compile(r"[\s,(]{1,3}(?:nam )?(?:19|20)\d\d\)?$|\s\((?:sua doi|hop nhat)\)$")


def words_of(name: str) -> str:
    """Return the folded words of a name, commas kept, one space between."""
    return " ".join(fold(place_tones(name)).split())


def name_key(type_name: str, name: str) -> str:
    """Return the key that the same law's name in another spelling also gives: ``luat.dat.dai``.

    It begins with a letter, so that it never meets the key of a number.
    """
    return ".".join(re.findall(r"[a-z0-9]+", words_of(f"{type_name} {name}")))


def key_of_title(type_name: str, title: str) -> str:
    """Return the key by which a law with this type and title would be cited; empty where it is none.

    The title may repeat the type and carry the number or the year ("Luật số 31/2024/QH15 Đất đai").
    """
    kind = words_of(type_name)
    if kind not in KINDS:
        return ""
    words = words_of(title[:400])
    lead = _LEAD.match(words)
    if lead:
        kind, words = lead[0], words[lead.end() :].strip()
    words = re.sub(r"^(?:so\s)?[0-9]{1,4}[^ ]*/[^ ]+\s?(?:ngay\s[^a-z]+)?", "", words).strip(' "“”')
    words = _YEAR_BEHIND.sub("", " " + words).strip()
    if kind == "hien phap":
        return "hien.phap"
    return name_key(kind, words) if words else ""


def _table() -> dict[str, tuple[str, ...]]:
    named = {
        "luat": [name.strip() for line in _LAWS.split("\n") for name in line.split("|") if name.strip()],
        "bo luat": _CODES.split("|"),
    }
    return {kind: tuple(sorted(map(words_of, names), key=len, reverse=True)) for kind, names in named.items()}


NAMES = _table()
"""Folded names by folded type, longest first."""
