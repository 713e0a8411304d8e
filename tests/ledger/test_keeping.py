"""How long dated promises take: golden numbers, other ends, and what is left out."""

from __future__ import annotations

import pytest

from troth.ledger.keeping import TimeToKept, time_to_kept
from troth.model.promise import Promise
from troth.model.units import DAY_US

SIX_MP = [
    "6",
    "6",
    "6",
    "6+",
    "7",
    "9+",
    "10",
    "10+",
    "11+",
    "13",
    "16",
    "17+",
    "19+",
    "20+",
    "22",
    "23",
    "25+",
    "32+",
    "32+",
    "34+",
    "35+",
]
"""Weeks in remission of 21 patients (Freireich and others, 1963); + is still in remission."""
END = 1_000 * DAY_US


def promise(n: int, state: str, born: float, **more: object) -> Promise:
    held = {"due_us": END, "confirmed": True} | more
    return Promise(
        f"p-{n}", (), "", "dated", "firm", state, held.pop("confirmed"),  # type: ignore[arg-type]
        round(born * DAY_US), **held,  # type: ignore[arg-type]
    )  # fmt: skip


def curve(rows: list[tuple[float, str]]) -> TimeToKept | None:
    """Promises followed for so many days each, until the end of the records or their own."""
    held, closed = [], {}
    for n, (days, state) in enumerate(rows):
        if state == "open":
            held.append(promise(n, state, 1_000 - days))
        else:
            held.append(promise(n, state, 0))
            closed[f"p-{n}"] = round(days * DAY_US)
    return time_to_kept(held, closed, END)


def test_kaplan_meier_of_a_known_table() -> None:
    rows = [(float(each.rstrip("+")), "open" if each.endswith("+") else "kept") for each in SIX_MP]
    found = curve(rows)
    assert found is not None
    still = {days: 1 - done for days, done in zip(found.days, found.done, strict=True)}
    assert still[6] == pytest.approx(0.857, abs=5e-4)
    assert still[10] == pytest.approx(0.753, abs=5e-4)
    assert still[22] == pytest.approx(0.538, abs=5e-4)
    assert (found.median, found.n, found.kept, found.open) == (23, 21, 9, 12)
    assert found.method.startswith("Kaplan–Meier")
    assert found.says.startswith("Half of the dated promises are done within 23 days (")


def test_released_ones_compete_and_do_not_count_as_waiting() -> None:
    """Of four a day: half kept, half released. One minus Kaplan–Meier would come to one."""
    rows = [(float(day), state) for day in range(1, 6) for state in ("kept", "released")]
    found = curve(rows)
    assert found is not None
    assert found.done[-1] == pytest.approx(0.5)
    assert found.method.startswith("Aalen–Johansen")
    assert (found.kept, found.released, found.open) == (5, 5, 0)


def test_late_is_done_and_broken_is_another_end() -> None:
    found = curve([(1.0, "late")] * 6 + [(2.0, "broken")] * 3 + [(2.0, "withdrawn"), (9.0, "open")])
    assert found is not None
    assert found.done[-1] == pytest.approx(6 / 11)
    assert (found.kept, found.ended, found.open) == (6, 4, 1)
    assert "4 broken or withdrawn" in found.says


def test_few_or_none_kept_draw_no_curve() -> None:
    assert curve([(1.0, "kept")] * 9) is None
    assert curve([(1.0, "open")] * 20) is None


def test_candidates_undated_ones_and_marks_without_a_moment_are_left_out() -> None:
    held = [promise(n, "kept", 0) for n in range(10)]
    closed = {one.id: DAY_US for one in held}
    more = [
        promise(20, "kept", 0, due_us=None),
        promise(21, "open", 0, confirmed=False),
        promise(22, "kept", 0),
        promise(23, "candidate", 0),
    ]
    found = time_to_kept([*held, *more], closed, END)
    assert found is not None
    assert found.n == 10
