"""How an exemplar stands in a list of results."""

from pathlib import Path

import pytest
from django.test import Client
from django.utils import timezone

from search import reconcile
from tests.factories import exemplars

pytestmark = pytest.mark.django_db


def test_a_row_prints_the_position_once_and_the_day_by_which_it_is_sorted(client: Client, search_index: Path) -> None:
    exemplars.make_exemplar("Vi Thị Thử", position="Bí thư chi bộ Bản Pạc", unit_text="xã Sơn Lâm", year=2024)
    reconcile.rebuild()

    rows = client.get("/tim-kiem/?q=vi+thi+thu&sort=newest").content.decode().split('class="result-list"')[1]
    row = rows.split("</ol>")[0]

    assert row.count("Bí thư chi bộ Bản Pạc") == 1
    assert f"{timezone.localdate():%d/%m/%Y}" in row
    assert "năm 2024" in row


def test_a_position_finds_its_holder(client: Client, search_index: Path) -> None:
    exemplars.make_exemplar("Vi Thị Thử", position="Trạm trưởng trạm thủy nông")
    reconcile.rebuild()

    assert "Vi Thị Thử" in client.get("/tim-kiem/?q=tram+truong+tram+thuy+nong").content.decode()
