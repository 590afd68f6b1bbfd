"""Take apart what a person types or a title says: type, symbol, date, issuer, subject."""

import re
from dataclasses import dataclass
from datetime import date as Date
from functools import lru_cache

from documents import layout_names
from documents import number_forms as forms
from documents.number_vocabulary import TypeEntry, Vocabulary
from portal.text.dates import date_at
from portal.text.vietnamese import fold

_PREFIX = re.compile(rf"(?:(?P<law>lu[aậ]t)\s)?{forms.PREFIX}", re.IGNORECASE)
_FULL = (forms.LAW, forms.NORM, forms.WHOLE[-1][1], forms.PARTY, forms.ADMIN)
_SYMBOLS = (*_FULL, forms.OLD, forms.NUMBER_OF_YEAR, forms.SHORT, forms.BARE)
_GOES_ON = re.compile(r"\w|[-/]\w")
_LAWS = r"(?:bo luat|luat|phap lenh)"
# Words before "số" that tell what is done to another document, so that the number is not the line's own.
_SPEAKS = re.compile(
    r"\b(?:sua doi|bo sung|bai bo|huy bo|thay the|huong dan|quy dinh|ban hanh|phe duyet|hop nhat|dinh chinh|thi hanh"
    r"|thuc hien|trien khai|quan triet|cong bo|cu the hoa|can cu|theo|(?<!bao )ve|v/v|ngay|luat|phap lenh|nghi dinh"
    r"|nghi quyet|quyet dinh|thong tu|chi thi|ket luan|cong van)\b"
)
_OTHER = r"(?P<other>[a-z]+(?: [a-z]+){0,8}) so\s?:?\s?(?=[0-9])"
_PARTS = ("law", "name", "word", "typed", "by", "other")
_GLUE = re.compile(r"[\s,;:.()\"“”-]*")
_YEAR = re.compile(r"nam ((?:19|20)\d\d)(?!\s?[-–]\s?\d)(?!\w)")
_ISSUER = re.compile(r"cua (?P<by>.+?)(?=,? (?:ve|v/v|ngay) |$)")
_AFTER_ISSUER = re.compile(r",? (?:ve|v/v|ngay|nam) ")
_ABOUT = re.compile(r"(?:ve|v/v)(?: viec)?(?: (?P<about>.+))?$")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence about one document; ``whole`` is false where something after the symbol was not understood."""

    word: str
    symbol: str
    year: int | None
    date: Date | None
    issuer: str
    about: str
    whole: bool


def without_prefix(prepared: str) -> str:
    """Return ``prepared`` without "Số:" or "Luật số" before its symbol."""
    match = _PREFIX.match(prepared)
    return prepared[match.end() :] if match else prepared


@lru_cache(maxsize=16)
def _beginning(vocabulary: Vocabulary) -> re.Pattern[str]:
    words = "|".join(re.escape(word) for word in vocabulary.words)
    number = r"(?:so\s?[:.]?\s?)?(?=[0-9])"
    return re.compile(
        rf"(?:(?P<law>{_LAWS}) (?!cua )(?P<name>[^0-9]{{2,90}}?),? so\s?:?\s?(?=[0-9])|(?P<word>{words})\s?{number}"
        rf"|(?P<typed>{words}) (?:cua )?(?P<by>[^0-9]{{2,90}}?),? so\s?:?\s?(?=[0-9])|{_OTHER})"
    )


def _symbol_at(prepared: str, start: int) -> int:
    """Return the end of the longest symbol that begins at ``start``, or ``start``."""
    ends = [start]
    for form in _SYMBOLS:
        match = form.match(prepared, start)
        while match and match.end() > start:
            if not _GOES_ON.match(prepared, match.end()):
                ends.append(match.end())
                break
            match = form.match(prepared, start, match.end() - 1)
        if len(ends) > 1 and form in _FULL:
            break
    return max(ends)


def take_apart(prepared: str, vocabulary: Vocabulary) -> Sentence | None:
    """Return the parts of a sentence that begins with a type, with "số" or with the symbol, or ``None``."""
    begun = _begun(fold(prepared), vocabulary)
    prefix = None if begun else _PREFIX.match(prepared)
    start = begun.end() if begun else prefix.end() if prefix else 0
    end = _trimmed(prepared, start, _symbol_at(prepared, start), vocabulary)
    if end == start or (begun and begun["other"] and not any(form.fullmatch(prepared[start:end]) for form in _FULL)):
        return None
    said = {part: prepared[slice(*begun.span(part))] if begun and begun[part] else "" for part in _PARTS}
    word = said["law"] or said["word"] or said["typed"]
    issuer = said["by"] if layout_names.begins_a_body(said["by"]) else ""
    return _with_tail(Sentence(word, prepared[start:end], None, None, issuer, said["name"], True), prepared, end)


def _begun(folded: str, vocabulary: Vocabulary) -> re.Match[str] | None:
    """Match what stands before a symbol: a type, a type with its body, a law with its name, "Giấy chứng nhận số"."""
    begun = _beginning(vocabulary).match(folded)
    between = (begun["by"] or begun["other"] or "") if begun else ""
    return None if speaks_of_another(between) else begun


def speaks_of_another(folded: str) -> bool:
    """Say whether words before a number tell what is done to another document."""
    return _SPEAKS.search(folded) is not None


def _trimmed(prepared: str, start: int, end: int, vocabulary: Vocabulary) -> int:
    """Give back words that a loose body pattern took ("14-KL/TW - Ban …", "128/NQ và")."""
    symbol = prepared[start:end]
    cut = re.search(r"\s?[-.,]\s\S+$", symbol)
    if cut:
        whole = any((match := form.fullmatch(symbol[: cut.start()])) and match["org"] for form in _FULL)
        tail = symbol[cut.start() :].strip(" -.,")
        if symbol[cut.start()] == "-" and tail.isupper() and vocabulary.organisation(tail):
            # One more of a joint text's bodies (TTLT-BTC- BNV).
            return end
        if whole or sum(map(str.isupper, tail)) < 2:
            return start + cut.start()
    return end


def _with_tail(sentence: Sentence, prepared: str, end: int) -> Sentence:
    year, day, issuer, about = sentence.year, sentence.date, sentence.issuer, sentence.about
    folded = fold(prepared)
    while True:
        glue = _GLUE.match(prepared, end)
        end = glue.end() if glue else end
        if end >= len(prepared):
            return Sentence(sentence.word, sentence.symbol, year, day, issuer, about, True)
        printed = date_at(prepared, end)
        if printed is not None and day is None:
            day, end = printed.value if printed.precision == "day" else None, printed.end
        elif match := _YEAR.match(folded, end):
            year, end = int(match[1]), match.end()
        elif (match := _ISSUER.match(folded, end)) and not issuer:
            issuer, end = prepared[match.start("by") : match.end("by")].strip(" ,"), match.end()
        elif not issuer and sentence.symbol.isdigit() and layout_names.begins_a_body(prepared[end:]):
            # "nghị quyết 57 Bộ Chính trị": people leave the little word out.
            stop = _AFTER_ISSUER.search(folded, end)
            issuer, end = (
                prepared[end : stop.start() if stop else None].strip(" ,"),
                stop.start() if stop else len(folded),
            )
        elif match := _ABOUT.match(folded, end):
            about, end = prepared[match.start("about") :] if match["about"] else about, len(prepared)
        else:
            return Sentence(sentence.word, sentence.symbol, year, day, issuer, prepared[end:], False)


def type_of(code: str, name: str, word: TypeEntry | None) -> tuple[str, str]:
    """Return code and name of the type that a symbol and the word before it agree on.

    The word chooses between two types of one code (66-QĐ is a Quy định) and wins where the code says
    something else altogether (89-TC was a ministry's); a code that says more than the word stays (TTLT).
    """
    if word is None:
        return code, name
    if not code or fold(word.code) == fold(code):
        return code or word.code, word.name
    fits = fold(name).startswith(fold(word.name)) or fold(word.name).startswith(fold(name))
    return (code, name) if name and fits else (word.code, word.name)
