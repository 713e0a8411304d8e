"""Targets: read, written back, and applied to single cases."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from troth.calendar import UNITS, Calendar
from troth.errors import TrothError, UnknownNameError
from troth.ledger.target import EXAMPLE, Target, read_target
from troth.model.case import Case

HOUR = 3_600_000_000
KNOWN = ("first-reply", "resolution")


@pytest.mark.parametrize(
    ("text", "target"),
    [
        (EXAMPLE, Target("first-reply", 1, "business days", 0.95)),
        ("first_reply <= 1 business day for 95 %", Target("first-reply", 1, "business days", 0.95)),
        ("resolution<=48 hours", Target("resolution", 48, "hours", 1.0)),
        (
            "Resolution ≤ 1.5 business hours FOR 99.5%",
            Target("resolution", 1.5, "business hours", 0.995),
        ),
        ("first-reply <= 30 minutes for 80%", Target("first-reply", 30, "minutes", 0.8)),
    ],
)
def test_read(text: str, target: Target) -> None:
    assert read_target(text, KNOWN) == target


@given(st.sampled_from(KNOWN), st.integers(0, 999), st.sampled_from(UNITS), st.integers(1, 1000))
def test_written_back_it_is_read_again(name: str, most: int, unit: str, share: int) -> None:
    target = Target(name, most, unit, share / 1000)  # type: ignore[arg-type]
    again = read_target(str(target), KNOWN)
    assert again.share == pytest.approx(target.share)
    assert (again.measure, again.most, again.unit) == (name, most, unit)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("as soon as possible", "no target"),
        ("", "no target"),
        ("first-reply <= 1 business day for 0%", "0 % of cases"),
        ("first-reply <= 1 day for 120%", "120 % of cases"),
        ("first-reply <= 1.5 days", "part of a day"),
    ],
)
def test_what_is_no_target_is_said_plainly(text: str, says: str) -> None:
    with pytest.raises(TrothError, match=says):
        read_target(text)


def test_near_names_are_offered() -> None:
    with pytest.raises(UnknownNameError, match="first-reply"):
        read_target("first-replies <= 1 day", KNOWN)
    with pytest.raises(UnknownNameError, match="business days"):
        read_target("first-reply <= 1 busines day", KNOWN)
    with pytest.raises(UnknownNameError, match="no measure yet"):
        read_target("first-reply <= 1 day", ())


def case(end_us: int | None, due_us: int | None = None) -> Case:
    return Case("c", "h-ana", 0, end_us, "e-1", "v1", due_us=due_us)


def test_in_time_late_and_open() -> None:
    target = Target("first-reply", 2, "hours", 1.0)
    every = Calendar()
    assert target.met_by(case(2 * HOUR), every) is True
    assert target.met_by(case(2 * HOUR + 1), every) is False
    assert target.met_by(case(None), every) is None
    assert not target.is_late_at(case(None), HOUR, every)
    assert target.is_late_at(case(None), 3 * HOUR, every)


def test_a_deadline_of_its_own_is_counted_from() -> None:
    target = Target("kept-by-due", 0, "hours", 1.0)
    assert target.met_by(case(5 * HOUR, due_us=5 * HOUR), Calendar()) is True
    assert target.met_by(case(6 * HOUR, due_us=5 * HOUR), Calendar()) is False
