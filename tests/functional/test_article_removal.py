"""An article that was taken down: what its address says, and what it takes to show it again."""

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import PageViewRestriction

from news import blockers, operations
from news.models import ArticlePage, ArticleRemoval
from portal.accounts.models import User
from portal.audit.models import AuditEntry
from tests.factories.news import make_article, make_section
from tests.factories.people import PASSWORD

pytestmark = pytest.mark.django_db


@pytest.fixture
def article() -> ArticlePage:
    return make_article(make_section(), "Bảy xã đổi cách họp thôn")


def reload(article: ArticlePage) -> ArticlePage:
    found: ArticlePage = ArticlePage.objects.get(pk=article.pk)
    return found


def test_its_address_says_when_and_why_and_nothing_else(client: Client, article: ArticlePage, approver: User) -> None:
    assert client.get(article.url).status_code == 200

    operations.remove(article=article, by=approver, public_reason="Số liệu chưa đúng.", reason="nội bộ")

    answer = client.get(article.url)
    page = answer.content.decode()
    assert answer.status_code == 410
    assert "Số liệu chưa đúng." in page
    assert "nội bộ" not in page
    assert "Bảy xã" not in page
    assert "Bảy xã" not in client.get("/tin-tuc.atom").content.decode()
    assert AuditEntry.objects.filter(action="news.remove").exists()


def test_what_was_only_taken_off_or_is_restricted_tells_strangers_nothing(
    client: Client, article: ArticlePage, approver: User
) -> None:
    off = make_article(make_section())
    off.unpublish()
    PageViewRestriction.objects.create(page=article, restriction_type="login")
    operations.remove(article=article, by=approver, public_reason="Số liệu chưa đúng.")

    assert client.get(off.url).status_code == 404
    assert "Số liệu" not in client.get(article.url, follow=True).content.decode()


def test_it_cannot_be_published_until_somebody_lets_it_be_shown_again(article: ArticlePage, approver: User) -> None:
    removal = operations.remove(article=article, by=approver, public_reason="Số liệu chưa đúng.")
    assert [reason.code for reason in blockers.reasons(reload(article), None)] == ["removed"]

    operations.lift(removal=removal, by=approver)

    assert blockers.reasons(reload(article), None) == []
    with pytest.raises(operations.RemovalRefused):
        operations.lift(removal=removal, by=approver)


def test_without_a_reason_for_readers_nothing_is_taken_down(article: ArticlePage, approver: User) -> None:
    with pytest.raises(operations.RemovalRefused):
        operations.remove(article=article, by=approver, public_reason="  ")

    assert reload(article).live
    assert not ArticleRemoval.objects.exists()


def test_an_editor_takes_it_down_on_the_screen_and_a_clerk_may_not(
    article: ArticlePage, editor: User, clerk: User
) -> None:
    address = reverse("news-remove", args=[article.pk])
    for person in (clerk, editor):
        assert reload(article).live
        client = Client()
        assert client.login(username=person.username, password=PASSWORD)
        client.post(address, {"public_reason": "Số liệu chưa đúng."})

    assert not reload(article).live
    assert ArticleRemoval.objects.get(page=article).removed_by == editor
    shown = client.get(reverse("news-lift", args=[article.pk])).content.decode()
    assert "Số liệu chưa đúng." in shown
