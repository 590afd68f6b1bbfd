"""Build the search index anew."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from search import reconcile
from search.engine import EngineUnavailable


class Command(BaseCommand):
    """Builds the index aside from what the database holds, then swaps it in; the old one answers meanwhile."""

    help = "Dựng lại chỉ mục tìm kiếm từ cơ sở dữ liệu. Trong lúc dựng, chỉ mục cũ vẫn trả lời."

    def handle(self, *args: Any, **options: Any) -> None:
        """Rebuild and say how many records the index holds."""
        try:
            written = reconcile.rebuild()
        except EngineUnavailable as error:
            raise CommandError(f"Không dựng được chỉ mục: {error}") from error
        self.stdout.write(f"Đã lập chỉ mục {written} bản ghi.")
