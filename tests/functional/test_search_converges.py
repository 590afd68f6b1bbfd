"""Whatever happens to a record, one interval later the index says what the database says, ids and states."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page, PageViewRestriction

from documents.models import DocumentType, FieldOfWork, OfficialDocument
from news.models import ArticlePage, SectionPage
from portal.organisations.models import OrganisationName
from search import archive, followers, outbox, reconcile
from search.engines import get_engine
from search.models import OutboxEntry, Spread
from search.types import SearchQuery
from tests.factories import documents, exemplars, news

pytestmark = pytest.mark.django_db
Change = Callable[[OfficialDocument, ArticlePage], object]


@pytest.fixture
def filled(search_index: Path) -> tuple[OfficialDocument, ArticlePage]:
    """A public document and a public article, both found."""
    document = documents.make_public(subject="về thóc giống", field_of_work=FieldOfWork.objects.first())
    article = news.make_article(news.make_section("Chuyện đồng áng"), "Thóc giống về làng")
    outbox.drain()
    return document, article


def rename_issuer(document: OfficialDocument, _: ArticlePage) -> None:
    name = OrganisationName.objects.get(organisation_id=document.issuer_id)
    name.name = "Ban Thường vụ Tỉnh ủy Đồng Lúa"
    name.save()


def rename_type(document: OfficialDocument, _: ArticlePage) -> None:
    kind = DocumentType.objects.get(pk=document.type_id)
    kind.name = "Kết luận đổi tên"
    kind.save()


def rename_section(_: OfficialDocument, article: ArticlePage) -> None:
    section = SectionPage.objects.get(pk=article.get_parent().pk)
    section.title = "Chuyện ruộng nương"
    section.save()


def move(_: OfficialDocument, article: ArticlePage) -> None:
    article.move(news.make_section("Nơi khác"), pos="last-child")


def restrict_an_ancestor(_: OfficialDocument, article: ArticlePage) -> None:
    PageViewRestriction.objects.create(page=article.get_parent(), restriction_type=PageViewRestriction.LOGIN)


def unpublish(document: OfficialDocument, article: ArticlePage) -> None:
    article.unpublish()
    document.unpublish()


def delete(_: OfficialDocument, article: ArticlePage) -> None:
    Page.objects.get(pk=article.pk).delete()


def rename_field_of_work(document: OfficialDocument, _: ArticlePage) -> None:
    field = FieldOfWork.objects.get(pk=document.field_of_work_id)
    field.name = "Ruộng nương"
    field.save()


TOLD: dict[str, Change] = {
    "an agency is renamed": rename_issuer,
    "a type is renamed": rename_type,
    "a field of work is renamed": rename_field_of_work,
    "a section is renamed": rename_section,
    "an article is moved": move,
    "an ancestor is restricted": restrict_an_ancestor,
    "both are withdrawn": unpublish,
    "an article is deleted": delete,
    "another document is published": lambda *_: documents.make_public(subject="về mùa vụ"),
}


@pytest.mark.parametrize("change", TOLD.values(), ids=TOLD)
def test_what_a_signal_tells_is_in_the_index_after_one_drain(
    filled: tuple[OfficialDocument, ArticlePage], change: Change
) -> None:
    before = dict(get_engine().versions())
    change(*filled)
    assert outbox.pending()

    outbox.drain()

    assert outbox.pending() == 0
    assert dict(get_engine().versions()) == {each.key: each.digest() for each in reconcile.documents()} != before


def test_a_renamed_place_is_in_the_index_after_one_drain(search_index: Path) -> None:
    place = documents.make_body("Xã Bãi Bồi", level="commune", branch="place")
    page = exemplars.make_exemplar(place=place)
    outbox.drain()
    name = OrganisationName.objects.get(organisation=place)
    name.name = "Xã Bãi Mới"
    name.save()

    outbox.drain()

    assert not reconcile.compare()
    facets = archive.search(SearchQuery(page.title, facets=("dia-ban",))).facets
    assert [each.label for each in facets["dia-ban"]] == ["Xã Bãi Mới"]


def in_bulk(document: OfficialDocument, article: ArticlePage) -> None:
    OfficialDocument.objects.filter(pk=document.pk).update(subject="về lúa nếp")
    ArticlePage.objects.filter(pk=article.pk).update(title="Lúa nếp về làng")


def in_sql(document: OfficialDocument, article: ArticlePage) -> None:
    with connection.cursor() as cursor:
        cursor.execute("UPDATE documents_officialdocument SET subject = 'về lúa nếp' WHERE id = %s", [document.pk])
        cursor.execute("UPDATE wagtailcore_page SET live = %s WHERE id = %s", [False, article.pk])


def a_new_row_in_bulk(document: OfficialDocument, _: ArticlePage) -> None:
    draft = documents.make_draft(subject="về lúa nếp")
    outbox.drain()
    OfficialDocument.objects.filter(pk=draft.pk).update(
        live=True, clearance_id=document.clearance_id, first_published_at=document.first_published_at
    )


@pytest.mark.parametrize("change", [in_bulk, in_sql, a_new_row_in_bulk])
def test_what_no_signal_tells_is_found_by_reconciling(
    filled: tuple[OfficialDocument, ArticlePage], change: Change
) -> None:
    change(*filled)
    outbox.drain()
    assert reconcile.compare()

    reconcile.reconcile()

    assert not reconcile.compare()


def test_a_renamed_agency_writes_one_row_and_its_documents_follow_some_at_a_time(
    search_index: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However many documents an agency has, renaming it is one row; the records are taken up in bounded steps.

    Between two steps whatever else waits goes first, so that a publication never waits behind a hundred thousand.
    """
    monkeypatch.setattr(followers, "STEP", 3)
    body = documents.make_body("Sở Thóc")
    for _ in range(7):
        documents.make_public(issuer=body, subject="về thóc giống")
    outbox.drain()
    OutboxEntry.objects.all().delete()

    with CaptureQueriesContext(connection) as few:
        outbox.spread("document-issuer", body.pk)
    assert len(few) == 1
    assert (OutboxEntry.objects.count(), Spread.objects.count()) == (0, 1)

    outbox.drain(batches=1)
    assert OutboxEntry.objects.count() == 3
    outbox.drain(batches=2)
    assert OutboxEntry.objects.count() == 3
    outbox.drain()
    assert outbox.pending() == 0


