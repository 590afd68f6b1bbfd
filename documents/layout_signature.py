"""Read the end of a document: authority, capacity and name of the signer, recipients, filing code."""

import re
from collections.abc import Sequence

from documents import layout_names as names
from documents.layout_fields import ReadField
from documents.layout_lines import Cell
from documents.layout_words import below_is_item

_MARKED_AUTHORITY = re.compile(r"(?:T/M|K/T|T/L|T/UQ|TM\s?\.?|KT\s?\.?|TL\s?\.?|TUQ\s?\.?|Q\.)\s*[^\W\d_]")
_CAPACITY = re.compile(
    r"(?:pho |quyen |q\. ?)*(?:chu tich|chu nhiem|bi thu|thu tuong|bo truong|thu truong|thong doc|tong thanh tra"
    r"|tong kiem toan|giam doc|truong ban|truong phong|truong doan|vien truong|chanh an|chanh van phong|chanh thanh tra"
    r"|cuc truong|vu truong|tong cuc truong|chi cuc truong|tu lenh|chinh uy|hieu truong|thuong truc|uy vien|tong bi thu"
    r"|tong giam doc|chu toa|tham muu truong|truong khoa|nguoi dung dau|thu truong|tong thu ky|dai ta|thieu tuong)\b"
)
_SIGNED = re.compile(r"[(\[]?\s*(?:đã\s+ký|da\s+ky|đã\s+kí)\s*[)\]]?\s*:?\s*(?P<name>.*)", re.IGNORECASE)
_RECIPIENTS = re.compile(r"nơi nhận|noi nhan", re.IGNORECASE)
_FILED = re.compile(r"lưu\s*:?\s*(?P<code>.+)", re.IGNORECASE)


def read_signature(text: str, cells: Sequence[Cell], where: str = "signature") -> list[ReadField]:
    """Return authority, signer_capacity and signer from the first signing group with a name."""
    for i, cell in enumerate(cells):
        if not (_is_authority(cell) or _is_capacity(cell) or _SIGNED.fullmatch(cell.text)):
            continue
        beside = [each for each in cells[i : i + 16] if not (below_is_item(text, each) or _RECIPIENTS.match(each.text))]
        made = _group(text, beside[:9], where) or _group(text, [*beside[:4], *_beside_last(cells[i : i + 16])], where)
        if made:
            return made
    return _above_mark(text, cells, where) or _bare_name(text, cells, where)


def _above_mark(text: str, cells: Sequence[Cell], where: str) -> list[ReadField]:
    """Take a name above "(Đã ký)", as old texts were typed, with the post that stands above the name."""
    for i, cell in enumerate(cells):
        mark = _SIGNED.fullmatch(cell.text)
        if i and mark and not mark["name"].strip() and names.is_person(cells[i - 1].text):
            above = [each for each in cells[max(0, i - 4) : i - 1] if each.is_upper or _is_capacity(each)]
            authority = [each for each in above if _is_authority(each)]
            capacity = [each for each in above if _is_capacity(each) and each not in authority]
            return _signed_fields(text, authority, capacity, cells[i - 1], where)
    return []


def _beside_last(cells: Sequence[Cell]) -> list[Cell]:
    """Return the name that a page's text ran together with the filing line ("- Lưu: VT. Lò Thị Hoa")."""
    for cell in cells:
        tail = (
            re.search(r"[.;]\s+(?P<name>[^.;]{5,50})$", cell.text) if _FILED.match(cell.text.lstrip("-+•– ")) else None
        )
        if tail and names.is_person(tail["name"]):
            return [_tail(cell, tail.start("name"))]
    return []


def _is_authority(cell: Cell) -> bool:
    return (
        len(cell.text) < 120 and (cell.is_upper or _is_short_title(cell)) and bool(_MARKED_AUTHORITY.match(cell.text))
    )


def _is_capacity(cell: Cell) -> bool:
    return len(cell.text) < 120 and (cell.is_upper or _is_short_title(cell)) and bool(_CAPACITY.match(cell.folded))


def _is_short_title(cell: Cell) -> bool:
    """Say whether a line in small letters may be a post above a name: short, begun with a capital, no sentence."""
    return len(cell.text) < 50 and cell.text[:1].isupper() and cell.text[-1].isalnum()


