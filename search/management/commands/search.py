"""Ask the archive from a terminal."""

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.http import QueryDict

from search import archive, registry
from search.api import path_of_next, to_json
from search.forms import SORTS, ApiRequest


class Command(BaseCommand):
    """Prints what the public finds for a query: one line each, or the JSON of the API."""

    help = "Tìm trong kho như bạn đọc tìm; --json in ra đúng dạng của /api/v1/search."

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare the query and its options, which are those of the address."""
        parser.add_argument("query", help="từ tìm, số văn bản hoặc cụm từ trong ngoặc kép")
        parser.add_argument("--json", action="store_true", help="in JSON")
        parser.add_argument("--kind", default="", help="chỉ một loại nội dung")
        parser.add_argument(
            "--filter", action="append", default=[], metavar="TÊN=GIÁ TRỊ",
            help="bộ lọc như trong địa chỉ trang tìm kiếm, ví dụ nam=2026; dùng được nhiều lần",
        )  # fmt: skip
        parser.add_argument("--sort", default="", help=f"cách xếp: {', '.join(SORTS)}")
        parser.add_argument("--plain", action="store_true", help="tìm như từ khóa thường, không đọc số văn bản")
        parser.add_argument("--page", type=int, default=1)
        parser.add_argument("--page-size", type=int, default=20)

    def handle(self, *args: Any, **options: Any) -> None:
        """Ask and print; a query that cannot be answered is a clear error."""
        address = _address(options)
        asked = ApiRequest.from_address(address)
        if asked.error:
            raise CommandError(asked.error)
        try:
            found = archive.search(asked.query)
        except archive.TooDeep as error:
            raise CommandError(str(error)) from error
        if options["json"]:
            self.stdout.write(
                json.dumps(to_json(found, path_of_next(address, asked.query, found)), ensure_ascii=False, indent=2)
            )
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


def _address(options: dict[str, Any]) -> QueryDict:
    address = QueryDict(mutable=True)
    names = {"q": "query", "kind": "kind", "sort": "sort", "page": "page", "page_size": "page_size"}
    address.update({name: str(options[option]) for name, option in names.items()})
    if options["plain"]:
        address["plain"] = "1"
    known = {facet.name for facet in registry.facets()}
    for typed in options["filter"]:
        name, equals, value = typed.partition("=")
        if not equals or name not in known:
            raise CommandError(f"Không có bộ lọc “{typed}”. Các bộ lọc: {', '.join(sorted(known))}.")
        address.appendlist(name, value)
    return address
