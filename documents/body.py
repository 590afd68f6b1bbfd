"""The text of a document as a page shows it: its printed head, parts with anchors, and its end.

Every line of the text is shown once and unchanged; only where on the sheet it stands is decided here.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from documents.nodes import BodyNode
from portal.text.vietnamese import fold

_TITLED = frozenset({"phan", "chuong", "tieu-muc", "phu-luc", "dieu"})
_LONGEST_TITLE = 160
_HEAD_LINES = 16
_AFTER_LABEL = re.compile(r"\s?[.)\-–/:]{1,2}\s*|\s+")
_RIGHT = re.compile(r"^(dang cong san viet nam|cong hoa xa hoi chu nghia viet nam|doc lap\W+tu do\W+hanh phuc)\W*$")
_PLACE_AND_DAY = re.compile(r"^[^,\d]{2,60},\s*ngay\s[\d .…]*\s?thang\s[\d .…]*\s?nam\s?\d{4}$")
_LETTER_LINE = re.compile(r"^(so\s?:|so\s+\d|v/v\s|ve viec\s)")
_RULE = re.compile(r"^[-_*=–— ]{3,}$")
_SIGNED = re.compile(r"^(t/m|tm\.|k/t|kt\.|t/l|tl\.|tuq\.|q\.)\s", re.IGNORECASE)
_RECIPIENTS = re.compile(r"^noi nhan\s?:?")


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of the text from one part's start to the next: its label apart, its lines in order."""

    anchor: str
    label: str
    lines: tuple[str, ...]
    depth: int = 0
    is_heading: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """The text laid out as it was printed: two columns at the head, a title, the body, two columns at the end."""

    left: tuple[str, ...] = ()
    right: tuple[str, ...] = ()
    title: tuple[str, ...] = ()
    blocks: tuple[Block, ...] = ()
    recipients: tuple[str, ...] = ()
    tail: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ContentsLine:
    """One line of the table of contents."""

    anchor: str
    text: str
    depth: int


def sheet(text: str, nodes: Sequence[BodyNode], type_name: str = "") -> Sheet:
    """Return the whole text laid out."""
    end = _tail_start(text)
    inside = [node for node in nodes if node.start < end]
    lead = _lines(text[: inside[0].start] if inside else text[:end])
    left, right, title, rest = _head(lead, type_name)
    blocks = [Block("", "", rest)] if rest else []
    for at, node in enumerate(inside):
        until = inside[at + 1].start if at + 1 < len(inside) else end
        blocks.append(_block(text, node, until))
    recipients, tail = _tail(_lines(text[end:]))
    return Sheet(left, right, title, tuple(blocks), recipients, tail)


def contents(text: str, nodes: Iterable[BodyNode], limit: int = 80) -> tuple[ContentsLine, ...]:
    """Return the table of contents: the parts that carry a title, at most ``limit`` of them."""
    lines = [
        ContentsLine(node.anchor, text[node.start : _line_end(text, node)].strip()[:140], node.depth)
        for node in nodes
        if is_title(text, node)
    ]
    if len(lines) > limit:
        shallow = min(line.depth for line in lines)
        lines = [line for line in lines if line.depth == shallow]
    return tuple(lines[:limit])


def without_frame(text: str, nodes: Sequence[BodyNode], type_name: str = "") -> tuple[str, int]:
    """Return what stands between the printed head and the first part, and where recipients and signature begin."""
    end = _tail_start(text)
    first = nodes[0].start if nodes else end
    rest = _head(_lines(text[: min(first, end)]), type_name)[3]
    return "\n".join(line for line in rest if not _RULE.match(line)), end


def is_title(text: str, node: BodyNode) -> bool:
    """Return whether a part begins with a title of its own, and not with its first sentence."""
    line = text[node.start : _line_end(text, node)].strip()
    if not node.heading or len(line) > _LONGEST_TITLE:
        return False
    return node.kind in _TITLED or (node.kind == "muc" and line[-1] not in ".;:,")


def _line_end(text: str, node: BodyNode) -> int:
    end = text.find("\n", node.start)
    return len(text) if end < 0 else end


def _block(text: str, node: BodyNode, until: int) -> Block:
    segment = text[node.start : until].strip()
    label = ""
    if node.label and segment.startswith(node.label):
        after = _AFTER_LABEL.match(segment, len(node.label))
        label = segment[: after.end() if after else len(node.label)]
    return Block(node.anchor, label, _lines(segment[len(label) :]), min(node.depth, 6), is_title(text, node))


def _head(lines: tuple[str, ...], type_name: str) -> tuple[tuple[str, ...], ...]:
    """Part the lines before the first part into left column, right column, title and the rest."""
    wanted = fold(type_name)
    at = next((at for at, line in enumerate(lines[:_HEAD_LINES]) if wanted and fold(line) == wanted), -1)
    if at < 0:
        return _letter_head(lines)
    if not any(_RIGHT.match(fold(line)) for line in lines[:at]):
        return (), (), (), lines
    left, right = _columns(lines[:at])
    end = at + 1
    while end < len(lines) and end < at + 6 and len(lines[end]) < _LONGEST_TITLE and lines[end][-1] not in ".;:":
        end += 1
        if _RULE.match(lines[end - 1]):
            break
    return left, right, _unruled(lines[at:end]), lines[end:]


def _letter_head(lines: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    """Part the head of a letter (*công văn*), which prints no type: it ends with the number, the subject or the day."""
    folded = [fold(line) for line in lines[:_HEAD_LINES]]
    to = next((at for at, line in enumerate(folded) if line.startswith("kinh gui")), len(folded))
    ends = [at for at, line in enumerate(folded[:to]) if _PLACE_AND_DAY.match(line) or _LETTER_LINE.match(line)]
    if not ends or not any(_RIGHT.match(line) for line in folded[:to]):
        return (), (), (), lines
    return *_columns(lines[: ends[-1] + 1]), (), lines[ends[-1] + 1 :]


def _columns(head: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    lines = _unruled(head)
    right = tuple(line for line in lines if _RIGHT.match(fold(line)) or _PLACE_AND_DAY.match(fold(line)))
    return tuple(line for line in lines if line not in right), right


def _unruled(lines: Iterable[str]) -> tuple[str, ...]:
    """Leave out lines of dashes: they stand for a rule that was drawn under a name, and read aloud they are noise."""
    return tuple(line for line in lines if not _RULE.match(line))


def _tail_start(text: str) -> int:
    """Return where recipients and signature begin: only in the last part of the text, else its end."""
    offset = 0
    found = len(text)
    for line in text.splitlines(keepends=True):
        stripped = line.strip()
        if offset > len(text) * 0.4 and (_RECIPIENTS.match(fold(stripped)) or _SIGNED.match(stripped)):
            found = min(found, offset)
            break
        offset += len(line)
    return found if len(text) - found < 4_000 else len(text)


def _tail(lines: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    recipients: list[str] = []
    tail: list[str] = []
    for line in lines:
        listed = _RECIPIENTS.match(fold(line)) or (line.startswith(("-", "–", "+", "•")) and not tail)
        (recipients if listed else tail).append(line)
    return tuple(recipients), tuple(tail)


def _lines(segment: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in segment.splitlines() if line.strip())
