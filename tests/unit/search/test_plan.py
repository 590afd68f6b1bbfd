"""What is asked and how much it counts is decided in the plan, for every engine alike."""

import unicodedata
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import date

import pytest

from documents.numbering import match_key
from portal.text.vietnamese import search_form
from search.analysis import analyse, symbols_of
from search.fields import fields_of, streams_with_positions, streams_without_positions
from search.plan import Between, Constant, Node, Nothing, Phrase, Term, needed, plan_of, plan_of_prefix
from search.types import IndexDocument, SearchQuery

NOW = 1_790_000_000


def planned(text: str, **asked: object) -> Node:
    return plan_of(analyse(text), SearchQuery(text, **asked), now=NOW)  # type: ignore[arg-type]


def parts(node: object) -> Iterator[object]:
    """Yield every node of a plan."""
    yield node
    if is_dataclass(node):
        for each in fields(node):
            inside = getattr(node, each.name)
            for inner in inside if isinstance(inside, tuple) else (inside,):
                if is_dataclass(inner):
                    yield from parts(inner)


def streams(text: str) -> set[str]:
    return {each.stream for each in parts(planned(text)) if isinstance(each, Term | Phrase)}


def test_a_question_without_any_mark_is_scored_on_folded_streams_only() -> None:
    assert streams("luat dat dai quy dinh the nao") & {"text_a", "title_a", "parent_a"} == set()
    assert {"text_a", "title_a", "parent_a", "text_f"} <= streams("luật đất đai quy định thế nào")


@pytest.mark.parametrize(
    ("typed", "same"),
    [
        ("Hoà bình và uỷ ban", "hòa bình và ủy ban"),
        (unicodedata.normalize("NFD", "Đoàn kết toàn dân"), "đoàn kết toàn dân"),
        ("14-КL/ТW", "14-KL/TW"),
        ("ĐOÀN\u00a0KẾT", "đoàn kết"),
    ],
    ids=["tone placement", "decomposed", "look-alike letters", "capitals and spaces"],
)
def test_spellings_of_one_question_are_one_plan(typed: str, same: str) -> None:
    assert planned(typed) == planned(same)


def test_taking_the_marks_away_changes_the_plan_and_another_number_too() -> None:
    assert planned("đoàn kết") != planned(search_form("đoàn kết"))
    assert planned("14", identifiers=("14.kl.tw",)) != planned("14", identifiers=("15.kl.tw",))


def test_few_words_are_all_needed_and_of_a_whole_question_a_share() -> None:
    assert [needed(words) for words in (1, 2, 3, 4)] == [1, 2, 3, 4]
    assert [needed(words) for words in (5, 6, 12, 15, 20, 60)] == [4, 5, 5, 6, 8, 8]


def test_of_a_sentence_little_is_demanded() -> None:
    """Its words of asking and the story around it are in no text; ranking decides, not what is demanded."""
    assert [needed(words, prose=True) for words in (0, 1, 2, 3, 5, 6, 12, 90)] == [1, 1, 2, 2, 4, 4, 4, 4]
    assert all(needed(words) <= needed(words + 1) for words in range(1, 60))


def test_the_day_breaks_ties_unless_that_is_switched_off() -> None:
    def by_year(node: Node) -> set[str]:
        return {
            value
            for each in parts(node)
            if isinstance(each, Constant) and getattr(each.node, "field", "") == "year"
            for value in getattr(each.node, "values", ())
        }

    assert "2026" in by_year(planned("đoàn kết"))
    assert by_year(planned("đoàn kết", favours_recent=False)) == set()


def test_what_has_ended_is_left_out_of_every_plan() -> None:
    asked = (planned(""), planned("đoàn kết"), planned("", identifiers=("1.kl",), exact=True))
    for node in (*asked, plan_of_prefix(["đoàn"], {"public"}, now=NOW)):
        assert Between("until", highest=NOW) in parts(node)


def test_nothing_typed_into_the_type_ahead_asks_nothing() -> None:
    assert plan_of_prefix([], {"public"}, now=NOW) == Nothing()


def test_every_stream_that_a_plan_names_is_indexed() -> None:
    known = {*streams_with_positions(), *streams_without_positions()}
    text = 'kết luận số 14 về "cán bộ năng động" -hội'

    asked = parts(planned(text, identifiers=("14.kl.tw",)))

    assert {each.stream for each in asked if isinstance(each, Term)} <= known
    assert {each.stream for each in asked if isinstance(each, Phrase)} <= set(streams_with_positions())


DOCUMENT = IndexDocument(
    "document:1", "document", "Kết luận về hoà bình", "/1/", "14-KL/TW", body="Căn cứ Nghị định 73/2023/NĐ-CP.",
    parent_title="Luật Đất đai", date=date(2021, 9, 22), identifiers=("14.kl.tw",),
)  # fmt: skip


def test_streams_hold_the_same_tokens_however_a_record_was_written() -> None:
    decomposed = IndexDocument(
        "document:1", "document", unicodedata.normalize("NFD", "KẾT LUẬN về hòa bình"), "/1/", "14-КL/ТW",
        body="Căn cứ Nghị định 73 / 2023 / NĐ-CP.", parent_title="LUẬT ĐẤT ĐAI", date=date(2021, 9, 22),
        identifiers=("14.kl.tw",),
    )  # fmt: skip

    assert fields_of(decomposed).streams == fields_of(DOCUMENT).streams


def test_symbols_stand_whole_and_in_parts() -> None:
    made = fields_of(DOCUMENT)

    assert made.streams["symbols"] == ("14.kl.tw 73.2023.nd.cp",)
    assert "14 kl tw" in made.streams["text_f"]
    assert made.exact["compact"] == ("14kltw",)


@pytest.mark.parametrize(
    "symbol",
    [
        "14-KL/TW", "26-CTr/TU", "26- CTr/TU", "1608-CV/TU", "14 - SL/ĐUK", "08-QĐi/TW", "02-HD/UBKTTW", "84-KH/TU",
        "367 - QĐ/TWĐTN-VP", "73/2023/NĐ-CP", "06/2022/QH15", "202/2025/QH15", "05/2019/NQ-HĐND", "18/2022/NQ- HĐND",
        "26/2020/TT-BTTTT", "01 /2018/TT-VPCP", "66.13/2026/NQ-CP", "72/2013/NÐ-CP", "73/2023/nd-cp", "116/KH-UBND",
        "757/NQ-UBTVQH15", "3399/QyĐ-BTL", "01/VBHN-VPQH", "678/BTL-CT", "6050/2026/VBHN-BTP",
    ],
)  # fmt: skip
def test_a_symbol_in_a_text_is_the_match_key_under_which_its_record_is_kept(symbol: str) -> None:
    assert symbols_of(f"Căn cứ văn bản số {symbol}, ngày 22/9/2021") == [match_key(symbol)]


@pytest.mark.parametrize("text", ["ngày 22/9/2021", "giai đoạn 2020 - 2025", "1/2 diện tích", "và/hoặc", "30-4", ""])
def test_days_spans_and_fractions_are_no_symbols(text: str) -> None:
    assert symbols_of(text) == []


def test_a_renumbered_record_names_its_new_number_and_still_what_it_mentions() -> None:
    renumbered = IndexDocument("document:1", "document", DOCUMENT.title, "/1/", "15-KL/TW", body=DOCUMENT.body)

    assert fields_of(renumbered).streams["symbols"] == ("15.kl.tw 73.2023.nd.cp",)
