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
_FULL = (forms.LAW, forms.NORM, forms.PARTY, forms.ADMIN)
_SYMBOLS = (*_FULL, forms.OLD, forms.NUMBER_OF_YEAR, forms.SHORT, forms.BARE)
_GOES_ON = re.compile(r"\w|[-/]\w")
_LAWS = r"(?:bo luat|luat|phap lenh)"
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
        rf"(?:(?P<law>{_LAWS}) (?P<name>[^0-9]{{2,90}}?),? so\s?:?\s?(?=[0-9])|(?P<word>{words})\s?{number})"
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
    folded = fold(prepared)
    begun = _beginning(vocabulary).match(folded)
    prefix = None if begun else _PREFIX.match(prepared)
    start = begun.end() if begun else prefix.end() if prefix else 0
    end = _trimmed(prepared, start, _symbol_at(prepared, start))
    if end == start:
        return None
    word = ""
    if begun:
        part = "law" if begun["law"] else "word"
        word = prepared[begun.start(part) : begun.end(part)]
    named = prepared[begun.start("name") : begun.end("name")] if begun and begun["name"] else ""
    return _with_tail(Sentence(word, prepared[start:end], None, None, "", named, True), prepared, end)


def _trimmed(prepared: str, start: int, end: int) -> int:
    """Give back words that a loose body pattern took ("14-KL/TW - Ban …", "128/NQ và")."""
    symbol = prepared[start:end]
    cut = re.search(r"\s?[-.,]\s\S+$", symbol)
    if cut:
        whole = any((match := form.fullmatch(symbol[: cut.start()])) and match["org"] for form in _FULL)
        tail = symbol[cut.start() :].strip(" -.,")
        if whole or sum(map(str.isupper, tail)) < 2:
            return start + cut.start()
    return end


def _with_tail(sentence: Sentence, prepared: str, end: int) -> Sentence:
    year, day, issuer, about, folded = sentence.year, sentence.date, "", sentence.about, fold(prepared)
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
