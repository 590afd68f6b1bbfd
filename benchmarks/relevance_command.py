"""Measure relevance: ``python -m benchmarks.relevance_command`` (``bin/bench relevance`` does it for people).

Prints a table on standard output. ``--corpus`` and ``--queries`` are files of one JSON object a line; without them
our own labelled questions are asked, each half by itself.
"""

import argparse
import os
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks import labelled, relevance
from benchmarks.rank_measures import Quality
from benchmarks.relevance import Question, Row

_SMOKE_ROWS = (
    Row("a", "Điều 1. Tiếp nhận kiến nghị", "Thôn ghi kiến nghị vào sổ chung.", "Quy chế tiếp công dân"),
    Row("b", "Điều 2. Trả lời kiến nghị", "Ủy ban trả lời trong mười ngày.", "Quy chế tiếp công dân"),
)
_SMOKE_QUESTIONS = (Question("1", "bao nhiêu ngày thì ủy ban trả lời kiến nghị?", frozenset("b")),)


def main(arguments: Sequence[str]) -> int:
    """Build the index aside, ask every question, print the table; 2 where a file cannot be read."""
    options = _read(arguments)
    with tempfile.TemporaryDirectory(prefix="relevance-data-") as folder:
        # No database is there, and none is asked: a table that was asked for would fail loudly.
        os.environ["PORTAL_DATA"] = folder
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.local")
        os.environ.setdefault("SECRET_KEY", "only-for-benchmarks")

        import django

        django.setup()
        try:
            rows, sets = _asked(options)
        except (OSError, ValueError, KeyError) as error:
            print(f"Không đọc được tệp: {type(error).__name__}: {error}", file=sys.stderr)
            return 2
        with relevance.indexed(rows, options.engine):
            print(relevance.table(list(_lines(sets, folded_only=options.folded))), flush=True)
    return 0


def _asked(options: argparse.Namespace) -> tuple[list[Row], list[tuple[str, list[Question]]]]:
    if options.smoke:
        return list(_SMOKE_ROWS), [("chạy thử", list(_SMOKE_QUESTIONS))]
    if options.corpus:
        rows = [Row.read(line) for line in relevance.lines_of(options.corpus)]
        questions = [Question.read(line) for line in relevance.lines_of(options.queries)]
        return rows, [(options.queries.stem, questions)]
    rows = labelled.corpus()
    halves = {half: labelled.questions(rows, half) for half in labelled.HALVES}
    names = {"tuning": "nửa để chỉnh", "aside": "nửa để riêng"}
    sets = [(names[half], [each for group in groups.values() for each in group]) for half, groups in halves.items()]
    groups = {name for groups in halves.values() for name in groups}
    by_group = [
        (f"nhóm {name}", [each for half in halves.values() for each in half.get(name, [])]) for name in sorted(groups)
    ]
    return rows, [*sets, *by_group]


def _lines(sets: list[tuple[str, list[Question]]], *, folded_only: bool) -> Iterator[tuple[str, int, Quality]]:
    for name, questions in sets:
        if not folded_only:
            yield f"{name}, có dấu", len(questions), relevance.measure(questions)
        yield f"{name}, bỏ dấu", len(questions), relevance.measure(questions, folded=True)


def _read(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="bin/bench relevance",
        description="Đo chất lượng xếp hạng: R@1, R@5, R@10, MRR@10, nDCG@10, câu hỏi có dấu và bỏ dấu.",
    )
    parser.add_argument("--corpus", type=Path, help="tệp JSONL: key, title, text, parent_title?, number?, date?")
    parser.add_argument("--queries", type=Path, help="tệp JSONL: id, query, relevant")
    parser.add_argument("--folded", action="store_true", help="chỉ đo câu hỏi đã bỏ dấu")
    parser.add_argument("--engine", default="", metavar="URL", help="như SEARCH_URL (mặc định: máy tìm nhúng)")
    parser.add_argument("--smoke", action="store_true", help="chạy thử trên vài dòng")
    options = parser.parse_args(arguments)
    if bool(options.corpus) != bool(options.queries):
        parser.error("--corpus và --queries đi cùng nhau.")
    if not (options.corpus or options.smoke or labelled.are_here()):
        parser.error("không có tài liệu mẫu cạnh dự án; hãy cho --corpus và --queries.")
    return options


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
