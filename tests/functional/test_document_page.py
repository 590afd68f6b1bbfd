"""The public page of a document: what it shows, at which address, at what cost."""

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from documents.filing import FiledFile
from documents.models import Attachment, DocumentCopy, OfficialDocument, Relation
from documents.operations import confirm_relation, relate, withdraw
from portal.accounts.models import User
from portal.files.models import StoredFile
from portal.pages import frame
from tests.factories.documents import make_body, make_draft, make_file, make_live, make_public, type_named

pytestmark = pytest.mark.django_db

FINDING = 6
BUDGET = 10


def fetched(client: Client, url: str) -> bytes:
    answer = client.get(url)
    assert answer.status_code == 200
    content: bytes = b"".join(answer.streaming_content)
    return content


def page_of(client: Client, document: OfficialDocument) -> Any:
    return client.get(document.get_absolute_url())


def test_a_wrong_slug_leads_to_the_right_one(client: Client) -> None:
    document = make_public()

    answer = client.get(reverse("document", args=[document.pk, "sai-ten"]))

    assert answer.status_code == 302
    assert answer["Location"] == document.get_absolute_url()
    assert client.get(f"/van-ban/{document.pk}/").status_code == 302


def test_a_draft_answers_as_if_it_were_not_there(client: Client) -> None:
    draft = make_draft(symbol="77-KL/TU", files=[FiledFile(make_file().pk)])

    assert page_of(client, draft).status_code == 404
    assert client.get(reverse("document-by-number", args=["77.kl.tu"])).status_code == 404
    assert client.get(StoredFile.objects.get().url).status_code == 404


def test_the_page_sets_no_cookie_and_carries_no_form_token(client: Client) -> None:
    answer = page_of(client, make_public(text="I. PHẦN MỘT\n1. Một câu đủ dài để đọc được."))

    assert not answer.cookies
    assert "csrf" not in answer.content.decode().lower()


def test_absent_number_and_date_are_said_and_not_made_up(client: Client) -> None:
    document = make_public(
        symbol="",
        no_number_reason="not_printed",
        issued_on=None,
        no_date_reason="not_printed",
        issued_precision="unknown",
    )

    page = page_of(client, document).content.decode()

    assert "Chưa có số trong bản công bố" in page
    assert "Chưa có ngày trong bản công bố" in page


def test_the_number_that_another_document_gives_is_offered_until_a_person_confirms(client: Client) -> None:
    unnumbered = make_public(symbol="", no_number_reason="not_printed", issued_on=None, no_date_reason="not_printed")
    plan = make_draft(symbol="31-CTr/TU", type=type_named("Chương trình hành động"))
    relate(
        from_document=plan,
        kind="implements",
        to_document=unnumbered,
        to_symbol="44-KL/TU",
        to_issued_on=date(2021, 9, 22),
        quote="thực hiện Kết luận số 44-KL/TU",
        source="bộ đọc",
    )
    assert "44-KL/TU" not in page_of(client, unnumbered).content.decode()

    make_live(plan)
    page = page_of(client, unnumbered).content.decode()

    offered = page[page.index('<dd class="is-proposed">') :].split("</dd>")[0]
    assert "44-KL/TU" in offered
    assert "22/09/2021" in offered
    assert "chờ xác nhận" in offered
    assert plan.get_absolute_url() in offered
    assert "Chưa có số trong bản công bố" in page


def test_one_number_of_two_terms_is_a_page_to_choose_from(client: Client) -> None:
    body = make_body("Bộ Chính trị", level="central", branch="party")
    first = make_public(symbol="14-KL/TW", issuer=body, issued_on=date(2021, 9, 22))
    assert client.get("/van-ban/so/14-KL-TW/").status_code == 302
    second = make_public(symbol="14-KL/TW", issuer=body, issued_on=date(2026, 3, 20))

    page = client.get("/van-ban/so/14.kl.tw/")

    assert page.status_code == 200
    for document in (first, second):
        assert document.get_absolute_url() in page.content.decode()


