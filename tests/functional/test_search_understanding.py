"""What a question is understood to say, told by change: renumbered, re-dated, renamed, stripped of marks."""

import unicodedata
from dataclasses import replace
from datetime import date
from html import unescape
from pathlib import Path
from threading import Thread
from urllib.parse import urlencode

import pytest
from django.db import connections, transaction
from django.http import QueryDict
from django.test import Client

from documents.models import OfficialDocument
from portal.organisations.models import Organisation, OrganisationName
from portal.text.vietnamese import fold
from search import archive, names, outbox, synonym_table
from search.archive import understand
from search.forms import SearchForm
from search.models import SynonymGroup
from search.page import build as build_page
from tests.factories import documents
from tests.factories.people import make_person

pytestmark = pytest.mark.django_db
BODY = "KẾT LUẬN\n1. Cấp ủy các cấp khuyến khích cán bộ dám nghĩ, dám làm, bảo vệ cán bộ năng động vì lợi ích chung."


@pytest.fixture
def politburo(db: None) -> Organisation:
    """A body with a name of its day and today's."""
    body = Organisation.objects.create(key="bo-thu-nghiem", level="central", branch="party")
    OrganisationName.objects.create(organisation=body, name="Ban Thử nghiệm Trung ương", valid_to=date(2022, 1, 1))
    OrganisationName.objects.create(organisation=body, name="Ban Nghiên cứu Trung ương", valid_from=date(2022, 1, 2))
    body.refresh_from_db()
    return body


@pytest.fixture
def conclusion(search_index: Path, politburo: Organisation) -> OfficialDocument:
    """A conclusion and its neighbours in the same series."""
    made = documents.make_public(
        symbol="514-KL/TW", type=documents.type_named("Kết luận"), issuer=politburo, issued_on=date(2021, 9, 22),
        subject="về khuyến khích và bảo vệ cán bộ năng động, sáng tạo", text=BODY,
    )  # fmt: skip
    for symbol, day in (("512-KL/TW", date(2021, 5, 1)), ("515-KL/TW", date(2022, 5, 1))):
        documents.make_public(
            symbol=symbol, type=documents.type_named("Kết luận"), issued_on=day, subject="về công tác dân vận ở cơ sở"
        )
    outbox.drain()
    return made


def page(client: Client, typed: str, path: str = "/tim-kiem/", **more: str) -> str:
    return unescape(client.get(path, {"q": typed, **more}).content.decode())


@pytest.mark.parametrize(
    "typed",
    [
        "514-KL/TW", "514-КL/ТW", "514 kl", "kl514", "ketluan514", "kết luận 514 của Ban Thử nghiệm Trung ương",
        "ket luan so 514 ngay 22/9/2021", "514 kl tw ngày 22/9/2021", "５１４-KL/TW",
    ],
)  # fmt: skip
def test_the_exact_number_comes_first_however_it_is_typed(
    client: Client, conclusion: OfficialDocument, typed: str
) -> None:
    """Every written form of a number leads to what carries it.

    Look-alike letters, a type run together with its number, a number before its type, an issuer or a day behind.

    Found wrong, officials are told that a document in the archive is not there.
    """
    for text in (typed, unicodedata.normalize("NFD", typed)):
        assert client.get("/api/v1/search", {"q": text}).json()["results"][0]["number"] == "514-KL/TW"


def test_type_and_issuer_are_offered_under_any_name_of_the_body_and_never_forced(
    client: Client, conclusion: OfficialDocument, politburo: Organisation
) -> None:
    """A body is understood by its old and its new name; whoever asks still gets everything first.

    The filter that is offered names the body by its key, so that it holds when the name changes.

    Found wrong, a renamed body's documents can no longer be narrowed to.
    """
    for name in ("Ban Thử nghiệm Trung ương", "ban nghien cuu trung uong", "Ban Thử nghiệm TW"):
        read = understand(f"kết luận 514 của {name}")
        assert read is not None
        assert {each.facet: each.values for each in read.filters}["co-quan"] == ("bo-thu-nghiem",)
    html = page(client, "kết luận 514 của Ban Thử nghiệm Trung ương")
    assert "co-quan=bo-thu-nghiem" in html
    assert 'class="chip"' not in html


