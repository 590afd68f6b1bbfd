"""Many new records at once: first revisions and publication, with what saving and publishing each would have written.

For imports. The gate asks here what it asks of one record: the right of the approver, his distance from the text,
every blocker, the rules of the model. The rules that the table keeps are asked of the table by one statement; where
it refuses, the records are published one by one, so that each refusal has its words.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.utils import timezone
from wagtail.log_actions import registry as log_registry
from wagtail.models import Page, Revision

from portal.audit.record import record_many
from portal.editorial import blockers, contributions, gate, operations
from portal.editorial.acting import acting_as
from portal.editorial.reasons import PublicationRefused, Reason
from portal.editorial.signals import published_in_bulk
from portal.rows import writing as rows

TAKEN = Reason("taken", "Cơ sở dữ liệu từ chối vì trùng với một bản ghi đã công khai.")


@dataclass(frozen=True)
class Version:
    """A new record and its first revision, both stored by :func:`first_revisions` and changed by nobody since."""

    obj: Any
    revision: Any

    @cached_property
    def digest(self) -> str:
        """The digest of what the revision holds."""
        return contributions.content_digest(self.revision.content)


def first_revisions(objs: Sequence[Any], *, user: Any, log_action: str = "wagtail.create") -> list[Version]:
    """Store the first revision of each of ``objs`` (one model, stored rows) and who wrote it.

    What ``save_revision`` would write one by one: revision, contribution, log entry, the row's latest revision.
    """
    if not objs:
        return []
    now, model = timezone.now(), type(objs[0])
    content_type = ContentType.objects.get_for_model(model, for_concrete_model=False)
    revisions = [
        Revision(
            content_type=content_type,
            base_content_type=obj.get_base_content_type(),
            object_id=str(obj.pk),
            created_at=now,
            user=user,
            content=obj.serializable_data(),
            object_str=str(obj),
        )
        for obj in objs
    ]
    rows.insert(revisions)
    versions = [Version(obj, revision) for obj, revision in zip(objs, revisions, strict=True)]
    contributions.note_first(versions)
    for obj, revision in zip(objs, revisions, strict=True):
        obj.latest_revision, obj.has_unpublished_changes = revision, True
    _update(model, objs, ["latest_revision"], has_unpublished_changes=True)
    _log(versions, log_action, user)
    return versions


def publish_many(versions: Sequence[Version], *, user: Any, approver: Any) -> dict[int, list[Reason]]:
    """Publish new records of one model; return by key why those that stay drafts do.

    ``user`` wrote them, ``approver`` stands for them. Call it in the transaction that stored the versions.
    """
    refused: dict[int, list[Reason]] = {}
    with acting_as(approver or user):
        candidates = [version for version in versions if not _keep(refused, version, _unfit(version))]
        _set_before_going_live(candidates)
        approvers = _approvers(candidates, approver or user, refused)
        passing = [
            version
            for version in candidates
            if version.obj.pk in approvers and not _keep(refused, version, _blocked(version))
        ]
        try:
            with transaction.atomic():
                _go_live(passing, approvers, approver or user)
        except IntegrityError:
            refused |= _one_by_one(passing, user, approver)
    return refused


def _keep(refused: dict[int, list[Reason]], version: Version, reasons: list[Reason]) -> bool:
    if reasons:
        refused[version.obj.pk] = reasons
    return bool(reasons)


def _unfit(version: Version) -> list[Reason]:
    """Return why the version is no new record as its revision holds it: those take the way of single records."""
    obj = version.obj
    if isinstance(obj, Page) or obj.live or (obj.go_live_at and obj.go_live_at > timezone.now()):
        return [gate.NEWER_CONTENT]
    same = contributions.content_digest(obj.serializable_data()) == version.digest
    return [] if same and obj.latest_revision_id == version.revision.pk else [gate.NEWER_CONTENT]


def _set_before_going_live(versions: Sequence[Version]) -> None:
    for version in versions:
        version.obj.live, version.obj.live_revision = True, version.revision
    if versions:
        type(versions[0].obj).before_many_go_live([(each.obj, each.revision, each.digest) for each in versions])


def _approvers(versions: Sequence[Version], acting: Any, refused: dict[int, list[Reason]]) -> dict[int, Any]:
    """Return who stands for each version; of a version for whom nobody may, ``refused`` gets the reason."""
    approvals: dict[int, tuple[Any, str]] = {
        each.revision_id: (each.user, each.digest) for each in gate.approvals_of([one.revision for one in versions])
    }
    people = contributions.contributors_of_new([version.revision for version in versions])
    found: dict[int, Any] = {}
    allowed: dict[int, bool] = {}
    for version in versions:
        user, digest = approvals.get(version.revision.pk, (acting, version.digest))
        user = user if digest == version.digest else acting
        if user is None:
            refused[version.obj.pk] = [gate.NO_APPROVAL]
            continue
        if user.pk not in allowed:
            allowed[user.pk] = gate.may_publish(version.obj, user)
        own = not getattr(user, "is_system", False) and user.pk in people[version.revision.pk]
        if not allowed[user.pk] or own:
            refused[version.obj.pk] = [gate.OWN_WORK if allowed[user.pk] else gate.NO_RIGHT]
            continue
        found[version.obj.pk] = user
    return found


def _blocked(version: Version) -> list[Reason]:
    return [*blockers.reasons(version.obj, version.revision), *_invalid(version.obj)]


def _invalid(obj: Any) -> list[Reason]:
    # Whether rows that it names exist, and what the table itself allows, the table says.
    named = [field.name for field in obj._meta.fields if field.remote_field is not None]
    try:
        obj.full_clean(exclude=named, validate_unique=False, validate_constraints=False)
    except ValidationError as error:
        return gate.reasons_of(obj, error)
    return []


def _go_live(versions: Sequence[Version], approvers: Mapping[int, Any], user: Any) -> None:
    if not versions:
        return
    now, objs = timezone.now(), [version.obj for version in versions]
    model = type(objs[0])
    for obj in objs:
        obj.has_unpublished_changes, obj.expired = False, False
        obj.first_published_at = obj.last_published_at = now
    _update(
        model, objs, ["live_revision", *model.going_live_fields], live=True, has_unpublished_changes=False,
        expired=False, first_published_at=now, last_published_at=now,
    )  # fmt: skip
    _log(versions, "wagtail.publish", user)
    for approver, group in groupby(versions, key=lambda version: approvers[version.obj.pk]):
        entries = [(version.obj, {"revision": version.revision.pk}) for version in group]
        record_many("editorial.go_live", actor=approver, entries=entries)
    published_in_bulk.send(sender=model, pks=[obj.pk for obj in objs])


def _one_by_one(versions: Sequence[Version], user: Any, approver: Any) -> dict[int, list[Reason]]:
    refused: dict[int, list[Reason]] = {}
    for version in versions:
        stored = type(version.obj)._default_manager.get(pk=version.obj.pk)
        try:
            with transaction.atomic():
                operations.publish(stored, user=user, approver=approver)
        except PublicationRefused as refusal:
            refused[stored.pk] = list(refusal.reasons)
        except IntegrityError:
            refused[stored.pk] = [TAKEN]
        if stored.pk in refused:
            version.obj.live, version.obj.live_revision = False, None
    return refused


def _update(model: type[models.Model], objs: Sequence[Any], own: Sequence[str], **same: Any) -> None:
    """Write the fields ``own`` of each row and the values ``same`` of all, every row once."""
    names = [field.attname for field in model._meta.concrete_fields if field.name in own]
    columns = {name: [getattr(obj, name) for obj in objs] for name in names}
    rows.change(model, [obj.pk for obj in objs], columns | {name: [value] * len(objs) for name, value in same.items()})


def _log(versions: Sequence[Version], action: str, user: Any) -> None:
    log_registry.scan_for_actions()
    first = versions[0].obj
    entry_model = log_registry.get_log_model_for_instance(first)
    if entry_model is None:
        return
    rows.insert_alike(
        entry_model(
            content_type=ContentType.objects.get_for_model(first, for_concrete_model=False),
            action=action,
            timestamp=timezone.now(),
            user=user,
            data={},
            content_changed=True,
        ),
        {
            "label": [str(obj) or f"{type(obj).__name__} object ({obj.pk})" for obj in (each.obj for each in versions)],
            "revision_id": [version.revision.pk for version in versions],
            "object_id": [str(version.obj.pk) for version in versions],
        },
    )
