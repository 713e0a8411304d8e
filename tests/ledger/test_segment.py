"""A segment is read word by word; what is no segment is told with its place and near names."""

from __future__ import annotations

import pytest

from troth.errors import TrothError
from troth.ledger.segment import Acted, Told, read_segment


def test_criteria_are_joined_by_and() -> None:
    text = (
        'side = "Shop" and account in ("Harbour  Goods", "Kiosk 14") and title != "owner"'
        ' and bought within 2 weeks and not used within 30 days and promise = "OPEN"'
    )
    assert read_segment(text) == (
        Told("side", "=", ("shop",)),
        Told("account", "in", ("harbour goods", "kiosk 14")),
        Told("title", "!=", ("owner",)),
        Acted("bought", 14),
        Acted("used", 30, no=True),
        Told("promise", "=", ("open",)),
    )


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "is no segment"),
        ("size = 'big'", "There is no criterion called “size”"),
        ("sid = 'shop'", "There is no criterion called “sid”"),
        ("not side = 'shop'", "There is no criterion called “side”"),
        ("side shop", "here comes ="),
        ("side = shop", "here comes a value in quotation marks"),
        ("side = 'shop' or side = 'sender'", "here comes “and” and another criterion"),
        ("side = 'shop", "a quotation mark is opened"),
        ("promise = 'late'", "There is no promise in"),
        ("bought within 0 days", "looks within 0 days"),
        ("bought within 2 months", "looks within 2 months"),
        ("bought over 3 days", "here comes “within”"),
        ("side = 'a'; drop table", "is no segment"),
        ("side = 'x' and " * 300 + "side = 'x'", "is no segment: it has"),
    ],
)
def test_what_cannot_be_read_is_said(text: str, says: str) -> None:
    with pytest.raises(TrothError) as fault:
        read_segment(text)
    assert says in fault.value.says
    assert "target" not in fault.value.text()
