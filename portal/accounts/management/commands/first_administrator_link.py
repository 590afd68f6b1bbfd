"""``manage first_administrator_link``: how the first person gets in where there is no demonstration."""

from typing import Any

from django.contrib.auth.tokens import default_token_generator
from django.core.management.base import BaseCommand, CommandParser
from django.urls import reverse
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode

from portal.accounts.models import User

NAME = "quantri"


class Command(BaseCommand):
    """Prints a one-time link with which the first administrator sets a password."""

    help = "In liên kết dùng một lần để đặt mật khẩu cho người quản trị đầu tiên."

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare ``--base``, the address the site is served under."""
        parser.add_argument("--base", default="http://127.0.0.1:8000", help="Địa chỉ gốc của trang.")

    def handle(self, *args: Any, **options: Any) -> None:
        """Make the account if there is no administrator yet; print its link, or nothing once one can log in."""
        if User.objects.filter(is_superuser=True, is_system=False).exclude(username=NAME).exists():
            return
        user, made = User.objects.get_or_create(
            username=NAME, defaults={"is_superuser": True, "is_staff": True, "email": "quantri@localhost.localdomain"}
        )
        if made:
            user.set_unusable_password()
            user.save()
        elif user.has_usable_password():
            return
        uid = urlsafe_base64_encode(force_bytes(user.pk))
        token = default_token_generator.make_token(user)
        path = reverse("wagtailadmin_password_reset_confirm", args=[uid, token])
        self.stdout.write(options["base"].rstrip("/") + path)
