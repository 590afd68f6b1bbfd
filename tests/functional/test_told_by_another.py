"""What a text says of two other documents: shown once that text is public, and never before.

A sentence such as "Chương trình số 26-CTr/TU thực hiện Kết luận số 14-KL/TW" relates two documents of the archive
to each other. Whoever wrote it may be a draft that nobody outside may know of.
"""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from documents import linking
from documents.emergency import remove_at_once
from documents.models import OfficialDocument, Relation
from documents.relating import confirm_relation
from portal.accounts.models import User
from tests.factories.documents import make_body, make_draft, make_live, make_public

pytestmark = pytest.mark.django_db
SENTENCE = "Chương trình hành động số 26-CTr/TU ngày 14/01/2022 thực hiện Kết luận số 14-KL/TW ngày 22/9/2021"
TEXT = f"Ban Thường vụ nhận xét nội bộ. {SENTENCE} còn chậm ở nhiều nơi.\n\n1. Các xã rà soát lại."
WORDS = "26-CTr/TU ngày 14/01/2022 thực hiện"


@pytest.fixture
def told() -> tuple[OfficialDocument, OfficialDocument, OfficialDocument]:
    """Return the programme, the conclusion and the draft whose text relates them."""
    centre = make_body("Bộ Chính trị", level="central", branch="party")
    committee = make_body("Ban Thường vụ Tỉnh ủy Vạn Xuân", branch="party")
    conclusion = make_public(symbol="14-KL/TW", issuer=centre, issued_on=date(2021, 9, 22))
    programme = make_public(symbol="26-CTr/TU", issuer=committee, issued_on=date(2022, 1, 14))
    teller = make_draft(symbol="", no_number_reason="draft", issuer=committee, text=TEXT, subject="rà soát nội bộ")
    linking.read_links(teller)
    return programme, conclusion, teller


def the_relation() -> Relation:
    return Relation.objects.get(from_document__symbol="26-CTr/TU", to_document__symbol="14-KL/TW")


def everything(client: Client, document: OfficialDocument) -> str:
    names = ("document-chain", "document-chain-json", "document-chain-svg", "document-matrix")
    pages = [document.get_absolute_url()]
    pages += [reverse(name, args=[document.pk]) for name in names if name != "document-chain-svg"]
    return "\n".join(client.get(page).content.decode() for page in pages)


def test_a_draft_relates_no_documents_before_the_public(client: Client, told: tuple[OfficialDocument, ...]) -> None:
    programme, conclusion, _ = told
    assert the_relation().told_by is not None

    assert WORDS not in everything(client, conclusion) + everything(client, programme)
    assert "26-CTr/TU" not in everything(client, conclusion)
    assert "14-KL/TW" not in client.get(reverse("implementation")).content.decode()


def test_the_words_of_a_draft_stay_hidden_when_the_relation_is_confirmed(
    client: Client, told: tuple[OfficialDocument, ...]
) -> None:
    programme, conclusion, _ = told
    confirm_relation(relation=the_relation(), by=User.objects.system("set-up"))

    assert "26-CTr/TU" in everything(client, conclusion)
    assert WORDS not in everything(client, conclusion) + everything(client, programme)


def test_once_public_the_text_tells_and_taken_off_it_tells_no_more(
    client: Client, told: tuple[OfficialDocument, ...], approver: User
) -> None:
    _, conclusion, teller = told
    live = make_live(teller)
    assert WORDS in everything(client, conclusion)

    remove_at_once(document=live, by=approver, reason="lộ nhận xét nội bộ")

    assert WORDS not in everything(client, conclusion)


def test_a_text_that_was_deleted_leaves_no_words_behind(client: Client, told: tuple[OfficialDocument, ...]) -> None:
    programme, conclusion, teller = told
    confirm_relation(relation=the_relation(), by=User.objects.system("set-up"))

    teller.delete()

    assert the_relation().is_confirmed
    assert WORDS not in everything(client, conclusion) + everything(client, programme)
