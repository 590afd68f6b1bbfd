"""Left-overs of telex and VNI, and the shapes of syllables."""

import pytest

from portal.text.keystrokes import from_keystrokes
from portal.text.slips import one_slip_away, parts
from portal.text.syllables import is_bare_syllable


@pytest.mark.parametrize(
    ("keys", "meant"),
    [
        ("ddarng", "đảng"), ("keets", "kết"), ("luaanj", "luận"), ("uwr", "ử"), ("chuwowng", "chương"),
        ("nghij", "nghị"), ("quyeets", "quyết"), ("ddoanf", "đoàn"), ("vieetj", "việt"), ("giaos", "giáo"),
        ("hoaf", "hòa"), ("uyr", "ủy"), ("ke61t", "kết"), ("lua65n", "luận"), ("d9a3ng", "đảng"), ("u3y", "ủy"),
        ("tuye6n", "tuyên"), ("d9oa2n", "đoàn"), ("chu7o7ng", "chương"), ("dangr", "dảng"),
    ],
)  # fmt: skip
def test_keys_without_an_input_method_are_read_as_what_they_make(keys: str, meant: str) -> None:
    """Who forgets to switch telex or VNI on has still typed the word.

    Shapes, tones and the stroked d are put where the input method would put them, give or take one letter.

    Found wrong, a reader who sees gibberish in the box gets nothing.
    """
    assert from_keystrokes(keys) == meant


@pytest.mark.parametrize("word", ["", "a", "portal", "1234", "xyz", "w" * 40, "kết", "http", "9999999999"])
def test_what_is_no_syllable_in_either_way_is_nothing(word: str) -> None:
    """Foreign words, numbers and noise are not turned into Vietnamese.

    Only what comes out as a well-formed syllable counts.

    Found wrong, a name or a number is rewritten into something else.
    """
    assert from_keystrokes(word) == ""


def test_syllables_have_their_form_and_their_neighbours() -> None:
    """The common syllables are known, foreign clusters are not, and one slip is found again.

    Letters left out, doubled, exchanged or taken from the next key lead back to the syllable.

    Found wrong, spelling is offered for right words or not for wrong ones.
    """
    right = "nghi quyet dang uy ban nhan dan tinh khuyen khich hoc tap giam sat khoa xuyen truong gi quoc yeu nghieng"
    assert [word for word in right.split() if not is_bare_syllable(word)] == []
    assert not any(map(is_bare_syllable, ("portal", "keets", "strong", "qqu", "")))
    assert "luan" in one_slip_away("laun")
    assert "quyet" in one_slip_away("quyt")
    assert "ban" in one_slip_away("baan")
    assert "cong" in one_slip_away("xong")
    assert one_slip_away("x" * 100) == {}


def test_words_run_together_come_apart() -> None:
    """Spaces left out are found again, in every well-formed way, the fewest parts first.

    The index decides which way is meant.

    Found wrong, "ketluan" finds nothing.
    """
    assert ("ket", "luan") in parts("ketluan")
    assert ("nghi", "quyet") in parts("nghiquyet")
    assert parts("x" * 200) == []
