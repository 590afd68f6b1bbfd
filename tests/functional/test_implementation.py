"""What was carried out, by whom, and who has not: the tree, the matrix and their files."""

import csv
import json
from datetime import date
from io import BytesIO, StringIO
from typing import Any

import openpyxl
import pytest
import time_machine
from defusedxml import ElementTree
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from documents import relating
from documents.models import Expectation, OfficialDocument, Relation, RelationKind
from documents.models.document import OfficialDocument as Document
from portal.accounts.models import User
from portal.organisations.models import Organisation, Succession, SuccessionKind
from tests.factories.documents import make_body, make_draft, make_public

pytestmark = pytest.mark.django_db
TODAY = "2026-11-22 03:00"
TREES = ("document-chain", "document-chain-drawing", "document-chain-json", "document-chain-csv", "document-chain-xlsx")
MATRICES = ("document-matrix", "document-matrix-csv", "document-matrix-xlsx")


def person() -> User:
    return User.objects.system("set-up")


def carries_out(low: OfficialDocument, high: OfficialDocument, by: Any = None) -> None:
    relating.relate(from_document=low, kind=RelationKind.IMPLEMENTS, to_document=high, by=by or person())


def asks(document: OfficialDocument, body: Organisation, due_on: date | None = None) -> None:
    Expectation.objects.create(document=document, organisation=body, due_on=due_on)


class Province:
    """A conclusion of the centre, the programme that carries it out, and three communes that it asks."""

    def __init__(self) -> None:
        self.centre = make_body("Bộ Chính trị", level="central", branch="party")
        self.committee = make_body("Ban Thường vụ Tỉnh ủy Vạn Xuân", branch="party")
        self.communes = [
            make_body(f"Ủy ban nhân dân xã {name}", level="commune") for name in ("Thượng Lũng", "Nậm Khoai", "Bãi Sậy")
        ]
        self.root = make_public(symbol="14-KL/TW", issuer=self.centre, issued_on=date(2021, 9, 22))
        self.programme = make_public(symbol="31-CTr/TU", issuer=self.committee, issued_on=date(2022, 2, 14))
        self.plan = make_public(symbol="33/KH-UBND", issuer=self.communes[1], issued_on=date(2022, 4, 11))
        carries_out(self.programme, self.root)
        carries_out(self.plan, self.programme)
        for commune in self.communes:
            asks(self.programme, commune, date(2022, 4, 15))


def page(client: Client, name: str, document: OfficialDocument, query: str = "") -> str:
    answer = client.get(reverse(name, args=[document.pk]) + query)
    assert answer.status_code == 200
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    if name.endswith("xlsx"):
        sheet = openpyxl.load_workbook(BytesIO(content)).active
        return "\n".join(str(cell.value) for row in sheet.iter_rows() for cell in row)
    return content.decode("utf-8-sig")


def table(client: Client, name: str, document: OfficialDocument, query: str = "") -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(page(client, name, document, query), newline="")))


@time_machine.travel(TODAY)
def test_the_tree_tells_levels_days_and_gaps_in_every_form(client: Client) -> None:
    province = Province()

    rows = table(client, "document-chain-csv", province.root)
    assert [(row["Cấp"], row["Số, ký hiệu"], row["Tình trạng"]) for row in rows] == [
        ("Trung ương", "14-KL/TW", "Đã ban hành"),
        ("Cấp tỉnh", "31-CTr/TU", "Đã ban hành"),
        ("Cấp xã", "33/KH-UBND", "Đã ban hành"),
        ("Cấp xã", "", "Chưa có, quá hạn"),
        ("Cấp xã", "", "Chưa có, quá hạn"),
    ]
    assert rows[2]["Số ngày sau văn bản cấp trên"] == "56"
    assert rows[3]["Số ngày trễ"] == "1682"
    told = json.loads(page(client, "document-chain-json", province.root))
    assert (told["expected"], told["issued"], told["missing"]) == (3, 1, 2)
    assert [row["days_since_parent"] for row in told["rows"]] == [None, 145, 56, None, None]
    for name in TREES:
        for words in ("33/KH-UBND", "Thượng Lũng"):
            assert words in page(client, name, province.root), name


@time_machine.travel(TODAY)
def test_the_drawing_is_words_and_shapes_alone(client: Client) -> None:
    province = Province()
    Document.objects.filter(pk=province.plan.pk).update(symbol='<script>&"')

    drawn = page(client, "document-chain-drawing", province.root)

    tree = ElementTree.fromstring(drawn)
    space = "{http://www.w3.org/2000/svg}"
    assert tree.find(f"{space}title").text.startswith("Sơ đồ triển khai: Kết luận số 14-KL/TW")
    assert "Chưa có: Ủy ban nhân dân xã" in tree.find(f"{space}desc").text
    kinds = {each.tag.removeprefix(space) for each in tree.iter()}
    assert kinds <= {"svg", "title", "desc", "rect", "text", "tspan", "line", "path", "circle", "a"}
    assert not any(name.startswith("on") or name == "style" for each in tree.iter() for name in each.attrib)


