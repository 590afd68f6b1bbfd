"""What a text cites, with what the same phrase says of it."""

import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.citation_finder import Citation, find, speaks_of
from portal.text.vietnamese import fold, normalise


def only(text: str) -> Citation:
    (found,) = find(text)
    return found


@pytest.mark.parametrize(
    "text",
    [
        "Thực hiện Kết luận số 14-KL/TW, ngày 22/9/2021 của Bộ Chính trị về chủ trương bảo vệ cán bộ; yêu cầu",
        "Kết luận số 14-KL/TW ngày 22 tháng 9 năm 2021 của Bộ Chính trị",
        "Kết luận số 14-KL/TW (ngày 22-9-2021) của Bộ Chính trị",
        "Ngày 22 tháng 9 năm 2021 Bộ Chính trị đã ban hành Kết luận số 14-KL/TW về chủ trương",
    ],
)
def test_date_and_issuer_of_the_same_phrase_are_read(text: str) -> None:
    found = only(text)

    assert (found.match_key, found.type_name, found.date) == ("14.kl.tw", "Kết luận", date(2021, 9, 22))
    assert found.issuer_text == "Bộ Chính trị"
    assert text[found.start : found.end] == "14-KL/TW"


def test_the_date_of_the_next_document_is_not_taken() -> None:
    first, second = find("Nghị định số 30/2020/NĐ-CP và Kế hoạch số 116/KH-UBND ngày 27/4/2022 của UBND tỉnh Thanh Hóa")

    assert first.date is None
    assert (second.date, second.issuer_text) == (date(2022, 4, 27), "UBND tỉnh Thanh Hóa")


@pytest.mark.parametrize(
    ("text", "provision"),
    [
        ("theo khoản 2 Điều 5 Nghị định số 73/2023/NĐ-CP", "khoản 2 Điều 5"),
        ("điểm a, b khoản 1 Điều 3 của Thông tư số 26/2020/TT-BTTTT", "điểm a, b khoản 1 Điều 3"),
        ("quy định tại Điều 7 và Điều 8 Nghị định số 73/2023/NĐ-CP", "Điều 7 và Điều 8"),
        ("Chương II Quyết định số 12/QĐ-UBND", "Chương II"),
    ],
)
def test_the_provision_before_a_document_is_read(text: str, provision: str) -> None:
    assert only(text).provision == provision


def test_a_law_is_cited_with_its_name() -> None:
    found = only("Căn cứ Luật Thi đua, khen thưởng số 06/2022/QH15;")

    assert (found.type_name, found.about, found.match_key) == ("Luật", "Thi đua, khen thưởng", "6.2022.qh.15")


def test_a_documents_own_number_cites_nothing() -> None:
    assert find("UBND TỈNH\nSố: 12/KH-UBND\nSố 14 - SL/ĐUK\n\tSố: 13/KH-UBND\n") == ()


def test_a_number_left_blank_cites_nothing() -> None:
    assert find("Số:      /KH-UBND ngày   tháng   năm 2021") == ()


def test_a_mention_with_the_same_type_and_subject_speaks_of_a_document() -> None:
    found = only("Kết luận số 14-KL/TW của Bộ Chính trị về chủ trương khuyến khích và bảo vệ cán bộ, theo đó")

    assert speaks_of(found, "Kết luận", "về chủ trương khuyến khích và bảo vệ cán bộ năng động")
    assert not speaks_of(found, "Nghị quyết", "về chủ trương khuyến khích và bảo vệ cán bộ năng động")
    assert not speaks_of(found, "Kết luận", "về chủ trương phát triển kinh tế biển đến năm 2030")
    assert not speaks_of(found, "Kết luận", "về chủ trương")


@pytest.mark.shared
def test_official_source_notes_are_read_field_by_field(shared: Path) -> None:
    rows = [json.loads(row) for row in (shared / "samples/source_notes.jsonl").read_text("utf-8").splitlines()]
    hits = dict.fromkeys(("provision", "type", "number", "issued", "issuer", "effective"), 0)
    for row in rows:
        found = find(normalise(row["note"]))[0]
        said = {
            "provision": found.provision,
            "type": found.type_name,
            "number": found.symbol,
            "issued": f"{found.date:%d/%m/%Y}" if found.date else "",
            "issuer": found.issuer_text,
            "effective": f"{found.effective_on:%d/%m/%Y}" if found.effective_on else "",
        }
        for name, value in said.items():
            hits[name] += fold(value) == fold(normalise(row[name] or ""))

    assert {name: count / len(rows) >= 0.96 for name, count in hits.items()} == dict.fromkeys(hits, True)


@given(st.text(alphabet="Kết luận số 14-KL/TW, ngày 2/9021củaĐiều\n()", max_size=200))
def test_offsets_always_point_at_the_symbol(text: str) -> None:
    composed = normalise(text)

    for each in find(composed):
        assert 0 <= each.phrase_start <= each.start < each.end <= each.phrase_end <= len(composed)
        assert each.symbol == " ".join(composed[each.start : each.end].split())


NOTED = [
    ("Lệnh", "L-CTN", "Chủ tịch nước"),
    ("Chỉ thị", "CT-TTg", "Thủ tướng Chính phủ"),
    ("Bộ luật", "QH13", "Quốc hội"),
    ("Pháp lệnh", "UBTVQH12", "Ủy ban thường vụ Quốc hội"),
    ("Nghị quyết", "NQ-HĐTP", "Hội đồng Thẩm phán Tòa án nhân dân tối cao"),
    ("Nghị quyết liên tịch", "NQLT-CP-UBTƯMTTQVN", "Chính phủ và Ủy ban Trung ương Mặt trận Tổ quốc Việt Nam"),
    ("Thông tư liên tịch", "TTLT-VKSNDTC-TANDTC-BCA", "Viện kiểm sát nhân dân tối cao, Tòa án nhân dân tối cao"),
    ("Thông tư", "TT-BDTTG", "Bộ Dân tộc và Tôn giáo"),
    ("Quyết định", "QĐ-KTNN", "Kiểm toán Nhà nước"),
]
TITLED = [
    "Quy định chi tiết một số điều của Luật Khiếu nại",
    "Hướng dẫn thi hành Nghị định số 61/2015/NĐ-CP ngày 09/07/2015 của Chính phủ quy định về việc làm",
    "sửa đổi, bổ sung Thông tư số 28/2012/TT-BKHCN ngày 12 tháng 12 năm 2012 của Bộ trưởng Bộ Khoa học và Công nghệ",
]


@pytest.mark.parametrize("provision", ["Điều 3a", "Điều 105", "khoản 2 Điều 5", "điểm a khoản 1 Điều 7"])
@pytest.mark.parametrize("title", TITLED)
@pytest.mark.parametrize(("kind", "code", "issuer"), NOTED)
def test_a_source_note_of_any_type_body_and_title_is_read(
    kind: str, code: str, issuer: str, title: str, provision: str
) -> None:
    said = f"({provision} {kind} số 07/2014/{code} {title} ngày 02/08/2014 của {issuer}"

    found = find(f"{said}, có hiệu lực thi hành kể từ ngày 19/09/2014 )")[0]

    assert (found.provision, found.type_name, found.symbol) == (provision, kind, f"07/2014/{code}")
    assert (found.issuer_text, found.date, found.effective_on) == (issuer, date(2014, 8, 2), date(2014, 9, 19))
