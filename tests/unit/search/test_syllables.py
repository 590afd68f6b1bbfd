"""Reading by looking up must give what working out every token gives."""

import re
from itertools import pairwise

import pytest

from benchmarks.texts import documents
from portal.text.lookalikes import as_printed
from portal.text.vietnamese import fold, index_form, normalise
from search.syllables import LONGEST_TOKEN, pairs_of, streams_of, token_form

TEXTS = [
    "",
    " – — … ",
    "Căn cứ Nghị định số 73/2023/NĐ-CP; uỷ ban hoà giải, (thuỷ lợi) “ĐOÀN KẾT”.",
    "14-КL/ТW 14-KL/TW Кодекс о_труде 5.000,5 x_y _ a_",
    "hoa\u0300 giai\u0309\u00a0uy\u0309\u200b ban\u2028dòng mới\x1cnữa\x1dhết",
    "İstanbul ǅ ﬁ ſ ß ð Ð ĐĐ ㅤ ﾠ K Å ½ ² ٣ 漢字",
    f"{'dài' * 40} {'đ' * 64} {'đ' * 65} {'a-' * 90}",
    "\ud800 nửa chữ \udc00",
]


def _slowly(text: str) -> list[str]:
    words = re.findall(r"[^\W_]+", normalise(text))
    return [index_form(as_printed(word))[:LONGEST_TOKEN] for word in words]


@pytest.mark.parametrize("text", TEXTS)
def test_looked_up_tokens_are_those_worked_out_one_by_one(text: str) -> None:
    slowly = _slowly(text)

    first, again = streams_of(normalise(text)), streams_of(normalise(text))

    assert first == again == (" ".join(slowly), " ".join(map(fold, slowly)))


def test_records_of_running_text_give_the_same_tokens_and_neighbours() -> None:
    texts = [made.text for made in documents(50)]

    read = [streams_of(normalise(text)) for text in texts]

    assert [said for said, _ in read] == [" ".join(_slowly(text)) for text in texts]
    assert [pairs_of(bare.split()) for _, bare in read] == [
        [f"{left}_{right}" for left, right in pairwise(map(fold, _slowly(text)))] for text in texts
    ]


def test_more_different_words_than_are_remembered_are_read_all_the_same() -> None:
    words = [f"Từ{number}" for number in range(70_000)]

    said, bare = streams_of(" ".join(words))

    assert said == " ".join(word.lower() for word in words)
    assert bare.split()[-1] == "tu69999"
    assert token_form("HOÀ") == "hòa"
