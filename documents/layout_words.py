"""Read what a head says in words: the body that issues, the subject under the type, whom a letter goes to."""

import re
from collections.abc import Sequence

from documents import layout_names as names
from documents.layout_dates import BODY_STARTS
from documents.layout_fields import ReadField
from documents.layout_lines import Cell
from documents.number_sentences import speaks_of_another
from documents.number_vocabulary import TypeEntry
from portal.text.dates import find_dates
from portal.text.vietnamese import fold

SLOGANS = ("cong hoa xa hoi chu nghia viet nam", "dang cong san viet nam", "doc lap", "tu do", "hanh phuc")
"""What stands over the head, folded: the name of the State or the Party, and the motto."""
# Within a subject in capitals only these begin something new: TRONG or QUA go on with it.
_BODY_STARTS_IN_CAPITALS = re.compile(
    r"(?:can cu |dieu \d|chuong [ivx\d]+\b|phan [ivx\d]+\b|phan thu|muc \d|[ivx]{1,4}\s?[-.] "
    r"|\d{1,2}\s?[-.] |kinh gui)"
)
# What is stamped on a head, folded.
_STAMPS = re.compile(
    r"(?:du thao|ban (?:sao|chinh|du thao)|sao (?:y|luc)|trich sao|mat$|m a t|toi mat|tuyet mat|hoa toc|khan"
    r"|thuong khan|so\b|luu hanh|tai lieu)"
)
_OWN_NUMBER = re.compile(r"\s(?:số\s?:?\s?(?=\d)|ngày\s?(?=\d))", re.IGNORECASE)
_BASES = re.compile(r"(?:can cu |chieu |xet de nghi|kinh gui|dieu (?:1|thu nhat)\b)")
_SUBJECT_STARTS = re.compile(
    r"(?:ve |v/v|ban hanh|quy dinh|huong dan|phe duyet|sua doi|bai bo|cong bo|thuc hien|so \d|ngay \d|quy che)"
)
# A post, not a body: the heading above names the body, and such a line under a subject says who decides.
POSTS = re.compile(
    r"(?:bo truong|thu truong|chu tich(?! nuoc)|thong doc|tong cuc truong|cuc truong|giam doc|vien truong|chanh an"
    r"|tong thanh tra|tong kiem toan|truong ban|chu nhiem|tong giam doc|tu lenh)\b"
)
_MINISTRIES = re.compile(
    r"(?:bo (?!tu lenh|chi huy|tong tham muu|chinh tri)|toa an nhan dan toi cao|vien kiem sat nhan dan toi cao"
    r"|ngan hang nha nuoc"
    r"|thanh tra chinh phu|uy ban dan toc|kiem toan nha nuoc|bao hiem xa hoi viet nam|tong cuc )"
)
_BETWEEN_BODIES = re.compile(rf"\s*[-–]\s*(?={_MINISTRIES.pattern})")
_SUBJECT_LETTER = re.compile(r"(?:v/v|về việc)\s*:?\s*(?P<subject>\S.*)", re.IGNORECASE | re.DOTALL)
_TO = re.compile(r"(?:kính gửi|kính trình|kinh gui|kinh trinh)\s*:?\s*", re.IGNORECASE)


def _field(name: str, value: str, cells: Sequence[Cell], text: str, where: str = "head") -> ReadField:
    start, end = cells[0].start, cells[-1].end
    return ReadField(name, value, start, end, text[start:end], where)


def read_issuer(text: str, cells: Sequence[Cell]) -> list[ReadField]:
    """Return the issuer, and the body above it, from the capitals at the top."""
    groups: list[list[Cell]] = []
    for cell in cells:
        folded = cell.folded
        if any(folded.startswith(slogan) for slogan in SLOGANS) or not cell.is_upper or "/" in cell.text:
            continue
        if names.begins_a_body(cell.text) and not (groups and names.joins_line_above(cell.text, groups[-1][-1].text)):
            groups.append([cell])
        elif groups and cell.line - groups[-1][-1].line <= 3 and not any(c.isdigit() for c in cell.text):
            groups[-1].append(cell)
    if not groups:
        return _unknown_issuer(text, cells)
    joint = [group for group in groups if _MINISTRIES.match(group[0].folded)]
    if len(joint) > 1 and joint == groups:
        value = " - ".join(_joined_name(group) for group in groups)
        return [_field("issuer", value, [each for group in groups for each in group], text)]
    made = [_field("issuer", _joined_name(groups[-1]), groups[-1], text)]
    if len(groups) > 1 and _joined_name(groups[-2]) != _joined_name(groups[-1]):
        made.append(_field("parent", _joined_name(groups[-2]), groups[-2], text))
    return made


def _unknown_issuer(text: str, cells: Sequence[Cell]) -> list[ReadField]:
    """Take the capitals beside the name of the State or the Party: only the issuer's own stand there."""
    headed = any(cell.folded.startswith(SLOGANS[:2]) for cell in cells)
    lines: list[Cell] = []
    for cell in cells if headed else ():
        if cell.folded.startswith(SLOGANS) or not cell.is_upper or _STAMPS.match(cell.folded):
            continue
        if "/" in cell.text or any(c.isdigit() for c in cell.text) or len(cell.text) < 4:
            continue
        if lines and cell.line - lines[-1].line > 2:
            break
        lines.append(cell)
    named = 0 < len(lines) <= 3 and len(lines[0].text.split()) > 1
    return [_field("issuer", _joined_name(lines), lines, text)] if named else []


