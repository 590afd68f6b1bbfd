"""Records of other systems come in once, as drafts, and go public only in the name of two people."""

import json
from collections.abc import Callable
from io import BytesIO, StringIO, TextIOWrapper
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from reportlab.pdfgen.canvas import Canvas
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Revision

from documents.importing.run import ImportRefused, PublishOrder, Summary, run_import
from documents.models import ImportRun, Mention, OfficialDocument, Relation, SourceRecord
from portal.accounts.models import User
from portal.files.models import StoredFile
from search import archive, outbox
from search.types import SearchQuery

pytestmark = pytest.mark.django_db

DECREE: dict[str, Any] = {
    "source": "cong-cu",
    "key": "nd-5",
    "title": "Nghị định số 905/2023/NĐ-CP về hoạt động của thư viện cơ sở",
    "number": "905/2023/NĐ-CP",
    "type": "Nghị định",
    "issuer": "Chính phủ",
    "issued_on": "2023-03-04",
    "effective_on": "2023-05-01",
    "status": "Còn hiệu lực",
    "text": "Điều 1. Phạm vi\nNghị định này quy định về thư viện.\nĐiều 2. Hiệu lực\n"
    "Nghị định này có hiệu lực từ ngày 01 tháng 5 năm 2023.",
    "url": "https://vi-du.vn/nd-5",
}
PLAN = DECREE | {
    "key": "kh-7",
    "title": "Kế hoạch số 907/KH-UBND về việc thực hiện Nghị định số 905/2023/NĐ-CP",
    "number": "907/KH-UBND",
    "type": "Kế hoạch",
    "issuer": "UBND tỉnh Thanh Hoá",
    "issued_on": "2023-06-07",
    "effective_on": None,
    "text": "Thực hiện Nghị định số 905/2023/NĐ-CP ngày 04/3/2023 của Chính phủ về hoạt động của thư viện cơ sở, "
    "Ủy ban nhân dân tỉnh ban hành Kế hoạch như sau:\n1. Mục đích\nNâng cao chất lượng.",
}


def written(folder: Path, *rows: dict[str, Any]) -> Path:
    file = folder / "nguon.jsonl"
    file.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows), encoding="utf-8")
    return file


@pytest.fixture
def bring_in(tmp_path: Path, clerk: User) -> Callable[..., Summary]:
    def run(*rows: dict[str, Any], order: PublishOrder | None = None, dry_run: bool = False) -> Summary:
        return run_import(
            path=written(tmp_path, *rows), adapter="jsonl", entered_by=clerk, order=order, dry_run=dry_run
        )

    return run


def everything() -> dict[str, Any]:
    models = (OfficialDocument, Revision, SourceRecord, Redirect, Relation, Mention, StoredFile)
    return {model.__name__: list(model.objects.order_by("pk").values_list("pk", flat=True)) for model in models}


def test_a_record_becomes_a_draft_with_its_fields_and_where_they_come_from(bring_in: Callable[..., Summary]) -> None:
    summary = bring_in(DECREE)

    document = OfficialDocument.objects.get()
    assert (summary.created, summary.refused) == (1, [])
    assert (document.live, document.symbol, document.match_key) == (False, "905/2023/NĐ-CP", "905.2023.nd.cp")
    assert (document.type.name, document.issuer.key, str(document.issued_on)) == (
        "Nghị định",
        "chinh-phu",
        "2023-03-04",
    )
    assert document.subject == "về hoạt động của thư viện cơ sở"
    assert (document.status, document.status_checker) == ("in_force", "cong-cu")
    assert [node.anchor for node in document.nodes][:1] == ["dieu-1"]
    assert {row.kind for row in document.provenance.all()} == {"source"}
    assert SourceRecord.objects.get().content_object == document


def test_a_second_run_changes_nothing(bring_in: Callable[..., Summary]) -> None:
    bring_in(DECREE, PLAN | {"old_paths": ["/kh-7.html"]})
    before = everything()

    summary = bring_in(DECREE, PLAN | {"old_paths": ["/kh-7.html"]})

    assert (summary.created, summary.updated, summary.unchanged) == (0, 0, 2)
    assert everything() == before


