"""Making a generation small: the server's copies of what it was sent go, and its parts become one.

A server keeps beside every record the text that it was sent, to bring another copy of the index up to date. That is
twice the record's own size, and only a merge of parts drops it: of records below the *retention lease*, which follows
the writers half a minute behind (Elasticsearch, "History retention"). So this is nothing that a builder can wait for,
and is begun once a generation, after it answers. What is written later is merged by the server's own rules.
"""

from collections.abc import Iterable
from typing import Any

from elasticsearch import Elasticsearch

from search.engines.elasticsearch.connection import Cluster

_IS_SAID_IN = "compact"
"""The note in an index's mapping that this has been begun."""
_NOTHING = "-"
"""The key of no record."""
_ENOUGH = 0.99
"""Which share of the writes the lease must have passed; in an index that is written to it never passes all."""


def compact(cluster: Cluster, alias: str) -> bool:
    """Have the server make the index behind ``alias`` one part without copies, and return whether it has.

    Nobody is kept waiting. False where the server still holds the copies back (asked again a minute later they are
    free) or is at work. Raises :class:`search.engine.EngineUnavailable` as every question does.
    """
    name, is_begun = cluster.work(lambda client: _state(client, alias))
    if is_begun:
        return not cluster.work(lambda client: _is_merging(client, name))
    # What the server may drop is what is safely on its disk.
    cluster.work(lambda client: client.indices.flush(index=name, force=True))
    if cluster.work(lambda client: _is_free(client, name)):
        cluster.work(lambda client: _begin(client, alias, name))
    return False


def _state(client: Elasticsearch, alias: str) -> tuple[str, bool]:
    """Return the name of the index behind ``alias``, and whether this was begun with it."""
    ((name, told),) = client.indices.get_mapping(index=alias).body.items()
    return str(name), bool(told["mappings"].get("_meta", {}).get(_IS_SAID_IN))


def _begin(client: Elasticsearch, alias: str, name: str) -> None:
    # An index of one part is left as it is, copies and all: the removal of nothing is a second part.
    nothing = {"delete": {"_index": alias, "_id": _NOTHING}}
    if client.bulk(operations=[nothing], refresh=True, require_alias=True)["errors"]:
        # Read-only, or just being replaced: another time.
        return
    client.indices.forcemerge(index=name, max_num_segments=1, flush=True, wait_for_completion=False)
    client.indices.put_mapping(index=name, meta={_IS_SAID_IN: True})


def _is_merging(client: Elasticsearch, name: str) -> bool:
    return bool(client.indices.stats(index=name, metric="merge").body["_all"]["total"]["merges"]["current"])


def _is_free(client: Elasticsearch, name: str) -> bool:
    """Return whether no copy of the index holds back what the server keeps of its records."""
    shards: Iterable[list[dict[str, Any]]] = (
        client.indices.stats(index=name, level="shards").body["indices"][name]["shards"].values()
    )
    return all(
        lease["retaining_seq_no"] >= _ENOUGH * (each["seq_no"]["max_seq_no"] + 1)
        for copies in shards
        for each in copies
        for lease in each["retention_leases"]["leases"]
    )
