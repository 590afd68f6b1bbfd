"""Making a generation small: the server's copies of what it was sent go, and its parts become one.

A server keeps beside every record the text that it was sent, to bring another copy of the index up to date. That is
twice the record's own size, and only a merge of parts drops it: of records below the *retention lease*, which follows
the writers half a minute behind (Elasticsearch, "History retention"). So this is nothing that a builder can wait for,
and is done once a generation, after it answers. What is written later is merged by the server's own rules.
"""

from collections.abc import Iterable
from typing import Any

from elasticsearch import Elasticsearch

from search.engines.elasticsearch.connection import Cluster

_IS_SAID_IN = "compact"
"""The note in an index's mapping that this has been done."""
_NOTHING = "-"
"""The key of no record."""
_ENOUGH = 0.99
"""Which share of the writes the lease must have passed; in an index that is written to it never passes all."""
_MAY_TAKE = 3_600.0


def compact(cluster: Cluster, alias: str) -> bool:
    """Make the index behind ``alias`` one part without copies, and return whether that is done.

    False where the server still holds the copies back: asked again a minute later they are free. Raises
    :class:`search.engine.EngineUnavailable` as every question does.
    """
    name = cluster.work(lambda client: _undone(client, alias))
    if not name:
        return True
    # What the server may drop is what is safely on its disk.
    cluster.work(lambda client: client.indices.flush(index=name, force=True))
    if not cluster.work(lambda client: _is_free(client, name)):
        return False
    cluster.work(lambda client: _merge(client, name), seconds=_MAY_TAKE)
    cluster.work(lambda client: client.indices.put_mapping(index=name, meta={_IS_SAID_IN: True}))
    return True


def _merge(client: Elasticsearch, name: str) -> None:
    # An index of one part is left as it is, copies and all: the removal of nothing is a second part.
    client.bulk(operations=[{"delete": {"_index": name, "_id": _NOTHING}}], refresh=True)
    client.options(request_timeout=_MAY_TAKE).indices.forcemerge(index=name, max_num_segments=1, flush=True)


def _undone(client: Elasticsearch, alias: str) -> str:
    """Return the name of the index behind ``alias`` that is not compact yet, or nothing."""
    for name, told in client.indices.get_mapping(index=alias).body.items():
        if not told["mappings"].get("_meta", {}).get(_IS_SAID_IN):
            return str(name)
    return ""


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
