"""The promises of a search engine. Every engine's test class inherits them and gives an ``engine`` fixture."""

import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from search.engine import EngineUnavailable, SearchEngine
from search.synonyms import SynonymForms, Synonyms
from search.types import Filter, IndexDocument, Passage, SearchQuery

CONCLUSION = IndexDocument(
    key="document:1",
    kind="document",
    title="Kết luận về khuyến khích và bảo vệ cán bộ năng động, sáng tạo",
    url="/van-ban/1/ket-luan/",
    number="14-KL/TW",
    summary="Về chủ trương khuyến khích cán bộ",
    body="Cấp ủy các cấp tổ chức thực hiện.\nKhối đoàn kết toàn dân được giữ vững. Xây dựng Hòa Bình giàu đẹp.",
    identifiers=("14.kl.tw", "14.kl"),
    facets={"type": ("KL",), "year": ("2021",), "topic": ("can-bo", "to-chuc")},
    labels={"type": {"KL": "Kết luận"}},
    date=date(2021, 9, 22),
    shown={"issuer": "Bộ Chính trị"},
    source="vbpl",
    source_key="kl-14",
)
PLAN = IndexDocument(
    key="document:2",
    kind="document",
    title="Kế hoạch kiểm tra công tác dân vận",
    url="/van-ban/2/ke-hoach/",
    number="116/KH-UBND",
    body="Căn cứ Kết luận 14-KL/TW, Ủy ban nhân dân tỉnh giao các sở. Doan ket viet khong dau trong ban nay.",
    identifiers=("116.kh.ubnd", "116.kh"),
    facets={"type": ("KH",), "year": ("2022",)},
    date=date(2022, 3, 1),
)
ARTICLE = IndexDocument(
    key="article:1",
    kind="article",
    title="Ngày hội đoàn kết ở bản vùng cao",
    url="/tin-tuc/ngay-hoi/",
    body="Bà con vui ngày hội.",
    facets={"year": ("2022",)},
    date=date(2022, 11, 18),
)
UNDATED = IndexDocument(
    key="document:3",
    kind="document",
    title="Chỉ thị chưa có ngày",
    url="/van-ban/3/chi-thi/",
    parent_title="Luật Phổ biến, giáo dục pháp luật",
    facets={"type": ("CT",)},
)
HIDDEN = IndexDocument(
    key="article:9",
    kind="article",
    title="Đoàn kết trong nội bộ",
    url="/noi-bo/",
    number="14-KL/NB",
    body="Chỉ dành cho nhóm.",
    identifiers=("14.kl",),
    facets={"year": ("2022",)},
    audience=frozenset({"group:7"}),
)
ALL = (CONCLUSION, PLAN, ARTICLE, UNDATED, HIDDEN)


