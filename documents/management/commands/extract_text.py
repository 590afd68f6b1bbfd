"""``extract_text FILE [--json]``: the text of a file, or why there is none."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from documents.extraction import Limits, Status, extract


class Command(BaseCommand):
    """Prints what can be read in a file."""

    help = "Trích văn bản từ một tệp PDF, DOCX, DOC, RTF, XLSX, XLS, HTML hoặc văn bản thuần."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--json", action="store_true", help="in một đối tượng JSON với trạng thái và từng trang")

    def handle(self, *args: Any, **options: Any) -> None:
        path: Path = options["file"]
        try:
            # One byte more than is ever read tells that a file is too large, whatever its size.
            with path.open("rb") as file:
                content = file.read(Limits().file_bytes + 1)
        except OSError as error:
            raise CommandError(f"Không đọc được {path}: {error.strerror}") from error
        found = extract(content, path.name)
        if options["json"]:
            answer = {
                "status": found.status.value,
                "label": found.status.label,
                "detail": found.detail,
                "kind": found.kind,
                "pages": [{"number": page.number, "text": page.text} for page in found.pages],
                "text": found.text,
                "margin_text": found.margin_text,
                "before": found.before,
                "encoding": found.encoding,
            }
            self.stdout.write(json.dumps(answer, ensure_ascii=False))
        elif found.status is Status.EXTRACTED:
            self.stdout.write(found.text)
        else:
            raise CommandError(f"{path.name}: {found.status.label}. {found.detail}".strip())
