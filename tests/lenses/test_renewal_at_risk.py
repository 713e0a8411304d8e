"""The lens `renewal-at-risk`: which earlier renewals it takes as alike, and what it says of a promise."""

from __future__ import annotations

from typing import Any

import pyarrow as pa
import pytest

from tests.extend.test_renewals import us
from tests.in_world import engine
from troth.acts.proving import tables_of
from troth.acts.world import moment, read_world
from troth.extend.record import Context
from troth.lenses import renewal_at_risk as lens
from troth.model.units import DAY_US

NOW = us("2026-06-01")
TYPES = {"string": pa.string(), "int64": pa.int64(), "bool": pa.bool_()}
SCHEMA = pa.schema([(name, TYPES[kind]) for name, kind in lens.CARD.schema.items()])
Rows = list[dict[str, Any]]


def period(key: str, start: str, end: str, **more: Any) -> dict[str, Any]:
    row = {
        "what": "period",
        "key": key,
        "payer": f"h-{key}",
        "id": f"e-{key}-{start}",
        "version": "v",
    }
    row |= {"ts_us": us(start), "start_us": us(start), "end_us": us(end), "seen_us": NOW}
    return dict.fromkeys(lens.CARD.schema) | row | {"plan": "yearly"} | more


def other(what: str, key: str, day: str, **more: Any) -> dict[str, Any]:
    row = {
        "what": what,
        "key": key,
        "id": f"e-{what}-{key}-{day}",
        "version": "v",
        "ts_us": us(day),
    }
    return dict.fromkeys(lens.CARD.schema) | row | more


def years(key: str, made: bool) -> Rows:
    first = period(key, "2025-02-01", "2026-02-01")
    return [first, period(key, "2026-02-01", "2027-02-01")] if made else [first]


def owed(key: str, due: str, closed: str | None = None) -> dict[str, Any]:
    return other("promise", key, "2025-11-01", due_us=us(due), closed_us=closed and us(closed))


def base(n: int, lost: int, others: int = 40, others_lost: int = 2) -> Rows:
    """Renewals of February 2026: before some of them we owed something, until March."""
    rows = [other("sign", "zoe", "2025-02-01"), *years("zoe", True)]
    for at in range(n):
        rows += [*years(f"o{at}", at >= lost), owed(f"o{at}", "2025-12-01", "2026-03-01")]
    for at in range(others):
        rows += years(f"s{at}", at >= others_lost)
    return rows


ANA = [period("ana", "2025-07-01", "2026-07-01"), owed("ana", "2026-05-20")]


def look(rows: Rows, **options: object) -> list[Any]:
    batch = pa.Table.from_pylist(rows, SCHEMA)
    found = list(lens.judge(batch, Context(NOW, NOW, options=options)))
    turned = batch.take(list(range(batch.num_rows))[::-1])
    assert list(lens.judge(turned, Context(NOW, NOW, options=options))) == found
    return found


def test_a_renewal_with_a_promise_past_its_day() -> None:
    (found,) = look(base(24, 12) + ANA)
    assert found.says == (
        "{subject} renews on 1 July, in 30 days, and our promise “{quote:1}” has been past its day since "
        "20 May. Of 24 earlier renewals on this plan of which the same was true, 12 were lost; of the 41 "
        "others, 2."
    )
    assert [cite.evidence for cite in found.cites] == [
        "e-promise-ana-2025-11-01",
        "e-ana-2025-07-01",
    ]
    assert (found.strength.kind, found.strength.n, found.strength.value) == ("rate", 24, 0.5)
    assert found.strength.low > 14 / 65
    assert (found.status, found.due_us) == ("speaks", us("2026-07-01"))
    assert found.data["facts"] == [{"fact": "owed", "since_us": us("2026-05-20")}]


def test_a_promise_kept_by_now_is_no_reason() -> None:
    assert look([*base(24, 12), ANA[0], owed("ana", "2026-05-20", "2026-05-25")]) == []


def test_facts_of_a_time_without_records_are_not_absent_facts() -> None:
    rows = [one for one in base(24, 12) if one["what"] != "sign"]
    late = other("sign", "zoe", "2026-01-15")
    assert look([*rows, late, *ANA]) == []


