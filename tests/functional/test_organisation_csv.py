"""The register goes out as CSV and comes in again: reported first, then applied whole or not at all."""

import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from portal.accounts.models import User
from portal.audit.models import AuditEntry
from portal.organisations import exchange, register
from portal.organisations.models import Organisation, OrganisationName, Succession

pytestmark = pytest.mark.django_db
BODIES = "key,level,branch,parent,place\nban-a,province,party,,\nban-b,province,party,ban-a,\n"
NAMES = (
    "organisation,name,short_name,symbol_code,valid_from,valid_to,source_note\n"
    "ban-a,Ban A,,BA,,28/02/2025,\nban-a,Ban A mới,,BAM,2025-03-01,,QĐ 9\nban-b,Ban B,,BB,,,\n"
)
HEIRS = "predecessor,successor,kind,happened_on,legal_ground,partial\nban-b,ban-a,merger,2025-03-01,QĐ 9,\n"
FILES = {"organisations": BODIES, "names": NAMES, "successions": HEIRS}


@pytest.fixture
def administrator(client: Client) -> Client:
    client.force_login(User.objects.create_superuser("quan-tri", password="một mật khẩu dài"))
    return client


def said(files: dict[str, str]) -> list[str]:
    return [f"{each.file}:{each.line}" for each in exchange.report_on(files).errors]


def test_what_was_written_out_comes_in_without_a_change() -> None:
    before = exchange.write_files()

    exchange.take_in(files=before, by=None)

    assert exchange.write_files() == before


def test_an_emptied_register_is_restored_as_it_was() -> None:
    before = exchange.write_files()
    Succession.objects.all().delete()
    OrganisationName.objects.all().delete()
    Organisation.objects.update(parent=None, place=None)

    exchange.take_in(files=before, by=None)

    assert exchange.write_files() == before


def test_new_bodies_names_and_successions_come_in_together() -> None:
    report = exchange.take_in(files=FILES, by=None)

    body = Organisation.objects.get(key="ban-b")
    assert (report.new_bodies, report.names, report.successions) == (2, 3, 1)
    assert [each.key for each in register.today_is(body)] == ["ban-a"]
    assert body.parent == Organisation.objects.get(key="ban-a")
    assert [name.name for name in Organisation.objects.get(key="ban-a").names.all()] == ["Ban A", "Ban A mới"]
    assert AuditEntry.objects.filter(action="organisations.take_in").exists()


@pytest.mark.parametrize(
    ("kind", "old", "new", "where"),
    [
        ("names", "2025-03-01,,QĐ 9", "2025-02-28,,QĐ 9", ["names:3"]),
        ("names", "28/02/2025", "0003-10-24", ["names:2"]),
        ("names", "28/02/2025", "31/02/2025", ["names:2"]),
        ("names", "ban-b,Ban B", "ban-x,Ban B", ["names:4", "organisations:3"]),
        ("organisations", "party,ban-a,", "party,khong-co,", ["organisations:3"]),
        (
            "organisations",
            "ban-a,province,party,,",
            "ban-a,province,party,ban-b,",
            ["organisations:2", "organisations:3"],
        ),
        ("organisations", "ban-b,province", "ban-b,tinh", ["organisations:3"]),
        ("organisations", "party,ban-a,\n", "party,ban-a,\nban-a,province,party,,\n", ["organisations:4"]),
        ("organisations", "key,level", "ma,cap", ["names:2", "names:3", "names:4", "organisations:1", "successions:2"]),
        ("successions", "2025-03-01", "", ["successions:2"]),
        ("successions", "ban-b,ban-a,merger", "ban-b,,merger", ["successions:2"]),
        (
            "successions",
            "QĐ 9,\n",
            "QĐ 9,\nban-a,ban-b,merger,2026-03-01,,\n",
            ["successions:3"],
        ),
    ],
)
def test_each_fault_is_reported_with_its_line_and_nothing_is_stored(
    kind: str, old: str, new: str, where: list[str]
) -> None:
    assert old in FILES[kind]
    files = FILES | {kind: FILES[kind].replace(old, new)}

    assert sorted(set(said(files))) == where or set(where) <= set(said(files))
    with pytest.raises(exchange.RegisterRefused):
        exchange.take_in(files=files, by=None)
    assert not Organisation.objects.filter(key="ban-a").exists()


def test_a_code_that_two_bodies_bear_at_once_is_pointed_out_and_does_not_forbid() -> None:
    same = FILES | {"names": NAMES.replace("BB", "BAM")}
    report = exchange.report_on(same | {"organisations": BODIES.replace("party,ban-a,", "party,,")})

    assert not report.errors
    assert not exchange.report_on(same).remarks, "a board bears its committee's code by right"
    assert any("BAM" in each.message for each in report.remarks)


def test_the_screen_reports_first_and_stores_on_the_second_step(administrator: Client) -> None:
    uploads = {kind: SimpleUploadedFile(f"{kind}.csv", text.encode("utf-8-sig")) for kind, text in FILES.items()}

    shown = administrator.post(reverse("organisations-exchange"), uploads).content.decode()

    assert "Kết quả kiểm tra" in shown
    assert not Organisation.objects.filter(key="ban-a").exists()
    answer = administrator.post(reverse("organisations-exchange-apply"), FILES, follow=True)
    assert "Đã nhập 2 cơ quan" in answer.content.decode()
    assert Organisation.objects.filter(key="ban-a").exists()


def test_the_zip_goes_out_and_in(administrator: Client) -> None:
    content = administrator.get(reverse("organisations-exchange-out")).content
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert sorted(archive.namelist()) == ["names.csv", "organisations.csv", "successions.csv"]

    upload = {"archive": SimpleUploadedFile("d.zip", content)}
    shown = administrator.post(reverse("organisations-exchange"), upload).content.decode()

    assert "Nhập vào danh bạ" in shown
    assert "Lỗi phải sửa" not in shown


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 broken", "Tên".encode("utf-16")])
def test_what_is_no_csv_is_answered_by_a_sentence(administrator: Client, content: bytes) -> None:
    for name in ("archive", "names"):
        answer = administrator.post(reverse("organisations-exchange"), {name: SimpleUploadedFile("x", content)})
        assert answer.status_code == 200
        assert 'role="alert"' in answer.content.decode()


def test_who_may_not_keep_the_register_is_refused(client: Client) -> None:
    client.force_login(User.objects.create_user("khach", password="một mật khẩu dài"))

    assert client.post(reverse("organisations-exchange-apply"), FILES).status_code in (302, 403)
    assert not Organisation.objects.filter(key="ban-a").exists()
