"""Value objects spoken at the boundary of the search room. Pure: no Django, no engine."""

import datetime
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace

from search.synonyms import NONE, Synonyms

PUBLIC = "public"
UNCOUNTED = "_"
"""How the names of facets begin that are only filtered by, never counted or offered."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of text with the place it stands in (``label`` "Điều 5", ``anchor`` ``dieu-5``).

    ``address`` leads to the place where that is not an anchor of the record's own page: a file, open at
    its page (``/tep/7/phu-luc.pdf#page=3``).
    """

    text: str
    label: str = ""
    anchor: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class IndexDocument:
    """What an owner tells the engines about one findable object.

    ``key`` is ``kind:id``. ``identifiers`` are match keys, whole and as readers shorten them
    (``14.kl.tw``, ``14.kl``): a record is understood to carry a number where one of them is among an
    :class:`Understanding`'s keys. ``facets`` maps a facet's name to values, so that a new facet is data
    and not a change of the mapping; ``labels`` (facet → value → label) spares a result page the
    question to the source. ``passages`` cut ``body`` into its places, or stand alone without it; those with an
    address of their own (files) are searched beside it. ``shown`` is what a result row prints, so that a result
    page reads no rows: ``type``, ``section``, ``issuer``, ``author``, ``period``, ``date`` (in words, with its
    precision), ``status`` (a code), ``status_label``, ``no_number`` (said in place of a number). ``audience``
    holds ``public`` or names of page restrictions.
    """

    key: str
    kind: str
    title: str
    url: str
    number: str = ""
    summary: str = ""
    body: str = ""
    parent_title: str = ""
    identifiers: tuple[str, ...] = ()
    facets: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    labels: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    date: datetime.date | None = None
    audience: frozenset[str] = frozenset({PUBLIC})
    passages: tuple[Passage, ...] = ()
    shown: Mapping[str, str] = field(default_factory=dict)
    source: str = "portal"
    source_key: str = ""
    until: datetime.datetime | None = None
    """The instant from which it is no longer found, be the job that takes it down late or not."""
    _digest: str = field(default="", init=False, repr=False, compare=False)

    def digest(self) -> str:
        """Return a digest of everything an engine stores, for comparing index and database."""
        if self._digest:
            return self._digest
        plain = {each.name: getattr(self, each.name) for each in fields(self) if each.init}
        plain |= {"audience": sorted(self.audience), "facets": dict(self.facets), "shown": dict(self.shown)}
        plain["labels"] = {facet: dict(labels) for facet, labels in self.labels.items()}
        plain["passages"] = [(part.text, part.label, part.anchor, part.address) for part in self.passages]
        digest = hashlib.sha256(json.dumps(plain, default=str, sort_keys=True).encode()).hexdigest()[:32]
        # Reading, comparing and writing a record each ask for it; it is made once.
        object.__setattr__(self, "_digest", digest)
        return digest


@dataclass(frozen=True, slots=True)
class Filter:
    """One facet narrowed to any of ``values``."""

    facet: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Cursor:
    """A place in an order by date or number: the key of the order, and the records of that key already shown.

    Two records rarely share a sort key; where they do, the page after one of them still shows the other.
    """

    value: int
    keys: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SearchQuery:
    """What a reader asks. ``sort`` is ``rank``, ``newest``, ``oldest`` or ``number``; ``page`` counts from 1.

    In an order other than ``rank`` a list goes on from a place: ``onward`` behind it, or ``backward`` to the page
    that ends in front of it.
    """

    text: str = ""
    kinds: tuple[str, ...] = ()
    filters: tuple[Filter, ...] = ()
    sort: str = "rank"
    page: int = 1
    page_size: int = 20
    facets: tuple[str, ...] = ()
    most_values: int = 200
    """How many values of one facet are counted: one of thousands of people must not weigh on every search."""
    audiences: frozenset[str] = frozenset({PUBLIC})
    favours_recent: bool = True
    """Whether of records that fit alike the newer ones come first."""
    plain: bool = False
    """``True`` where the reader asked not to have numbers understood."""
    identifiers: tuple[str, ...] = ()
    """Match keys that the text was understood to name; set by :mod:`search.archive`, first in rank."""
    widened: tuple[str, ...] = ()
    """Facets whose chosen values stand for more: those that the facet's :class:`~search.registry.Widening` adds."""
    exact: bool = False
    """``True``: only records that carry one of ``identifiers``, whatever ``text`` says."""
    synonyms: Synonyms = field(default=NONE, repr=False, compare=False)
    """Other wordings of what ``text`` says; set by :mod:`search.archive` from the table that people edit."""
    like: tuple[tuple[str, float], ...] = ()
    """Folded pairs (``ket_luan``) with weights: records that share some of them, whatever ``text`` says."""
    left_out: tuple[str, ...] = ()
    """Keys of records that are not wanted."""
    since: datetime.date | None = None
    """Only records dated this day or later; the undated are left out where either day is given."""
    before: datetime.date | None = None
    """Only records dated before this day."""
    onward: Cursor | None = None
    backward: Cursor | None = None
    token: str = ""
    """Names a ranked list that was fixed a short while ago; read by :mod:`search.paging` only."""
    fixed: int = 0
    """How many keys of the ranked list an engine returns in :attr:`Results.keys`, beyond the page itself."""
    passages: int = 3
    """How many passages each hit brings at most; 0 for a list that shows none."""

    @property
    def from_beginning(self) -> "SearchQuery":
        """The same question without the place in its list at which a reader stands."""
        return replace(self, page=1, token="", fixed=0, onward=None, backward=None)


