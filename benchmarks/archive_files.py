"""Text out of PDF files: ours in reused child processes beside bare pdfium in this one, on the same files."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from io import BytesIO
from pathlib import Path

import pypdfium2

from benchmarks.measuring import Plan, Sides
from benchmarks.texts import documents
from documents.extraction import Status, extract

SAMPLES = Path(__file__).resolve().parents[2] / "shared" / "samples"
_FONT = Path("/usr/share/fonts/truetype/dejavu/DejaVuSerif.ttf")
_FILES, _SMOKE_FILES = 200, 6
_LINES, _WIDTH = 46, 88


@contextmanager
def prepared(plan: Plan) -> Iterator[Sides]:
    """Prepare the comparison."""
    made = [content for content, _ in made_files(plan)]
    made += [path.read_bytes() for path in sorted((SAMPLES / "files" / "pdf").glob("*.pdf"))]
    pages = sum(map(_bare, made))
    for content in made[:2]:
        extract(content, "a.pdf")
    yield Sides(
        lambda: pages / _timed(made, ours=True),
        lambda: pages / _timed(made, ours=False),
        "trang/s",
        {"files": len(made), "pages": pages},
    )


@lru_cache(maxsize=1)
def _made(count: int) -> tuple[tuple[bytes, str], ...]:
    from reportlab.lib.pagesizes import A4
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.pdfgen.canvas import Canvas

    pdfmetrics.registerFont(TTFont("serif", str(_FONT)))
    found = []
    for each in documents(count, first=3_000_001, clauses=45):
        lines = [piece for clause in each.clauses for piece in _wrapped(clause)]
        file = BytesIO()
        canvas = Canvas(file, pagesize=A4)
        for at in range(0, len(lines), _LINES):
            words = canvas.beginText(50, 790)
            words.setFont("serif", 10, leading=16)
            words.textLines(lines[at : at + _LINES])
            canvas.drawText(words)
            canvas.showPage()
        canvas.save()
        found.append((file.getvalue(), "\n".join(lines)))
    return tuple(found)


def made_files(plan: Plan) -> tuple[tuple[bytes, str], ...]:
    """Return PDF files with a Vietnamese font of their own, each with the text that was set in it."""
    return _made(_SMOKE_FILES if plan.smoke else _FILES)


def _wrapped(text: str) -> Iterator[str]:
    line = ""
    for word in text.split():
        if len(line) + len(word) >= _WIDTH:
            yield line
            line = ""
        line = f"{line} {word}".strip()
    yield line


def _timed(files: list[bytes], *, ours: bool) -> float:
    began = time.perf_counter()
    for content in files:
        if not ours:
            _bare(content)
        elif extract(content, "a.pdf").status is not Status.EXTRACTED:
            raise RuntimeError("a file was not read")
    return time.perf_counter() - began


def _bare(content: bytes) -> int:
    document = pypdfium2.PdfDocument(content)
    try:
        for page in document:
            layer = page.get_textpage()
            layer.get_text_bounded()
            layer.close()
            page.close()
        return len(document)
    finally:
        document.close()
