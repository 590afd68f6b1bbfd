"""Set apart the block that certifies a copy (*sao y, sao lục, trích sao*), before anything else is read.

Such a block carries its own body, number, place, date, authority, signer and recipients; taken for the
document's they would be the classic error of every archive.
"""

import re
from collections.abc import Sequence

from documents import layout_dates, layout_signature, numbering
from documents import layout_names as names
from documents.layout_fields import CopyBlock, ReadField
from documents.layout_lines import Cell
from documents.number_vocabulary import DEFAULT, Vocabulary

_KINDS = (
    ("SL", re.compile(r"(?:ban )?sao luc(?: .{0,30})?$")),
    ("TrS", re.compile(r"(?:ban )?trich sao(?: .{0,30})?$")),
    ("SY", re.compile(r"(?:ban )?sao y(?: (?:ban chinh|ban goc|ban sao))?$")),
    ("SY", re.compile(r"sao y(?: ban chinh| ban goc)? [;:(].{0,80}$")),
)
_CODE_KINDS = {"SL": "SL", "SY": "SY", "BS": "SY", "TrS": "TrS"}
_LABELLED = re.compile(r"(?:số|so)\s?:?\s?(?=[\d.…])", re.IGNORECASE)
_PURPOSE = re.compile(r"\(?(?:de |kinh gui|gui )")


def find_copy(text: str, cells: Sequence[Cell], vocabulary: Vocabulary = DEFAULT) -> tuple[CopyBlock, int, int] | None:
    """Return the copy block and the half-open range of its cells, or ``None`` where the text is no copy."""
    anchors = [(i, kind) for i, cell in enumerate(cells) if (kind := _kind_of(cell, vocabulary))]
    said = [(i, kind) for i, kind in anchors if not _is_number(cells[i])]
    # A code alone is a copy's only in the Party's form: SL was also the code of decrees (sắc lệnh).
    anchors = anchors if said else [(i, kind) for i, kind in anchors if "/SL" not in cells[i].text]
    if not anchors:
        return None
    first, kind = anchors[0][0], (said or anchors)[0][1]
    start = _head_of_block(cells, first)
    end = _end_of_block(cells, [i for i, _ in anchors], vocabulary)
    if end < len(cells) and len(said) == len(anchors):
        # A bare stamp above the document: nothing but the stamp is the copy's.
        start, end = first, first + 1
    block = cells[start:end]
    span = block[0].start, block[-1].end
    return CopyBlock(kind, *span, text[span[0] : span[1]], tuple(_fields(text, block, vocabulary))), start, end


def _end_of_block(cells: Sequence[Cell], anchors: Sequence[int], vocabulary: Vocabulary) -> int:
    """Return where the block ends: at the end, or above the document that it stands over."""
    last = anchors[-1]
    title = next((i for i in range(last + 1, len(cells)) if _begins_document(cells[i], vocabulary)), None)
    if title is None:
        return len(cells)
    own = next((i for i in range(last + 1, title) if _is_number(cells[i])), title)
    return max(_head_of_block(cells, own), last + 1) if own < title else title


def _is_number(cell: Cell) -> bool:
    return _LABELLED.match(cell.text) is not None


def _kind_of(cell: Cell, vocabulary: Vocabulary) -> str:
    if len(cell.text) > 120:
        return ""
    folded = cell.folded.strip(" .:")
    for kind, form in _KINDS:
        if form.match(folded):
            return kind
    label = _LABELLED.match(cell.text)
    if label:
        found = numbering.find(cell.text[label.end() :], vocabulary)
        return _CODE_KINDS.get(found[0].number.type_code, "") if found and found[0].start == 0 else ""
    return ""


def _begins_document(cell: Cell, vocabulary: Vocabulary) -> bool:
    if not cell.is_upper:
        return False
    return any(cell.folded == name or cell.folded.startswith(f"{name} cua ") for name in vocabulary.names) and not (
        cell.folded.startswith(("sao ", "trich sao", "ban sao"))
    )


def _head_of_block(cells: Sequence[Cell], anchor: int) -> int:
    """Go up from the first sign of a copy over the certifying body's own heading lines."""
    start, seen_body = anchor, False
    for i in range(anchor - 1, max(-1, anchor - 14), -1):
        cell = cells[i]
        folded = cell.folded
        slogan = folded.startswith(("cong hoa xa hoi", "dang cong san", "doc lap"))
        dated = layout_dates.read_date(cell.text, [Cell(cell.text, 0, len(cell.text), 0)], "copy")
        heading = cell.is_upper and not cell.text.startswith(("T/M", "T/L", "K/T", "TM.", "TL.", "KT."))
        if not (slogan or dated or heading) or names.is_person(cell.text):
            break
        if seen_body and not slogan and not dated and not names.begins_a_body(cell.text):
            break
        start = i
        seen_body = seen_body or names.begins_a_body(cell.text)
        if seen_body and cell.after_blank and i < anchor - 1 and not names.joins_line_above(cells[i + 1].text, ""):
            break
    return start


def _fields(text: str, block: Sequence[Cell], vocabulary: Vocabulary) -> list[ReadField]:
    made: list[ReadField] = []
    for cell in block:
        label = _LABELLED.match(cell.text)
        found = numbering.find(cell.text[label.end() :], vocabulary) if label else []
        if label and found:
            start = cell.start + label.end() + found[0].start
            end = cell.start + label.end() + found[0].end
            made.append(ReadField("symbol", text[start:end], start, end, text[cell.start : cell.end], "copy"))
            break
    issuer = _issuer(text, block)
    made += [issuer] if issuer else []
    made += layout_dates.read_date(text, block, "copy")
    made += _purpose(text, block, vocabulary)
    made += layout_signature.read_recipients(text, block, "copy")
    made += layout_signature.read_signature(text, block, "copy")
    return made


def _issuer(text: str, block: Sequence[Cell]) -> ReadField | None:
    lines: list[Cell] = []
    for cell in block:
        named = cell.is_upper and not any(c.isdigit() for c in cell.text)
        if not named or cell.folded.startswith(("cong hoa", "dang cong san", "sao ", "trich sao")):
            if lines:
                break
            continue
        if lines and not names.joins_line_above(cell.text, lines[-1].text):
            lines = [cell]
        elif lines or names.begins_a_body(cell.text):
            lines.append(cell)
    if not lines:
        return None
    value = names.proper_case(" ".join(line.text for line in lines))
    start, end = lines[0].start, lines[-1].end
    return ReadField("issuer", value, start, end, text[start:end], "copy")


def _purpose(text: str, block: Sequence[Cell], vocabulary: Vocabulary) -> list[ReadField]:
    """Return what the copy is made for: the line after "Sao lục" that says so."""
    for i, cell in enumerate(block[:-1]):
        if _kind_of(cell, vocabulary) and not _is_number(cell):
            below = block[i + 1]
            if _PURPOSE.match(below.folded) and not below.is_upper:
                return [ReadField("purpose", below.text, below.start, below.end, below.text, "copy")]
    return []
