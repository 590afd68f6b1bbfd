"""What a part of a text is called by those who cite it: "điểm a khoản 2 Điều 5". Pure."""

from collections.abc import Iterable

from documents.nodes import BodyNode

_WORDS = {"phan": "phần", "chuong": "chương", "muc": "mục", "tieu-muc": "tiểu mục", "khoan": "khoản", "diem": "điểm"}
# What has no name by itself: a clause is always one of an article.
_PARTS_OF_OTHERS = frozenset({"khoan", "diem"})


def places(nodes: Iterable[BodyNode]) -> dict[str, str]:
    """Return the name of each part by its anchor, with a capital at its head."""
    known = {node.anchor: node for node in nodes}
    return {anchor: words[:1].upper() + words[1:] for anchor in known if (words := _named(anchor, known))}


def _named(anchor: str, known: dict[str, BodyNode]) -> str:
    node = known[anchor]
    label = node.label.strip(" .)-–")
    own = label if " " in label or node.kind not in _WORDS else f"{_WORDS[node.kind]} {label}"
    above = anchor.rpartition(".")[0]
    if node.kind in _PARTS_OF_OTHERS and above in known:
        return f"{own} {_named(above, known)}"
    return own
