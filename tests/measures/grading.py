"""How the examples of measures are checked, and how `says` is to be read.

"1 of 2 within 1 business day": of the cases that count and are decided, how many ended in time.
A case is decided when it has ended, or when its time is over at the moment of looking. Where
nothing is decided, "N of M …: still open" counts those that have ended among all that count.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from types import ModuleType
from typing import Any

import pyarrow as pa

from tests.in_world import context, coverage, gathered, world_tables
from troth.acts.world import moment, read_world
from troth.calendar import Calendars
from troth.extend.measure import Case, Context, Example

SAID = re.compile(r"(\d+) of (\d+) (?:within (\d+) ([a-z ]+)|by the date)(: still open)?$")


def of_world(
    module: ModuleType, table: str, as_of: str, more: dict[str, pa.Table] | None = None
) -> list[Case]:
    """The cases of a measure in a world written as a table."""
    world, at_us = read_world(table), moment(as_of)[0]
    batch = gathered(module, world_tables(world, at_us, more), at_us)
    return list(module.cases(batch, context(as_of, covered=dict.fromkeys(coverage(world), at_us))))


def graded(cases: Sequence[Case], there: Context, n: int | None, unit: Any) -> tuple[int, int]:
    """(ended in time, decided) among the cases that count."""
    kept = decided = 0
    for case in (case for case in cases if case.counts):
        calendar = there.calendar(case.side, case.ours)
        end = case.end_us if case.end_us is not None else there.moment_us + 1
        if n is None:
            in_time = case.due_us is None or end <= case.due_us
        else:
            in_time = calendar.within(case.start_us, end, n, unit, case.precision)
        kept += in_time and case.end_us is not None
        decided += case.end_us is not None or not in_time
    return kept, decided


def check(example: Example, cases: Sequence[Case], calendars: Calendars | None = None) -> None:
    """Assert what an example says."""
    counted = [case for case in cases if case.counts]
    if example.verdict == "silent":
        assert not counted
        return
    assert example.says is not None
    assert example.as_of is not None
    said = SAID.match(example.says)
    assert said is not None, example.says
    there = context(example.as_of, calendars=calendars)
    limit = int(said[3]) if said[3] else None
    kept, decided = graded(cases, there, limit, (said[4] or "").rstrip("s") + "s")
    if example.verdict == "unsure":
        assert said[5]
        assert decided == 0
        ended = sum(case.end_us is not None for case in counted)
        assert (ended, len(counted)) == (int(said[1]), int(said[2]))
    else:
        assert (kept, decided) == (int(said[1]), int(said[2]))
