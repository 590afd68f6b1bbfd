"""Read the head of a document: issuer, symbol, place and date, type, subject, addressees."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from documents import numbering
from documents.layout_dates import read_date
from documents.layout_fields import ReadField
from documents.layout_lines import Cell
from documents.layout_words import POSTS, SLOGANS, read_addressees, read_issuer, read_letter_subject, read_under_title
from documents.number_forms import BLANK_IN_TEXT, alike
from documents.number_sentences import speaks_of_another
from documents.number_vocabulary import DEFAULT, TypeEntry, Vocabulary
from portal.text.dates import find_dates
from portal.text.vietnamese import fold

_HEAD_CELLS = 60
_NUMBER_LABEL = re.compile(r"^(?:(?P<type>[^\d:]{3,120}?)\s)?(?:số|so|sô)\s?(?::|(?=\s?[\d.…/-]))\s*", re.IGNORECASE)
_IN_TITLE = re.compile(r"(?:^|\s)số\s?:?\s?(?=\d)", re.IGNORECASE)
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


def read_head(text: str, cells: Sequence[Cell], vocabulary: Vocabulary = DEFAULT) -> Head:
    """Read the head from the cells of a document without its copy block."""
    title = _title_at(cells, vocabulary)
    ends = [i for i, cell in enumerate(cells[:_HEAD_CELLS]) if _END_OF_HEAD.match(cell.folded)]
    limit = title[0] if title else min([*ends, _HEAD_CELLS, len(cells)])
    fields: list[ReadField] = []
    number = _number(text, cells[: limit + (0 if title else 1)], vocabulary)
    below = _heading_below(cells, title, ends) if number is None else ()
    if below:
        number = _number(text, below, vocabulary)
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
    fields += read_date(text, below or (cells[:limit] if title else cells[: limit + 1]), "head")
    fields += read_issuer(text, below or cells[:limit])
    body_from = limit
    entry = None
    if title:
        heading = next((f.value for f in fields if f.name == "issuer"), "")
        titled, body_from = read_under_title(text, cells, title, heading)
        headed = any(f.name == "issuer" for f in fields)
        titled = [f for f in titled if not (headed and f.name == "issuer" and POSTS.match(fold(f.value)))]
        named_issuer = any(f.name == "issuer" for f in titled)
        fields = [f for f in fields if not (named_issuer and f.name == "issuer")] + titled
        entry = title[1]
    else:
        fields += read_letter_subject(text, cells[:limit])
    fields += read_addressees(text, cells[:_HEAD_CELLS], body_from if title else 0)
    if title and number is None:
        fields, symbol, span = _with_titled(text, cells[title[0] : title[0] + 3], fields, vocabulary)
    state = any(cell.folded.startswith(SLOGANS[0]) for cell in cells[:limit])
    return Head(tuple(fields), symbol, blank, entry, state, body_from, span)


def _heading_below(
    cells: Sequence[Cell], title: tuple[int, TypeEntry, str] | None, ends: Sequence[int]
) -> Sequence[Cell]:
    """Return the letterhead that stands below the title, as some portals print it; nothing where it does not."""
    if title is None or title[0] > 2:
        return ()
    below = cells[title[0] + 1 : next((end for end in ends if end > title[0]), _HEAD_CELLS)]
    at = next((i for i, cell in enumerate(below) if cell.folded.startswith(SLOGANS[:2])), None)
    return () if at is None else below[max(0, at - 3) :]


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
        headed = headed or folded.startswith(SLOGANS[:2])
        if len(folded) > 160 or any(c.isdigit() for c in cell.text) or not (cell.is_upper or headed):
            continue
        found = _type_title(folded, vocabulary)
        if found and cell.is_upper:
            return i, *found
        if found and small is None and len(folded) < 60:
            small = i, *found
    return small


def _type_title(folded: str, vocabulary: Vocabulary) -> tuple[TypeEntry, str] | None:
    if folded == "lenh" and (order := vocabulary.type_for_word("Lệnh")):
        return order, ""
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
    """Return the cell that is labelled as the number, what it says, and where the symbol itself stands.

    "Số: …" alone on its line comes before a line that names the type too: that may be a portal's own title.
    """
    labelled = [(cell, label) for cell in cells if (label := _NUMBER_LABEL.match(cell.text))]
    typed = [each for each in labelled if each[1]["type"] and _is_type(each[1]["type"], vocabulary)]
    for cell, label in [*(each for each in labelled if not each[1]["type"]), *typed]:
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


def _with_titled(
    text: str, cells: Sequence[Cell], fields: list[ReadField], vocabulary: Vocabulary
) -> tuple[list[ReadField], numbering.DocumentNumber | None, tuple[int, int]]:
    """Add number and date that old texts have in their title (CỦA CHÍNH PHỦ SỐ 12-CP NGÀY …)."""
    for cell in cells:
        label = _IN_TITLE.search(cell.text)
        if label is None or not _is_own(cell.text[: label.start()], vocabulary):
            continue
        rest = cell.text[label.end() :]
        dates = find_dates(rest)
        found = _longest(rest[: dates[0].start] if dates else rest, vocabulary)
        if found is None:
            continue
        start = cell.start + label.end()
        end = start + found[1]
        made = [ReadField("symbol", text[start:end], start, end, text[cell.start : cell.end], "head")]
        printed = next(iter(find_dates(text, end, cell.end)), None)
        dated = printed is not None and printed.value is not None and not text[end : printed.start].strip(" ,")
        if dated and printed and printed.value and not any(field.name == "issued_on" for field in fields):
            at = printed.start, printed.end
            fields = [field for field in fields if field.name != "issued_precision"]
            made.append(ReadField("issued_on", printed.value.isoformat(), *at, text[cell.start : cell.end], "head"))
            made.append(ReadField("issued_precision", printed.precision, *at, text[cell.start : cell.end], "head"))
        return [*fields, *made], found[0], (start, end)
    return fields, None, (0, 0)


def _is_own(before: str, vocabulary: Vocabulary) -> bool:
    """Say whether the words before a number in a title leave it the document's own: its type, its body, or nothing."""
    words = " ".join(fold(before).split())
    named = next((name for name in vocabulary.names if words == name or words.startswith(f"{name} ")), "")
    rest = words[len(named) :].strip()
    return not rest or (rest.startswith("cua ") and not speaks_of_another(rest))


def _is_type(words: str, vocabulary: Vocabulary) -> bool:
    """Say whether a label is a type, or a law by its name (Luật Hoạt động chữ thập đỏ số …)."""
    said = " ".join(words.split())
    return bool(vocabulary.type_for_word(said)) or fold(said).startswith(("luat ", "bo luat ", "phap lenh "))


def _longest(rest: str, vocabulary: Vocabulary) -> tuple[numbering.DocumentNumber, int] | None:
    """Read the longest beginning of ``rest`` that is a symbol: a place may stand on the same line."""
    words = [match.end() for match in re.finditer(r"\S+", rest)][:8]
    for end in reversed(words):
        found = numbering.read(rest[:end], vocabulary)
        if found is not None and found.kind not in {"sentence", "loose", "blank"}:
            return found, len(rest[:end].rstrip(" ,;."))
    return None
