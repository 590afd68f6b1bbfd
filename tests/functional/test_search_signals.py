"""Whatever changes what may be read changes what is found: publishing, moving, restricting, ending."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.checks import run_checks
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction

from portal.accounts.models import User
from portal.editorial import operations
from portal.home.models import HomePage
from portal.pages.models import InformationPage
from search import archive, outbox
from search.types import SearchQuery

pytestmark = pytest.mark.django_db
Publish = Callable[..., InformationPage]


@pytest.fixture
def publish(search_index: Path) -> Publish:
    """Put an information page live below the home page or another page, as the system does."""
    system = User.objects.system("set-up")

    def make(title: str, parent: Page | None = None) -> InformationPage:
        page = InformationPage(title=title, slug=f"trang-{title.split()[-1].lower()}", summary="Chim lạc")
        (parent or HomePage.objects.get()).add_child(instance=page)
        page.save_revision(user=system)
        operations.publish(page, user=system)
        outbox.drain()
        return InformationPage.objects.get(pk=page.pk)

    return make


def found(text: str = "chim lạc") -> list[str]:
    outbox.drain()
    return sorted(hit.title for hit in archive.search(SearchQuery(text)).hits)


def test_a_published_page_is_found_and_a_withdrawn_one_is_not(publish: Publish) -> None:
    page = publish("Trang một")
    assert found() == ["Trang một"]
    page.unpublish()
    assert found() == []


def test_a_draft_change_is_not_found(publish: Publish) -> None:
    page = publish("Trang một")
    page.summary = "Mộc tuyền"
    page.save_revision()
    assert found("mộc tuyền") == []
    assert found() == ["Trang một"]


def test_a_page_withdrawn_as_a_bare_page_is_not_found(publish: Publish) -> None:
    page = publish("Trang một")
    Page.objects.get(pk=page.pk).unpublish()
    assert found() == []


def test_a_deleted_page_is_not_found(publish: Publish) -> None:
    page = publish("Trang một")
    Page.objects.get(pk=page.pk).delete()
    assert found() == []


@pytest.mark.parametrize("kind", [PageViewRestriction.LOGIN, PageViewRestriction.PASSWORD, PageViewRestriction.GROUPS])
def test_restricting_an_ancestor_hides_everything_below_it_until_it_is_lifted(publish: Publish, kind: str) -> None:
    parent = publish("Trang cha")
    publish("Trang con", parent)
    restriction = PageViewRestriction.objects.create(page=parent, restriction_type=kind, password="x")
    assert found() == []
    restriction.delete()
    assert found() == ["Trang cha", "Trang con"]


def test_a_moved_branch_is_found_at_its_new_address(publish: Publish) -> None:
    parent, other = publish("Trang cha"), publish("Trang khác")
    publish("Trang con", parent)
    parent.move(other, pos="last-child")
    outbox.drain()

    urls = {hit.title: hit.url for hit in archive.search(SearchQuery("chim lạc")).hits}
    assert urls["Trang con"].endswith("-khac/trang-cha/trang-con/")


def test_a_page_past_its_end_is_not_found_though_no_job_has_run(publish: Publish) -> None:
    page = publish("Trang một")
    page.expire_at = timezone.now() + timedelta(seconds=1)
    page.save()
    outbox.drain()
    InformationPage.objects.filter(pk=page.pk).update(expire_at=timezone.now() - timedelta(seconds=5))
    outbox.enqueue("information", page.pk)
    assert found() == []


def test_every_publishable_model_is_known_to_search() -> None:
    assert [problem for problem in run_checks(tags=["search"]) if problem.id == "search.E001"] == []


def test_a_publishable_model_that_search_does_not_know_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(model: type[Any]) -> bool:
        return model is not InformationPage

    monkeypatch.setattr("search.registry.is_covered", unknown)
    assert [problem.obj for problem in run_checks(tags=["search"]) if problem.id == "search.E001"] == [InformationPage]
