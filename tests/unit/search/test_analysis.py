"""What a query is read as."""

import unicodedata

import pytest

from search.analysis import MAX_CHARACTERS, MAX_TERMS, analyse, tokens, words_of
from search.syllables import pairs_of


@pytest.mark.parametrize(
    ("typed", "terms"),
    [
        ("Đoàn Kết", ("đoàn", "kết")),
        (unicodedata.normalize("NFD", "Đoàn kết"), ("đoàn", "kết")),
        ("hoà bình, uỷ ban", ("hòa", "bình", "ủy", "ban")),
        ("14-KL/TW", ("14", "kl", "tw")),
        ("66.13/2026/NQ-CP", ("66", "13", "2026", "nq", "cp")),
        ("đoàn\u00a0kết\u200b", ("đoàn", "kết")),
        ("a_b", ("a", "b")),
        ("???", ()),
        ("", ()),
    ],
)
def test_words_are_read_the_same_however_they_are_encoded(typed: str, terms: tuple[str, ...]) -> None:
    assert analyse(typed).terms == terms


@pytest.mark.parametrize(
    ("typed", "has_marks"), [("doan ket", False), ("đoan ket", True), ("kết", True), ("14-KL/TW", False)]
)
def test_one_mark_says_that_the_reader_types_marks(typed: str, has_marks: bool) -> None:
    assert analyse(typed).has_marks is has_marks


def test_quotation_marks_of_every_kind_make_phrases() -> None:
    assert analyse('về "bảo vệ cán bộ" và “năng động”').phrases == (("bảo", "vệ", "cán", "bộ"), ("năng", "động"))
    assert analyse('"bảo vệ').phrases == ()
    assert analyse('"" " "').is_empty


@pytest.mark.parametrize(
    ("typed", "excluded"),
    [
        ("đoàn kết -hội", (("hội",),)),
        ('đoàn kết -"ngày hội"', (("ngày", "hội"),)),
        ("14 -KL/TW", ()),
        ("14 - KL/TW", ()),
        ("-hội", ()),
        ("NĐ-CP", ()),
        ("“đoàn kết” -hội", (("hội",),)),
    ],
)
def test_a_minus_excludes_only_where_it_cannot_belong_to_a_number(
    typed: str, excluded: tuple[tuple[str, ...], ...]
) -> None:
    assert analyse(typed).excluded == excluded


@pytest.mark.parametrize(
    "typed",
    [
        'Khẳng định: "mọi người đều được lập quy chế riêng" là đúng hay sai?',
        "Ai được lập quy chế?\n-Thôn trưởng\n-Ủy ban nhân dân xã\n-Cả hai",
        'Điền vào chỗ trống: "Quy chế do … ban hành"',
        "Ông Ba làm quy chế cho xóm -xóm Đình- rồi đem dán ở đầu ngõ cho bà con đọc và góp ý trong mười ngày",
    ],
)
def test_a_sentence_gives_no_orders_by_its_signs(typed: str) -> None:
    """Examinations quote words and draw dashes before answers; the text that answers need not say them so."""
    read = analyse(typed)

    assert read.prose
    assert (read.phrases, read.excluded) == ((), ())
    assert set(words_of(typed)) == set(read.terms)


def test_what_a_sentence_quotes_is_remembered_and_what_only_asks_is_known() -> None:
    read = analyse('"Quy chế xóm" là gì?')

    assert read.sayings == (("quy", "chế", "xóm"),)
    assert [read.terms[at] for at in sorted(read.asking)] == ["là", "gì"]
    assert analyse("không khí, bao bì").asking == frozenset()
    assert analyse("là gì").asking == frozenset()


def test_words_in_quotation_marks_alone_are_a_phrase_however_many() -> None:
    long = " ".join(["một hai ba bốn"] * 6)

    assert analyse(f'"{long}"').phrases == (tuple(words_of(long)),)
    assert not analyse(f'"{long}"').prose


def test_of_a_question_too_long_to_read_beginning_and_end_are_read() -> None:
    read = analyse("Theo Luật Cây xanh, " + "ông ấy kể lể " * 200 + "thì trồng cây gì?")

    assert read.terms[:4] == ("theo", "luật", "cây", "xanh")
    assert read.terms[-4:] == ("thì", "trồng", "cây", "gì")


def test_a_query_is_bounded_in_length_and_words() -> None:
    long = analyse("từ " * 10_000)

    assert len(long.text) <= MAX_CHARACTERS
    assert len(long.terms) == MAX_TERMS
    assert len(analyse("x" * 100_000).terms[0]) == 64


def test_signs_alone_are_not_blank_but_empty() -> None:
    assert not analyse("…").is_blank
    assert analyse("…").is_empty
    assert analyse("  ").is_blank


def test_tokens_stand_on_the_original_spelling() -> None:
    text = "Uỷ ban, số 14-KL/TW"
    found = tokens(text)

    assert [text[token.start : token.end] for token in found] == ["Uỷ", "ban", "số", "14", "KL", "TW"]
    assert [token.text for token in found[:2]] == ["ủy", "ban"]
    assert [token.folded for token in found[:2]] == ["uy", "ban"]


def test_pairs_join_neighbours() -> None:
    assert pairs_of(words_of("đoàn kết toàn dân")) == ["đoàn_kết", "kết_toàn", "toàn_dân"]
    assert pairs_of(["một"]) == []
