"""The lines of the implementation tree lead to each row and past it to its later siblings."""

import re

from documents.chain import Chain, ChainRow
from documents.templatetags.documents_tags import rails


def _row(depth: int, body: str) -> ChainRow:
    return ChainRow(depth=depth, document=None, body=body)


def _drawn(chain: Chain, place: int) -> list[tuple[str, str]]:
    return re.findall(r"tree-rail-(\d) tree-rail-(\w+)", rails(chain.rows[place], chain))


def test_a_line_ends_at_the_last_sibling_and_goes_on_before_it() -> None:
    chain = Chain(rows=(_row(0, "root"), _row(1, "a"), _row(2, "a1"), _row(1, "b"), _row(2, "b1")))
    assert _drawn(chain, 0) == []
    assert _drawn(chain, 1) == [("1", "branch")]
    assert _drawn(chain, 2) == [("1", "past"), ("2", "end")]
    assert _drawn(chain, 3) == [("1", "end")]
    assert _drawn(chain, 4) == [("2", "end")]
