"""Find the addressable parts of a document's text: Phần, Chương, Mục, Điều, khoản, điểm; I. 1. 1.1 a).

Each node has an ASCII anchor made of its labels (``dieu-5.khoan-2.diem-a``, ``muc-2.3``): reading a text
again keeps the anchor of every part whose label is unchanged. Offsets count in the given NFC text.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache

from documents.wrapped_lines import unwrapped
from portal.text.vietnamese import slug

_EDGE = r"[ \t*#_>]*"
_ROMAN = r"[IVXLC]{1,7}"
_NUMBER = (
    r"[“\"]?(?P<label>[0-9]{1,3}[a-zđ]?(?:\.[0-9]{1,3}){0,4})\s?(?:[.)/-]\s*|\s)(?P<rest>[“\"‘'(]?[^\W\d_“\"(][^\n]*)"
)
_HEADINGS = (
    ("phan", re.compile(rf"{_EDGE}(?P<label>(?i:phần)\s(?:(?i:thứ)\s\w+|{_ROMAN}|[0-9]{{1,3}}))\b(?P<rest>[^\n]*)")),
    ("chuong", re.compile(rf"{_EDGE}(?P<label>(?i:chương)\s(?:{_ROMAN}|[0-9]{{1,3}}))\b(?P<rest>[^\n]*)")),
    ("muc", re.compile(rf"{_EDGE}(?P<label>(?i:mục)\s(?:[0-9]{{1,3}}|{_ROMAN}))\b(?P<rest>[^\n]*)")),
    ("tieu-muc", re.compile(rf"{_EDGE}(?P<label>(?i:tiểu mục)\s[0-9]{{1,3}})\b(?P<rest>[^\n]*)")),
    ("phu-luc", re.compile(rf"{_EDGE}(?P<label>(?i:phụ lục)(?:\s(?:{_ROMAN}|[0-9]{{1,3}}))?)(?P<rest>[ .:]*)$")),
    ("dieu", re.compile(rf"{_EDGE}(?P<label>(?:Điều|ĐIỀU)\s[0-9]{{1,4}}[a-zđ]?)\s?[.:](?P<rest>[^\n]*)")),
    ("roman", re.compile(rf"{_EDGE}(?P<label>{_ROMAN})\s?(?:[.)-]|\s-)\s*(?P<rest>\S[^\n]*)")),
    ("number", re.compile(rf"{_EDGE}{_NUMBER}")),
    ("letter", re.compile(rf"{_EDGE}(?P<label>[a-zđ]{{1,2}})\s?[)]\s*(?P<rest>\S[^\n]*)")),
)  # fmt: skip
_ORDER = {"phu-luc": 0, "phan": 1, "chuong": 2, "muc": 3, "tieu-muc": 4, "dieu": 5}
_KIND_NAMES = {"roman": "phan", "number": "muc", "letter": "diem"}
# Lower case only: "2.500 người" counts people, "1. Người đứng đầu…" is a part of the document.
_MONEY_OR_YEAR = re.compile(r"(?:năm|tháng|ngày|người|đồng|triệu|tỷ|%|km|ha|m2|giờ|phút)\b")


@dataclass(frozen=True, slots=True)
class Node:
    """One addressable part: ``label`` as printed ("Điều 5", "2.3", "a"), ``heading`` what follows it on its line."""

    kind: str
    label: str
    anchor: str
    start: int
    end: int
    depth: int = 0
    heading: str = ""


@dataclass(frozen=True, slots=True)
class _Sign:
    """A heading as met, before it is known what it stands in."""

    kind: str
    label: str
    start: int
    rest: str


def _signs(text: str) -> Iterable[_Sign]:
    offset = 0
    for line in text.split("\n"):
        if line and len(line.strip()) > 1:
            for kind, form in _HEADINGS:
                match = form.match(line)
                if match:
                    if not (kind == "number" and not _is_numbered(match)):
                        rest = match["rest"].strip(" \t.:*#–-")
                        yield _Sign(kind, match["label"].strip(), offset + match.start("label"), rest)
                    break
        offset += len(line) + 1


def _is_numbered(match: re.Match[str]) -> bool:
    """Say whether a number begins a part and not a sum or a date at the start of a broken line."""
    separator = match[0][match.end("label") - match.start() : match.start("rest") - match.start()]
    if _MONEY_OR_YEAR.match(match["rest"]):
        return False
    if any(sign in separator for sign in ".)/-"):
        return True
    return "." in match["label"] and match["rest"][:1].isupper()


def _rank(sign: _Sign, open_: list[tuple[int, Node]]) -> int:
    """Return how deep a sign stands: laws by their names, other texts by their numerals."""
    if sign.kind in _ORDER:
        return _ORDER[sign.kind]
    if sign.kind == "roman":
        return 2
    in_article = any(node.kind == "dieu" for _, node in open_)
    if sign.kind == "number":
        return (10 if in_article else 6) + sign.label.count(".")
    return 20


def _named(sign: _Sign, open_: list[tuple[int, Node]]) -> str:
    if sign.kind == "number":
        return "khoan" if any(node.kind == "dieu" for _, node in open_) else "muc"
    return _KIND_NAMES.get(sign.kind, sign.kind)


@lru_cache(maxsize=4096)
def _slug(label: str) -> str:
    # The labels of one text are those of the next.
    return slug(label)


def _segment(kind: str, sign: _Sign) -> str:
    if sign.kind in _ORDER:
        return _slug(sign.label)
    if sign.kind == "number":
        return f"{kind}-{_slug(sign.label.replace('.', 'x')).replace('x', '.')}"
    return f"{kind}-{sign.label.lower().replace('đ', 'dd')}"


def nodes(text: str) -> tuple[Node, ...]:
    """Return the parts of ``text`` in order; a part ends where the next of its depth or above begins."""
    text = unwrapped(text)  # "số\n14-KL/TW" begins no part 14
    found: list[Node] = []
    open_: list[tuple[int, Node]] = []
    used: set[str] = set()
    ends: dict[str, int] = {}
    for sign in _signs(text):
        rank = _rank(sign, open_)
        while open_ and open_[-1][0] >= rank:
            ends[open_.pop()[1].anchor] = sign.start
        kind = _named(sign, open_)
        anchor = _unique(_anchor(kind, sign, open_), used)
        node = Node(kind, sign.label, anchor, sign.start, len(text), len(open_), sign.rest[:300])
        open_.append((rank, node))
        found.append(node)
    return tuple(
        Node(each.kind, each.label, each.anchor, each.start, end, each.depth, each.heading)
        for each in found
        for end in [_trimmed(text, each.start, ends.get(each.anchor, len(text)))]
    )


def _anchor(kind: str, sign: _Sign, open_: list[tuple[int, Node]]) -> str:
    """Return the anchor: articles are counted through the whole text, so a chapter is no part of theirs."""
    segment = _segment(kind, sign)
    if kind in {"dieu", "phu-luc", "phan"}:
        return segment if sign.kind != "roman" or not open_ else f"{open_[-1][1].anchor}.{segment}"
    parent = open_[-1][1] if open_ else None
    if sign.kind == "number" and "." in sign.label and parent is not None and sign.label.startswith(parent.label + "."):
        # 2.3 below 2 is muc-2.3, not muc-2.muc-2.3.
        head = parent.anchor.rpartition(f"{kind}-")[0]
        return f"{head}{segment}"
    return f"{parent.anchor}.{segment}" if parent else segment


def _unique(anchor: str, used: set[str]) -> str:
    made, count = anchor, 1
    while made in used:
        count += 1
        made = f"{anchor}-{count}"
    used.add(made)
    return made


def _trimmed(text: str, start: int, end: int) -> int:
    while end > start and text[end - 1].isspace():
        end -= 1
    return end


def outside(found: Iterable[Node], start: int, end: int) -> tuple[Node, ...]:
    """Return the nodes outside ``[start, end)``, those that reached into it cut: a copy block is no part of them."""
    kept = (replace(node, end=min(node.end, start)) if node.start < start < node.end else node for node in found)
    return tuple(node for node in kept if not start <= node.start < end)
