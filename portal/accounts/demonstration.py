"""Accounts for a first look: one a role, with random passwords that only the data folder knows."""

import os
import secrets
from pathlib import Path
from typing import NamedTuple

from django.conf import settings
from django.db import transaction

from portal.accounts import roles
from portal.accounts.models import User

FILE = "accounts.txt"
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # none that is easily taken for another


class Person(NamedTuple):
    """A fictional member of the board."""

    username: str
    role: str
    last_name: str
    first_name: str


PEOPLE = (
    Person("bientapvien", "editor", "Đàm", "Thu Nguyệt"),
    Person("lanhdao", "approver", "Tăng", "Quốc Việt"),
    Person("vanthu", "clerk", "Vi", "Ngọc Lan"),
    Person("kiemduyet", "moderator", "Quách", "Bích Liên"),
    Person("kythuat", "technical", "Nông", "Minh Khôi"),
)


def make_accounts(_context: object = None) -> None:
    """Make one account a role and write user names and passwords to the data folder, for its owner's eyes alone.

    Where accounts and file are there already, nothing is changed.
    """
    path = Path(settings.DATA_DIR) / FILE
    names = [person.username for person in PEOPLE]
    if path.exists() and User.objects.filter(username__in=names).count() == len(names):
        return
    lines = []
    with transaction.atomic():
        for person in PEOPLE:
            password = "-".join("".join(secrets.choice(_LETTERS) for _ in range(5)) for _ in range(3))
            user, _ = User.objects.get_or_create(
                username=person.username,
                defaults={"first_name": person.first_name, "last_name": person.last_name},
            )
            user.set_password(password)
            user.save()
            user.groups.add(roles.group_of(person.role))
            role = next(role.name for role in roles.roles() if role.key == person.role)
            lines.append(f"{person.username:<12} {password}  {role}\n")
    _write_privately(path, "".join(lines))


def _write_privately(path: Path, text: str) -> None:
    fresh = path.with_suffix(".new")
    fresh.unlink(missing_ok=True)
    with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(text)
    fresh.replace(path)
