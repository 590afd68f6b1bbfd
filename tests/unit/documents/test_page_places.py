"""A stretch of text is found on the picture of its page, whatever the order of the picture's letters."""

from documents.marked_text import Place
from documents.page_places import DrawnPage, places_on


def page_of(*lines: str) -> DrawnPage:
    """Return a picture whose letters are ten wide and twenty high."""
    letters, boxes = "", []
    for row, line in enumerate(lines):
        for column, letter in enumerate(line):
            if not letter.isspace():
                letters += letter
                boxes.append((column * 10, row * 30, column * 10 + 10, row * 30 + 20))
    return DrawnPage(1, 1, 600, 800, letters, tuple(boxes))


def place(text: str, words: str, nth: int = 0, number: int = 1) -> Place:
    start = -1
    for _ in range(nth + 1):
        start = text.index(words, start + 1)
    return Place(number, "symbol", start, start + len(words))


def test_words_are_boxed_where_they_stand() -> None:
    text = "Số 14-KL/TW\nKẾT LUẬN"

    found = places_on(page_of(*text.split("\n")), text, 0, [place(text, "14-KL/TW")])

    assert [each.boxes for each in found] == [((27, -3, 86, 26),)]


def test_words_over_two_lines_have_two_boxes() -> None:
    text = "về việc rà\nsoát văn bản"

    found = places_on(page_of(*text.split("\n")), text, 0, [place(text, "việc rà\nsoát")])

    assert len(found[0].boxes) == 2


def test_the_second_of_two_same_words_is_the_one_that_is_meant() -> None:
    text = "ngày 1\nngày 1"

    found = places_on(page_of(*text.split("\n")), text, 0, [place(text, "ngày 1", nth=1)])

    assert found[0].boxes[0][1] == 27


def test_columns_in_another_order_are_found_all_the_same() -> None:
    text = "TRÁI HAI\nPHẢI MỘT"

    found = places_on(page_of("PHẢI MỘT", "TRÁI HAI"), text, 100, [Place(3, "issuer", 100, 108)])

    assert found[0].number == 3
    assert found[0].boxes[0][1] == 27


def test_what_the_picture_does_not_show_has_no_place() -> None:
    assert places_on(page_of("ảnh"), "chữ khác", 0, [Place(1, "symbol", 0, 3)]) == []
    assert places_on(page_of("chữ khác"), "chữ khác", 50, [Place(1, "symbol", 0, 3)]) == []
