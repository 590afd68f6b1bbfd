"""The filing screen: pages beside fields, old fonts before and after, scans, what is missing, who may look."""

import shutil
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from documents import recognising
from documents.extraction.recognition import is_available
from documents.models import CONDITIONS, FileReading, HeldFile, OfficialDocument, TextDecision
from portal.accounts.models import User
from portal.audit.models import AuditEntry
from portal.files.models import StoredFile
from portal.organisations.models import Organisation
from tests.factories.documents import PLAN, make_body, make_public
from tests.factories.pdf import pdf_of, scan_of

pytestmark = pytest.mark.django_db
needs_recognition = pytest.mark.skipif(not is_available(), reason="chưa cài tesseract-ocr và tesseract-ocr-vie")
# A line of PLAN and more, as a TCVN3 font draws them.
OLD_FONT = (
    "ñy ban nh©n d©n\nTØnh V¹n Xu©n\nCéng hoµ x· héi chñ nghÜa ViÖt Nam\n§éc lËp - Tù do - H¹nh phóc\n"
    "Sè: 15/Q§-UB\nV¹n Xu©n, ngµy 12 th¸ng 5 n¨m 2004\n\nQuyÕt ®Þnh\nVÒ viÖc thµnh lËp tæ c«ng t¸c liªn ngµnh\n"
    "Uû ban nh©n d©n tØnh quyÕt ®Þnh nh÷ng viÖc sau ®©y trong ph¹m vi toµn tØnh.\n"
)


def logged_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def send(client: Client, content: bytes, name: str) -> str:
    answer = client.post(reverse("documents-upload"), {"file": SimpleUploadedFile(name, content)})
    assert answer.status_code == 302, answer.content.decode()
    return answer["Location"]


def values_of(screen, **changes: str) -> dict[str, str]:
    posted = {}
    for form in (screen.context["form"], screen.context["copy_form"]):
        for field in form:
            value = field.value()
            if value not in (None, False):
                posted[field.html_name] = value.strftime("%d/%m/%Y") if hasattr(value, "strftime") else str(value)
    return posted | changes


def picture_address(number: int = 1) -> str:
    return reverse("documents-page-picture", args=[StoredFile.objects.get().pk, number])


def test_each_field_read_in_a_pdf_leads_to_its_place_on_the_picture_of_the_page(clerk: User) -> None:
    make_body()
    client = logged_in(clerk)

    screen = client.get(send(client, pdf_of(PLAN), "ke-hoach.pdf"))

    page = screen.context["pages"][0]
    assert page.picture_url
    numbers = {place.number for place in page.drawn}
    assert {place.number for place in screen.context["proposal"].places} == {
        place.number for each in screen.context["pages"] for place in each.drawn
    }
    for place in screen.context["proposal"].places:
        assert f'id="cho-{place.number}"' in screen.content.decode()
        assert f'href="#cho-{place.number}"' in screen.content.decode()
    assert numbers
    symbol = next(place for place in screen.context["proposal"].places if place.field == "symbol")
    issued = next(place for place in screen.context["proposal"].places if place.field == "issued_on")
    boxes = {each.number: each.boxes[0] for each in page.drawn}
    assert boxes[issued.number][1] > boxes[symbol.number][1], "the day stands below the number"


def test_pictures_of_pages_are_for_people_of_the_archive_only(clerk: User, editor: User) -> None:
    client = logged_in(clerk)
    send(client, pdf_of(PLAN), "ke-hoach.pdf")

    assert client.get(picture_address()).headers["Content-Type"] == "image/jpeg"
    assert "no-store" in client.get(picture_address()).headers["Cache-Control"]
    assert client.get(picture_address(999)).status_code == 404
    for other in (Client(), logged_in(editor)):
        answer = other.get(picture_address())
        assert answer.status_code in {302, 403}
        assert answer.headers["Content-Type"] != "image/jpeg"