def _group(text: str, cells: Sequence[Cell], where: str) -> list[ReadField]:
    """Read one signing group: authority lines, capacity lines, "Đã ký", then the name that makes it one."""
    authority: list[Cell] = []
    capacity: list[Cell] = []
    signed = False
    for cell in cells:
        mark = _SIGNED.fullmatch(cell.text)
        if mark:
            signed = True
            if mark["name"].strip():
                return _signed_fields(text, authority, capacity, _tail(cell, mark.start("name")), where)
        elif _is_authority(cell):
            authority.append(cell)
        elif _is_capacity(cell):
            capacity.append(cell)
        elif _is_seal_note(cell):
            continue
        elif names.may_be_person(cell.text) and (authority or capacity or signed):
            return _signed_fields(text, authority, capacity, cell, where)
        elif cell.is_upper and (authority or capacity) and len(cell.text) < 80:
            (capacity or authority).append(cell)
        else:
            return []
    return []


def _is_seal_note(cell: Cell) -> bool:
    """Say whether a line between post and name only tells of seal and signature, or that a text is authentic."""
    return bool(re.match(r"\(?(?:ky|da ky|chu ky|dong dau|xac thuc )", cell.folded))


def _tail(cell: Cell, begin: int) -> Cell:
    return Cell(cell.text[begin:], cell.start + begin, cell.end, cell.line)


def _signed_fields(
    text: str, authority: Sequence[Cell], capacity: Sequence[Cell], name: Cell, where: str
) -> list[ReadField]:
    if not names.may_be_person(name.text):
        return []
    made = []
    for field, cells in (("authority", authority), ("signer_capacity", capacity)):
        if cells:
            value = " ".join(" ".join(cell.text.split()) for cell in cells)
            start, end = cells[0].start, cells[-1].end
            made.append(ReadField(field, value, start, end, text[start:end], where))
    value = names.without_rank(" ".join(name.text.split()).strip(" .,;"))
    made.append(ReadField("signer", value, name.start, name.end, text[name.start : name.end], where))
    return made


def _bare_name(text: str, cells: Sequence[Cell], where: str) -> list[ReadField]:
    """Take a name that stands alone at the very end, after the list of recipients or a signed-off text."""
    if not cells or not names.is_person(cells[-1].text):
        return []
    if not any(_RECIPIENTS.match(cell.text) for cell in cells):
        return []
    return _signed_fields(text, (), (), cells[-1], where)


def read_recipients(text: str, cells: Sequence[Cell], where: str = "signature") -> list[ReadField]:
    """Return ``recipients``, one a line with its purpose in brackets, and ``filing_code`` from "Lưu: …"."""
    for i, cell in enumerate(cells):
        if not _RECIPIENTS.match(cell.text) or len(cell.text) > 40:
            continue
        items: list[Cell] = []
        for below in cells[i + 1 :]:
            if below_is_item(text, below):
                items.append(below)
            elif (
                items
                and below.text[:1].islower()
                and below.line - items[-1].line == 1
                and not items[-1].text.endswith(".")
            ):
                items[-1] = Cell(f"{items[-1].text} {below.text}", items[-1].start, below.end, below.line)
            elif not items and _FILED.match(below.text):
                items.append(below)
            elif below.line in {cell.line, *(item.line for item in items)}:
                # The signature stands in the other column.
                continue
            else:
                break
        return _recipient_fields(text, items, where)
    return []


def _recipient_fields(text: str, items: Sequence[Cell], where: str) -> list[ReadField]:
    made: list[ReadField] = []
    listed = [item for item in items if not _FILED.match(item.text.lstrip("-+•– "))]
    if listed:
        value = "\n".join(" ".join(item.text.split()).strip(" -+•–").rstrip(";,. ") for item in listed)
        start, end = listed[0].start, listed[-1].end
        made.append(ReadField("recipients", value, start, end, text[start:end], where))
    for item in items:
        filed = _FILED.match(item.text.lstrip("-+•– "))
        if filed:
            code = filed["code"].strip(" ;.")
            made.append(ReadField("filing_code", code, item.start, item.end, text[item.start : item.end], where))
            break
    return made
