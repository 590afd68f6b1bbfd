"""Read document symbols (*số, ký hiệu*): printed, typed, misprinted, blank, in a sentence, in running text.

A reading is a suggestion. Codes are shared (``QĐ`` is two Party types, ``TU`` every provincial
committee), so the raw string is always kept and nothing here decides what a document is.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from documents import number_forms as forms
from documents import number_sentences as sentences
from documents.number_reading import DocumentNumber, FoundNumber
from documents.number_vocabulary import DEFAULT, Vocabulary
from portal.text.lookalikes import as_printed
from portal.text.vietnamese import fold, lower, normalise

__all__ = ["CONSIDERED", "DocumentNumber", "FoundNumber", "find", "key_of", "match_key", "read"]

CONSIDERED = 200
"""Characters of an input that are looked at; no symbol is longer, and hostile input stays cheap."""


# What a copied title brings along: spaces, quotation marks, bullets.
_AROUND = ' \t\r\n\f\v\u00a0\u200b\ufeff“”"‘’«»•*'
# Types that stood behind the body; CT and others are units of a body there (678/BTL-CT).
_SAID_LAST = frozenset({"TT", "QĐ", "TTLB", "TTLN"})


def _prepared(text: str) -> str:
    """Return the part of ``text`` that is considered, signs made alike, runs of space made one."""
    same = forms.alike(as_printed(normalise(text.strip(_AROUND)[: CONSIDERED * 5])))
    return " ".join(forms.UNDERSCORED.sub("-", same).split())[:CONSIDERED]


def key_of(*parts: str) -> str:
    """Join folded letters and digits of ``parts`` by dots, zeros stripped: the key that symbols meet by."""
    # TƯ is the centre as the press writes it; folded it would become TU, the provincial committee.
    whole = " ".join(parts).replace("&", "").replace("T.Ư", "TW").replace("TƯ", "TW")
    whole = re.sub(r"\bT\.W\b", "TW", whole)
    tokens = re.findall(r"[a-z]+|[0-9]+", fold(whole))
    return ".".join(token.lstrip("0") or "0" if token.isdigit() else token for token in tokens)


def _organisation(code: str, vocabulary: Vocabulary) -> str:
    """Return a code as printed, spaces gone; typed in small letters it gets its usual capitals."""
    printed = re.sub(r"\s+", "", code)
    if printed and printed == printed.lower():
        entry = vocabulary.organisation(printed)
        return entry.code if entry else "-".join(_organisation_part(p, vocabulary) for p in printed.split("-"))
    return printed


def _organisation_part(code: str, vocabulary: Vocabulary) -> str:
    entry = vocabulary.organisation(code)
    return entry.code if entry else code.upper()


def _joined(letters: str, vocabulary: Vocabulary) -> tuple[str, str] | None:
    """Split a type from a body that were written without a sign between (NĐCP, kltw)."""
    splits = [(letters[:i], letters[i:]) for i in range(min(len(letters) - 2, 6), 0, -1)]
    for code, body in splits:
        if vocabulary.type_for_code(code) and vocabulary.organisation(body):
            return code, body
    return None


def _built(raw: str, kind: str, groups: Mapping[str, str | None], vocabulary: Vocabulary) -> DocumentNumber:
    code, body = groups.get("type") or "", groups.get("org") or ""
    entry = vocabulary.type_for_code(code) if code else None
    if code and not body and entry is None and (split := _joined(code, vocabulary)):
        code, body = split
        entry = vocabulary.type_for_code(code)
    whole = vocabulary.organisation(code) is not None  # TTCP is a body, not TT and CP
    if code and body and entry is None and kind != "party" and not whole and (split := _joined(code, vocabulary)):
        # Only the first hyphen is missing (TTLTBTC-BTNMT).
        code, body = split[0], f"{split[1]}-{body}"
        entry = vocabulary.type_for_code(code)
    if code and entry is None and vocabulary.organisation(code) and body in _SAID_LAST:
        # Ministries once wrote themselves first (11-BYT/TT).
        code, body = body, code
        entry = vocabulary.type_for_code(code)
    if entry is None and _is_letter(kind, code, body, vocabulary):
        # An official letter has no type code: what stands there is the body, then the unit.
        kind, body, code = "letter", f"{code}-{body}", ""
    if kind == "norm" and entry is None and not body:
        # A circular that lost a letter (03/2012/TBNV); any other word is the body's.
        circular = code[:2] == "TB" and vocabulary.organisation(code[1:])
        code, body = ("TT", code[1:]) if circular else ("", code)
        entry = vocabulary.type_for_code(code) if code else None
    year = groups.get("year")
    type_code = entry.code if entry else code.upper() if code == code.lower() else code
    # A code that is only another spelling of a type's (CTHĐ) stays as it is printed.
    entry = entry or (vocabulary.type_for_word(code) if code else None)
    if kind == "letter":
        type_code, entry = "CV", vocabulary.type_for_code("CV")
    number, suffix = groups.get("num") or "", groups.get("dec") or groups.get("let") or ""
    organisation = _organisation(body, vocabulary)
    in_key = "" if kind == "letter" else type_code
    return DocumentNumber(
        raw=raw,
        kind=kind,
        number=number,
        suffix=suffix,
        year=int(year) if year else None,
        type_code=type_code,
        type_name=entry.name if entry else "",
        organisation=organisation,
        match_key=key_of(number, suffix, year or "", in_key, organisation) if number else "",
    )


def _is_letter(kind: str, code: str, body: str, vocabulary: Vocabulary) -> bool:
    """Say whether an unknown code is a body's (BXD-VP), not a type's that is new here (GCN-BYT)."""
    if vocabulary.organisation(code) is not None:
        return kind in {"admin", "norm"} and bool(body)
    return kind == "admin" and not vocabulary.is_central(re.split(r"[-./,]", body)[0])


def _short(raw: str, groups: Mapping[str, str | None], vocabulary: Vocabulary) -> DocumentNumber:
    """Read number and one code: a type if it is one, else a body."""
    code = groups["org"] or ""
    if vocabulary.type_for_code(code) and not vocabulary.organisation(code):
        return _built(raw, "short", {**groups, "type": code, "org": ""}, vocabulary)
    if not vocabulary.organisation(code) and (split := _joined(code, vocabulary)):
        return _built(raw, "short", {**groups, "type": split[0], "org": split[1]}, vocabulary)
    return _built(raw, "short", {**groups, "type": "", "org": code}, vocabulary)


def _old(raw: str, prepared: str, vocabulary: Vocabulary) -> DocumentNumber | None:
    """Read ministry symbols of the nineties (1205-TC/QĐ/TCT): the type is the part that is a code."""
    match = forms.OLD.fullmatch(prepared)
    if not match:
        return None
    parts = re.split(r"\s?[-/]\s?", match["org"])
    code = next((part for part in (*parts[1:], parts[0]) if vocabulary.type_for_code(part)), "")
    body = "-".join(part for part in parts if part != code)
    built = _built(raw, "short", {**match.groupdict(), "type": code, "org": body}, vocabulary)
    return replace(built, match_key=key_of(built.number, built.suffix, *parts))


def _symbol(raw: str, prepared: str, vocabulary: Vocabulary) -> DocumentNumber | None:
    """Read ``prepared`` as nothing but a symbol."""
    for kind, form in forms.WHOLE:
        if match := form.fullmatch(prepared):
            return _built(raw, kind, match.groupdict(), vocabulary)
    for form in (forms.BLANK_STATE, forms.BLANK_PARTY):
        if match := form.fullmatch(prepared):
            built = _built(raw, "admin", match.groupdict(), vocabulary)
            return replace(built, kind="blank")
    if match := forms.SHORT.fullmatch(prepared):
        return _short(raw, match.groupdict(), vocabulary)
    if match := forms.BARE.fullmatch(prepared):
        return _built(raw, "bare", match.groupdict(), vocabulary)
    if (match := forms.NUMBER_OF_YEAR.fullmatch(prepared)) and "/" in prepared:
        return replace(_built(raw, "short", match.groupdict(), vocabulary), match_key="")
    return None


def _names_another_type(tokens: list[str], vocabulary: Vocabulary) -> bool:
    return any(vocabulary.type_for_code(t) and not vocabulary.organisation(t) for t in tokens)


def _loose(raw: str, prepared: str, vocabulary: Vocabulary) -> DocumentNumber | None:
    """Read what a person types from memory: signs left out or wrong, no accents."""
    folded = fold(prepared)
    match = forms.LOOSE.fullmatch(folded)
    if not match or lower(prepared).replace("đ", "d") != folded:
        return None
    tokens = re.findall(r"[a-z]+[0-9]*", match["rest"])
    if match["year"] and len(tokens) == 1 and re.fullmatch(r"(?:qh|ubtvqh)[0-9]{1,2}", tokens[0]):
        return _built(raw, "loose", {"num": match["num"], "year": match["year"], "org": tokens[0].upper()}, vocabulary)
    separate = re.search(r"[./-]", match["rest"]) is not None
    split: tuple[str, str] | None = None
    if len(tokens) == 1:
        split = _joined(tokens[0], vocabulary)
    elif _names_another_type(tokens[1:], vocabulary):
        return None
    elif vocabulary.type_for_code(tokens[0]) and (separate or vocabulary.organisation(tokens[1])):
        split = tokens[0], "-".join(tokens[1:])
    if split is None:
        return None
    groups = {"num": match["num"], "year": match["year"], "type": split[0], "org": split[1]}
    return _built(raw, "loose", groups, vocabulary)


def read(text: str, vocabulary: Vocabulary = DEFAULT) -> DocumentNumber | None:
    """Read ``text`` as one symbol, or as a sentence that names one; ``None`` where it is neither.

    Only the first 200 characters count. Never raises.
    """
    prepared = _prepared(text)
    bare = sentences.without_prefix(prepared)
    for reading in (_symbol, _loose, _old):
        found = reading(text, bare, vocabulary)
        if found is not None and not _is_month(found):
            return _as_law(found, prepared)
    return _sentence(text, prepared, vocabulary)


def _is_month(found: DocumentNumber) -> bool:
    """Say whether a number with a year is rather a month: alone, up to twelve, it reads as one."""
    return found.kind == "short" and found.year is not None and not found.match_key and int(found.number) <= 12


def _as_law(found: DocumentNumber, prepared: str) -> DocumentNumber:
    """Keep the one type that a prefix names: the legislature numbers laws and resolutions alike."""
    if found.kind == "law" and fold(prepared[:5]) == "luat ":
        return replace(found, type_code="Luật", type_name="Luật")
    return found


def _sentence(raw: str, prepared: str, vocabulary: Vocabulary) -> DocumentNumber | None:
    sentence = sentences.take_apart(prepared, vocabulary)
    if sentence is None:
        return None
    inner = _symbol(sentence.symbol, sentence.symbol, vocabulary) or _old(sentence.symbol, sentence.symbol, vocabulary)
    full = inner is not None and inner.kind in {"law", "norm", "party", "admin", "letter"}
    if inner is None or (not full and not sentence.whole):
        return None
    word = vocabulary.type_for_word(sentence.word) if sentence.word else None
    own = ("", "") if inner.kind == "letter" and word else (inner.type_code, inner.type_name)
    type_code, type_name = sentences.type_of(*own, word)
    return replace(
        inner,
        raw=raw,
        kind="sentence",
        type_code=type_code,
        type_name=type_name,
        year=inner.year or sentence.year,
        match_key="" if inner.kind == "bare" else inner.match_key,
        issuer_text=sentence.issuer,
        date=sentence.date,
        about=sentence.about,
    )


def match_key(symbol: str, vocabulary: Vocabulary = DEFAULT) -> str:
    """Return the key that the same symbol in another spelling also gives; empty where none is determined."""
    found = read(symbol, vocabulary)
    return found.match_key if found else ""


def find(text: str, vocabulary: Vocabulary = DEFAULT) -> list[FoundNumber]:
    """Find the symbols in running NFC ``text``, in order and without overlap; dates and spans are none."""
    same = forms.alike(text)
    found = [*_numbered(text, same, vocabulary), *_left_blank(text, same, vocabulary)]
    for match in forms.NUMBERED.finditer(same):
        code = match["org"]
        if vocabulary.type_for_code(code) or vocabulary.organisation(re.sub(r"[0-9]+$", "", code)):
            short = _short(text[match.start("symbol") : match.end("symbol")], match.groupdict(), vocabulary)
            found.append(FoundNumber(match.start("symbol"), match.end("symbol"), short))
    return _apart(found)


def _numbered(text: str, same: str, vocabulary: Vocabulary) -> Iterator[FoundNumber]:
    for begin in forms.MAY_BEGIN.finditer(same):
        for kind, form in forms.IN_TEXT:
            match = form.match(same, begin.start())
            if match and _plausible(kind, match, vocabulary):
                number = _built(text[match.start() : match.end()], kind, match.groupdict(), vocabulary)
                yield FoundNumber(match.start(), match.end(), number)


def _left_blank(text: str, same: str, vocabulary: Vocabulary) -> Iterator[FoundNumber]:
    for may in forms.MAY_BE_BLANK.finditer(same):
        match = forms.BLANK_IN_TEXT.search(same, max(0, may.start() - 70), may.end() + 80)
        if match:
            code, body = match["type"] or match["ptype"], match["org"] or match["porg"]
            raw = text[match.start() : match.end()].strip()
            blank = _built(raw, "admin", {**match.groupdict(), "type": code, "org": body}, vocabulary)
            yield FoundNumber(match.start("symbol"), match.end("symbol"), replace(blank, kind="blank"))


def _apart(found: list[FoundNumber]) -> list[FoundNumber]:
    """Keep the longest of overlapping finds, the earlier form where equal."""
    kept: list[FoundNumber] = []
    for one in sorted(found, key=lambda f: (f.start, -f.end)):
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
    return kept


def _plausible(kind: str, match: re.Match[str], vocabulary: Vocabulary) -> bool:
    """Say whether letters in running text are a symbol's: known codes, or capitals as symbols have."""
    if kind == "law":
        return True
    code, body = match["type"], match["org"] or ""
    entry = vocabulary.type_for_code(code)
    known_body = bool(body) and vocabulary.organisation(body) is not None
    if kind == "party" and "-" not in match[0][: match.start("type") - match.start()]:
        return entry is not None and entry.code == code and body[:1].isupper()
    if kind == "norm" and not body:
        return code[:1].isupper()
    if entry is not None:
        return known_body or body[:1].isupper()
    return sum(map(str.isupper, code)) >= 2 and body[:1].isupper()