def test_bad_rows_are_reported_by_line_and_the_others_go_in(tmp_path: Path, clerk: User) -> None:
    file = written(tmp_path, DECREE, DECREE | {"key": "x", "issued_on": "hôm qua"}, DECREE | {"kind": "lạ", "key": "y"})
    file.write_bytes(file.read_bytes() + b"\n{\n" + json.dumps(PLAN).encode())

    summary = run_import(path=file, adapter="jsonl", entered_by=clerk)

    assert summary.created == 2
    assert [(line.place, line.reason) for line in summary.refused] == [
        ("nguon.jsonl:2", "trường “issued_on” không phải ngày ISO: hôm qua"),
        ("nguon.jsonl:3", "không có phần nào nhận loại “lạ”"),
        ("nguon.jsonl:4", "JSON sai ở cột 1"),
    ]
    run = ImportRun.objects.get()
    assert run.counts["refused"] == 3
    assert run.finished_at is not None
    assert {line["place"] for line in run.report if line["what"] == "refused"} == {
        "nguon.jsonl:2",
        "nguon.jsonl:3",
        "nguon.jsonl:4",
    }


def test_a_key_used_twice_is_a_bad_row_and_the_first_one_stays(bring_in: Callable[..., Summary]) -> None:
    rows = (DECREE, PLAN | {"key": DECREE["key"]})

    first = bring_in(*rows)
    again = bring_in(*rows)

    assert [line.reason for line in first.refused] == ["trùng khóa “nd-5” với nguon.jsonl:1"]
    assert (first.created, again.updated, again.unchanged) == (1, 0, 1)
    assert OfficialDocument.objects.get().symbol == "905/2023/NĐ-CP"


def test_a_file_of_nothing_but_bad_rows_is_a_failed_run(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="1 dòng sai"):
        call_command("import_documents", written(tmp_path, {"source": "cong-cu"}))


def test_a_changed_row_updates_what_is_still_the_sources(bring_in: Callable[..., Summary]) -> None:
    bring_in(DECREE)

    summary = bring_in(DECREE | {"status": "Hết hiệu lực toàn bộ", "expired_on": "2025-01-01"})

    document = OfficialDocument.objects.get()
    assert (summary.updated, document.status, str(document.expired_on)) == (1, "expired", "2025-01-01")
    assert document.subject == "về hoạt động của thư viện cơ sở"


def test_what_a_person_set_is_never_overwritten_and_the_difference_is_listed(
    bring_in: Callable[..., Summary], approver: User
) -> None:
    bring_in(DECREE)
    document = OfficialDocument.objects.get().get_latest_revision_as_object()
    document.signer_name = "Nguyễn Văn Kiểm"
    document.subject = "về thư viện"
    document.save()
    document.save_revision(user=approver)

    changed = DECREE | {"signer": "Trần Văn Nguồn", "title": DECREE["title"] + " và trường học"}
    first = bring_in(changed)
    again = bring_in(changed | {"effective_on": "2023-06-01"})

    document = OfficialDocument.objects.get()
    assert (document.signer_name, document.subject) == ("Nguyễn Văn Kiểm", "về thư viện")
    assert str(document.effective_on) == "2023-06-01"
    for summary in (first, again):
        assert any("signer_name" in note.reason and "Trần Văn Nguồn" in note.reason for note in summary.notes)
    assert set(SourceRecord.objects.get().differences) == {"signer_name", "subject"}


def test_a_row_that_nobody_can_file_is_taken_without_what_cannot_be(bring_in: Callable[..., Summary]) -> None:
    summary = bring_in(DECREE | {"effective_on": "2984-05-24", "expired_on": "2022-01-01"})

    assert summary.created == 1
    assert OfficialDocument.objects.get().effective_on is None
    assert any("2984" in note.reason for note in summary.notes)


def test_a_dry_run_reports_and_stores_nothing(bring_in: Callable[..., Summary]) -> None:
    before = everything()

    summary = bring_in(DECREE, {"source": "cong-cu"}, dry_run=True)

    assert (summary.created, len(summary.refused)) == (1, 1)
    assert everything() == before
    assert not ImportRun.objects.exists()


def test_a_dry_run_tells_what_the_real_one_would_tell(bring_in: Callable[..., Summary]) -> None:
    rows = (
        DECREE | {"effective_on": "2984-05-24"},
        PLAN | {"issuer": "Cơ quan chưa từng có"},
        DECREE | {"key": "khac", "number": "47/2025/TT-BKHCN", "title": "Nghị định số 50/2025/NĐ-CP về thí điểm"},
    )

    ahead = bring_in(*rows, dry_run=True)
    told = [(line.key, line.reason) for line in ahead.notes]

    assert (ahead.created, OfficialDocument.objects.count()) == (3, 0)
    real = bring_in(*rows)
    assert told == [(line.key, line.reason) for line in real.notes]
    assert {key for key, _ in told} >= {DECREE["key"], PLAN["key"], "khac"}


