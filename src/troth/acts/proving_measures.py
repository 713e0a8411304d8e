"""Does a measure count in its own examples what it says there?

An example says "1 of 2: TARGET" (kept of decided), with ", 1 still open" before the colon where
some are; "60 minutes down: TARGET" for a share of time; or, in short, "1 of 2 within 1 business
day", which counts those that ended among all that count.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import ModuleType

from troth.acts.measuring import collected
from troth.acts.proving import tables_of
from troth.acts.uptime import stood_still
from troth.acts.world import moment, read_world
from troth.calendar import Calendar
from troth.extend.record import Context
from troth.ledger.target import Target, read_target
from troth.model.case import Case
from troth.model.example import Example
from troth.patterns import later
from troth.registry import Extension

SAYS = later(r"(?P<told>\d+ of \d+(?:, \d+ still open)?|\d+ minutes down): (?P<target>.+)")


def prove_measure(module: ModuleType, extension: Extension) -> Iterator[str]:
    """What does not hold, one sentence an example."""
    from troth.store.engine import open_engine

    with tempfile.TemporaryDirectory() as scratch, open_engine("duckdb", Path(scratch)) as engine:
        for example in module.EXAMPLES:
            as_of = moment(example.as_of)[0] if example.as_of else 0
            tables = engine.world(tables_of(read_world(example.world)), as_of)
            batch = collected(engine, module, tables, as_of)
            cases = tuple(module.cases(batch, Context(as_of, as_of)))
            fault = _fault(example, [case for case in cases if case.counts], as_of)
            if fault:
                yield f"“{example.title}”: {fault}"


def _fault(example: Example, counted: Sequence[Case], as_of_us: int) -> str | None:
    if example.verdict == "silent":
        return f"it should count nothing and counts {len(counted)}" if counted else None
    if not example.says:
        return None
    said = SAYS.fullmatch(example.says)
    if said is None:
        told = f"{sum(case.end_us is not None for case in counted)} of {len(counted)}"
        fits = example.says.startswith(told)
    else:
        told = _told(counted, read_target(said["target"]), as_of_us)
        fits = said["told"] == told
    return None if fits else f"it counts {told}, not {example.says}"


def _told(counted: Sequence[Case], target: Target, as_of_us: int) -> str:
    if target.over is not None and target.bound == "share":
        found = stood_still(counted, as_of_us - target.over.us, as_of_us)
        return f"{found.minutes:.0f} minutes down"
    verdicts = [target.verdict(case, as_of_us, Calendar()) for case in counted]
    waiting = verdicts.count(None)
    told = f"{verdicts.count(True)} of {len(verdicts) - waiting}"
    return f"{told}, {waiting} still open" if waiting else told
