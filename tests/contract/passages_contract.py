"""The promises about passages, pages and facets. Every engine's test class inherits them beside SearchContract."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from search.engine import SearchEngine
from search.passages import MAX_PASSAGE, MAX_SHOWN
from search.types import Cursor, FacetValue, Filter, IndexDocument, Passage, Results, SearchQuery

LAW = IndexDocument(
    key="document:50",
    kind="document",
    title="Luật về khu dân cư",
    url="/van-ban/50/luat/",
    summary="Quy định về khu dân cư",
    body="Phạm vi\nTrách nhiệm nêu gương\nBáo cáo kết quả\nDanh sách hộ khó khăn",
    passages=(
        Passage("Phạm vi điều chỉnh của luật này", "Điều 1", "dieu-1"),
        Passage("Trách nhiệm nêu gương của cán bộ", "Điều 2", "dieu-2"),
        Passage("Báo cáo kết quả nêu gương mỗi quý", "Khoản 1, Điều 3", "dieu-3.khoan-1"),
        Passage("Nêu gương trong sinh hoạt; nêu gương trong công tác", "Điều 4", "dieu-4"),
        Passage("Danh sách hộ khó khăn", "Phụ lục, trang 3", "", "/tep/7/phu-luc.pdf#page=3"),
        Passage("Bảng tổng hợp kinh phí", "Dự toán, trang tính Kinh phí", "", "/tep/8/du-toan.xlsx"),
    ),
)


def numbered(at: int, *, day: int = 1, number: str = "") -> IndexDocument:
    return IndexDocument(
        key=f"document:{at}",
        kind="document",
        title=f"Công văn thứ {at}",
        url=f"/van-ban/{at}/",
        number=number or f"{at}-CV/TU",
        facets={"year": ("2024",)},
        date=date(2024, 1, day),
    )


class PassagesContract:
    """What :class:`search.engine.SearchEngine` promises of passages, of paging, and of counts."""

    @pytest.fixture
    def engine(self) -> SearchEngine:
        raise NotImplementedError("an engine's test class gives the engine")

    @staticmethod
    def places(engine: SearchEngine, text: str, **asked: object) -> list[tuple[str, str, str]]:
        (hit,) = engine.search(SearchQuery(text, **asked)).hits  # type: ignore[arg-type]
        return [(each.label, each.anchor, each.address) for each in hit.passages]

    def test_a_hit_says_at_which_places_of_the_text_it_is(self, engine: SearchEngine) -> None:
        engine.rebuild([LAW])
        places = self.places(engine, "neu guong")
        assert len(places) == MAX_SHOWN
        assert {anchor for _, anchor, _ in places} == {"dieu-2", "dieu-3.khoan-1", "dieu-4"}

    def test_a_hit_in_a_file_leads_to_its_page(self, engine: SearchEngine) -> None:
        engine.rebuild([LAW])
        assert self.places(engine, "hộ khó khăn")[0] == ("Phụ lục, trang 3", "", "/tep/7/phu-luc.pdf#page=3")
        assert self.places(engine, "tong hop kinh phi")[0][2] == "/tep/8/du-toan.xlsx"

    def test_as_many_passages_come_as_were_asked_for(self, engine: SearchEngine) -> None:
        engine.rebuild([LAW])
        assert len(self.places(engine, "nêu gương", passages=1)) == 1
        assert self.places(engine, "nêu gương", passages=0) == []

    def test_without_a_hit_in_the_text_the_summary_stands_in(self, engine: SearchEngine) -> None:
        engine.rebuild([LAW])
        (hit,) = engine.search(SearchQuery()).hits
        assert [each.text for each in hit.passages] == ["Quy định về khu dân cư"]

    def test_a_passage_far_down_a_long_text_is_found_and_stays_short(self, engine: SearchEngine) -> None:
        filler = "Nội dung thường ngày của cơ quan. " * 20_000
        long = replace(LAW, passages=(), body=f"{filler}Cây cầu treo mới khánh thành. {filler}")
        engine.rebuild([long])
        (hit,) = engine.search(SearchQuery("cầu treo")).hits
        assert "cầu treo" in hit.passages[0].text
        assert all(len(each.text) <= MAX_PASSAGE for each in hit.passages)

    def test_passages_follow_what_is_written_and_removed(self, engine: SearchEngine) -> None:
        engine.rebuild([LAW, numbered(1)])
        changed = replace(LAW, body="nêu gương", passages=(Passage("Nêu gương ở đây", "Điều 9", "dieu-9"),))
        engine.index([changed])
        assert self.places(engine, "nêu gương") == [("Điều 9", "dieu-9", "")]
        assert dict(engine.versions())[LAW.key] == changed.digest()
        engine.remove([LAW.key])
        assert engine.search(SearchQuery("nêu gương")).count == 0
        assert LAW.key not in dict(engine.versions())

    def test_passages_of_another_record_are_never_shown(self, engine: SearchEngine) -> None:
        other = replace(LAW, key="document:5", passages=(Passage("nêu gương nêu gương nêu gương", "Điều 99"),))
        engine.rebuild([LAW, other])
        for hit in engine.search(SearchQuery("nêu gương")).hits:
            assert ("Điều 99" in {each.label for each in hit.passages}) == (hit.key == other.key)

    def test_long_neighbours_take_no_passage_away(self, engine: SearchEngine) -> None:
        def of(at: int, *pieces: str) -> IndexDocument:
            parts = tuple(Passage(text, f"Điều {each}", f"dieu-{each}") for each, text in enumerate(pieces, 1))
            return replace(LAW, key=f"document:{at}", body="\n".join(pieces), passages=parts)

        often, seldom = "nêu gương nêu gương", "Ở khu dân cư cán bộ nêu gương trước nhân dân, báo cáo mỗi quý"
        engine.rebuild(
            [
                of(60, *[often] * 40),
                of(61, *[f"{often} nữa"] * 40),
                # The first of its pieces is as likely as theirs, the others come after all of them.
                of(62, "nêu gương nêu gương nêu gương", seldom, seldom),
                of(63, seldom),
            ]
        )

        found = {hit.key: len(hit.passages) for hit in engine.search(SearchQuery("neu guong")).hits}

        assert found == {"document:60": 3, "document:61": 3, "document:62": 3, "document:63": 1}

    def test_fetching_keeps_the_order_asked_for_and_marks(self, engine: SearchEngine) -> None:
        engine.rebuild([LAW, numbered(1), numbered(2)])
        hits = engine.fetch(["document:2", "document:404", "document:50", "document:1"], SearchQuery("nêu gương"))
        assert [hit.key for hit in hits] == ["document:2", "document:50", "document:1"]
        assert hits[1].passages[0].spans
        assert engine.fetch([], SearchQuery()) == ()

    def test_fetching_gives_nobody_what_is_not_for_them(self, engine: SearchEngine) -> None:
        hidden = replace(numbered(1), audience=frozenset({"group:7"}))
        ended = replace(numbered(2), until=datetime.now(UTC) - timedelta(seconds=2))
        engine.rebuild([hidden, ended, numbered(3)])
        keys = ["document:1", "document:2", "document:3"]
        assert [hit.key for hit in engine.fetch(keys, SearchQuery())] == ["document:3"]
        assert engine.fetch(keys, SearchQuery(audiences=frozenset())) == ()
        group = engine.fetch(keys, SearchQuery(audiences=frozenset({"public", "group:7"})))
        assert [hit.key for hit in group] == ["document:1", "document:3"]

    def test_the_first_keys_of_a_ranked_list_come_with_its_first_page(self, engine: SearchEngine) -> None:
        engine.rebuild([numbered(at) for at in range(1, 31)])
        first = engine.search(SearchQuery("công văn", page_size=5, fixed=12))
        assert len(first.hits) == 5
        assert len(first.keys) == 12
        assert [hit.key for hit in first.hits] == list(first.keys[:5])
        second = engine.search(SearchQuery("công văn", page_size=5, page=2, fixed=12))
        assert [hit.key for hit in second.hits] == list(first.keys[5:10])
        assert engine.search(SearchQuery("công văn", page_size=5)).keys == ()

    def test_by_number_the_smallest_comes_first_and_what_has_none_last(self, engine: SearchEngine) -> None:
        none = replace(numbered(9, day=5), number="")
        engine.rebuild(
            [none, numbered(1, number="116/KH-UBND"), numbered(2, number="02-CV/TU"), numbered(3, number="14-KL/TW"),
             numbered(4, number="14-KL/TU", day=2)]
        )  # fmt: skip
        found = engine.search(SearchQuery("công văn", sort="number"))
        assert [hit.number for hit in found.hits] == ["02-CV/TU", "14-KL/TU", "14-KL/TW", "116/KH-UBND", ""]

    @pytest.mark.parametrize("sort", ["newest", "oldest", "number"])
    def test_a_sorted_list_is_walked_there_and_back(self, engine: SearchEngine, sort: str) -> None:
        engine.rebuild([numbered(at, day=at % 7 + 1) for at in range(1, 24)])
        query = SearchQuery("công văn", sort=sort, page_size=5)
        pages = list(self.walk(engine, query))
        whole = [hit.key for hit in engine.search(replace(query, page_size=50)).hits]
        assert [key for page in pages for key in keys_of(page)] == whole
        assert [page.count for page in pages] == [23] * 5
        assert [page.more for page in pages] == [True] * 4 + [False]
        back = engine.search(replace(query, backward=pages[3].first))
        assert keys_of(back) == keys_of(pages[2])
        assert (back.first, back.last, back.more) == (pages[2].first, pages[2].last, True)
        first = engine.search(replace(query, backward=pages[1].first))
        assert keys_of(first) == keys_of(pages[0])
        assert not first.more

    def test_records_of_one_sort_key_are_neither_repeated_nor_lost(self, engine: SearchEngine) -> None:
        engine.rebuild([numbered(at) for at in range(1, 6)])
        whole = engine.search(SearchQuery(sort="newest"))
        middle = engine.search(SearchQuery(sort="newest", page_size=1, page=3))
        assert middle.last is not None
        # As if the first three shared a key and two of them had been shown.
        shown = tuple(hit.key for hit in whole.hits[1:3])
        here = engine.search(SearchQuery(sort="newest", onward=Cursor(whole.first.value, shown)))  # type: ignore[union-attr]
        assert keys_of(here) == [hit.key for hit in whole.hits if hit.key not in shown]

    @pytest.mark.parametrize("sort", ["newest", "oldest", "number"])
    def test_edits_between_pages_neither_repeat_nor_lose_what_was_not_moved(
        self, engine: SearchEngine, sort: str
    ) -> None:
        engine.rebuild([numbered(at, day=at % 9 + 1) for at in range(100, 160)])
        seen: list[str] = []
        query = SearchQuery("công văn", sort=sort, page_size=7)
        for turn, page in enumerate(self.walk(engine, query)):
            seen += keys_of(page)
            # Come, go and change on both sides of the reader between any two pages.
            engine.index([numbered(200 + turn, day=turn % 28 + 1), numbered(50 + turn, day=28 - turn)])
            engine.remove([f"document:{100 + turn}"])
            engine.index([replace(numbered(130 + turn, day=(130 + turn) % 9 + 1), title="Công văn đã sửa")])
        untouched = {f"document:{at}" for at in range(115, 160)}
        assert len(seen) == len(set(seen))
        assert untouched <= set(seen)

    @staticmethod
    def walk(engine: SearchEngine, query: SearchQuery) -> Iterator[Results]:
        """Yield page after page, as a reader presses "next"."""
        page = engine.search(query)
        yield page
        while page.more:
            page = engine.search(replace(query, onward=page.last))
            yield page

    def test_counts_of_a_facet_come_to_the_results_however_many_values_it_has(self, engine: SearchEngine) -> None:
        most = SearchQuery().most_values
        people = [replace(numbered(at), facets={"signer": (f"nguoi-{at % (most + 30)}",)}) for at in range(1, 501)]
        engine.rebuild(people)
        found = engine.search(SearchQuery("công văn", facets=("signer",)))
        values = found.facets["signer"]
        assert sum(each.count for each in values) == found.count == 500
        assert len(values) == most + 1
        assert values[-1].value == ""
        narrowed = engine.search(SearchQuery("công văn", filters=(Filter("signer", (values[0].value,)),)))
        assert narrowed.count == values[0].count
        everybody = engine.search(SearchQuery("công văn", facets=("signer",), most_values=1_000)).facets["signer"]
        assert len(everybody) == most + 30
        assert sum(each.count for each in everybody) == 500

    def test_a_facet_that_nothing_has_is_empty(self, engine: SearchEngine) -> None:
        engine.rebuild([numbered(1)])
        found = engine.search(SearchQuery(facets=("nowhere", "year")))
        assert found.facets == {"nowhere": (), "year": (FacetValue("2024", "", 1),)}


def keys_of(page: Results) -> list[str]:
    """Return the keys of the hits of ``page``."""
    return [hit.key for hit in page.hits]
