"""``find_citations``: a text on standard input or in a file; the documents that it names as JSON lines."""

import json
import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from documents import name_finder
from documents.citation_finder import Citation
from portal.text.vietnamese import normalise

MOST_CHARACTERS = 5_000_000


class Command(BaseCommand):
    """Finds citations in a text; offsets count code points of its NFC form."""

    help = (
        "Tìm các văn bản mà một văn bản viện dẫn: đọc tệp hoặc đầu vào chuẩn, mỗi lượt nhắc in ra một đối tượng JSON. "
        "Vị trí tính theo ký tự Unicode của văn bản ở dạng NFC."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", nargs="?", default="-", metavar="TỆP", help="tệp văn bản UTF-8; bỏ trống là stdin")

    def handle(self, *args: Any, **options: Any) -> None:
        text = normalise(_read(options["file"]))
        if len(text) > MOST_CHARACTERS:
            self.stderr.write(f"Chỉ đọc {MOST_CHARACTERS} ký tự đầu trong số {len(text)}.")
            text = text[:MOST_CHARACTERS]
        for each in name_finder.mentions(text):
            self.stdout.write(json.dumps(record_of(each, text), ensure_ascii=False))


def record_of(found: Citation, text: str) -> dict[str, Any]:
    """Return what is printed of a mention; ``match_key`` of a name without a number begins with a letter."""
    return {
        "start": found.start,
        "end": found.end,
        "quote": text[found.start : found.end],
        "type": found.type_name,
        "number": found.symbol,
        "date": found.date.isoformat() if found.date else (str(found.year) if found.year else None),
        "issuer": found.issuer_text,
        "provision": found.provision,
        "name": found.name or found.about,
        "match_key": found.match_key or found.name_key,
    }


def _read(name: str) -> str:
    most = MOST_CHARACTERS * 4 + 4
    try:
        if name == "-":
            raw = sys.stdin.buffer.read(most)
        else:
            with Path(name).open("rb") as file:
                raw = file.read(most)
    except OSError as error:
        raise CommandError(f"Không đọc được tệp {name}: {error.strerror}.") from error
    return raw.decode("utf-8-sig", "replace")
