"""Two public texts side by side; a hidden one stands beside nothing."""

import pytest
from django.test import Client
from django.urls import reverse

from documents import relating
from documents.models import RelationKind
from portal.accounts.models import User
from tests.factories.documents import PLAN, make_draft, make_public

pytestmark = pytest.mark.django_db
CHANGED = PLAN.replace("mười ngày", "bảy ngày").replace(
    "1. Văn phòng Ủy ban nhân dân tỉnh theo dõi và tổng hợp.",
    "1. Kinh phí hằng năm do ngân sách cấp xã bảo đảm theo phân cấp <b>.",
)


def test_words_and_clauses_that_differ_are_shown_and_counted(client: Client) -> None:
    first, second = make_public(text=PLAN), make_public(text=CHANGED)

    shown = client.get(reverse("document-comparison", args=[second.pk, first.pk])).content.decode()

    assert "<del>mười</del>" in shown
    assert "<ins>bảy</ins>" in shown
    assert "Thêm mới <strong>1</strong>" in shown
    assert "Không có trong văn bản sau <strong>1</strong>" in shown
    assert "phân cấp &lt;b&gt;" in shown
    assert "Đoàn Văn Thử" not in shown, "signatures are no clauses"
    only = client.get(reverse("document-comparison", args=[second.pk, first.pk]) + "?khac=1").content.decode()
    assert "hộp thư nhận sáng kiến của cán bộ" in shown
    assert "hộp thư nhận sáng kiến của cán bộ" not in only


def test_a_hidden_document_a_missing_one_and_oneself_are_compared_with_nothing(client: Client) -> None:
    public, hidden = make_public(text=PLAN), make_draft(text="1. Lời hoàngyếnkêu chưa công khai.")

    for pair in ([public.pk, hidden.pk], [hidden.pk, public.pk], [public.pk, 999_999], [public.pk, public.pk]):
        answer = client.get(reverse("document-comparison", args=pair))
        assert answer.status_code == 404
        assert "hoàngyếnkêu" not in answer.content.decode()


def test_a_document_offers_the_comparison_with_what_it_carries_out(client: Client) -> None:
    first, second = make_public(text=PLAN), make_public(text=CHANGED)
    relating.relate(
        from_document=second, kind=RelationKind.IMPLEMENTS, to_document=first, by=User.objects.system("set-up")
    )
    way = reverse("document-comparison", args=[second.pk, first.pk])

    for document in (first, second):
        assert way in client.get(document.get_absolute_url()).content.decode()
