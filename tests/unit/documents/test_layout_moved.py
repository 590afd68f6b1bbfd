"""Heads and ends put together at random from bodies, types, places, layouts and signatures: the reading moves along."""

import random
from datetime import date

import pytest

from documents.layout import recognise
from portal.text.vietnamese import fold

# As printed, lines parted by |, as running text writes it, its code, the place that it issues from.
BODIES = [
    ("BỘ LAO ĐỘNG - THƯƠNG BINH|VÀ XÃ HỘI", "Bộ Lao động - Thương binh và Xã hội", "BLĐTBXH", "Hà Nội"),
    ("BỘ VĂN HÓA, THỂ THAO|VÀ DU LỊCH", "Bộ Văn hóa, Thể thao và Du lịch", "BVHTTDL", "Hà Nội"),
    ("BỘ CHỈ HUY QUÂN SỰ|TỈNH GIA LAI", "Bộ Chỉ huy Quân sự tỉnh Gia Lai", "BCH", "Pleiku"),
    ("THANH TRA|CHÍNH PHỦ", "Thanh tra Chính phủ", "TTCP", "Hà Nội"),
    ("VĂN PHÒNG|QUỐC HỘI", "Văn phòng Quốc hội", "VPQH", "Hà Nội"),
    ("BAN TỔ CHỨC - CÁN BỘ|CHÍNH PHỦ", "Ban Tổ chức - Cán bộ Chính phủ", "BTCCBCP", "Hà Nội"),
    ("HỘI ĐỒNG THẨM PHÁN|TÒA ÁN NHÂN DÂN TỐI CAO", "Hội đồng Thẩm phán Tòa án nhân dân tối cao", "HĐTP", "Hà Nội"),
    ("THÔNG TẤN XÃ VIỆT NAM", "Thông tấn xã Việt Nam", "TTXVN", "Hà Nội"),
    ("QUỸ HỖ TRỢ PHÁT TRIỂN", "Quỹ Hỗ trợ phát triển", "HTPT", "Hà Nội"),
    ("TRUNG ƯƠNG HỘI NÔNG DÂN VIỆT NAM", "Trung ương Hội Nông dân Việt Nam", "HNDTW", "Hà Nội"),
    ("ỦY BAN NHÂN DÂN|TỈNH NINH THUẬN", "Ủy ban nhân dân tỉnh Ninh Thuận", "UBND", "Phan Rang - Tháp Chàm"),
    ("UỶ BAN NHÂN DÂN TỈNH KON TUM", "Uỷ ban nhân dân tỉnh Kon Tum", "UBND", "Kon Tum"),
    ("HỘI ĐỒNG NHÂN DÂN|THÀNH PHỐ CẦN THƠ", "Hội đồng nhân dân thành phố Cần Thơ", "HĐND", "Cần Thơ"),
]
PARTY = [
    ("TỈNH ỦY LÀO CAI", "Tỉnh ủy Lào Cai", "TU", "Lào Cai"),
    ("BAN TUYÊN GIÁO VÀ DÂN VẬN|TỈNH ỦY AN GIANG", "Ban Tuyên giáo và Dân vận Tỉnh ủy An Giang", "BTGDVTU", "Rạch Giá"),
    ("HUYỆN ỦY CƯ M'GAR", "Huyện ủy Cư M'gar", "HU", "Cư M'gar"),
]
TYPES = [("QUYẾT ĐỊNH", "QĐ"), ("CHỈ THỊ", "CT"), ("KẾ HOẠCH", "KH"), ("THÔNG BÁO", "TB"), ("HƯỚNG DẪN", "HD")]
SUBJECTS = [
    "Về việc ban hành Quy chế làm việc",
    "Quy định mức thu phí thẩm định hồ sơ",
    "Sửa đổi, bổ sung một số điều của Quy chế ban hành kèm theo Quyết định số 45/2008/QĐ-BTC",
    "Phê duyệt Đề án phát triển du lịch giai đoạn 2016 - 2020",
]
BASES = [
    "Căn cứ Nghị định số 86/2002/NĐ-CP ngày 05 tháng 11 năm 2002 của Chính phủ;",
    "Theo đề nghị của Giám đốc Sở Nội vụ tại Tờ trình số 123/TTr-SNV ngày 03/4/2008,",
    "Thực hiện Chỉ thị số 05/CT-TTg ngày 09/3/2012 của Thủ tướng Chính phủ, đơn vị yêu cầu:",
]
SIGNERS = ["Hoàng Thị Mây", "Nông Quốc Khánh", "Lầu A Páo", "Thạch Sô Phi", "Quàng Thị Vân", "Âu Dương Minh"]
SIGNED = [["(Đã ký)"], ["Đã ký"], ["( đã ký )"], []]
POSTS = [["KT. BỘ TRƯỞNG", "THỨ TRƯỞNG"], ["CHỦ TỊCH"], ["TL. CHỦ TỊCH", "CHÁNH VĂN PHÒNG"], ["TỔNG GIÁM ĐỐC"]]
STATE = ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"]


