"""Files come in by one door, after inspection, and leave only while something public shows them."""

import io
import zipfile
from datetime import timedelta

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from PIL import Image
from wagtail.models import ReferenceIndex

from news.models import ArticlePage
from portal.accounts.models import User
from portal.files import inspection, operations, renditions, visibility
from portal.files.inspection import FileRefused, IncomingFile
from portal.files.models import PortalImage, StoredFile
from tests.factories import news
from tests.factories.people import PASSWORD

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF"


@pytest.fixture
def door(editor: User) -> Client:
    client = Client()
    client.login(username=editor.username, password=PASSWORD)
    return client


def send(client: Client, content: bytes, name: str) -> tuple[int, dict[str, object]]:
    answer = client.post(reverse("upload-file"), {"file": SimpleUploadedFile(name, content)})
    return answer.status_code, answer.json()


def zipped(**members: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in members.items():
            archive.writestr(name.replace("__", "/"), content)
    return buffer.getvalue()


def test_a_file_is_received_and_known_by_its_digest(door: Client, editor: User) -> None:
    status, answer = send(door, PDF, "Kế hoạch.pdf")

    assert status == 201
    file = StoredFile.objects.get(pk=answer["id"])
    assert (file.received_by, file.content_type, file.original_name) == (editor, "application/pdf", "Kế hoạch.pdf")
    with file.content.open() as stored:
        assert stored.read() == PDF


def test_the_same_bytes_are_stored_once(door: Client) -> None:
    first, second = send(door, PDF, "a.pdf")[1], send(door, PDF, "b.pdf")[1]

    assert first["id"] == second["id"]


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("trang.pdf", b"<html><script>alert(1)</script></html>", "không phải PDF"),
        ("chay.exe", b"MZ\x90\x00", "không thuộc loại được nhận"),
        ("hinh.svg", b"<svg onload='alert(1)'/>", "không thuộc loại được nhận"),
        ("trang.txt", b"<!DOCTYPE html><script>1</script>", "không thuộc loại được nhận"),
        ("rong.pdf", b"", "rỗng"),
        ("hong.docx", b"PK\x03\x04 hong", "bị hỏng"),
    ],
)
def test_what_is_not_taken_is_refused_with_a_reason(door: Client, name: str, content: bytes, says: str) -> None:
    status, answer = send(door, content, name)

    assert status == 422
    assert says in str(answer["error"])
    assert not StoredFile.objects.exists()


def test_a_file_with_macros_is_refused(door: Client) -> None:
    content = zipped(word__document_xml=b"<x/>").replace(b"document_xml", b"document.xml")
    macro = zipped(**{"word__document.xml": b"<x/>", "word__vbaProject.bin": b"x"})

    assert send(door, content, "thuong.docx")[0] == 201
    assert send(door, macro, "macro.docx")[1]["code"] == "macro"


def test_names_that_mean_harm_are_made_harmless() -> None:
    names = [
        "../../etc/passwd.pdf",
        "a\r\nX-Bad: 1.pdf",
        "\u202efdp.exe.pdf",
        "x" * 300 + ".pdf",
        "",
        "..",
        "C:\\a\\b.pdf",
    ]

    safe = [operations.safe_name(name) for name in names]

    assert all(name and len(name) <= 200 and not set(name) & set("\r\n/\\\u202e\x00") for name in safe)
    assert safe[0] == "passwd.pdf"
    assert safe[3].endswith(".pdf")


def test_an_inspector_is_asked_before_a_byte_is_stored(editor: User, monkeypatch: pytest.MonkeyPatch) -> None:
    def object_to(file: IncomingFile) -> None:
        raise FileRefused("secret", "Tệp có dấu mật.")

    monkeypatch.setattr(inspection, "_inspectors", [object_to])
    before = stored_on_disk()

    with pytest.raises(FileRefused, match="dấu mật"):
        operations.receive(PDF + b"%", "mat.pdf", actor=editor)

    assert stored_on_disk() == before
    assert not StoredFile.objects.exists()


def stored_on_disk() -> set[str]:
    return {str(path) for path in settings.STORED_FILES_ROOT.rglob("*") if path.is_file()}


