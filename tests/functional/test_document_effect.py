"""Effect in law on the site: computed from what is confirmed, moved by the day, overruled by a person with a reason."""

from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from documents import effects
from documents.deciding_effect import decide_effect, withdraw_decision
from documents.models import EffectDecision, OfficialDocument, Relation
from documents.operations import confirm_relation, reject_relation, relate, withdraw
from documents.refusals import ArchiveRefusal
from portal.accounts.models import User
from portal.audit.models import AuditEntry
from portal.jobs import periodic
from search.models import OutboxEntry
from tests.factories.documents import make_draft, make_live, make_public

pytestmark = pytest.mark.django_db
START = date(2024, 1, 10)


def old(**values: Any) -> OfficialDocument:
    return make_public(**({"issued_on": START, "effective_on": START, "symbol": "1-QĐ/TU"} | values))


def later(days: int = 600, **values: Any) -> OfficialDocument:
    day = START + timedelta(days=days)
    return make_public(**({"issued_on": day, "effective_on": day, "symbol": "9-QĐ/TU"} | values))


def card(client: Client, document: OfficialDocument, asked: str = "") -> str:
    answer = client.get(document.get_absolute_url(), {"ngay": asked} if asked else {})
    page: str = answer.content.decode()
    return " ".join(page.split("status-card--", 1)[1].split("</aside>")[0].split())


def effect_of(document: OfficialDocument) -> str:
    return OfficialDocument.objects.values_list("effect", flat=True).get(pk=document.pk)


@pytest.mark.parametrize("days", [1, 300, 900])
def test_a_confirmed_repeal_ends_the_text_from_its_own_day(client: Client, approver: User, days: int) -> None:
    text, acting = old(), later(days)
    turn = START + timedelta(days=days)
    relation = relate(from_document=acting, kind="repeals", to_document=text, quote="bãi bỏ Quyết định số 1-QĐ/TU")

    assert effect_of(text) == "in_force"
    confirm_relation(relation=relation, by=approver)

    assert effect_of(text) == "expired"
    assert "Hết hiệu lực toàn bộ" in card(client, text)
    assert "bị bãi bỏ bởi" in card(client, text).lower()
    assert "Còn hiệu lực" in card(client, text, f"{turn - timedelta(days=1):%d/%m/%Y}")
    assert "Hết hiệu lực toàn bộ" in card(client, text, f"{turn:%d/%m/%Y}")
    reject_relation(relation=relation, by=approver)
    assert effect_of(text) == "in_force"


def test_only_a_public_text_acts(client: Client, approver: User) -> None:
    text = old()
    acting = make_draft(issued_on=date(2025, 1, 1), effective_on=date(2025, 1, 1), symbol="9-QĐ/TU")
    confirm_relation(relation=relate(from_document=acting, kind="repeals", to_document=text), by=approver)

    assert effect_of(text) == "in_force"
    live = make_live(acting)
    assert effect_of(text) == "expired"
    withdraw(document=live, by=approver, reason="đăng nhầm")
    assert effect_of(text) == "in_force"


def test_a_new_day_of_the_acting_text_moves_the_end_of_the_other(approver: User) -> None:
    text, acting = old(), later()
    relate(from_document=acting, kind="replaces", to_document=text, by=approver)
    assert effect_of(text) == "expired"

    acting.effective_on = timezone.localdate() + timedelta(days=40)
    acting.save()

    text.refresh_from_db()
    assert text.effect == "in_force"
    assert text.effect_changes_on == acting.effective_on


def test_a_partial_repeal_names_the_provision_on_the_card_and_in_the_history(client: Client, approver: User) -> None:
    text, acting = old(), later()
    relation = Relation(
        from_document=acting, to_document=text, kind="repeals", to_anchor="Điều 3", from_anchor="Điều 5", page=4,
        quote="Bãi bỏ Điều 3 của Quyết định số 1-QĐ/TU",
    )  # fmt: skip
    relation.save()
    confirm_relation(relation=relation, by=approver)

    page = client.get(text.get_absolute_url()).content.decode()
    assert "Hết hiệu lực một phần" in card(client, text)
    assert "Điều 3 bị bãi bỏ bởi Điều 5" in card(client, text).replace('<span class="nowrap">', "").replace(
        "</span>", ""
    )
    history = page.split('id="hieu-luc"')[1].split("</section>")[0]
    assert "tại Điều 5" in history
    assert "trang 4" in history
    assert "Bãi bỏ Điều 3 của Quyết định số 1-QĐ/TU" in history


