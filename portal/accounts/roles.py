"""Roles: declared in code by the rooms, written to groups by one idempotent operation.

What an administrator changed in a group afterwards is kept; :func:`differences` shows it.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from django.db.models import Q
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page


@dataclass(slots=True)
class Role:
    """A role: its stable key, its name for people, and what it may do."""

    key: str
    name: str
    description: str
    permissions: set[str] = field(default_factory=set)
    page_permissions: set[str] = field(default_factory=set)


_roles: dict[str, Role] = {}


def declare(key: str, name: str, description: str) -> None:
    """Declare a role that the rooms can then grant permissions to."""
    _roles.setdefault(key, Role(key, name, description))


def grant(key: str, *, permissions: Iterable[str] = (), page_permissions: Iterable[str] = ()) -> None:
    """Give the role ``permissions`` (``app.codename``) and rights on pages (``add``, ``change``, ``publish``, …)."""
    role = _roles[key]
    role.permissions.update(permissions)
    role.page_permissions.update(page_permissions)


def roles() -> list[Role]:
    """Return the declared roles."""
    return list(_roles.values())


def group_of(key: str) -> Group:
    """Return the group that holds the people of a role."""
    return Group.objects.get_or_create(name=_roles[key].name)[0]


@transaction.atomic
def sync_roles() -> None:
    """Write each role's group: new rights are added, rights granted before are not taken back from an administrator.

    A right is written once; an administrator who removes it is not overruled, because the group then
    is marked as seen (:class:`portal.accounts.models.GrantedRight`).
    """
    for role in _roles.values():
        group = group_of(role.key)
        _grant_permissions(group, role)
        _grant_page_rights(group, role)
        _grant_image_rights(group, role)


def _grant_permissions(group: Group, role: Role) -> None:
    from portal.accounts.models import GrantedRight

    known = set(GrantedRight.objects.filter(group=group).values_list("right", flat=True))
    fresh = role.permissions - known
    if not fresh:
        return
    wanted = Q(pk__in=[])
    for right in fresh:
        app, codename = right.split(".", 1)
        wanted |= Q(content_type__app_label=app, codename=codename)
    found = list(Permission.objects.filter(wanted).select_related("content_type"))
    group.permissions.add(*found)
    written = {f"{permission.content_type.app_label}.{permission.codename}" for permission in found} & fresh
    GrantedRight.objects.bulk_create(GrantedRight(group=group, right=right) for right in sorted(written))


def _grant_page_rights(group: Group, role: Role) -> None:
    from portal.accounts.models import GrantedRight

    root = Page.objects.filter(depth=1).first()
    known = set(GrantedRight.objects.filter(group=group).values_list("right", flat=True))
    fresh = {right for right in role.page_permissions if f"page:{right}" not in known}
    if root is None or not fresh:
        return
    permissions = Permission.objects.filter(
        content_type__app_label="wagtailcore",
        content_type__model="page",
        codename__in=[f"{right}_page" for right in fresh],
    )
    for permission in permissions:
        GroupPagePermission.objects.get_or_create(group=group, page=root, permission=permission)
        right = permission.codename.removesuffix("_page")
        GrantedRight.objects.get_or_create(group=group, right=f"page:{right}")


def _grant_image_rights(group: Group, role: Role) -> None:
    root = Collection.objects.filter(depth=1).first()
    # Wagtail asks for the rights on its own image model, whichever model the site uses.
    codenames = [right.split(".", 1)[1] for right in role.permissions if right.startswith("wagtailimages.")]
    if root is None or not codenames:
        return
    for permission in Permission.objects.filter(content_type__app_label="wagtailimages", codename__in=codenames):
        GroupCollectionPermission.objects.get_or_create(group=group, collection=root, permission=permission)


def differences() -> dict[str, set[str]]:
    """Return, by role, the declared rights that its group does not hold."""
    missing: dict[str, set[str]] = {}
    for role in _roles.values():
        held = {
            f"{permission.content_type.app_label}.{permission.codename}"
            for permission in group_of(role.key).permissions.select_related("content_type")
        }
        if absent := role.permissions - held:
            missing[role.key] = absent
    return missing
