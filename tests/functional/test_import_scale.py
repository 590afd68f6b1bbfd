"""An import by the thousand stores what filing one by one would store, survives a kill, and passes the same gate."""

import gc
import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import date
from multiprocessing import active_children
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import ModelLogEntry, ReferenceIndex, Revision

from benchmarks.texts import documents as made_documents
from documents import filing, filing_many, layout_nodes, link_queue
from documents.importing import adapters
from documents.importing.reading import read_rows
from documents.importing.run import PublishOrder, Summary, run_import
from documents.models import Clearance, ImportRun, Mention, OfficialDocument, PendingLinks, SourceRecord
from portal.accounts.models import User
from portal.audit.models import AuditEntry
from portal.editorial import blockers, bulk
from portal.editorial.contributions import content_digest
from portal.editorial.models import Contribution
from portal.editorial.reasons import Reason
from search.models import OutboxEntry

pytestmark = pytest.mark.django_db
TEXT = "Căn cứ Nghị định số 905/2023/NĐ-CP ngày 04/3/2023 của Chính phủ;\nĐiều 1. Phạm vi\nĐiều 2. Hiệu lực"
ORIGINS = (
    filing.FieldOrigin("symbol", "source", source_name="cong-cu"),
    filing.FieldOrigin("place", "printed", quote="Hà Nội"),
)


def rows(count: int, first: int = 1) -> list[dict[str, Any]]:
    return [
        {
            "source": "bench", "key": str(each.number), "title": each.title, "number": each.symbol,
            "type": each.type_name, "issuer": each.issuer, "issued_on": each.issued_on.isoformat(),
            "text": f"Số: {each.symbol}\n{each.text}",
        }
        for each in made_documents(count, first=first, clauses=2)
    ]  # fmt: skip


def written(folder: Path, found: list[dict[str, Any]]) -> Path:
    file = folder / "nhieu.jsonl"
    file.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in found), encoding="utf-8")
    return file


@pytest.fixture
def bring_in(tmp_path: Path, clerk: User) -> Callable[..., Summary]:
    def run(found: list[dict[str, Any]], **options: Any) -> Summary:
        return run_import(path=written(tmp_path, found), adapter="jsonl", entered_by=clerk, **options)

    return run


def without_ids(value: Any) -> Any:
    if isinstance(value, dict):
        own = {"pk", "document", "latest_revision"}
        return {name: without_ids(each) for name, each in value.items() if name not in own}
    return [without_ids(each) for each in value] if isinstance(value, list) else value


def test_a_revision_made_in_bulk_is_the_one_that_saving_would_make(clerk: User) -> None:
    values = {"symbol": "907/KH-UBND", "subject": "về thư viện", "title": "Kế hoạch"}
    copies = [{"kind": "copy", "symbol": "12-BS/TU", "issuer_text": "Tỉnh ủy"}]
    alone = filing.file_document(values=values, by=clerk, text=TEXT, origins=ORIGINS, copies=copies)
    given = filing_many.Filing(values, TEXT, layout_nodes.nodes(TEXT), ORIGINS, copies)
    (version,) = filing_many.file_documents([filing_many.checked(given, clerk)], by=clerk)

    one, other = alone.get_latest_revision(), Revision.objects.get(pk=version.revision.pk)
    assert without_ids(one.content) == without_ids(other.content)
    assert one.object_str == other.object_str
    stored = OfficialDocument.objects.get(pk=version.obj.pk)
    rows_of = OfficialDocument.objects.filter(pk__in=[alone.pk, stored.pk]).order_by("pk").values()
    own = {"id", "latest_revision_id"}
    first, second = ({name: each for name, each in row.items() if name not in own} for row in rows_of)
    assert first == second
    assert (stored.latest_revision_id, list(stored.copies.values_list("symbol"))) == (other.pk, [("12-BS/TU",)])
    ours: tuple[tuple[Any, dict[str, str]], ...] = (
        (Contribution, {"content_type__model": "officialdocument"}),
        (AuditEntry, {"action": "documents.file"}),
        (ModelLogEntry, {"content_type__model": "officialdocument"}),
        (OutboxEntry, {"kind": "document"}),
    )
    for model, which in ours:
        assert [model.objects.filter(object_id=pk, **which).count() for pk in (alone.pk, stored.pk)] == [1, 1], model
    notes = Contribution.objects.filter(content_type__model="officialdocument")
    for pk, revision in ((alone.pk, one), (stored.pk, other)):
        assert notes.get(object_id=pk).digest == content_digest(revision.content)
    assert stored.get_latest_revision_as_object().provenance.count() == 2