def test_the_history_tells_the_proposed_from_the_confirmed(client: Client, approver: User) -> None:
    text = old()
    relation = relate(from_document=later(), kind="amends", to_document=text, quote="sửa đổi Điều 2")

    def history() -> str:
        return client.get(text.get_absolute_url()).content.decode().split('id="hieu-luc"')[1].split("</section>")[0]

    assert "Đề xuất, chờ người xác nhận" in history()
    confirm_relation(relation=relation, by=approver)
    assert "Đề xuất, chờ người xác nhận" not in history()
    assert "Đã xác nhận" in history()


def test_what_takes_effect_later_takes_it_by_the_job_of_that_day(client: Client) -> None:
    turn = timezone.localdate() + timedelta(days=5)
    text = old(issued_on=timezone.localdate(), effective_on=turn)
    assert effect_of(text) == "not_yet"
    OutboxEntry.objects.all().delete()

    with time_machine.travel(f"{turn - timedelta(days=1)}T12:00:00+07:00", tick=False):
        assert effects.refresh_due() == 0
        assert "Chưa có hiệu lực" in card(client, text)
    with time_machine.travel(f"{turn}T00:05:00+07:00", tick=False):
        assert "Còn hiệu lực" in card(client, text), "the page itself counts by the day"
        assert effects.refresh_due() == 1
        assert effect_of(text) == "in_force"
        assert effects.refresh_due() == 0


def test_the_flip_reaches_the_index_and_the_job_is_registered(client: Client) -> None:
    turn = timezone.localdate() + timedelta(days=5)
    text = old(issued_on=timezone.localdate(), effective_on=turn)

    with time_machine.travel(f"{turn}T00:05:00+07:00", tick=False):
        effects.refresh_due()
        assert OutboxEntry.objects.filter(kind="document", object_id=text.pk).exists()
    assert "documents-effects" in {job.name for job in periodic.jobs()}


def test_rows_that_came_in_by_the_thousand_are_computed_by_the_job() -> None:
    rows = OfficialDocument.objects.bulk_create(
        OfficialDocument(symbol=f"{n}-QĐ/TU", issued_on=START, effective_on=START, live=False) for n in range(3)
    )

    assert {effect_of(row) for row in rows} == {"unknown"}
    effects.refresh_due()
    assert {effect_of(row) for row in rows} == {"in_force"}


def test_an_old_version_cannot_bring_back_an_old_effect(approver: User) -> None:
    text = old()
    relate(from_document=later(), kind="repeals", to_document=text, by=approver)

    text.refresh_from_db()
    assert text.latest_revision.as_object().effect == "expired"


def test_a_decision_overrules_shows_its_words_and_leaves_the_computed_readable(client: Client, approver: User) -> None:
    text = old()
    relate(from_document=later(), kind="repeals", to_document=text, by=approver)

    decision = decide_effect(
        document=text, code="in_force", starts_on=timezone.localdate(), by=approver, checker="Sở Tư pháp",
        reason="quyết định bãi bỏ đã bị thu hồi", source="công văn số 5/STP",
    )  # fmt: skip

    shown = card(client, text)
    assert effect_of(text) == "in_force"
    for words in ("Do người kiểm tra ghi", "Sở Tư pháp", "quyết định bãi bỏ đã bị thu hồi", "công văn số 5/STP"):
        assert words in shown
    assert AuditEntry.objects.filter(action="documents.effect.decide").exists()
    withdraw_decision(decision=decision, reason="ghi nhầm văn bản", by=approver)
    assert effect_of(text) == "expired"
    assert "ghi nhầm văn bản" in client.get(text.get_absolute_url()).content.decode()
    assert EffectDecision.objects.count() == 1


def test_later_facts_do_not_overwrite_a_decision(approver: User) -> None:
    text = old()
    decide_effect(
        document=text, code="unsuitable", starts_on=START, by=approver, checker="Sở Tư pháp", reason="a", source="b"
    )

    relate(from_document=later(), kind="repeals", to_document=text, by=approver)
    text.save()
    effects.refresh([text.pk])

    assert effect_of(text) == "unsuitable"


def test_a_decision_ends_on_its_last_day(approver: User) -> None:
    today = timezone.localdate()
    text = old()
    decide_effect(
        document=text, code="suspended", starts_on=today, until_on=today + timedelta(days=3), by=approver,
        checker="a", reason="b", source="c",
    )  # fmt: skip

    assert effect_of(text) == "suspended"
    with time_machine.travel(f"{today + timedelta(days=4)}T08:00:00+07:00", tick=False):
        effects.refresh_due()
        assert effect_of(text) == "in_force"