def test_another_plan_is_not_alike() -> None:
    assert look([*base(24, 12), ANA[0] | {"plan": "monthly pro"}, ANA[1]]) == []


def test_whoever_has_something_else_open_is_like_those_with_anything_open() -> None:
    waits = other("word", "ana", "2026-05-20", thread="t", system="s", text="Where is it?")
    (found,) = look([*base(24, 12), ANA[0], waits])
    assert found.data["alike_by"] == "any"
    assert "before which we owed or had not answered them" in found.says


def test_a_first_renewal_where_first_ones_are_lost_more_often() -> None:
    rows = [other("sign", "zoe", "2023-01-01")]
    for at in range(40):
        start = "2025-06-10" if at < 20 else "2025-02-10"
        state = {"status": "canceled", "end_us": us("2025-07-10" if at < 20 else "2026-05-10")}
        rows.append(period(f"m{at}", start, "2026-01-01", plan="monthly") | state)
    (found,) = look([*rows, period("ana", "2026-05-10", "2026-06-10", plan="monthly")])
    assert found.data["alike_by"] == "age"
    assert (
        "it is renewal number 1. Of 40 renewals number 1 on this plan, 20 were lost" in found.says
    )


def test_an_old_list_is_unsure_and_a_far_renewal_waits() -> None:
    old = ANA[0] | {"seen_us": NOW - 31 * DAY_US}
    assert [one.status for one in look([*base(24, 12), old, ANA[1]])] == ["unsure"]
    assert look(base(24, 12) + ANA, within="20 days") == []


def test_promises_and_notes_of_a_world_come_through() -> None:
    table = """
    at               | kind     | by     | about | thread | plan   | start_us   | end_us     | text
    2026-05-02 09:00 | period   | ana    |       |        | yearly | 2025-07-01 | 2026-07-01 |
    2026-05-02 10:00 | message  | us:tom | ana   | t1     |        |            |            | We will refund the £38.00 by 14 May.
    2026-05-02 10:05 | confirm  | us:tom |       | t1     |        |            |            |
    2026-05-03 10:05 | message  | ana    |       | t2     |        |            |            | Where is my parcel?
    2026-05-09 10:05 | answered | us:tom |       | t2     |        |            |            |
    2026-05-10 10:05 | use      | ana    |       |        |        |            |            |
    2026-05-11 10:05 | use      | eva    |       |        |        |            |            |
    """
    world, at_us = read_world(table), moment("2026-06-01")[0]
    tables = engine().world(tables_of(world, (), at_us), at_us)
    rows = engine().collect(lens.gather(tables, at_us), lens.CARD.schema).to_pylist()
    assert sorted((row["what"], row["key"]) for row in rows) == [
        ("note", "p-ana"),
        ("period", "p-ana"),
        ("promise", "p-ana"),
        ("sign", "p-ana"),
        ("word", "p-ana"),
        ("word", "p-ana"),
    ]
    (promise,) = [row for row in rows if row["what"] == "promise"]
    assert promise["due_us"] is not None
    assert promise["closed_us"] is None


BROKEN = """
at               | kind    | by     | about | thread | plan   | start_us   | end_us     | text
2026-05-02 09:00 | period  | ana    |       |        | yearly | 2025-07-01 | 2026-07-01 |
2026-05-02 10:00 | message | us:tom | ana   | t1     |        |            |            | We will refund the £38.00 by 14 May.
2026-05-16 10:05 | broken  | us:tom |       | t1     |        |            |            |
"""
MENDED = """2026-05-18 10:05 | repair | us:tom | | t1 | | | | confirmed
"""


@pytest.mark.parametrize(("table", "owing"), [(BROKEN, True), (BROKEN + MENDED, False)])
def test_a_promise_marked_as_broken_is_owed_until_it_is_mended(table: str, owing: bool) -> None:
    world, at_us = read_world(table), moment("2026-06-01")[0]
    tables = engine().world(tables_of(world, (), at_us), at_us)
    rows = engine().collect(lens.gather(tables, at_us), lens.CARD.schema).to_pylist()
    (promise,) = [row for row in rows if row["what"] == "promise"]
    assert (promise["closed_us"] is None) == owing
