"""What a page says comes out letter for letter, however much or little it says."""

import io

import pytest
from reportlab.pdfgen.canvas import Canvas

from documents.extraction import Extraction, Limits, PageText, Status
from documents.extraction.child import packed, unpacked
from documents.extraction.pdf import read_pdf


@pytest.mark.parametrize("lines", [1, 40, 400])
def test_a_page_says_what_is_printed_on_it_and_nothing_more(lines: int) -> None:
    printed = [f"Khoan {line}. Noi dung thu {line * 7919} cua van ban" for line in range(lines)]
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=(595, 40 + 20 * lines))
    for line, words in enumerate(printed):
        canvas.drawString(60, 20 * (lines - line), f"{words} ")
    canvas.showPage()
    canvas.showPage()
    canvas.save()

    said, nothing = read_pdf(file.getvalue(), Limits()).pages

    assert said.text.split("\n") == printed
    assert nothing.text == ""


@pytest.mark.parametrize("text", ["Điều 1\n\n\n\nĐiều 2 𠮷", "một văn bản khác"])
def test_a_reading_comes_out_of_its_child_as_it_was(text: str) -> None:
    found = Extraction(
        status=Status.UNTRUSTED,
        pages=(PageText(1, "Điều 1"), PageText(3, ""), PageText(4, "Điều 2 𠮷")),
        text=text,
        margin_text="MẬT",
        detail="vì sao",
        kind="pdf",
        before="§iÒu 1",
        encoding="tcvn3",
    )

    assert unpacked(packed(found)) == found
    assert unpacked(packed(Extraction(Status.SCAN))) == Extraction(Status.SCAN)
