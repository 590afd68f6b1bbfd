"""The child process that draws pages: ``python -m documents.extraction.page_child``.

One file on standard input, framed as for the reading child; for each wanted page two frames on standard output: what
stands where (JSON), and the picture. The process ends after one file, and with it all memory that drawing took.
"""

import io
import json
import sys
import unicodedata

import pypdfium2

from documents.extraction.child import confine, read_frame, write_frame
from documents.extraction.types import Limits
from portal.text.vietnamese import normalise

_LARGEST_SIDE = 3_600
_LETTERS = 20_000


def main() -> None:
    """Draw the pages that the parent asks for."""
    source, sink = sys.stdin.buffer, sys.stdout.buffer
    wish = json.loads(read_frame(source))
    content = read_frame(source)
    confine(Limits(**wish["limits"]))
    document = pypdfium2.PdfDocument(content)
    for number in wish["pages"]:
        if 1 <= number <= len(document):
            told, picture = _drawn(document, number, wish["dpi"], wish["format"])
            write_frame(sink, json.dumps(told, ensure_ascii=False).encode("utf-8", "replace"))
            write_frame(sink, picture)


def _drawn(document: pypdfium2.PdfDocument, number: int, dpi: int, form: str) -> tuple[dict[str, object], bytes]:
    page = document[number - 1]
    try:
        width, height = page.get_size()
        scale = min(dpi / 72, _LARGEST_SIDE / max(width, height, 1))
        image = page.render(scale=scale, grayscale=form == "png").to_pil()
        letters, boxes = _letters(page, height, scale)
    finally:
        page.close()
    out = io.BytesIO()
    if form == "png":
        image.save(out, "PNG", dpi=(dpi, dpi))
    else:
        image.convert("RGB").save(out, "JPEG", quality=82, optimize=True)
    told = {
        "number": number, "count": len(document), "width": image.width, "height": image.height, "letters": letters,
        "boxes": boxes,
    }  # fmt: skip
    return told, out.getvalue()


def _letters(page: pypdfium2.PdfPage, height: float, scale: float) -> tuple[str, list[list[int]]]:
    """Return the page's letters without blanks, and for each its box in the picture: left, top, right, bottom."""
    layer = page.get_textpage()
    try:
        found: list[str] = []
        boxes: list[list[int]] = []
        for index in range(min(layer.count_chars(), _LETTERS)):
            letter = layer.get_text_range(index, 1)
            if not letter.strip():
                continue
            left, bottom, right, top = layer.get_charbox(index)
            box = [round(left * scale), round((height - top) * scale), round(right * scale),
                   round((height - bottom) * scale)]  # fmt: skip
            whole = normalise(found[-1] + letter) if found and unicodedata.combining(letter[0]) else ""
            if len(whole) == 1:
                found[-1] = whole  # an accent that the file keeps apart from its letter
                continue
            for each in normalise(letter):
                found.append(each)
                boxes.append(box)
        return "".join(found), boxes
    finally:
        layer.close()


if __name__ == "__main__":
    main()