def test_a_number_that_is_only_mentioned_leaves_the_order_to_the_words(
    client: Client, conclusion: OfficialDocument
) -> None:
    """A whole question with a number in it is a question in words; the number's record is shown aside.

    Nothing is offered as the one meaning of it.

    Found wrong, every question about a document lists the document alone.
    """
    html = page(client, "Theo Kết luận 514-KL/TW thì cán bộ nào được khuyến khích và bảo vệ?")
    assert "Câu tìm có nhắc" in html
    assert "Tìm như từ khóa thường" not in html
    read = understand("Theo Kết luận 514-KL/TW thì cán bộ nào được bảo vệ?")
    assert read is not None
    assert read.is_mention


@pytest.mark.parametrize(
    ("typed", "since", "before"),
    [
        ("ngày 22/9/2021", "2021-09-22", "2021-09-22"),
        ("kết luận ngày 22-9-2021", "2021-09-22", "2021-09-22"),
        ("thang 9/2021", "2021-09-01", "2021-09-30"),
        ("tháng 12 năm 2021", "2021-12-01", "2021-12-31"),
    ],
)
def test_days_and_months_are_offered_as_what_narrows(
    client: Client, conclusion: OfficialDocument, typed: str, since: str, before: str
) -> None:
    """A day or a month that is named narrows the list to it, in an address that can be shared.

    It is offered where it finds something; the year is a facet of its own.

    Found wrong, "tháng 9/2021" finds texts that hold a 9.
    """
    read = understand(typed)
    assert read is not None
    assert read.since is not None
    assert read.since.isoformat() == since
    html = page(client, typed)
    if since.startswith("2021-09"):
        assert f"tu-ngay={since}&den-ngay={before}" in html
    narrowed = client.get("/van-ban/", {"tu-ngay": since, "den-ngay": before}).content.decode()
    assert ("514-KL/TW" in narrowed) is since.startswith("2021-09")


@pytest.mark.parametrize(
    ("typed", "rest"),
    [
        (
            "Luật Hôn nhân và gia đình năm 2014 quy định độ tuổi kết hôn là bao nhiêu?",
            "Luật Hôn nhân và gia đình quy định độ tuổi kết hôn là bao nhiêu?",
        ),
        (
            "luat hon nhan va gia dinh nam 2014 quy dinh do tuoi ket hon la bao nhieu?",
            "luat hon nhan va gia dinh quy dinh do tuoi ket hon la bao nhieu?",
        ),
        ("Kết luận về công việc của từng người trong năm 2021", "Kết luận về công việc của từng người"),
        ("Nghị định về độ mặn của nước", "Nghị định về độ mặn của nước"),
        ("Kết luận về độ tuổi của Ban Thử nghiệm Trung ương", "Kết luận về độ tuổi"),
    ],
)
def test_what_was_not_understood_stays_as_the_reader_wrote_it(politburo: Organisation, typed: str, rest: str) -> None:
    """Words that name no body remain, each in its place; "độ" is not "do", which names who issued.

    Only days and bodies of the register are taken out.

    Found wrong, the offer to narrow asks a garbled question that finds something else.
    """
    understood = understand(typed)
    assert understood is not None
    assert understood.rest == rest


@pytest.mark.parametrize("typed", ["kết luận về cán bộ năm 2021", "kết luận số 514 năm 2021"])
def test_ways_to_other_lists_begin_at_their_beginning(conclusion: OfficialDocument, typed: str) -> None:
    """What is offered leads to the same lists from whatever page of a sorted list it is offered on.

    The place in one list is none in another.

    Found wrong, a reader narrows on the second page and is shown the end of what there is.
    """
    first = SearchForm.from_address(QueryDict(urlencode({"q": typed, "sort": "newest"})), page_size=1)
    found = archive.search(first.query)
    second = replace(first, query=replace(first.query, onward=found.last))

    shown, later = (build_page(form, archive.search(form.query), path="/tim-kiem/") for form in (first, second))

    assert shown.offers
    assert later.offers == shown.offers
    assert later.candidates == shown.candidates


def test_a_changed_day_or_number_is_found_by_the_new_one_only(client: Client, conclusion: OfficialDocument) -> None:
    """What is found follows the record.

    The day and the number are those of the row, not of an earlier index.

    Found wrong, corrections never reach the readers.
    """
    OfficialDocument.objects.filter(pk=conclusion.pk).update(issued_on=date(2020, 3, 4))
    outbox.enqueue("document", conclusion.pk)
    outbox.drain()
    assert "514-KL/TW" not in page(client, "", "/van-ban/", **{"tu-ngay": "2021-09-22", "den-ngay": "2021-09-22"})
    assert "514-KL/TW" in page(client, "", "/van-ban/", **{"tu-ngay": "2020-03-04", "den-ngay": "2020-03-04"})


