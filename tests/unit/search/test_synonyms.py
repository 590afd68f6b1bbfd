"""Other words for the same thing: abbreviations, numerals, and the table's bounds."""

import pytest

from search.analysis import analyse, words_of
from search.numerals import from_roman, other_numeral, to_roman
from search.synonym_list import starting_groups
from search.synonyms import SynonymForms, Synonyms

TABLE = Synonyms(
    tuple(SynonymForms(tuple(tuple(words_of(form)) for form in forms), beside) for forms, beside in starting_groups())
)


def other_wordings(text: str) -> set[str]:
    return {" ".join(each.words) for each in analyse(text, TABLE).alternatives}


@pytest.mark.parametrize(
    ("typed", "also"),
    [
        ("ubnd tỉnh", "ủy ban nhân dân"),
        ("uỷ ban nhân dân xã", "ubnd"),
        ("uy ban nhan dan xa", "ubnd"),
        ("BCT", "bộ chính trị"),
        ("kt-xh", "kinh tế xã hội"),
        ("phát triển kinh tế - xã hội", "kt xh"),
        ("T.Ư", "trung ương"),
        ("mác lê-nin", "lenin"),
    ],
)
def test_an_abbreviation_and_its_words_find_each_other(typed: str, also: str) -> None:
    """What the table says means one thing is looked for in every form.

    The match is by words without marks, so that who types without them is understood too.

    Found wrong, officials who type what they say ("ubnd") miss what clerks write out.
    """
    assert also in other_wordings(typed)


@pytest.mark.parametrize(
    ("typed", "also"),
    [
        ("khóa XIII", "khóa 13"),
        ("khoá 13", "khóa xiii"),
        ("khoa 13", "khoa xiii"),
        ("chương 2", "chương ii"),
        ("đại hội XIV", "hội 14"),
        ("lần thứ 16", "thứ xvi"),
    ],
)
def test_roman_and_arabic_numerals_are_one_where_they_count(typed: str, also: str) -> None:
    """A term, a chapter, a congress has one number, however it is written.

    Only behind words that are counted: "vi" and "x" elsewhere are syllables.

    Found wrong, half the texts of a congress are missing.
    """
    assert also in other_wordings(typed)


@pytest.mark.parametrize("typed", ["hành vi", "ct", "kl", "thị trường", "văn hóa vi mô", "bán bí thư"])
def test_what_only_looks_like_it_is_left_alone(typed: str) -> None:
    """Syllables that spell a numeral and codes without a number stay what they are.

    A code is a type of document only beside a number; marks that were typed are meant.

    Found wrong, ordinary words drag in documents that nobody asked for.
    """
    assert not other_wordings(typed)


@pytest.mark.parametrize("typed", ["ct 05", "kl số 14", "14 kl"])
def test_a_code_beside_a_number_is_its_type(typed: str) -> None:
    """ "CT 05" is a directive.

    The number may stand before or behind, with or without "số".

    Found wrong, people who remember the code do not find the word.
    """
    assert other_wordings(typed)


def test_numerals_are_read_back_as_they_were_written() -> None:
    """Every number that can be written in roman letters is read back as itself.

    To forty-nine; no congress, term or chapter of ours goes further.

    Found wrong, a chapter leads to its neighbour.
    """
    assert all(from_roman(to_roman(number)) == number for number in range(1, 50))
    assert [other_numeral(word) for word in ("iix", "vx", "", "0", "50", "abc")] == [""] * 6


def test_a_quoted_phrase_is_meant_as_it_stands_and_alternatives_are_bounded() -> None:
    """What stands in quotation marks is not said otherwise, and no question grows without bound.

    At most sixteen other wordings are tried, the longest spans first.

    Found wrong, exactness is lost or one question costs many.
    """
    assert not other_wordings('"ubnd tỉnh"')
    assert len(analyse("ubnd hđnd mttq bct bbt btv cbcc tthc " * 5, TABLE).alternatives) <= 16


def test_names_are_written_out_in_full() -> None:
    """An abbreviation inside a name is given its words, for looking the name up.

    Words that are no abbreviation stay.

    Found wrong, "kết luận 14 của BCT" offers no body to narrow by.
    """
    assert TABLE.written_out(words_of("BTV tỉnh ủy")) == ("ban", "thường", "vụ", "tỉnh", "ủy")
    assert TABLE.written_out(words_of("bct")) == ("bộ", "chính", "trị")
