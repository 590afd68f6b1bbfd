"""Read the head of a document: issuer, symbol, place and date, type, subject, addressees."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from documents import layout_names as names
from documents import numbering
from documents.layout_fields import ReadField
from documents.layout_lines import Cell
from documents.number_forms import BLANK_IN_TEXT, alike
from documents.number_vocabulary import DEFAULT, TypeEntry, Vocabulary
from portal.text.dates import PrintedDate, find_dates
from portal.text.vietnamese import fold

_HEAD_CELLS = 60
_NUMBER_LABEL = re.compile(r"^(?:(?P<type>[^\d:]{3,120}?)\s)?(?:số|so)\s?(?::|(?=\s?[\d.…/-]))\s*", re.IGNORECASE)
_SLOGANS = ("cong hoa xa hoi chu nghia viet nam", "dang cong san viet nam", "doc lap", "tu do", "hanh phuc")
_BODY_STARTS = re.compile(
    r"(?:- )?(?:can cu|theo |xet |thuc hien |trien khai |xem xet |kinh gui|kinh trinh|de |nham |nguoi ky|quoc hoi"
    r"|trong |dieu \d|chuong [ivx\d]|phan [ivx\d]|phan thu|muc \d|[ivx]{1,4}\s?[-.] |\d{1,2}\s?[-.] |qua )"
)
_SUBJECT_LETTER = re.compile(r"(?:v/v|về việc)\s*:?\s*(?P<subject>\S.*)", re.IGNORECASE | re.DOTALL)
_TO = re.compile(r"(?:kính gửi|kính trình|kinh gui|kinh trinh)\s*:?\s*", re.IGNORECASE)
_END_OF_HEAD = re.compile(r"(?:kinh gui|kinh trinh|can cu |dieu 1[.:]|noi nhan)")


@dataclass(frozen=True, slots=True)
class Head:
    """What the head says. ``blank`` is a symbol whose number was left empty, read at ``number_span``."""

    fields: tuple[ReadField, ...]
    symbol: numbering.DocumentNumber | None = None
    blank: numbering.DocumentNumber | None = None
    type_entry: TypeEntry | None = None
    has_state_title: bool = False
    body_from: int = 0
    number_span: tuple[int, int] = (0, 0)


def _field(name: str, value: str, cells: Sequence[Cell], text: str, where: str = "head") -> ReadField:
    start, end = cells[0].start, cells[-1].end
    return ReadField(name, value, start, end, text[start:end], where)


def read_head(text: str, cells: Sequence[Cell], vocabulary: Vocabulary = DEFAULT) -> Head:
    """Read the head from the cells of a document without its copy block."""
    title = _title_at(cells, vocabulary)
    ends = [i for i, cell in enumerate(cells[:_HEAD_CELLS]) if _END_OF_HEAD.match(cell.folded)]
    limit = title[0] if title else min([*ends, _HEAD_CELLS, len(cells)])
    fields: list[ReadField] = []
    number = _number(text, cells[: limit + (0 if title else 1)], vocabulary)
    symbol = blank = None
    span = (0, 0)
    if number is not None:
        cell, found, *span_read = number
        span = start, end = span_read[0], span_read[1]
        if found.kind == "blank":
            blank = found
        else:
            symbol = found
            fields.append(ReadField("symbol", text[start:end], start, end, text[cell.start : cell.end], "head"))
    fields += read_date(text, cells[:limit] if title else cells[: limit + 1], "head")
    fields += _issuer_above(text, cells[:limit])
    body_from = limit
    entry = None
    if title:
        titled, body_from = _titled(text, cells, title, vocabulary)
        named_issuer = any(f.name == "issuer" for f in titled)
        fields = [f for f in fields if not (named_issuer and f.name == "issuer")] + titled
        entry = title[1]
    else:
        fields += _letter_subject(text, cells[:limit])
    fields += _addressees(text, cells[:_HEAD_CELLS], body_from if title else 0)
    state = any(cell.folded.startswith(_SLOGANS[0]) for cell in cells[:limit])
    return Head(tuple(fields), symbol, blank, entry, state, body_from, span)


def _title_at(cells: Sequence[Cell], vocabulary: Vocabulary) -> tuple[int, TypeEntry, str] | None:
    """Return where the type stands as a title, the type, and what follows it on its line (CỦA …).

    Old text made from fonts of capitals has lost them: there the line below the heading of the State counts too.
    """
    headed = False
    small: tuple[int, TypeEntry, str] | None = None
    for i, cell in enumerate(cells[:_HEAD_CELLS]):
        folded = cell.folded
        if _END_OF_HEAD.match(folded) and i > 0:
            break
        headed = headed or folded.startswith(_SLOGANS[:2])
        if any(c.isdigit() for c in cell.text) or len(folded) > 160 or not (cell.is_upper or headed):
            continue
        found = _type_title(folded, vocabulary)
        if found and cell.is_upper:
            return i, *found
        if found and small is None and len(folded) < 60:
            small = i, *found
    return small


def _type_title(folded: str, vocabulary: Vocabulary) -> tuple[TypeEntry, str] | None:
    for name in vocabulary.names:
        rest = folded.removeprefix(name)
        if rest != folded and (not rest or rest.startswith((" cua ", " hop nhat", " ve ", " lien tich"))):
            entry = vocabulary.type_for_word(name)
            if entry is not None:
                return entry, rest
    return None


def _number(
    text: str, cells: Sequence[Cell], vocabulary: Vocabulary
) -> tuple[Cell, numbering.DocumentNumber, int, int] | None:
    """Return the cell that is labelled as the number, what it says, and where the symbol itself stands."""
    for cell in cells:
        label = _NUMBER_LABEL.match(cell.text)
        if not label or (label["type"] and not _is_type(label["type"], vocabulary)):
            continue
        left = BLANK_IN_TEXT.match(alike(cell.text))
        blank = numbering.read(cell.text[: left.end()], vocabulary) if left else None
        if left and blank is not None and blank.kind == "blank":
            return cell, blank, cell.start, cell.start + left.end()
        rest = cell.text[label.end() :]
        dates = find_dates(rest)
        found = _longest(rest[: dates[0].start] if dates else rest, vocabulary)
        if found is None or (rest[found[1] :].strip(" .;,") and not (dates and len(cell.text) < 140)):
            # A sentence that cites a number is not the line of the document's own.
            continue
        if found[0].type_code not in {"SL", "SY", "TrS", "BS"}:
            start = cell.start + label.end()
            return cell, found[0], start, start + found[1]
    return None


def _is_type(words: str, vocabulary: Vocabulary) -> bool:
    """Say whether a label is a type, or a law by its name (Luật Hoạt động chữ thập đỏ số …)."""
    return bool(vocabulary.type_for_word(words.strip())) or fold(words).startswith(("luat ", "bo luat ", "phap lenh "))


def _longest(rest: str, vocabulary: Vocabulary) -> tuple[numbering.DocumentNumber, int] | None:
    """Read the longest beginning of ``rest`` that is a symbol: a place may stand on the same line."""
    words = [match.end() for match in re.finditer(r"\S+", rest)][:8]
    for end in reversed(words):
        found = numbering.read(rest[:end], vocabulary)
        if found is not None and found.kind not in {"sentence", "loose", "blank"}:
            return found, len(rest[:end].rstrip(" ,;."))
    return None


def read_date(text: str, cells: Sequence[Cell], where: str) -> list[ReadField]:
    """Return place and date of issue from the first cell that is a place with a date and nothing else."""
    for cell in cells:
        for printed in find_dates(text, cell.start, cell.end):
            after = text[printed.end : cell.end].strip(" .;")
            before = text[cell.start : printed.start]
            named = names_only(before.rstrip(" ,")) or _loosely_named(before)
            if after or (before.strip() and not named) or not _is_issue_date(text, printed, named):
                continue
            return _date_fields(text, cell, printed, named, where)
    return []


def names_only(words: str) -> str:
    """Return the last capitalised words: a symbol may stand on the line before the place."""
    kept: list[str] = []
    for word in reversed(words.split()):
        if not word[:1].isupper() or "/" in word or (word[-1] in ".,;:" and word != "TP."):
            break
        kept.insert(0, word)
    return " ".join(kept)


# A line that begins so tells from when something holds, not where it was signed.
_NO_PLACES = frozenset({"tu", "ke tu", "den", "truoc", "sau", "vao", "trong"})


def _loosely_named(before: str) -> str:
    """Return a place whose later words are small ("Hà nội"), set apart by a gap from what stands before it."""
    words = re.split(r"\s{2,}|\t", before.strip(" ,"))[-1].split()
    fitting = 1 < len(words) <= 4 and words[0][:1].isupper() and all(word.isalpha() for word in words)
    return " ".join(words) if fitting and before.rstrip().endswith(",") else ""


def _is_issue_date(text: str, printed: PrintedDate, place: str) -> bool:
    worded = fold(text[printed.start : printed.end]).startswith("ngay")
    return worded and "," not in place and fold(place) not in _NO_PLACES


def _date_fields(text: str, cell: Cell, printed: PrintedDate, place: str, where: str) -> list[ReadField]:
    quote = text[cell.start : cell.end]
    made = []
    if place:
        at = text.rindex(place.split()[0], cell.start, printed.start)
        made.append(ReadField("place", place, at, at + len(place), quote, where))
    if printed.value is not None:
        span = printed.start, printed.end
        made.append(ReadField("issued_on", printed.value.isoformat(), *span, quote, where))
        made.append(ReadField("issued_precision", printed.precision, *span, quote, where))
    else:
        made.append(ReadField("issued_precision", "unknown", printed.start, printed.end, quote, where))
    return made


def _issuer_above(text: str, cells: Sequence[Cell]) -> list[ReadField]:
    """Return the issuer, and the body above it, from the capitals at the top."""
    groups: list[list[Cell]] = []
    for cell in cells:
        folded = cell.folded
        if any(folded.startswith(slogan) for slogan in _SLOGANS) or not cell.is_upper or "/" in cell.text:
            continue
        if names.begins_a_body(cell.text) and not (groups and names.joins_line_above(cell.text, groups[-1][-1].text)):
            groups.append([cell])
        elif groups and cell.line - groups[-1][-1].line <= 3 and not any(c.isdigit() for c in cell.text):
            groups[-1].append(cell)
    if not groups:
        return []
    made = [_field("issuer", _joined_name(groups[-1]), groups[-1], text)]
    if len(groups) > 1 and _joined_name(groups[-2]) != _joined_name(groups[-1]):
        made.append(_field("parent", _joined_name(groups[-2]), groups[-2], text))
    return made


def _joined_name(cells: Sequence[Cell]) -> str:
    return names.proper_case(" ".join(cell.text.strip(" .,;-") for cell in cells))


def _titled(
    text: str, cells: Sequence[Cell], title: tuple[int, TypeEntry, str], vocabulary: Vocabulary
) -> tuple[list[ReadField], int]:
    """Return type, issuer and subject from a title and the lines below it, and the first cell after them."""
    at, entry, rest = title
    fields = [_field("type", entry.name, cells[at : at + 1], text)]
    issuer: list[Cell] = []
    below: list[Cell] = []
    if rest.startswith(" cua "):
        cut = cells[at].text.index(" ", len(cells[at].text) - len(rest)) + 1
        issuer = [_part(cells[at], cut + len("CỦA "))]
    i = at + 1
    while i < len(cells) and i - at <= 14:
        cell = cells[i]
        folded = cell.folded
        if not below and folded.startswith("cua ") and cell.is_upper and not issuer:
            issuer = [_part(cell, 4)]
        elif not below and issuer and cell.is_upper and names.joins_line_above(cell.text, issuer[-1].text):
            issuer.append(cell)
        elif _ends_subject(cell, below, cells[i + 1] if i + 1 < len(cells) else None):
            break
        else:
            below.append(cell)
        i += 1
    if issuer:
        fields.append(_field("issuer", _joined_name(issuer), issuer, text))
    if below and sum(len(cell.text) for cell in below) <= 1200:
        fields.append(_field("subject", " ".join(" ".join(cell.text.split()) for cell in below), below, text))
    return fields, i


def _part(cell: Cell, begin: int) -> Cell:
    return Cell(cell.text[begin:], cell.start + begin, cell.end, cell.line)


def _ends_subject(cell: Cell, below: Sequence[Cell], following: Cell | None) -> bool:
    if not below:
        return bool(_BODY_STARTS.match(cell.folded)) and cell.text[:1].isupper() and len(cell.text) > 90
    # A line in small letters goes on with the sentence above it, whatever its first word is.
    begins = not cell.text[:1].islower() and _BODY_STARTS.match(cell.folded)
    if cell.after_blank or begins or cell.text.endswith((";", ":")):
        return True
    # The body that decides stands in capitals of its own above its bases.
    based = following is not None and _BODY_STARTS.match(following.folded) is not None
    return cell.is_upper and names.begins_a_body(cell.text) and (based or not below[-1].is_upper)


def _letter_subject(text: str, cells: Sequence[Cell]) -> list[ReadField]:
    """Return the subject of an official letter, which stands under its number (V/v …)."""
    for i, cell in enumerate(cells):
        match = _SUBJECT_LETTER.match(cell.text)
        if not match:
            continue
        lines = [_part(cell, match.start("subject"))]
        for below in cells[i + 1 : i + 5]:
            goes_on = below.line - lines[-1].line == 1 and below.text[:1].islower() and not find_dates(below.text)
            if not goes_on:
                break
            lines.append(below)
        value = " ".join(" ".join(line.text.split()) for line in lines)
        return [ReadField("subject", value, lines[0].start, lines[-1].end, text[cell.start : lines[-1].end], "head")]
    return []


def _addressees(text: str, cells: Sequence[Cell], begin: int) -> list[ReadField]:
    """Return whom the letter goes to, one a line."""
    for i, cell in enumerate(cells):
        label = _TO.match(cell.text)
        if i < begin - 3 or not label:
            continue
        inline = cell.text[label.end() :].strip()
        listed = [_part(cell, label.end())] if inline else []
        for below in cells[i + 1 :]:
            if not below_is_item(text, below):
                break
            listed.append(below)
        if listed:
            value = "\n".join(item.text.strip(" -+•;.,") for item in listed)
            return [_field("addressees", value, listed, text)]
    return []


def below_is_item(text: str, cell: Cell) -> bool:
    """Say whether a cell is an item of a list: a dash stands before its words."""
    line = text[text.rfind("\n", 0, cell.start) + 1 : cell.start]
    return cell.text[:1] in "-+•–" or line.strip().endswith(("-", "+", "•", "–"))
