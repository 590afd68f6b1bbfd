"""Ask the archive from a terminal."""

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from search import archive, registry
from search.api import to_json
from search.types import SearchQuery


class Command(BaseCommand):
    """Prints what the public finds for a query: one line each, or the JSON of the API."""

    help = "Tìm trong kho như bạn đọc tìm; --json in ra đúng dạng của /api/v1/search."

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare the query and its options."""
        parser.add_argument("query", help="từ tìm, số văn bản hoặc cụm từ trong ngoặc kép")
        parser.add_argument("--json", action="store_true", help="in JSON")
        parser.add_argument("--kind", default="", help="chỉ một loại nội dung")
        parser.add_argument("--page", type=int, default=1)
        parser.add_argument("--page-size", type=int, default=20)

    def handle(self, *args: Any, **options: Any) -> None:
        """Ask and print; a query that cannot be answered is a clear error."""
        kind, page, size = options["kind"], options["page"], options["page_size"]
        if kind and registry.source_of_kind(kind) is None:
            raise CommandError(f"Không có loại nội dung “{kind}”.")
        if page < 1 or not 1 <= size <= archive.MAX_PAGE_SIZE:
            raise CommandError(f"--page từ 1, --page-size từ 1 đến {archive.MAX_PAGE_SIZE}.")
        kinds = (kind,) if kind else ()
        names = tuple(facet.name for facet in registry.facets(kinds))
        asked = SearchQuery(
            options["query"], kinds, page=page, page_size=size, facets=names if kind else (archive.KIND_FACET, *names)
        )
        try:
            found = archive.search(asked)
        except archive.TooDeep as error:
            raise CommandError(str(error)) from error
        if options["json"]:
            self.stdout.write(json.dumps(to_json(found), ensure_ascii=False, indent=2))
        else:
            if found.understanding:
                self.stdout.write(f"Hiểu là {found.understanding.label}")
            for hit in found.hits:
                self.stdout.write("  ".join(part for part in (hit.number, hit.title, hit.url) if part))
            self.stdout.write(f"{found.count} kết quả")
        if found.degraded:
            raise CommandError(
                "Máy tìm kiếm không trả lời; chỉ tìm theo số, ký hiệu chính xác. Chạy rebuild_search_index."
            )
