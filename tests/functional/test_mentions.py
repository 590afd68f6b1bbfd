"""What texts name, tried again as documents come and go, and shown from the other end."""

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from documents import citations, linking, missing, operations, retrying
from documents.models import Mention, MentionState, OfficialDocument, PendingKey, Relation, WantedDocument
from documents.refusals import ArchiveRefusal
from tests.factories.documents import make_body, make_draft, make_live, make_public, type_named

pytestmark = pytest.mark.django_db
SAID = "Thực hiện Kết luận số 14-KL/TW{}, Tỉnh ủy yêu cầu các cấp ủy."


def central(day: date, **values: Any) -> OfficialDocument:
    values.setdefault("issuer", make_body("Bộ Chính trị", level="central", branch="party"))
    return make_public(symbol="14-KL/TW", issued_on=day, **values)


def only(source: OfficialDocument) -> Mention:
    (found,) = citations.cited_in(source)
    return found


def test_a_mention_waits_until_its_document_arrives_and_again_when_it_leaves() -> None:
    source = make_public(text=SAID.format(", ngày 22/9/2021"))
    assert only(source).state == MentionState.UNMATCHED

    document = central(date(2021, 9, 22))
    assert (only(source).state, only(source).target) == (MentionState.RESOLVED, document)

    operations.withdraw(document=document, by=document.clearance.cleared_by, reason="thử nghiệm")
    assert (only(source).state, only(source).target) == (MentionState.UNMATCHED, None)


@pytest.mark.parametrize(
    ("words", "chosen"),
    [
        (", ngày 22/9/2021 của Bộ Chính trị", 0),
        (", ngày 20/3/2026", 1),
        (" của Bộ Chính trị", None),
        (", ngày 01/01/2020", "none"),
    ],
)
@pytest.mark.parametrize("turned", [False, True])
def test_a_day_decides_between_documents_of_one_number_and_never_the_newest(
    words: str, chosen: Any, turned: bool
) -> None:
    body = make_body("Bộ Chính trị", level="central", branch="party")
    days = [date(2021, 9, 22), date(2026, 3, 20)]
    made = {day: central(day, issuer=body) for day in (reversed(days) if turned else days)}
    source = make_public(text=SAID.format(words))

    found = only(source)

    if chosen is None:
        assert found.state == MentionState.AMBIGUOUS
        assert set(found.candidates) == {each.pk for each in made.values()}
        assert found.target is None
    elif chosen == "none":
        assert found.state == MentionState.UNMATCHED
    else:
        assert found.target == made[days[chosen]]


def test_a_day_elsewhere_in_the_sentence_or_the_text_decides_too() -> None:
    body = make_body("Bộ Chính trị", level="central", branch="party")
    first, second = central(date(2021, 9, 22), issuer=body), central(date(2026, 3, 20), issuer=body)
    near = make_public(text="Sau hội nghị ngày 20/3/2026 ở thủ đô, các nơi học tập nội dung Kết luận số 14-KL/TW.")
    far = make_public(
        text="Kết luận số 14-KL/TW, ngày 22/9/2021 của Bộ Chính trị.\n\nĐoạn khác: theo Kết luận số 14-KL/TW."
    )

    assert only(near).target == second
    assert {each.target for each in citations.cited_in(far)} == {first}


def test_the_issuer_decides_and_another_provinces_document_is_another() -> None:
    other = make_body("Tỉnh ủy Bình Sơn Thử", branch="party")
    own = make_body("Tỉnh ủy Vạn Xuân Thử", branch="party")
    programme = type_named("Chương trình")
    held = make_public(symbol="26-CTr/TU", issuer=other, type=programme, issued_on=date(2022, 1, 5))
    text = "Căn cứ Chương trình số 26-CTr/TU của Tỉnh ủy Vạn Xuân Thử;"
    source = make_public(text=text)
    assert only(source).state == MentionState.UNMATCHED

    mine = make_public(symbol="26-CTr/TU", issuer=own, type=programme, issued_on=date(2022, 6, 5))

    assert only(source).target == mine != held