def test_relations_are_proposed_with_quote_and_offset_whichever_comes_first(bring_in: Callable[..., Summary]) -> None:
    bring_in(PLAN)
    waiting = Relation.objects.get()
    assert (waiting.to_document, waiting.to_symbol, str(waiting.to_issued_on)) == (None, "905/2023/NĐ-CP", "2023-03-04")

    bring_in(DECREE)

    relation = Relation.objects.get()
    decree = OfficialDocument.objects.get(number="905")
    plan = OfficialDocument.objects.get(number="907")
    assert (relation.from_document, relation.to_document, relation.kind) == (plan, decree, "implements")
    assert (relation.state, relation.decided_by) == ("proposed", None)
    assert plan.body_text[relation.start : relation.end] == relation.quote


def test_a_relation_to_another_days_document_stays_open(bring_in: Callable[..., Summary]) -> None:
    bring_in(PLAN, DECREE | {"issued_on": "2023-02-02"})

    assert Relation.objects.get().to_document is None


def test_two_people_clear_a_run_and_each_version_has_its_clearance(
    bring_in: Callable[..., Summary], clerk: User, approver: User
) -> None:
    summary = bring_in(DECREE, order=PublishOrder(approver, "Đã đăng Công báo"))

    document = OfficialDocument.objects.get()
    assert (summary.published, summary.drafts) == (1, [])
    assert document.live
    assert (document.clearance.ground, document.clearance.cleared_by) == ("Đã đăng Công báo", approver)
    assert document.clearance.import_run == ImportRun.objects.get()
    assert ImportRun.objects.get().entered_by == clerk


def test_rows_that_need_a_persons_look_stay_drafts_and_are_listed(
    bring_in: Callable[..., Summary], approver: User
) -> None:
    rows = [
        DECREE | {"key": "mat", "number": "911/2023/NĐ-CP", "title": "Nghị định", "text": "MẬT\n" + DECREE["text"]},
        DECREE | {"key": "khong-so", "number": None, "title": "Nghị định về thư viện"},
        DECREE
        | {
            "key": "pham-vi",
            "number": "912/2023/NĐ-CP",
            "title": "Nghị định",
            "text": DECREE["text"] + "\nVăn bản này phổ biến đến chi bộ.",
        },
        DECREE,
    ]

    summary = bring_in(*rows, order=PublishOrder(approver, "Đã đăng Công báo"))

    reasons = {line.key: line.reason for line in summary.drafts}
    assert (summary.created, summary.published) == (4, 1)
    assert "MẬT" in reasons["mat"]
    assert "chưa có số" in reasons["khong-so"]
    assert "phạm vi" in reasons["pham-vi"]
    assert [document.symbol for document in OfficialDocument.objects.filter(live=True)] == ["905/2023/NĐ-CP"]


def test_a_number_that_text_or_title_contradicts_is_published_by_no_run(
    bring_in: Callable[..., Summary], approver: User
) -> None:
    printed = "CHÍNH PHỦ\n-------\nSố: 914/2023/NĐ-CP\nHà Nội, ngày 04 tháng 3 năm 2023\nNGHỊ ĐỊNH\nVỀ THƯ VIỆN\n"
    rows = [
        DECREE
        | {"key": "toan-van", "number": "913/2023/NĐ-CP", "title": "Nghị định", "text": printed + DECREE["text"]},
        DECREE | {"key": "ten", "number": "915/2023/NĐ-CP"},
        DECREE,
    ]

    summary = bring_in(*rows, order=PublishOrder(approver, "Đã đăng Công báo"))

    reasons = {line.key: line.reason for line in summary.drafts}
    assert reasons == {
        "toan-van": "số ghi là 913/2023/NĐ-CP, toàn văn in 914/2023/NĐ-CP",
        "ten": "số ghi là 915/2023/NĐ-CP, tên ghi 905/2023/NĐ-CP",
    }
    assert [document.symbol for document in OfficialDocument.objects.filter(live=True)] == ["905/2023/NĐ-CP"]


def test_a_run_is_published_only_by_two_people_with_the_right(
    bring_in: Callable[..., Summary], clerk: User, approver: User, editor: User
) -> None:
    for cleared_by, ground in ((clerk, "x"), (editor, "x"), (approver, " ")):
        with pytest.raises(ImportRefused):
            bring_in(DECREE, order=PublishOrder(cleared_by, ground))
    assert not OfficialDocument.objects.exists()


def test_a_second_public_document_of_one_identity_stays_a_draft(
    bring_in: Callable[..., Summary], approver: User
) -> None:
    summary = bring_in(DECREE, DECREE | {"key": "khac"}, order=PublishOrder(approver, "Đã đăng Công báo"))

    assert (summary.created, summary.published, len(summary.drafts)) == (2, 1, 1)


