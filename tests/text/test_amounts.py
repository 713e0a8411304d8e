"""Numbers and money: as written, and not at all where the decimal mark is open."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from troth.text.amounts import Amounts, decimal_mark, is_empty


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("29.33", (29.33, None)),
        ("1,234.56", (1234.56, None)),
        ("1.234,56", (1234.56, None)),
        ("1'234.50", (1234.5, None)),
        ("1 234,50", (1234.5, None)),
        ("$29.33", (29.33, "USD")),
        ("29,90 €", (29.9, "EUR")),
        ("GBP 5", (5.0, "GBP")),
        ("(5.00)", (-5.0, None)),
        ("-$3.20", (-3.2, "USD")),
        ("1,00,000.00", (100000.0, None)),
        ("1e3", (1000.0, None)),
    ],
)
def test_money_is_read_in_each_writing(text: str, amount: tuple[float, str | None]) -> None:
    assert Amounts().read(text) == amount


@pytest.mark.parametrize(
    "text", ["1,234", "twelve", "1,2,3", "", "inf", "nan", "1e999", "(5", "1.2.3,4,5"]
)
def test_what_is_no_number_or_two_is_none(text: str) -> None:
    assert Amounts().read(text) is None


def test_the_mark_of_the_column_settles_what_one_value_leaves_open() -> None:
    assert decimal_mark(["1,234", "5,50"]) == ","
    assert decimal_mark(["1,234", "5.50"]) == "."
    assert decimal_mark(["1,234", "17"]) is None
    assert Amounts(",").read("1,234") == (1.234, None)
    assert Amounts(".").read("1,234") == (1234.0, None)
    assert Amounts(",").read("1.500") == (1500.0, None)


def test_words_for_nothing_are_empty() -> None:
    assert all(map(is_empty, ["", " ", "NA", "null", "-", "\\N"]))
    assert not is_empty("0")


@given(st.integers(-(10**9), 10**9), st.integers(0, 99))
def test_an_amount_written_in_either_way_is_the_same(whole: int, cents: int) -> None:
    english = f"{whole:,}.{cents:02d}"
    german = english.translate(str.maketrans(",.", ".,"))
    assert Amounts(".").read(english) == Amounts(",").read(german)


@given(st.text(max_size=12))
def test_nothing_raises(text: str) -> None:
    Amounts().read(text)
    decimal_mark([text])
