"""The synonyms that a new installation starts with; people go on from there in the admin.

Each line: forms of one thing, apart by ``|``. Those in ``BESIDE_NUMBER`` mean a type of document only
next to a number: "CT 05" is a directive, "CT" alone may be anything.
"""

GROUPS = """
UBND|ủy ban nhân dân
HĐND|hội đồng nhân dân
MTTQ|mặt trận tổ quốc
UBMTTQ|ủy ban mặt trận tổ quốc
TW|T.Ư|TƯ|trung ương
BCT|Bộ Chính trị
BBT|Ban Bí thư
BCH|ban chấp hành
BCHTW|BCH TW|BCH trung ương|Ban Chấp hành Trung ương
BTV|ban thường vụ
BTVTU|BTV tỉnh ủy|ban thường vụ tỉnh ủy
BTG|ban tuyên giáo
BTGDV|ban tuyên giáo và dân vận
UBKT|ủy ban kiểm tra
CBCC|cán bộ, công chức
CBCCVC|cán bộ, công chức, viên chức
CBĐV|cán bộ, đảng viên
QPPL|quy phạm pháp luật
VBQPPL|văn bản QPPL|văn bản quy phạm pháp luật
PBGDPL|phổ biến, giáo dục pháp luật
TTHC|thủ tục hành chính
CCHC|cải cách hành chính
CĐS|chuyển đổi số
CNTT|công nghệ thông tin
NTM|nông thôn mới
KT-XH|KTXH|kinh tế - xã hội
QP-AN|QPAN|quốc phòng - an ninh|quốc phòng, an ninh
ANTT|an ninh trật tự|an ninh, trật tự
HTCT|hệ thống chính trị
LLVT|lực lượng vũ trang
TNCS|thanh niên cộng sản
LHPN|liên hiệp phụ nữ
CCB|cựu chiến binh
TĐKT|thi đua, khen thưởng
HTLT Bác|học tập và làm theo Bác|học tập và làm theo tư tưởng, đạo đức, phong cách Hồ Chí Minh
Lênin|Lê-nin|Lenin
TP|thành phố
BLHS|Bộ luật Hình sự
BLDS|Bộ luật Dân sự
BLLĐ|Bộ luật Lao động
BLTTHS|Bộ luật Tố tụng hình sự
BLTTDS|Bộ luật Tố tụng dân sự
HNGĐ|HN&GĐ|hôn nhân và gia đình
NSDLĐ|người sử dụng lao động
NLĐ|người lao động
HĐLĐ|hợp đồng lao động
TAND|tòa án nhân dân
VKSND|viện kiểm sát nhân dân
VPHC|vi phạm hành chính
PCCC|phòng cháy, chữa cháy|phòng cháy và chữa cháy
TNHH|trách nhiệm hữu hạn
BHXH|bảo hiểm xã hội
BHYT|bảo hiểm y tế
CCCD|căn cước công dân
CSGT|cảnh sát giao thông
GPLX|giấy phép lái xe|bằng lái xe
sổ đỏ|giấy chứng nhận quyền sử dụng đất
ly dị|ly hôn
6 dám|sáu dám
"""
BESIDE_NUMBER = """
NQ|nghị quyết
KL|kết luận
CT|chỉ thị
CTr|CTHĐ|chương trình|chương trình hành động
KH|kế hoạch
CV|công văn
HD|hướng dẫn
QĐ|quyết định|quy định
NĐ|nghị định
TT|thông tư
"""


def starting_groups() -> list[tuple[tuple[str, ...], bool]]:
    """Return the forms of each group, and whether they need a number beside them."""
    return [
        (tuple(line.split("|")), beside)
        for text, beside in ((GROUPS, False), (BESIDE_NUMBER, True))
        for line in text.strip().splitlines()
    ]