def _joined_name(cells: Sequence[Cell]) -> str:
    """Return the name over its lines; a joint text's bodies, however their hyphens touch, stand apart by " - "."""
    whole = " ".join(cell.text.strip(" .,;") for cell in cells).strip(" -")
    cuts = [(m.start(), m.end()) for m in _BETWEEN_BODIES.finditer(fold(whole))]
    begins, ends = [0, *(b for _, b in cuts)], [*(a for a, _ in cuts), len(whole)]
    return " - ".join(names.proper_case(whole[a:b]) for a, b in zip(begins, ends, strict=True))


def read_under_title(
    text: str, cells: Sequence[Cell], title: tuple[int, TypeEntry, str], heading: str = ""
) -> tuple[list[ReadField], int]:
    """Return type, issuer and subject from a title and the lines below it, and the first cell after them.

    ``heading`` is the issuer that the letterhead names: where it stands again, the subject is over.
    """
    decides = " ".join(fold(heading).split())
    at, entry, rest = title
    fields = [_field("type", entry.name, cells[at : at + 1], text)]
    issuer: list[Cell] = []
    below: list[Cell] = []
    if rest.startswith(" cua "):
        cut = cells[at].text.index(" ", len(cells[at].text) - len(rest)) + 1
        issuer = [_only_the_name(_part(cells[at], cut + len("CỦA ")))]
    i = at + 1
    while i < len(cells) and i - at <= 14:
        cell = cells[i]
        folded = cell.folded
        if not below and not issuer and folded.startswith("cua ") and (cell.is_upper or names_itself(cell)):
            issuer = [_only_the_name(_part(cell, 4))]
        elif not below and issuer and _goes_on_with_issuer(cell, issuer[-1]):
            issuer.append(cell)
        elif (below and _stands_again(decides, cells[i : i + 2])) or _ends_subject(cell, below, cells[i + 1 : i + 2]):
            break
        else:
            below.append(cell)
        i += 1
    if issuer:
        fields.append(_field("issuer", _joined_name(issuer), issuer, text))
    if below and sum(len(cell.text) for cell in below) <= 1200:
        fields.append(_field("subject", " ".join(" ".join(cell.text.split()) for cell in below), below, text))
    return fields, i


def _goes_on_with_issuer(cell: Cell, above: Cell) -> bool:
    if not cell.is_upper or _SUBJECT_STARTS.match(cell.folded) or any(c.isdigit() for c in cell.text):
        return False
    return names.joins_line_above(cell.text, above.text)


def _only_the_name(cell: Cell) -> Cell:
    """Cut a number and date off a body's name: "CỦA CHÍNH PHỦ SỐ 12-CP NGÀY …"."""
    cut = _OWN_NUMBER.search(cell.text)
    return Cell(cell.text[: cut.start()], cell.start, cell.start + cut.start(), cell.line) if cut else cell


def names_itself(cell: Cell) -> bool:
    """Say whether a line below the type gives body and number of the text itself: "Của Chính phủ số 12/2003/NĐ-CP"."""
    cut = _OWN_NUMBER.search(cell.text)
    words = cell.text[: cut.start()] if cut else ""
    body = words[4:] if cell.folded.startswith("cua ") else ""
    return 0 < len(body) < 90 and names.begins_a_body(body) and not speaks_of_another(fold(body))


def _part(cell: Cell, begin: int) -> Cell:
    return Cell(cell.text[begin:], cell.start + begin, cell.end, cell.line)


def _stands_again(decides: str, cells: Sequence[Cell]) -> bool:
    """Say whether the body that the head names stands here in capitals, on one line or two."""
    over_two = " ".join(cell.folded.strip(" ,.:") for cell in cells if cell.is_upper)
    return bool(decides) and cells[0].is_upper and decides in {cells[0].folded.strip(" ,.:"), over_two}


def _ends_subject(cell: Cell, below: Sequence[Cell], after: Sequence[Cell]) -> bool:
    if not below:
        if _BASES.match(cell.folded):
            return True
        return bool(BODY_STARTS.match(cell.folded)) and cell.text[:1].isupper() and len(cell.text) > 90
    # A line in small letters goes on with the sentence above it, whatever its first word is.
    starts = _BODY_STARTS_IN_CAPITALS if cell.is_upper and below[-1].is_upper else BODY_STARTS
    begins = not cell.text[:1].islower() and starts.match(cell.folded)
    # Where every line stands apart, a blank one ends nothing: the sentence goes on in small letters, or in capitals.
    goes_on = below[0].after_blank and (cell.text[:1].islower() or (cell.is_upper and below[-1].is_upper))
    if (cell.after_blank and not goes_on) or begins or cell.text.endswith((";", ":")):
        return True
    # The body that decides stands in capitals of its own above its bases.
    based = any(BODY_STARTS.match(each.folded) for each in after)
    decides = names.begins_a_body(cell.text) or (based and POSTS.match(cell.folded) is not None)
    return cell.is_upper and decides and (based or not below[-1].is_upper)


def read_letter_subject(text: str, cells: Sequence[Cell]) -> list[ReadField]:
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


def read_addressees(text: str, cells: Sequence[Cell], begin: int) -> list[ReadField]:
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
