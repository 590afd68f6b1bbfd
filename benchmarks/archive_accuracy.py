"""How well the archive reads: shares of what is right in samples whose answer is known. No clock is involved."""

import difflib
import hashlib
import json
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

from benchmarks.archive_files import SAMPLES, made_files
from benchmarks.measuring import Bound, Case, Plan, Sides
from documents import citation_finder, numbering
from documents.extraction import extract
from documents.layout import recognise
from documents.number_vocabulary import DEFAULT
from portal.text.vietnamese import fold, normalise

_LABELS = Path(__file__).resolve().parent.parent / "tests" / "data" / "vbpl_labels.json"
# A label bears a number: "ĐIỀU KHOẢN THI HÀNH" is the heading of a chapter.
_PART = re.compile(r"(?i)(điều(?=\s+\d)|chương|phần)\s+(?:thứ\s+)?(\w+)")
Share = Callable[[], tuple[float, dict[str, int]]]


def cases(plan: Plan) -> list[Case]:
    """Return the shares whose samples lie beside the project."""
    found = [_case("letters", "Ký tự sai, PDF điện tử (tự dựng)", Bound(0.005, at_least=False), partial(letters, plan))]
    if SAMPLES.exists():
        found += [
            _case("accents", "Chữ có dấu đúng, tệp TCVN3 và VNI", Bound(0.98), accents),
            _case("fields", "Trường đọc đúng, nhãn viết tay", Bound(0.97), fields),
            _case("toc-recall", "Mục lục: tìm thấy", Bound(0.98), partial(contents, precision=False)),
            _case("toc-precision", "Mục lục: đúng", Bound(0.98), partial(contents, precision=True)),
            _case("gazette", "Công báo: khớp cơ quan và năm", Bound(0.99), gazette),
            _case("source-notes", "Ghi chú nguồn: trường đúng ít nhất", Bound(0.98), source_notes),
        ]
    return found


def _case(name: str, title: str, bound: Bound, share: Share) -> Case:
    return Case(name, title, bound, partial(_prepared, share))


@contextmanager
def _prepared(share: Share, _plan: Plan) -> Iterator[Sides]:
    value, sizes = share()
    yield Sides(lambda: value, lambda: 1.0, "phần", sizes)


def letters(plan: Plan) -> tuple[float, dict[str, int]]:
    """Return the share of wrong letters in files whose text is known."""
    wrong = total = 0
    for content, text in made_files(plan)[:20]:
        wanted, got = (" ".join(each.split()) for each in (text, extract(content, "a.pdf").text))
        total += len(wanted)
        if wanted != got:
            blocks = difflib.SequenceMatcher(None, wanted, got, autojunk=False).get_matching_blocks()
            wrong += max(len(wanted), len(got)) - sum(block.size for block in blocks)
    return wrong / total, {"characters": total}


def accents(folder: Path = SAMPLES / "files" / "legacy") -> tuple[float, dict[str, int]]:
    """Return the share of words with marks that come out right, of the worst file."""
    shares = []
    for answer in sorted(folder.glob("*.txt")):
        file = next(path for path in folder.glob(f"{answer.stem}.*") if path.suffix != ".txt")
        read = extract(file.read_bytes(), file.name)
        got = "\n".join(filter(None, (read.text, read.margin_text)))
        words, found = (unicodedata.normalize("NFC", each).lower().split() for each in (answer.read_text("utf-8"), got))
        blocks = difflib.SequenceMatcher(None, words, found, autojunk=False).get_matching_blocks()
        kept = {place for block in blocks for place in range(block.a, block.a + block.size)}
        marked = [place for place, word in enumerate(words) if not word.isascii()]
        shares.append(sum(place in kept for place in marked) / len(marked))
    return min(shares), {"files": len(shares)}


def fields() -> tuple[float, dict[str, int]]:
    """Return the share of fields that are read as labelled by hand; nothing printed counts as a field."""
    labels = json.loads(_LABELS.read_text("utf-8"))
    right = total = 0
    for row in _rows("vbpl_documents.jsonl"):
        label = labels.get(hashlib.sha256(row["text"].encode()).hexdigest(), {})
        read = {field.name: field.value for field in recognise(normalise(row["text"])).fields}
        for name in label:
            if name == "subject_ends":
                continue
            total += 1
            if name == "subject_begins":
                subject = read.get("subject", "")
                right += subject.startswith(label[name] or "") and subject.endswith(label["subject_ends"] or "")
            else:
                right += read.get(name) == label[name]
    return right / total, {"fields": total}


def contents(*, precision: bool) -> tuple[float, dict[str, int]]:
    """Return how much of the samples' tables of contents is found, or how much of what is found stands in them."""
    hits = wanted = got = 0
    for row in _rows("vbpl_documents.jsonl"):
        asked = Counter(_part(line) for line in row["toc"] or () if _part(line))
        if not asked:
            continue
        # As the page lists them: the publisher's table ends with the text itself, before what is annexed to it.
        read = recognise(normalise(row["text"])).main_nodes
        found = Counter(
            _part(node.label) for node in read if node.kind in {"dieu", "chuong", "phan"} and _part(node.label)
        )
        hits += sum((asked & found).values())
        wanted += asked.total()
        got += found.total()
    return hits / (got if precision else wanted), {"listed": wanted, "found": got}


def _part(line: str) -> str:
    match = _PART.match(normalise(line).strip())
    return f"{match[1]} {match[2]}".lower() if match else ""


def gazette() -> tuple[float, dict[str, int]]:
    """Return the share of gazette titles whose number agrees with the row's own issuer and year of issue."""
    rows = [row for row in _rows("gazette_titles.jsonl") if row["issuer"] != "VĂN BẢN HỢP NHẤT"]
    return sum(map(_agrees, rows)) / len(rows), {"titles": len(rows)}


def _agrees(row: dict[str, Any]) -> bool:
    found = numbering.read(row["title"])
    if found is None or (found.year is not None and str(found.year) != row["issued"][-4:]):
        return False
    issuer = _plain(row["issuer"])
    return any(_plain(name) in issuer for name in DEFAULT.issuers(found.organisation))


def _plain(name: str) -> str:
    return "".join(letter for letter in fold(name) if letter.isalpha())


def source_notes() -> tuple[float, dict[str, int]]:
    """Return the share of notes whose worst read field is right."""
    rows = _rows("source_notes.jsonl")
    hits: Counter[str] = Counter()
    for row in rows:
        found = citation_finder.find(normalise(row["note"]))[0]
        said = {
            "provision": found.provision,
            "type": found.type_name,
            "number": found.symbol,
            "issued": f"{found.date:%d/%m/%Y}" if found.date else "",
            "issuer": found.issuer_text,
            "effective": f"{found.effective_on:%d/%m/%Y}" if found.effective_on else "",
        }
        hits.update(name for name, value in said.items() if fold(value) == fold(normalise(row[name] or "")))
    return min(hits.values()) / len(rows), {"notes": len(rows)}


def _rows(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (SAMPLES / name).read_text("utf-8").splitlines()]
