"""Measures gather the same rows on DuckDB and on Spark, nulls, ties and two systems included."""

from __future__ import annotations

from types import ModuleType

import pyarrow as pa
import pytest

from tests.in_world import gathered, world_tables
from troth.acts.world import moment, read_world
from troth.measures import first_reply, kept_by_due, resolution
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


@pytest.mark.spark
@pytest.mark.parametrize("measure", [first_reply, resolution, kept_by_due])
def test_gather_is_the_same_on_spark(measure: ModuleType) -> None:
    promises = [
        {"promise": f"p-{number}", "state": state, "born_us": 5, "due_us": due, "confirmed": None}
        for number, (state, due) in enumerate([("open", 9), ("kept", None), ("candidate", 9)])
    ]
    more = {"promise": pa.Table.from_pylist(promises, schema=plain_schema(LEDGER["promise"]))}
    world, at_us = read_world(WORLD), moment("2026-03-20 12:00")[0]
    here = gathered(measure, world_tables(world, at_us, more), at_us)
    there = gathered(measure, world_tables(world, at_us, more, on="sail"), at_us, on="sail")
    assert here.num_rows > 0
    assert here.equals(there)
