"""Recognise the parts of a Party or State document (*thể thức*) in its plain text and propose every field.

Pure: text in, a frozen ``Layout`` out. A proposal is evidence for a clerk, never a fact: each field says
where it was read. What is absent is named with a reason instead of being guessed.
"""

import re
from collections import Counter
from collections.abc import Sequence

from documents import layout_copies, layout_dates, layout_head, layout_nodes, layout_signature, secrecy
from documents.layout_fields import CopyBlock, Layout, ReadField
from documents.layout_lines import Cell, cells
from documents.layout_names import LOWER, UPPER, proper_case
from documents.number_vocabulary import DEFAULT, Vocabulary
from portal.text.dates import find_dates
from portal.text.vietnamese import fold, normalise

__all__ = ["CopyBlock", "Layout", "ReadField", "recognise"]

_EFFECT = re.compile(r"\snay,?\s+(?:bat dau\s+)?co\s+hieu\s+luc(?:\s+thi\s+hanh)?,?\s+(?:ke\s+)?tu\s+(?=ngay)")
# "Kể từ ngày ký": the day of issue, where that is printed.
_EFFECT_AT_ONCE = re.compile(
    r"\snay,?\s+(?:bat dau\s+)?co\s+hieu\s+luc(?:\s+thi\s+hanh)?,?\s+(?:ke\s+)?tu\s+ngay\s+(?:duoc\s+)?"
    r"(?:ky(?:\s+ban\s+hanh)?|ban\s+hanh)(?=\s*(?:[.,;)\n/]|va\s|den\s|$))"
)
_ADOPTED = re.compile(
    r"nay\s+(?:da\s+)?duoc\s+(?:quoc\s+hoi|uy\s+ban\s+thuong\s+vu|hoi\s+dong\s+nhan\s+dan)"
    r"[^.\n]{0,160}thong\s+qua\s+(?=ngay)"
)
_LOCALITY = re.compile(
    rf"(?<!\w)(?:tỉnh|thành phố|(?:Tỉnh|Thành) (?:ủy|uỷ)) (?P<name>[{UPPER}][{LOWER}]+(?: [{UPPER}][{LOWER}]+){{0,3}})"
)

_CENTRAL = re.compile(
    r"(?:bo |chinh phu|thu tuong|quoc hoi|uy ban thuong vu quoc hoi|chu tich nuoc|hoi dong (?:bo truong|nha nuoc)"
    r"|hoi dong tham phan"
    r"|toa an nhan dan toi cao|vien kiem sat nhan dan toi cao|ngan hang nha nuoc|kiem toan nha nuoc|thanh tra chinh phu"
    r"|tong cuc|van phong (?:quoc hoi|chinh phu|trung uong)|ban bi thu|.*\b(?:trung uong|viet nam)$)"
)


def recognise(text: str, vocabulary: Vocabulary = DEFAULT) -> Layout:
    """Return the parts of a document's text. Never raises; a text that is no document has few fields."""
    same = normalise(text)
    every = cells(same)
    copy_found = layout_copies.find_copy(same, every, vocabulary)
    copy = copy_found[0] if copy_found else None
    own = [*every[: copy_found[1]], *every[copy_found[2] :]] if copy_found else every
    head = layout_head.read_head(same, own, vocabulary)
    after = own[head.body_from :]
    fields = [*head.fields]
    if not any(field.name == "issued_on" for field in fields):
        fields += _adopted(same)
    if not any(field.name == "issued_on" for field in fields):
        fields = [field for field in fields if field.name != "issued_precision"] + _date_at_end(same, after, fields)
    fields += _type_from_symbol(head, fields)
    fields += layout_signature.read_signature(same, _tail_cells(after))
    fields += layout_signature.read_recipients(same, after)
    fields += _issuer_from_authority(fields)
    scopes = secrecy.scopes(same)
    fields += [ReadField("scope", s.audience, s.start, s.end, s.quote, "body") for s in scopes[:1]]
    fields += _effect(same, fields)
    fields += _locality(same, fields)
    notices = secrecy.notices(same)
    fields += _absences(head, fields, copy, draft=any(notice.kind == "draft" for notice in notices))
    nodes = layout_nodes.nodes(same)
    if copy:
        nodes = layout_nodes.outside(nodes, copy.start, copy.end)
    return Layout(
        text=same,
        fields=tuple(fields),
        nodes=nodes,
        copy=copy,
        secrecy=secrecy.marks(same),
        notices=notices,
        scopes=scopes,
        is_document=bool(head.type_entry or head.symbol or head.blank or copy or head.has_state_title),
    )


