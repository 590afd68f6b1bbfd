"""The parts of documents, Party and State, read from text that was written for these tests."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.layout import Layout, recognise

STATE = """ỦY BAN NHÂN DÂN\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
TỈNH SÔNG MÂY\tĐộc lập - Tự do - Hạnh phúc

Số: 321/KH-UBND\tSông Mây, ngày 05 tháng 02 năm 2024

KẾ HOẠCH
Triển khai chương trình hành động về chuyển đổi số
giai đoạn 2024 - 2030

Căn cứ Nghị định số 30/2020/NĐ-CP ngày 05/3/2020 của Chính phủ;
Thực hiện Chương trình hành động số 12-CTr/TU ngày 10/01/2024 của Ban Thường vụ Tỉnh ủy.

I. MỤC ĐÍCH
1. Nâng cao nhận thức.
II. TỔ CHỨC THỰC HIỆN
1. Giao Sở Nội vụ theo dõi./.

Nơi nhận:\tTM. ỦY BAN NHÂN DÂN
- Như trên;\tKT. CHỦ TỊCH
- Thường trực Tỉnh ủy (b/c);\tPHÓ CHỦ TỊCH
- Lưu: VT, NC.\t
\tHoàng Thị Mai Lan
"""
PARTY = """ĐẢNG CỘNG SẢN VIỆT NAM
TỈNH ỦY SÔNG MÂY
*
Số 57-CT/TU
Sông Mây, ngày 19 tháng 8 năm 2023

CHỈ THỊ
CỦA BAN THƯỜNG VỤ TỈNH ỦY
về tăng cường công tác dân vận

Thời gian qua, công tác dân vận có nhiều chuyển biến.
1- Các cấp ủy quán triệt.
Chỉ thị này phổ biến đến chi bộ.

Nơi nhận:
- Ban Dân vận Trung ương (để báo cáo),
- Lưu Văn phòng Tỉnh ủy.

T/M BAN THƯỜNG VỤ
BÍ THƯ

Trịnh Quốc Bảo
"""
COPY = """
VĂN PHÒNG HUYỆN ỦY THƯỢNG NGUỒN
*
Số 9-SY/VPHU
Thượng Nguồn, ngày 02 tháng 9 năm 2023
Sao y
Để triển khai thực hiện
T/L CHÁNH VĂN PHÒNG
PHÓ CHÁNH VĂN PHÒNG