@dataclass(frozen=True, slots=True)
class Understanding:
    """What a recogniser read in a query: words for the reader, exact keys, and filters to offer.

    ``label`` continues "Hiểu là …" ("Kết luận số 14"). ``match_keys`` are looked up among the
    ``identifiers`` of the index. ``filters`` are offered as links and never forced. ``rest`` is
    what the recogniser did not read. ``since`` and ``before`` are a day, a month or a year that was
    named, offered in the same way. ``is_mention``: the number is only mentioned in a question, so that
    its records are shown aside and words decide the order. ``near_keys`` are numbers that may have been
    meant, should nothing carry the one that was typed.
    """

    label: str
    match_keys: tuple[str, ...] = ()
    filters: tuple[Filter, ...] = ()
    rest: str = ""
    since: datetime.date | None = None
    before: datetime.date | None = None
    symbol: str = ""
    """The number alone, in its usual spelling (``140-KL/TU``)."""
    is_mention: bool = False
    near_keys: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class MarkedText:
    """A field's text with the spans to mark, as ``[start, end)`` in code points of ``text``.

    ``field`` is ``title``, ``number`` or ``passage``; a passage also says where it stands, as :class:`Passage` does.
    """

    field: str
    text: str
    spans: tuple[tuple[int, int], ...] = ()
    label: str = ""
    anchor: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class Hit:
    """One result, with the spellings of its own text marked."""

    key: str
    kind: str
    title: str
    url: str
    number: str = ""
    date: datetime.date | None = None
    score: float = 0.0
    source: str = "portal"
    source_key: str = ""
    shown: Mapping[str, str] = field(default_factory=dict)
    marks: tuple[MarkedText, ...] = ()

    def marked(self, field: str) -> MarkedText | None:
        """Return the marked text of ``field``, or ``None``."""
        return next((mark for mark in self.marks if mark.field == field), None)

    @property
    def passages(self) -> tuple[MarkedText, ...]:
        """The places of its text that were hit, the best first; or its summary where none was."""
        return tuple(mark for mark in self.marks if mark.field == "passage")


@dataclass(frozen=True, slots=True)
class FacetValue:
    """One value of a facet, with how many results carry it.

    The empty value stands for all the rarer values that an engine does not list.
    """

    value: str
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class Results:
    """A page of hits, the exact count of all, and the counts of the facets that were asked for.

    An engine fills ``hits``, ``count`` and ``facets`` (a label that no record
    gave is empty until :mod:`search.archive` asks the source); the archive adds the rest.
    ``candidates`` are the records that carry a number which the query was understood to name,
    ``nearest`` those with a near number.
    ``degraded`` says that the engine did not answer and the database was asked for exact numbers only.

    Of an order by date or number ``first`` and ``last`` are the places of the page's ends, and ``more`` says
    whether the list goes on in the direction it was read. ``keys`` is the ranked list that was asked for by
    :attr:`SearchQuery.fixed`; ``token`` names it for the next page, and ``refreshed`` says that the list a
    reader was paging through had run out and another took its place.
    """

    hits: tuple[Hit, ...]
    count: int
    facets: Mapping[str, tuple[FacetValue, ...]] = field(default_factory=dict)
    understanding: Understanding | None = None
    candidates: tuple[Hit, ...] = ()
    nearest: tuple[Hit, ...] = ()
    degraded: bool = False
    first: Cursor | None = None
    last: Cursor | None = None
    more: bool = False
    keys: tuple[str, ...] = ()
    token: str = ""
    refreshed: bool = False


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One line of the type-ahead."""

    text: str
    kind: str
    url: str
    number: str = ""
    note: str = ""
    """What stands behind the text: what kind of name it is, and how many records bear it."""
