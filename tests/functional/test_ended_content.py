"""What has come to its end is gone at that instant, be the job that takes things down late or not."""

import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from documents.models import DocumentCopy, OfficialDocument, Relation
from news.models import ArticleCitation, SectionPage
from portal.home.models import HomePage
from portal.pages import frame
from portal.pages.surfaces import surfaces
from search import reconcile
from tests.factories import documents, exemplars, news

pytestmark = pytest.mark.django_db
CANARY = "hoàngyếnkêu"
TITLE = "Lịch tuần vùng cao"


def a_document() -> OfficialDocument:
    file = documents.make_file(CANARY.encode(), f"{CANARY}.txt")
    document = documents.make_public(
        subject=TITLE, text=f"Điều 1. Phạm vi\nNội dung {CANARY}.", files=[documents.FiledFile(file.pk)]
    )
    DocumentCopy.objects.create(document=document, kind="SL", symbol="9-SL/ĐU", purpose=CANARY)
    return document


MAKERS: dict[str, Callable[[], Any]] = {
    "document": a_document,
    "article": lambda: news.make_article(
        SectionPage.objects.get(slug="dan-van-co-so"),
        TITLE,
        summary=CANARY,
        files=[news.make_file(f"{CANARY}.txt", CANARY)],
    ),
    "exemplar": lambda: exemplars.make_exemplar(TITLE, summary=CANARY),
}


@pytest.mark.parametrize("kind", MAKERS)
def test_at_its_end_it_shows_on_no_surface(kind: str, search_index: Path) -> None:
    obj = MAKERS[kind]()
    reconcile.rebuild()
    own = obj.get_absolute_url() if kind == "document" else obj.get_url()
    addresses = {address for surface in surfaces() for address in surface.addresses(obj)} | {own}
    assert any(CANARY in read(address) for address in addresses)

    # The row stays live and the index was told beforehand, as at publication: only the clock moves.
    end = timezone.now() + timedelta(seconds=1)
    type(obj)._base_manager.filter(pk=obj.pk).update(expire_at=end)
    reconcile.rebuild()
    while timezone.now() <= end:
        time.sleep(0.1)
    frame.forget()

    leaks = [a for a in addresses if CANARY in (page := read(a)) or (a != own and own in page)]
    assert leaks == []
    assert Client().get(own).status_code == 404


def read(address: str) -> str:
    answer = Client().get(address)
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content  # type: ignore[attr-defined]
    return content.decode(errors="replace")


def test_a_text_that_cites_an_ended_document_prints_only_what_it_says_itself(client: Client) -> None:
    document = documents.make_public(symbol="14-KL/TU", subject=f"về {CANARY}")
    article = news.make_article(SectionPage.objects.get(slug="dan-van-co-so"), symbols=["x"])
    ArticleCitation.objects.filter(page=article).update(document=document, symbol="14-KL/TU")
    assert CANARY in client.get(article.get_url()).content.decode()

    OfficialDocument.objects.filter(pk=document.pk).update(expire_at=timezone.now() - timedelta(seconds=1))

    page = client.get(article.get_url()).content.decode()
    assert CANARY not in page
    assert "14-KL/TU" in page
    assert "Chưa có trong kho" in page


def test_a_document_names_no_ended_relative(client: Client) -> None:
    above, below = documents.make_public(subject=f"về {CANARY}"), documents.make_public()
    Relation.objects.create(from_document=below, to_document=above, kind="implements", state="confirmed")
    assert CANARY in client.get(below.url).content.decode()

    OfficialDocument.objects.filter(pk=above.pk).update(expire_at=timezone.now() - timedelta(seconds=1))

    assert CANARY not in client.get(below.url).content.decode()


def test_an_end_that_lies_ahead_hides_nothing(client: Client) -> None:
    document = documents.make_public()
    OfficialDocument.objects.filter(pk=document.pk).update(expire_at=timezone.now() + timedelta(days=1))

    assert client.get(document.url).status_code == 200
    assert HomePage.objects.get().has_ended is False