def test_a_row_that_changed_after_publication_goes_public_only_by_a_new_order(
    bring_in: Callable[..., Summary], approver: User
) -> None:
    order = PublishOrder(approver, "Đã đăng Công báo")
    bring_in(DECREE, order=order)

    bring_in(DECREE | {"status": "Hết hiệu lực toàn bộ"})
    assert OfficialDocument.objects.get().status == "in_force"

    bring_in(DECREE | {"status": "Hết hiệu lực toàn bộ"}, order=order)
    document = OfficialDocument.objects.get()
    assert (document.live, document.status) == (True, "expired")


def test_files_beside_the_import_file_are_attached(bring_in: Callable[..., Summary], tmp_path: Path) -> None:
    canvas = Canvas(str(tmp_path / "nd.pdf"))
    canvas.drawString(72, 700, "Nghi dinh ve thu vien")
    canvas.save()
    (tmp_path / "phu-luc.txt").write_text("Phụ lục", encoding="utf-8")

    bring_in(DECREE | {"files": ["nd.pdf", "phu-luc.txt"], "text": None})

    document = OfficialDocument.objects.get()
    assert [(file.kind, file.label, file.text_state) for file in document.attachments.all()] == [
        ("signed", "nd.pdf", "extracted"),
        ("annex", "phu-luc.txt", "extracted"),
    ]
    assert document.body_text.startswith("Nghi dinh ve thu vien")


@pytest.mark.parametrize("name", ["../ngoai.txt", "/etc/passwd", "khong-co.pdf"])
def test_a_file_from_elsewhere_refuses_its_row(bring_in: Callable[..., Summary], tmp_path: Path, name: str) -> None:
    (tmp_path.parent / "ngoai.txt").write_text("ngoài", encoding="utf-8")

    summary = bring_in(DECREE | {"files": [name]}, PLAN)

    assert [line.place for line in summary.refused] == ["nguon.jsonl:1"]
    assert summary.created == 1


def test_a_secret_file_refuses_its_row_and_leaves_no_byte(bring_in: Callable[..., Summary], tmp_path: Path) -> None:
    (tmp_path / "mat.txt").write_text("TỐI MẬT\n\nNội dung", encoding="utf-8")

    summary = bring_in(DECREE | {"files": ["mat.txt"]})

    assert "TỐI MẬT" in summary.refused[0].reason
    assert not StoredFile.objects.exists()
    assert not OfficialDocument.objects.exists()


def test_old_addresses_lead_to_the_record_and_never_away_from_another(
    bring_in: Callable[..., Summary], client: Client
) -> None:
    bring_in(DECREE | {"old_paths": ["/vb/5.aspx"]})

    summary = bring_in(PLAN | {"old_paths": ["/vb/5.aspx", "https://cu.vi-du.vn/vb/7.aspx?id=7"]})

    moved = client.get("/vb/5.aspx")["Location"]
    assert moved == OfficialDocument.objects.get(number="905").lasting_url
    assert "thu-vien" not in moved
    assert client.get(moved).status_code == 404
    assert any("/vb/5.aspx" in note.reason for note in summary.notes)


def test_articles_come_in_by_the_same_way(bring_in: Callable[..., Summary]) -> None:
    from news.models import ArticlePage

    article = {
        "source": "trang-cu",
        "key": "77",
        "kind": "article",
        "title": "Ngày hội đọc sách",
        "html": "<p>Mở đầu</p><script>x()</script><p>Nội dung</p>",
        "author": "Lê Thử",
        "created_at": "2022-12-10T17:11:43",
        "old_paths": ["/tin/77.html"],
    }

    first = bring_in(article)
    again = bring_in(article)

    page = ArticlePage.objects.get()
    assert (first.created, again.unchanged, page.live) == (1, 1, False)
    assert (page.title, page.author_name, page.created_at.isoformat()) == (
        "Ngày hội đọc sách",
        "Lê Thử",
        "2022-12-10T10:11:43+00:00",
    )
    assert Redirect.objects.get().redirect_page_id == page.pk
    assert "script" not in str(page.body)


def test_the_command_reports_what_it_did(tmp_path: Path) -> None:
    out, err = StringIO(), StringIO()

    call_command("import_documents", written(tmp_path, DECREE, {"source": "cong-cu"}), stdout=out, stderr=err)

    assert "1 mới" in out.getvalue()
    assert "nguon.jsonl:2" in out.getvalue()
    assert "1 dòng không nhận" in err.getvalue()


