"""Body blocks from plain text, as demonstration content, set-up and imports bring it.

Blocks are parted by an empty line: ``## Đề mục``, ``> Lời trích | Người nói``, lines that begin with ``- ``,
a table as ``Bảng: tên`` with ``|`` between cells below it; anything else is a paragraph.
"""

from html import escape
from typing import Any

Block = tuple[str, Any]


def header_and_body(text: str) -> tuple[list[tuple[str, str]], str]:
    """Return the ``key: value`` lines above the first empty line, in order, and the text below it."""
    head, _, body = text.strip().partition("\n\n")
    pairs = [line.split(":", 1) for line in head.splitlines()]
    return [(key.strip(), value.strip()) for key, value in pairs], body


def blocks(text: str) -> list[Block]:
    """Return the body blocks that ``text`` writes down."""
    parts = (part.strip("\n") for part in text.replace("\r\n", "\n").split("\n\n"))
    return [_block(part) for part in parts if part.strip()]


def _block(part: str) -> Block:
    lines = [line.strip() for line in part.splitlines() if line.strip()]
    if lines[0].startswith("## "):
        return "heading", lines[0][3:]
    if lines[0].startswith("> "):
        words, _, who = " ".join(lines)[2:].partition(" | ")
        return "quote", {"text": words, "source": who}
    if lines[0].startswith("Bảng: ") and len(lines) > 1:
        return "table", {"caption": lines[0][6:], "text": "\n".join(lines[1:])}
    if len(lines) > 1 and all(line.startswith("- ") for line in lines):
        return "list", [line[2:] for line in lines]
    return "paragraph", f"<p>{'<br/>'.join(escape(line, quote=False) for line in lines)}</p>"
