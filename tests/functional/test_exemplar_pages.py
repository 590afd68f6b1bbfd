"""Exemplars as readers meet them: the page, the list, the feed, the document's page, and what they cost."""

from datetime import date

import pytest
from defusedxml import ElementTree
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from exemplars.models import InitiativeStage, ReplicationStep
from tests.factories import documents
from tests.factories.exemplars import (
    illustrating,
    make_award,
    make_exemplar,
    make_portrait,
    make_result,
    the_list,
)

pytestmark = pytest.mark.django_db
TO_FIND_THE_PAGE = 6


def queries_of(client: Client, address: str) -> list[str]:
    client.get(address)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return [query["sql"][:160] for query in queries]


def stage(name: str, month: int) -> InitiativeStage:
    return InitiativeStage(
        stage=name, reached_on=date(2026, month, 1), symbol=f"{month}/KH-UBND", issued_on=date(2026, month, 1),
        issuer="UBND tỉnh", result=f"kết quả {name}",
    )  # fmt: skip


def test_an_exemplar_shows_everything_that_was_entered(client: Client) -> None:
    policy = documents.make_public(symbol="31-KL/TU", text="Điều 1. Phạm vi\nNội dung.")
    exemplar = make_exemplar(
        "Vi Thị Ngần",
        position_on=date(2026, 5, 19),
        quote="Đất là của bà con.",
        spread_to="thôn Suối Mây",
        contact_unit="Đảng ủy xã Sơn Lâm",
        portrait=make_portrait(alt_text="Người phụ nữ đội khăn."),
        results=[make_result(note="/ 62 hộ")],
        steps=[ReplicationStep(lead="Người vận động hiến trước", text="ghi công khai")],
        awards=[make_award()],
        illustrations=[illustrating(policy, clause="Điều 1", anchor="dieu-1", note="nói đi đôi với làm")],
        stages=[stage("allowed", 1), stage("pilot", 2)],
    )

    page = client.get(exemplar.get_url()).content.decode()

    for shown in (
        "Vi Thị Ngần", "Bí thư chi bộ, xã Sơn Lâm", "5/2026", "Đất là của bà con.", "Hộ hiến đất", "62", "UBND xã",
        "Người vận động hiến trước", "thôn Suối Mây", "Bằng khen của Chủ tịch UBND tỉnh", "912/QĐ-UBND", "19/05/2026",
        "chưa có trong kho", "31-KL/TU", "#dieu-1", "nói đi đôi với làm", "Được phép thí điểm", "kết quả pilot",
        "Thể chế hóa", "Đảng ủy xã Sơn Lâm", "Người phụ nữ đội khăn.", "Phóng viên", "12/05/2026",
        "Rà soát lại: 5/2027",
    ):  # fmt: skip
        assert shown in page, shown


def test_parts_without_content_vanish(client: Client) -> None:
    page = client.get(make_exemplar().get_url()).content.decode()

    for absent in ("Khen thưởng", "Minh họa cho chủ trương", "Đường đi của sáng kiến", "nhân rộng", "Đơn vị liên hệ"):
        assert absent not in page


def test_an_award_taken_back_is_shown_as_taken_back(client: Client) -> None:
    award = make_award(
        revoked_on=date(2026, 9, 8), revoking_symbol="1187/QĐ-UBND", revoking_issuer="Chủ tịch UBND tỉnh"
    )
    exemplar = make_exemplar("Hợp tác xã", awards=[award])

    page = client.get(exemplar.get_url()).content.decode()

    assert "Đã bị hủy bỏ" in page
    assert "1187/QĐ-UBND" in page
    assert "912/QĐ-UBND" not in client.get(the_list().get_url()).content.decode()
    assert exemplar.get_url() not in client.get("/").content.decode()


def test_a_document_names_the_exemplars_that_illustrate_it(client: Client) -> None:
    policy = documents.make_public(text="Điều 1. Phạm vi\nNội dung.")
    exemplar = make_exemplar("Vi Thị Ngần", illustrations=[illustrating(policy, clause="Điều 1")])

    page = client.get(policy.get_absolute_url()).content.decode()

    assert exemplar.get_url() in page
    assert "minh họa điều 1" in page


def test_a_document_that_is_hidden_again_is_not_named(client: Client) -> None:
    policy = documents.make_public(symbol="77-KL/TU", subject="về điều không ai được đọc")
    exemplar = make_exemplar(illustrations=[illustrating(policy)])
    policy.unpublish()

    page = client.get(exemplar.get_url()).content.decode()

    assert "điều không ai được đọc" not in page
    assert policy.get_absolute_url() not in page


