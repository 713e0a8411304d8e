"""Who may act without notice: we, the reader, or both."""

from __future__ import annotations

import pytest

from troth.text.noticeless import hangs_on_us, said_outright, unannounced

CASES = [
    ("We may close the account ", " of a driver.", "speaks"),
    ("Fees are subject to change ", ".", "speaks"),
    ("The feed may be changed ", ".", "speaks"),
    ("If we see a court order we may close the account ", ".", "unsure"),
    ("You may cancel your plan ", ".", None),
    ("Either party may end this contract ", ".", None),
    ("We will not change the fees ", ".", None),
    ("We do not open parcels, and we may end the service ", ".", "speaks"),
    ("The van came ", ".", None),
]


@pytest.mark.parametrize(("before", "after", "standing"), CASES)
def test_whose_right_it_is(before: str, after: str, standing: str | None) -> None:
    assert unannounced(before, "without notice", after) == standing


def test_what_is_said_outright() -> None:
    assert said_outright("We may end it without any prior notice.")
    assert not said_outright("We may end it at any time.")


def test_what_hangs_on_us_alone() -> None:
    assert hangs_on_us("We may in our sole discretion change the fees")
    assert not hangs_on_us("We may at any time and in our sole discretion change the fees")
