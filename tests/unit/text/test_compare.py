"""Differences lead from the one text to the other, whatever the texts are, and in bounded time."""

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from portal.text.compare import Change, compare, likeness

OLD = "Đảng ủy các xã, phường ban hành kế hoạch trước ngày 30 tháng 6 năm 2026."
NEW = "Đảng ủy các xã, phường, đặc khu ban hành chương trình trước ngày 15 tháng 7 năm 2026."


def rebuilt(old: str, new: str) -> tuple[str, str]:
    runs = compare(old, new)
    return (
        "".join(run.text for run in runs if run.change is not Change.ADDED),
        "".join(run.text for run in runs if run.change is not Change.REMOVED),
    )


def test_what_was_removed_and_added_is_told_in_whole_words() -> None:
    changed = [(run.change.value, run.text.strip()) for run in compare(OLD, NEW) if run.change is not Change.SAME]

    assert changed == [
        ("added", ", đặc khu"),
        ("removed", "kế hoạch"),
        ("added", "chương trình"),
        ("removed", "30"),
        ("added", "15"),
        ("removed", "6"),
        ("added", "7"),
    ]


def test_turned_around_what_was_added_was_removed() -> None:
    there = {(run.change, run.text) for run in compare(OLD, NEW)}
    back = {(run.change, run.text) for run in compare(NEW, OLD)}

    assert {text for change, text in there if change is Change.ADDED} == {
        text for change, text in back if change is Change.REMOVED
    }


def test_the_custom_of_a_tone_mark_and_the_width_of_a_space_are_no_difference() -> None:
    runs = compare("Uỷ ban  nhân dân\u00a0tỉnh Khánh Hoà", "Ủy ban nhân dân tỉnh Khánh Hòa")

    assert [run.change for run in runs] == [Change.SAME]
    assert likeness(runs) == 1.0


@given(st.lists(st.sampled_from(["a", "b", "c", "d", "e", ".", "\n"]), max_size=60), st.randoms(use_true_random=False))
@settings(max_examples=150, deadline=None)
def test_both_texts_come_out_of_the_differences(words: list[str], chance: random.Random) -> None:
    old = " ".join(words)
    new = " ".join(word for word in words if chance.random() > 0.3)

    before, after = rebuilt(old, new)

    assert before.split() == old.split()
    assert after == new


def test_long_texts_of_few_different_words_are_compared_within_the_budget() -> None:
    chance = random.Random(7)
    old = " ".join(chance.choice(["và", "của", "các", "là"]) for _ in range(40_000))
    new = " ".join(chance.choice(["và", "của", "các", "là"]) for _ in range(40_000))

    before, after = rebuilt(old, new)

    assert after == new
    assert before.split() == old.split()


def test_one_changed_word_in_a_long_text_is_found() -> None:
    chance = random.Random(3)
    words = [f"chữ{chance.randrange(300)}" for _ in range(30_000)]
    changed = list(words)
    changed[17_000] = "khác"

    runs = [run for run in compare(" ".join(words), " ".join(changed)) if run.change is not Change.SAME]

    assert [(run.change, run.text) for run in runs] == [(Change.REMOVED, words[17_000]), (Change.ADDED, "khác")]
