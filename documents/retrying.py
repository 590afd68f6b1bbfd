"""Try mentions again after a document came, changed or left: asked for by key, done in bounded batches.

The act that causes it only leaves the key; the worker does the work, so that publishing a law that ten thousand
texts name costs its publisher nothing. Running it twice does no harm.
"""

from collections.abc import Collection

from django.db import transaction
from django.db.models import F, Q, QuerySet

from documents.citations import settle
from documents.models import Mention, OfficialDocument, PendingKey
from documents.resolving import Resolver, law_key
from portal.pages.cache import moved_on

BATCH = 200
AT_ONCE = 100
"""How many mentions are tried in the very act; the others wait for the worker."""
_BATCHES_A_RUN = 20
_COLUMNS = ["state", "target", "candidates"]


def keys_of(document: OfficialDocument) -> set[str]:
    """Return every key under which texts may name this document now."""
    return {key for key in (document.match_key, law_key(document)) if key}


def ask(keys: Collection[str]) -> None:
    """Have the mentions under ``keys`` tried again; asked while it runs, it begins anew."""
    for key in keys:
        known = PendingKey.objects.filter(key=key).update(after=0, asked=F("asked") + 1)
        if not known:
            PendingKey.objects.get_or_create(key=key)


def after_change(document: OfficialDocument) -> None:
    """Try the first mentions that this document may concern at once, and leave the others to the worker."""
    former = Mention.objects.filter(target=document, decided_by_person=False).values_list("match_key", "name_key")
    keys = keys_of(document) | {match or name for match, name in former.distinct()[:BATCH]}
    waiting = {key for key in keys if _more(key, 0, AT_ONCE)}
    ask(waiting)


def run(batches: int = _BATCHES_A_RUN) -> int:
    """Do up to ``batches`` batches of what was asked for and return how many mentions changed."""
    changed = 0
    for _ in range(batches):
        row = PendingKey.objects.order_by("pk").first()
        if row is None:
            break
        changed += _step(row)
    return changed


def _step(row: PendingKey) -> int:
    last, changed = _batch(row.key, row.after, BATCH)
    mine = PendingKey.objects.filter(pk=row.pk, asked=row.asked)
    if last is None:
        mine.delete()
    else:
        mine.update(after=last)
    return changed


def _more(key: str, after: int, limit: int) -> bool:
    """Try the first mentions under a key; return whether there may be more."""
    return _batch(key, after, limit)[0] is not None


def _batch(key: str, after: int, limit: int) -> tuple[int | None, int]:
    """Try ``limit`` mentions under ``key`` beyond ``after``; return the last id (``None`` at the end)."""
    rows = list(_under(key).filter(pk__gt=after).order_by("pk")[:limit])
    resolver = Resolver()
    changed = [row for row in rows if settle(row, resolver)]
    if changed:
        with transaction.atomic():
            # What a person decided in the meantime stays as it is.
            still = set(
                Mention.objects.filter(pk__in=[row.pk for row in changed], decided_by_person=False).values_list(
                    "pk", flat=True
                )
            )
            Mention.objects.bulk_update([row for row in changed if row.pk in still], _COLUMNS)
            moved_on("documents.mentions")
    return (rows[-1].pk if len(rows) == limit else None), len(changed)


def _under(key: str) -> QuerySet[Mention]:
    return Mention.objects.filter(Q(match_key=key) | Q(name_key=key), decided_by_person=False)
