"""``load_demo``: the demonstration content and its accounts."""

from typing import Any

from django.core.management.base import BaseCommand

from portal.home import demo


class Command(BaseCommand):
    """Loads the demonstration content; running it again changes nothing."""

    help = "Nạp dữ liệu minh họa và các tài khoản dùng thử."

    def handle(self, *args: Any, **options: Any) -> None:
        """Load what every app hands up, in the order of the river."""
        demo.load_all(lambda name: self.stdout.write(f"  {name} …"))