@pytest.mark.parametrize("missing", ["reason", "source", "checker"])
def test_a_decision_without_its_words_is_refused_by_form_and_table(approver: User, missing: str) -> None:
    text = old()
    values: dict[str, Any] = {"reason": "a", "source": "b", "checker": "c"} | {missing: " "}

    with pytest.raises(ArchiveRefusal) as refusal:
        decide_effect(document=text, code="expired", starts_on=START, by=approver, **values)
    assert missing in refusal.value.fields
    with pytest.raises(IntegrityError), transaction.atomic():
        EffectDecision.objects.create(
            document=text, code="expired", starts_on=START, made_by=approver, **(values | {missing: ""})
        )


@pytest.mark.parametrize("typed", ["24/05/2984", "0003-10-24", "31/02/2024", "hôm qua", "1" * 10_000, "24/05/0000"])
def test_a_day_that_cannot_be_gets_a_message_and_the_page_stays(client: Client, typed: str) -> None:
    answer = client.get(old().get_absolute_url(), {"ngay": typed})

    assert answer.status_code == 400
    page = answer.content.decode()
    assert 'id="ngay-loi"' in page
    assert "Còn hiệu lực" in page
    assert not answer.cookies


@pytest.mark.parametrize("typed", ["9/1/2024", "09-01-2024", "2024-01-09", " 09/01/2024 "])
def test_a_day_is_read_as_people_write_it(client: Client, typed: str) -> None:
    assert "Chưa có hiệu lực" in card(client, old(), typed)


def row_of(**values: Any) -> None:
    OfficialDocument.objects.bulk_create([OfficialDocument(symbol="5-QĐ/TU", live=False, **values)])


@pytest.mark.parametrize(
    "values",
    [
        {"effective_on": date(3, 10, 24)},
        {"issued_on": date(2984, 5, 24)},
        {"expired_on": date(2984, 5, 24)},
        {"issued_on": date(2024, 5, 2), "effective_on": date(2024, 5, 1)},
        {"effective_on": date(2024, 5, 2), "expired_on": date(2024, 5, 1)},
    ],
)
def test_the_table_itself_refuses_days_that_cannot_be(values: dict[str, Any]) -> None:
    refused = pytest.raises(IntegrityError, match=r"plausible|since_1945|effect_after_issue|expires_after")
    with refused, transaction.atomic():
        row_of(**values)


def test_the_table_takes_what_is_marked_as_retroactive_or_known_by_its_month() -> None:
    row_of(issued_on=date(2024, 5, 2), effective_on=date(2024, 5, 1), is_retroactive=True)
    row_of(issued_on=date(2024, 5, 2), effective_on=date(2024, 5, 1), effective_precision="month")


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"kind": "replaces", "until_on": date(2025, 1, 1)}, "until"),
        ({"kind": "suspends", "effective_on": date(2025, 1, 2), "until_on": date(2025, 1, 1)}, "order"),
        ({"kind": "suspends", "effective_on": date(3, 1, 2)}, "plausible"),
    ],
)
def test_the_table_of_relations_refuses_them_too(values: dict[str, Any], words: str) -> None:
    text, acting = old(), later()
    with pytest.raises(IntegrityError, match=words), transaction.atomic():
        Relation.objects.create(from_document=acting, to_document=text, **values)


def test_a_successor_older_than_its_predecessor_is_refused_in_words(approver: User) -> None:
    text, acting = old(), later()

    with pytest.raises(ArchiveRefusal, match="trước văn bản kia"):
        relate(from_document=text, kind="replaces", to_document=acting, by=approver)


@pytest.mark.parametrize("kinds", [("replaces", "repeals"), ("amends", "amends"), ("implements", "specifies")])
def test_circles_are_refused_whatever_their_length(approver: User, kinds: tuple[str, str]) -> None:
    first, second, third = old(), old(symbol="2-QĐ/TU"), old(symbol="3-QĐ/TU")
    relate(from_document=first, kind=kinds[0], to_document=second, by=approver)
    relate(from_document=second, kind=kinds[0], to_document=third, by=approver)

    with pytest.raises(ArchiveRefusal, match="khép thành vòng"):
        relate(from_document=third, kind=kinds[1], to_document=first, by=approver)


def test_an_effect_before_the_issue_of_the_acting_text_is_refused_unless_it_is_retroactive(approver: User) -> None:
    text, acting = old(), later()
    relation = Relation(
        from_document=acting, to_document=text, kind="repeals", effective_on=acting.issued_on - timedelta(1)
    )

    with pytest.raises(Exception, match="đứng trước ngày ban hành"):
        relation.full_clean()
    acting.is_retroactive = True
    relation.full_clean()
