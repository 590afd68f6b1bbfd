"""The indices of a prefix: generations aside, one alias that answers, leftovers swept.

``portal-3`` is the alias of the generation that answers (3 is the version of the fields, so that workers of an
older release keep their own), ``portal-3-000007`` a generation. While one is being built it also stands behind
``portal-3-next``, to which every other writer writes too: so what changes meanwhile reaches it, and nobody waits.
The builder writes to an alias with the generation's own number: a builder that was given up for dead and replaced
finds that gone, and can no longer do harm. No name is ever written to that is not an alias, so that the server
never makes an index, with a mapping of its own invention, for a write that came too early or too late.
"""

import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from typing import Any

from elasticsearch import BadRequestError, Elasticsearch, NotFoundError
from elasticsearch.dsl import Mapping

from search.engine import EngineBusy, EngineUnavailable
from search.engines.elasticsearch import mapping, passage_index
from search.engines.elasticsearch.connection import Cluster
from search.engines.elasticsearch.mapping import SCHEMA_VERSION

STANDS_STILL = 10.0
"""Seconds without a new record after which a building index belongs to nobody any more."""
_LOOKS_AGAIN = 0.25
LAST_READERS = 2.0
"""Seconds that the old generation stays after the swap: longer than any question may take."""
BUILDING = {"refresh_interval": "-1", "translog.durability": "async"}
"""What differs in an index while it is filled: nobody reads it, and one that is lost is built anew."""
_ANSWERING = {"refresh_interval": None, "translog.durability": None}