@pytest.mark.parametrize(
    "options",
    [
        {"publish": True},
        {"publish": True, "entered_by": "khong-co", "cleared_by": "khong-co", "ground": "x"},
        {"ground": "x"},
        {"entered_by": "system:import"},
    ],
)
def test_the_command_refuses_a_half_order(tmp_path: Path, options: dict[str, Any]) -> None:
    with pytest.raises(CommandError):
        call_command("import_documents", written(tmp_path, DECREE), **options)


def test_a_file_that_is_not_there_is_one_clear_line(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="Không thấy"):
        call_command("import_documents", tmp_path / "khong-co.jsonl")


@pytest.mark.shared
def test_the_crawled_samples_come_in_whole_and_go_public_unless_their_numbers_disagree(
    shared: Path, clerk: User, approver: User
) -> None:
    order = PublishOrder(approver, "Văn bản quy phạm pháp luật đã công bố")
    samples = [shared / "samples" / name for name in ("vbpl_documents.jsonl", "vbpl_attributes.jsonl")]

    summaries = [run_import(path=path, adapter="vbpl", entered_by=clerk, order=order) for path in samples]

    assert [summary.refused for summary in summaries] == [[], []]
    assert [summary.created for summary in summaries] == [30, 15]
    assert OfficialDocument.objects.filter(live=True).count() == 42
    assert {line.key for line in summaries[0].drafts} == {"186164", "186652", "187104"}
    assert all("toàn văn in" in line.reason for line in summaries[0].drafts)
    assert not OfficialDocument.objects.filter(issuer=None).exists()
    assert not OfficialDocument.objects.filter(type=None).exists()
    assert any("47/2025/TT-BKHCN" in note.reason for note in summaries[0].notes)


@pytest.mark.usefixtures("search_index")
def test_what_a_run_published_is_found_by_number_and_by_words(bring_in: Callable[..., Summary], approver: User) -> None:
    bring_in(DECREE, PLAN, order=PublishOrder(approver, "Đã đăng Công báo"))
    outbox.drain()

    for words in ("905 nd cp", "nghi dinh 905", "hoat dong cua thu vien", "THƯ VIỆN CƠ SỞ"):
        hits = archive.search(SearchQuery(text=words)).hits
        assert "905/2023/NĐ-CP" in [hit.number for hit in hits], words


def test_numbers_are_read_line_by_line(monkeypatch: pytest.MonkeyPatch) -> None:
    lines = "14-KL/TW\n66.13/2026/NQ-CP\nkhông phải số\n\n116/KH-UBND"
    monkeypatch.setattr("sys.stdin", TextIOWrapper(BytesIO(lines.encode()), encoding="utf-8"))
    out = StringIO()

    call_command("read_document_number", stdout=out)

    read = [json.loads(line) for line in out.getvalue().splitlines()]
    assert [set(each) for each in read] == [
        {"raw", "kind", "number", "suffix", "year", "type", "organisation", "match_key"}
    ] * 5
    assert (read[0]["kind"], read[0]["number"], read[0]["match_key"]) == ("party", "14", "14.kl.tw")
    assert (read[1]["number"], read[1]["suffix"], read[1]["year"]) == ("66", "13", 2026)
    assert (read[2]["raw"], read[2]["number"], read[3]["raw"]) == ("không phải số", "", "")


def test_the_text_of_a_file_is_printed_or_why_there_is_none(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text("Kết luận", encoding="utf-8")
    plain, described = StringIO(), StringIO()

    call_command("extract_text", file, stdout=plain)
    call_command("extract_text", file, json=True, stdout=described)

    assert plain.getvalue().strip() == "Kết luận"
    assert json.loads(described.getvalue())["status"] == "extracted"
    with pytest.raises(CommandError, match="không hỗ trợ"):
        call_command("extract_text", _renamed(file))


def _renamed(file: Path) -> Path:
    other = file.with_suffix(".pdf")
    other.write_bytes(file.read_bytes())
    return other


def test_mentions_find_a_document_once_it_is_public_and_lose_it_when_it_is_taken_off(
    bring_in: Callable[..., Summary], approver: User
) -> None:
    bring_in(PLAN)
    assert set(Mention.objects.values_list("state", flat=True)) == {"unmatched"}

    bring_in(DECREE, order=PublishOrder(approver, "Đã đăng Công báo"))
    decree = OfficialDocument.objects.get(number="905")
    assert Mention.objects.get(match_key=decree.match_key).target == decree

    decree.unpublish()
    assert Mention.objects.get(match_key=decree.match_key).target is None
