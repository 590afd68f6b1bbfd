"""What can be commented on, and whether it can be now."""

from datetime import timedelta

import pytest
from django.contrib.contenttypes.models import ContentType
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction

from news.models import ArticlePage
from portal.accounts.models import User
from portal.audit.models import AuditEntry
from portal.comments.models import State, Submission, TargetSetting
from portal.comments.targets import kind_of, kinds, target_for, target_of, targets_of
from tests.factories import documents, exemplars, news
from tests.factories.opinions import make_answer, make_opinion, take_opinions

pytestmark = pytest.mark.django_db


@pytest.fixture
def article() -> ArticlePage:
    return news.make_article(news.make_section(), "Bài để góp ý")


def set_openness(article: ArticlePage, is_open: bool, reason: str = "") -> None:
    TargetSetting.objects.create(
        content_type=ContentType.objects.get_for_model(ArticlePage),
        object_id=article.pk,
        is_open=is_open,
        reason=reason,
        changed_at=timezone.now(),
    )


def test_articles_documents_and_exemplars_can_be_commented_on() -> None:
    assert {kind.word for kind in kinds()} == {"bai-viet", "van-ban", "guong"}


def test_a_target_is_found_by_its_word_its_model_and_its_content_type(article: ArticlePage) -> None:
    by_word = target_of("bai-viet", article.pk)

    assert by_word is not None
    assert (by_word.title, by_word.url, by_word.takes_comments) == ("Bài để góp ý", article.get_url(), True)
    assert target_of("news.articlepage", article.pk) == by_word
    assert target_of(by_word.content_type_id, article.pk) == by_word
    assert target_for(article) == by_word


@pytest.mark.parametrize("what", ["accounts.user", "trang", "wagtailcore.page", "", 0])
def test_nothing_else_is_a_target(what: str | int, article: ArticlePage) -> None:
    assert kind_of(what) is None
    assert target_of(what, article.pk) is None


@pytest.mark.parametrize("pk", ["0", "-1", "1e3", "٣", "9" * 30, "abc", ""])
def test_a_key_that_is_none_finds_nothing(pk: str) -> None:
    assert target_of("bai-viet", pk) is None


def test_every_kind_is_visible_exactly_while_everybody_may_read_it(article: ArticlePage) -> None:
    document = documents.make_live(documents.make_draft(User.objects.system("set-up"), subject="Văn bản để góp ý"))
    exemplar = exemplars.make_exemplar()
    published = [article, document, exemplar]
    targets = [target_for(each) for each in published]

    assert all(target is not None and target.is_visible for target in targets)

    for each in published:
        each.unpublish()
    targets = [target_for(type(each)._default_manager.get(pk=each.pk)) for each in published]
    assert not any(target is None or target.is_visible for target in targets)


def test_a_restriction_above_hides_the_target(article: ArticlePage) -> None:
    section = Page.objects.get(pk=article.get_parent().pk)
    PageViewRestriction.objects.create(page=section, restriction_type="login")

    target = target_for(article)

    assert target is not None
    assert not target.is_visible
    assert not target.takes_comments


def test_a_page_past_its_end_is_hidden_from_that_second_on(article: ArticlePage) -> None:
    ArticlePage.objects.filter(pk=article.pk).update(expire_at=timezone.now() - timedelta(seconds=1))

    target = target_of("bai-viet", article.pk)

    assert target is not None
    assert not target.is_visible


def test_the_site_decides_where_nobody_decided_about_the_item(article: ArticlePage) -> None:
    take_opinions(False)
    closed = target_for(article)
    set_openness(article, True)
    opened = target_for(article)

    assert closed is not None
    assert opened is not None
    assert (closed.is_open, opened.is_open) == (False, True)


def test_a_closed_item_says_why(article: ArticlePage) -> None:
    set_openness(article, False, "Đợt góp ý đã xong.")

    target = target_for(article)

    assert target is not None
    assert (target.is_open, target.closed_because) == (False, "Đợt góp ý đã xong.")


def test_titles_of_many_are_read_at_once_and_what_is_gone_is_left_out(article: ArticlePage) -> None:
    content_type_id = ContentType.objects.get_for_model(ArticlePage).pk

    found = targets_of([(content_type_id, article.pk), (content_type_id, 0), (0, 1)])

    assert found == {(content_type_id, article.pk): ("Bài để góp ý", article.get_url())}


def test_what_was_said_goes_with_the_page_and_the_audit_tells_how_much(article: ArticlePage) -> None:
    other = news.make_article(news.make_section())
    kept = make_opinion(other)
    parent = make_opinion(article)
    make_answer(parent)
    make_opinion(article, parent=parent)
    make_opinion(article, state=State.WAITING)
    set_openness(article, True)

    Page.objects.get(pk=article.pk).delete()

    assert list(Submission.objects.all()) == [kept]
    assert not TargetSetting.objects.exists()
    told = AuditEntry.objects.get(action="comments.target_deleted").data
    assert told == {"states": {"published": 2, "waiting": 1}}


def test_deleting_a_section_takes_the_opinions_on_its_articles_along(article: ArticlePage) -> None:
    make_opinion(article)

    article.get_parent().specific.delete()

    assert not Submission.objects.exists()


def test_a_deleted_document_leaves_no_opinion_behind() -> None:
    document = documents.make_live(documents.make_draft(User.objects.system("set-up"), subject="Văn bản để góp ý"))
    make_opinion(document)

    document.delete()

    assert not Submission.objects.exists()
