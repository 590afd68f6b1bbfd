"""What a fresh database is given, and that giving it again changes nothing."""

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.test import Client
from wagtail.models import Page, Site, Workflow, WorkflowPage

from news.models import ArticlePage, SectionPage
from portal.accounts.models import User
from portal.editorial.models import FourEyesTask
from portal.home import setup
from portal.home.models import HomePage
from portal.pages.models import InformationPage, SiteSettings


def everything() -> dict[str, object]:
    """Return what set-up makes, as far as a second run could change it."""
    return {
        "pages": list(Page.objects.order_by("path").values_list("path", "title", "live", "live_revision_id")),
        "sites": list(Site.objects.values_list("root_page_id", "is_default_site")),
        "groups": sorted(Group.objects.values_list("name", flat=True)),
        "workflows": list(Workflow.objects.values_list("name", "active")),
        "tasks": list(FourEyesTask.objects.values_list("name", "groups__name")),
        "users": list(User.objects.values_list("username", flat=True)),
    }


@pytest.mark.django_db
def test_a_fresh_site_has_home_sections_information_pages_and_an_approver_for_all() -> None:
    home = HomePage.objects.get()

    assert Site.objects.get(is_default_site=True).root_page_id == home.pk
    assert SectionPage.objects.live().filter(slug="tin-tuc").exists()
    assert {"gioi-thieu", "lien-he", "tuyen-bo-tro-nang", "bao-ve-du-lieu-ca-nhan"} <= set(
        InformationPage.objects.live().values_list("slug", flat=True)
    )
    assert (
        WorkflowPage.objects.get(page__depth=1).workflow.workflow_tasks.get().task.specific.groups.get().name
        == "Lãnh đạo duyệt"
    )
    assert not Group.objects.filter(name__in=["Moderators", "Editors"]).exists()


@pytest.mark.django_db
def test_set_up_again_changes_nothing() -> None:
    before = everything()

    setup.run_all()

    assert everything() == before


@pytest.mark.django_db
def test_what_a_person_removed_does_not_come_back() -> None:
    SectionPage.objects.get(slug="tuyen-truyen-mieng").delete()
    InformationPage.objects.get(slug="lien-he").delete()

    setup.run_all()

    assert not SectionPage.objects.filter(slug="tuyen-truyen-mieng").exists()
    assert not InformationPage.objects.filter(slug="lien-he").exists()


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_an_emptied_database_is_set_up_again_by_flush(client: Client) -> None:
    wanted = {name: len(value) for name, value in everything().items() if isinstance(value, list)}

    call_command("flush", interactive=False, verbosity=0)

    assert {name: len(value) for name, value in everything().items() if isinstance(value, list)} == wanted
    assert client.get("/").status_code == 200
    assert client.get("/tin-tuc/").status_code == 200


@pytest.mark.django_db
def test_the_demonstration_is_loaded_once_marks_every_page_and_describes_its_pictures(client: Client) -> None:
    call_command("load_demo", verbosity=0)
    articles = ArticlePage.objects.visible().count()
    revisions = ArticlePage.objects.values_list("latest_revision_id", flat=True)
    first = list(revisions)

    call_command("load_demo", verbosity=0)

    assert articles >= 6
    assert list(ArticlePage.objects.values_list("latest_revision_id", flat=True)) == first
    assert SiteSettings.objects.get().demonstration
    for address in ("/", "/tin-tuc/", ArticlePage.objects.visible().first().get_url(), "/khong-co-trang-nay/"):
        assert "Dữ liệu minh họa" in client.get(address).content.decode()
    for article in ArticlePage.objects.visible():
        page = client.get(article.get_url()).content.decode()
        assert 'alt="Tranh vẽ:' in page, "a drawn picture says what it shows"
        assert "srcset=" in page
