"""Letters of other alphabets are read as they look, and words of other languages stay."""

import pytest

from documents.numbering import match_key
from portal.text.lookalikes import as_printed


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("14-КL/ТW", "14-KL/TW"),
        ("14-кl/тw", "14-kl/tw"),
        ("01/VВHN-NHNN", "01/VBHN-NHNN"),
        ("ΚL 14", "KL 14"),
        ("нет", "нет"),
        ("đoàn kết", "đoàn kết"),
        ("", ""),
    ],
)
def test_a_word_that_only_looks_latin_is_read_so(written: str, read: str) -> None:
    assert as_printed(written) == read
    assert len(as_printed(written)) == len(written)


def test_a_number_is_the_same_under_look_alike_letters() -> None:
    assert match_key("14-КL/ТW") == match_key("14-кl/тw") == match_key("14-KL/TW") == "14.kl.tw"
