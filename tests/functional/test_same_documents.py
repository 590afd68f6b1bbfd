"""Two records of one document are offered for merging; one keeps everything, the other's address leads to it."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from documents import duplicates, merging
from documents.filing import FiledFile
from documents.models import DocumentCopy, Mention, Merger, OfficialDocument, Provenance, Relation
from documents.operations import relate
from documents.refusals import ArchiveRefusal
from portal.accounts.models import User
from portal.audit.models import AuditEntry
from search import reconcile
from tests.factories.documents import PLAN, make_body, make_draft, make_file, make_live, make_public, type_named

pytestmark = pytest.mark.django_db
LONG = "\n".join(PLAN.replace("hộp thư", f"hộp thư số {number}") for number in range(4))


def pair(**values) -> tuple[OfficialDocument, OfficialDocument]:
    """Return a document, and the same one entered again with one word typed differently."""
    body = make_body()
    facts = {"type": type_named("Kế hoạch", "state"), "issuer": body, "issued_on": date(2026, 1, 15)}
    first = make_draft(symbol="208/KH-UBND", text=LONG, **facts)
    second = make_draft(
        symbol=values.pop("symbol", "208a/KH-UBND"), text=LONG.replace("mười ngày", "mươi ngày", 1), **facts, **values
    )
    for each in (first, second):
        duplicates.remember(each)
    return first, second


def test_nearly_the_same_text_is_offered_with_the_differences(clerk: User, approver: User) -> None:
    first, second = pair()
    leader = Client()
    leader.force_login(approver)

    page = leader.get(reverse("documents-clearance", args=[second.pk])).content.decode()
    assert "Có thể trùng" in page
    compared = leader.get(reverse("documents-merge", args=[first.pk, second.pk])).content.decode()

    assert "<del>" in compared
    assert "<ins>" in compared
    assert "208a/KH-UBND" in compared


def test_the_same_identity_is_offered_however_the_texts_differ() -> None:
    first, _ = pair()
    again = make_draft(
        symbol=first.symbol, type=first.type, issuer=first.issuer, issued_on=first.issued_on, text="khác"
    )

    assert [each.document for each in duplicates.alike(again) if each.same_identity] == [first]


def named(symbol: str, **values: Any) -> OfficialDocument:
    """Return a record of one office and type with a telling subject."""
    return make_draft(symbol=symbol, subject="về chủ trương khuyến khích, bảo vệ cán bộ năng động", **values)


def test_a_text_without_number_is_offered_the_record_that_bears_its_subject(clerk: User, approver: User) -> None:
    body = make_body("Bộ Chính trị", level="central", branch="party")
    known = named("14-KL/TW", issuer=body, issued_on=date(2021, 9, 22))
    text = named("", issuer=body, issued_on=None, no_number_reason="not_printed", no_date_reason="not_printed")
    leader = Client()
    leader.force_login(approver)

    page = leader.get(reverse("documents-clearance", args=[text.pk])).content.decode()

    assert "cùng cơ quan, loại và trích yếu, một bên chưa có số" in page
    assert reverse("documents-merge", args=[known.pk, text.pk]) in page
    assert [each.document for each in duplicates.alike(known)] == [text]


def test_a_plan_of_each_year_is_not_the_plan_of_the_year_before() -> None:
    body = make_body()
    first = named("14-KL/TU", issuer=body, issued_on=date(2021, 9, 22))
    named("15-KL/TU", issuer=body, issued_on=date(2022, 9, 22))
    named("", issuer=body, issued_on=date(2022, 9, 22), no_number_reason="not_printed")

    assert duplicates.alike(first) == []


def test_other_texts_of_the_same_office_are_not_offered() -> None:
    first, _ = pair()
    words = "\n".join(f"Điều {n}. Sở thứ {n} rà soát tài sản công và báo cáo theo quý {n * 7}." for n in range(1, 40))
    other = make_draft(symbol="9/KH-UBND", type=first.type, issuer=first.issuer, text=words)
    duplicates.remember(other)

    assert duplicates.alike(other) == []


def test_what_a_person_judged_different_is_not_offered_again(approver: User) -> None:
    first, second = pair()
    leader = Client()
    leader.force_login(approver)

    leader.post(reverse("documents-merge", args=[first.pk, second.pk]), {"different": "1"})

    assert duplicates.alike(second) == []
    assert duplicates.alike(first) == []


def test_records_without_a_sketch_are_caught_up_with() -> None:
    first, second = pair()
    first.sketches.all().delete()
    assert duplicates.alike(second) == []

    duplicates.catch_up()

    assert [each.document for each in duplicates.alike(second)] == [first]


def test_the_survivor_keeps_files_copies_relations_and_mentions(
    approver: User, search_index, django_capture_on_commit_callbacks
) -> None:
    file = make_file(b"ban thu hai", "hai.txt")
    first, second = pair(files=[FiledFile(file.pk)])
    draft = second.get_latest_revision_as_object()
    draft.copies.add(DocumentCopy(kind="SL", symbol="14-SL/ĐUK"))
    draft.save()
    draft.save_revision(user=User.objects.system("set-up"))
    first = make_live(first)
    second = make_live(OfficialDocument.objects.get(pk=second.pk))
    parent, child = make_public(issued_on=date(2025, 2, 3)), make_public(issued_on=date(2026, 3, 4))
    relate(from_document=second, kind="implements", to_document=parent)
    relate(from_document=child, kind="implements", to_document=second)
    relate(from_document=child, kind="implements", to_document=first)
    old_address = second.get_absolute_url()
    reconcile.rebuild()
    leader = Client()
    leader.force_login(approver)

    with django_capture_on_commit_callbacks(execute=True):
        answer = leader.post(reverse("documents-merge", args=[first.pk, second.pk]), {"reason": "nhập hai lần"})

    assert answer.status_code == 302, answer.content.decode()
    kept = OfficialDocument.objects.get(pk=first.pk).get_latest_revision_as_object()
    assert [each.stored_file_id for each in kept.attachments.all()] == [file.pk]
    assert [each.symbol for each in kept.copies.all()] == ["14-SL/ĐUK"]
    assert set(Relation.objects.values_list("from_document", "to_document")) == {
        (first.pk, parent.pk), (child.pk, first.pk),
    }  # fmt: skip
    assert not Mention.objects.filter(target=second).exists()
    moved = Client().get(old_address)
    assert (moved.status_code, moved["Location"]) == (302, first.get_absolute_url())
    hits = Client().get("/api/v1/search", {"q": "208a/KH-UBND"}).json()["results"]
    assert f"document:{second.pk}" not in {hit["key"] for hit in hits}
    assert AuditEntry.objects.get(action="documents.merge").data["merged"] == second.pk
    assert Merger.objects.get().reason == "nhập hai lần"


def test_the_survivor_is_given_what_it_lacks_and_keeps_what_it_has(approver: User) -> None:
    body = make_body("Bộ Chính trị", level="central", branch="party")
    known = make_public(symbol="14-KL/TW", issuer=body, issued_on=date(2021, 9, 22), place="Hà Nội")
    text = make_draft(
        symbol="", no_number_reason="not_printed", issued_on=None, no_date_reason="not_printed", issuer=body,
        signer_name="Người Ký", place="Nơi Khác", text="1. Nội dung của kết luận.",
    )  # fmt: skip
    draft = text.get_latest_revision_as_object()
    draft.provenance.add(Provenance(field="signer_name", kind="copy_header", quote="Đã ký"))
    draft.save()
    draft.save_revision(user=User.objects.system("set-up"))

    merging.merge(survivor=known, merged=OfficialDocument.objects.get(pk=text.pk), by=approver, reason="một văn bản")

    kept = OfficialDocument.objects.get(pk=known.pk).get_latest_revision_as_object()
    assert (kept.symbol, kept.issued_on, kept.place) == ("14-KL/TW", date(2021, 9, 22), "Hà Nội")
    assert (kept.body_text, [node.label for node in kept.nodes]) == ("1. Nội dung của kết luận.", ["1"])
    assert kept.signer_name == "Người Ký"
    assert [(row.field, row.kind, row.quote) for row in kept.provenance.all()] == [
        ("signer_name", "copy_header", "Đã ký")
    ]
    assert OfficialDocument.objects.get(pk=known.pk).body_text == "", "the public waits for the clearance"
    entry = AuditEntry.objects.get(action="documents.merge")
    assert entry.data["filled"] == ["body_text", "signer_name"]


def test_merging_needs_a_reason_two_records_and_the_right(clerk: User, approver: User) -> None:
    first, second = pair()
    for survivor, merged, reason in ((first, second, " "), (first, first, "x")):
        with pytest.raises(ArchiveRefusal):
            merging.merge(survivor=survivor, merged=merged, by=approver, reason=reason)
    client = Client()
    client.force_login(clerk)
    assert client.post(reverse("documents-merge", args=[first.pk, second.pk]), {"reason": "x"}).status_code in {
        302,
        403,
    }
    assert not Merger.objects.exists()
    merging.merge(survivor=first, merged=second, by=approver, reason="trùng")
    with pytest.raises(ArchiveRefusal):
        merging.merge(survivor=second, merged=first, by=approver, reason="trùng")


def test_a_copy_is_found_by_its_own_number_and_is_no_second_document(search_index) -> None:
    document = make_draft(symbol="112-KL/TU")
    draft = document.get_latest_revision_as_object()
    draft.copies.add(DocumentCopy(kind="TrS", symbol="77-TrS/VPTU", purpose="để thực hiện"))
    draft.save()
    draft.save_revision(user=User.objects.system("set-up"))
    make_live(draft)
    reconcile.rebuild()
    client = Client()

    by_number = client.get("/van-ban/so/77.trs.vptu/")
    found = client.get("/api/v1/search", {"q": "77-TrS/VPTU"}).json()
    everything = client.get("/api/v1/search", {"q": "", "kind": "document"}).json()

    assert by_number["Location"].endswith(f"/van-ban/{document.pk}/ban-sao/1/")
    assert [hit["key"] for hit in found["results"]] == [f"document:{document.pk}"]
    assert everything["count"] <= 1
    assert "77-TrS/VPTU" in client.get(document.get_absolute_url(), follow=True).content.decode()