def test_a_field_that_is_not_printed_is_listed_with_a_way_to_it(clerk: User) -> None:
    client = logged_in(clerk)
    text = "\n".join(line for line in PLAN.splitlines() if "ngày 15 tháng" not in line)

    page = client.get(send(client, text.encode(), "ke-hoach.txt")).content.decode()

    assert "Thiếu ngày ban hành" in page
    assert 'href="#id_no_date_reason"' in page


@pytest.mark.parametrize(("name", "differs"), [("KH-173-2026.txt", True), ("208-kh-ubnd.txt", False)])
def test_a_file_name_with_another_number_than_the_printed_one_is_reported(
    clerk: User, name: str, differs: bool
) -> None:
    client = logged_in(clerk)

    page = client.get(send(client, PLAN.encode(), name)).content.decode()

    assert ("Tên tệp ghi số 173, trong văn bản in số 208" in page) is differs


def test_text_of_an_old_font_is_shown_before_and_after_and_waits_for_a_choice(clerk: User) -> None:
    client = logged_in(clerk)
    place = send(client, OLD_FONT.encode(), "quyet-dinh-cu.txt")
    screen = client.get(place)
    page = screen.content.decode()
    assert "TCVN3" in page
    assert "Chuyển từ TCVN3" in page
    assert "V¹n Xu©n" in page
    assert "Vạn Xuân" in page

    values = values_of(screen, no_number_reason="lost", subject="thành lập tổ công tác", issuer_text="UBND")
    values |= {"type": str(_some_type())}
    refused = client.post(place, values)
    assert refused.status_code == 422
    assert "chọn một cách" in refused.content.decode()
    filed = client.post(place, values | {"text_decision": "converted"})

    assert filed.status_code == 302, filed.context["form"].errors
    document = OfficialDocument.objects.get()
    assert document.text_origin == "converted"
    assert "Vạn Xuân" in document.body_text
    assert "TCVN3" in document.body_note
    assert document.provenance.filter(field="body_text", kind="converted", source_name__contains="TCVN3").exists()
    reading = FileReading.objects.get()
    assert (reading.decision, reading.decided_by) == (TextDecision.CONVERTED, clerk)


def test_the_editor_may_keep_the_letters_as_the_file_has_them(clerk: User) -> None:
    client = logged_in(clerk)
    place = send(client, OLD_FONT.encode(), "quyet-dinh-cu.txt")
    values = values_of(client.get(place), no_number_reason="lost", subject="thành lập tổ", type=str(_some_type()))

    client.post(place, values | {"text_decision": "as_is"})

    document = OfficialDocument.objects.get()
    assert "V¹n Xu©n" in document.body_text
    assert not document.provenance.filter(kind="printed").exists()


def _some_type() -> int:
    from tests.factories.documents import type_named

    return type_named("Quyết định", "state").pk


def untrusted() -> bytes:
    """Text of letters that make no syllables and follow no known table."""
    return ("Xqẫ zụk ợỡm ẵưộ kệụợ ẳắq wẩẫ ỳỵỹ qẵẳẫ zỗợở kẵậầ wởợỡ\n" * 20).encode()


def test_untrusted_text_stays_out_until_a_person_takes_or_retypes_it(clerk: User) -> None:
    client = logged_in(clerk)
    place = send(client, untrusted(), "hong-phong.txt")
    screen = client.get(place)
    assert "không tin cậy" in screen.content.decode()
    values = values_of(
        screen, no_number_reason="lost", no_date_reason="lost", subject="văn bản hỏng phông", type=str(_some_type())
    )

    assert client.post(place, values).status_code == 422
    assert client.post(place, values | {"text_decision": "retyped"}).status_code == 422
    typed = "Nội dung đã gõ lại theo bản giấy."
    filed = client.post(place, values | {"text_decision": "retyped", "retyped": typed})

    assert filed.status_code == 302
    document = OfficialDocument.objects.get()
    assert document.body_text == typed
    assert document.attachments.get().text_state == "untrusted"


