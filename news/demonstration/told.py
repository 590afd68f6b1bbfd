"""The demonstration's articles, each written down in a text file of its own."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from news.demonstration import files
from portal.pages.writing import Block, blocks, header_and_body

TEXTS = Path(__file__).parent / "texts"
MAKERS: dict[str, Callable[[], bytes]] = {
    maker.__name__: maker
    for maker in (
        files.request_book,
        files.results_by_month,
        files.lesson_plan,
        files.pilot_register,
        files.forest_agreement,
        files.where_to_file,
        files.digital_figures,
        files.digital_questions,
        files.question_booklet,
        files.contest_rules,
    )
}


@dataclass(frozen=True, slots=True)
class Cited:
    """A document that the article names: its symbol, what to print where the archive lacks it, its day where known."""

    symbol: str
    subject: str
    note: str
    issued_on: str = ""


@dataclass(frozen=True, slots=True)
class Attached:
    """A file to download: its name, its label, what it is, and how its bytes are made."""

    name: str
    label: str
    kind: str
    make: Callable[[], bytes]


@dataclass(frozen=True, slots=True)
class Told:
    """One article; ``fields`` holds the single lines of its header."""

    slug: str
    fields: dict[str, str]
    body: list[Block]
    cited: list[Cited] = field(default_factory=list)
    files: list[Attached] = field(default_factory=list)

    def moment(self, name: str) -> datetime | None:
        """Return a header's time, or ``None`` where the header has none."""
        value = self.fields.get(name)
        return datetime.fromisoformat(value) if value else None


def articles() -> list[Told]:
    """Return every article of the demonstration."""
    return [_read(path) for path in sorted(TEXTS.glob("*.txt"))]


def _read(path: Path) -> Told:
    header, body = header_and_body(path.read_text(encoding="utf-8"))
    told = Told(path.stem, dict(header), blocks(body))
    for name, value in header:
        parts = [part.strip() for part in value.split("|")]
        if name == "cites":
            told.cited.append(Cited(*parts))
        elif name == "file":
            told.files.append(Attached(parts[0], parts[1], parts[2], MAKERS[parts[3]]))
    return told