def test_a_batch_costs_the_same_number_of_statements_for_10_and_for_150_rows(
    bring_in: Callable[..., Summary], django_assert_max_num_queries: Any
) -> None:
    bring_in(rows(5), afterwards=False)
    with django_assert_max_num_queries(90):
        bring_in(rows(10, first=100), afterwards=False)
    with django_assert_max_num_queries(130):
        summary = bring_in(rows(150, first=1_000), afterwards=False)
    assert summary.created == 150
    assert SourceRecord.objects.count() == PendingLinks.objects.count() == 165


def test_a_dry_run_asks_for_the_types_of_documents_once(bring_in: Callable[..., Summary]) -> None:
    with CaptureQueriesContext(connection) as asked:
        summary = bring_in(rows(450), dry_run=True)

    assert (summary.created, OfficialDocument.objects.count()) == (450, 0)
    assert sum('FROM "documents_documenttype"' in each["sql"] for each in asked) == 1


def test_rows_read_by_other_processes_come_out_as_rows_read_here(bring_in: Callable[..., Summary]) -> None:
    found = rows(130)
    found[7] = found[7] | {"issued_on": "hôm qua"}
    found[120] = found[120] | {"key": found[3]["key"]}

    summary = bring_in(found, afterwards=False)

    assert (summary.created, [line.place for line in summary.refused]) == (128, ["nhieu.jsonl:8", "nhieu.jsonl:121"])
    keys = list(SourceRecord.objects.order_by("pk").values_list("key", flat=True))
    assert keys == [row["key"] for at, row in enumerate(found) if at not in (7, 120)]
    again = bring_in(found, afterwards=False)
    assert (again.created, again.updated, again.unchanged) == (0, 0, 128)


def test_rows_come_out_whole_and_in_order_when_the_processes_that_read_them_are_killed(tmp_path: Path) -> None:
    found = rows(1_500)
    reading = read_rows(written(tmp_path, found), "jsonl")
    keys = [record.key for _ in range(40) if (record := next(reading).row.record)]

    for child in active_children():
        child.kill()
    keys += [record.key for read in reading if (record := read.row.record)]

    assert keys == [row["key"] for row in found]


def test_an_import_leaves_the_search_for_rubbish_as_it_was(bring_in: Callable[..., Summary]) -> None:
    bring_in(rows(1), afterwards=False)
    assert (gc.isenabled(), gc.get_freeze_count()) == (True, 0)


def test_what_texts_name_is_read_afterwards_or_by_the_worker(bring_in: Callable[..., Summary]) -> None:
    bring_in([rows(1)[0] | {"text": TEXT}], afterwards=False)
    assert (Mention.objects.count(), link_queue.waiting()) == (0, 1)

    assert link_queue.work_off() == 1

    assert Mention.objects.filter(match_key="905.2023.nd.cp").exists()
    assert link_queue.waiting() == 0


def test_an_import_reads_the_links_of_its_own_rows_and_leaves_the_others_to_the_worker(
    bring_in: Callable[..., Summary],
) -> None:
    bring_in(rows(3), afterwards=False)

    bring_in([rows(1, first=100)[0] | {"text": TEXT}])

    assert Mention.objects.filter(match_key="905.2023.nd.cp").exists()
    assert link_queue.waiting() == 3


