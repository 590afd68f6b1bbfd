"""What the portal expects of its database, whichever it is: one order, one set of refusals, whole transactions."""

import os
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction

from documents.models import Expectation, OfficialDocument
from portal.organisations.models import Organisation, OrganisationName

pytestmark = pytest.mark.django_db


def a_body(key: str = "ban-thu") -> Organisation:
    return Organisation.objects.create(key=key, level="province", branch="party")


def test_these_tests_run_on_the_database_that_was_asked_for() -> None:
    wanted = "postgresql" if os.environ.get("DATABASE_URL", "").startswith("postgres") else "sqlite"

    assert connection.vendor == wanted


def test_the_name_without_a_first_day_is_the_oldest() -> None:
    body = a_body()
    OrganisationName.objects.create(organisation=body, name="Ban mới", valid_from=date(2020, 1, 1))
    OrganisationName.objects.create(organisation=body, name="Ban cũ", valid_to=date(2019, 12, 31))

    assert [name.name for name in body.names.all()] == ["Ban cũ", "Ban mới"]
    body.refresh_from_db()
    assert body.latest_name == "Ban mới"


def test_undated_documents_come_after_the_dated_ones() -> None:
    undated = OfficialDocument.objects.create(subject="Không ngày")
    old = OfficialDocument.objects.create(subject="Cũ", issued_on=date(2001, 1, 1))
    new = OfficialDocument.objects.create(subject="Mới", issued_on=date(2021, 1, 1))

    assert list(OfficialDocument.objects.all()) == [new, old, undated]


def test_what_is_due_comes_before_what_has_no_deadline() -> None:
    document = OfficialDocument.objects.create(subject="Giao việc")
    whenever = Expectation.objects.create(document=document, organisation=a_body("a"))
    soon = Expectation.objects.create(document=document, organisation=a_body("b"), due_on=date(2027, 1, 1))

    assert list(document.expectations.all()) == [soon, whenever]


def test_a_refused_row_leaves_the_rest_of_the_transaction_standing() -> None:
    with transaction.atomic():
        a_body("mot")
        with pytest.raises(IntegrityError), transaction.atomic():
            a_body("mot")
        a_body("hai")

    assert set(Organisation.objects.filter(key__in=["mot", "hai"]).values_list("key", flat=True)) == {"mot", "hai"}


def test_a_rule_of_the_database_speaks_vietnamese_in_forms() -> None:
    name = OrganisationName(
        organisation=a_body(), name="Ban", valid_from=date(2020, 1, 2), valid_to=date(2020, 1, 1), name_key="ban"
    )

    with pytest.raises(ValidationError) as refused:
        name.validate_constraints()

    assert refused.value.messages == ["Ngày bắt đầu phải trước hoặc trùng ngày kết thúc."]
    with pytest.raises(IntegrityError), transaction.atomic():
        name.save()


def test_long_texts_and_rare_letters_come_back_as_they_went_in() -> None:
    text = "Đoàn kết – ủy ban “ưỡn” 𠮷 " * 5_000
    document = OfficialDocument.objects.create(subject="Chữ", body_text=text)

    assert OfficialDocument.objects.get(pk=document.pk).body_text == text
