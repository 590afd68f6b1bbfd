"""What an engine is given of a record: streams of tokens, exact values, numbers to sort by. Pure.

Every engine indexes the same strings. A stream is a text of tokens joined by single spaces, made here once,
so an engine splits at spaces and analyses nothing (``whitespace``); each text of a stream is a value of its own,
so that a phrase never runs from the title on into the body.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain

from portal.text.vietnamese import normalise
from search.analysis import symbols_of
from search.ordering import SORTED, sort_keys
from search.passages import searched_text
from search.syllables import pairs_of, streams_of
from search.types import UNCOUNTED, IndexDocument

FIELDS_VERSION = 9
"""Raised with every change of the fields or of the tokens; an index of another version is not read."""

MAX_INDEXED = 6_000_000
"""How many characters of a body are searched."""

KIND_FACET = "kind"

EXACT = ("key", "version", "kind", "audience", "identifier", "compact", "year", "filter", "edge")
"""Fields of whole values, each matched exactly or by its beginning. Several values are allowed in each."""
LONGEST_EDGE = 3
"""Beginnings of title words and of numbers up to this length are terms of their own (``edge``, :func:`edge_token`).

In a million titles half begin some word with a given letter; to gather them from all terms that begin so takes a
second, to read one term's list a millisecond. What begins with four letters is few enough to be gathered.
"""
SAMPLE = "00"
"""How a version begins in one record of 256: digests are spread evenly."""
COUNTED = "facets"
"""The columns that are counted, one a facet (:func:`column_of`), each holding values as :func:`counted_token`.

Columns are made by the data: one field of JSON, or ``flattened``, so that a new facet changes no mapping, and only
the columns that are asked for are read.
"""
NUMBERS = (*SORTED, "until")
"""Whole numbers below 2⁶³, one a record; ``until`` (Unix seconds) is absent where there is no end."""
SYMBOLS = "symbols"
"""The stream of whole document symbols (``14.kl.tw``) that number, title, summary and body mention."""
STREAMS = ("text", "title", "parent")
"""Streams of words; each exists with accents and folded, and its pairs folded.

