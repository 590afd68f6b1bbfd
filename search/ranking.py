"""How much each kind of match counts, with the reason beside it. Pure data; :mod:`search.plan` applies it.

The unit is the BM25 score (k1 1.2, b 0.75) as the embedded engine gives it, which multiplies by k1 + 1;
an engine whose BM25 leaves that factor out multiplies every term by :data:`BM25_FACTOR`. What each weight was
chosen over stands in ``docs/measured/relevance.md``.
"""

from dataclasses import dataclass

BM25_K1 = 1.2
BM25_B = 0.75
BM25_FACTOR = BM25_K1 + 1.0
"""What the embedded engine's BM25 has more than Lucene's, so that constants weigh the same on both."""


@dataclass(frozen=True, slots=True)
class Boost:
    """One weight: the stream of tokens, what a match in it is multiplied by, and why."""

    stream: str
    weight: float
    reason: str


WORDS = (
    Boost("text", 2.0, "every word of the record: what alone decides whether it is found"),
    Boost("parent", 1.5, "questions name the law, its articles do not; more would outweigh what is asked of it"),
    Boost("title", 0.5, "titles are in the text too; this much more they weigh than the body"),
)
"""What one word counts in each stream."""

PAIRS = (
    Boost("text", 1.8, "Vietnamese words are two syllables: pairs give back what folding loses"),
    Boost("parent", 2.0, "a law's name is a phrase; its scattered syllables are in every law"),
    Boost("title", 0.5, "the heading of an article says in a phrase what it is about"),
)
"""What two neighbouring words count in each stream."""

FOLDED_WORD = Boost("text", 0.25, "beside accented words: enough to be found without accents, too little to lead")

ALTERNATIVE = Boost("text", 1.5, "an abbreviation or synonym is nearly as good as the reader's own words")

TRIPLE = Boost("text", 0.15, "three neighbours in one place: near the reader's own wording, above scattered pairs")
MOST_TRIPLES = 32
"""Of a long question so many triples are asked, the last ones: what is asked stands at its end."""
SAYING = Boost("text", 0.5, "what a sentence quotes, where it stands so; the sentence may quote it to ask about it")
NEAR = Boost("text", 0.5, "few words near each other and in order, though others stand between them")
SLOP = 3
"""How many other words may stand between the reader's few."""

FEW_WORDS = 4
PAIRS_OF_FEW_WORDS = Boost("pairs", 3.0, "few words are mostly one name: together they mean it, scattered rarely")

WHOLE_UP_TO = 4
SHARE_NEEDED = 0.4
MOST_NEEDED = 8
"""Up to so many different keywords all are meant; of more, one less or this share, and never more than eight.

Asking for 60 % of them lost 2 to 3 points of recall among the first ten; below 40 % nothing was gained.
"""
MISSING_OF_PROSE = 2
MOST_NEEDED_OF_PROSE = 4
"""Of a sentence two may be missing (one of three to five), and never more than these must occur.

Asking for five or more of whole questions lost 1 to 3 points of recall among the first ten; with fewer nothing
was gained.
"""

IDENTIFIER = Boost("identifier", 10_000.0, "a number that was understood leads, whatever the words score")
MENTION = Boost("symbols", 3.0, "records that mention the number follow its carriers, before mere words")

RECENT = (
    (2, Boost("year", 0.1, "of records that say the same, this year's and last year's stand first")),
    (10, Boost("year", 0.1, "and those of ten years before older ones; too little to outweigh a single word")),
)
"""How many years back count as recent, and what that adds; see :attr:`search.types.SearchQuery.favours_recent`."""

PREFIX_OF_NUMBER = Boost("compact", 100.0, "in the type-ahead digits mean a number first")
PREFIX_OF_TITLE = Boost("title", 1.0, "else the beginning of a word in a title")

SHARED_PAIRS = 0.2
"""Which share of a record's telling pairs another must hold to be like it: of 24 about five, which chance does not."""