def test_an_unknown_number_answers_404_with_the_nearest(client: Client) -> None:
    near = make_public(symbol="15-KL/TU")

    answer = client.get("/van-ban/so/16.kl.tu/")

    assert answer.status_code == 404
    assert near.get_absolute_url() in answer.content.decode()


@pytest.mark.parametrize(
    "address", ["/van-ban/{}/", "/van-ban/{}/ten/", "/van-ban/{}/ban-sao/1/", "/van-ban/1/ban-sao/{}/"]
)
def test_a_number_beyond_every_record_is_not_found(client: Client, address: str) -> None:
    assert client.get(address.format("9" * 25)).status_code == 404


@pytest.mark.parametrize("key", ["x" * 3000, "%00", "..", "<script>", "9" * 400, "14.kl.tw'--"])
def test_any_number_in_the_address_gets_an_answer(client: Client, key: str) -> None:
    assert client.get(f"/van-ban/so/{key}/").status_code in {400, 404}


def test_a_copy_has_its_own_page_and_number_and_is_no_second_document(client: Client) -> None:
    copy = {"kind": "SL", "symbol": "14-SL/ĐU", "issued_on": date(2025, 8, 8), "issuer_text": "Đảng ủy phường Thử"}
    document = make_draft()
    document.copies = [DocumentCopy(**copy)]
    document.save()
    document.save_revision()
    document = make_live(document)

    answer = client.get(reverse("document-by-number", args=["14.sl.du"]))

    assert answer.status_code == 302
    page = client.get(answer["Location"]).content.decode()
    assert "14-SL/ĐU" in page
    assert "08/08/2025" in page
    assert OfficialDocument.objects.count() == 1


def test_a_relation_is_shown_from_both_ends_and_dashed_until_confirmed(client: Client, approver: User) -> None:
    parent, child = make_public(), make_public()
    relation = relate(from_document=child, kind="implements", to_document=parent, quote="thực hiện …", source="bộ đọc")

    page = page_of(client, parent).content.decode()
    assert "Được thực hiện bởi" in page
    assert "is-proposed" in page

    confirm_relation(relation=relation, by=approver)
    page = page_of(client, parent).content.decode()
    assert "is-proposed" not in page
    assert "Thực hiện" in page_of(client, child).content.decode()


def test_a_relation_from_a_draft_is_not_shown(client: Client) -> None:
    parent, draft = make_public(), make_draft(symbol="99-KL/TU", subject="điều chưa công khai")
    relate(from_document=draft, kind="implements", to_document=parent)

    page = page_of(client, parent).content.decode()

    assert "99-KL/TU" not in page
    assert "điều chưa công khai" not in page


def test_a_withdrawn_document_says_why_and_its_files_are_gone(client: Client, approver: User) -> None:
    document = make_public(files=[FiledFile(make_file().pk)])
    file_url = StoredFile.objects.get().url
    assert fetched(client, file_url)

    withdraw(document=document, by=approver, reason="đăng nhầm bản dự thảo")

    answer = page_of(client, document)
    assert answer.status_code == 410
    assert "đăng nhầm bản dự thảo" in answer.content.decode()
    assert "Trích dẫn được giữ" in answer.content.decode()
    assert client.get(file_url).status_code == 404
    assert client.get(reverse("document-by-number", args=[document.match_key])).status_code == 404


def queries(client: Client, document: OfficialDocument) -> int:
    frame.forget()
    page_of(client, document)
    with CaptureQueriesContext(connection) as caught:
        assert page_of(client, document).status_code == 200
    return len(caught)


@pytest.mark.parametrize("many", [10, 1_000])
def test_the_page_costs_the_same_with_many_files_and_relations(client: Client, many: int) -> None:
    document = make_public(text="I. PHẦN MỘT\n1. Một câu.")
    body = make_body("Ủy ban nhân dân xã Thử", level="commune")
    fill(document, many, body)

    assert queries(client, document) <= FINDING + BUDGET


