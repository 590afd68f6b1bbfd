"""Files attached to articles: found by their words, led to, and gone without a trace once held back."""

import re
from html import unescape
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from documents import holding, reading_files
from documents.models import FileReading
from news.models import ArticlePage, SectionPage
from search import archive, outbox
from search.types import Results, SearchQuery
from tests.factories.news import make_article, make_file, make_section
from tests.factories.people import make_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def section() -> SectionPage:
    return make_section()


@pytest.fixture
def carrying(search_index: Path, section: SectionPage) -> ArticlePage:
    """An article with a file whose words stand nowhere else."""
    file = make_file("lich-lop.txt", text="Lịch lớp học buổi tối\nThứ ba: đọc hóa đơn điện ở nhà văn hóa.")
    return make_article(section, "Lớp học sáng đèn", files=[file])


def settle() -> None:
    while reading_files.read_waiting():
        pass
    outbox.drain()


def found(text: str) -> Results:
    return archive.search(SearchQuery(text))


def test_an_article_is_found_by_the_words_of_its_file_and_leads_to_it(client: Client, carrying: ArticlePage) -> None:
    settle()

    html = unescape(client.get("/tim-kiem/?q=hoa+don+dien").content.decode())

    file = carrying.attachments.get().stored_file
    assert f'href="{file.url}">{carrying.attachments.get().label}</a>' in html
    assert "<mark>hóa đơn điện</mark>" in html


def test_only_a_file_given_in_for_filing_waits_at_the_clerks_desk(client: Client, carrying: ArticlePage) -> None:
    settle()
    clerk = make_person("clerk")
    client.force_login(clerk)

    given = SimpleUploadedFile("quy-dinh.txt", "Điều 1. Phạm vi\nÁp dụng.".encode())
    assert client.post(reverse("documents-upload"), {"file": given}).status_code == 302

    desk = client.get("/quan-tri/").content.decode().lower()
    assert "quy-dinh.txt" in desk
    assert "lich-lop.txt" not in desk


def test_files_of_drafts_are_not_read(search_index: Path, section: SectionPage, carrying: ArticlePage) -> None:
    carrying.unpublish()

    settle()

    assert not FileReading.objects.exists()


def test_a_hit_under_a_heading_leads_to_the_heading(client: Client, search_index: Path, section: SectionPage) -> None:
    body = [("heading", "Dạy cái cần dùng trước"), ("paragraph", "<p>Biển báo giao thông và giấy hẹn.</p>")]
    make_article(section, "Lớp học sáng đèn", body=body)
    settle()

    html = unescape(client.get("/tim-kiem/?q=bien+bao+giao+thong").content.decode())

    place = re.search(r'class="result-place" href="([^"#]+)#([^"]+)">Dạy cái cần dùng trước<', html)
    assert place is not None
    assert f'id="{place[2]}"' in client.get(place[1]).content.decode()


def test_a_file_that_is_held_back_is_neither_found_nor_named(client: Client, carrying: ArticlePage) -> None:
    settle()
    shown = client.get(carrying.get_url()).content.decode()
    file, label = carrying.attachments.get().stored_file, carrying.attachments.get().label

    holding.hold(file=file, reason="Chờ xem lại")
    outbox.drain()

    assert label in shown
    assert label not in client.get(carrying.get_url()).content.decode()
    assert label not in client.get(f"/api/v1/articles/{carrying.pk}").content.decode()
    assert not found("hóa đơn điện").count