Only the folded words of ``text`` keep positions, for phrases. An index that kept positions and pairs of the
accented words too was 1.26 times as large as its text, and found no better (``docs/measured``).
"""

_LABEL = "\x1f"


@dataclass(frozen=True, slots=True)
class Fields:
    """One record as engines index it: by name, every text is a value of its own."""

    key: str
    exact: Mapping[str, tuple[str, ...]]
    counted: Mapping[str, tuple[str, ...]]
    streams: Mapping[str, tuple[str, ...]]
    numbers: Mapping[str, int]


def accented(stream: str) -> str:
    """Return the field of ``stream`` that keeps accents."""
    return f"{stream}_a"


def folded(stream: str) -> str:
    """Return the field of ``stream`` without marks."""
    return f"{stream}_f"


def paired(stream: str) -> str:
    """Return the stream of the neighbours in ``stream``."""
    return f"{stream}_pairs"


def streams_with_positions() -> tuple[str, ...]:
    """Return the fields that phrases can be asked in."""
    return (folded("text"),)


def streams_without_positions() -> tuple[str, ...]:
    """Return the other fields of words, pairs and whole symbols, for which frequencies are enough."""
    words = [form(stream) for stream in STREAMS for form in (accented, folded)]
    pairs = [folded(paired(stream)) for stream in STREAMS]
    return tuple(name for name in (*words, *pairs, SYMBOLS) if name not in streams_with_positions())


def fields_of(document: IndexDocument) -> Fields:
    """Return ``document`` as every engine indexes it."""
    exact = {
        "key": (document.key,),
        "version": (version_token(document.key, document.digest()),),
        "kind": (document.kind,),
        "audience": tuple(sorted(document.audience)),
        "identifier": tuple(dict.fromkeys(document.identifiers)),
        "year": (str(document.date.year),) if document.date else (),
        "compact": tuple(dict.fromkeys(each.replace(".", "") for each in document.identifiers)),
    }
    texts = _texts(document)
    title, *_ = texts["title"]
    exact["edge"] = _edges(title, exact["compact"])
    values = [
        (facet, value, document.labels.get(facet, {}).get(value, ""))
        for facet, named in {**document.facets, KIND_FACET: (document.kind,)}.items()
        for value in dict.fromkeys(named)
    ]
    exact["filter"] = tuple(facet_token(facet, value) for facet, value, _ in values)
    numbers = sort_keys(document)
    if document.until:
        numbers["until"] = max(0, int(document.until.timestamp()))
    streams: dict[str, tuple[str, ...]] = {}
    for stream, said in texts.items():
        streams |= _streams(stream, said)
    if mentioned := [symbol for text in texts["text"] for symbol in symbols_of(text.normal)]:
        streams[SYMBOLS] = (" ".join(mentioned),)
    counted: dict[str, tuple[str, ...]] = {}
    for facet, value, label in values:
        if facet.startswith(UNCOUNTED):
            continue
        counted[column_of(facet)] = (*counted.get(column_of(facet), ()), counted_token(value, label))
    return Fields(document.key, exact, counted, streams, numbers)


class _Text:
    """One text of a record, read once for all the fields that it goes into."""

    __slots__ = ("accented", "folded", "normal", "pairs")

    def __init__(self, text: str) -> None:
        self.normal = normalise(text)
        self.accented, self.folded = streams_of(self.normal)
        self.pairs = " ".join(pairs_of(self.folded.split()))


def _texts(document: IndexDocument) -> dict[str, tuple[_Text, ...]]:
    title, parent = _Text(document.title), _Text(document.parent_title)
    body = _Text(searched_text(document)[:MAX_INDEXED])
    everything = (_Text(document.number), title, parent, _Text(document.summary), body)
    return {"title": (title,), "parent": (parent,), "text": everything}


def _streams(stream: str, texts: Iterable[_Text]) -> dict[str, tuple[str, ...]]:
    said = [text for text in texts if text.accented]
    made = {
        accented(stream): tuple(text.accented for text in said),
        folded(stream): tuple(text.folded for text in said),
        folded(paired(stream)): tuple(text.pairs for text in said if text.pairs),
    }
    return {name: values for name, values in made.items() if values}


def edge_token(field: str, beginning: str) -> str:
    """Return the term of records with a title word, or a number (``compact``), that begins so."""
    return f"#{beginning}" if field == "compact" else beginning


@lru_cache(maxsize=16_384)
def _edges_of(field: str, text: str) -> tuple[str, ...]:
    return tuple(edge_token(field, text[:length]) for length in range(1, LONGEST_EDGE + 1))


def _edges(title: _Text, numbers: Iterable[str]) -> tuple[str, ...]:
    begun = [_edges_of("title_f", word) for word in title.folded.split()]
    begun += [_edges_of("compact", number) for number in numbers]
    return tuple(dict.fromkeys(chain.from_iterable(begun)))


def facet_token(facet: str, value: str) -> str:
    """Return the one term that says that ``facet`` has ``value``."""
    return f"{facet}={value}"


def version_token(key: str, digest: str) -> str:
    """Return the term that says which state of ``key`` is indexed.

    The digest comes first: its first letters part the whole evenly, for reading it piece by piece.
    """
    return f"{digest} {key}"


def read_version_token(token: str) -> tuple[str, str]:
    """Return key and digest of a term made by :func:`version_token`."""
    digest, _, key = token.partition(" ")
    return key, digest


def column_of(facet: str) -> str:
    """Return the name of the column of ``facet`` below :data:`COUNTED`; a point would part it in two."""
    return facet.replace(".", "_")


def counted_token(value: str, label: str) -> str:
    """Return the term that is counted: the value of a facet, and its label on the day of indexing."""
    return f"{value}{_LABEL}{label}"


def read_counted_token(token: str) -> tuple[str, str]:
    """Return value and label of a term that was counted."""
    value, _, label = token.partition(_LABEL)
    return value, label