@time_machine.travel(TODAY)
def test_the_matrix_counts_issued_late_overdue_and_open(client: Client) -> None:
    province = Province()
    late = make_public(symbol="29/KH-UBND", issuer=province.communes[2], issued_on=date(2022, 6, 2))
    carries_out(late, province.programme)
    asks(province.plan, province.communes[0], date(2026, 12, 21))

    found = {
        (row["Cơ quan"].removeprefix("Ủy ban nhân dân xã "), row["Văn bản giao việc"]): (
            row["Tình trạng"],
            row["Số ngày trễ"],
        )
        for row in table(client, "document-matrix-csv", province.root)
    }

    assert found == {
        ("Thượng Lũng", "31-CTr/TU"): ("Chưa có, quá hạn", "1682"),
        ("Thượng Lũng", "33/KH-UBND"): ("Chưa có, còn hạn", ""),
        ("Nậm Khoai", "31-CTr/TU"): ("Đã ban hành", ""),
        ("Bãi Sậy", "31-CTr/TU"): ("Trễ hạn", "48"),
    }
    shown = page(client, "document-matrix", province.root)
    assert shown.index("Thượng Lũng</th>") < shown.index("Nậm Khoai</th>"), "most gaps first"
    assert "còn 29 ngày" in shown
    assert "trễ 48 ngày" in shown


@time_machine.travel(TODAY)
def test_the_matrix_is_narrowed_by_level_and_to_what_is_missing(client: Client) -> None:
    province = Province()
    office = make_body("Sở Nội vụ tỉnh Vạn Xuân")
    asks(province.programme, office)

    assert {row["Cơ quan"] for row in table(client, "document-matrix-csv", province.root, "?cap=province")} == {
        "Sở Nội vụ tỉnh Vạn Xuân"
    }
    assert "Nậm Khoai" not in page(client, "document-matrix", province.root, "?con-thieu=1")
    assert page(client, "document-matrix", province.root, "?cap=<x>&xep=khong-co")


@time_machine.travel(TODAY)
def test_when_a_body_is_merged_its_duty_is_its_heirs_and_the_name_follows(client: Client) -> None:
    province = Province()
    old = province.communes[0]
    heir = make_body("Ủy ban nhân dân xã Suối Mây", level="commune")
    assert "Suối Mây" not in page(client, "document-matrix", province.root)

    Succession.objects.create(predecessor=old, successor=heir, kind=SuccessionKind.MERGER, happened_on=date(2025, 7, 1))
    gaps = [row for row in table(client, "document-chain-csv", province.root) if row["Tình trạng"].startswith("Chưa")]
    assert ("Ủy ban nhân dân xã Suối Mây", "từ Ủy ban nhân dân xã Thượng Lũng") in {
        (row["Cơ quan"], row["Ghi chú"]) for row in gaps
    }

    carries_out(make_public(symbol="9/KH-UBND", issuer=heir, issued_on=date(2025, 9, 1)), province.programme)
    after = {row["Cơ quan"]: row["Tình trạng"] for row in table(client, "document-matrix-csv", province.root)}
    assert after["Ủy ban nhân dân xã Suối Mây"] == "Trễ hạn"

    Succession.objects.update(happened_on=date(2027, 1, 1))
    assert "Suối Mây" not in {row["Cơ quan"] for row in table(client, "document-matrix-csv", province.root)}


@time_machine.travel(TODAY)
def test_what_a_predecessor_issued_its_heir_has_issued(client: Client) -> None:
    province = Province()
    heir = make_body("Ủy ban nhân dân xã Suối Mây", level="commune")
    Succession.objects.create(
        predecessor=province.communes[1], successor=heir, kind=SuccessionKind.RENAMING, happened_on=date(2025, 7, 1)
    )

    found = {row["Cơ quan"]: row["Tình trạng"] for row in table(client, "document-matrix-csv", province.root)}

    assert found["Ủy ban nhân dân xã Suối Mây"] == "Đã ban hành"


@time_machine.travel(TODAY)
def test_what_is_hidden_is_in_no_form_and_counts_as_missing(client: Client) -> None:
    province = Province()
    hidden = make_draft(symbol="99-HOANGYEN/KH", issuer=province.communes[0], issued_on=date(2022, 4, 1))
    carries_out(hidden, province.programme)
    deeper = make_public(symbol="7-DUOI/KH", issuer=province.communes[2], issued_on=date(2022, 4, 2))
    carries_out(deeper, hidden)

    for name in (*TREES, *MATRICES):
        shown = page(client, name, province.root)
        assert "HOANGYEN" not in shown, name
        assert "7-DUOI" not in shown, "what only a hidden document leads to"
    assert "HOANGYEN" not in client.get(reverse("implementation")).content.decode()
    for name in (*TREES, *MATRICES):
        assert client.get(reverse(name, args=[hidden.pk])).status_code == 404
    province.plan.unpublish()
    assert "33/KH-UBND" not in page(client, "document-matrix", province.root)


