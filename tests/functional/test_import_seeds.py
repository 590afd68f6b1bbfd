"""The four texts that the portal was conceived from come in as what they are, and so do rewritten copies of them.

The copies bear other numbers, days, names, places and another order: no rule may know a text.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from types import MappingProxyType

import pytest
from django.utils import timezone

from documents.importing.run import PublishOrder, Summary, run_import
from documents.models import Mention, OfficialDocument, Relation
from news.models import ArticlePage
from portal.accounts.models import User

pytestmark = [pytest.mark.django_db, pytest.mark.shared]

SEEDS = {
    "article": "001_fa28260e4f993e0c.txt",
    "directive": "002_3b233b4aaa223e91.txt",
    "conclusion": "003_ce47a92935973e60.txt",
    "dispatch": "004_4ca675c4f9060d8f.txt",
}


@dataclass(frozen=True)
class Facts:
    """What the texts say, once as they are and once rewritten (``changes`` are made in every text)."""

    common: str = "14-KL/TW"
    common_on: date = date(2021, 9, 22)
    article_stamp: str = "10/12/2022 17:11"
    article_title: str = "Thanh Hóa triển khai thực hiện Kết luận số 14-KL/TW"
    article_cites: frozenset[str] = frozenset({"14-KL/TW", "116/KH-UBND", "26-CTr/TU"})
    author: str = "Tuấn Lâm"
    directive_issuer: str = "ban-thuong-vu-hai-phong"
    directive_signer: str = "Lê Tiến Châu"
    conclusion_signer: str = "Võ Văn Thưởng"
    copy: str = "14 - SL/ĐUK"
    copy_on: date = date(2021, 10, 8)
    copy_signer: str = "Vũ Đức Tú"
    dispatch_issuer: str = "ubnd-ninh-thuan"
    dispatch_place: str = "Ninh Thuận"
    dispatch_year: int = 2021
    dispatch_signer: str = "Trần Quốc Nam"
    letter: str = "1608-CV/TU"
    letter_on: date = date(2021, 10, 20)
    names: Mapping[str, str] = field(default_factory=lambda: MappingProxyType(SEEDS))
    changes: tuple[tuple[str, str], ...] = ()


AS_THEY_ARE = Facts()
REWRITTEN = Facts(
    common="37-KL/TW",
    common_on=date(2022, 3, 15),
    article_stamp="05/06/2023 08:02",
    article_title="Nghệ An triển khai thực hiện Kết luận số 37-KL/TW",
    article_cites=frozenset({"37-KL/TW", "208/KH-UBND", "51-CTr/TU"}),
    author="Hoàng Bách",
    directive_issuer="ban-thuong-vu-can-tho",
    directive_signer="Phạm Minh Khôi",
    conclusion_signer="Đỗ Hữu Thịnh",
    copy="92 - SL/ĐUK",
    copy_on=date(2022, 4, 19),
    copy_signer="Ngô Gia Bảo",
    dispatch_issuer="ubnd-quang-nam",
    dispatch_place="Quảng Nam",
    dispatch_year=2022,
    dispatch_signer="Lý Thành An",
    letter="733-CV/TU",
    letter_on=date(2022, 4, 11),
    names=MappingProxyType({"dispatch": "a.txt", "article": "b.txt", "conclusion": "c.txt", "directive": "d.txt"}),
    changes=(
        ("14-KL/TW", "37-KL/TW"),
        ("22/9/2021", "15/3/2022"),
        ("22 tháng 9 năm 2021", "15 tháng 3 năm 2022"),
        ("116/KH-UBND", "208/KH-UBND"),
        ("26-CTr/TU", "51-CTr/TU"),
        ("26- CTr/TU", "51- CTr/TU"),
        ("10/12/2022 17:11:43", "05/06/2023 08:02:11"),
        ("Tuấn Lâm", "Hoàng Bách"),
        ("Thanh Hóa", "Nghệ An"),
        ("Thanh Hoá", "Nghệ An"),
        ("Hải Phòng", "Cần Thơ"),
        ("Lê Tiến Châu", "Phạm Minh Khôi"),
        ("Võ Văn Thưởng", "Đỗ Hữu Thịnh"),
        ("14 - SL/ĐUK", "92 - SL/ĐUK"),
        ("08 tháng 10 năm 2021", "19 tháng 4 năm 2022"),
        ("Vũ Đức Tú", "Ngô Gia Bảo"),
        ("NINH THUẬN", "QUẢNG NAM"),
        ("Ninh Thuận", "Quảng Nam"),
        ("năm 2021\n", "năm 2022\n"),
        ("Trần Quốc Nam", "Lý Thành An"),
        ("1608-CV/TU ngày 20/10/2021", "733-CV/TU ngày 11/4/2022"),
    ),
)


@pytest.fixture(params=[AS_THEY_ARE, REWRITTEN], ids=["as they are", "rewritten"])
def facts(request: pytest.FixtureRequest, shared: Path, tmp_path: Path, clerk: User) -> Facts:
    known: Facts = request.param
    for kind, name in SEEDS.items():
        text = (shared / "seeds" / name).read_text(encoding="utf-8")
        for old, new in known.changes:
            text = text.replace(old, new)
        (tmp_path / known.names[kind]).write_text(text, encoding="utf-8")
    summary = run_import(path=tmp_path, adapter="text", entered_by=clerk)
    assert (summary.created, summary.refused) == (4, [])
    return known


def typed(name: str) -> OfficialDocument:
    return OfficialDocument.objects.get(type__name=name)


def test_an_article_comes_in_with_its_day_author_and_what_it_cites(facts: Facts) -> None:
    article = ArticlePage.objects.get()

    assert article.title.startswith(facts.article_title)
    assert f"{timezone.localtime(article.created_at):%d/%m/%Y %H:%M}" == facts.article_stamp
    assert article.author_name == facts.author
    assert {citation.symbol for citation in article.citations.all()} == facts.article_cites
    assert "Nhập email" not in str(article.body)
    assert article.attachments.count() == 0


def test_a_directive_has_neither_number_nor_day_and_says_why(facts: Facts) -> None:
    directive = typed("Chỉ thị")

    assert (directive.symbol, directive.number, directive.issued_on) == ("", "", None)
    assert (directive.no_number_reason, directive.no_date_reason) == ("not_printed", "not_printed")
    assert directive.issuer.key == facts.directive_issuer
    assert directive.signer_name == facts.directive_signer
    assert directive.subject.startswith("về khuyến khích và bảo vệ cán bộ")
    assert "Chi bộ" in directive.scope
    assert "(để báo cáo)" in directive.recipients


def test_a_conclusion_never_takes_the_number_and_day_of_its_copy(facts: Facts) -> None:
    conclusion = typed("Kết luận")
    copy = conclusion.copies.get()

    assert (conclusion.symbol, conclusion.number, conclusion.issued_on) == ("", "", None)
    assert conclusion.issuer.key == "bo-chinh-tri"
    assert conclusion.signer_name == facts.conclusion_signer
    assert (copy.kind, copy.symbol, copy.issued_on, copy.signer_name) == (
        "SL",
        facts.copy,
        facts.copy_on,
        facts.copy_signer,
    )
    assert "Doanh nghiệp Trung ương" in copy.issuer_text
    assert copy.issuer.key == "dang-uy-khoi-doanh-nghiep-trung-uong"
    assert copy.purpose.startswith("Để quán triệt")


def test_a_dispatch_keeps_its_blank_number_and_the_year_that_is_all_it_says(facts: Facts) -> None:
    dispatch = typed("Công văn")

    assert (dispatch.number, dispatch.no_number_reason) == ("", "not_printed")
    assert (dispatch.issued_on.year, dispatch.issued_precision) == (facts.dispatch_year, "year")
    assert (dispatch.issuer.key, dispatch.place) == (facts.dispatch_issuer, facts.dispatch_place)
    assert dispatch.signer_name == facts.dispatch_signer
    assert dispatch.subject.startswith("triển khai thực hiện Kết luận")
    assert "Các Sở, ban, ngành" in dispatch.addressees


def test_their_common_parent_is_proposed_with_quote_and_offset(facts: Facts) -> None:
    parents = Relation.objects.filter(to_symbol=facts.common)

    assert {relation.from_document.type.name for relation in parents} == {"Chỉ thị", "Công văn"}
    for relation in parents:
        text = relation.from_document.body_text
        assert (relation.kind, relation.state) == ("implements", "proposed")
        assert relation.to_issued_on == facts.common_on
        assert text[relation.start : relation.end] == relation.quote
        assert relation.to_document == typed("Kết luận")
    letter = Relation.objects.get(to_symbol=facts.letter)
    assert (letter.from_document, letter.to_document, letter.to_issued_on) == (typed("Công văn"), None, facts.letter_on)
    assert OfficialDocument.objects.count() == 3


def test_the_conclusions_number_is_offered_from_other_texts_and_never_set(facts: Facts) -> None:
    latest = typed("Kết luận").get_latest_revision_as_object()
    offers = [row for row in latest.provenance.all() if row.kind == "document"]

    assert {row.field for row in offers} == {"symbol", "issued_on"}
    assert {row.source_document.type.name for row in offers} == {"Chỉ thị", "Công văn"}
    assert all(row.source_name.startswith(facts.common) for row in offers if row.field == "symbol")
    assert all(facts.common in row.quote for row in offers)
    assert latest.symbol == ""


def test_what_the_texts_name_is_kept_as_mentions_until_it_arrives(facts: Facts) -> None:
    directive = typed("Chỉ thị")

    mentions = Mention.objects.filter(object_id=directive.pk)
    symbols = list(mentions.exclude(symbol="").values_list("symbol", flat=True))

    assert symbols.count(facts.common) == 2
    assert len(symbols) == 6


def test_none_of_the_three_documents_goes_public_by_a_run(
    facts: Facts, tmp_path: Path, clerk: User, approver: User
) -> None:
    order = PublishOrder(approver, "Được phép")

    summary: Summary = run_import(path=tmp_path, adapter="text", entered_by=clerk, order=order)

    assert (summary.created, summary.updated, summary.published) == (0, 0, 1)
    assert {line.key for line in summary.drafts} == {
        facts.names["directive"],
        facts.names["conclusion"],
        facts.names["dispatch"],
    }
    assert ArticlePage.objects.get().live
    assert not OfficialDocument.objects.filter(live=True).exists()