def law(year: int) -> OfficialDocument:
    return make_public(
        symbol=f"{year % 100}/{year}/QH15", type=type_named("Luật", "state"), subject="Đất đai",
        issued_on=date(year, 1, 18), issuer=make_body("Quốc hội", level="central"),
    )  # fmt: skip


def test_a_law_named_without_number_is_told_by_its_year_or_kept_open() -> None:
    old, new = law(2013), law(2024)
    year = make_public(text="theo Luật Đất đai năm 2013.", issued_on=date(2025, 3, 1))
    bare = make_public(text="theo Luật Đất đai.", issued_on=date(2025, 3, 1))
    early = make_public(text="theo Luật Đất đai.", issued_on=date(2015, 3, 1))
    longer = make_public(text="theo Luật Kinh tế đất đai mới.", issued_on=date(2025, 3, 1))

    assert only(year).target == old
    assert (only(bare).state, set(only(bare).candidates)) == (MentionState.AMBIGUOUS, {old.pk, new.pk})
    assert only(early).target == old
    assert only(longer).state == MentionState.UNMATCHED


def test_what_a_person_decided_is_not_overwritten_by_a_new_run() -> None:
    body = make_body("Bộ Chính trị", level="central", branch="party")
    first, _ = central(date(2021, 9, 22), issuer=body), central(date(2026, 3, 20), issuer=body)
    source = make_public(text=SAID.format(""))
    missing.decide(mention=only(source), document=first, by=first.clearance.cleared_by)

    linking.record_mentions(source)
    central(date(2017, 5, 1), issuer=body)
    retrying.ask({"14.kl.tw"})
    retrying.run()

    assert (only(source).target, only(source).decided_by_person) == (first, True)


def test_many_mentions_are_tried_again_in_bounded_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    source = make_public(text=SAID.format(""))
    one = only(source)
    rows = [
        Mention(
            content_type_id=one.content_type_id, object_id=source.pk, field="body_text", start=n, end=n + 8,
            quote="14-KL/TW", symbol="14-KL/TW", match_key="14.kl.tw",
        )
        for n in range(1000)
    ]  # fmt: skip
    Mention.objects.bulk_create(rows)

    document = central(date(2021, 9, 22))

    assert Mention.objects.filter(target=document).count() == retrying.AT_ONCE
    assert PendingKey.objects.count() == 1
    retrying.run(batches=2)
    assert Mention.objects.filter(target=document).count() == 2 * retrying.BATCH
    retrying.run()
    assert Mention.objects.filter(target=document).count() == 1001
    assert not PendingKey.objects.exists()


def test_a_deleted_document_leaves_its_mentions_waiting() -> None:
    source = make_public(text=SAID.format(""))
    document = central(date(2021, 9, 22))
    OfficialDocument.objects.filter(pk=document.pk).update(live=False)

    document.refresh_from_db()
    document.delete()

    assert (only(source).state, only(source).target) == (MentionState.UNMATCHED, None)


def test_a_page_shows_where_its_document_is_named_with_the_sentence(client: Client) -> None:
    document = central(date(2021, 9, 22))
    make_public(subject="về việc nêu tên", text=f"I. MỞ ĐẦU\n1. {SAID.format('')}")
    make_draft(subject="về bản thảo giấu kín", text=SAID.format(""))

    page = client.get(document.get_absolute_url()).content.decode()

    assert "Được nhắc trong" in page
    assert "Thực hiện Kết luận số <mark>14-KL/TW</mark>, Tỉnh ủy yêu cầu các cấp ủy." in page
    assert "bản thảo giấu kín" not in page


