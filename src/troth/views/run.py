"""What was read, what was set aside and why, and what was looked at?"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from troth.ledger import manifest, runs
from troth.ledger.manifest import Import
from troth.ledger.runs import Run
from troth.model.reject import Reject
from troth.views.reading import Reading

REJECTS_SHOWN = 100


@dataclass(frozen=True, slots=True)
class RunLine:
    """One run in the list."""

    run: Run
    at: str
    findings: int
    asked: str


@dataclass(frozen=True, slots=True)
class RunPage:
    """One run: the lenses it looked through, how many each found, and what had been read."""

    line: RunLine
    lenses: tuple[tuple[str, str, int], ...]
    sayings: int
    records: int
    imports: tuple[tuple[Import, str], ...]
    rejects: tuple[Reject, ...]
    set_aside: int
    new: int
    gone: int
    before: str | None


def run_list(reading: Reading, *, limit: int = 50) -> tuple[RunLine, ...]:
    """The newest runs, newest first."""
    return tuple(_line(run, reading) for run in runs.runs(reading.con, limit=limit))


def run_page(reading: Reading, id: str) -> RunPage | None:
    """One run by its id; None where there is none."""
    run = runs.run(reading.con, id)
    if run is None:
        return None
    before = runs.before(reading.con, id)
    here = {one.id for one in runs.findings(reading.con, id)}
    there = {one.id for one in runs.findings(reading.con, before.id)} if before else set()
    read = [one for one in manifest.imports(reading.con) if one.generation <= run.generation]
    return RunPage(
        line=_line(run, reading),
        lenses=tuple(
            (name, version, run.counts.get(name, 0)) for name, version in sorted(run.lenses.items())
        ),
        sayings=run.counts.get("sayings", 0),
        records=sum(one.new for one in read),
        imports=tuple((one, reading.clock.moment(one.at_us)) for one in reversed(read)),
        rejects=tuple(manifest.rejects(reading.con, limit=REJECTS_SHOWN)),
        set_aside=sum(one.set_aside for one in read),
        new=len(here - there),
        gone=len(there - here),
        before=before.id if before else None,
    )


def set_aside_since(
    reading: Reading, paths: Collection[str], at_us: int, *, limit: int
) -> tuple[Reject, ...]:
    """What was set aside of these files in the imports since a moment."""
    found: list[Reject] = []
    for one in manifest.imports(reading.con):
        if one.at_us >= at_us and one.path in paths and one.set_aside:
            found += manifest.rejects(reading.con, one.generation, limit=limit)
    return tuple(found[:limit])


def _line(run: Run, reading: Reading) -> RunLine:
    clock = reading.clock
    asked = "as things stood" if run.as_of_us is None else f"as of {clock.moment(run.as_of_us)}"
    found = sum(count for name, count in run.counts.items() if name in run.lenses)
    return RunLine(run, clock.moment(run.at_us), found, asked)
