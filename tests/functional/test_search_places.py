"""Hits inside long texts and inside files say where they are, and the facets of documents count what is there."""

import re
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from documents import holding, reading_files
from documents.emergency import remove_at_once
from documents.extraction import Extraction, PageText, Status
from documents.models import Attachment, AttachmentKind, FieldOfWork, FileReading, OfficialDocument, TextDecision
from portal.accounts.models import User
from portal.files.models import StoredFile
from search import archive, outbox
from search.types import Filter, Results, SearchQuery
from tests.factories.documents import make_body, make_public

pytestmark = pytest.mark.django_db
TEXT = "Điều 1. Phạm vi\nQuy định này nói về khu dân cư.\nĐiều 2. Trách nhiệm\nTrưởng thôn nêu gương trước dân."
FACETS = ("loai", "co-quan", "cap", "linh-vuc", "nam", "tinh-trang", "nguoi-ky", "toan-van")


def attach(document: OfficialDocument, name: str, pages: list[str], **reading: str) -> Attachment:
    """Give ``document`` an annex called ``name`` in which ``pages`` were read."""
    digest = f"{StoredFile.objects.count():064d}"
    file = StoredFile.objects.create(
        sha256=digest, size=10, content_type="application/pdf", original_name=name, content=f"{digest}.bin"
    )
    values = {"status": "extracted", **reading}
    FileReading.objects.create(stored_file=file, pages=pages, page_count=len(pages), **values)
    row: Attachment = Attachment.objects.create(document=document, stored_file=file, kind=AttachmentKind.ANNEX)
    outbox.enqueue("document", document.pk)
    outbox.drain()
    return row


def found(text: str, **asked: object) -> Results:
    return archive.search(SearchQuery(text, kinds=("document",), **asked))  # type: ignore[arg-type]


def test_a_hit_in_a_long_text_leads_to_its_article(client: Client, search_index: Path) -> None:
    document = make_public(symbol="14-KL/TU", text=TEXT)
    outbox.drain()

    html = unescape(client.get("/van-ban/?q=truong+thon").content.decode())
    place = re.search(r'class="result-place" href="([^"]+)">([^<]+)<', html)
    assert place is not None
    assert place[2].startswith("Điều 2")
    address, _, anchor = place[1].partition("#")
    assert address == document.get_absolute_url()
    assert f'id="{anchor}"' in client.get(address).content.decode()


def test_a_place_is_named_as_it_is_cited_and_its_number_is_not_said_twice(search_index: Path) -> None:
    make_public(
        symbol="13-KL/TU",
        text="Điều 1. Phạm vi\n1. Áp dụng cho thôn.\n2. Cầu treo do xã trông nom.\nĐiều 2. Khác\nHết.",
    )
    outbox.drain()

    (hit,) = found("cầu treo").hits
    assert (hit.passages[0].label, hit.passages[0].text) == ("Khoản 2 Điều 1", "Cầu treo do xã trông nom.")


def test_a_hit_in_a_file_leads_to_its_page(client: Client, search_index: Path) -> None:
    document = make_public(symbol="15-KL/TU", text=TEXT)
    row = attach(document, "phu-luc.pdf", ["Trang đầu", "", "Danh mục cầu treo cần sửa"])

    html = unescape(client.get("/van-ban/?q=cau+treo").content.decode())
    assert f'href="{row.stored_file.url}#page=3">Phụ lục, trang 3</a>' in html
    assert "<mark>cầu treo</mark>" in html


def test_a_hit_in_a_spreadsheet_names_its_sheet(search_index: Path) -> None:
    attach(make_public(symbol="16-KL/TU", text=TEXT), "du-toan.xlsx", ["Kinh phí\nThuê xe\t12", "Vật tư\nXi măng\t40"])

    (hit,) = found("xi măng").hits
    assert hit.passages[0].label == "Phụ lục, trang tính Vật tư"
    assert "#" not in hit.passages[0].address


@pytest.mark.parametrize(
    ("reading", "is_found"),
    [
        ({"status": "scan", "recognition": "done"}, False),
        ({"status": "scan", "recognition": "done", "decision": TextDecision.CHECKED}, True),
        ({"status": "untrusted"}, False),
        ({"before": "Kh«ng ®äc ®­îc"}, False),
        ({"before": "Kh«ng ®äc ®­îc", "decision": TextDecision.CONVERTED}, True),
        ({"status": "damaged"}, False),
    ],
)
def test_letters_that_nobody_has_checked_are_not_searched(
    search_index: Path, reading: dict[str, str], is_found: bool
) -> None:
    attach(make_public(symbol="17-KL/TU", text=TEXT), "a.pdf", ["Danh mục cầu treo"], **reading)

    assert bool(found("cầu treo").count) == is_found


