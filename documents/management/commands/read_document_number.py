"""``read_document_number``: document symbols on standard input, one a line; readings as JSON on standard output."""

import json
import sys
from typing import Any

from django.core.management.base import BaseCommand

from documents import numbering


class Command(BaseCommand):
    """Reads every line as a document symbol."""

    help = "Đọc số, ký hiệu văn bản: mỗi dòng vào một chuỗi, mỗi dòng ra một đối tượng JSON."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        for line in sys.stdin.buffer:
            raw = line.decode("utf-8", "replace").rstrip("\r\n")
            found = numbering.read(raw) or numbering.DocumentNumber(raw=raw, kind="")
            self.stdout.write(json.dumps(found.as_record(), ensure_ascii=False))
