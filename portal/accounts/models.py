"""People who work in the portal, and the two system users that set it up."""

from typing import ClassVar

from django.contrib.auth.models import AbstractUser, UserManager
from django.db import models


class AccountManager(UserManager["User"]):
    """Finds and makes accounts."""

    def system(self, name: str) -> "User":
        """Return the system user ``name`` (``set-up`` or ``demonstration``), made on first use.

        A system user can never log in: it has no usable password and is not active.
        """
        known = {"first_name": "Hệ thống", "is_active": False, "is_system": True}
        user, made = self.get_or_create(username=f"system:{name}", defaults=known)
        if made:
            user.set_unusable_password()
            user.save(update_fields=["password"])
        return user


class User(AbstractUser):
    """Account (*tài khoản*) of a person of the board, or of the system itself."""

    is_system = models.BooleanField("tài khoản của hệ thống", default=False, editable=False)

    objects: ClassVar[AccountManager] = AccountManager()

    class Meta(AbstractUser.Meta):
        verbose_name = "tài khoản"
        verbose_name_plural = "tài khoản"

    def get_full_name(self) -> str:
        """Return the family name first, as Vietnamese names are said."""
        return f"{self.last_name} {self.first_name}".strip()

    @property
    def display_name(self) -> str:
        """The person's name as shown to colleagues, or the login name."""
        return self.get_full_name() or self.get_username()


class GrantedRight(models.Model):
    """A right that was once written to a role's group, so that taking it away is respected."""

    group = models.ForeignKey("auth.Group", on_delete=models.CASCADE, related_name="+")
    right = models.CharField(max_length=150)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["group", "right"], name="accounts_granted_right_once")]

    def __str__(self) -> str:
        return self.right
