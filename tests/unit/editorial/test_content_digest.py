"""What counts as a change of content, and what only looks like one."""

from portal.editorial.contributions import content_digest


def rows(*labels: str, numbered: bool = True, ids: bool = True) -> list[dict[str, object]]:
    return [
        {"pk": at + 1 if ids else None, "sort_order": at if numbered else None, "label": label}
        for at, label in enumerate(labels)
    ]


def test_rows_that_get_ids_and_places_are_the_same_content() -> None:
    before = content_digest({"title": "a", "files": rows("một", "hai", numbered=False, ids=False)})
    after = content_digest({"title": "a", "files": rows("một", "hai"), "live": True, "latest_revision": 4})

    assert before == after


def test_another_order_is_another_content() -> None:
    swapped = rows("một", "hai")
    swapped[0]["sort_order"], swapped[1]["sort_order"] = 1, 0

    assert content_digest({"files": swapped}) == content_digest({"files": rows("hai", "một")})
    assert content_digest({"files": swapped}) != content_digest({"files": rows("một", "hai")})


def test_a_changed_word_is_another_content() -> None:
    assert content_digest({"files": rows("một")}) != content_digest({"files": rows("hai")})


def test_line_endings_are_the_browsers_business() -> None:
    assert content_digest({"quote": "một\r\nhai"}) == content_digest({"quote": "một\nhai"})


def test_blanks_around_a_text_are_no_content() -> None:
    assert content_digest({"body_text": "một\n"}) == content_digest({"body_text": "một"})
