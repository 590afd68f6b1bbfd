"""Letters compared, folded and sorted as Vietnamese needs it."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.text.vietnamese import fold, index_form, normalise, person_sort_key, place_tones, slug, sort_key


@pytest.mark.parametrize(
    ("written", "placed"),
    [
        ("hoà", "hòa"),
        ("uỷ", "ủy"),
        ("thuỷ", "thủy"),
        ("khoẻ", "khỏe"),
        ("HOÀ", "HÒA"),
        ("Uỷ ban", "Ủy ban"),
        ("loè", "lòe"),
    ],
)
def test_a_tone_on_an_open_pair_moves_to_its_first_letter(written: str, placed: str) -> None:
    assert place_tones(written) == placed


@pytest.mark.parametrize(
    "word", ["hoàn", "toàn", "quý", "ngoài", "khuỷu", "hoặc", "hòa", "ủy", "quỳ", "thuyền", "nguyễn"]
)
def test_a_tone_that_both_customs_place_alike_stays(word: str) -> None:
    assert place_tones(word) == word


def test_the_barred_d_folds_to_d() -> None:
    assert fold("Đảng uỷ, đồng chí, ÐẢNG") == "dang uy, dong chi, dang"


def test_normalising_composes_and_drops_what_nobody_sees() -> None:
    assert normalise(unicodedata.normalize("NFD", "Đảng\u00a0ủy\u200b m\u00adật\ufeff\r\nhai")) == "Đảng ủy mật\nhai"


def test_the_index_form_keeps_accents_and_places_tones_one_way() -> None:
    assert (
        index_form("Uỷ ban THUỶ lợi")
        == "ủy ban thủy lợi"
        == index_form(unicodedata.normalize("NFD", "Ủy ban Thủy lợi"))
    )


@given(st.text())
def test_folding_never_moves_a_character(text: str) -> None:
    composed = normalise(text)

    assert len(fold(composed)) == len(composed) == len(place_tones(composed))


@given(st.text())
def test_normalising_twice_changes_nothing_more(text: str) -> None:
    assert normalise(normalise(text)) == normalise(text)


def test_words_sort_by_the_vietnamese_alphabet_and_tones() -> None:
    right = [
        "An",
        "Anh",
        "Ánh",
        "Ăn",
        "Ân",
        "Ẩn",
        "Ấn",
        "Dũng",
        "Đào",
        "ma",
        "mà",
        "mả",
        "mã",
        "má",
        "mạ",
        "Ô",
        "Ơ",
        "Ư",
    ]

    backwards = right[::-1]

    assert sorted(backwards, key=sort_key) == right


def test_both_ways_of_placing_a_tone_sort_together() -> None:
    assert sort_key("hoà") == sort_key("hòa")


@given(st.text(max_size=300))
def test_a_sort_key_is_short_and_made_of_digits(text: str) -> None:
    key = sort_key(text)

    assert len(key) <= 243
    assert key.isascii()
    assert key.isdigit()


def test_people_sort_by_given_name() -> None:
    people = ["Vũ Đức Tú", "Trần Quốc Nam", "Lê Tiến Châu", "Nguyễn Văn An", "Đỗ Văn An"]

    assert sorted(people, key=person_sort_key) == [
        "Đỗ Văn An",
        "Nguyễn Văn An",
        "Lê Tiến Châu",
        "Trần Quốc Nam",
        "Vũ Đức Tú",
    ]


def test_a_slug_is_ascii_and_cut_at_a_word() -> None:
    assert slug("Đảng uỷ — Kết luận số 14-KL/TW") == "dang-uy-ket-luan-so-14-kl-tw"
    assert slug("một hai ba bốn", 10) == "mot-hai-ba"
    assert slug("…") == ""