def heads(body: list[str], title: list[str], number: str, dated: str) -> list[list[str]]:
    """Return the ways in which portals and word processors put the four corners of a head."""
    return [
        [*body, f"Số: {number}", *title, dated],
        [*body, "-------", "\t", *title, "---------------", f"\tSố: {number}", f"\t{dated}"],
        [*title, *body, f"Số : {number}", dated],
        [*body, *title, f"Số {number}\t{dated}"],
        [*title, dated, *body, f"Số: {number}"],
        [f"| {' '.join(body)} | {' '.join(title)} |", f"| Số: {number} | {dated} |"],
        [*body, "", f"Số: {number}", "", *title, "", dated, ""],
    ]


def one(seed: int) -> tuple[str, dict[str, str]]:
    """Make one document and what it prints."""
    pick = random.Random(seed)
    party = pick.random() < 0.2
    printed, issuer, code, place = pick.choice(PARTY if party else BODIES)
    title, type_code = pick.choice(TYPES)
    day = date(pick.randint(1993, 2026), pick.randint(1, 12), pick.randint(1, 28))
    running = pick.choice([str(pick.randint(1, 9)), f"{pick.randint(1, 99):02d}", str(pick.randint(100, 4999))])
    state = pick.choice([f"{running}/{day.year}/{type_code}-{code}", f"{running}/{type_code}-{code}"])
    number = f"{running}-{type_code}/{code}" if party else state
    dated = f"{place}, ngày {day.day:02d} tháng {day.month} năm {day.year}"
    above = ["ĐẢNG CỘNG SẢN VIỆT NAM"] if party else STATE
    subject = pick.choice(SUBJECTS)
    shown = pick.choice([[subject], [subject.upper()], [" ".join(subject.split()[:4]), " ".join(subject.split()[4:])]])
    opening = pick.choice([[], [] if party else printed.split("|")])
    signer = pick.choice(SIGNERS)
    lines = [
        *pick.choice(heads(printed.split("|"), above, number, dated)),
        *[title, *shown, *opening, pick.choice(BASES)],
        *["Điều 1. Phạm vi", "Văn bản này quy định một số nội dung.", "Điều 2. Thi hành", "Các đơn vị thi hành./."],
        *pick.choice([[], ["Nơi nhận:", "- Như Điều 2;", "- Lưu: VT, PC."]]),
        *[*pick.choice(POSTS), *pick.choice(SIGNED), signer],
    ]
    said = {"symbol": number, "issuer": issuer, "place": place, "issued_on": day.isoformat(), "signer": signer}
    return "\n".join(lines), {**said, "type": title.capitalize(), "subject": " ".join(shown)}


@pytest.mark.parametrize("seed", range(240))
def test_every_field_is_read_as_it_was_printed(seed: int) -> None:
    text, said = one(seed)

    read: dict[str, str] = {}
    for field in recognise(text).fields:
        read.setdefault(field.name, field.value)

    wrong = {name: (value, read.get(name)) for name, value in said.items() if fold(read.get(name, "")) != fold(value)}
    assert wrong == {}


@pytest.mark.parametrize("seed", range(40))
def test_without_head_and_end_nothing_is_guessed(seed: int) -> None:
    text, said = one(seed)
    lines = text.split("\n")
    type_line = next(i for i, line in enumerate(lines) if line == said["type"].upper())
    end = next(i for i, line in enumerate(lines) if line.endswith("thi hành./."))
    body = "\n".join(line for line in lines[type_line : end + 1] if line not in lines[:type_line])

    names = {field.name for field in recognise(body).fields}

    assert not {"symbol", "issuer", "place", "issued_on", "signer", "authority", "locality"} & names
    assert {"type", "subject", "no_number_reason", "no_date_reason"} <= names


