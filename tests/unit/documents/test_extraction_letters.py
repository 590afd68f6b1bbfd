"""What a page says comes out letter for letter, however much or little it says."""

import io

import pytest
from reportlab.pdfgen.canvas import Canvas

from documents.extraction import Limits
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
