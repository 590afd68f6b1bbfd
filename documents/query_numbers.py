"""Document numbers in what readers type, and the keys under which a document answers to them."""

from documents import numbering
from documents.models import DocumentCopy, OfficialDocument
from documents.numbering import DocumentNumber
from portal.text.vietnamese import fold

_LEGISLATURES = ("QH", "UBTVQH")
_PARTY_ENDS = ("TW", "TU", "ĐU", "HU", "QU", "CB")


def partial_keys(number: str, suffix: str, years: set[str], codes: set[str]) -> set[str]:
    """Return the keys of half-remembered numbers: number and type, with and without the year, or the number alone."""
    if not number:
        return set()
    stem = f"{number}.{suffix}" if suffix.isdigit() else number + suffix
    keys = {numbering.key_of(stem)}
    for code in codes - {""}:
        keys.add(numbering.key_of(stem, code))
        keys |= {numbering.key_of(stem, year, code) for year in years}
    return keys | {numbering.key_of(stem, year) for year in years}


def keys_of_document(document: OfficialDocument) -> tuple[str, ...]:
    """Return every key under which the document is looked for, the full one first."""
    if not document.number:
        return ()
    read = numbering.read(document.symbol)
    codes = {read.type_code if read else ""}
    if document.type is not None:
        codes |= {document.type.code, fold(document.type.name).replace(" ", "")}
        codes |= {"CV"} if document.type.facet == "cong-van" else set()
    years = {str(read.year)} if read and read.year else set()
    years |= {str(document.issued_on.year)} if document.issued_on else set()
    rest = partial_keys(document.number, document.suffix, years, codes)
    return tuple(dict.fromkeys([document.match_key, *sorted(rest)] if document.match_key else sorted(rest)))


def keys_of_copy(copy: DocumentCopy) -> tuple[str, ...]:
    """Return the keys of a certified copy's own number."""
    read = numbering.read(copy.symbol) if copy.symbol else None
    if read is None or not read.number:
        return (copy.match_key,) if copy.match_key else ()
    rest = partial_keys(read.number.lstrip("0") or "0", read.suffix, set(), {read.type_code, copy.kind})
    return tuple(
        dict.fromkeys(key for key in (copy.match_key, *sorted(rest)) if key and key != read.number.lstrip("0"))
    )


def keys_of_query(read: DocumentNumber) -> tuple[str, ...]:
    """Return the keys that a typed number may stand for, the surest first."""
    if read.match_key:
        return (read.match_key,)
    if not read.number:
        return ()
    number = read.number.lstrip("0") or "0"
    stem = f"{number}.{read.suffix}" if read.suffix.isdigit() else number + read.suffix
    year = str(read.year or "")
    codes = [read.type_code] if read.type_code else [""]
    if read.type_name and not read.type_code:
        codes = [fold(read.type_name).replace(" ", "")]
    keys = [numbering.key_of(stem, year, code) for code in codes if code or year or read.kind in {"bare", "short"}]
    return tuple(key for key in keys if key)


_MOST_MEANT = 24


def keys_meant(read: DocumentNumber, key: str) -> tuple[str, ...]:
    """Return keys of what may have been meant by ``key``, should nothing carry it: a slip in the number, another type.

    The number with a digit too many, too few or two exchanged, in the same series; then the same number alone.
    """
    number, _, series = key.partition(".")
    if not (series and number.isdigit()):
        return ()
    slips = [number[:at] + number[at + 1 :] for at in range(len(number))]
    slips += [
        number[:at] + number[at + 1] + number[at] + number[at + 2 :]
        for at in range(len(number) - 1)
        if number[at] != number[at + 1]
    ]
    slips += [number + digit for digit in "0123456789"]
    plain = dict.fromkeys(each.lstrip("0") for each in slips)
    same = [f"{each}.{series}" for each in plain if each and each != number]
    alone = numbering.key_of(f"{read.number}.{read.suffix}" if read.suffix.isdigit() else read.number + read.suffix)
    return (*same[: _MOST_MEANT - 1], alone)


def spelled(read: DocumentNumber) -> str:
    """Return what is known of a typed number in its usual spelling: ``14-KL/TW``, ``116/KH-UBND``, ``66.13``."""
    stem = f"{read.number}.{read.suffix}" if read.suffix.isdigit() else read.number + read.suffix
    code, body, year = read.type_code, read.organisation, read.year
    if not body:
        return stem
    if read.kind == "letter":
        return f"{stem}/{body}"
    if year:
        with_type = code and not body.startswith(_LEGISLATURES)
        return f"{stem}/{year}/{code}-{body}" if with_type else f"{stem}/{year}/{body}"
    if not code:
        return f"{stem}/{body}"
    return f"{stem}-{code}/{body}" if read.kind == "party" or _is_party(body) else f"{stem}/{code}-{body}"


def _is_party(body: str) -> bool:
    """Say whether the code of a body is one of the Party's: it names the centre or a committee's level."""
    return body.endswith(_PARTY_ENDS) or body.startswith("ĐU")


def is_plain_year(read: DocumentNumber) -> bool:
    """Return whether what looks like a bare number is rather a year."""
    return read.kind == "bare" and read.number.isdigit() and 1900 <= int(read.number) <= 2100