def test_the_list_of_naming_texts_is_paged_and_costs_the_same(client: Client) -> None:
    document = central(date(2021, 9, 22))
    address = reverse("document-mentioned", args=[document.pk])

    def name_it(count: int) -> None:
        template = make_public(text=SAID.format(""))
        made = OfficialDocument.objects.bulk_create(
            OfficialDocument(symbol=f"{n}-KH/TU", live=True, clearance=document.clearance, subject=f"Nơi {n}")
            for n in range(count)
        )
        mention = only(template)
        Mention.objects.bulk_create(
            Mention(
                content_type_id=mention.content_type_id, object_id=each.pk, field="body_text", start=1, end=9,
                quote="14-KL/TW", match_key="14.kl.tw", target=document, state="resolved",
                sentence="14-KL/TW", mark_end=8,
            )
            for each in made
        )  # fmt: skip

    def cost(url: str) -> int:
        client.get(url)
        with CaptureQueriesContext(connection) as caught:
            assert client.get(url, headers={"cookie": "sessionid=x"}).status_code == 200
        return len(caught)

    name_it(5)
    few = cost(address)
    name_it(60)

    assert cost(address) == few
    page = client.get(address + "?loai=van-ban&trang=2").content.decode()
    assert page.count("citing__title") == 20
    assert "loai=van-ban&amp;trang=3" in page


def test_a_number_that_is_missing_says_how_often_it_is_named(client: Client) -> None:
    make_public(text=SAID.format("") + " Tiếp tục thực hiện Kết luận số 14-KL/TW.")
    make_draft(text=SAID.format(""))

    answer = client.get(reverse("document-by-number", args=["14.kl.tw"]))

    assert answer.status_code == 404
    assert "Chưa có trong kho, được nhắc 2 lần" in answer.content.decode()


def test_missing_documents_are_listed_by_count_and_can_be_asked_for(admin_client: Client) -> None:
    make_public(text="Căn cứ Quyết định số 5/QĐ-UBND;\nCăn cứ Kết luận số 14-KL/TW;\nThực hiện Kết luận số 14-KL/TW.")

    page = admin_client.get(reverse("documents-missing"))
    assert [(row.label, row.times) for row in page.context["rows"]] == [("14-KL/TW", 2), ("5/QĐ-UBND", 1)]
    admin_client.post(reverse("documents-missing"), {"key": "14.kl.tw"})
    admin_client.post(reverse("documents-missing"), {"key": "14.kl.tw"})
    admin_client.post(reverse("documents-missing"), {"key": "không có"})

    assert [each.label for each in WantedDocument.objects.all()] == ["14-KL/TW"]
    central(date(2021, 9, 22))
    page = admin_client.get(reverse("documents-missing"))
    assert [row.label for row in page.context["rows"]] == ["5/QĐ-UBND"]


def test_a_rejected_proposal_does_not_come_back_though_its_number_becomes_unclear() -> None:
    body = make_body("Bộ Chính trị", level="central", branch="party")
    first = central(date(2021, 9, 22), issuer=body)
    source = make_draft(text=SAID.format(""))
    (proposal,) = linking.read_links(source)
    operations.reject_relation(relation=proposal, by=first.clearance.cleared_by)

    central(date(2026, 3, 20), issuer=body)
    linking.read_links(source)
    make_live(source)

    assert [(each.pk, each.state) for each in Relation.objects.filter(from_document=source)] == [
        (proposal.pk, "rejected")
    ]


def test_only_a_candidate_can_be_chosen() -> None:
    source = make_public(text=SAID.format(""))
    stranger = make_public()

    with pytest.raises(ArchiveRefusal):
        missing.decide(mention=only(source), document=stranger, by=stranger.clearance.cleared_by)


def test_a_decision_about_one_day_leaves_the_same_number_of_another_day_alone() -> None:
    body = make_body("Bộ Chính trị", level="central", branch="party")
    first = make_public(symbol="14-KL/TW", issued_on=date(2021, 9, 22), issuer=body)
    second = make_public(symbol="14-KL/TW", issued_on=date(2026, 3, 20), issuer=body)
    source = make_draft(text="Theo Kết luận số 14-KL/TW. Khác với Kết luận số 14-KL/TW ngày 20/3/2026.")
    Mention.objects.all().delete()
    linking.record_mentions(source)
    undated = Mention.objects.filter(mentioned_on=None).get()
    Mention.objects.filter(pk=undated.pk).update(state="resolved", target=first, decided_by_person=True)

    linking.record_mentions(source)

    told = dict(Mention.objects.values_list("mentioned_on", "target_id"))
    assert told == {None: first.pk, date(2026, 3, 20): second.pk}
