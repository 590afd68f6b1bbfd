"""One press takes a document off everywhere at once: nothing of it can be read at any surface, and few still see it."""

import pytest
from django.test import Client
from django.urls import reverse

from documents import holding, page_images, reading_files
from documents.emergency import PUBLIC_REASON, remove_at_once
from documents.extraction import Extraction, Status
from documents.filing import FiledFile
from documents.models import CONDITIONS, DocumentCopy, FileReading, HeldFile, OfficialDocument, Withdrawal
from documents.refusals import ArchiveRefusal
from portal.accounts.models import User
from portal.audit.models import AuditEntry
from portal.editorial import gate
from portal.files.inspection import FileRefused
from portal.files.operations import receive
from portal.pages import frame
from portal.pages.surfaces import surfaces
from search import reconcile
from tests.factories.documents import make_draft, make_file, make_live, make_public
from tests.factories.pdf import pdf_of

pytestmark = pytest.mark.django_db
CANARY = "hoàngyếnkêu"
NUMBER = "4711-KL/TU"


@pytest.fixture
def public(search_index) -> OfficialDocument:
    """A public document whose every part carries the canary."""
    file = make_file(pdf_of(f"Tệp {CANARY}"), f"{CANARY}.pdf")
    document = make_draft(
        symbol=NUMBER, subject=f"việc {CANARY}", signer_name=f"Lê {CANARY}", files=[FiledFile(file.pk)],
        text=f"Điều 1. Phạm vi\nNội dung {CANARY} của văn bản.",
    )  # fmt: skip
    draft = document.get_latest_revision_as_object()
    draft.copies.add(DocumentCopy(kind="SL", symbol="99-SL/ĐUK", purpose=f"Để {CANARY}"))
    draft.save()
    draft.save_revision(user=User.objects.system("set-up"))
    live = make_live(draft)
    reconcile.rebuild()
    return OfficialDocument.objects.get(pk=live.pk)


def addresses_of(document: OfficialDocument) -> list[str]:
    fixed = ["/", "/sitemap.xml", "/van-ban.atom", "/so-do-trang/", f"/van-ban/?q={CANARY}", f"/tim-kiem/?q={CANARY}",
             f"/api/v1/search?q={CANARY}", f"/van-ban/{document.pk}/", "/van-ban/so/4711.kl.tu/",
             "/van-ban/so/99.sl.duk/"]  # fmt: skip
    return fixed + [address for surface in surfaces() for address in surface.addresses(document)]


def read(address: str, client: Client | None = None) -> tuple[int, str]:
    frame.forget()
    answer = (client or Client()).get(address, follow=True)
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return answer.status_code, content.decode(errors="replace")


def said(text: str) -> str:
    """Return the page without what repeats the reader's own question."""
    return text.replace(f'value="{CANARY}"', "").replace(f"“{CANARY}”", "")


def test_nothing_is_left_at_any_surface(
    public: OfficialDocument, approver: User, django_capture_on_commit_callbacks
) -> None:
    before = [address for address in addresses_of(public) if CANARY in said(read(address)[1])]
    assert len(before) >= 6, "the canary must have been readable, or this test proves nothing"
    leader = Client()
    leader.force_login(approver)
    url = public.get_absolute_url()

    remove = reverse("documents-remove-at-once", args=[public.pk])
    with django_capture_on_commit_callbacks(execute=True):
        answer = leader.post(remove, {"reason": "thấy dấu mật ở trang 3"})

    assert answer.status_code == 302
    for address in dict.fromkeys([*addresses_of(public), url]):
        status, content = read(address)
        left = said(content)
        if "q=" not in address:  # a search repeats the reader's own words
            assert "4711" not in left.replace("4711.kl.tu", ""), address
            assert CANARY not in left, address
        assert public.get_absolute_url() not in left, address
        assert status in {200, 404, 410}, address
    status, gone = read(url)
    assert status == 410
    assert PUBLIC_REASON in gone
    assert "dấu mật" not in gone
    found = Client().get("/api/v1/search", {"q": CANARY}).json()
    assert found["count"] == 0


def test_the_files_and_their_pictures_are_held(public: OfficialDocument, clerk: User, approver: User) -> None:
    file = public.attachments.get().stored_file
    assert page_images.picture_of(file, 1) is not None
    remove_at_once(document=public, by=approver, reason="thấy dấu mật")
    answers = {}
    for name, user in (("reader", None), ("clerk", clerk), ("leader", approver)):
        client = Client()
        if user is not None:
            client.force_login(user)
        answer = client.get(file.url)
        answers[name] = answer.status_code
        b"".join(answer.streaming_content if answer.streaming else [])  # read to its end, the file is closed

    assert answers == {"reader": 404, "clerk": 404, "leader": 200}
    assert not list(page_images._folder(file).glob("*"))
    assert HeldFile.objects.get().stored_file == file
    with file.content.open("rb") as opened, pytest.raises(FileRefused):
        receive(opened.read(), "lại.pdf", actor=clerk)
    entry = AuditEntry.objects.get(action="documents.remove_at_once")
    assert entry.actor == approver
    assert entry.data["sha256"] == [file.sha256]


