"""``import_documents PATH…``: bring in records of other systems."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError

from documents.importing.adapters import ADAPTERS
from documents.importing.report import Lines
from documents.importing.run import ImportRefused, PublishOrder, Summary, run_import
from portal.home.setup import every_table_stands

_SHOWN = 200


class Command(BaseCommand):
    """Imports files, reports every row that stays out and every record that stays a draft."""

    help = "Nhập bản ghi từ hệ thống khác (JSON mỗi dòng một bản ghi, hoặc theo --adapter). Nhập lại không đổi gì."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("paths", nargs="+", type=Path, metavar="PATH")
        parser.add_argument("--adapter", choices=sorted(ADAPTERS), default="jsonl")
        parser.add_argument(
            "--section", metavar="SLUG", default="", help="chuyên mục nhận những bài viết không tự ghi chuyên mục"
        )
        parser.add_argument("--dry-run", action="store_true", help="chỉ đọc và báo cáo, không lưu")
        parser.add_argument("--publish", action="store_true", help="công khai những bản ghi đủ điều kiện")
        parser.add_argument("--entered-by", metavar="USER", default="", help="tên đăng nhập người nhập")
        parser.add_argument("--cleared-by", metavar="USER", default="", help="tên đăng nhập người cho phép công khai")
        parser.add_argument("--ground", metavar="TEXT", default="", help="căn cứ cho phép công khai")

    def handle(self, *args: Any, **options: Any) -> None:
        if not every_table_stands():
            raise CommandError("Cơ sở dữ liệu chưa có đủ bảng: hãy chạy ./bin/manage migrate (hoặc ./bin/serve) trước.")
        order = self._order(options)
        name = options["entered_by"]
        entered_by = self._user(name) if name else get_user_model().objects.system("import")
        refused = taken = 0
        for path in options["paths"]:
            try:
                summary = run_import(
                    path=path,
                    adapter=options["adapter"],
                    entered_by=entered_by,
                    order=order,
                    section=options["section"],
                    dry_run=options["dry_run"],
                    progress=self._progress,
                )
            except ImportRefused as refusal:
                raise CommandError(str(refusal)) from refusal
            self._report(path, summary, options["dry_run"])
            refused += summary.refused.total
            taken += summary.rows - summary.refused.total
        if refused and not taken:
            raise CommandError(f"Không nhận được dòng nào ({refused} dòng sai).")
        if refused:
            self.stderr.write(f"{refused} dòng không nhận; các dòng khác đã vào.")

    def _order(self, options: dict[str, Any]) -> PublishOrder | None:
        if not options["publish"]:
            if options["cleared_by"] or options["ground"]:
                raise CommandError("--cleared-by và --ground chỉ dùng cùng --publish.")
            return None
        for option in ("entered_by", "cleared_by", "ground"):
            if not options[option]:
                raise CommandError(f"--publish cần --{option.replace('_', '-')}.")
        return PublishOrder(self._user(options["cleared_by"]), options["ground"])

    def _user(self, name: str) -> Any:
        user = get_user_model().objects.filter(username=name, is_system=False).first()
        if user is None:
            raise CommandError(f"Không có tài khoản “{name}”.")
        return user

    def _progress(self, summary: Summary) -> None:
        self.stdout.write(f"  … {summary.rows} dòng, {summary.refused.total} không nhận")

    def _report(self, path: Path, summary: Summary, dry_run: bool) -> None:
        counts = summary.counts()
        title = "Chạy thử" if dry_run else "Đã nhập"
        self.stdout.write(
            f"{title} {path.name}: {counts['rows']} dòng; {counts['created']} mới, {counts['updated']} cập nhật, "
            f"{counts['unchanged']} không đổi, {counts['published']} công khai, {counts['drafts']} để bản nháp, "
            f"{counts['refused']} không nhận."
        )
        self._list("Không nhận", summary.refused)
        self._list("Để bản nháp", summary.drafts)
        self._list("Lưu ý", summary.notes)

    def _list(self, title: str, lines: Lines) -> None:
        if lines:
            self.stdout.write(f"{title}:")
        for line in lines[:_SHOWN]:
            self.stdout.write(f"  {line.place} [{line.key}] {line.reason}")
        if lines.total > _SHOWN:
            self.stdout.write(f"  … và {lines.total - _SHOWN} dòng nữa")
