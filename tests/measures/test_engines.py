"""Measures gather the same rows on DuckDB and on Spark, nulls, ties and two systems included."""

from __future__ import annotations

from types import ModuleType

import pyarrow as pa
import pytest

from tests.in_world import gathered, world_tables
from troth.acts.world import moment, read_world
from troth.measures import (
    answer_rate,
    between,
    first_reply,
    kept_by_due,
    notice,
    price_unchanged,
    refund_time,
    resolution,
    uptime,
    uptime_reported,
)
from troth.store.schema import LEDGER, plain_schema

WORLD = """
at               | kind    | by     | about | thread | automatic | system | side   | text
2026-03-02 09:00 | message | ana    |       | t1     |           |        | sender | Where is it?
2026-03-02 09:00 | message | ana    |       | t1     |           |        |        | Hällo, wörld?
2026-03-02 10:00 | message | us:tom |       | t1     |           |        |        | Here.
2026-03-02 10:00 | message | us:eva |       | t1     |           |        |        | And here.
2026-03-02 11:00 | message | us:bot |       | t2     | yes       | desk   |        | We have it.
2026-03-02       | message | ben    |       |        |           | desk   |        | Mine?
2026-03-03       | message | us:tom | ben   |        |           | desk   |        | Yours.
"""
THINGS = """
at               | kind     | by  | about | account | thread | side   | activity         | amount | plan  | end_us     | what  | announced_us | effect_us  | planned | text
2026-03-02 09:00 | step     |     | ana   |         | o1     | sender | Ordered          |        |       |            |       |              |            |         |
2026-03-02 09:00 | step     |     | ana   |         | o1     |        | delivered        |        |       |            |       |              |            |         |
2026-03-03       | step     |     |       |         | o1     |        | Refund requested |        |       |            |       |              |            |         |
2026-03-04 09:00 | purchase | ana |       | shop    | o1     |        |                  | -3     |       |            |       |              |            |         |
2026-03-01       | period   |     | ana   | shop    |        |        |                  | 10     | basic | 2026-04-01 |       |              |            |         |
2026-03-01       | period   |     | ana   |         |        |        |                  |        |       |            |       |              |            |         |
2026-03-01       | period   |     | ben   |         |        |        |                  | 12     |       |            |       |              |            |         |
2026-03-01       | change   |     |       |         |        | sender |                  |        |       |            | price | 2026-03-01   | 2026-05-01 |         |
2026-03-01       | change   |     |       |         |        |        |                  |        |       |            |       | 2026-03-01   |            |         |
2026-03-01 10:00 | incident |     |       |         |        |        |                  |        |       |            |       |              |            | yes     |
2026-03-01 10:00 | incident |     |       |         |        |        |                  |        |       | 2026-03-02 |       |              |            |         |
2026-03-02 09:00 | message  | ana |       |         | t9     |        |                  |        |       |            |       |              |            |         | Is it down? I cannot log in.
"""


@pytest.mark.spark
@pytest.mark.parametrize(
    ("measure", "table"),
    [
        *((each, WORLD) for each in (first_reply, resolution, kept_by_due, answer_rate)),
        *((each, THINGS) for each in (between, refund_time, price_unchanged, notice, uptime)),
        (uptime_reported, THINGS),
    ],
)
def test_gather_is_the_same_on_spark(measure: ModuleType, table: str) -> None:
    promises = [
        {"promise": f"p-{number}", "state": state, "born_us": 5, "due_us": due, "confirmed": None}
        for number, (state, due) in enumerate([("open", 9), ("kept", None), ("candidate", 9)])
    ]
    more = {"promise": pa.Table.from_pylist(promises, schema=plain_schema(LEDGER["promise"]))}
    world, at_us = read_world(table), moment("2026-03-20 12:00")[0]
    here = gathered(measure, world_tables(world, at_us, more), at_us)
    there = gathered(measure, world_tables(world, at_us, more, on="sail"), at_us)
    assert here.num_rows > 0
    assert here.equals(there)
