"""Relations, expected bodies and decisions on effect are entered by people in the admin; nothing typed is lost."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from documents.models import EffectDecision, Expectation, OfficialDocument, Relation
from documents.operations import relate
from portal.accounts.models import User
from portal.audit.models import AuditEntry
from tests.factories.documents import make_body, make_draft, make_public

pytestmark = pytest.mark.django_db
ADD = "wagtailsnippets_documents_relation:add"
EDIT = "wagtailsnippets_documents_relation:edit"
LIST = "wagtailsnippets_documents_relation:list"
START = date(2024, 1, 10)


def texts() -> tuple[OfficialDocument, OfficialDocument]:
    older = make_public(issued_on=START, effective_on=START, symbol="1-QĐ/TU")
    day = START + timedelta(days=400)
    return older, make_public(issued_on=day, effective_on=day, symbol="9-QĐ/TU")


def filled(acting: OfficialDocument, other: OfficialDocument | None, **values: Any) -> dict[str, Any]:
    return {
        "from_document": acting.pk, "to_document": other.pk if other else "", "kind": "repeals", "state": "confirmed",
        "from_anchor": "", "to_anchor": "", "to_symbol": "", "to_title": "", "to_issued_on": "", "effective_on": "",
        "until_on": "", "quote": "", "page": "",
    } | values  # fmt: skip


def test_a_clerk_enters_a_relation_with_its_evidence(client: Client, clerk: User) -> None:
    older, acting = texts()
    client.force_login(clerk)
    assert client.get(reverse(ADD), {"van-ban": acting.pk}).status_code == 200

    sent = filled(acting, older, to_anchor="Điều 3", from_anchor="Điều 5", quote="Bãi bỏ Điều 3 …", page="2")
    answer = client.post(reverse(ADD), sent)

    assert answer.status_code == 302
    relation = Relation.objects.get()
    assert (relation.to_anchor, relation.from_anchor, relation.page) == ("Điều 3", "Điều 5", 2)
    assert (relation.decided_by, relation.to_symbol, relation.is_confirmed) == (clerk, "1-QĐ/TU", True)
    assert relation.decided_at is not None
    older.refresh_from_db()
    assert older.effect == "partly_expired"
    assert AuditEntry.objects.filter(action="documents.relation.enter", actor=clerk).exists()


def test_a_relation_is_corrected_and_taken_back_to_a_proposal(client: Client, approver: User, clerk: User) -> None:
    older, acting = texts()
    relation = relate(from_document=acting, kind="repeals", to_document=older, by=clerk)
    client.force_login(approver)

    client.post(reverse(EDIT, args=[relation.pk]), filled(acting, older, to_anchor="Điều 7"))
    relation.refresh_from_db()
    assert (relation.to_anchor, relation.decided_by) == ("Điều 7", approver)

    client.post(reverse(EDIT, args=[relation.pk]), filled(acting, older, state="proposed"))
    relation.refresh_from_db()
    assert (relation.decided_by, relation.decided_at) == (None, None)
    older.refresh_from_db()
    assert older.effect == "in_force"
    assert client.get(reverse(LIST)).status_code == 200


def test_an_end_outside_the_archive_keeps_its_number_until_it_arrives(client: Client, clerk: User) -> None:
    _, acting = texts()
    client.force_login(clerk)

    client.post(reverse(ADD), filled(acting, None, kind="implements", to_symbol="14-KL/TW", to_issued_on="22/9/2021"))

    relation = Relation.objects.get()
    assert (relation.to_match_key, relation.to_issued_on) == ("14.kl.tw", date(2021, 9, 22))


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"effective_on": "24/05/2984"}, "24/05/2984 nằm ngoài khoảng hợp lý"),
        ({"effective_on": "0003-10-24"}, "nằm ngoài khoảng hợp lý"),
        ({"effective_on": "31/02/2025"}, "ngày/tháng/năm"),
        ({"effective_on": "01/01/2025"}, "đứng trước ngày ban hành"),
        ({"until_on": "01/01/2027"}, "Chỉ quan hệ đình chỉ hoặc kéo dài"),
        ({"kind": "suspends", "effective_on": "02/03/2026", "until_on": "01/03/2026"}, "đứng trước ngày có hiệu lực"),
        ({"to_document": ""}, "Hãy chọn văn bản kia"),
    ],
)
def test_what_cannot_be_is_said_in_words_and_the_typed_stays(
    client: Client, clerk: User, values: dict[str, Any], said: str
) -> None:
    older, acting = texts()
    client.force_login(clerk)

    answer = client.post(reverse(ADD), filled(acting, older, quote="câu đã gõ rất lâu", **values))

    page = answer.content.decode()
    assert said in page
    assert "câu đã gõ rất lâu" in page
    assert not Relation.objects.exists()


def test_a_reversed_and_a_circular_relation_are_refused_beside_the_field(client: Client, clerk: User) -> None:
    older, acting = texts()
    client.force_login(clerk)

    assert "hai đầu bị đảo" in client.post(reverse(ADD), filled(older, acting)).content.decode()
    assert "chính nó" in client.post(reverse(ADD), filled(acting, acting)).content.decode()
    same_day = make_public(issued_on=acting.issued_on, symbol="10-QĐ/TU")
    relate(from_document=acting, kind="amends", to_document=same_day, by=clerk)
    assert "khép thành vòng" in client.post(reverse(ADD), filled(same_day, acting)).content.decode()
    assert Relation.objects.count() == 1


def test_a_lower_body_that_repeals_a_higher_ones_text_is_a_warning(client: Client, clerk: User) -> None:
    centre = make_public(issuer=make_body("Bộ Chính trị", level="central", branch="party"), issued_on=START)
    below = make_public(
        issuer=make_body("Đảng ủy xã", level="commune", branch="party"), issued_on=START + timedelta(days=9)
    )
    client.force_login(clerk)

    page = client.post(reverse(ADD), filled(below, centre), follow=True).content.decode()

    assert "Cơ quan cấp dưới" in page
    assert Relation.objects.exists()


def test_an_editor_may_propose_and_not_decide(client: Client, editor: User) -> None:
    older, acting = texts()
    client.force_login(editor)

    client.post(reverse(ADD), filled(acting, older))

    relation = Relation.objects.get()
    assert (relation.state, relation.decided_by) == ("proposed", None)
    assert client.get(reverse(EDIT, args=[relation.pk])).status_code == 302
    older.refresh_from_db()
    assert older.effect == "in_force"


def test_a_stranger_to_the_archive_sees_none_of_it(client: Client) -> None:
    older, _ = texts()
    for address in (reverse(ADD), reverse(LIST), reverse("documents-effect", args=[older.pk])):
        assert client.get(address).status_code in (302, 403)


def test_an_expected_body_is_entered_corrected_and_its_deadline_is_checked(client: Client, clerk: User) -> None:
    older, _ = texts()
    body = make_body("Ủy ban nhân dân xã Thử", level="commune")
    address = reverse("wagtailsnippets_documents_expectation:add")
    client.force_login(clerk)
    sent = {"document": older.pk, "organisation": body.pk, "due_on": "01/01/2020", "quote": "giao Ủy ban nhân dân xã"}

    page = client.post(address, sent).content.decode()
    assert "Hạn đứng trước ngày ban hành" in page
    assert "giao Ủy ban nhân dân xã" in page
    assert "nằm ngoài khoảng hợp lý" in client.post(address, sent | {"due_on": "24/05/2984"}).content.decode()
    client.post(address, sent | {"due_on": "01/03/2024"})

    row = Expectation.objects.get()
    assert row.due_on == date(2024, 3, 1)
    edit = reverse("wagtailsnippets_documents_expectation:edit", args=[row.pk])
    client.post(edit, sent | {"due_on": "02/03/2024"})
    row.refresh_from_db()
    assert row.due_on == date(2024, 3, 2)
    assert AuditEntry.objects.filter(action="documents.expectation.correct", actor=clerk).exists()


def decision(**values: str) -> dict[str, str]:
    return {
        "code": "unsuitable", "starts_on": "01/07/2025", "until_on": "", "reason": "không còn cấp huyện",
        "source": "biên bản rà soát", "checker": "Sở Tư pháp",
    } | values  # fmt: skip


def test_a_clerk_overrules_and_a_leader_takes_it_back(client: Client, clerk: User, approver: User) -> None:
    older, acting = texts()
    relate(from_document=acting, kind="repeals", to_document=older, by=clerk)
    address = reverse("documents-effect", args=[older.pk])
    client.force_login(clerk)

    assert client.post(address, decision()).status_code == 302
    page = client.get(address).content.decode()
    assert "do người kiểm tra ghi" in page
    assert "Các căn cứ không khớp" in page
    row = EffectDecision.objects.get()
    take_back = reverse("documents-effect-withdraw", args=[older.pk, row.pk])
    client.post(take_back, {"reason": "ghi nhầm"})
    row.refresh_from_db()
    assert row.withdrawn_at is None
    client.force_login(approver)
    client.post(take_back, {"reason": ""})
    row.refresh_from_db()
    assert row.withdrawn_at is None
    client.post(take_back, {"reason": "ghi nhầm"})
    row.refresh_from_db()
    assert (row.withdrawn_by, row.withdrawn_reason) == (approver, "ghi nhầm")


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"reason": ""}, "Hãy ghi lý do."), ({"source": " "}, "Hãy ghi nguồn."), ({"code": ""}, "Hãy chọn tình trạng."),
        ({"starts_on": "24/05/2984"}, "nằm ngoài khoảng hợp lý"),
        ({"until_on": "01/01/2025"}, "đứng trước ngày bắt đầu"),
        ({"checker": "x" * 400}, "160"),
    ],
)  # fmt: skip
def test_a_decision_that_says_too_little_is_refused_and_kept_in_the_form(
    client: Client, clerk: User, values: dict[str, str], said: str
) -> None:
    older, _ = texts()
    client.force_login(clerk)

    answer = client.post(reverse("documents-effect", args=[older.pk]), decision(**values))

    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert values.get("reason") == "" or "không còn cấp huyện" in answer.content.decode()
    assert not EffectDecision.objects.exists()


def test_an_editor_reads_the_screen_and_cannot_decide(client: Client, editor: User) -> None:
    older, _ = texts()
    address = reverse("documents-effect", args=[older.pk])
    client.force_login(editor)

    assert "Ghi kết luận" not in client.get(address).content.decode()
    assert client.post(address, decision()).status_code == 403
    assert not EffectDecision.objects.exists()


def test_the_screen_answers_for_any_day_and_bad_days_get_words(client: Client, clerk: User) -> None:
    draft = make_draft(issued_on=START, effective_on=START)
    address = reverse("documents-effect", args=[draft.pk])
    client.force_login(clerk)

    assert "Chưa có hiệu lực" in client.get(address, {"ngay": "09/01/2024"}).content.decode()
    assert "nằm ngoài khoảng hợp lý" in client.get(address, {"ngay": "24/05/2984"}).content.decode()
