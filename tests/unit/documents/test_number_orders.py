"""Numbers typed in another order than the printed one: whatever number, type and body, the same comes out."""

from itertools import product

import pytest

from documents import numbering
from documents.number_orders import usual_orders

NUMBERS = ("3", "14", "1107")
PARTY = (("KL", "TW"), ("CTr", "TU"), ("HD", "TU"))
STATE = (("QĐ", "UBND"), ("NĐ", "CP"), ("KH", "UBND"))


def keys(text: str) -> set[str]:
    read = (numbering.read(each) for each in usual_orders(text))
    return {number.match_key for number in read if number}


@pytest.mark.parametrize(
    "form", ["{c}{n}{b}", "{c}{n}-{b}", "{c}-{n}/{b}", "{c} {n}-{b}", "{c} số {n}/{b}", "{c} so {n} {b}"]
)
@pytest.mark.parametrize("small", [False, True])
def test_the_type_may_stand_before_the_number(form: str, small: bool) -> None:
    for number, (code, body) in product(NUMBERS, (*PARTY, *STATE)):
        typed = form.format(n=number, c=code, b=body)

        assert keys(typed.lower() if small else typed) == {numbering.key_of(number, code, body)}


@pytest.mark.parametrize("form", ["{c}-{b} {n}/{y}", "{c} {b} số {n}/{y}", "{c} {n}/{y} {b}", "{c} {n}-{y}-{b}"])
def test_a_year_goes_with_the_number(form: str) -> None:
    for number, year, (code, body) in product(NUMBERS, ("2019", "2026"), STATE):
        typed = form.format(n=number, y=year, c=code, b=body)

        assert keys(typed) == {numbering.key_of(number, year, code, body)}


@pytest.mark.parametrize(
    ("copied", "printed"), [("l4-KL/TW", "14-KL/TW"), ("O8-KH/TU", "08-KH/TU"), ("2l/QĐ-UBND", "21/QĐ-UBND")]
)
def test_letters_that_look_like_digits_are_read_as_digits(copied: str, printed: str) -> None:
    assert keys(copied) == {numbering.match_key(printed)}


@pytest.mark.parametrize(
    "text",
    ["TB 5 ngày", "kế hoạch 5 năm", "lo-to/xs", "14-KL/TW", "XX 14 TW", "KL 14 XX", "", "l", "KL" * 200, "1" * 9999],
)
def test_anything_else_is_left_as_it_is(text: str) -> None:
    assert not list(usual_orders(text))