def test_typed_text_with_a_secrecy_mark_is_refused_and_noted(clerk: User) -> None:
    client = logged_in(clerk)
    place = send(client, untrusted(), "hong-phong.txt")
    values = values_of(client.get(place), no_number_reason="lost", no_date_reason="lost", subject="a",
                       type=str(_some_type()))  # fmt: skip

    answer = client.post(place, values | {"text_decision": "retyped", "retyped": "TỈNH ỦY\n\nTUYỆT MẬT\n\nNội dung"})

    assert answer.status_code == 422
    assert not OfficialDocument.objects.exists()
    assert AuditEntry.objects.filter(action="documents.secret_refused", actor=clerk).exists()


def test_a_scan_is_cleared_only_by_somebody_who_says_that_they_looked_at_it(clerk: User, approver: User) -> None:
    issuer = make_body()
    client = logged_in(clerk)
    place = send(client, scan_of(PLAN), "quet.pdf")
    values = values_of(client.get(place), symbol="208/KH-UBND", issued_on="15/01/2026", subject="hộp thư sáng kiến",
                       issuer=str(issuer.pk), type=str(_some_type()))  # fmt: skip
    assert client.post(place, values).status_code == 302
    document = OfficialDocument.objects.get()
    clearance = reverse("documents-clearance", args=[document.pk])
    leader = logged_in(approver)
    assert "Đã xem bằng mắt từng trang" in leader.get(clearance).content.decode()
    common = [condition.key for condition in CONDITIONS]

    refused = leader.post(clearance, {"conditions": common, "ground": "ý kiến lãnh đạo"})
    cleared = leader.post(clearance, {"conditions": [*common, "scan_seen"], "ground": "ý kiến lãnh đạo"})

    assert refused.status_code == 422
    assert cleared.status_code == 302
    assert document.clearances.get().checklist["scan_seen"] is True


def test_without_the_program_the_button_gives_way_to_what_is_missing(
    clerk: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: None)
    client = logged_in(clerk)
    place = send(client, scan_of(PLAN), "quet.pdf")

    assert "tesseract-ocr-vie" in client.get(place).content.decode()
    answer = client.post(reverse("documents-recognise", args=[StoredFile.objects.get().pk]), follow=True)
    assert "chưa cài" in answer.content.decode()
    assert FileReading.objects.get().recognition == ""


@needs_recognition
def test_recognised_letters_are_marked_and_wait_for_a_look_at_the_scan(clerk: User, approver: User) -> None:
    issuer = make_body()
    client = logged_in(clerk)
    place = send(client, scan_of(PLAN), "quet.pdf")
    answer = client.post(reverse("documents-recognise", args=[StoredFile.objects.get().pk]), follow=True)
    assert "đang chờ" in answer.content.decode()
    recognising.recognise.call(FileReading.objects.get().pk, clerk.pk)

    screen = client.get(place)
    assert "do máy nhận dạng" in screen.content.decode()
    assert any(page.drawn for page in screen.context["pages"])
    values = values_of(screen, symbol="208/KH-UBND", issued_on="15/01/2026", subject="hộp thư sáng kiến",
                       issuer=str(issuer.pk), type=str(_some_type()), text_decision="checked")  # fmt: skip
    assert client.post(place, values).status_code == 422, "nobody has compared the numbers yet"
    assert client.post(place, values | {"compared": "on"}).status_code == 302

    document = OfficialDocument.objects.get()
    assert document.text_origin == "ocr"
    assert not document.provenance.filter(kind="printed").exists()
    clearance = reverse("documents-clearance", args=[document.pk])
    common = [condition.key for condition in CONDITIONS]
    leader = logged_in(approver)
    assert leader.post(clearance, {"conditions": [*common, "scan_seen"], "ground": "x"}).status_code == 422
    answers = [*common, "scan_seen", "ocr_compared"]
    assert leader.post(clearance, {"conditions": answers, "ground": "x"}).status_code == 302