def fill(document: OfficialDocument, many: int, body: Any) -> None:
    kind = type_named("Kế hoạch", "state")
    files = StoredFile.objects.bulk_create(
        StoredFile(sha256=f"{n:064x}", size=10, content_type="text/plain", original_name=f"t{n}.txt", content=f"x/{n}")
        for n in range(many)
    )
    Attachment.objects.bulk_create(
        Attachment(document=document, stored_file=file, kind="annex", sort_order=n) for n, file in enumerate(files)
    )
    children = OfficialDocument.objects.bulk_create(
        OfficialDocument(symbol=f"{n}/KH-UBND", type=kind, issuer=body, live=True, clearance=document.clearance)
        for n in range(many)
    )
    Relation.objects.bulk_create(
        Relation(from_document=child, to_document=document, kind="implements", state="confirmed") for child in children
    )


def test_the_cost_does_not_grow(client: Client) -> None:
    document = make_public()
    body = make_body("Ủy ban nhân dân xã Thử", level="commune")
    fill(document, 10, body)
    few = queries(client, document)
    other = make_public()
    OfficialDocument.objects.filter(symbol__endswith="/KH-UBND").delete()
    Attachment.objects.all().delete()
    StoredFile.objects.all().delete()
    fill(other, 200, body)

    assert queries(client, other) == few


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"status": "in_force", "status_as_of": date(2026, 11, 1), "status_checker": "Văn phòng Tỉnh ủy"},
         ("Còn hiệu lực", "tính đến", "01/11/2026", "Đối chiếu: Văn phòng Tỉnh ủy.")),
        ({"status": "expired", "status_as_of": date(2026, 11, 1), "expired_on": date(2025, 1, 2)},
         ("Hết hiệu lực toàn bộ", "01/11/2026", "Hết hiệu lực ngày 02/01/2025", "Chưa ghi ai đã đối chiếu.")),
        ({"status": "partly_expired", "status_ground": "Quyết định số 9"},
         ("Hết hiệu lực một phần", "chưa có ngày kiểm tra", "Căn cứ: Quyết định số 9.")),
        ({"status": "suspended"}, ("Ngưng hiệu lực", "chưa có ngày kiểm tra", "Chưa ghi ai đã đối chiếu.")),
        ({"status": "not_yet"}, ("Chưa có hiệu lực",)),
        ({"status": "unsuitable"}, ("Không còn phù hợp",)),
        ({"status": "unknown"}, ("Chưa xác định", "Chưa có người xác định văn bản còn hiệu lực hay không.")),
    ],
)  # fmt: skip
def test_the_first_line_says_whether_it_applies_as_of_when_and_who_checked(
    client: Client, values: dict[str, Any], said: tuple[str, ...]
) -> None:
    page = client.get(make_public(**values).get_absolute_url()).content.decode()
    card = page.split("status-card--", 1)[1].split("</aside>")[0]

    assert [words for words in said if words not in card] == []


def test_a_citation_follows_the_party_or_the_state_and_names_a_lasting_address(client: Client) -> None:
    document = make_public(symbol="14-KL/TU", issued_on=date(2021, 9, 22))

    page = client.get(document.get_absolute_url()).content.decode()

    assert "số 14-KL/TU, ngày 22/09/2021 của Ban Thường vụ Tỉnh ủy Vạn Xuân" in page
    assert "số 14-KL/TU ngày 22/09/2021 của Ban Thường vụ Tỉnh ủy Vạn Xuân" in page
    assert f"{document.lasting_url}</dd>" in page


def test_a_confirmed_relation_shows_its_words_its_page_and_the_provisions_at_both_ends(
    client: Client, approver: User
) -> None:
    older, newer = make_public(), make_public()
    words = "Bãi bỏ khoản 2 Điều 3 của Kết luận cũ"
    relate(
        from_document=newer, kind="repeals", to_document=older, by=approver, quote=words, page=4,
        from_anchor="Điều 9", to_anchor="khoản 2 Điều 3",
    )  # fmt: skip

    for document in (older, newer):
        page = page_of(client, document).content.decode()
        related = page[page.index('id="quan-he"') :].split("</section>")[0]
        assert f"“{words}”, trang 4" in related
        assert "Phần được nói tới: khoản 2 Điều 3, ghi tại Điều 9 của văn bản tác động" in related
