"""Who changed the content of a version: digests of content, and the people behind the differences."""

import hashlib
import json
from collections.abc import Iterable, Sequence
from typing import Any

from django.apps import apps
from django.db.models import Q
from wagtail.models import Revision

from portal.editorial.acting import acting_user
from portal.rows.writing import insert_alike

_ROW_IDS = frozenset({"pk", "sort_order"})
_ATOMS = frozenset({int, float, bool, type(None)})
# State of the row, not content: publishing, locking or rescheduling makes nobody an editor.
_STATE_FIELDS = frozenset(
    {
        "pk", "live", "has_unpublished_changes", "first_published_at", "last_published_at", "live_revision",
        "latest_revision", "latest_revision_created_at", "go_live_at", "expire_at", "expired", "locked", "locked_at",
        "locked_by", "url_path", "path", "depth", "numchild", "draft_title", "owner", "clearance",
        "wagtail_admin_comments",
    }
)  # fmt: skip


def content_digest(content: dict[str, Any]) -> str:
    """Return a digest of a revision's content that does not move with the state of the row."""
    plain = {key: value for key, value in content.items() if key not in _STATE_FIELDS}
    return hashlib.sha256(json.dumps(_without_row_ids(plain), default=str, sort_keys=True).encode()).hexdigest()


def _contributions() -> Any:
    # By name: the models stand above this module, since the approval task among them asks it.
    return apps.get_model("editorial", "Contribution")._default_manager


def _without_row_ids(value: Any) -> Any:
    # A child row gets its id when the parent goes live, and its place as a number when a form saves it: neither is
    # a change of content. A change of order is, and shows in the order of the list. Texts come first and numbers
    # without a call: a revision holds hundreds of them.
    if isinstance(value, str):
        # Browsers send the lines of a text box with an ending of their own, and forms drop blanks around a text.
        return value.replace("\r\n", "\n").strip()
    if isinstance(value, dict):
        return {
            key: each if type(each) in _ATOMS else _without_row_ids(each)
            for key, each in value.items()
            if key not in _ROW_IDS
        }
    if isinstance(value, list):
        return [_without_row_ids(each) for each in _in_order(value)]
    return value


def _in_order(rows: list[Any]) -> list[Any]:
    if not all(isinstance(row, dict) and "sort_order" in row for row in rows):
        return rows
    places = [position if row["sort_order"] is None else row["sort_order"] for position, row in enumerate(rows)]
    return [row for _, row in sorted(zip(places, rows, strict=True), key=lambda pair: pair[0])]


def note_revision(revision: Any) -> None:
    """Record who changed the content that ``revision`` now holds, if it changed at all."""
    rows = (
        _contributions()
        .filter(content_type_id=revision.base_content_type_id, object_id=revision.object_id)
        .order_by("-made_at", "-pk")
    )
    digest = content_digest(revision.content)
    latest = rows.values_list("digest", flat=True).first()
    if latest == digest:
        return
    user_id = revision.user_id or getattr(acting_user(), "pk", None)
    _contributions().create(
        content_type_id=revision.base_content_type_id,
        object_id=revision.object_id,
        revision_id=revision.pk,
        user_id=user_id,
        digest=digest,
    )


def note_first(versions: Iterable[Any]) -> None:
    """Record who wrote each of ``versions`` (with ``revision`` and ``digest``), the first ones of their records."""
    acting = getattr(acting_user(), "pk", None)
    asked = [(each.revision, each.digest) for each in versions]
    if not asked:
        return
    insert_alike(
        _contributions().model(),
        {
            "content_type_id": [revision.base_content_type_id for revision, _ in asked],
            "object_id": [revision.object_id for revision, _ in asked],
            "revision_id": [revision.pk for revision, _ in asked],
            "user_id": [revision.user_id or acting for revision, _ in asked],
            "digest": [digest for _, digest in asked],
        },
    )


def contributors_of_new(revisions: Sequence[Any]) -> dict[int, set[int]]:
    """Return by revision what :func:`contributor_ids` says of records that were never live."""
    people: dict[int, set[int]] = {revision.pk: set() for revision in revisions}
    by_object = {revision.object_id: revision for revision in revisions}
    for content_type_id in {revision.base_content_type_id for revision in revisions}:
        rows = _contributions().filter(content_type_id=content_type_id, object_id__in=list(by_object))
        for object_id, revision_id, user_id in rows.values_list("object_id", "revision_id", "user_id"):
            revision = by_object[object_id]
            if user_id is not None and revision_id <= revision.pk:
                people[revision.pk].add(user_id)
    for revision in revisions:
        if not people[revision.pk] and revision.user_id is not None:
            people[revision.pk].add(revision.user_id)
    return people


def contributor_ids(obj: Any, revision: Any) -> set[int]:
    """Return the ids of everyone who changed content between the live version and ``revision``.

    Where the author of a change is not known, that change counts for nobody and the gate still asks
    for an approval.
    """
    since = live_revision_id(obj)
    rows = _contributions().filter(
        content_type_id=revision.base_content_type_id, object_id=revision.object_id, revision_id__lte=revision.pk
    )
    if since is not None and since != revision.pk:
        rows = rows.filter(revision_id__gt=since)
    people = {user_id for user_id in rows.values_list("user_id", flat=True) if user_id is not None}
    if not people and revision.user_id is not None:
        people.add(revision.user_id)
    return people


def live_revision_id(obj: Any) -> int | None:
    """Return the id of the revision that is live in the database, or ``None``."""
    row = type(obj)._base_manager.filter(pk=obj.pk, live=True).values_list("live_revision_id", flat=True).first()
    return row if isinstance(row, int) else None


def newer_content_exists(revision: Any) -> bool:
    """Return whether somebody changed the content after ``revision`` was made."""
    newest = (
        Revision.objects.filter(
            Q(base_content_type_id=revision.base_content_type_id), object_id=revision.object_id, pk__gt=revision.pk
        )
        .order_by("-pk")
        .first()
    )
    return newest is not None and not same_content(newest, revision)


def same_content(one: Any, other: Any) -> bool:
    """Return whether two revisions hold the same content, as a form saved without a change makes them."""
    return content_digest(one.content) == content_digest(other.content)
