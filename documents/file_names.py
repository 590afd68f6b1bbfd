"""What the name of a file says of the number inside, to be compared with what is printed. Pure."""

import re

from documents.numbering import DocumentNumber
from portal.text.vietnamese import fold

_CODE = (
    r"(?:nq|qd|kl|ct|ctr|kh|tb|bc|cv|hd|qc|tt|nd|ttr|da|tlt|nghi-quyet|quyet-dinh|ket-luan|chi-thi|ke-hoach|thong-bao"
    r"|bao-cao|cong-van|huong-dan|quy-che|quy-dinh|thong-tu|nghi-dinh|to-trinh)"
)
_BEFORE = re.compile(rf"(?:^|-){_CODE}-(?:so-)?(\d{{1,5}})(?=-|$)")
_AFTER = re.compile(rf"(?:^|-)(\d{{1,5}})(?:-(?:19|20)\d\d)?-{_CODE}(?=-|$)")


def number_in_name(name: str) -> str:
    """Return the running number that a file's name puts beside a code of a type, or an empty text."""
    stem = re.sub(r"[^a-z0-9]+", "-", fold(name.rsplit(".", 1)[0])).strip("-")
    found = _BEFORE.search(stem) or _AFTER.search(stem)
    return (found[1].lstrip("0") or "0") if found else ""


def disagreement(name: str, printed: DocumentNumber | None) -> str:
    """Return in words how the file's name and the printed number disagree, or an empty text."""
    named = number_in_name(name)
    shown = (printed.number.lstrip("0") or "0") if printed and printed.number else ""
    if not named or not shown or named == shown:
        return ""
    return f"Tên tệp ghi số {named}, trong văn bản in số {shown}. Ghi theo văn bản."
