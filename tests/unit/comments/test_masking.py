"""Cutting takes out what was chosen and changes nothing else."""

import random

import pytest

from portal.comments.likeness import nearest, percent, shingles
from portal.comments.masking import CUT, CannotCut, Cut, is_only_cut, mask, places_of

TEXT = "Anh Páo 😀 hay vắng, gọi 0912 345 678 nhé."


def test_only_the_chosen_parts_go() -> None:
    cuts = [Cut(*places_of("0912 345 678", TEXT)[0], "LD-05"), Cut(*places_of("Anh Páo", TEXT)[0], "TT-06")]

    masked = mask(TEXT, cuts)

    assert masked == f"{CUT} 😀 hay vắng, gọi {CUT} nhé."
    assert is_only_cut(TEXT, masked, cuts)


def test_whatever_is_cut_the_rest_stays_letter_for_letter() -> None:
    chance = random.Random(7)
    for _ in range(300):
        points = sorted(chance.sample(range(len(TEXT)), 4))
        cuts = [Cut(points[0], points[1], "LD-05"), Cut(points[2], points[3], "QC-03")]
        try:
            masked = mask(TEXT, cuts)
        except CannotCut:
            continue
        assert masked.split(CUT) == [TEXT[: points[0]], TEXT[points[1] : points[2]], TEXT[points[3] :]]
        assert is_only_cut(TEXT, masked, cuts)


def test_a_reworded_text_is_not_taken_for_a_cut_one() -> None:
    cut = Cut(0, 7, "TT-06")

    assert not is_only_cut(TEXT, mask(TEXT, [cut]).replace("hay", "thường"), [cut])
    assert not is_only_cut(TEXT, mask(TEXT, [cut]) + " Cảm ơn.", [cut])


@pytest.mark.parametrize(
    "cuts",
    [[], [Cut(0, len(TEXT), "LD-05")], [Cut(5, 5, "LD-05")], [Cut(-1, 3, "LD-05")], [Cut(0, 999, "LD-05")],
     [Cut(0, 9, "LD-05"), Cut(5, 12, "LD-05")], [Cut(0, 7, "XP-04")], [Cut(0, 7, "")]],
)  # fmt: skip
def test_cuts_that_do_not_fit_are_refused(cuts: list[Cut]) -> None:
    with pytest.raises(CannotCut):
        mask(TEXT, cuts)


def test_the_same_passage_is_found_every_time() -> None:
    assert places_of("ab", "ab ab xab") == [(0, 2), (3, 5), (7, 9)]
    assert places_of("  ", "ab") == places_of("z", "ab") == []


ONE = "Nên dán bản chữ to ở nhà văn hóa để các cụ cùng đọc được"


@pytest.mark.parametrize(
    "other",
    [ONE, "nen dan ban chu to o nha van hoa de cac cu cung doc duoc", ONE.upper() + "!!!", ONE.replace(" ", "  ")],
)
def test_the_same_words_are_the_same_with_or_without_marks(other: str) -> None:
    found = nearest(ONE, [(5, other)])

    assert found is not None
    assert (found.key, found.percent) == (5, 100)
    assert found.hint.rule == "TL-1"


def test_a_changed_ending_is_near_and_says_how_near() -> None:
    found = nearest(ONE, [(1, "Chuyện khác hẳn"), (2, "Nên dán bản chữ to ở nhà văn hóa để các cụ cùng xem")])

    assert found is not None
    assert found.key == 2
    assert 50 <= found.percent < 100
    assert f"{found.percent}%" in found.hint.message


def test_nothing_alike_is_nothing() -> None:
    assert nearest(ONE, [(1, "Cảm ơn bà Ngần"), (2, "")]) is None
    assert nearest("...", [(1, "...")]) is None
    assert percent(shingles(""), shingles(ONE)) == 0
