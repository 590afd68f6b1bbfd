"""A file with a secrecy mark leaves nothing behind but who, when and its hash."""

import hashlib
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from documents.models import FileReading
from portal.accounts.models import User
from portal.audit.models import AuditEntry
from portal.files.models import StoredFile

pytestmark = pytest.mark.django_db

BODY = "TỈNH ỦY THỬ\n*\nSố 12-BC/TU\n\n{mark}\n\nBÁO CÁO\nvề một việc\n\nNội dung của báo cáo ở đây, dài vừa phải.\n"


def send(user: User, address: str, content: bytes, name: str = "bao-cao.txt"):
    client = Client()
    client.force_login(user)
    return client.post(address, {"file": SimpleUploadedFile(name, content)})


def stored_bytes() -> set[Path]:
    folder = Path(settings.STORED_FILES_ROOT)
    return {path for path in folder.rglob("*") if path.is_file()} if folder.is_dir() else set()


@pytest.mark.parametrize("mark", ["MẬT", "TỐI MẬT", "TUYỆT MẬT", "M Ậ T", "LƯU HÀNH NỘI BỘ"])
@pytest.mark.parametrize("door", ["documents-upload", "upload-file"])
def test_a_marked_file_is_refused_at_every_door(clerk: User, mark: str, door: str) -> None:
    content = BODY.format(mark=mark).encode()
    before = stored_bytes()

    answer = send(clerk, reverse(door), content)

    assert answer.status_code == 422
    assert not StoredFile.objects.exists()
    assert not FileReading.objects.exists()
    assert stored_bytes() == before
    entry = AuditEntry.objects.get(action="documents.secret_refused")
    assert entry.actor == clerk
    assert entry.data["sha256"] == hashlib.sha256(content).hexdigest()
    assert "bảo vệ bí mật nhà nước" in answer.content.decode().encode().decode("unicode_escape", "ignore") or (
        "secret" in answer.content.decode() or "bí mật" in answer.content.decode()
    )


def test_a_sentence_that_speaks_of_secrets_passes(clerk: User) -> None:
    text = BODY.format(mark="") + "Nghiêm cấm làm lộ bí mật nhà nước; xử lý người làm lộ tài liệu mật.\n"

    answer = send(clerk, reverse("documents-upload"), text.encode())

    assert answer.status_code == 302
    assert StoredFile.objects.count() == 1


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"", "rong.txt"),
        (b"%PDF-1.7 hong", "hong.pdf"),
        (b"PK\x03\x04hong", "hong.docx"),
        (b"\x00\x01\x02" * 50, "la.bin"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_with_words(clerk: User, content: bytes, name: str) -> None:
    answer = send(clerk, reverse("documents-upload"), content, name)

    assert answer.status_code == 422
    assert not StoredFile.objects.exists()
