"""Renewals that came up, made or lost, read from stretches; and the counts of a real list."""

from __future__ import annotations

import importlib.util
import sys
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from troth.extend.renewals import Asked, stretches

ROOT = Path(__file__).resolve().parents[2]
TELCO = ROOT.parent / "shared" / "data" / "events" / "telco_churn.csv.gz"


def us(day: str) -> int:
    return int(datetime.fromisoformat(day).replace(tzinfo=UTC).timestamp()) * 1_000_000


NOW = us("2026-06-01")


def row(start: str, end: str | None = None, **more: Any) -> dict[str, Any]:
    held = {"key": "ana", "id": f"e-{start}", "status": None, "plan": None, "extra": None}
    ends = {"ts_us": us(start), "start_us": us(start), "end_us": end and us(end)}
    return held | ends | more


def told(*rows: dict[str, Any]) -> list[tuple[int, int, bool]]:
    return [(one.before, one.made, one.lost) for one in stretches(rows, NOW)]


def test_a_contract_that_goes_on_from_another_was_renewed() -> None:
    years = [row("2023-05-01", "2024-05-01"), row("2024-05-20", "2025-05-20")]
    assert told(*years) == [(0, 1, False), (1, 0, True)]
    assert told(*years, row("2025-05-20", "2026-05-20")) == [
        (0, 1, False),
        (1, 1, False),
        (2, 0, False),
    ]


def test_nothing_is_decided_until_45_days_after_the_end() -> None:
    assert told(row("2025-04-17", "2026-04-17")) == [(0, 0, True)]
    assert told(row("2025-04-18", "2026-04-18")) == [(0, 0, False)]
    assert told(row("2025-05-20", "2026-05-20", status="cancelled")) == [(0, 0, True)]


def test_each_interval_that_passed_was_a_renewal_made() -> None:
    assert told(row("2026-01-10", plan="pro (monthly)")) == [(0, 4, False)]
    assert told(row("2026-01-10", extra='{"interval": "week"}')) == [(0, 20, False)]
    assert told(row("2026-01-10", plan="pro")) == [(0, 0, False)]


def test_who_leaves_within_an_interval_is_counted_at_its_end() -> None:
    assert told(row("2026-01-10", "2026-03-02", plan="monthly", status="canceled")) == [
        (0, 1, True)
    ]
    assert told(row("2026-01-10", "2026-03-10", plan="monthly", status="canceled")) == [
        (0, 1, True)
    ]
    gone = row("2025-01-10", "2026-03-02", plan="yearly", status="canceled")
    assert told(gone) == [(0, 1, False)]


def test_what_is_not_known_is_not_counted() -> None:
    assert told(row("2025-01-01", "2026-01-01", status="active")) == [(0, 0, False)]
    assert told(row("2025-01-01", status="paused", plan="monthly")) == []
    assert told(row("2025-01-01", status="cancelled", plan="monthly")) == []
    assert told(row("2026-07-01", plan="monthly")) == []


def test_the_days_and_numbers_of_each() -> None:
    first = row("2026-01-31", "2026-03-31", plan="Monthly  plan")
    then = row("2026-04-01", "2026-04-20", plan="monthly plan", status="ended")
    came_up = [one for each in stretches([then, first], NOW) for one in each.asked()]
    assert [(one.nth, one.at_us, one.lost) for one in came_up] == [
        (1, us("2026-02-28"), False),
        (2, us("2026-03-31"), False),
        (3, us("2026-04-20"), True),
    ]
    assert {one.plan for one in came_up} == {"monthly plan"}


def test_customers_are_apart() -> None:
    other = row("2024-05-01", "2025-05-01", key="ben", id="e-b")
    assert told(row("2023-05-01", "2024-05-01"), other) == [(0, 0, True), (0, 0, True)]


@pytest.fixture(scope="module")
def bench() -> ModuleType:
    spec = importlib.util.spec_from_file_location("bench_renewal", ROOT / "benches" / "renewal.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["bench_renewal"] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def held(bench: ModuleType) -> list[dict[str, Any]]:
    """The customers of a telephone company as the source reads them."""
    if not TELCO.is_file():
        pytest.skip(f"NO REAL DATA: {TELCO} is not there")
    found: list[dict[str, Any]] = bench.rows(TELCO)
    return found


@pytest.fixture(scope="module")
def asked(bench: ModuleType, held: list[dict[str, Any]]) -> list[Asked]:
    """The renewals of its plan from month to month."""
    found: list[Asked] = bench.monthly(bench.asked(held))
    return found


def test_a_real_list_of_7043_customers(held: list[dict[str, Any]], asked: list[Asked]) -> None:
    status = Counter(one["status"] for one in held)
    assert (len(held), status["cancelled"], status["active"]) == (7_043, 1_869, 5_174)
    blank = [one for one in held if "TotalCharges" not in one["extra"]]
    assert len(blank) == 11
    assert {one["extra"]["tenure"] for one in blank} == {"0"}
    assert (len(asked), sum(one.lost for one in asked)) == (69_892, 1_655)
    assert sum(one.nth == 1 for one in asked) == 3_875


def test_out_of_time_the_chances_of_the_next_year_hold(
    bench: ModuleType, asked: list[Asked]
) -> None:
    lens = bench.by_age([one for one in asked if one.nth <= 24])
    ahead = [one for one in asked if 24 < one.nth <= 36]
    said = [(found.value, one.lost) for one in ahead if (found := lens(one)) is not None]
    assert len(said) == 7_064, (
        "months 32 to 36 are of an age nobody was seen at, and nothing is said"
    )
    chance, share = sum(p for p, _ in said) / len(said), sum(y for _, y in said) / len(said)
    assert abs(chance - share) < 0.001