@time_machine.travel(TODAY)
def test_circles_end_and_deep_lines_are_cut(client: Client) -> None:
    province = Province()
    # The desk refuses this; rows of an import or of an older version may still hold it.
    Relation.objects.create(
        from_document=province.root, to_document=province.plan, kind=RelationKind.IMPLEMENTS, state="confirmed"
    )
    lowest = province.plan
    for number in range(12):
        child = make_public(symbol=f"{number + 100}/KH-UBND", issued_on=date(2023, 1, 1 + number))
        carries_out(child, lowest)
        lowest = child

    for name in (*TREES, *MATRICES):
        assert page(client, name, province.root), name
    assert client.get(reverse("implementation")).status_code == 200


def queries(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return len(asked)


@time_machine.travel(TODAY)
def test_more_documents_and_bodies_ask_no_more_queries(client: Client, settings: Any) -> None:
    settings.PAGE_CACHE_BYTES = 0
    province = Province()
    names = ("document-chain", "document-chain-json", "document-matrix")
    addresses = [*(reverse(name, args=[province.root.pk]) for name in names), reverse("implementation")]
    for address in addresses:
        client.get(address)
    few = [queries(client, address) for address in addresses]

    for number in range(8):
        body = make_body(f"Ủy ban nhân dân xã Thử {number}", level="commune")
        asks(province.programme, body)
        child = make_public(symbol=f"{number + 500}/KH-UBND", issuer=body, issued_on=date(2023, 1, 1 + number))
        carries_out(child, province.programme)
        root = make_public(symbol=f"{number + 50}-NQ/TW", issuer=province.centre, issued_on=date(2022, 12, 1 + number))
        carries_out(child, root)

    client.get(addresses[0])  # what stands around every page is read anew after a change
    assert [queries(client, address) for address in addresses] == few


@time_machine.travel(TODAY)
def test_who_has_done_what_is_three_clicks_from_the_home_page(client: Client) -> None:
    province = Province()
    home = client.get("/").content.decode()
    matrix = reverse("document-matrix", args=[province.root.pk])

    assert reverse("implementation") in home
    assert reverse("implementation") in client.get(reverse("document-list")).content.decode()
    listed = client.get(reverse("implementation")).content.decode()
    assert "14-KL/TW" in listed
    assert "2 cơ quan chưa có" in listed
    assert matrix in listed
    answer = client.get(matrix).content.decode()
    assert "33/KH-UBND" in answer
    assert "Thượng Lũng" in answer


@time_machine.travel(TODAY)
def test_what_a_document_carries_out_besides_and_the_archive_lacks_is_told_beside_it(client: Client) -> None:
    province = Province()
    relating.relate(
        from_document=province.plan, kind=RelationKind.IMPLEMENTS, to_symbol="1608-CV/TU",
        to_issued_on=date(2021, 10, 20), by=person(),
    )  # fmt: skip

    for name in TREES:
        assert "còn thực hiện 1608-CV/TU ngày 20/10/2021, kho chưa có" in page(client, name, province.root), name
    assert "1608-CV/TU" in client.get(province.root.get_absolute_url()).content.decode()

    Document.objects.filter(pk=province.plan.pk).update(live=False)
    assert "1608-CV/TU" not in page(client, "document-chain-json", province.root)


@time_machine.travel(TODAY)
def test_a_document_of_a_year_stands_in_all_of_it_and_never_before_its_parent(client: Client) -> None:
    province = Province()
    letter = make_public(
        symbol="", no_number_reason="not_printed", issuer=province.committee, issued_on=date(2021, 1, 1),
        issued_precision="year",
    )  # fmt: skip
    early = make_public(symbol="7-KL/TU", issuer=province.committee, issued_on=date(2021, 10, 1))
    for each in (letter, early):
        carries_out(each, province.root)

    chain = client.get(reverse("document-chain", args=[province.root.pk])).context["chain"]
    rows = {row.document.pk: row for row in chain.rows if row.document}

    order = [pk for pk in rows if pk in (early.pk, letter.pk)]
    assert order == [early.pk, letter.pk], "of a year only its end is sure to have come"
    root, span = rows[province.root.pk], rows[letter.pk]
    assert span.is_span
    assert root.strip[1] <= span.strip[0] < span.strip[1]
    assert span.days is None


@time_machine.travel(TODAY)
def test_the_head_of_a_column_tells_the_term_that_it_set(client: Client) -> None:
    province = Province()
    asks(province.root, province.committee)

    page_ = page(client, "document-matrix", province.root)

    assert "hạn 15/04/2022" in page_
    assert "không đặt hạn" in page_
