"""A reader looks for a document that is known to be there, as readers do."""

import unicodedata
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from documents.models import OfficialDocument
from portal.pages import frame
from search import outbox
from tests.factories import documents

pytestmark = pytest.mark.django_db
BODY = """KẾT LUẬN
về chủ trương khuyến khích cán bộ

1. Cấp uỷ các cấp khuyến khích cán bộ dám nghĩ, dám làm vì lợi ích chung.
2. Địa bàn Hoà Bình làm trước, các nơi khác làm sau."""


@pytest.fixture
def conclusion(search_index: Path) -> OfficialDocument:
    made = documents.make_public(
        symbol="14-KL/TW", type=documents.type_named("Kết luận"), subject="về chủ trương khuyến khích cán bộ", text=BODY
    )
    documents.make_public(
        symbol="208/KH-UBND", type=documents.type_named("Kế hoạch", "state"), subject="về sổ kiến nghị"
    )
    outbox.drain()
    return made


def first(client: Client, path: str, typed: str) -> str:
    results = client.get(path, {"q": typed}).json()["results"]
    return results[0]["number"] if results else ""


@pytest.mark.parametrize(
    "typed",
    [
        "14-KL/TW",
        "14kltw",
        "14 kl tw",
        "14–KL/TW",
        "KL 14",
        "KL14",
        "ket luan 14",
        "kết luận 14",
        "kết luận số 14-KL/TW",
        "khuyến khích cán bộ",
        "khuyen khich can bo",
        '"dám nghĩ, dám làm"',
        "dam nghi dam lam",
        unicodedata.normalize("NFD", "dám nghĩ, dám làm"),
        "cấp ủy các cấp",
        "hòa bình",
        "hoà bình",
        "HOA BINH",
    ],
)
def test_a_reader_finds_the_document_however_it_is_typed(
    client: Client, conclusion: OfficialDocument, typed: str
) -> None:
    assert first(client, "/api/v1/search", typed) == "14-KL/TW"
    html = client.get("/van-ban/", {"q": typed}).content.decode()
    assert conclusion.get_absolute_url() in html


@pytest.mark.parametrize(
    ("typed", "understood"),
    [("ket luan 14", "Kết luận số 14"), ("14kltw", "Kết luận số 14-KL/TW"), ("14 - kl/tw", "Kết luận số 14-KL/TW")],
)
def test_a_number_is_understood_and_shown_as_a_candidate(
    client: Client, conclusion: OfficialDocument, typed: str, understood: str
) -> None:
    html = client.get("/tim-kiem/", {"q": typed}).content.decode()

    assert f"Hiểu là <strong>{understood}</strong>" in html
    assert 'class="candidate-number"' in html


@pytest.mark.parametrize("typed", ["", "ket luan 14", "kết luận 15-KL/TW", "khuyến khích", "trâu bò gà"])
@pytest.mark.parametrize("path", ["/tim-kiem/", "/van-ban/"])
def test_the_page_of_real_documents_keeps_to_six_queries(
    client: Client, conclusion: OfficialDocument, path: str, typed: str
) -> None:
    frame.forget()
    with CaptureQueriesContext(connection) as caught:
        client.get(path, {"q": typed, "loai": "ke-hoach"})
    assert len(caught) <= 6, [query["sql"][:200] for query in caught]


def test_the_archive_lists_documents_only_and_narrows_by_type(client: Client, conclusion: OfficialDocument) -> None:
    everything = client.get("/van-ban/").content.decode()
    narrowed = client.get("/van-ban/", {"loai": "ke-hoach"}).content.decode()

    assert "14-KL/TW" in everything
    assert "208/KH-UBND" in everything
    assert "208/KH-UBND" in narrowed
    assert conclusion.get_absolute_url() not in narrowed
