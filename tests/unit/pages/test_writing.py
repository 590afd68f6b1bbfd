"""Body blocks written down as plain text."""

import pytest

from portal.pages.writing import blocks, header_and_body


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Một đoạn.", [("paragraph", "<p>Một đoạn.</p>")]),
        ("Hai\ndòng", [("paragraph", "<p>Hai<br/>dòng</p>")]),
        ("## Đề mục", [("heading", "Đề mục")]),
        ("> Nói ngắn | Bà Hoa", [("quote", {"text": "Nói ngắn", "source": "Bà Hoa"})]),
        ("- một\n- hai", [("list", ["một", "hai"])]),
        ("Bảng: Số liệu\nXã | Số\nA | 1", [("table", {"caption": "Số liệu", "text": "Xã | Số\nA | 1"})]),
        ("a < b & c", [("paragraph", "<p>a &lt; b &amp; c</p>")]),
        ("", []),
        ("một\r\n\r\nhai", [("paragraph", "<p>một</p>"), ("paragraph", "<p>hai</p>")]),
    ],
)
def test_text_becomes_blocks(text: str, expected: list[tuple[str, object]]) -> None:
    assert blocks(text) == expected


def test_a_header_may_repeat_a_line() -> None:
    header, body = header_and_body("a: 1\nb: x: y\na: 2\n\nĐoạn.")

    assert header == [("a", "1"), ("b", "x: y"), ("a", "2")]
    assert body == "Đoạn."
