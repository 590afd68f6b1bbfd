"""Roles are written once; what an administrator changed afterwards stays."""

import pytest
from wagtail.models import Page

from portal.accounts import roles
from portal.accounts.models import User
from tests.factories.people import make_person

pytestmark = pytest.mark.django_db


def test_every_role_can_reach_the_admin() -> None:
    for role in roles.roles():
        assert make_person(role.key).has_perm("wagtailadmin.access_admin")


def test_only_the_leader_may_publish_pages() -> None:
    root = Page.objects.get(depth=1)
    may = {
        role.key: root.permissions_for_user(User.objects.get(pk=make_person(role.key).pk)).can_publish_subpage()
        for role in roles.roles()
    }

    assert may["approver"]
    assert not any(allowed for key, allowed in may.items() if key != "approver")


def test_a_right_that_an_administrator_took_away_stays_away() -> None:
    group = roles.group_of("editor")
    permission = group.permissions.get(codename="add_storedfile")
    group.permissions.remove(permission)

    roles.sync_roles()

    assert not group.permissions.filter(pk=permission.pk).exists()
    assert "files.add_storedfile" in roles.differences()["editor"]


def test_a_system_user_cannot_log_in() -> None:
    user = User.objects.system("set-up")

    assert not user.is_active
    assert not user.has_usable_password()
    assert User.objects.system("set-up") == user
