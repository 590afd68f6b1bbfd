"""Propose how a document relates to those it cites: it carries them out, rests on them, replaces them.

Pure. Only what stands in a fitting place is proposed as more than a reference: the subject, the opening
before the first article or item, the bases, and sentences in which "this document" replaces or repeals.
A sentence that says what *another* document carries out gives a relation of that one (``acting``).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date as Date

from documents import layout_nodes
from documents.citation_finder import Citation, find
from documents.number_vocabulary import DEFAULT, Vocabulary
from portal.text.vietnamese import fold

_OPENING_AT_MOST = 6000
_ADVERBS = (
    r"(?: (?:tot|nghiem|nghiem tuc|co hieu qua|hieu qua|day du|kip thoi|noi dung|cac noi dung|tinh than|thang loi))*"
)
# Which word before a phrase says what the acting document does to it; the first that fits counts.
_VERBS = (
    ("replaces", re.compile(r"thay the(?: cho)?(?: toan bo)? $")),
    ("repeals", re.compile(r"(?:bai bo|huy bo)(?: toan bo| mot phan| noi dung)* $")),
    ("amends", re.compile(r"(?:sua doi,? bo sung|sua doi|bo sung)(?: mot so)?(?: dieu| noi dung)?(?: cua| tai)? $")),
    ("corrects", re.compile(r"dinh chinh $")),
    ("consolidates", re.compile(r"hop nhat $")),
    ("suspends", re.compile(r"dinh chi(?: viec thi hanh)? $")),
    ("reviews", re.compile(r"(?:so ket|tong ket)(?: \d+ nam)?(?: viec)?(?: trien khai)?(?: thuc hien)? $")),
    (
        "specifies",
        re.compile(r"(?:cu the hoa|quy dinh chi tiet(?: va huong dan)?(?: thi hanh)?(?: mot so dieu)?(?: cua)?) $"),
    ),
    ("guides", re.compile(r"huong dan(?: viec)?(?: trien khai)?(?: thuc hien| thi hanh)?(?: mot so dieu)?(?: cua)? $")),
    (
        "implements",
        re.compile(rf"(?:quan triet,? |trien khai,? |to chuc )*(?:thuc hien|trien khai|quan triet){_ADVERBS} $"),
    ),
    ("based_on", re.compile(r"(?:can cu(?: vao)?|tren co so) $")),
)
_OWN_ANYWHERE = frozenset({"replaces", "repeals", "amends", "suspends"})
_THIS = re.compile(
    r"(?:nghi quyet|quyet dinh|quy dinh|chi thi|ket luan|quy che|huong dan|thong bao|thong tu|nghi dinh|luat|ke hoach"
    r"|chuong trinh|van ban) nay"
)
_BETWEEN = re.compile(r"[\s,]{0,3}(?:ve viec |ve |de |nham |v/v |)?$")


@dataclass(frozen=True, slots=True)
class ProposedRelation:
    """A relation to ``target``, of this document or (``acting``) of another one that the sentence names.

    ``kind`` is one of implements, specifies, guides, based_on, replaces, amends, repeals, corrects,
    consolidates, suspends, reviews, refers; ``quote`` stands at ``[start, end)`` of the text.
    """

    kind: str
    target: Citation
    start: int
    end: int
    quote: str
    acting: Citation | None = None


def relations(
    text: str, vocabulary: Vocabulary = DEFAULT, *, citations: Sequence[Citation] | None = None, own_key: str = ""
) -> tuple[ProposedRelation, ...]:
    """Return the relations that NFC ``text`` says, the telling ones first met, one for each pair and kind.

    ``own_key`` is the document's own match key: it has no relation to itself.
    """
    found = _dated(find(text, vocabulary) if citations is None else citations)
    opening = _opening_end(text)
    folded = fold(text)
    made: dict[tuple[str, str, str], ProposedRelation] = {}
    told: set[str] = set()
    for i, each in enumerate(found):
        if not each.match_key or each.match_key == own_key:
            continue
        proposed = _proposed(text, folded, found[i - 1] if i else None, each, opening)
        acting = proposed.acting.match_key if proposed.acting else ""
        made.setdefault((acting, proposed.kind, each.match_key), proposed)
        if not acting and proposed.kind != "refers":
            told.add(each.match_key)
    kept = (r for r in made.values() if r.acting or r.kind != "refers" or r.target.match_key not in told)
    return tuple(sorted(kept, key=lambda r: r.start))


def _dated(found: Sequence[Citation]) -> Sequence[Citation]:
    """Give a mention without a date the one that the text gives the same symbol elsewhere, if it gives only one."""
    days: dict[str, set[Date]] = {}
    for each in found:
        if each.date is not None:
            days.setdefault(each.match_key, set()).add(each.date)
    only = {key: next(iter(known)) for key, known in days.items() if len(known) == 1}
    return [replace(each, date=only.get(each.match_key)) if each.date is None else each for each in found]


def _opening_end(text: str) -> int:
    first = next(
        (n.start for n in layout_nodes.nodes(text) if n.kind in {"dieu", "muc", "phan", "chuong", "khoan"}), None
    )
    return min(first if first is not None else len(text), _OPENING_AT_MOST)


def _proposed(text: str, folded: str, before: Citation | None, each: Citation, opening: int) -> ProposedRelation:
    clause = _clause_start(folded, each.phrase_start)
    lead = " ".join(folded[clause : each.phrase_start].split()) + " "
    lead = re.sub(r"(?:viec|cac|nhung|toan bo|noi dung) $", "", lead)
    kind, verb = next(((k, m) for k, form in _VERBS if (m := form.search(lead))), ("refers", None))
    acting = _acting(folded, before, each, clause) if verb else None
    if acting is None and verb is not None and not _is_own(kind, lead, each.phrase_start, opening):
        kind = "refers"
    start = acting.phrase_start if acting else _verb_start(folded, clause, each.phrase_start, kind)
    end = max(each.phrase_end, each.end)
    return ProposedRelation(kind, each, start, end, text[start:end], acting)


def _is_own(kind: str, lead: str, at: int, opening: int) -> bool:
    """Say whether the sentence speaks of what this document does."""
    if at < opening:
        return True
    return kind in _OWN_ANYWHERE and (_THIS.search(lead) is not None or len(lead.split()) <= 6)


def _acting(folded: str, before: Citation | None, each: Citation, clause: int) -> Citation | None:
    """Return the mention just before the verb, if the sentence says that *it* carries out this one."""
    if before is None or before.start < clause or not before.match_key or before.match_key == each.match_key:
        return None
    between = folded[before.end : each.phrase_start]
    verb = next((m for _, form in _VERBS if (m := form.search(" ".join(between.split()) + " "))), None)
    if verb is None:
        return None
    rest = " ".join(between.split())[: verb.start()]
    said = " ".join(folded[before.end : before.phrase_end].split())
    left = rest.removeprefix(said) if rest.startswith(said) else rest
    return before if _BETWEEN.fullmatch(left.strip() + " " if left.strip() else "") else None


def _clause_start(folded: str, at: int) -> int:
    window = folded[max(0, at - 600) : at]
    starts = [m.end() for m in re.finditer(r"[.;](?=\s)|\n\s*\n|(?<=[.;:])\n|\n(?=\s*[-+])", window)]
    return max(0, at - 600) + (starts[-1] if starts else 0)


def _verb_start(folded: str, clause: int, at: int, kind: str) -> int:
    """Return where the quote begins: at the verb, or at the phrase where none governs it."""
    if kind == "refers":
        return at
    words = [m.start() for m in re.finditer(r"\S+", folded[clause:at])]
    for begin in reversed(words):
        lead = " ".join(folded[clause + begin : at].split()) + " "
        if any(k == kind and form.match(lead) for k, form in _VERBS):
            longer = [b for b in words if b < begin and begin - b < 24]
            for b in longer:
                lead = " ".join(folded[clause + b : at].split()) + " "
                if any(k == kind and form.match(lead) for k, form in _VERBS):
                    return clause + b
            return clause + begin
    return at
