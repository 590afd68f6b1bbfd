"""The edit form of pages: untouched is unchanged, addresses are plain."""

import pytest
from django.http import QueryDict

from news.models import ArticlePage
from portal.accounts.models import User
from portal.pages.forms import plain_slug
from tests.factories.news import make_article, make_section

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("proposed", "kept"),
    [
        ("tổ-dân-phố-bến-đá", "to-dan-pho-ben-da"),
        ("đoàn-kết", "doan-ket"),
        ("Da_co-tu-truoc", "Da_co-tu-truoc"),
        ("", ""),
    ],
)
def test_an_address_loses_its_accents_and_keeps_its_words(proposed: str, kept: str) -> None:
    assert plain_slug(proposed) == kept


def test_a_page_without_an_address_gets_one_from_its_title() -> None:
    article = make_article(make_section(), title="Tổ dân phố Bến Đá góp sách")
    article.slug = ""
    article.full_clean()

    assert article.slug.startswith("to-dan-pho-ben-da-gop-sach")


def test_a_form_sent_back_as_it_came_has_no_changes(editor: User) -> None:
    article = make_article(make_section(), title="Bài không ai sửa").get_latest_revision_as_object()
    form_class = ArticlePage.get_edit_handler().get_form_class()
    shown = form_class(instance=article, for_user=editor)
    sent = QueryDict(mutable=True)
    for field in shown:
        if (value := field.field.widget.format_value(field.value())) is not None:
            sent[field.html_name] = value
    sent["body-count"] = "0"
    for name in shown.formsets:
        sent.update({f"{name}-TOTAL_FORMS": "0", f"{name}-INITIAL_FORMS": "0"})

    form = form_class(sent, instance=article, for_user=editor)

    assert "created_at" not in form.changed_data