def test_a_walk_that_is_overtaken_by_a_change_begins_anew(search_index: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(followers, "STEP", 2)
    body = documents.make_body("Sở Thóc")
    made = [documents.make_public(issuer=body, subject="về thóc giống") for _ in range(4)]
    outbox.drain()
    outbox.spread("document-issuer", body.pk)
    step = followers.next_step()
    assert step is not None
    assert step.pks == [each.pk for each in made[:2]]
    outbox.spread("document-issuer", body.pk)

    step.taken()

    again = followers.next_step()
    assert again is not None
    assert again.pks == step.pks


def test_a_walk_of_a_follower_that_is_no_more_is_cleared_away(search_index: Path) -> None:
    outbox.spread("forgotten", 1)
    outbox.drain()
    assert outbox.pending() == 0


def test_what_a_person_just_changed_goes_before_what_waits_in_bulk(
    searching: Path, monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks: Any
) -> None:
    monkeypatch.setattr(outbox, "BATCH", 5)
    monkeypatch.setattr(outbox, "_BATCHES_OF_A_REQUEST", 1)
    Group.objects.bulk_create([Group(name=f"Nhóm {number}") for number in range(40)])
    outbox.enqueue_many("group", Group.objects.values_list("pk", flat=True))
    waiting = outbox.pending()

    with django_capture_on_commit_callbacks(execute=True):
        Group.objects.create(name="Vừa lưu")

    assert [hit.title for hit in archive.search(SearchQuery("vừa lưu")).hits] == ["Vừa lưu"]
    assert outbox.pending() == waiting - 5
