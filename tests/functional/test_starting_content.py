"""What a fresh database is given, and that giving it again changes nothing."""

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.test import Client, TestCase
from django.utils import timezone
from wagtail.models import Page, Site, Workflow, WorkflowPage

from documents import chain
from documents.models import OfficialDocument, Withdrawal
from news.models import ArticlePage, SectionPage
from portal.accounts.models import User
from portal.comments.models import State, Submission
from portal.editorial.models import FourEyesTask
from portal.home import setup
from portal.home.models import HomePage
from portal.mail.models import Letter
from portal.mail.models import State as LetterState
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


class TestTheDemonstration(TestCase):
    """Loaded once for all of these: it takes a while."""

    @classmethod
    def setUpTestData(cls) -> None:
        """Load the demonstration."""
        call_command("load_demo", verbosity=0)

    def test_the_demonstration_is_loaded_once_marks_every_page_and_describes_its_pictures(self) -> None:
        articles = ArticlePage.objects.visible().count()
        revisions = ArticlePage.objects.values_list("latest_revision_id", flat=True)
        first = list(revisions)

        call_command("load_demo", verbosity=0)

        assert articles >= 14
        assert OfficialDocument.objects.visible().count() >= 36
        assert list(ArticlePage.objects.values_list("latest_revision_id", flat=True)) == first
        assert SiteSettings.objects.get().demonstration
        for address in ("/", "/tin-tuc/", ArticlePage.objects.visible().first().get_url(), "/khong-co-trang-nay/"):
            assert "Dữ liệu minh họa" in self.client.get(address).content.decode()
        for article in ArticlePage.objects.visible():
            page = self.client.get(article.get_url()).content.decode()
            assert "Dữ liệu minh họa" in page
            if article.lead_picture_id:
                assert 'alt="Tranh vẽ:' in page, "a drawn picture says what it shows"
                assert "srcset=" in page

    def test_the_demonstration_looks_like_a_site_that_has_run_for_a_year(self) -> None:
        articles = ArticlePage.objects.visible()
        days = sorted(timezone.localdate(article.created_at) for article in articles)
        assert (days[-1] - days[0]).days > 365
        assert len(set(days)) == len(days), "every article has its own day"
        pictures = [article.lead_picture_id for article in articles if article.lead_picture_id]
        assert len(set(pictures)) == len(pictures), "no picture leads two articles"
        for section in SectionPage.objects.live().filter(depth__gt=3):
            assert articles.descendant_of(section).exists(), f"{section} is not empty"
        assert any(article.approved_schedule for article in ArticlePage.objects.filter(live=False)), (
            "one waits for its day"
        )
        assert len(set(OfficialDocument.objects.values_list("first_published_at__date", flat=True))) > 12
        withdrawn = Withdrawal.objects.get().document
        assert self.client.get(withdrawn.get_absolute_url()).status_code == 410
        assert not articles.filter(slug__in=["ghi-nhanh-hop-hai-thon-giap-ranh", "gia-rau-cho-phien"]).exists()

    def test_the_demonstration_has_opinions_in_every_state_and_writes_to_nobody(self) -> None:
        assert set(Submission.objects.values_list("state", flat=True)) == set(State.values)
        assert not Letter.objects.exclude(state=LetterState.CANCELLED).exists()
        assert not Letter.objects.exclude(to="", body="").exists()

    def test_the_demonstrations_chains_show_what_was_done_late_and_what_is_missing(self) -> None:
        chains = [
            chain.build(root, chain.relations_around(root), timezone.localdate())
            for root in OfficialDocument.objects.visible().filter(symbol__in=["14-KL/TW", "57-NQ/TW", "05-CT/TW"])
        ]

        assert len(chains) == 3
        for found in chains:
            assert found.missing >= 1
            assert sum(not row.is_gap for row in found.rows) >= 6
        assert any(not row.confirmed for found in chains for row in found.rows), "one relation still waits for a person"
