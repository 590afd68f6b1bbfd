"""Articles of an old site come in by the same door as documents, with their old addresses."""

import json
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.test import Client

from documents.importing.run import PublishOrder, Summary, run_import
from news.models import ArticlePage, SectionPage
from portal.accounts.models import User
from tests.factories.people import make_person

pytestmark = pytest.mark.django_db
HANOI = ZoneInfo("Asia/Ho_Chi_Minh")
ROW = {
    "source": "trang-cu",
    "key": "bai-12",
    "kind": "article",
    "title": "Xã Hạ Lâm tổng kết phong trào",
    "summary": "Năm năm, mười hai mô hình.",
    "author": "Hoàng Yến",
    "created_at": "2019-05-06T07:08:09",
    "html": '<p>Theo <b>Kết luận số 14-KL/TW</b> ngày 22/9/2021.</p><script>x()</script><p style="color:red">Hết.</p>',
    "old_paths": ["/tin/12.html", "/chi-tiet.aspx?id=12"],
}


@pytest.fixture
def clerk() -> User:
    return make_person("clerk")


@pytest.fixture
def leader() -> User:
    return make_person("approver")


def bring(tmp_path: Path, *rows: dict[str, Any], by: User, order: PublishOrder | None = None) -> Summary:
    path = tmp_path / "bai.jsonl"
    path.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows), encoding="utf-8")
    return run_import(path=path, adapter="jsonl", entered_by=by, order=order)


def test_an_article_comes_in_as_a_draft_with_everything_it_said(tmp_path: Path, clerk: User) -> None:
    summary = bring(tmp_path, ROW, by=clerk)

    article = ArticlePage.objects.get(title=ROW["title"])
    assert summary.created == 1
    assert not article.live
    assert (article.summary, article.author_name) == (ROW["summary"], ROW["author"])
    assert article.created_at == datetime(2019, 5, 6, 7, 8, 9, tzinfo=HANOI)
    assert [row.symbol for row in article.citations.all()] == ["14-KL/TW"]


def test_an_order_of_two_people_makes_it_public_at_its_old_addresses(
    tmp_path: Path, clerk: User, leader: User, client: Client
) -> None:
    bring(tmp_path, ROW, by=clerk, order=PublishOrder(leader, "Quyết định số 1"))

    article = ArticlePage.objects.get(title=ROW["title"])
    page = client.get(article.get_url()).content.decode()
    assert "06/05/2019 07:08:09" in page
    assert "Hết." in page
    assert "x()" not in page
    assert "color:red" not in page
    for old in ("/tin/12.html", "/chi-tiet.aspx?id=12"):
        assert client.get(old)["Location"] == article.get_url()


def test_old_addresses_of_a_draft_lead_nowhere(tmp_path: Path, clerk: User, client: Client) -> None:
    bring(tmp_path, ROW, by=clerk)

    answer = client.get("/tin/12.html")

    assert answer.status_code == 404
    assert ArticlePage.objects.get(title=ROW["title"]).slug not in answer.content.decode()


def test_bringing_it_again_changes_nothing(tmp_path: Path, clerk: User) -> None:
    bring(tmp_path, ROW, by=clerk)
    before = ArticlePage.objects.get(title=ROW["title"]).latest_revision_id

    summary = bring(tmp_path, ROW, by=clerk)

    assert (summary.created, summary.updated, summary.unchanged) == (0, 0, 1)
    assert ArticlePage.objects.get(title=ROW["title"]).latest_revision_id == before


def test_a_change_at_the_source_never_overwrites_what_a_person_set(tmp_path: Path, clerk: User) -> None:
    bring(tmp_path, ROW, by=clerk)
    article = ArticlePage.objects.get(title=ROW["title"])
    article.summary = "Sapo do biên tập viên viết."
    article.save_revision(user=make_person("editor"))

    summary = bring(tmp_path, ROW | {"summary": "Sapo mới của trang cũ.", "author": "Hoàng Thị Yến"}, by=clerk)

    latest = ArticlePage.objects.get(pk=article.pk).get_latest_revision_as_object()
    assert latest.summary == "Sapo do biên tập viên viết."
    assert latest.author_name == "Hoàng Thị Yến"
    assert any("summary" in line.reason or "Sapo mới" in line.reason for line in summary.notes)


def test_two_articles_of_one_title_both_come_in(tmp_path: Path, clerk: User) -> None:
    bring(tmp_path, ROW, ROW | {"key": "bai-13", "old_paths": []}, by=clerk)

    slugs = ArticlePage.objects.filter(title=ROW["title"]).values_list("slug", flat=True)
    assert len(set(slugs)) == 2


@pytest.mark.parametrize("missing", [{"html": "", "text": ""}, {"created_at": "hôm qua"}])
def test_a_bad_row_is_reported_and_the_others_go_in(tmp_path: Path, clerk: User, missing: dict[str, str]) -> None:
    summary = bring(tmp_path, ROW | missing | {"key": "hong"}, ROW, by=clerk)

    assert (len(summary.refused), summary.created) == (1, 1)


@pytest.mark.shared
def test_the_real_article_comes_in_as_what_it_is(shared: Path, clerk: User) -> None:
    run_import(path=next((shared / "seeds").glob("001_*.txt")), adapter="text", entered_by=clerk)

    article = ArticlePage.objects.get(author_name="Tuấn Lâm")
    assert article.created_at == datetime(2022, 12, 10, 17, 11, 43, tzinfo=HANOI)
    assert [row.symbol for row in article.citations.all()] == ["14-KL/TW", "116/KH-UBND", "26-CTr/TU"]
    assert "của bạn" not in str(article.body.raw_data)


def test_an_article_goes_where_it_says_else_where_the_run_says(tmp_path: Path, clerk: User) -> None:
    path = tmp_path / "bai.jsonl"
    rows = [
        {**ROW, "key": "a", "title": "Bài tự ghi", "section": "dan-van-co-so"},
        {**ROW, "key": "b", "title": "Bài không ghi"},
        {**ROW, "key": "c", "title": "Bài ghi nhầm", "section": "khong-co-muc-nay"},
    ]
    path.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows), encoding="utf-8")
    other = SectionPage.objects.exclude(slug="dan-van-co-so").order_by("-depth").first()
    assert other is not None

    summary = run_import(path=path, adapter="jsonl", entered_by=clerk, section=other.slug)

    parents = {page.title: page.get_parent().slug for page in ArticlePage.objects.filter(title__startswith="Bài ")}
    assert parents == {"Bài tự ghi": "dan-van-co-so", "Bài không ghi": other.slug}
    assert "không có chuyên mục “khong-co-muc-nay”" in summary.refused[0].reason
    again = run_import(path=path, adapter="jsonl", entered_by=clerk, section="dan-van-co-so")
    assert (again.created, again.updated, again.unchanged) == (0, 0, 2)