def test_a_file_that_is_held_back_is_found_no_more(search_index: Path) -> None:
    row = attach(make_public(symbol="18-KL/TU", text=TEXT), "a.pdf", ["Danh mục cầu treo"])
    assert found("cầu treo").count == 1

    holding.hold(file=row.stored_file, reason="thử")
    outbox.drain()

    assert found("cầu treo").count == 0


def test_a_file_that_is_held_back_while_it_is_being_read_is_not_kept(search_index: Path) -> None:
    row = attach(make_public(symbol="18-KL/TU", text=TEXT), "a.pdf", [])
    FileReading.objects.all().delete()
    holding.hold(file=row.stored_file, reason="thử")

    for _ in range(2):
        pages = (PageText(1, "Danh mục cầu treo"),)
        kept = reading_files.keep(row.stored_file, Extraction(Status.EXTRACTED, pages=pages))
        assert (kept.status, kept.pages) == ("held", [])
    outbox.drain()
    assert found("cầu treo").count == 0


def test_a_file_of_a_document_removed_at_once_is_found_in_no_other_from_then_on(
    search_index: Path, django_capture_on_commit_callbacks: Any
) -> None:
    row = attach(make_public(symbol="18-KL/TU", text=TEXT), "a.pdf", ["Danh mục cầu treo"])
    other = make_public(symbol="21-KL/TU", text="Điều 1. Việc khác")
    Attachment.objects.create(document=other, stored_file=row.stored_file, kind=AttachmentKind.ANNEX)
    outbox.enqueue("document", other.pk)
    outbox.drain()
    assert found("cầu treo").count == 2

    with outbox.left_to_worker():
        outbox.enqueue_many("document", range(10**6, 10**6 + 3_000))
    with django_capture_on_commit_callbacks(execute=True):
        remove_at_once(document=row.document, by=User.objects.system("set-up"), reason="thử")

    assert found("cầu treo").count == 0
    assert found("việc khác").count == 1


def test_a_decision_about_a_files_letters_reaches_search(search_index: Path) -> None:
    row = attach(make_public(symbol="19-KL/TU", text=TEXT), "a.pdf", ["Danh mục cầu treo"], status="untrusted")
    reading = row.stored_file.reading
    reading.decision = TextDecision.CHECKED
    reading.save()
    outbox.drain()

    assert found("cầu treo").count == 1


def test_a_file_that_nobody_has_read_is_read_by_the_worker_once(search_index: Path) -> None:
    row = attach(make_public(symbol="20-KL/TU", text=TEXT), "a.bin", [])
    FileReading.objects.all().delete()

    assert reading_files.read_waiting() == 1
    assert FileReading.objects.get(stored_file=row.stored_file).status == "unsupported"
    assert reading_files.read_waiting() == 0


def test_every_facet_of_documents_comes_to_the_number_of_results(search_index: Path) -> None:
    issuer = make_body("Tỉnh ủy Thử", branch="party")
    field = FieldOfWork.objects.create(name="Dân vận thử")
    make_public(symbol="21-KL/TU", text=TEXT, issuer=issuer, signer_name="Người Ký Một", field_of_work=field)
    make_public(symbol="22-KL/TU", text=TEXT, issuer=issuer, signer_name="Người Ký Hai")
    make_public(
        symbol="", no_number_reason="lost", text="", subject="Văn bản trống", issuer=issuer, issued_on=None,
        no_date_reason="lost",
    )  # fmt: skip
    outbox.drain()

    all_of = found("", facets=FACETS)
    assert all_of.count == 3
    for name in FACETS:
        assert sum(each.count for each in all_of.facets[name]) == 3, name
    assert [each.value for each in all_of.facets["nam"]] == ["2022", "khong-ro"]
    labels = {name: {each.label: each.count for each in all_of.facets[name]} for name in FACETS}
    assert labels["cap"] == {"Cấp tỉnh": 3}
    assert labels["linh-vuc"] == {"Chưa xếp lĩnh vực": 2, "Dân vận thử": 1}
    assert labels["nguoi-ky"] == {"Người Ký Một": 1, "Người Ký Hai": 1, "Không ghi người ký": 1}
    assert labels["toan-van"] == {"Có bản văn bản": 2, "Chưa có trong kho": 1}
    for name in FACETS:
        for each in all_of.facets[name]:
            assert found("", filters=(Filter(name, (each.value,)),)).count == each.count, (name, each)


def test_renaming_a_field_renames_it_in_search_and_keeps_its_address(search_index: Path) -> None:
    field = FieldOfWork.objects.create(name="Dân vận thử")
    make_public(symbol="23-KL/TU", text=TEXT, field_of_work=field)
    field.name = "Công tác dân vận thử"
    field.save()
    outbox.drain()

    (value,) = found("", facets=("linh-vuc",)).facets["linh-vuc"]
    assert (value.value, value.label) == ("dan-van-thu", "Công tác dân vận thử")