def test_without_the_right_nothing_is_received(client: Client, technical: User) -> None:
    client.login(username=technical.username, password=PASSWORD)

    assert client.post(reverse("upload-file"), {"file": SimpleUploadedFile("a.pdf", PDF)}).status_code == 403


def test_a_file_too_large_is_refused_before_it_is_read(door: Client, settings: object) -> None:
    settings.STORED_FILE_MAX_BYTES = 1000  # type: ignore[attr-defined]

    answer = door.post(reverse("upload-file"), {"file": SimpleUploadedFile("lon.pdf", PDF * 40_000)})

    assert answer.status_code == 413
    assert not StoredFile.objects.exists()


@pytest.fixture
def public_ids(monkeypatch: pytest.MonkeyPatch) -> set[int]:
    ids: set[int] = set()
    monkeypatch.setattr(visibility, "_holders", [lambda pk: pk in ids])
    return ids


def test_a_hidden_file_answers_like_one_that_never_was(client: Client, editor: User, public_ids: set[int]) -> None:
    file = operations.receive(PDF, "Dự thảo.pdf", actor=editor)

    hidden, absent = client.get(file.url), client.get(f"/tep/{file.pk + 999}/x.pdf")

    assert (hidden.status_code, absent.status_code) == (404, 404)
    assert abs(len(hidden.content) - len(absent.content)) < 20


def test_a_shown_file_is_sent_with_its_name_and_runs_nothing(
    client: Client, editor: User, public_ids: set[int]
) -> None:
    file = operations.receive(PDF, "Kế hoạch số 5.pdf", actor=editor)
    public_ids.add(file.pk)

    answer = client.get(file.url)

    assert b"".join(answer.streaming_content) == PDF  # type: ignore[attr-defined]
    assert "filename*=utf-8''K%E1%BA%BF" in answer.headers["Content-Disposition"]
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_a_wrong_name_leads_to_the_right_one(client: Client, editor: User, public_ids: set[int]) -> None:
    file = operations.receive(PDF, "dung.pdf", actor=editor)
    public_ids.add(file.pk)

    assert client.get(f"/tep/{file.pk}/sai.pdf").headers["Location"] == file.url


def picture(**exif: str) -> bytes:
    buffer = io.BytesIO()
    drawn = Image.new("RGB", (1600, 1200), "#a3161d")
    data = Image.Exif()
    data[0x010F] = "Máy ảnh của ông A"
    drawn.save(buffer, format="JPEG", exif=data)
    return buffer.getvalue()


def test_a_picture_loses_what_the_camera_wrote(db: None) -> None:
    image = PortalImage(title="Họp thôn", file=SimpleUploadedFile("hop.jpg", picture()))
    image.save()

    with image.file.open() as stored:
        assert not Image.open(stored).getexif()


def test_picture_sizes_are_made_once_and_are_hidden_until_something_shows_them(client: Client, db: None) -> None:
    image = PortalImage.objects.create(title="Họp thôn", file=SimpleUploadedFile("hop.jpg", picture()))
    renditions.make_all(image)
    count = image.renditions.count()
    renditions.make_all(image)

    assert count == len(renditions.filters()) == image.renditions.count()
    assert not ReferenceIndex.get_references_to(image).exists()
    assert client.get(image.renditions.first().url).status_code == 404


def test_a_picture_is_hidden_from_the_instant_its_page_is_past_its_end(client: Client, db: None) -> None:
    image = PortalImage.objects.create(title="Họp thôn", file=SimpleUploadedFile("hop.jpg", picture()))
    renditions.make_all(image)
    article = news.make_article(news.make_section(), lead_picture=image)
    address = image.renditions.first().url
    shown = client.get(address)
    assert shown.status_code == 200
    assert b"".join(shown.streaming_content)  # read to its end, which closes the file

    ArticlePage.objects.filter(pk=article.pk).update(expire_at=timezone.now() - timedelta(seconds=1))

    assert client.get(address).status_code == 404


def test_the_stock_document_library_is_closed(admin_client: Client) -> None:
    for address in ("/quan-tri/documents/", "/quan-tri/documents/multiple/add/", "/documents/1/a.pdf", "/media/x.png"):
        assert admin_client.get(address).status_code == 404
