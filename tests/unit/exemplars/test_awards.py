"""An award stands on a decision, and is taken back by one."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from exemplars.models import Award
from tests.factories import documents
from tests.factories.exemplars import draft_exemplar, make_award

pytestmark = pytest.mark.django_db


def faults(award: Award) -> dict[str, list[str]]:
    try:
        award.full_clean(exclude=["page"])
    except ValidationError as error:
        return error.message_dict
    return {}


def test_an_award_with_symbol_date_and_issuer_is_accepted() -> None:
    assert faults(make_award()) == {}


def test_an_award_by_a_document_of_the_archive_is_accepted() -> None:
    document = documents.make_public(type=documents.type_named("Quyết định", "state"), symbol="912/QĐ-UBND")

    assert faults(make_award(document=document, symbol="", issued_on=None, issuer="")) == {}


@pytest.mark.parametrize("missing", [{"symbol": ""}, {"issued_on": None}, {"issuer": " "}])
def test_an_award_without_its_decision_is_refused(missing: dict[str, Any]) -> None:
    assert "symbol" in faults(make_award(**missing))


def test_the_database_itself_refuses_an_award_without_its_decision() -> None:
    exemplar = draft_exemplar()

    with pytest.raises(IntegrityError), transaction.atomic():
        Award.objects.create(page=exemplar, title="Bằng khen", level="province")


@pytest.mark.parametrize(
    "title",
    [
        "Đề nghị khen thưởng Bằng khen của Chủ tịch UBND tỉnh",
        "Được đề nghị tặng Huân chương Lao động",
        "Trình khen thưởng đột xuất",
    ],
)
def test_a_proposal_is_no_award(title: str) -> None:
    assert "chưa phải khen thưởng" in faults(make_award(title=title))["title"][0]


@pytest.mark.parametrize("symbol", ["45/TTr-UBND", "12-TTr/ĐU", "310/CV-BTG"])
def test_a_submission_is_no_decision(symbol: str) -> None:
    assert "symbol" in faults(make_award(symbol=symbol))


def test_an_award_taken_back_names_the_decision() -> None:
    assert "revoking_symbol" in faults(make_award(revoked_on=date(2026, 9, 8)))
    assert "revoked_on" in faults(make_award(revoking_symbol="1187/QĐ-UBND", revoking_issuer="Chủ tịch UBND tỉnh"))
    taken_back = make_award(
        revoked_on=date(2026, 9, 8), revoking_symbol="1187/QĐ-UBND", revoking_issuer="Chủ tịch UBND tỉnh"
    )
    assert faults(taken_back) == {}
    assert taken_back.is_revoked


def test_an_award_cannot_be_taken_back_before_it_was_given() -> None:
    award = make_award(revoked_on=date(2020, 1, 1), revoking_symbol="1/QĐ-UBND", revoking_issuer="Chủ tịch UBND tỉnh")

    assert "revoked_on" in faults(award)
