"""What a record says of itself."""

from dataclasses import replace

from search.types import IndexDocument, Passage

RECORD = IndexDocument("a:1", "a", "Đoàn kết", "/a/", facets={"nam": ("2024",)}, passages=(Passage("Điều 1."),))


def test_a_changed_copy_has_a_digest_of_its_own_whenever_the_first_was_asked_for() -> None:
    record = replace(RECORD)
    first = record.digest()

    copies = [replace(record), replace(record, title="Đoàn kết!"), replace(record, passages=())]

    assert [each.digest() == first for each in copies] == [True, False, False]
    assert record.digest() == first


def test_asking_for_the_digest_changes_nothing_that_is_compared_or_shown() -> None:
    asked, unasked = replace(RECORD), replace(RECORD)

    asked.digest()

    assert asked == unasked
    assert repr(asked) == repr(unasked)
