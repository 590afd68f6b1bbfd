"""The text of a document as a page shows it: parts with anchors, and the lines between them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from documents.nodes import BodyNode

_TITLED = frozenset({"phan", "chuong", "tieu-muc", "phu-luc", "dieu"})
_LONGEST_TITLE = 160


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of the text from one part's start to the next: its label apart, its lines in order."""

    anchor: str
    label: str
    lines: tuple[str, ...]
    depth: int = 0
    is_heading: bool = False


@dataclass(frozen=True, slots=True)
class ContentsLine:
    """One line of the table of contents."""

    anchor: str
    text: str
    depth: int


def blocks(text: str, nodes: Sequence[BodyNode], start: int = 0) -> tuple[Block, ...]:
    """Return the text from ``start`` on as blocks; nothing of the text is left out or changed."""
    inside = [node for node in nodes if node.start >= start]
    found = []
    lead = text[start : inside[0].start] if inside else text[start:]
    if lead.strip():
        found.append(Block("", "", _lines(lead)))
    for at, node in enumerate(inside):
        end = inside[at + 1].start if at + 1 < len(inside) else len(text)
        segment = text[node.start : end].strip()
        label = node.label if node.label and segment.startswith(node.label) else ""
        rest = segment[len(label) :] if label else segment
        found.append(Block(node.anchor, label, _lines(rest), node.depth, is_title(node)))
    return tuple(found)


def contents(nodes: Iterable[BodyNode], limit: int = 80) -> tuple[ContentsLine, ...]:
    """Return the table of contents: the parts that carry a heading, at most ``limit`` of them."""
    lines = [
        ContentsLine(node.anchor, f"{node.label} {node.heading}".strip()[:140], node.depth)
        for node in nodes
        if is_title(node)
    ]
    if len(lines) > limit:
        shallow = min(line.depth for line in lines)
        lines = [line for line in lines if line.depth == shallow]
    return tuple(lines[:limit])


def is_title(node: BodyNode) -> bool:
    """Return whether a part begins with a title of its own, and not with its first sentence."""
    if node.kind in _TITLED:
        return bool(node.heading) and len(node.heading) <= _LONGEST_TITLE
    heading = node.heading.strip()
    return node.kind == "muc" and 0 < len(heading) <= _LONGEST_TITLE and heading[-1] not in ".;:,"


def _lines(segment: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in segment.splitlines() if line.strip())
