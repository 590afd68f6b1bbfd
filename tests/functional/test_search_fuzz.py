"""Whatever is typed is asked as words: 5,000 hostile questions, none of which an engine reads as its own syntax."""

import random
import unicodedata
from pathlib import Path

import pytest
from django.contrib.auth.models import Group
from django.test import Client

from search import archive, outbox
from search.archive import TooDeep
from search.types import Filter, SearchQuery

pytestmark = pytest.mark.django_db
SEED = 1975
CALLS, PAGES = 4_700, 300
PIECES = (
    '"', "'", "“", "”", "«", "*", "?", "~", "~2", "^", "^5", ":", "title:", "_exists_:", "/.*/", "/(a+)+$/", "AND",
    "OR", "NOT", "&&", "||", "!", "(", ")", "((((", "))))", "[1 TO 9]", "{a TO *}", "<", ">", "\\", "+", "-", "--",
    "\x00", "\x1f", "\x7f", "\u200b", "\ufeff", "\u202e", "\ud800", "\udfff", "𝒳", "💥", "đoàn", "kết", "doan ket",
    "14-KL/TW", "14", "KL", "30/2020/NĐ-CP", "ngày 22/9/2021", "khóa XIII", "i" * 70, "ữ" * 40, "١٢٣", "é", "Ð", "%s",
    "%00", "{{7*7}}", "${x}", "<script>", "' OR 1=1 --", "\n", "\t", "\r\n", "a_b", "a__b", "\u0300", "\u0301" * 30,
)  # fmt: skip


def questions(count: int) -> list[str]:
    """Return hostile questions: pieces in any order, decomposed, nested, or 10 kB long; the same every time."""
    dice = random.Random(SEED)
    made = []
    for number in range(count):
        text = dice.choice(("", " ")).join(dice.choice(PIECES) for _ in range(dice.randint(1, 12)))
        if number % 7 == 0:
            text = unicodedata.normalize("NFD", text)
        if number % 11 == 0:
            text = "(" * dice.randint(1, 200) + text + ")" * dice.randint(0, 200)
        if number % 97 == 0:
            text = (text * 10_000)[:10_000]
        made.append(text)
    return made


@pytest.fixture
def filled(searching: Path) -> Path:
    """A few records to find."""
    for name in ("14-KL/TW Kết luận về đoàn kết", "Ngày hội đoàn kết", "Hoà giải AND tiếp dân"):
        Group.objects.create(name=name)
    outbox.drain()
    return searching


def test_no_question_breaks_the_archive(filled: Path) -> None:
    """Searched, counted, completed and read for numbers, with filters and deep pages of the same stuff."""
    dice = random.Random(SEED)
    for at, text in enumerate(questions(CALLS)):
        query = SearchQuery(
            text,
            filters=(Filter("kieu", (text[:100], "KL")),) if at % 5 == 0 else (),
            sort=("rank", "newest", "oldest")[at % 3],
            page=dice.choice((1, 1, 2, 9, 10_000)),
            facets=("kieu",) if at % 2 else (),
        )
        try:
            found = archive.search(query)
        except TooDeep:
            continue
        assert not found.degraded, repr(text)
        if at % 4 == 0:
            archive.suggest(text)
            archive.count(query)


def test_no_question_breaks_a_page_or_the_interface(client: Client, filled: Path) -> None:
    for at, text in enumerate(questions(CALLS + PAGES)[CALLS:]):
        path = ("/tim-kiem/", "/api/v1/search", "/tim-kiem/goi-y")[at % 3]
        typed = text.encode("utf-8", "surrogatepass").decode("utf-8", "replace")
        answer = client.get(path, {"q": typed}, REMOTE_ADDR=f"192.0.2.{at % 250}")
        assert answer.status_code in {200, 400}, (path, repr(text))


def test_words_of_a_query_language_are_words(filled: Path) -> None:
    """``AND`` is looked for, not obeyed; a star or a tilde after a word changes nothing."""
    found = [hit.title for hit in archive.search(SearchQuery("AND", kinds=("group",))).hits]
    assert found == ["Hoà giải AND tiếp dân"]
    assert archive.search(SearchQuery("đoàn* kết~^")).count == archive.search(SearchQuery("đoàn kết")).count
    assert archive.search(SearchQuery("kế*", kinds=("group",))).count == 0


def test_a_question_is_bounded_before_anything_reads_it(filled: Path) -> None:
    """Ten kilobytes of words cost the terms of five hundred characters at most."""
    from search.analysis import MAX_CHARACTERS, MAX_PHRASES, MAX_TERMS, analyse

    for text in ("đoàn " * 4_000, '"a b" ' * 4_000, "(" * 10_000 + "x", "-a " * 4_000, "x" * 10_000):
        analysis = analyse(text)
        assert len(analysis.text) <= MAX_CHARACTERS
        assert len(analysis.terms) <= MAX_TERMS
        assert len(analysis.phrases) + len(analysis.excluded) <= 2 * MAX_PHRASES