def test_a_missing_number_shows_its_neighbours_with_the_hole_in_place(
    client: Client, conclusion: OfficialDocument
) -> None:
    """Between the numbers that are there stands the one that is not, and what it may have been.

    The hole stands in the order of the numbers; exchanged digits are offered with their count.

    Found wrong, a reader cannot tell a slip of his own from a gap of the archive.
    """
    html = page(client, "513-KL/TW")
    hole = html.index("Không có trong kho")
    assert html.index(">512-KL/TW<") < html.index(">513-KL/TW<") < hole < html.index(">515-KL/TW<")
    assert "Hỏi về một văn bản" in html or "mailto:" not in html
    swapped = page(client, "154-KL/TW")
    assert "Ý bạn là" in swapped
    assert "514-KL/TW" in swapped


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("khuyeens khichs", "khuyến khích"),
        ("khuye61n khi1ch cán bộ", "khuyến khích cán bộ"),
        ("khuyen khcih can bo", "khuyen khich can bo"),
        ("khuyenkhich can bo", "khuyen khich can bo"),
        ("bảo vẹ cán bôj", "bảo vẹ cán bộ"),
    ],
)
def test_other_spellings_are_offered_where_they_find_something(
    client: Client, conclusion: OfficialDocument, typed: str, offered: str
) -> None:
    """Keys without an input method, exchanged letters and missing spaces lead back to the words.

    What is offered has been asked again as this reader, with its count.

    Found wrong, one slip of the finger is a dead end.
    """
    html = page(client, typed)
    text = html.replace("<strong>", "").replace("</strong>", "")
    assert "Ý bạn là" in html
    assert f">{offered}</a>" in text


def test_no_spelling_leads_to_what_is_not_public(client: Client, conclusion: OfficialDocument) -> None:
    """A word of a withdrawn text is not given away by a correction.

    Figures of the index count every record; only what is found again is offered.

    Found wrong, guessing letters reads a hidden document.
    """
    hidden = documents.make_public(
        symbol="88-HD/BTC", subject="về nguyễn khuyếch trương", text="khuyếch trương thanh thế"
    )
    outbox.drain()
    OfficialDocument.objects.filter(pk=hidden.pk).update(live=False)
    outbox.enqueue("document", hidden.pk)
    outbox.drain()
    assert "khuyech truong" not in fold(page(client, "khuyehc truong"))


def test_an_edited_synonym_holds_at_the_next_question(client: Client, conclusion: OfficialDocument) -> None:
    """The table of abbreviations is what people make of it.

    A new row is used at once in this process; a row that is switched off no longer.

    Found wrong, the people who know the words cannot teach them.
    """
    assert client.get("/api/v1/search", {"q": "kkbv cán bộ"}).json()["count"] == 0
    row = SynonymGroup.objects.create(forms="KKBV\nkhuyến khích và bảo vệ")
    assert client.get("/api/v1/search", {"q": "kkbv cán bộ"}).json()["results"][0]["number"] == "514-KL/TW"
    row.is_used = False
    row.save()
    assert client.get("/api/v1/search", {"q": "kkbv cán bộ"}).json()["count"] == 0


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_an_edit_holds_even_where_a_reader_asked_before_it_was_through() -> None:
    """Who searches while an edit is being saved gets the table as it was; who searches afterwards the new one.

    The table that the first one read is not kept for half a minute.

    Found wrong, an editor tries a new synonym at once and is told that it does nothing.
    """

    def ask() -> None:
        synonym_table.current()
        connections.close_all()

    with transaction.atomic():
        SynonymGroup.objects.create(forms="bằng khen\ngiấy khen thử")
        asking = Thread(target=ask)
        asking.start()
        asking.join()

    assert any(("bằng", "khen") in group.forms for group in synonym_table.current().groups)


def test_the_starting_list_comes_once_and_keeps_what_people_changed(db: None) -> None:
    """Setting up again brings no row twice and overrules nobody.

    Rows are told by the line of the list that they came from.

    Found wrong, every update undoes the work of editors.
    """
    before = SynonymGroup.objects.count()
    assert before > 30
    row = SynonymGroup.objects.get(starting_key="ubnd")
    row.forms, row.is_used = "UBND\nủy ban", False
    row.save()
    synonym_table.load_starting_groups()
    row.refresh_from_db()
    assert (SynonymGroup.objects.count(), row.is_used) == (before, False)


