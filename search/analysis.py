"""One stream of tokens for every engine, and what a query means in it. Pure: no Django, no engine.

A token is a run of letters and digits in index form (NFC, lower case, one way of placing tones). Each
has a folded twin without marks. Neighbouring tokens make pairs, which give back what folding loses:
Vietnamese words are mostly two syllables written apart.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from portal.text.lookalikes import as_printed
from portal.text.vietnamese import fold, normalise
from search.asking import asking, is_prose
from search.syllables import TOKEN, pairs_of, streams_of, token_form
from search.synonyms import NONE, Alternative, Synonyms

MAX_CHARACTERS = 1_000
MAX_TERMS = 96
"""Of a longer question the first quarter of so much is read, which names the law, and the rest from its end.

What is asked stands at the end of a long one, behind the story that leads to it.
"""
MAX_PHRASES = 8

QUOTES = re.compile(r"[\"“”„«»]")
"""The signs that hold a phrase together."""
# A number, then by strokes or slashes at least one part with letters; spaces may have slipped in beside a stroke.
_SYMBOL = re.compile(
    r"[0-9](?<![\w/.-].)[0-9]{0,5}(?:\.[0-9]{1,3})?[a-zđ]?(?:\s?[-/]\s?(?:19|20)[0-9]{2})?"
    r"(?:\s?[-/–]\s?(?![0-9_])\w{1,14}){1,5}(?!\w)"
)
_QUOTED = re.compile(r"(?P<minus>-?)[\"“”„«»](?P<words>[^\"“”„«»]*)[\"“”„«»]")
# A minus excludes only where it cannot be the dash of a number: "14 -KL/TW" excludes nothing.
_EXCLUDED = re.compile(r"(?<=[^\W\d_] )-(?P<word>[^\W_]+)|(?<=[\"”»)] )-(?P<late>[^\W_]+)")


@dataclass(frozen=True, slots=True)
class Token:
    """A token and where it stands, in code points of the text that was read."""

    start: int
    end: int
    text: str
    folded: str


@dataclass(frozen=True, slots=True)
class QueryAnalysis:
    """What a query asks for.

    ``terms`` are the words outside quotation marks and ``phrases`` those inside, in index form;
    ``excluded`` must not occur. In a sentence quotation marks demand nothing and dashes exclude nothing: what is
    quoted there is among the terms and in ``sayings``, and ``asking`` are the places of terms that only ask, which
    no text needs to hold. ``has_marks`` says whether the reader typed any Vietnamese mark:
    without one only the folded words can be meant. ``alternatives`` say terms otherwise (synonyms,
    abbreviations, numerals); a quoted phrase is meant as it stands.
    """

    text: str
    has_marks: bool = False
    terms: tuple[str, ...] = ()
    phrases: tuple[tuple[str, ...], ...] = ()
    excluded: tuple[tuple[str, ...], ...] = ()
    alternatives: tuple[Alternative, ...] = ()
    sayings: tuple[tuple[str, ...], ...] = ()
    asking: frozenset[int] = frozenset()
    prose: bool = False

    @property
    def is_blank(self) -> bool:
        """Nothing was typed."""
        return not self.text

    @property
    def is_empty(self) -> bool:
        """There is no word to look for, whatever was typed."""
        return not (self.terms or self.phrases or self.excluded)

    @property
    def pairs(self) -> tuple[str, ...]:
        """The pairs of neighbouring terms."""
        return tuple(pairs_of(self.terms))

    @property
    def wanted(self) -> tuple[str, ...]:
        """Every word that a result may be marked for."""
        return tuple(dict.fromkeys([*self.terms, *(word for phrase in self.phrases for word in phrase)]))

    def spelled(self, words: Iterable[str]) -> tuple[str, ...]:
        """Return ``words`` without marks, each once."""
        return tuple(dict.fromkeys(fold(word) for word in words))


def words_of(text: str) -> list[str]:
    """Return the tokens of ``text`` in index form."""
    return streams_of(normalise(text))[0].split()


def triples_of(words: Sequence[str]) -> list[tuple[str, ...]]:
    """Return every three neighbours of ``words``."""
    return [tuple(words[at : at + 3]) for at in range(len(words) - 2)]


def symbols_of(text: str) -> list[str]:
    """Return the document symbols that stand in ``text``, each as its match key: ``14.kl.tw``, ``73.2023.nd.cp``.

    Whole symbols stand beside their parts in the stream, so that a mention is one token however it was spaced.
    """
    found = []
    for match in _SYMBOL.finditer(as_printed(text)):
        parts = re.findall(r"[a-z]+|[0-9]+", fold(match.group()))
        found.append(".".join(part.lstrip("0") or "0" if part.isdigit() else part for part in parts))
    return found


def tokens(text: str) -> list[Token]:
    """Return the tokens of ``text`` with their places, for marking."""
    found = []
    for match in TOKEN.finditer(text):
        form = token_form(match.group())
        found.append(Token(match.start(), match.end(), form, fold(form)))
    return found


def clean(text: str) -> str:
    """Return what a reader typed as one bounded line in NFC."""
    line = " ".join(normalise(text[: MAX_CHARACTERS * 8]).split())
    if len(line) <= MAX_CHARACTERS:
        return line
    begun = MAX_CHARACTERS // 4
    return f"{line[:begun]} {line[begun + 1 - MAX_CHARACTERS :]}"


def analyse(text: str, synonyms: Synonyms = NONE) -> QueryAnalysis:
    """Return what ``text`` asks for: words and their other wordings, quoted phrases, what a minus excludes."""
    line = clean(text)
    # Words in quotation marks and nothing else are looked for as they stand, however many.
    has_more = TOKEN.search(_QUOTED.sub(" ", line)) is not None
    prose = has_more and is_prose(line, len(TOKEN.findall(line)))
    phrases, excluded, rest = ([], [], QUOTES.sub(" ", line)) if prose else _ordered(line)
    terms = _bounded(words_of(rest))
    said = [tuple(words_of(match["words"])[:MAX_TERMS]) for match in _QUOTED.finditer(line)] if prose else []
    wanted = [*terms, *(word for phrase in phrases for word in phrase)]
    return QueryAnalysis(
        text=line,
        has_marks=any(fold(word) != word for word in wanted),
        terms=terms,
        phrases=tuple(phrases),
        excluded=tuple(excluded),
        alternatives=synonyms.alternatives(terms),
        sayings=tuple(words for words in said if len(words) > 1)[:MAX_PHRASES],
        asking=asking(terms, prose=prose),
        prose=prose,
    )


def _bounded(words: Sequence[str]) -> tuple[str, ...]:
    if len(words) <= MAX_TERMS:
        return tuple(words)
    begun = MAX_TERMS // 4
    return (*words[:begun], *words[begun - MAX_TERMS :])


def _ordered(line: str) -> tuple[list[tuple[str, ...]], list[tuple[str, ...]], str]:
    """Return the phrases that keywords demand, what they exclude, and the rest of ``line``."""
    phrases: list[tuple[str, ...]] = []
    excluded: list[tuple[str, ...]] = []

    def take_quoted(match: re.Match[str]) -> str:
        words = tuple(words_of(match["words"])[:MAX_TERMS])
        if words and len(phrases) + len(excluded) < MAX_PHRASES:
            (excluded if match["minus"] else phrases).append(words)
            return ' "" '
        return f" {match['words']} "

    def take_excluded(match: re.Match[str]) -> str:
        words = tuple(words_of(match["word"] or match["late"]))
        if words and len(excluded) < MAX_PHRASES:
            excluded.append(words)
        return " "

    rest = _EXCLUDED.sub(take_excluded, " ".join(_QUOTED.sub(take_quoted, line).split()))
    return phrases, excluded, rest
