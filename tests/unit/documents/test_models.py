"""What the tables themselves keep, whatever code writes them."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from documents.clearing import clear_for_publication
from documents.models import CONDITIONS, Clearance, OfficialDocument
from documents.periods import TermSpan, compute_period
from documents.refusals import ArchiveRefusal, ConditionOpen
from portal.accounts.models import User
from portal.editorial.reasons import PublicationRefused
from tests.factories.documents import make_body, make_draft, make_live, make_public

EVERYTHING = [condition.key for condition in CONDITIONS]
TERMS = (
    TermSpan("party-centre", "13", date(2021, 2, 1), date(2026, 1, 22)),
    TermSpan("party-centre", "14", date(2026, 1, 23), None),
)


@pytest.mark.parametrize(
    ("branch", "code", "year", "issued_on", "period"),
    [
        ("party", "TW", "", date(2021, 9, 22), "party-centre:13"),
        ("party", "TW", "", date(2026, 3, 20), "party-centre:14"),
        ("party", "TW", "", date(1999, 3, 20), "1999"),
        ("party", "TW", "", None, ""),
        ("state", "UBND", "", date(2022, 4, 27), "2022"),
        ("state", "NĐ-CP", "2023", date(2024, 1, 2), "2023"),
        ("state", "QH15", "2022", None, "qh15"),
        ("state", "UBTVQH15", "", date(2024, 1, 2), "qh15"),
    ],
)
def test_a_number_runs_within_a_term_a_year_or_a_legislature(
    branch: str, code: str, year: str, issued_on: date | None, period: str
) -> None:
    found = compute_period(
        branch=branch, organisation_code=code, year_in_symbol=year, issued_on=issued_on, term_kind="party-centre",
        terms=TERMS,
    )  # fmt: skip

    assert found == period


@pytest.mark.django_db
def test_the_database_refuses_a_live_document_without_clearance() -> None:
    draft = make_draft()

    with pytest.raises(IntegrityError), transaction.atomic():
        OfficialDocument.objects.filter(pk=draft.pk).update(live=True)


@pytest.mark.django_db
def test_two_public_documents_never_share_an_identity() -> None:
    first = make_public(symbol="14-KL/TU")
    second = make_draft(symbol="14-KL/TU", issuer=first.issuer, type=first.type)

    with pytest.raises(PublicationRefused) as refused:
        make_live(second)
    assert first.get_absolute_url() in str(refused.value)
    with pytest.raises(IntegrityError), transaction.atomic():
        OfficialDocument.objects.filter(pk=second.pk).update(live=True, clearance=first.clearance)


@pytest.mark.django_db
def test_the_same_number_in_another_term_is_another_document() -> None:
    body = make_body("Bộ Chính trị", level="central", branch="party")

    make_public(symbol="14-KL/TW", issuer=body, issued_on=date(2021, 9, 22))
    make_public(symbol="14-KL/TW", issuer=body, issued_on=date(2026, 3, 20))

    assert OfficialDocument.objects.live().numbered("14.kl.tw").count() == 2


@pytest.mark.django_db
@pytest.mark.parametrize(
    "days",
    [
        {"issued_on": date(2984, 5, 24)},
        {"issued_on": date(3, 10, 24)},
        {"issued_on": date(2022, 3, 4), "effective_on": date(2022, 3, 3)},
        {"effective_on": date(2022, 3, 4), "expired_on": date(2022, 3, 3)},
    ],
)
def test_days_that_cannot_be_are_refused(days: dict[str, date]) -> None:
    with pytest.raises((ArchiveRefusal, ValidationError)):
        make_draft(**days)


@pytest.mark.django_db
def test_nobody_clears_what_he_entered(approver: User) -> None:
    draft = make_draft(by=approver)

    with pytest.raises(ArchiveRefusal):
        clear_for_publication(document=draft, by=approver, ground="tự tôi", answers=EVERYTHING)


@pytest.mark.django_db
def test_one_open_condition_keeps_the_document_back(clerk: User, approver: User) -> None:
    draft = make_draft(by=clerk)

    with pytest.raises(ConditionOpen):
        clear_for_publication(document=draft, by=approver, ground="ý kiến lãnh đạo", answers=EVERYTHING[1:])
    with pytest.raises(ConditionOpen):
        clear_for_publication(document=draft, by=approver, ground=" ", answers=EVERYTHING)
    assert not Clearance.objects.exists()


@pytest.mark.django_db
def test_a_clearance_is_worth_nothing_for_a_later_version() -> None:
    document = make_draft()
    user = User.objects.system("set-up")
    clear_for_publication(document=document, by=user, ground="thử", answers=EVERYTHING)
    document.subject = "một trích yếu khác"
    revision = document.save_revision(user=user)

    from portal.editorial.operations import publish

    with pytest.raises(PublicationRefused):
        publish(document, user=user)
    assert revision.pk
    assert not OfficialDocument.objects.get(pk=document.pk).live


@pytest.mark.django_db
@pytest.mark.parametrize(
    "gap",
    [{"type": None}, {"issuer": None}, {"subject": ""}, {"symbol": ""}, {"issued_on": None}],
)
def test_a_document_with_a_gap_and_no_reason_stays_a_draft(gap: dict[str, object]) -> None:
    with pytest.raises(PublicationRefused):
        make_live(make_draft(**gap))