def test_the_list_narrows_by_every_facet(client: Client) -> None:
    place = documents.make_body("Xã Sơn Lâm", level="commune", branch="place")
    policy = documents.make_public(symbol="31-KL/TU")
    wanted = make_exemplar(
        "Người cần tìm", kind="tap-the", position="", year=2024, field="moi-truong", place=place,
        illustrations=[illustrating(policy)],
    )  # fmt: skip
    make_exemplar("Người khác")
    address = the_list().get_url()

    for query in (
        "doi-tuong=tap-the", "nam=2024", "linh-vuc=moi-truong", f"dia-ban={place.key}", f"van-ban={policy.pk}",
    ):  # fmt: skip
        page = client.get(f"{address}?{query}").content.decode()
        assert wanted.get_url() in page, query
        assert "Người khác" not in page, query
    assert "Không có gương điển hình nào khớp" in client.get(f"{address}?nam=1999").content.decode()


@pytest.mark.parametrize(
    "query",
    ["nam=²", "nam=99999999", "van-ban=-1", "van-ban=99999999999999999999", "doi-tuong=x", "dia-ban=%00", "trang=x",
     "trang=99999"],
)  # fmt: skip
def test_the_list_answers_whatever_is_asked(client: Client, query: str) -> None:
    make_exemplar()

    assert client.get(f"{the_list().get_url()}?{query}").status_code in (200, 400)


def test_the_list_sorts_by_given_name(client: Client) -> None:
    for name in ("Đinh Công Lãm", "Vi Thị Ngần", "Tô Hà Giang", "Lý Ân"):
        make_exemplar(name)

    page = client.get(f"{the_list().get_url()}?xep=ten").content.decode()

    assert sorted(("Lý Ân", "Tô Hà Giang", "Đinh Công Lãm", "Vi Thị Ngần"), key=page.index) == [
        "Lý Ân", "Tô Hà Giang", "Đinh Công Lãm", "Vi Thị Ngần",
    ]  # fmt: skip


def test_pages_keep_the_facets(client: Client) -> None:
    for _ in range(19):
        make_exemplar(year=2025)

    page = client.get(f"{the_list().get_url()}?nam=2025").content.decode()

    assert "?nam=2025&amp;trang=2" in page


def test_words_are_never_markup(client: Client) -> None:
    bad = "<script>x</script><img src=x onerror=y>"
    exemplar = make_exemplar(
        f"Tên {bad}", summary=bad, quote=bad, quote_by=bad, unit_text=bad, spread_to=bad,
        awards=[make_award(title=bad)], results=[make_result(label=bad, value="<img src=x onerror=y>", source=bad)],
        steps=[ReplicationStep(lead=bad, text=bad)],
    )  # fmt: skip

    for address in (exemplar.get_url(), the_list().get_url(), "/", "/guong-dien-hinh.atom"):
        assert "<script>x" not in client.get(address).content.decode()
        assert "<img src=x" not in client.get(address).content.decode()


def test_the_feed_is_well_formed_and_newest_first(client: Client) -> None:
    make_exemplar("Trước")
    make_exemplar("Sau")

    feed = ElementTree.fromstring(client.get("/guong-dien-hinh.atom").content)

    titles = [
        entry.findtext("{http://www.w3.org/2005/Atom}title")
        for entry in feed.iter("{http://www.w3.org/2005/Atom}entry")
    ]
    assert titles == ["Sau", "Trước"]


def test_the_home_page_and_the_navigation_lead_to_exemplars(client: Client) -> None:
    exemplar = make_exemplar("Vi Thị Ngần")

    page = client.get("/").content.decode()

    assert exemplar.get_url() in page
    assert f'href="{the_list().get_url()}"' in page


def test_a_page_and_a_list_cost_the_same_whatever_they_show(client: Client) -> None:
    policy = documents.make_public(symbol="31-KL/TU", text="Điều 1. Phạm vi\nNội dung.")

    def rich(number: int) -> dict[str, object]:
        return {
            "portrait": make_portrait(),
            "results": [make_result() for _ in range(number)],
            "awards": [make_award() for _ in range(number)],
            "illustrations": [illustrating(policy) for _ in range(number)],
            "stages": [stage("allowed", 1)],
        }

    first = make_exemplar(**rich(1))
    few = (queries_of(client, first.get_url()), queries_of(client, the_list().get_url()))
    exemplars = [make_exemplar(**rich(4)) for _ in range(12)]
    many = (queries_of(client, exemplars[0].get_url()), queries_of(client, the_list().get_url()))

    assert len(many[0]) <= len(few[0]) + 1, many[0]
    assert len(many[1]) == len(few[1]), many[1]
    assert len(many[0]) <= TO_FIND_THE_PAGE + 10, many[0]
    assert len(many[1]) <= TO_FIND_THE_PAGE + 8, many[1]