def test_a_published_batch_has_its_clearance_log_and_approver(
    bring_in: Callable[..., Summary], clerk: User, approver: User
) -> None:
    summary = bring_in(rows(12), order=PublishOrder(approver, "Đã đăng Công báo"), afterwards=False)

    assert (summary.published, summary.drafts) == (12, [])
    for document in OfficialDocument.objects.all():
        assert document.live
        assert document.live_revision_id == document.latest_revision_id == document.clearance.revision_id
        assert (document.clearance.cleared_by, document.clearance.entered_by) == (approver, clerk)
        assert document.first_published_at
        assert not document.has_unpublished_changes
    for action, user in (("documents.file", clerk), ("documents.clear", approver), ("editorial.go_live", approver)):
        assert AuditEntry.objects.filter(action=action, actor=user).count() == 12
    assert ModelLogEntry.objects.filter(action="wagtail.publish", user=approver).count() == 12
    assert Clearance.objects.filter(import_run=ImportRun.objects.get()).count() == 12
    assert ReferenceIndex.objects.filter(object_id=str(document.pk)).exists()
    assert OutboxEntry.objects.filter(kind="document").count() == 12


def versions_of(clerk: User, *symbols: str, **more: Any) -> list[bulk.Version]:
    plan = OfficialDocument._meta.get_field("type").related_model.objects.filter(name="Kế hoạch").first()
    given = [
        filing_many.Filing(
            {"symbol": symbol, "subject": "về thư viện", "type": plan, "issued_on": date(2024, 5, 6), **more}
        )
        for symbol in symbols
    ]
    return filing_many.file_documents([filing_many.checked(each, clerk) for each in given], by=clerk)


def said(refused: dict[int, list[Reason]], version: bulk.Version) -> set[str]:
    return {reason.code for reason in refused.get(version.obj.pk, [])}


def test_the_bulk_gate_asks_every_blocker(clerk: User, approver: User, monkeypatch: pytest.MonkeyPatch) -> None:
    (version,) = versions_of(clerk, "907/KH-UBND")
    monkeypatch.setattr(
        blockers, "_blockers", [*blockers._blockers, (OfficialDocument, lambda o, r: [Reason("asked", "Không")])]
    )

    refused = bulk.publish_many([version], user=clerk, approver=approver)

    assert {"asked", "not-cleared", "no-issuer"} <= said(refused, version)
    assert not OfficialDocument.objects.get(pk=version.obj.pk).live


def test_the_bulk_gate_asks_for_a_second_person_with_the_right(clerk: User, approver: User) -> None:
    own, other = versions_of(clerk, "907/KH-UBND", "908/KH-UBND")
    nobody = User.objects.create(username="khach")

    assert said(bulk.publish_many([own], user=approver, approver=nobody), own) == {"no-right"}
    approver_wrote = versions_of(approver, "909/KH-UBND")
    assert said(bulk.publish_many(approver_wrote, user=approver, approver=approver), approver_wrote[0]) == {"own-work"}
    assert said(bulk.publish_many([other], user=clerk, approver=None), other) >= {"no-right"}


def test_content_changed_since_its_revision_does_not_pass_in_bulk(clerk: User, approver: User) -> None:
    (version,) = versions_of(clerk, "907/KH-UBND")
    version.obj.subject = "về điều khác"

    assert said(bulk.publish_many([version], user=clerk, approver=approver), version) == {"newer-content"}


def test_of_two_with_one_identity_in_a_batch_one_goes_live_and_the_other_is_told(
    bring_in: Callable[..., Summary], approver: User
) -> None:
    found = rows(4)
    found.append(found[2] | {"key": "lai"})

    summary = bring_in(found, order=PublishOrder(approver, "Đã đăng Công báo"), afterwards=False)

    assert (summary.created, summary.published, [line.key for line in summary.drafts]) == (5, 4, ["lai"])
    assert "Đã có văn bản công khai" in summary.drafts[0].reason