class SearchContract:
    """What :class:`search.engine.SearchEngine` promises, told on a small collection."""

    @pytest.fixture
    def engine(self) -> SearchEngine:
        raise NotImplementedError("an engine's test class gives the engine")

    @pytest.fixture
    def filled(self, engine: SearchEngine) -> SearchEngine:
        engine.rebuild(ALL)
        return engine

    @staticmethod
    def keys(engine: SearchEngine, text: str = "", **asked: object) -> list[str]:
        return [hit.key for hit in engine.search(SearchQuery(text, **asked)).hits]  # type: ignore[arg-type]

    @pytest.mark.parametrize(
        "text",
        ["đoàn kết", "doan ket", "ĐOÀN KẾT", "Đoan ket", unicodedata.normalize("NFD", "đoàn kết")],
        ids=["marks", "no marks", "capitals", "half marks", "decomposed"],
    )
    def test_a_word_is_found_however_it_is_typed(self, filled: SearchEngine, text: str) -> None:
        assert {"article:1", "document:1"} <= set(self.keys(filled, text))

    @pytest.mark.parametrize("text", ["hoà bình", "hòa bình", "hoa binh", "Hoà Bình"])
    def test_both_ways_of_placing_tones_are_one(self, filled: SearchEngine, text: str) -> None:
        assert self.keys(filled, text) == ["document:1"]

    @pytest.mark.parametrize("text", ["uỷ ban nhân dân", "ủy ban nhân dân", "uy ban nhan dan"])
    def test_a_tone_on_uy_may_stand_on_either_letter(self, filled: SearchEngine, text: str) -> None:
        assert self.keys(filled, text) == ["document:2"]

    def test_an_accented_match_leads_a_stripped_one(self, filled: SearchEngine) -> None:
        found = self.keys(filled, "đoàn kết")
        assert found.index("document:1") < found.index("document:2")

    def test_few_words_must_all_occur(self, filled: SearchEngine) -> None:
        assert self.keys(filled, "đoàn kết trâu") == []

    def test_a_quoted_phrase_holds_together(self, filled: SearchEngine) -> None:
        assert self.keys(filled, '"cán bộ năng động"') == ["document:1"]
        assert self.keys(filled, '"năng động cán bộ"') == []
        assert self.keys(filled, '"can bo nang dong"') == ["document:1"]

    def test_a_phrase_does_not_run_from_the_title_into_the_body(self, filled: SearchEngine) -> None:
        assert self.keys(filled, '"vùng cao bà con"') == []

    def test_a_word_after_a_minus_is_left_out(self, filled: SearchEngine) -> None:
        assert self.keys(filled, "đoàn kết -hội") == ["document:1", "document:2"]

    def test_an_identifier_that_was_understood_leads(self, filled: SearchEngine) -> None:
        found = self.keys(filled, "14kltw", identifiers=("14.kl.tw",))
        assert found == ["document:1", "document:2"]

    def test_an_exact_question_gives_only_carriers_of_the_identifier(self, filled: SearchEngine) -> None:
        assert self.keys(filled, "kết luận 14", identifiers=("14.kl",), exact=True) == ["document:1"]

    def test_a_number_is_found_under_letters_that_only_look_latin(self, filled: SearchEngine) -> None:
        found = self.keys(filled, "14-КL/ТW")
        assert found == self.keys(filled, "14-KL/TW")
        assert set(found) == {"document:1", "document:2"}

    def test_a_renumbered_record_is_found_by_its_new_number_only(self, filled: SearchEngine) -> None:
        filled.index([replace(CONCLUSION, number="15-KL/TW", identifiers=("15.kl.tw",))])
        assert self.keys(filled, "15-KL/TW", identifiers=("15.kl.tw",)) == ["document:1"]
        assert self.keys(filled, "14-KL/TW", identifiers=("14.kl.tw",)) == ["document:2"]

    def test_words_side_by_side_lead_near_ones_and_those_scattered_ones(self, engine: SearchEngine) -> None:
        filler = "và các việc khác ở nhiều nơi " * 6
        engine.rebuild(
            IndexDocument(f"article:{at}", "article", "Tin", f"/{at}/", body=body)
            for at, body in enumerate(
                (
                    f"Hòa {filler} giải {filler} cơ {filler} sở {filler}",
                    f"Hòa hay giải ở cơ hoặc sở {filler * 4}",
                    f"Hòa giải cơ sở {filler * 4}",
                    f"Chuyện bên lề {filler * 4}",
                )
            )
        )
        assert self.keys(engine, "hòa giải cơ sở") == ["article:2", "article:1", "article:0"]

    def test_a_long_body_is_not_favoured(self, engine: SearchEngine) -> None:
        long = f"{'nhiều chuyện khác nữa ' * 400} hòa giải " * 4
        engine.rebuild(
            [
                IndexDocument("article:1", "article", "Tin", "/1/", body=long),
                IndexDocument("article:2", "article", "Tin", "/2/", body="Tổ hòa giải làm việc. Hòa giải xong."),
            ]
        )
        assert self.keys(engine, "hòa giải") == ["article:2", "article:1"]

    def test_of_records_that_say_the_same_the_newer_leads_unless_that_is_switched_off(
        self, engine: SearchEngine
    ) -> None:
        now = datetime.now(UTC).date()
        days = (date(1999, 5, 6), now, date(now.year - 6, 5, 6))
        engine.rebuild(
            IndexDocument(f"article:{at}", "article", "Hòa giải", "/", date=on) for at, on in enumerate(days)
        )
        assert self.keys(engine, "hòa giải") == ["article:1", "article:2", "article:0"]
        scores = {hit.score for hit in engine.search(SearchQuery("hòa giải", favours_recent=False)).hits}
        assert len(scores) == 1

    def test_a_whole_question_is_answered_though_words_of_it_are_missing(self, filled: SearchEngine) -> None:
        question = "Theo quy định thì ủy ban nhân dân có phải giao việc kiểm tra dân vận cho các sở hay không?"
        assert self.keys(filled, question)[0] == "document:2"

    def test_the_name_of_the_parent_law_finds_its_parts(self, filled: SearchEngine) -> None:
        assert self.keys(filled, "phổ biến giáo dục pháp luật") == ["document:3"]

    @pytest.mark.parametrize("typed", ["ktct dân vận", "ktct dan van"])
    def test_another_wording_of_a_span_of_words_is_found_too(self, filled: SearchEngine, typed: str) -> None:
        table = Synonyms((SynonymForms((("ktct",), ("kiểm", "tra", "công", "tác"))),))
        assert self.keys(filled, typed, synonyms=table) == ["document:2"]
        assert self.keys(filled, typed) == []
        filled.index([IndexDocument("document:6", "document", "Quyết định về KTCT ở xã", "/x/")])
        assert self.keys(filled, "kiểm tra công tác", synonyms=table) == ["document:2", "document:6"]
        assert self.keys(filled, '"kiểm tra công tác"', synonyms=table) == ["document:2"]

    def test_days_narrow_and_leave_out_the_undated(self, filled: SearchEngine) -> None:
        assert self.keys(filled, since=date(2021, 9, 22), before=date(2021, 9, 23)) == ["document:1"]
        assert self.keys(filled, since=date(2022, 1, 1)) == ["article:1", "document:2"]
        assert self.keys(filled, before=date(2022, 1, 1)) == ["document:1"]
        assert filled.search(SearchQuery(since=date(2022, 3, 1), before=date(2022, 3, 1))).count == 0

    def test_nothing_typed_lists_everything_newest_first(self, filled: SearchEngine) -> None:
        assert self.keys(filled) == ["article:1", "document:2", "document:1", "document:3"]

    def test_signs_without_a_word_find_nothing(self, filled: SearchEngine) -> None:
        assert self.keys(filled, "??? …") == []

    def test_sorting_by_date_puts_the_undated_last_both_ways(self, filled: SearchEngine) -> None:
        assert self.keys(filled, sort="newest")[-1] == "document:3"
        assert self.keys(filled, sort="oldest") == ["document:1", "document:2", "article:1", "document:3"]

    def test_pages_neither_repeat_nor_lose_a_record(self, filled: SearchEngine) -> None:
        pages = [self.keys(filled, page=page, page_size=2, sort="newest") for page in (1, 2, 3)]
        assert pages == [["article:1", "document:2"], ["document:1", "document:3"], []]
        assert filled.search(SearchQuery(page=3, page_size=2)).count == 4

    def test_kinds_and_facets_narrow(self, filled: SearchEngine) -> None:
        assert self.keys(filled, kinds=("article",)) == ["article:1"]
        assert self.keys(filled, filters=(Filter("year", ("2021", "2022")), Filter("type", ("KL",)))) == ["document:1"]
        assert self.keys(filled, filters=(Filter("year", ("1999",)),)) == []

    def test_facet_counts_agree_with_the_results(self, filled: SearchEngine) -> None:
        found = filled.search(SearchQuery(facets=("type", "kind", "topic", "nothing")))
        counts = {name: {each.value: each.count for each in values} for name, values in found.facets.items()}
        assert counts["type"] == {"KL": 1, "KH": 1, "CT": 1}
        assert sum(counts["kind"].values()) == found.count == 4
        assert counts["topic"] == {"can-bo": 1, "to-chuc": 1}
        assert counts["nothing"] == {}
        assert {each.value: each.label for each in found.facets["type"]} == {"KL": "Kết luận", "KH": "", "CT": ""}

    def test_a_value_that_was_renamed_is_still_one_value(self, filled: SearchEngine) -> None:
        renamed = replace(PLAN, key="document:8", facets={"type": ("KL",)}, labels={"type": {"KL": "Kết luận (mới)"}})
        again = replace(renamed, key="document:9")
        filled.index([renamed, again])
        (found,) = [each for each in filled.search(SearchQuery(facets=("type",))).facets["type"] if each.value == "KL"]
        assert (found.count, found.label) == (3, "Kết luận (mới)")

    def test_a_filtered_facet_still_counts_its_other_values(self, filled: SearchEngine) -> None:
        found = filled.search(SearchQuery(filters=(Filter("type", ("KL",)),), facets=("type", "year")))
        assert {each.value for each in found.facets["type"]} == {"KL", "KH", "CT"}
        assert {each.value: each.count for each in found.facets["year"]} == {"2021": 1}

    def test_an_audience_sees_only_its_own(self, filled: SearchEngine) -> None:
        for asked in (SearchQuery("đoàn kết"), SearchQuery(), SearchQuery(identifiers=("14.kl",), exact=True)):
            assert "article:9" not in [hit.key for hit in filled.search(asked).hits]
        assert "article:9" in self.keys(filled, "đoàn kết", audiences=frozenset({"public", "group:7"}))
        counted = filled.search(SearchQuery(facets=("year",), filters=(Filter("year", ("2021",)),))).facets["year"]
        assert {each.value: each.count for each in counted} == {"2021": 1, "2022": 2}
        for prefix in ("đoàn kết", "14kl"):
            suggested = filled.suggest(prefix, audiences=frozenset({"public"}), limit=10)
            assert "/noi-bo/" not in [each.url for each in suggested]
        assert self.keys(filled, "đoàn kết", audiences=frozenset()) == []

    def test_a_record_is_not_found_after_its_end(self, filled: SearchEngine) -> None:
        now = datetime.now(UTC)
        ended = IndexDocument("article:5", "article", "Đoàn kết hôm qua", "/het/", until=now - timedelta(seconds=2))
        coming = IndexDocument("article:6", "article", "Đoàn kết ngày mai", "/con/", until=now + timedelta(days=1))
        filled.index([ended, coming])
        found = self.keys(filled, "đoàn kết", kinds=("article",))
        assert sorted(found) == ["article:1", "article:6"]
        suggested = filled.suggest("đoàn kết", audiences=frozenset({"public"}), limit=10)
        assert "/het/" not in [each.url for each in suggested]

    def test_marks_stand_on_the_original_spelling(self, filled: SearchEngine) -> None:
        hit = filled.search(SearchQuery("doan ket ngay hoi")).hits[0]
        title = hit.marked("title")
        assert title is not None
        assert [title.text[start:end] for start, end in title.spans] == ["Ngày hội đoàn kết"]
        passage = filled.search(SearchQuery("hoà bình")).hits[0].marked("passage")
        assert passage is not None
        assert [passage.text[start:end] for start, end in passage.spans] == ["Hòa Bình"]

    def test_a_hit_carries_what_a_row_shows(self, filled: SearchEngine) -> None:
        hit = filled.search(SearchQuery("khuyến khích", page_size=1)).hits[0]
        assert (hit.key, hit.kind, hit.url, hit.number) == ("document:1", "document", CONCLUSION.url, "14-KL/TW")
        assert (hit.date, hit.shown["issuer"]) == (date(2021, 9, 22), "Bộ Chính trị")
        assert (hit.source, hit.source_key) == ("vbpl", "kl-14")

    def test_a_passage_says_where_it_stands(self, engine: SearchEngine) -> None:
        parts = (
            Passage("Phạm vi điều chỉnh", "Điều 1", "dieu-1"),
            Passage("Trách nhiệm nêu gương", "Điều 2", "dieu-2"),
        )
        engine.rebuild([IndexDocument("document:5", "document", "Luật", "/x/", passages=parts)])
        passage = engine.search(SearchQuery("neu guong")).hits[0].marked("passage")
        assert passage is not None
        assert (passage.label, passage.anchor) == ("Điều 2", "dieu-2")

    @pytest.mark.parametrize(
        ("typed", "first"),
        [("ngay ho", "article:1"), ("Ngày hội đo", "article:1"), ("14-kl/t", "document:1"), ("116", "document:2")],
    )
    def test_suggestions_go_on_from_what_was_typed(self, filled: SearchEngine, typed: str, first: str) -> None:
        suggested = filled.suggest(typed, audiences=frozenset({"public"}), limit=5)
        assert suggested[0].url == next(document.url for document in ALL if document.key == first)

    def test_records_that_share_pairs_are_alike_and_some_are_left_out(self, filled: SearchEngine) -> None:
        like = (("doan_ket", 2.0), ("can_bo", 1.0), ("dan_van", 0.5))
        assert set(self.keys(filled, "x", like=like)) == {"document:1", "document:2", "article:1"}
        assert self.keys(filled, "x", like=like)[0] == "document:1"
        assert "document:1" not in self.keys(filled, "x", like=like, left_out=("document:1",))
        assert self.keys(filled, "x", like=like, kinds=("article",)) == ["article:1"]

    def test_words_and_pairs_are_counted_for_spelling(self, filled: SearchEngine) -> None:
        counted = filled.frequencies(["doan", "doan_ket", "ket_doan", "trau", ""])
        # Records of every audience count: what is offered because of it is asked for again.
        assert {token: counted.get(token, 0) for token in ("doan", "doan_ket", "ket_doan", "trau")} == {
            "doan": 4, "doan_ket": 4, "ket_doan": 0, "trau": 0,
        }  # fmt: skip
        assert filled.frequencies([]) == {}
        assert len(filled.frequencies([f"x{number}" for number in range(5000)])) <= 5000

    def test_indexing_replaces_and_doing_it_again_changes_nothing(self, filled: SearchEngine) -> None:
        changed = IndexDocument("article:1", "article", "Đại hội chi bộ", "/tin-tuc/ngay-hoi/")
        filled.index([changed])
        filled.index([changed])
        assert self.keys(filled, "bản vùng cao") == []
        assert self.keys(filled, "đại hội chi bộ") == ["article:1"]
        assert filled.search(SearchQuery()).count == 4

    def test_removing_takes_away_and_an_absent_key_is_no_error(self, filled: SearchEngine) -> None:
        filled.remove(["article:1", "article:404"])
        assert filled.search(SearchQuery()).count == 3

    def test_versions_are_those_of_what_is_in_the_index(self, filled: SearchEngine) -> None:
        changed = IndexDocument("document:3", "document", "Khác", "/van-ban/3/")
        filled.index([changed])
        filled.remove(["article:9"])
        assert dict(filled.versions()) == {each.key: each.digest() for each in (CONCLUSION, PLAN, ARTICLE, changed)}

    def test_the_old_index_answers_until_the_new_one_is_whole(self, filled: SearchEngine) -> None:
        seen: list[int] = []

        def documents() -> Iterator[IndexDocument]:
            yield CONCLUSION
            seen.append(filled.search(SearchQuery()).count)

        filled.rebuild(documents())
        assert seen == [4]
        assert filled.search(SearchQuery()).count == 1

    def test_a_rebuild_that_fails_leaves_the_old_index(self, filled: SearchEngine) -> None:
        def documents() -> Iterator[IndexDocument]:
            yield CONCLUSION
            raise LookupError("the database went away")

        with pytest.raises(LookupError):
            filled.rebuild(documents())
        assert filled.search(SearchQuery()).count == 4

    def test_before_the_first_build_the_engine_says_so(self, engine: SearchEngine) -> None:
        with pytest.raises(EngineUnavailable):
            engine.search(SearchQuery("đoàn kết"))
        with pytest.raises(EngineUnavailable):
            engine.suggest("đoàn", audiences=frozenset({"public"}), limit=5)
        with pytest.raises(EngineUnavailable):
            engine.frequencies(["doan"])

    @pytest.mark.parametrize(
        "text",
        [
            '14-KL/TW AND (', '"', '""', "*", "title_a:đoàn", "-", "--", "-đoàn", "a" * 5000, "đ " * 3000,
            "\x00\x01", "\ud800", "/.*/", "~1^2", "AND OR NOT", "(((((", "\u202eabc", '-"', '"a" "b" -"c" -d',
        ],
    )  # fmt: skip
    def test_nothing_typed_breaks_the_engine(self, filled: SearchEngine, text: str) -> None:
        assert filled.search(SearchQuery(text, facets=("type",))).count >= 0
        assert filled.suggest(text, audiences=frozenset({"public"}), limit=5) is not None
