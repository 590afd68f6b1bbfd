"""A hit as a row: its title does not say again what stands beside it, and its marks stay on their words."""

import pytest

from search.result_rows import row_of
from search.types import Hit, MarkedText


def hit(title: str, *spans: tuple[int, int], kind: str = "Thông tư", number: str = "03/2026/TT-BCT") -> Hit:
    return Hit(
        key="document:1",
        kind="document",
        title=title,
        url="/van-ban/1/",
        number=number,
        shown={"type": kind},
        marks=(MarkedText("title", title, spans),),
    )


def test_a_title_that_begins_with_type_and_number_is_shown_from_its_subject() -> None:
    title = "Thông tư số 03/2026/TT-BCT quy định về xăng dầu"

    row = row_of(hit(title, (title.index("quy"), title.index("quy") + 8), (0, 8)))

    assert row.title.text == "Quy định về xăng dầu"
    assert [row.title.text[start:end] for start, end in row.title.spans] == ["Quy định"]


@pytest.mark.parametrize(
    ("title", "kind", "number"),
    [
        ("Thông tư số 30/2026/TT-BCT quy định", "Thông tư", "03/2026/TT-BCT"),
        ("Quyết định số 03/2026/TT-BCT quy định", "Thông tư", "03/2026/TT-BCT"),
        ("Thông tư số 03/2026/TT-BCT", "Thông tư", "03/2026/TT-BCT"),
        ("Thông tư số quy định", "Thông tư", ""),
        ("số 03/2026/TT-BCT quy định", "", "03/2026/TT-BCT"),
    ],
)
def test_any_other_title_stays_as_it_is(title: str, kind: str, number: str) -> None:
    row = row_of(hit(title, (0, 5), kind=kind, number=number))

    assert (row.title.text, row.title.spans) == (title, ((0, 5),))
