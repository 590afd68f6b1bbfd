"""What must hold before an exemplar goes public, and what takes it off again."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Revision
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from exemplars import operations
from exemplars.models import Consent, ExemplarPage, InitiativeStage, Removal, RemovalKind
from portal.accounts.models import User
from portal.audit.models import AuditEntry
from portal.editorial import schedule
from portal.editorial.acting import acting_as
from portal.editorial.operations import publish
from portal.editorial.reasons import PublicationRefused
from tests.factories import documents
from tests.factories.exemplars import (
    draft_exemplar,
    illustrating,
    make_award,
    make_consent,
    make_exemplar,
    make_portrait,
    make_result,
    reload,
    the_list,
)
from tests.factories.people import PASSWORD

pytestmark = pytest.mark.django_db


def codes(exemplar: ExemplarPage) -> set[str]:
    """Return for which reasons publishing is refused."""
    try:
        publish(exemplar, user=User.objects.system("set-up"))
    except PublicationRefused as refusal:
        return {reason.code for reason in refusal.reasons}
    return set()


def test_an_exemplar_that_lacks_nothing_goes_public() -> None:
    exemplar = draft_exemplar(awards=[make_award()], results=[make_result()], portrait=make_portrait())

    assert codes(exemplar) == set()
    assert reload(exemplar).live


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"summary": ""}, "no-summary"),
        ({"position": ""}, "no-position"),
        ({"unit_text": ""}, "no-unit"),
        ({"confirmed_by": "", "confirmed_on": None}, "no-confirmation"),
        ({"consent": {"withdrawn_on": date(2026, 6, 1)}}, "no-consent"),
        ({"consent": {"covers_text": False}}, "no-consent"),
        ({"is_deceased": True}, "no-consent"),
        ({"consent": {"given_by": "representative"}}, "no-consent"),
        ({"contact_unit": "Gọi 0912 345 678"}, "personal-data"),
        ({"results": [make_result(source="")]}, "invalid-results"),
        ({"awards": [make_award(title="Đề nghị khen thưởng")]}, "invalid-awards"),
    ],
)
def test_what_is_missing_keeps_it_a_draft(fields: dict[str, Any], code: str) -> None:
    if "results" in fields or code == "invalid-awards":
        name = code.removeprefix("invalid-")
        exemplar = draft_exemplar()
        getattr(exemplar, name).set(fields[name])
        exemplar.save_revision()
    else:
        exemplar = draft_exemplar(**fields)

    assert code in codes(exemplar)
    assert not reload(exemplar).live


def test_a_family_agrees_for_the_dead() -> None:
    assert codes(draft_exemplar(is_deceased=True, consent={"given_by": "family"})) == set()


def test_a_model_needs_nobody_to_agree() -> None:
    assert codes(draft_exemplar(kind="mo-hinh", position="", consent={"withdrawn_on": date(2026, 6, 1)})) == set()


def test_a_picture_of_a_face_needs_consent_words_and_credit() -> None:
    exemplar = draft_exemplar(portrait=make_portrait(alt_text="", credit=""), consent={"covers_photo": False})

    assert codes(exemplar) == {"no-photo-consent", "no-alt-text", "no-credit"}


def test_stages_out_of_order_keep_it_a_draft() -> None:
    stage = InitiativeStage(
        stage="spread", reached_on=date(2026, 2, 1), symbol="1/KH-UBND", issued_on=date(2026, 2, 1), issuer="UBND tỉnh"
    )

    assert "stages-out-of-order" in codes(draft_exemplar(stages=[stage]))


def test_an_award_that_rests_on_a_hidden_document_keeps_it_a_draft() -> None:
    decision = documents.make_draft()
    award = make_award(document=decision, symbol="", issued_on=None, issuer="")

    assert "decision-not-public" in codes(draft_exemplar(awards=[award]))


def test_a_clause_that_the_document_does_not_have_is_refused() -> None:
    document = documents.make_public(text="Điều 1. Phạm vi\nNội dung.")

    assert codes(draft_exemplar(illustrations=[illustrating(document, anchor="dieu-1")])) == set()
    assert "invalid-illustrations" in codes(draft_exemplar(illustrations=[illustrating(document, anchor="dieu-9")]))


def test_the_schedule_meets_the_same_reasons() -> None:
    exemplar = draft_exemplar(confirmed_by="", confirmed_on=None)
    revision = exemplar.save_revision()
    Revision.objects.filter(pk=revision.pk).update(approved_go_live_at=timezone.now() - timedelta(minutes=1))

    schedule.run_due()

    assert not reload(exemplar).live


def test_the_admin_form_keeps_the_draft_and_says_why(approver: User, editor: User) -> None:
    exemplar = draft_exemplar(confirmed_by="", confirmed_on=None)
    with acting_as(editor):
        exemplar.save_revision(user=editor)
    client = Client()
    assert client.login(username=approver.username, password=PASSWORD)

    with acting_as(approver), pytest.raises(PublicationRefused) as refused:
        exemplar.get_latest_revision().publish(user=approver, skip_permission_checks=True)

    assert "Đơn vị chưa xác nhận số liệu" in str(refused.value)
    assert client.get(reverse("wagtailadmin_pages:edit", args=[exemplar.pk])).status_code == 200


def test_the_form_refuses_an_award_without_its_decision(editor: User) -> None:
    client = Client()
    assert client.login(username=editor.username, password=PASSWORD)
    address = reverse("wagtailadmin_pages:add", args=["exemplars", "exemplarpage", the_list().pk])
    award = {"title": "Bằng khen", "level": "province", "symbol": "", "issued_on": "", "issuer": "", "document": ""}
    data = nested_form_data(
        {
            "title": "Vi Thị Ngần", "slug": "vi-thi-ngan", "kind": "ca-nhan", "field": "dan-van-kheo", "year": "2026",
            "summary": "62 hộ hiến đất.", "deed": streamfield([]), "awards": inline_formset([award]),
            "comments": inline_formset([]),
            **{name: inline_formset([]) for name in ("results", "steps", "illustrations", "stages")},
        }
    )  # fmt: skip

    refused = client.post(address, data)
    assert refused.status_code == 200
    assert "hoặc ghi đủ số, ký hiệu" in refused.content.decode()
    assert not ExemplarPage.objects.exists()

    decision = {"symbol": "912/QĐ-UBND", "issued_on": "19/05/2026", "issuer": "Chủ tịch UBND tỉnh"}
    assert (
        client.post(address, data | {f"awards-0-{name}": value for name, value in decision.items()}).status_code == 302
    )
    assert ExemplarPage.objects.get().awards.get().symbol == "912/QĐ-UBND"


def test_a_withdrawn_consent_takes_the_page_off_at_once(client: Client) -> None:
    exemplar = make_exemplar()
    consent = Consent.objects.get(page=exemplar)

    consent.withdrawn_on = date(2026, 11, 1)
    consent.save()

    assert not reload(exemplar).live
    assert client.get(exemplar.get_url()).status_code == 404
    assert AuditEntry.objects.filter(action="exemplars.consent_lost").exists()


def test_another_consent_in_force_keeps_the_page() -> None:
    exemplar = make_exemplar()
    make_consent(exemplar)

    Consent.objects.filter(page=exemplar).first().delete()

    assert reload(exemplar).live


def test_a_page_taken_down_says_so_and_why(client: Client, approver: User) -> None:
    exemplar = make_exemplar("Vi Thị Ngần")

    operations.remove(
        exemplar=exemplar, by=approver, kind=RemovalKind.TAKEN_DOWN, reason="nội bộ", public_reason="Theo yêu cầu."
    )

    answer = client.get(exemplar.get_url())
    assert answer.status_code == 410
    assert "Theo yêu cầu." in answer.content.decode()
    assert "Vi Thị Ngần" not in answer.content.decode()
    assert "nội bộ" not in answer.content.decode()


def test_a_page_hidden_for_verification_is_as_if_it_were_not_there(client: Client, approver: User) -> None:
    exemplar = make_exemplar()
    operations.remove(exemplar=exemplar, by=approver, kind=RemovalKind.VERIFYING, reason="chờ xác minh")

    assert client.get(exemplar.get_url()).status_code == 404
    assert "removed" in codes(reload(exemplar))

    operations.lift(removal=Removal.objects.get(page=exemplar), by=approver)
    assert codes(reload(exemplar)) == set()


def test_taking_down_without_a_reason_for_readers_is_refused(approver: User) -> None:
    with pytest.raises(operations.ExemplarRefusal):
        operations.remove(exemplar=make_exemplar(), by=approver, kind=RemovalKind.TAKEN_DOWN, reason="nội bộ")


def test_a_leader_hides_a_page_on_the_screen_and_an_editor_may_not(approver: User, editor: User) -> None:
    exemplar = make_exemplar()
    address = reverse("exemplars-remove", args=[exemplar.pk])
    answers = {}
    for person in (editor, approver):
        client = Client()
        assert client.login(username=person.username, password=PASSWORD)
        assert client.get(address).status_code in (200, 302, 403)
        answers[person] = client.post(address, {"kind": "verifying", "reason": "chờ xác minh"})

    assert not reload(exemplar).live
    assert Removal.objects.get(page=exemplar).removed_by == approver


def test_what_was_confirmed_a_year_ago_stands_on_the_desk(approver: User) -> None:
    make_exemplar("Người cũ", confirmed_on=timezone.localdate() - timedelta(days=400))
    make_exemplar("Người mới", confirmed_on=timezone.localdate())
    client = Client()
    assert client.login(username=approver.username, password=PASSWORD)

    page = client.get(reverse("wagtailadmin_home")).content.decode()

    assert ">Người cũ</a>" in page
    assert ">Người mới</a>" not in page