def test_lines_that_cannot_be_are_reported_and_the_rest_goes_on(
    tmp_path: Path, clerk: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(adapters, "LINE_LIMIT", 100_000)
    monkeypatch.setattr(adapters, "_LONGEST", 100_001)
    good = [json.dumps(row, ensure_ascii=False).encode() for row in rows(6)]
    bad_days = json.dumps(rows(1, 50)[0] | {"issued_on": "0003-10-24", "effective_on": "2984-05-24"}).encode()
    long_number = json.dumps(rows(1, 51)[0] | {"number": "7" * 10_000}).encode()
    backwards = json.dumps(rows(1, 52)[0] | {"effective_on": "1990-01-01"}).encode()
    lines = [good[0], b"{" + b"x" * 350_000, good[1], "số".encode("utf-16"), good[2], b'{"source":', bad_days, good[3],
             long_number, backwards, b"1" * 9_000, good[4], b'{"key": NaN}', good[5]]  # fmt: skip
    file = tmp_path / "xau.jsonl"
    file.write_bytes(b"\n".join(lines))

    summary = run_import(path=file, adapter="jsonl", entered_by=clerk, afterwards=False)

    assert summary.created == 8
    assert "xau.jsonl:2" in {line.place for line in summary.refused if "dài quá" in line.reason}
    assert any("10000 ký tự" in line.reason for line in summary.refused)
    told = " ".join(line.reason for line in summary.notes)
    assert "0003-10-24" in told
    assert "2984-05-24" in told
    assert "đứng trước ngày ban hành" in told


_CHILD = """
import django, sys
django.setup()
from pathlib import Path
from django.contrib.auth import get_user_model
from documents.importing.reading import read_rows
from documents.importing.run import run_import
user, _ = get_user_model().objects.get_or_create(username="clerk")
print(run_import(path=Path(sys.argv[1]), adapter="jsonl", entered_by=user, afterwards=False).counts(), flush=True)
"""


_COUNT = """
import django
django.setup()
from wagtail.models import Revision
from documents.models import OfficialDocument, PendingLinks, SourceRecord
revisions = Revision.objects.filter(content_type__model="officialdocument")
print(*(each.count() for each in (OfficialDocument.objects, SourceRecord.objects, revisions, PendingLinks.objects)))
"""


def test_a_data_folder_without_tables_is_one_clear_line(tmp_path: Path) -> None:
    file = written(tmp_path, rows(1))
    (tmp_path / "data").mkdir()
    environment = {**os.environ, "PORTAL_DATA": str(tmp_path / "data"), "SECRET_KEY": "x",
                   "DJANGO_SETTINGS_MODULE": "portal.settings.local"}  # fmt: skip

    command = [sys.executable, "manage.py", "import_documents", str(file)]
    ended = subprocess.run(command, env=environment, check=False, capture_output=True, text=True)

    assert ended.returncode == 1
    assert "Cơ sở dữ liệu chưa có đủ bảng" in ended.stderr
    assert "Traceback" not in ended.stderr


@pytest.mark.server
def test_killed_at_any_point_a_second_run_completes_and_stores_nothing_twice(tmp_path: Path) -> None:
    file = written(tmp_path, rows(900))
    (tmp_path / "data").mkdir()
    environment = {**os.environ, "PORTAL_DATA": str(tmp_path / "data"), "SECRET_KEY": "x",
                   "DJANGO_SETTINGS_MODULE": "portal.settings.local"}  # fmt: skip

    def run(*command: str) -> str:
        whole = [sys.executable, *command]
        return subprocess.run(whole, env=environment, check=True, capture_output=True, text=True).stdout

    run("manage.py", "migrate", "-v0")
    dice = random.Random(7)
    for _ in range(4):
        child = subprocess.Popen([sys.executable, "-c", _CHILD, str(file)], env=environment, start_new_session=True)
        time.sleep(dice.uniform(4, 12))
        os.killpg(child.pid, signal.SIGKILL)
        child.wait()

    first, second = run("-c", _CHILD, str(file)), run("-c", _CHILD, str(file))

    assert "'refused': 0" in first
    assert "'created': 0, 'updated': 0, 'unchanged': 900" in second
    assert run("-c", _COUNT).split() == ["900"] * 4