class Indices:
    """The generations of this release's schema below the cluster's prefix."""

    def __init__(self, cluster: Cluster, stands_still: float = STANDS_STILL) -> None:
        self._cluster = cluster
        self._stands_still = stands_still
        self.alias = f"{cluster.prefix}-{SCHEMA_VERSION}"
        self.next = f"{self.alias}-next"
        self.pattern = f"{self.alias}-0*"

    def targets(self) -> list[str]:
        """Return the aliases that a change is written to; raises :class:`EngineUnavailable` where none answers."""
        known = {alias for aliases in self._generations().values() for alias in aliases}
        if self.alias not in known:
            raise EngineUnavailable("no index has been built yet")
        return [alias for alias in (self.alias, self.next) if alias in known]

    def begin(self) -> str:
        """Make an empty generation aside and return its name.

        Raises :class:`EngineBusy` where another one is being built just now. What a builder left behind that
        died is removed.
        """
        known = self._generations()
        for name, aliases in known.items():
            if self.next in aliases and self._is_being_built(name):
                raise EngineBusy("another process is building an index")
        self._remove(name for name, aliases in known.items() if self.alias not in aliases)
        if strays := self._strays(known):
            self._cluster.work(lambda client: client.indices.delete(index=strays, ignore_unavailable=True))
        number = 1 + max((int(name.rpartition("-")[2]) for name in known), default=0)
        name = f"{self.alias}-{number:06d}"
        # The passages first: where the index of the records stands, its companion does.
        self._create(self._companion(name), name, passage_index.build(), passages_of, passage_index.SETTINGS)
        self._create(name, name, mapping.build(), str, {})
        return name

    def _create(
        self, index: str, name: str, fields: Mapping, spelled: Callable[[str], str], more: dict[str, Any]
    ) -> None:
        """Make ``index`` of the generation ``name`` behind the aliases of a builder, as ``spelled`` for it."""
        aliases: dict[str, Any] = {spelled(self.next): {}, spelled(self.builder(name)): {}}
        settings = {**mapping.SETTINGS, **BUILDING, **more}
        try:
            self._cluster.work(
                lambda client: client.indices.create(
                    index=index, aliases=aliases, mappings=fields.to_dict(), settings=settings
                )
            )
        except EngineUnavailable as error:
            if isinstance(error.__cause__, BadRequestError) and "already_exists" in str(error):
                raise EngineBusy("another process is building an index") from error
            raise

    def builder(self, name: str) -> str:
        """Return the alias that only the builder of the generation ``name`` writes to."""
        return f"{self.alias}-build-{name.rpartition('-')[2]}"

    def swap(self, name: str) -> None:
        """Let the generation ``name`` answer from one instant to the next, then remove the others."""
        both = [name, self._companion(name)]
        self._cluster.work(lambda client: client.indices.put_settings(index=both, settings={"index": _ANSWERING}))
        self._cluster.work(lambda client: client.indices.refresh(index=both))
        known = self._generations()
        if self.builder(name) not in known.get(name, ()):
            raise EngineBusy("another process has taken over the building")
        olds = [old for old, aliases in known.items() if self.alias in aliases and old != name]
        actions = [action for spelled, of in ((str, str), (passages_of, self._companion))
                   for action in self._actions(name, olds, spelled, of)]  # fmt: skip
        self._cluster.work(lambda client: client.indices.update_aliases(actions=actions))
        if olds:
            time.sleep(LAST_READERS)
            # The new one answers: what cannot be removed now is swept by the next builder.
            with suppress(EngineUnavailable):
                self._remove(olds)

    def _actions(
        self, name: str, olds: Iterable[str], spelled: Callable[[str], str], of: Callable[[str], str]
    ) -> list[dict[str, Any]]:
        """Return the changes of aliases that let ``name`` answer: with ``str`` twice those of its records."""
        here = of(name)
        actions: list[dict[str, Any]] = [{"remove": {"index": of(old), "alias": spelled(self.alias)}} for old in olds]
        actions += [{"remove": {"index": here, "alias": spelled(gone)}} for gone in (self.next, self.builder(name))]
        return [*actions, {"add": {"index": here, "alias": spelled(self.alias)}}]

    def discard(self, name: str) -> None:
        """Remove a generation that was not finished; one that answers stays, however its builder ended."""
        if self.alias not in self._generations().get(name, ()):
            self._remove([name])

    def _generations(self) -> dict[str, frozenset[str]]:
        """Return the generations of this schema, each with its aliases."""

        def ask(client: Elasticsearch) -> dict[str, frozenset[str]]:
            found = client.indices.get_alias(index=self.pattern).body
            return {name: frozenset(told["aliases"]) for name, told in sorted(found.items())}

        return self._cluster.work(ask, seconds=10.0)

    def _is_being_built(self, name: str) -> bool:
        """Return whether the building index ``name`` grows; nobody's clock is asked but our own patience."""

        def written(client: Elasticsearch) -> int:
            told = client.indices.stats(index=name, metric="indexing")["_all"]["primaries"]
            # An index that was made this instant has no numbers yet.
            return int(told.get("indexing", {}).get("index_total", 0))

        try:
            before = self._cluster.work(written, seconds=10.0)
            ends = time.monotonic() + self._stands_still
            while time.monotonic() < ends:
                time.sleep(_LOOKS_AGAIN)
                if self._cluster.work(written, seconds=10.0) != before:
                    return True
        except EngineUnavailable as error:
            if isinstance(error.__cause__, NotFoundError):
                return False
            raise
        return False

    def _remove(self, names: Iterable[str]) -> None:
        gone = [index for name in names for index in (name, self._companion(name))]
        if gone:
            self._cluster.work(lambda client: client.indices.delete(index=gone, ignore_unavailable=True))

    def _companion(self, name: str) -> str:
        """Return the name of the index with the passages of the generation ``name``."""
        return f"{self.alias}-passages-{name.rpartition('-')[2]}"

    def _strays(self, known: Iterable[str]) -> list[str]:
        """Return the indices of passages whose generation is not ``known``: a builder died between the two."""
        found = self._cluster.work(
            lambda client: list(client.indices.get_alias(index=f"{self.alias}-passages-0*").body), seconds=10.0
        )
        companions = {self._companion(name) for name in known}
        return [index for index in found if index not in companions]


def passages_of(alias: str) -> str:
    """Return the alias of the passages that belong to the records behind ``alias``."""
    return f"{alias}-passages"
