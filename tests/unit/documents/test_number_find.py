"""Symbols found in running text, and nothing else found."""

import json
from collections import Counter
from pathlib import Path

import pytest

from documents.number_vocabulary import DEFAULT
from documents.numbering import find, read
from portal.text.vietnamese import fold, normalise

GOLDEN = {
    "001": {"14.kl.tw": 10, "26.ctr.tu": 8, "116.kh.ubnd": 2},
    "002": {"14.kl.tw": 2, "45.nq.tw": 2, "76.ctr.tu": 1, "73.2023.nd.cp": 1},
    "003": {"14.sl.duk": 1},
    "004": {"14.kl.tw": 3, "1608.cv.tu": 1, "": 1},
}


@pytest.mark.shared
@pytest.mark.parametrize("seed", sorted(GOLDEN))
def test_real_texts_hold_exactly_the_mentions_that_were_counted(shared: Path, seed: str) -> None:
    text = normalise(next((shared / "seeds").glob(f"{seed}_*.txt")).read_text("utf-8"))

    assert Counter(each.number.match_key for each in find(text)) == GOLDEN[seed]


@pytest.mark.shared
def test_gazette_titles_agree_in_type_and_issuer(shared: Path) -> None:
    rows = [json.loads(line) for line in (shared / "samples/gazette_titles.jsonl").read_text("utf-8").splitlines()]
    # Some rows give a kind of text for an issuer, and one law the person who proclaimed it: nothing can agree there.
    rows = [r for r in rows if r["issuer"] != "VĂN BẢN HỢP NHẤT" and not r["title"].startswith("Luật số 66/2011")]
    agree_type = agree_issuer = 0
    for row in rows:
        found = read(row["title"])
        assert found is not None, row["title"]
        said = fold(row["title"])
        # A joint circular is titled with or without the word; a letter often without any.
        agree_type += said.startswith(fold(found.type_name)) or found.type_code in {"TTLT", "CV"}
        issuers = DEFAULT.issuers(found.organisation) or DEFAULT.issuers(found.organisation.rstrip("0123456789"))
        agree_issuer += any(_letters(name) in _letters(row["issuer"]) for name in issuers)

    assert agree_type / len(rows) >= 0.99
    assert agree_issuer / len(rows) >= 0.99


def _letters(name: str) -> str:
    return "".join(c for c in fold(name) if c.isalpha())


@pytest.mark.parametrize(
    "text",
    [
        "ngày 22/9/2021, giai đoạn 2020 - 2025, tỷ lệ 1/500, 100 tấn/ha-năm",
        "QCVN 02-35:2021/BNNPTNT",
        "khoản 2 Điều 5, điểm a, mục 1.2",
        "ông A (1945-2000) và/hoặc bà B, 24/7, 3-4/5",
        "số điện thoại 024.3825/1234-5678",
    ],
)
def test_dates_spans_and_measures_are_no_symbols(text: str) -> None:
    assert find(text) == []


def test_a_symbol_ends_where_the_sentence_goes_on() -> None:
    text = "theo 14-KL/TW. Ban Chấp hành; số 45-NQ/TW - Về nội dung; 26/2020/TT-BTTTT, ngày; NQ số 27/CP và 5-HD/VPTW"

    assert [text[each.start : each.end] for each in find(text)] == [
        "14-KL/TW", "45-NQ/TW", "26/2020/TT-BTTTT", "27/CP", "5-HD/VPTW",
    ]  # fmt: skip


def test_offsets_count_in_the_text_that_was_given() -> None:
    text = "Căn cứ Nghị định số 72/2013/NÐ–CP và Thông tư 24/2020/TT-BTС"

    assert [text[each.start : each.end] for each in find(text)] == ["72/2013/NÐ–CP", "24/2020/TT-BTС"]
