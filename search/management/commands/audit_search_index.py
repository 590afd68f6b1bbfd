"""Compare the search index with the database."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from search import outbox, reconcile
from search.engine import EngineUnavailable


class Command(BaseCommand):
    """Lists what index and database disagree about, key by key, and fails where there was anything."""

    help = (
        "Đối soát chỉ mục tìm kiếm với cơ sở dữ liệu: bản ghi thiếu, cũ, thừa. Mã thoát khác 0 nếu có sai lệch; "
        "--repair sửa ngay."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare the options."""
        parser.add_argument("--repair", action="store_true", help="sửa những chỗ lệch rồi đối soát lại")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print counts and keys; with ``--repair`` put them right and say whether that went well."""
        try:
            drift = reconcile.audit()
            self._print(drift)
            if options["repair"] and drift:
                reconcile.repair(drift)
                left = reconcile.compare()
                self.stdout.write(
                    f"Đã sửa {len(drift.keys) - len(left.keys)} bản ghi." if not left else "Sửa chưa hết, còn:"
                )
                if left:
                    self._print(left)
        except EngineUnavailable as error:
            raise CommandError(f"Không đọc được chỉ mục: {error}. Chạy rebuild_search_index.") from error
        if drift or drift.unreadable:
            raise CommandError(
                f"Chỉ mục lệch {len(drift.keys)} bản ghi, {len(drift.unreadable)} bản ghi không đọc được."
            )

    def _print(self, drift: reconcile.Drift) -> None:
        for label, keys in (("thiếu", drift.missing), ("cũ", drift.stale), ("thừa", drift.extra)):
            self.stdout.write(f"{label}: {len(keys)}")
            for key in keys:
                self.stdout.write(f"  {key}")
        self.stdout.write(f"không đọc được: {len(drift.unreadable)}")
        for key, reason in drift.unreadable.items():
            self.stdout.write(f"  {key}: {reason}")
        self.stdout.write(f"đang chờ lập chỉ mục: {outbox.pending()}")