def _tail_cells(after: Sequence[Cell]) -> Sequence[Cell]:
    """Return where signatures may stand: not among the first lines of a body that has many."""
    return after[min(len(after) // 5, 6) :]


def _date_at_end(text: str, after: Sequence[Cell], fields: Sequence[ReadField]) -> list[ReadField]:
    """Read a date of issue that stands beside the signature; without a place it is not taken from there."""
    blank = [field for field in fields if field.name == "issued_precision"]
    if blank:
        return blank
    short = [cell for cell in after[-40:] if len(cell.text) < 90]
    found = layout_dates.read_date(text, short, "signature")
    return found if any(field.name == "place" for field in found) else []


def _adopted(text: str) -> list[ReadField]:
    """Read the day on which an assembly adopted its text: its acts print no other date."""
    for match in _ADOPTED.finditer(fold(text)):
        for printed in find_dates(text, match.end(), min(len(text), match.end() + 40)):
            if printed.start == match.end() and printed.precision == "day" and printed.value:
                span, quote = (printed.start, printed.end), text[match.start() : printed.end]
                value = printed.value.isoformat()
                return [
                    ReadField("issued_on", value, *span, quote, "body"),
                    ReadField("issued_precision", "day", *span, quote, "body"),
                ]
    return []


def _type_from_symbol(head: layout_head.Head, fields: Sequence[ReadField]) -> list[ReadField]:
    """Propose the type that the symbol's code suggests, or an official letter by its form, where no title says it."""
    if any(field.name == "type" for field in fields):
        return []
    number = head.symbol or head.blank
    if number is not None and number.type_name:
        seen = next((field for field in fields if field.name == "symbol"), None)
        span = (seen.start, seen.end, seen.quote) if seen else (*head.number_span, number.raw.strip())
        return [ReadField("type", number.type_name, *span, "head")]
    letter = next((field for field in fields if field.name == "addressees"), None)
    if letter and any(field.name == "subject" for field in fields):
        return [ReadField("type", "Công văn", letter.start, letter.end, letter.quote, "head")]
    return []


def _issuer_from_authority(fields: Sequence[ReadField]) -> list[ReadField]:
    """Take the body on whose behalf it is signed (T/M BỘ CHÍNH TRỊ) where no heading names the issuer."""
    signed = next((field for field in fields if field.name == "authority"), None)
    if signed is None or any(field.name == "issuer" for field in fields):
        return []
    match = re.match(r"(?:T/M|TM\.?)\s*", signed.value)
    if not match:
        return []
    body = re.split(r"\s(?:K/T|KT\.?)\s", signed.value[match.end() :])[0]
    value = proper_case(body)
    return [ReadField("issuer", value, signed.start, signed.end, signed.quote, "signature")]


def _effect(text: str, fields: Sequence[ReadField]) -> list[ReadField]:
    """Return ``effective_on`` where the document itself says from which day it has effect."""
    folded = fold(text)
    for match in _EFFECT.finditer(folded):
        printed = next(iter(find_dates(text, match.end(), min(len(text), match.end() + 40))), None)
        if printed and printed.start == match.end() and printed.precision == "day" and printed.value:
            quote = text[match.start() : printed.end]
            return [ReadField("effective_on", printed.value.isoformat(), printed.start, printed.end, quote, "body")]
    issued = next((field.value for field in fields if field.name == "issued_on"), "")
    at_once = _EFFECT_AT_ONCE.search(folded) if len(issued) == 10 else None
    if at_once:
        span = at_once.start() + 1, at_once.end()
        return [ReadField("effective_on", issued, *span, text[slice(*span)], "body")]
    return []


def _locality(text: str, fields: Sequence[ReadField]) -> list[ReadField]:
    """Return the province that the text speaks of most: the heading of a provincial body may not name it.

    What a central body writes about a province says nothing of itself, and between two named alike nobody can choose.
    """
    issuer = next((field.value for field in fields if field.name == "issuer"), "")
    named = Counter(match["name"] for match in _LOCALITY.finditer(text)).most_common(2)
    if not named or not issuer or _CENTRAL.match(fold(issuer)) or (len(named) > 1 and named[0][1] == named[1][1]):
        return []
    most = named[0][0]
    match = next(m for m in _LOCALITY.finditer(text) if m["name"] == most)
    return [ReadField("locality", most, *match.span("name"), match[0], "body")]


def _absences(
    head: layout_head.Head, fields: Sequence[ReadField], copy: CopyBlock | None, *, draft: bool
) -> list[ReadField]:
    """Say why there is no number or no date, instead of taking another one's."""
    present = {field.name for field in fields}
    made = []
    if "symbol" not in present:
        quote = head.blank.raw.strip() if head.blank else ""
        made.append(
            ReadField("no_number_reason", "draft" if draft else "not_printed", *head.number_span, quote, "head")
        )
    if "issued_on" not in present:
        blank = next((field for field in fields if field.name == "issued_precision"), None)
        reason = "draft" if draft else "blank" if blank else "not_printed"
        span = (blank.start, blank.end, blank.quote) if blank else (0, 0, "")
        made.append(ReadField("no_date_reason", reason, *span, "head"))
        if not blank:
            made.append(ReadField("issued_precision", "unknown", 0, 0, "", "head"))
    return made
