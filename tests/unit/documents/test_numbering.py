"""Symbols read in every form that people print, mistype and remember."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.number_vocabulary import DEFAULT, OrganisationEntry, TypeEntry, Vocabulary
from documents.numbering import find, match_key, read

# (typed, kind, number, suffix, year, type, organisation, match key)
READINGS = [
    ("14-KL/TW", "party", "14", "", None, "KL", "TW", "14.kl.tw"),
    ("26-CTr/TU", "party", "26", "", None, "CTr", "TU", "26.ctr.tu"),
    ("1608-CV/TU", "party", "1608", "", None, "CV", "TU", "1608.cv.tu"),
    ("45-NQ/TW", "party", "45", "", None, "NQ", "TW", "45.nq.tw"),
    ("76-CTr/TU", "party", "76", "", None, "CTr", "TU", "76.ctr.tu"),
    ("14-SL/ĐUK", "party", "14", "", None, "SL", "ĐUK", "14.sl.duk"),
    ("Số 14 - SL/ĐUK", "party", "14", "", None, "SL", "ĐUK", "14.sl.duk"),
    ("26- CTr/TU", "party", "26", "", None, "CTr", "TU", "26.ctr.tu"),
    ("2423-CT/QUTW", "party", "2423", "", None, "CT", "QUTW", "2423.ct.qutw"),
    ("08-QĐi/TW", "party", "08", "", None, "QĐi", "TW", "8.qdi.tw"),
    ("66-QĐ/TW", "party", "66", "", None, "QĐ", "TW", "66.qd.tw"),
    ("05-HD/VPTW", "party", "05", "", None, "HD", "VPTW", "5.hd.vptw"),
    ("09-QC/TW", "party", "09", "", None, "QC", "TW", "9.qc.tw"),
    ("02-HD/UBKTTW", "party", "02", "", None, "HD", "UBKTTW", "2.hd.ubkttw"),
    ("05-TB/BCĐTW", "party", "05", "", None, "TB", "BCĐTW", "5.tb.bcdtw"),
    ("23-HD/BTGDVTW", "party", "23", "", None, "HD", "BTGDVTW", "23.hd.btgdvtw"),
    ("84-KH/TU", "party", "84", "", None, "KH", "TU", "84.kh.tu"),
    ("24-ĐA/TU", "party", "24", "", None, "ĐA", "TU", "24.da.tu"),
    ("03-BC/CB", "party", "03", "", None, "BC", "CB", "3.bc.cb"),
    ("367 - QĐ/TWĐTN-VP", "party", "367", "", None, "QĐ", "TWĐTN-VP", "367.qd.twdtn.vp"),
    ("84 QĐ/TWĐTN", "party", "84", "", None, "QĐ", "TWĐTN", "84.qd.twdtn"),
    ("73/2023/NĐ-CP", "norm", "73", "", 2023, "NĐ", "CP", "73.2023.nd.cp"),
    ("06/2022/QH15", "law", "06", "", 2022, "", "QH15", "6.2022.qh.15"),
    ("06/2022-QH15", "law", "06", "", 2022, "", "QH15", "6.2022.qh.15"),
    ("Luật số 06/2022/QH15", "law", "06", "", 2022, "Luật", "QH15", "6.2022.qh.15"),
    ("202/2025/QH15", "law", "202", "", 2025, "", "QH15", "202.2025.qh.15"),
    ("05/2019/NQ-HĐND", "norm", "05", "", 2019, "NQ", "HĐND", "5.2019.nq.hdnd"),
    ("18/2022/NQ- HĐND", "norm", "18", "", 2022, "NQ", "HĐND", "18.2022.nq.hdnd"),
    ("72/2023/QĐ-UBND", "norm", "72", "", 2023, "QĐ", "UBND", "72.2023.qd.ubnd"),
    ("26/2020/TT-BTTTT", "norm", "26", "", 2020, "TT", "BTTTT", "26.2020.tt.btttt"),
    ("01 /2018/TT-VPCP", "norm", "01", "", 2018, "TT", "VPCP", "1.2018.tt.vpcp"),
    ("14/2015/TTLT-BNNPTNT", "norm", "14", "", 2015, "TTLT", "BNNPTNT", "14.2015.ttlt.bnnptnt"),
    ("42/2022/NĐCP", "norm", "42", "", 2022, "NĐ", "CP", "42.2022.nd.cp"),
    ("66.13/2026/NQ-CP", "norm", "66", "13", 2026, "NQ", "CP", "66.13.2026.nq.cp"),
    ("19-2016/NQ-CP", "norm", "19", "", 2016, "NQ", "CP", "19.2016.nq.cp"),
    ("số111/2008/NQ-HĐND", "norm", "111", "", 2008, "NQ", "HĐND", "111.2008.nq.hdnd"),
    ("36/2006/CT-TTG", "norm", "36", "", 2006, "CT", "TTG", "36.2006.ct.ttg"),
    ("18/2020/QĐ-TTg", "norm", "18", "", 2020, "QĐ", "TTg", "18.2020.qd.ttg"),
    ("72/2013/NÐ-CP", "norm", "72", "", 2013, "NĐ", "CP", "72.2013.nd.cp"),
    ("73/2023/nd-cp", "norm", "73", "", 2023, "NĐ", "CP", "73.2023.nd.cp"),
    ("195/1999/QĐ", "norm", "195", "", 1999, "QĐ", "", "195.1999.qd"),
    ("6050/2026/VBHN-BTP", "norm", "6050", "", 2026, "VBHN", "BTP", "6050.2026.vbhn.btp"),
    ("116/KH-UBND", "admin", "116", "", None, "KH", "UBND", "116.kh.ubnd"),
    ("757/NQ-UBTVQH15", "admin", "757", "", None, "NQ", "UBTVQH15", "757.nq.ubtvqh.15"),
    ("2306/QĐ-BKHCN", "admin", "2306", "", None, "QĐ", "BKHCN", "2306.qd.bkhcn"),
    ("3399/QyĐ-BTL", "admin", "3399", "", None, "QyĐ", "BTL", "3399.qyd.btl"),
    ("01/VBHN-VPQH", "admin", "01", "", None, "VBHN", "VPQH", "1.vbhn.vpqh"),
    ("01/VBHB-VPQH", "letter", "01", "", None, "CV", "VBHB-VPQH", "1.vbhb.vpqh"),
    ("116/kh-ubnd", "admin", "116", "", None, "KH", "UBND", "116.kh.ubnd"),
    ("37/LCT-HĐNN8", "admin", "37", "", None, "LCT", "HĐNN8", "37.lct.hdnn.8"),
    ("678/BTL-CT", "letter", "678", "", None, "CV", "BTL-CT", "678.btl.ct"),
    ("1473/BTP-CNTT", "letter", "1473", "", None, "CV", "BTP-CNTT", "1473.btp.cntt"),
    ("27/CP", "short", "27", "", None, "", "CP", "27.cp"),
    ("128/NQ", "short", "128", "", None, "NQ", "", "128.nq"),
    ("26-NQ", "short", "26", "", None, "NQ", "", "26.nq"),
    ("115-TTg", "short", "115", "", None, "", "TTg", "115.ttg"),
    ("89-TC/TCT", "party", "89", "", None, "TC", "TCT", "89.tc.tct"),
    ("03-HD", "short", "03", "", None, "HD", "", "3.hd"),
    ("4263", "bare", "4263", "", None, "", "", "4263"),
    ("Số:          /UBND-VXNV", "blank", "", "", None, "CV", "UBND-VXNV", ""),
    (".../KH-UBND", "blank", "", "", None, "KH", "UBND", ""),
    ("      -NQ/ĐU", "blank", "", "", None, "NQ", "ĐU", ""),
    ("14–KL/TW", "party", "14", "", None, "KL", "TW", "14.kl.tw"),
    ("14-kl/tw", "party", "14", "", None, "KL", "TW", "14.kl.tw"),
    ("14 kl tw", "loose", "14", "", None, "KL", "TW", "14.kl.tw"),
    ("14kltw", "loose", "14", "", None, "KL", "TW", "14.kl.tw"),
    ("14-KL-TW", "loose", "14", "", None, "KL", "TW", "14.kl.tw"),
    ("KL 14", "sentence", "14", "", None, "KL", "", ""),
    ("KL14", "sentence", "14", "", None, "KL", "", ""),
    ("kết luận 14", "sentence", "14", "", None, "KL", "", ""),
    ("kết luận 14 của Bộ Chính trị", "sentence", "14", "", None, "KL", "", ""),
    ("Kết luận số 14-KL/TW ngày 22/9/2021 của Bộ Chính trị", "sentence", "14", "", None, "KL", "TW", "14.kl.tw"),
    ("ket luan so 14-kl/tw", "sentence", "14", "", None, "KL", "TW", "14.kl.tw"),
    ("NQ 45", "sentence", "45", "", None, "NQ", "", ""),
    ("nd 73", "sentence", "73", "", None, "NĐ", "", ""),
    ("NĐ 73/2023", "sentence", "73", "", 2023, "NĐ", "", ""),
    ("NĐ73/2023/NĐ-CP", "sentence", "73", "", 2023, "NĐ", "CP", "73.2023.nd.cp"),
    ("nghị định 73 năm 2023", "sentence", "73", "", 2023, "NĐ", "", ""),
    ("CTHĐ 26 của Tỉnh ủy", "sentence", "26", "", None, "CTr", "", ""),
    ("kế hoạch 116 của UBND tỉnh", "sentence", "116", "", None, "KH", "", ""),
    ("công văn 1608-CV/TU", "sentence", "1608", "", None, "CV", "TU", "1608.cv.tu"),
    ("Quy định 399", "sentence", "399", "", None, "QĐ", "", ""),
]
FIELDS = ("kind", "number", "suffix", "year", "type", "organisation", "match_key")


@pytest.mark.parametrize("row", READINGS, ids=[row[0] for row in READINGS])
def test_a_symbol_is_read_in_each_of_its_forms(row: tuple[object, ...]) -> None:
    found = read(str(row[0]))

    assert found is not None
    assert found.raw == row[0]
    assert tuple(found.as_record()[name] for name in FIELDS) == row[1:]


@pytest.mark.parametrize("row", READINGS, ids=[row[0] for row in READINGS])
def test_decomposed_letters_read_the_same(row: tuple[object, ...]) -> None:
    found, composed = read(unicodedata.normalize("NFD", str(row[0]))), read(str(row[0]))

    assert found is not None
    assert composed is not None
    assert {**found.as_record(), "raw": ""} == {**composed.as_record(), "raw": ""}


def test_a_sentence_gives_its_date_issuer_and_subject() -> None:
    found = read("Kết luận số 14-KL/TW, ngày 22/9/2021 của Bộ Chính trị về chủ trương khuyến khích cán bộ")

    assert found is not None
    assert (str(found.date), found.issuer_text, found.about) == (
        "2021-09-22", "Bộ Chính trị", "chủ trương khuyến khích cán bộ",
    )  # fmt: skip


def test_the_spoken_type_names_a_code_that_two_types_share() -> None:
    said, plain = read("Quy định số 66-QĐ/TW"), read("66-QĐ/TW")

    assert said is not None
    assert plain is not None
    assert (said.type_name, plain.type_name) == ("Quy định", "Quyết định")


def test_letters_of_another_script_that_look_alike_are_read() -> None:
    assert match_key("24/2020/TT-BTС") == match_key("24/2020/TT-BTC") == "24.2020.tt.btc"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("27-NQ/T.Ư", "27-NQ/TW"),
        ("27-NQ/TƯ", "27-NQ/TW"),
        ("1234a/QĐ-UBND", "1234A/QĐ - UBND"),
        ("73 2023 nd cp", "73/2023/NĐ-CP"),
        ("02/2002/TT-BGD&ĐT", "02/2002/TT-BGDĐT"),
        ("14/KL-TW", "14-KL/TW"),
        ("06 2022 qh15", "06/2022/QH15"),
    ],
)
def test_careless_spellings_meet_in_one_key(one: str, other: str) -> None:
    assert match_key(one) == match_key(other) != ""


def test_the_centre_written_with_a_horn_is_not_the_province() -> None:
    assert match_key("27-NQ/TƯ") != match_key("27-NQ/TU")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   ",
        "xin chào",
        "22/9/2021",
        "2020 - 2025",
        "kế hoạch 5 năm 2021 - 2025",
        "Bộ Chính trị",
        "3 tb moi",
        "/",
        "số",
    ],
)
def test_what_is_no_symbol_is_none(text: str) -> None:
    found = read(text)

    assert found is None


@pytest.mark.parametrize(
    "text", ["a" * 10_000, "1" * 10_000, "14-" * 4000, "-/" * 5000, "14" + " " * 9000 + "x", "Số" * 5000]
)
def test_a_huge_input_is_answered(text: str) -> None:
    found = read(text)

    assert found is None or len(found.match_key) < 250


@given(st.text())
def test_no_input_fails(text: str) -> None:
    read(text)
    find(text)


@given(st.text(alphabet="0123456789-/. KLTWQĐNđcpsoố:…", max_size=60))
def test_no_near_symbol_fails(text: str) -> None:
    found = read(text)

    assert found is None or found.raw == text


def test_a_reading_follows_the_tables_it_is_given() -> None:
    table = Vocabulary(
        types=(TypeEntry("XX", "Ghi chú", "party"),), organisations=(OrganisationEntry("ZZZ", ("Đội Z",)),)
    )

    assert getattr(read("7xxzzz", table), "match_key", "") == "7.xx.zzz"
    assert read("7xxzzz") is None
    assert getattr(read("ghi chú 7", table), "type_code", "") == "XX"


def test_a_joint_circular_names_each_of_its_bodies() -> None:
    assert DEFAULT.issuers("BCA-BQP") == ("Bộ Công an", "Bộ Quốc phòng")


@pytest.mark.parametrize(
    ("sentence", "type_name", "organisation", "key"),
    [
        (
            "Thông tư liên tịch số 43/2011/TTLT/BTC-BYT hướng dẫn",
            "Thông tư liên tịch",
            "BTC-BYT",
            "43.2011.ttlt.btc.byt",
        ),
        ("Thông tư số 05 /2016 / TT-BKHCN quy định", "Thông tư", "BKHCN", "5.2016.tt.bkhcn"),
        ("Quyết định số 1000/QĐ – TTg về đất đai", "Quyết định", "TTg", "1000.qd.ttg"),
        ("Công văn số 789/VPCP-KTTH. V/v đất đai", "Công văn", "VPCP-KTTH", "789.vpcp.ktth"),
        ("Quyết định số 1205-TC/QĐ/TCT", "Quyết định", "TC-TCT", "1205.tc.qd.tct"),
        ("Thông tư số 89-TC/TCT về thuế", "Thông tư", "TCT", "89.tc.tct"),
        ("Nghị định số 27/CP của Chính phủ", "Nghị định", "CP", "27.cp"),
        ("Sắc lệnh số 10/SL", "Sắc lệnh", "", "10.sl"),
        ("14-KL/TW - Về chủ trương", "Kết luận", "TW", "14.kl.tw"),
        ("Nghị quyết số 1211/2016/UBTVQH13 về tiêu chuẩn", "Nghị quyết", "UBTVQH13", "1211.2016.ubtvqh.13"),
        ("Thông báo số 509/BNG-LPQT về việc", "Thông báo", "BNG-LPQT", "509.bng.lpqt"),
    ],
)
def test_titles_and_old_symbols_give_type_body_and_key(
    sentence: str, type_name: str, organisation: str, key: str
) -> None:
    found = read(sentence)

    assert found is not None
    assert (found.type_name, found.organisation, found.match_key) == (type_name, organisation, key)


def test_an_issuer_typed_without_the_little_word_is_understood() -> None:
    found = read("nghị quyết 57 bộ chính trị")

    assert found is not None
    assert (found.number, found.type_code, found.issuer_text) == ("57", "NQ", "bộ chính trị")