def test_what_is_like_a_record_is_shown_without_it_and_only_while_public(
    client: Client, conclusion: OfficialDocument
) -> None:
    """The page of likeness lists others of the kind, and 404 for what is not public.

    The record's own page only links to it, whatever the engine does.

    Found wrong, a hidden record's neighbours tell what it says.
    """
    other = documents.make_public(
        symbol="77-HD/BTC", subject="hướng dẫn khuyến khích và bảo vệ cán bộ năng động", text=BODY
    )
    outbox.drain()
    address = f"/tim-kiem/gan-giong/document/{conclusion.pk}/"
    html = client.get(address).content.decode()
    assert other.get_absolute_url() in html
    assert f'<h3><a href="{conclusion.get_absolute_url()}' not in html
    assert address in client.get(conclusion.get_absolute_url()).content.decode()
    OfficialDocument.objects.filter(pk=conclusion.pk).update(live=False)
    assert client.get(address).status_code == 404


def test_bodies_and_titles_are_suggested_without_accents(client: Client, conclusion: OfficialDocument) -> None:
    """While one types, names of bodies come with what they lead to.

    Accents and the old way of writing an abbreviation do not matter.

    Found wrong, the box helps only those who know the spelling.
    """
    lines = client.get("/tim-kiem/goi-y", {"q": "ban nghien c"}).json()["suggestions"]
    assert ("Ban Nghiên cứu Trung ương", "/tim-kiem/?co-quan=bo-thu-nghiem") in [
        (each["text"], each["url"]) for each in lines
    ]
    assert client.get("/tim-kiem/goi-y", {"q": "514"}).json()["suggestions"][0]["number"] == "514-KL/TW"


@pytest.mark.parametrize(
    "typed",
    ["“" * 300, "của " * 100, "ngày 99/99/9999", "năm 9999", "0" * 400, "kl" * 200, "ngày 31/12/9999", "ketluan" * 60,
     "w" * 500, "514-KL/TW " * 40, "ư" * 480, "a1b2c3 " * 70, "\u0301" * 400, "tháng 13/2021", "999999-KL/TW"],
)  # fmt: skip
def test_no_question_breaks_the_ways_on(client: Client, conclusion: OfficialDocument, typed: str) -> None:
    """Whatever is typed, there is an answer.

    Text is bounded before anything reads it.

    Found wrong, one line of rubbish is an error page.
    """
    assert client.get("/tim-kiem/", {"q": typed}).status_code in {200, 400}
    assert client.get("/tim-kiem/goi-y", {"q": typed}).status_code == 200


@pytest.mark.parametrize(("role", "may_edit"), [("technical", True), ("editor", True), ("clerk", False)])
def test_the_table_of_synonyms_is_edited_in_vietnamese_by_those_who_may(
    client: Client, search_index: Path, role: str, may_edit: bool
) -> None:
    """Editors and technicians keep the table; others do not come in.

    A group that says nothing is refused with a sentence at its field.

    Found wrong, the words of the house can be changed by nobody, or by anybody.
    """
    client.force_login(make_person(role))
    row = SynonymGroup.objects.get(starting_key="ubnd")
    address = f"/quan-tri/tim-kiem/tu-dong-nghia/edit/{row.pk}/"
    assert (client.get(address).status_code == 200) is may_edit
    if not may_edit:
        return
    listing = client.get("/quan-tri/tim-kiem/tu-dong-nghia/").content.decode()
    assert "UBND = ủy ban nhân dân" in listing
    assert ">True<" not in listing.replace("\n", "").replace(" ", "")
    refused = client.post(address, {"forms": "UBND\nubnd", "is_used": "on", "note": ""})
    assert "Cần ít nhất hai cách viết khác nhau" in refused.content.decode()
    client.post(address, {"forms": "UBND\nủy ban nhân dân\nuỷ ban", "is_used": "on", "note": "thêm"})
    row.refresh_from_db()
    assert "uỷ ban" in row.forms


def test_a_signer_is_suggested_and_narrows(client: Client, search_index: Path) -> None:
    """Who signed is found by name while one types, accents or not.

    The line leads to what that person signed.

    Found wrong, officials who remember the person find nothing.
    """
    documents.make_public(symbol="91-TB/TU", subject="về lịch họp", signer_name="Nông Thử Nghiệm")
    outbox.drain()
    names.forget()
    lines = client.get("/tim-kiem/goi-y", {"q": "nong thu"}).json()["suggestions"]
    assert lines[0]["text"] == "Nông Thử Nghiệm"
    assert "Người ký" in lines[0]["note"]
    assert "91-TB/TU" in client.get(lines[0]["url"]).content.decode()
