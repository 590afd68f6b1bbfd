"""Codes that people copy by hand, and that nobody can work out from the database."""

import uuid
from typing import Any

import pytest

from portal.comments import receipts

KEY = uuid.UUID("12345678-1234-5678-1234-567812345678")


def test_a_code_is_always_the_same_and_has_three_groups_of_four() -> None:
    code = receipts.new_code(KEY)

    assert code == receipts.new_code(KEY)
    assert [len(group) for group in code.split("-")] == [4, 4, 4]
    assert not set(code) & set("ILOU")


def test_codes_differ_from_key_to_key_and_from_secret_to_secret(settings: Any) -> None:
    codes = {receipts.new_code(uuid.uuid4()) for _ in range(500)}
    before = receipts.new_code(KEY)
    settings.SECRET_KEY = "another"

    assert len(codes) == 500
    assert receipts.new_code(KEY) != before


@pytest.mark.parametrize("written", ["7k4m 9d2c 5t8r", "7K4M9D2C5T8R", " 7K4M–9D2C–5T8R. ", "7K4M-9D2C-5T8R"])
def test_spelling_makes_no_difference(written: str) -> None:
    assert receipts.tidy(written) == "7K4M-9D2C-5T8R"
    assert receipts.digest_of(written) == receipts.digest_of("7K4M-9D2C-5T8R")


def test_letters_that_look_like_figures_are_read_as_figures() -> None:
    assert receipts.tidy("OIl0-9D2C-5T8R") == "0110-9D2C-5T8R"


@pytest.mark.parametrize("written", ["", "7K4M", "7K4M-9D2C-5T8R-0", "UUUU-9D2C-5T8R", "x" * 10_000])
def test_what_is_no_code_is_none(written: str) -> None:
    assert receipts.tidy(written) == ""
