"""The parts of a document's text. Pure."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class BodyNode:
    """One addressable part (*Điều 5*, *khoản 2*): ``start`` and ``end`` count code points of the text."""

    kind: str
    label: str
    anchor: str
    start: int
    end: int
    depth: int = 0
    heading: str = ""


def stored(nodes: Any) -> list[dict[str, Any]]:
    """Return ``nodes`` (of the layout reader, of ours, or stored ones) as they are stored with a document."""
    names = ("kind", "label", "anchor", "start", "end", "depth", "heading")
    return [node if isinstance(node, dict) else {name: getattr(node, name) for name in names} for node in nodes]