@pytest.mark.parametrize("seed", range(40))
@pytest.mark.parametrize("sep", [" - ", " -\n", "-", "\n", "\n-------\n"])
def test_the_bodies_of_a_joint_circular_are_named_one_after_the_other(seed: int, sep: str) -> None:
    pick = random.Random(seed)
    names = ["Bộ Tư pháp", "Bộ Y tế", "Bộ Lao động - Thương binh và Xã hội", "Thanh tra Chính phủ", "Bộ Quốc phòng"]
    bodies = pick.sample(names, pick.choice([2, 3]))
    head = "\n".join([sep.join(bodies).upper(), *STATE, "Số: 07/2013/TTLT-BTP-BYT", "Hà Nội, ngày 03 tháng 5 năm 2013"])

    text = f"{head}\nTHÔNG TƯ LIÊN TỊCH\nHướng dẫn thi hành\nCăn cứ Luật Trợ giúp pháp lý;\nĐiều 1. Phạm vi"

    assert recognise(text).value("issuer") == " - ".join(bodies)


@pytest.mark.parametrize(
    "body", ["CHÍNH PHỦ", "BỘ TÀI CHÍNH", "HỘI ĐỒNG NHÂN DÂN TỈNH LÀO CAI", "ỦY BAN NHÂN DÂN TỈNH"]
)
@pytest.mark.parametrize("number", ["87/2001/NĐ-CP", "12-CP", "1027/QĐ-UB", "5 TT/LB"])
def test_number_and_day_in_the_title_itself_are_the_documents_own(body: str, number: str) -> None:
    text = (
        f"QUYẾT ĐỊNH\nCỦA {body} SỐ {number} NGÀY 21 THÁNG 11 NĂM 2001\nVỀ VIỆC CẤP PHÉP\nCăn cứ Luật số 3/1999/QH10;"
    )

    found = recognise(text)

    assert (found.value("symbol"), found.value("issued_on")) == (number, "2001-11-21")
    assert fold(found.value("issuer")) == fold(body)
    assert found.value("subject") == "VỀ VIỆC CẤP PHÉP"


def test_a_title_that_tells_of_another_document_lends_no_number() -> None:
    text = "THÔNG TƯ\nSỬA ĐỔI THÔNG TƯ SỐ 19/2003/TT-BTC NGÀY 20 THÁNG 3 NĂM 2003 CỦA BỘ TÀI CHÍNH\nCăn cứ Luật Giá;"

    found = recognise(text)

    assert not found.get("symbol")
    assert not found.get("issued_on")


@pytest.mark.parametrize("issued", ["05 tháng 3 năm 2019", "21 tháng 11 năm 2024", None])
@pytest.mark.parametrize("said", ["kể từ ngày ký", "từ ngày ký ban hành", "thi hành kể từ ngày ban hành"])
def test_effect_from_the_day_of_signing_is_that_day_where_it_is_printed(said: str, issued: str | None) -> None:
    head = f"Số: 7/QĐ-BXD\nHà Nội, ngày {issued}\n" if issued else ""
    text = (
        f"BỘ XÂY DỰNG\n{head}QUYẾT ĐỊNH\nVề việc cấp phép\nCăn cứ Luật Giá;\nĐiều 1. Quyết định này có hiệu lực {said}."
    )

    found = recognise(text)

    assert found.value("effective_on") == found.value("issued_on")
    assert bool(found.value("effective_on")) == (issued is not None)


@pytest.mark.parametrize("said", ["sau 45 ngày kể từ ngày ký", "khi Nghị định này được ký", "kể từ ngày ký hợp đồng"])
def test_effect_that_is_no_printed_day_is_not_reckoned(said: str) -> None:
    text = (
        f"BỘ XÂY DỰNG\nSố: 7/QĐ-BXD\nHà Nội, ngày 05 tháng 3 năm 2019\nQUYẾT ĐỊNH\nQuyết định này có hiệu lực {said}."
    )

    assert not recognise(text).get("effective_on")
