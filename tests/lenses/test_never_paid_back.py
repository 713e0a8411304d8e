"""The lens `never-paid-back`: costs by side and account, sums, curves of renewals, and a real list."""

from __future__ import annotations

from typing import Any

import pyarrow as pa
import pytest

from tests.extend.test_renewals import ROOT, TELCO, bench, held, us
from troth.errors import ConfigError
from troth.extend.payments import money_in, read_payers
from troth.extend.record import Context
from troth.lenses import never_paid_back as lens
from troth.stats import wilson

__all__ = ["ROOT", "TELCO", "bench", "held"]
NOW = us("2026-06-01")
SCHEMA = pa.schema(
    [(name, {"string": pa.string(), "int64": pa.int64()}[kind]) for name, kind in lens.PAID.items()]
)


def period(key: str, start: str, **more: Any) -> dict[str, Any]:
    row = dict.fromkeys(lens.PAID) | {"what": "period", "key": key, "payer": key, "id": f"e-{key}"}
    row |= {"version": "v", "ts_us": us(start), "start_us": us(start), "seen_us": NOW}
    return row | {"cents": 1_000, "currency": "EUR", "plan": "monthly", "side": "shop"} | more


def look(rows: list[dict[str, Any]], **options: object) -> list[Any]:
    return list(lens.judge(pa.Table.from_pylist(rows, SCHEMA), Context(NOW, NOW, options=options)))


def shops(n: int, months: int, **more: Any) -> list[dict[str, Any]]:
    end = us(f"{2024 + months // 12}-{months % 12 + 1:02}-10") if months else None
    state = {"end_us": end, "status": "canceled"} if months else {}
    return [period(f"k{months}-{at}", "2024-01-10", **state, **more) for at in range(n)]


def test_without_a_cost_nothing_is_asked() -> None:
    assert look(shops(40, 2)) == []
    assert look(shops(40, 2), cost=0) == []
    assert look(shops(40, 2), cost={"courier": 90}) == []


@pytest.mark.parametrize(
    "wrong", [{"cost": "ten"}, {"cost": {"shop": -1}}, {"cost": 90, "margin": True}]
)
def test_an_option_that_is_no_number_is_told(wrong: dict[str, object]) -> None:
    with pytest.raises(ConfigError, match="is no number of at least 0") as fault:
        look(shops(30, 2), **wrong)
    assert "[lens.never-paid-back]" in (fault.value.advice or "")


def test_a_side_that_mostly_left_before_it_had_paid() -> None:
    (found,) = look(shops(30, 2) + shops(6, 0), cost={"shop": 90})
    right = wilson(30, 36)
    assert (found.subject.kind, found.subject.id) == ("side", "shop")
    assert (found.strength.low, found.strength.high) == (right.low, right.high)
    assert found.says.startswith(
        "Of 36 customers on the side “shop” who came a year ago or earlier, 30 have not yet paid"
    )
    assert found.data["brought"] == 30 * 20 + 6 * 290
    assert found.status == "speaks"


def test_a_margin_counts_and_is_said() -> None:
    rows = shops(30, 10) + shops(6, 0)
    assert look(rows, cost=90) == []
    (found,) = look(rows, cost=90, margin=0.5)
    assert "at a margin of 50%" in found.says


def test_the_average_one_by_the_curve_of_renewals() -> None:
    rows = shops(60, 1) + shops(15, 3) + shops(5, 8) + shops(20, 0)
    (found,) = look(rows, cost=60)
    assert found.data["short"] == 75
    assert found.data["payback"]["period"] is not None
    assert "as they leave, the average one will with payment" in found.says


def test_an_account_with_a_cost_of_its_own_and_never_a_person() -> None:
    own = {"extra": '{"CAC": "1,200"}', "plan": "yearly", "cents": 30_000}
    firm = period("a-1", "2024-01-10", account="a-1", **own)
    assert [one.subject.kind for one in look([period("p-1", "2024-01-10", **own)])] == []
    found = look([firm | {"extra": '{"cac": "1200"}'}])
    assert [(one.subject.kind, one.subject.id) for one in found] == [("account", "a-1")]
    assert "has brought 900.00 EUR in 28 months" in found[0].says
    assert "winning them cost 1,200.00 EUR" in found[0].says


def test_what_is_not_known_is_said_and_counted() -> None:
    rows = shops(30, 2) + [
        one | {"key": f"u{n}", "cents": None} for n, one in enumerate(shops(4, 2))
    ]
    (found,) = look(rows, cost=90)
    assert found.data["left_out"] == 4
    assert "of 4 more cost or payments are not known" in found.says


@pytest.mark.parametrize(
    ("extra", "cents"),
    [
        ('{"TotalCharges": "1889.5"}', 188_950),
        ('{"Total Charges": "€ 20"}', 2_000),
        ('{"total_charges (metadata)": "20.50"}', 2_050),
        ('{"TotalCharges": " "}', None),
        ('{"TotalCharges": "-5"}', None),
        ("no json", None),
        ("[1]", None),
        (None, None),
    ],
)
def test_amounts_beside_a_row(extra: str | None, cents: int | None) -> None:
    assert money_in(extra, ("totalcharges", "total_charges")) == cents


def test_a_real_list_by_its_totals(held: list[dict[str, Any]]) -> None:
    import json

    rows = [
        period(one["key"], "2026-01-01", id=one["id"], plan=one["plan"], status=one["status"])
        | {"ts_us": one["ts_us"], "start_us": one["start_us"], "end_us": one["end_us"]}
        | {"extra": json.dumps(one["extra"]), "side": None}
        for one in held
    ]
    payers = read_payers(rows, us("2026-03-01"))
    assert len(payers) == 7_043
    old = [one for one in payers if one.since_us <= us("2025-03-01")]
    right = [one for one in held if int(one["extra"]["tenure"]) >= 12]
    assert len(old) == len(right) == 4_974
    short = sum((one.cents or 0) < 80_000 for one in old)
    assert short == sum(round(float(one["extra"]["TotalCharges"]) * 100) < 80_000 for one in right)
    assert sum(one.cents for one in payers if one.cents) > 1_605_000_000