@needs_recognition
def test_a_secrecy_mark_found_by_recognition_holds_the_file_at_once(clerk: User, approver: User) -> None:
    client = logged_in(clerk)
    place = send(client, scan_of(PLAN.replace("KẾ HOẠCH\n", "TUYỆT MẬT\n\nKẾ HOẠCH\n", 1)), "quet.pdf")
    file = StoredFile.objects.get()
    client.post(reverse("documents-recognise", args=[file.pk]))

    recognising.recognise.call(FileReading.objects.get().pk, clerk.pk)

    assert HeldFile.objects.filter(stored_file=file).exists()
    assert FileReading.objects.get().pages == []
    assert AuditEntry.objects.filter(action="documents.secret_found").exists()
    assert client.get(place).status_code == 404
    assert client.get(file.url).status_code == 404
    assert client.get(picture_address()).status_code == 404
    seen = logged_in(approver).get(file.url)
    assert b"".join(seen.streaming_content).startswith(b"%PDF")


def test_a_text_that_prints_no_number_is_told_which_record_bears_its_subject(clerk: User) -> None:
    body = Organisation.objects.filter(latest_name="Bộ Chính trị").first() or make_body("Bộ Chính trị", level="central")
    subject = "về chủ trương khuyến khích và bảo vệ cán bộ năng động"
    known = make_public(symbol="14-KL/TW", issuer=body, subject=subject, issued_on=date(2021, 9, 22))
    client = logged_in(clerk)
    text = f"KẾT LUẬN\nCỦA BỘ CHÍNH TRỊ\n{subject}\n\nBộ Chính trị kết luận như sau:\n1. Nội dung.\n"

    page = client.get(send(client, text.encode(), "ket-luan.txt")).content.decode()

    assert "Kho đã có văn bản cùng cơ quan, loại và trích yếu" in page
    assert f'<a href="{reverse("documents-clearance", args=[known.pk])}">14-KL/TW ngày 22/09/2021</a>' in page


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("24/05/2984", "nằm ngoài khoảng hợp lý"),
        ("0003-10-24", "nằm ngoài khoảng hợp lý"),
        ("01/01/2020", "Ngày sao đứng trước ngày ban hành"),
        ("20/01/2026", ""),
    ],
)
def test_a_copy_bears_a_day_that_can_be_and_none_before_its_original(clerk: User, typed: str, said: str) -> None:
    make_body()
    client = logged_in(clerk)
    address = send(client, PLAN.encode(), "ke-hoach.txt")
    posted = values_of(client.get(address), is_copy="on", copy_kind="SY", copy_issued_on=typed)

    answer = client.post(address, posted)

    assert OfficialDocument.objects.count() == (0 if said else 1)
    assert answer.status_code == (422 if said else 302)
    if said:
        assert said in answer.content.decode()
        assert f'value="{typed}"' in answer.content.decode(), "what was typed stays"


@pytest.mark.parametrize(
    ("subject", "name"),
    [("Đẩy mạnh chuyển đổi số tại các xã", "Khoa học, công nghệ, chuyển đổi số"), ("Thí điểm hộp thư sáng kiến", "")],
)
def test_the_field_of_work_is_proposed_where_the_subject_names_it(clerk: User, subject: str, name: str) -> None:
    make_body()
    client = logged_in(clerk)
    text = PLAN.replace("Thí điểm hộp thư sáng kiến tại các xã, phường", subject)
    address = send(client, text.encode(), "ke-hoach.txt")

    client.post(address, values_of(client.get(address)))

    document = OfficialDocument.objects.get()
    assert (document.field_of_work.name if document.field_of_work else "") == name
    quotes = [row.quote for row in document.provenance.filter(field="field_of_work", kind="printed")]
    assert quotes == (["chuyển đổi số"] if name else [])
