"""People with a role, for tests inside the process."""

from itertools import count

from portal.accounts import roles
from portal.accounts.models import User

PASSWORD = "mật khẩu dùng khi kiểm thử"
_numbers = count(1)


def make_person(role: str, username: str = "") -> User:
    """Return a new person of the role (``editor``, ``approver``, ``clerk``, ``technical``), able to log in."""
    user = User.objects.create_user(
        username=username or f"{role}-{next(_numbers)}", password=PASSWORD, first_name="Thử", last_name="Người"
    )
    user.groups.add(roles.group_of(role))
    return user