def test_only_people_who_may_withdraw_see_the_record_afterwards(
    public: OfficialDocument, clerk: User, approver: User
) -> None:
    edit = reverse("wagtailsnippets_documents_officialdocument:edit", args=[public.pk])
    history = reverse("wagtailsnippets_documents_officialdocument:history", args=[public.pk])
    clearance = reverse("documents-clearance", args=[public.pk])
    listed = reverse("wagtailsnippets_documents_officialdocument:list")
    desk, leader = Client(), Client()
    desk.force_login(clerk)
    leader.force_login(approver)
    assert desk.get(edit).status_code == 200

    remove_at_once(document=public, by=approver, reason="thấy dấu mật")

    for address in (edit, history, clearance):
        answer = desk.get(address, follow=True)
        assert CANARY not in answer.content.decode(), address
        assert leader.get(address).status_code == 200, address
    assert NUMBER not in desk.get(listed).content.decode()
    assert NUMBER in leader.get(listed).content.decode()


def test_it_comes_back_only_after_files_are_released_and_conditions_confirmed_anew(
    public: OfficialDocument, approver: User
) -> None:
    remove_at_once(document=public, by=approver, reason="nhầm")
    public.refresh_from_db()
    codes = {each.code for each in gate.review(public, public.get_latest_revision(), approver)}
    assert "held-file" in codes
    leader = Client()
    leader.force_login(approver)

    leader.post(reverse("documents-release", args=[public.pk]))

    assert not HeldFile.objects.exists()
    codes = {each.code for each in gate.review(public, public.get_latest_revision(), approver)}
    assert "removed" in codes


def test_who_looks_again_finds_the_conditions_open_and_confirms_them(public: OfficialDocument, approver: User) -> None:
    remove_at_once(document=public, by=approver, reason="nhầm")
    leader = Client()
    leader.force_login(approver)
    leader.post(reverse("documents-release", args=[public.pk]))
    address = reverse("documents-clearance", args=[public.pk])
    assert "cho phép công khai lúc" not in leader.get(address).content.decode(), "what was confirmed counts no more"

    posted = {"conditions": [each.key for each in CONDITIONS], "ground": "Đã xem lại"}
    leader.post(address, posted)

    assert "cho phép công khai lúc" in leader.get(address).content.decode()
    revision = public.get_latest_revision()
    again = OfficialDocument.objects.get(pk=public.pk)
    again.before_going_live(revision)
    assert not {"removed", "held-file", "not-cleared"} & {each.code for each in gate.review(again, revision, approver)}


def test_a_file_that_is_given_back_is_read_again_whether_or_not_its_document_is_public(
    public: OfficialDocument, approver: User
) -> None:
    reading = reading_files.keep(public.attachments.get().stored_file, Extraction(Status.EXTRACTED, text="cũ"))
    FileReading.objects.update(recognition="done", recognised_pages=1, decision="checked")
    remove_at_once(document=public, by=approver, reason="nhầm")
    assert reading_files.read_waiting() == 0, "what is held is read by nobody"

    holding.release(held=HeldFile.objects.get(), by=approver)

    assert reading_files.read_waiting() == 1
    reading.refresh_from_db()
    assert reading.status == Status.EXTRACTED
    assert CANARY in reading.text
    assert (reading.is_recognised, reading.decision) == (False, "")
    assert reading_files.read_waiting() == 0


def test_a_file_held_for_one_document_is_not_named_by_another_that_shares_it(
    public: OfficialDocument, approver: User
) -> None:
    shared = public.attachments.get().stored_file
    other = make_public(symbol="12-KL/TU", files=[FiledFile(shared.pk, kind="annex", label="Phụ lục chung")])
    assert shared.original_name in read(other.get_absolute_url())[1]

    remove_at_once(document=public, by=approver, reason="nhầm")

    status, page = read(other.get_absolute_url())
    assert status == 200
    for told in (shared.original_name, shared.url, "Phụ lục chung", shared.sha256):
        assert told not in page
    holding.release(held=HeldFile.objects.get(), by=approver)
    assert "Phụ lục chung" in read(other.get_absolute_url())[1]


def test_a_reason_and_the_right_are_needed(public: OfficialDocument, clerk: User, approver: User) -> None:
    client = Client()
    client.force_login(clerk)
    assert client.post(reverse("documents-remove-at-once", args=[public.pk]), {"reason": "x"}).status_code in {302, 403}
    with pytest.raises(ArchiveRefusal):
        remove_at_once(document=public, by=approver, reason="  ")
    public.refresh_from_db()
    assert public.live
    assert not Withdrawal.objects.exists()
