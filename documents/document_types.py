"""The types of document and the terms that a new installation starts with. Clerks edit the rows afterwards."""

from datetime import date

PARTY = (
    ("NQ", "Nghị quyết"), ("QĐ", "Quyết định"), ("QĐ", "Quy định"), ("CT", "Chỉ thị"), ("KL", "Kết luận"),
    ("QC", "Quy chế"), ("TT", "Thông tri"), ("HD", "Hướng dẫn"), ("TB", "Thông báo"), ("TC", "Thông cáo"),
    ("TB", "Tuyên bố"), ("LKG", "Lời kêu gọi"), ("BC", "Báo cáo"), ("KH", "Kế hoạch"), ("QH", "Quy hoạch"),
    ("CTr", "Chương trình"), ("CTr", "Chương trình hành động"), ("ĐA", "Đề án"), ("PA", "Phương án"), ("DA", "Dự án"),
    ("TTr", "Tờ trình"), ("CV", "Công văn"), ("BB", "Biên bản"), ("", "Cương lĩnh chính trị"), ("", "Điều lệ Đảng"),
    ("", "Chiến lược"), ("", "Giấy giới thiệu"), ("", "Giấy chứng nhận"), ("", "Giấy đi đường"),
    ("", "Giấy nghỉ phép"), ("", "Giấy mời"), ("", "Phiếu chuyển"), ("", "Phiếu gửi"), ("", "Thư công"),
)  # fmt: skip
STATE = (
    ("", "Hiến pháp"), ("", "Bộ luật"), ("", "Luật"), ("", "Pháp lệnh"), ("", "Lệnh"), ("NĐ", "Nghị định"),
    ("TT", "Thông tư"), ("TTLT", "Thông tư liên tịch"), ("NQLT", "Nghị quyết liên tịch"), ("VBHN", "Văn bản hợp nhất"),
    ("NQ", "Nghị quyết"), ("QĐ", "Quyết định"), ("CT", "Chỉ thị"), ("QC", "Quy chế"), ("QyĐ", "Quy định"),
    ("TC", "Thông cáo"), ("TB", "Thông báo"), ("HD", "Hướng dẫn"), ("CTr", "Chương trình"), ("KH", "Kế hoạch"),
    ("PA", "Phương án"), ("ĐA", "Đề án"), ("DA", "Dự án"), ("BC", "Báo cáo"), ("BB", "Biên bản"), ("TTr", "Tờ trình"),
    ("HĐ", "Hợp đồng"), ("", "Công văn"), ("CĐ", "Công điện"), ("BGN", "Bản ghi nhớ"), ("BTT", "Bản thỏa thuận"),
    ("GUQ", "Giấy ủy quyền"), ("GM", "Giấy mời"), ("GGT", "Giấy giới thiệu"), ("GNP", "Giấy nghỉ phép"),
    ("PG", "Phiếu gửi"), ("PC", "Phiếu chuyển"), ("PB", "Phiếu báo"), ("", "Thư công"),
)  # fmt: skip

# Days of change-over: the centre's congresses are public; provinces differ by days, so the rows are to be corrected.
TERMS = (
    ("party-centre", "11", "Khóa XI (2011 – 2016)", date(2011, 1, 19), date(2016, 1, 27)),
    ("party-centre", "12", "Khóa XII (2016 – 2021)", date(2016, 1, 28), date(2021, 1, 31)),
    ("party-centre", "13", "Khóa XIII (2021 – 2026)", date(2021, 2, 1), date(2026, 1, 22)),
    ("party-centre", "14", "Khóa XIV (2026 – 2031)", date(2026, 1, 23), None),
    ("party-province", "2010", "Nhiệm kỳ 2010 – 2015", date(2010, 10, 1), date(2015, 10, 15)),
    ("party-province", "2015", "Nhiệm kỳ 2015 – 2020", date(2015, 10, 16), date(2020, 10, 15)),
    ("party-province", "2020", "Nhiệm kỳ 2020 – 2025", date(2020, 10, 16), date(2025, 9, 30)),
    ("party-province", "2025", "Nhiệm kỳ 2025 – 2030", date(2025, 10, 1), None),
    ("party-base", "2015", "Nhiệm kỳ 2015 – 2020", date(2015, 6, 1), date(2020, 6, 30)),
    ("party-base", "2020", "Nhiệm kỳ 2020 – 2025", date(2020, 7, 1), date(2025, 7, 31)),
    ("party-base", "2025", "Nhiệm kỳ 2025 – 2030", date(2025, 8, 1), None),
)

# What a reader looks under; an institution changes the list to its own.
FIELDS_OF_WORK = (
    "Xây dựng Đảng",
    "Tổ chức, cán bộ",
    "Kiểm tra, giám sát",
    "Tuyên giáo, lý luận chính trị",
    "Dân vận, Mặt trận, đoàn thể",
    "Nội chính, phòng, chống tham nhũng",
    "Cải cách hành chính, tổ chức bộ máy",
    "Kinh tế, tài chính, ngân sách",
    "Nông nghiệp, môi trường",
    "Xây dựng, giao thông, đất đai",
    "Khoa học, công nghệ, chuyển đổi số",
    "Giáo dục, đào tạo",
    "Y tế, dân số",
    "Văn hóa, thể thao, du lịch",
    "Báo chí, thông tin, truyền thông",
    "Lao động, an sinh xã hội",
    "Dân tộc, tôn giáo",
    "Quốc phòng, an ninh, đối ngoại",
)
