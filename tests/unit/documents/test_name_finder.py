"""Laws that are cited by name, and mentions in a text that means harm."""

import json
import random
import sys
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.citation_finder import Citation, find
from documents.law_names import key_of_title
from documents.name_finder import known_names, mentions
from documents.sentences import sentence_around
from portal.text.vietnamese import fold, normalise


def named(text: str) -> list[tuple[str, str, int | None]]:
    return [(each.name_key, each.provision, each.year) for each in mentions(text) if each.name_key]


@pytest.mark.parametrize(
    ("text", "key", "provision", "year"),
    [
        ("theo khoản 2 Điều 5 Luật Chứng khoán và văn bản khác", "luat.chung.khoan", "khoản 2 Điều 5", None),
        ("theo Bộ luật Dân sự năm 2015.", "bo.luat.dan.su", "", 2015),
        ("các điều 3, 5 và 7 Luật Đất đai 2013", "luat.dat.dai", "các điều 3, 5 và 7", 2013),
        ("Luật Viên chức ngày 15 tháng 11 năm 2010;", "luat.vien.chuc", "", 2010),
        ("điểm a, b và c khoản 1 Điều 23 Luật Đầu tư.", "luat.dau.tu", "điểm a, b và c khoản 1 Điều 23", None),
        ("Luật Phổ biến, giáo dục pháp luật", "luat.pho.bien.giao.duc.phap.luat", "", None),
        ("Hiến pháp nước Cộng hòa xã hội chủ nghĩa Việt Nam năm 2013", "hien.phap", "", 2013),
        ("Điều 3 đến Điều 5 Luật Thi đua,\nkhen thưởng", "luat.thi.dua.khen.thuong", "Điều 3 đến Điều 5", None),
        ("CĂN CỨ LUẬT ĐẤT ĐAI", "luat.dat.dai", "", None),
        ("Luật Công nghiệp bán dẫn quy định rõ", "luat.cong.nghiep.ban.dan", "", None),
    ],
)
def test_a_law_is_found_by_its_name(text: str, key: str, provision: str, year: int | None) -> None:
    assert named(text) == [(key, provision, year)]


@pytest.mark.parametrize(
    "text",
    [
        "Nghị định này và Luật này; theo quy định của luật",
        "Luật sư Nguyễn Văn A; Hội Luật gia; Trường Đại học Luật Hà Nội; theo luật Việt Nam",
        "Luật Quản lý, sử dụng tài sản công số 90/2025/QH15",
    ],
)
def test_words_about_law_name_none(text: str) -> None:
    assert named(text) == []


def test_an_education_law_is_not_found_inside_a_longer_name() -> None:
    assert [key for key, _, _ in named("Luật Phổ biến, giáo dục pháp luật và Luật Giáo dục")] == [
        "luat.pho.bien.giao.duc.phap.luat", "luat.giao.duc",
    ]  # fmt: skip


def test_the_number_belongs_to_the_last_law_of_a_row() -> None:
    first, second = mentions("Luật Đầu tư công, Luật Quản lý, sử dụng tài sản công số 90/2025/QH15")

    assert (first.name, first.symbol) == ("Luật Đầu tư công", "")
    assert (second.name, second.symbol) == ("Luật Quản lý, sử dụng tài sản công", "90/2025/QH15")


def test_the_decree_after_a_law_keeps_its_own_type() -> None:
    (law, decree) = mentions("Luật Hải quan và Nghị định số 78/2018/NĐ-CP")

    assert (law.name_key, decree.type_name, decree.name) == ("luat.hai.quan", "Nghị định", "")


def test_a_name_that_the_archive_knows_is_read_whole() -> None:
    text = "theo Luật Hỗ trợ sáng kiến, khởi nghiệp địa phương và văn bản khác"

    assert [each.name for each in mentions(text)] == ["Luật Hỗ trợ sáng kiến"]
    known = known_names([("Luật", "Hỗ trợ sáng kiến, khởi nghiệp địa phương")])
    assert [each.name for each in mentions(text, known=known)] == ["Luật Hỗ trợ sáng kiến, khởi nghiệp địa phương"]


@pytest.mark.parametrize(
    ("type_name", "title", "key"),
    [
        ("Luật", "Luật Đất đai", "luat.dat.dai"),
        ("Luật", "Luật số 31/2024/QH15 Đất đai", "luat.dat.dai"),
        ("Luật", "Thi đua, khen thưởng", "luat.thi.dua.khen.thuong"),
        ("Bộ luật", "Bộ luật Dân sự năm 2015", "bo.luat.dan.su"),
        ("Hiến pháp", "Hiến pháp nước Cộng hòa xã hội chủ nghĩa Việt Nam", "hien.phap"),
        ("Nghị định", "Luật Đất đai", ""),
    ],
)
def test_a_title_gives_the_key_by_which_the_law_is_cited(type_name: str, title: str, key: str) -> None:
    assert key_of_title(type_name, title) == key