Lò Văn Páo
"""


def values(layout: Layout) -> dict[str, str]:
    return {field.name: field.value for field in layout.fields}


def test_a_state_plan_gives_every_part() -> None:
    found = values(recognise(STATE))

    assert found["symbol"] == "321/KH-UBND"
    assert found["type"] == "Kế hoạch"
    assert found["issuer"] == "Ủy ban nhân dân tỉnh Sông Mây"
    assert (found["place"], found["issued_on"], found["issued_precision"]) == ("Sông Mây", "2024-02-05", "day")
    assert found["subject"] == "Triển khai chương trình hành động về chuyển đổi số giai đoạn 2024 - 2030"
    assert (found["signer"], found["signer_capacity"]) == ("Hoàng Thị Mai Lan", "PHÓ CHỦ TỊCH")
    assert found["authority"] == "TM. ỦY BAN NHÂN DÂN KT. CHỦ TỊCH"
    assert found["recipients"] == "Như trên\nThường trực Tỉnh ủy (b/c)"
    assert found["filing_code"] == "VT, NC"


def test_a_party_directive_gives_every_part() -> None:
    found = values(recognise(PARTY))

    assert (found["symbol"], found["type"], found["issuer"]) == ("57-CT/TU", "Chỉ thị", "Ban Thường vụ Tỉnh ủy")
    assert (found["place"], found["issued_on"]) == ("Sông Mây", "2023-08-19")
    assert found["subject"] == "về tăng cường công tác dân vận"
    assert (found["authority"], found["signer_capacity"]) == ("T/M BAN THƯỜNG VỤ", "BÍ THƯ")
    assert found["signer"] == "Trịnh Quốc Bảo"
    assert found["scope"] == "chi bộ"
    assert found["filing_code"] == "Văn phòng Tỉnh ủy"
    assert "no_number_reason" not in found


def test_every_value_says_where_it_was_read() -> None:
    for text in (STATE, PARTY, PARTY + COPY):
        layout = recognise(text)
        for field in layout.fields:
            assert 0 <= field.start <= field.end <= len(layout.text)
            if field.name in {"symbol", "place", "signer"}:
                assert layout.text[field.start : field.end] == field.value


def test_a_copy_block_keeps_its_number_and_date_to_itself() -> None:
    layout = recognise(PARTY + COPY)
    found = values(layout)

    assert layout.copy is not None
    assert layout.copy.kind == "SY"
    assert layout.copy.value("symbol") == "9-SY/VPHU"
    assert layout.copy.value("issued_on") == "2023-09-02"
    assert layout.copy.value("issuer") == "Văn phòng Huyện ủy Thượng Nguồn"
    assert layout.copy.value("purpose") == "Để triển khai thực hiện"
    assert layout.copy.value("signer") == "Lò Văn Páo"
    assert (found["symbol"], found["issued_on"], found["signer"]) == ("57-CT/TU", "2023-08-19", "Trịnh Quốc Bảo")


def test_a_document_known_only_by_its_copy_has_no_number_of_its_own() -> None:
    headless = PARTY[PARTY.index("CHỈ THỊ") :]

    found = values(recognise(headless + COPY))

    assert "symbol" not in found
    assert "issued_on" not in found
    assert (found["no_number_reason"], found["no_date_reason"]) == ("not_printed", "not_printed")


def test_a_number_and_date_left_blank_stay_blank() -> None:
    blank = STATE.replace("321/KH-UBND", "      /KH-UBND").replace("ngày 05 tháng 02 năm", "ngày      tháng     năm")

    found = values(recognise(blank))

    assert "symbol" not in found
    assert (found["issued_on"], found["issued_precision"]) == ("2024-01-01", "year")
    assert found["no_number_reason"] == "not_printed"
    assert found["type"] == "Kế hoạch"


def test_a_draft_says_so_instead_of_a_number() -> None:
    found = values(recognise("DỰ THẢO\n" + STATE.replace("321/KH-UBND", "      /KH-UBND")))

    assert found["no_number_reason"] == "draft"


def test_the_date_of_a_cited_text_is_never_the_date_of_issue() -> None:
    undated = STATE.replace("Sông Mây, ngày 05 tháng 02 năm 2024", "")

    found = values(recognise(undated))

    assert "issued_on" not in found
    assert found["no_date_reason"] == "not_printed"


def test_an_official_letter_is_known_by_its_form() -> None:
    letter = STATE[: STATE.index("KẾ HOẠCH")].replace("321/KH-UBND", "45/UBND-NC") + (
        "V/v chấn chỉnh kỷ luật\n\nKính gửi:\n- Các sở, ngành;\n- UBND các xã.\n\nChủ tịch yêu cầu:\n1. Thực hiện.\n"
    )

    found = values(recognise(letter))

    assert (found["symbol"], found["type"]) == ("45/UBND-NC", "Công văn")
    assert found["subject"] == "chấn chỉnh kỷ luật"
    assert found["addressees"] == "Các sở, ngành\nUBND các xã"


def test_a_line_that_runs_both_columns_together_is_read() -> None:
    joined = STATE.replace("\t", " ")

    found = values(recognise(joined))

    assert (found["symbol"], found["issued_on"], found["place"]) == ("321/KH-UBND", "2024-02-05", "Sông Mây")


def test_decomposed_letters_give_the_same_layout() -> None:
    assert values(recognise(unicodedata.normalize("NFD", PARTY + COPY))) == values(recognise(PARTY + COPY))


def test_a_text_that_is_no_document_is_not_called_one() -> None:
    layout = recognise("Tin vắn trong ngày\n\nHội nghị quán triệt Kết luận số 14-KL/TW của Bộ Chính trị đã diễn ra.\n")

    assert not layout.is_document
    assert layout.get("symbol") is None


def test_the_day_of_effect_is_the_documents_own() -> None:
    text = STATE.replace("./.", ". Kế hoạch này có hiệu lực thi hành kể từ ngày 15 tháng 3 năm 2024.")

    assert values(recognise(text))["effective_on"] == "2024-03-15"


@pytest.mark.parametrize(
    "text", ["", "\n\n", "Số:", "Nơi nhận:", "Sao lục", "KẾT LUẬN", "T/M", "*" * 3000, "\t" * 3000]
)
def test_scraps_are_read_without_failing(text: str) -> None:
    assert recognise(text).text == text


@given(st.lists(st.sampled_from(STATE.split("\n") + PARTY.split("\n") + COPY.split("\n")), max_size=25))
def test_lines_in_any_order_never_fail(lines: list[str]) -> None:
    layout = recognise("\n".join(lines))

    assert all(0 <= field.start <= field.end <= len(layout.text) for field in layout.fields)


def test_a_bare_stamp_above_a_document_takes_nothing_of_it() -> None:
    layout = recognise("SAO Y\n" + STATE)

    assert layout.copy is not None
    assert values(layout)["symbol"] == "321/KH-UBND"


def test_a_copys_head_above_a_documents_own_keeps_them_apart() -> None:
    layout = recognise(COPY + "\n" + PARTY)

    assert layout.copy is not None
    assert (layout.copy.value("symbol"), layout.copy.value("signer")) == ("9-SY/VPHU", "Lò Văn Páo")
    assert (layout.value("symbol"), layout.value("issued_on")) == ("57-CT/TU", "2023-08-19")


def test_text_that_lost_its_capitals_is_read() -> None:
    text = STATE.replace("KẾ HOẠCH\n", "Kế hoạch\n").replace("Sông Mây, ngày", "Sông mây, ngày")

    assert (values(recognise(text))["type"], values(recognise(text))["place"]) == ("Kế hoạch", "Sông mây")


def test_a_law_is_numbered_behind_its_name() -> None:
    text = "Luật Hoạt động cứu trợ số 11/2008/QH12\n\nLUẬT\nHOẠT ĐỘNG CỨU TRỢ\n\nCăn cứ Hiến pháp;\nĐiều 1. Phạm vi\n"

    assert (values(recognise(text))["symbol"], values(recognise(text))["type"]) == ("11/2008/QH12", "Luật")


def test_an_old_decree_is_no_copy() -> None:
    assert recognise("CHỦ TỊCH NƯỚC\nSố 101/SL-L\nSẮC LỆNH\nVề quyền hội họp\n\nĐiều 1. Quyền.\n").copy is None


def test_a_rule_under_the_subject_ends_it() -> None:
    text = PARTY.replace("dân vận\n\nThời", "dân vận\n-----\nThời")

    assert values(recognise(text))["subject"] == "về tăng cường công tác dân vận"


def test_the_deciding_body_below_the_subject_is_no_part_of_it() -> None:
    text = "QUYẾT ĐỊNH\nBan hành Quy chế làm việc\nCHỦ TỊCH ỦY BAN NHÂN DÂN XÃ MÂY\nCăn cứ Luật A;\nĐiều 1. Ban hành.\n"

    assert values(recognise(text))["subject"] == "Ban hành Quy chế làm việc"


def test_an_organ_over_its_committee_is_one_name_and_below_it_has_a_parent() -> None:
    over = values(
        recognise("BAN TỔ CHỨC\nTỈNH ỦY SÔNG MÂY\n*\nSố 4-HD/BTCTU\n\nHƯỚNG DẪN\nvề hồ sơ\n\nBan hướng dẫn.\n")
    )
    below = values(
        recognise("TỈNH ỦY SÔNG MÂY\nBAN TỔ CHỨC\n*\nSố 4-HD/BTCTU\n\nHƯỚNG DẪN\nvề hồ sơ\n\nBan hướng dẫn.\n")
    )

    assert over["issuer"] == "Ban Tổ chức Tỉnh ủy Sông Mây"
    assert (below["issuer"], below["parent"]) == ("Ban Tổ chức", "Tỉnh ủy Sông Mây")


def test_a_signature_run_together_with_the_recipients_is_read() -> None:
    text = STATE[: STATE.index("Nơi nhận")] + "Nơi nhận: CHỦ TỊCH\n- Như trên;\n- Lưu: VT. Lò Thị Hoa\n"

    assert (values(recognise(text))["signer_capacity"], values(recognise(text))["signer"]) == ("CHỦ TỊCH", "Lò Thị Hoa")


def test_a_blank_number_beside_a_blank_date_on_one_line_is_read() -> None:
    line = "Số:      /KH-UBND Sông Mây, ngày    tháng 02 năm 2024"
    text = STATE.replace("Số: 321/KH-UBND\tSông Mây, ngày 05 tháng 02 năm 2024", line)

    found = values(recognise(text))

    assert (found["issued_on"], found["issued_precision"], found["place"]) == ("2024-02-01", "month", "Sông Mây")
    assert (found["no_number_reason"], found["type"]) == ("not_printed", "Kế hoạch")
