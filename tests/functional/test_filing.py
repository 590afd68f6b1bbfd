"""A clerk files a document from a file, a second person clears and approves it, a reader finds it."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from documents.models import CONDITIONS, Attachment, OfficialDocument
from portal.accounts.models import User
from tests.factories.documents import PLAN, make_body, make_public, type_named

pytestmark = pytest.mark.django_db


def logged_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def send(client: Client, content: bytes, name: str = "ke-hoach.txt"):
    return client.post(reverse("documents-upload"), {"file": SimpleUploadedFile(name, content)})


def values_of(screen, **changes: str) -> dict[str, str]:
    """What the browser would post from the screen as it stands."""
    posted = {}
    for form in (screen.context["form"], screen.context["copy_form"]):
        for field in form:
            value = field.value()
            if value not in (None, False):
                posted[field.html_name] = value.strftime("%d/%m/%Y") if hasattr(value, "strftime") else str(value)
    return posted | changes


def test_a_clerk_sees_the_text_and_what_was_read_in_it(clerk: User) -> None:
    make_body()
    client = logged_in(clerk)

    answer = send(client, PLAN.encode())
    assert answer.status_code == 302, answer.content.decode()
    screen = client.get(answer["Location"])

    page = screen.content.decode()
    assert 'value="208/KH-UBND"' in page
    assert "<mark" in page
    assert 'value="15/01/2026"' in page
    assert screen.context["form"]["type"].value() == type_named("Kế hoạch", "state").pk


def test_what_is_missing_is_listed_and_what_was_typed_is_kept(clerk: User) -> None:
    client = logged_in(clerk)
    place = send(client, "Một trang chữ không có thể thức nào.".encode())["Location"]

    screen = client.get(place)
    assert "Thiếu ngày ban hành" in screen.content.decode()
    answer = client.post(place, values_of(screen, subject="Trích yếu đã gõ", issued_on="32/13/2026"))

    assert answer.status_code == 422
    assert "Trích yếu đã gõ" in answer.content.decode()
    assert "32/13/2026" in answer.content.decode()
    assert not OfficialDocument.objects.exists()


def test_a_document_goes_from_the_desk_to_the_reader(clerk: User, approver: User, client: Client) -> None:
    issuer = make_body()
    desk = logged_in(clerk)
    place = send(desk, PLAN.encode())["Location"]
    screen = desk.get(place)
    filed = desk.post(place, values_of(screen, issuer=str(issuer.pk)))
    assert filed.status_code == 302, filed.context["form"].errors if filed.context else filed.content
    document = OfficialDocument.objects.get()
    assert not document.live
    assert document.provenance.filter(field="symbol", kind="printed").exists()
    assert document.attachments.count() == 1
    assert document.body_nodes

    answers = [condition.key for condition in CONDITIONS]
    screen_of_clerk = desk.post(filed["Location"], {"conditions": answers, "ground": "tự tôi"})
    assert screen_of_clerk.status_code == 422
    leader = logged_in(approver)
    cleared = leader.post(filed["Location"], {"conditions": answers, "ground": "ý kiến lãnh đạo Ban"})
    assert cleared.status_code == 302, cleared.content.decode()

    publish_through_the_form(leader, document)
    document.refresh_from_db()
    assert document.live

    public = client.get(document.get_absolute_url())
    assert public.status_code == 200
    assert "208/KH-UBND" in public.content.decode()
    sent = client.get(Attachment.objects.get().stored_file.url)
    assert b"".join(sent.streaming_content) == PLAN.encode()
    assert client.get(reverse("document-by-number", args=["208.kh.ubnd"])).status_code == 302


def publish_through_the_form(leader: Client, document: OfficialDocument) -> None:
    """Publish as the leader does on the edit form, changing nothing."""
    from portal.editorial import gate
    from portal.editorial.acting import acting_as

    revision = document.get_latest_revision()
    user = User.objects.get(pk=leader.session["_auth_user_id"])
    gate.approve(document, revision, user)
    with acting_as(user):
        revision.publish(user=user)


def test_the_same_bytes_are_refused_as_the_original_of_a_second_document(clerk: User) -> None:
    issuer = make_body()
    client = logged_in(clerk)
    place = send(client, PLAN.encode())["Location"]
    client.post(place, values_of(client.get(place), issuer=str(issuer.pk)))
    first = OfficialDocument.objects.get()

    again = send(client, PLAN.encode(), "ten-khac.txt")

    assert again.status_code == 422
    assert f"/{first.pk}/" in again.content.decode()


def test_a_person_without_the_right_cannot_file(editor: User) -> None:
    assert logged_in(editor).get(reverse("documents-upload")).status_code in {302, 403}


@pytest.mark.parametrize(
    "query", ["208khubnd", "ke hoach 208", "208/KH-UBND", "hộp thư sáng kiến", "hop thu sang kien"]
)
def test_a_reader_finds_what_was_filed(search_index, client: Client, query: str) -> None:
    from search import reconcile

    document = make_public(
        symbol="208/KH-UBND", type=type_named("Kế hoạch", "state"), issuer=make_body(),
        subject="thí điểm hộp thư sáng kiến", text=PLAN,
    )  # fmt: skip
    reconcile.rebuild()

    page = client.get("/van-ban/", {"q": query})

    assert page.status_code == 200
    assert document.get_absolute_url() in page.content.decode()