@pytest.mark.parametrize("change", [lambda t: t, lambda t: __import__("unicodedata").normalize("NFD", t), fold])
def test_the_reading_moves_with_the_text(change: object) -> None:
    rng = random.Random(5)
    for _ in range(20):
        number, year = rng.randrange(1, 900), rng.randrange(1999, 2026)
        clause, article = rng.randrange(1, 9), rng.randrange(1, 99)
        said = f"Theo khoản {clause} Điều {article} Nghị định số {number}/{year}/NĐ-CP ngày 03/02/{year} của Chính phủ."
        text = normalise(change(said))  # type: ignore[operator]
        if change is fold:
            # Without accents and capitals the words around still give number and date.
            (found,) = find(said.replace("Nghị định", "Nghi dinh").replace("của Chính phủ", "cua Chinh phu"))
        else:
            (found,) = find(text)
            assert (found.provision, found.issuer_text) == (f"khoản {clause} Điều {article}", "Chính phủ")
        assert (found.match_key, found.date) == (f"{number}.{year}.nd.cp", date(year, 2, 3))


@pytest.mark.shared
def test_the_fields_of_source_notes(shared: Path) -> None:
    """Five labels cut the note at its first day, or glue half of the symbol to the title; the note itself is right."""
    rows = [json.loads(row) for row in (shared / "samples/source_notes.jsonl").read_text("utf-8").splitlines()]
    hits = dict.fromkeys(("provision", "type", "number", "title", "issued", "issuer", "effective"), 0)
    for row in rows:
        said = _fields(find(normalise(row["note"]))[0])
        wanted = {name: " ".join(normalise(row[name] or "").split()) for name in said}
        wanted |= _as_printed(row)
        for name, value in said.items():
            hits[name] += value == wanted[name]

    assert {name: count / len(rows) for name, count in hits.items() if count / len(rows) < 0.98} == {}


def _fields(found: Citation) -> dict[str, str]:
    return {
        "provision": found.provision,
        "type": found.type_name,
        "number": found.symbol,
        "title": found.about,
        "issued": f"{found.date:%d/%m/%Y}" if found.date else "",
        "issuer": found.issuer_text,
        "effective": f"{found.effective_on:%d/%m/%Y}" if found.effective_on else "",
    }


def _as_printed(row: dict[str, str]) -> dict[str, str]:
    """Correct a label that contradicts its own note: the last "ngày … của …" before the effect is the act's."""
    note = " ".join(normalise(row["note"]).split())
    head, _, _ = note.rpartition(", có hiệu lực")
    before, _, issuer = head.rpartition(" của ")
    body, _, day = before.rpartition(" ngày ")
    symbol = row["number"]
    if " ngày " not in row["issuer"] and not symbol.endswith("-") and "/" in symbol:
        return {}
    if "/" not in symbol:
        symbol = row["title"].split()[0]
    if symbol.endswith("-"):
        symbol = f"{symbol} {row['title'].split()[0]}"
    title = body.partition(" ".join(normalise(symbol).split()))[2].strip()
    return {"number": symbol, "title": title, "issued": day, "issuer": issuer}


@pytest.mark.parametrize(
    "piece",
    [
        "Luật ", "Luật A ", "Điều 1, ", "khoản 1 và ", "điểm a, ", "ngày 1/1/2020 ",
        "(Điều 1 Thông tư số 1/2020/TT-BTC ",
        "của Bộ ", "Luật Phổ biến, ", "số ", "14-KL/TW ", "Bộ luật Dân sự năm ", "((((", "\n", "1/", "về việc ",
    ],
)  # fmt: skip
def test_hostile_text_takes_steps_in_proportion_to_its_length(piece: str) -> None:
    def steps(length: int) -> int:
        """Count calls, into C as well: the same on every machine. What a call costs, ``bin/bench archive`` measures."""
        counted = Counter[str]()
        text = normalise((piece * (length // len(piece) + 1))[:length])
        sys.setprofile(lambda _frame, event, _argument: counted.update((event,)))
        try:
            mentions(text)
        finally:
            sys.setprofile(None)
        return counted["call"] + counted["c_call"]

    steps(1_000)

    assert steps(32_000) <= 4.5 * steps(8_000) + 1_000


@given(st.text(alphabet="Luật Đất đai, năm 2013 khoản Điều()\n.", max_size=200))
def test_offsets_of_names_always_point_into_the_text(text: str) -> None:
    composed = normalise(text)

    for each in mentions(composed):
        assert 0 <= each.phrase_start <= each.start < each.end <= each.phrase_end <= len(composed)


def test_a_sentence_is_cut_where_it_begins_and_ends() -> None:
    text = "Câu trước. Thực hiện Kết luận số 14-KL/TW của Bộ Chính trị,\nTỉnh ủy yêu cầu. Câu sau."
    start = text.index("14-KL/TW")

    found = sentence_around(text, start, start + 8)

    assert found.text.startswith("Thực hiện Kết luận số 14-KL/TW của Bộ Chính trị, ") or "Thực hiện" in found.text
    assert found.text[found.start : found.end] == "14-KL/TW"
    assert "Câu sau" not in found.text
    assert "Câu trước" not in found.text
