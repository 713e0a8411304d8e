"""How long does the journey map of a million events take, against polars and pandas?

Every run is a process of its own; engines take turns, each `RUNS` times, and the least counts.
CPU is processor seconds over all threads, memory by how far the peak rose above what was held before. Imports and making the
data are outside the clock, everything else is inside: coding ids, sorting, counting, and for troth
also the loops, rework, durations and time lost that the others are not asked for.

The log is simulated: 198,000 cases of one to some dozens of steps (each step is the last with
chance .199) over 20 activities; the next step is drawn from a row of odds of its own (Dirichlet .8
each), so that about half of the variants have one case; cases begin evenly over a year, waits are
lognormal around two hours, in microseconds. Rows stand in the order of time, as a log is written.

    python -m venv V && V/bin/pip install numpy polars pandas pyarrow
    V/bin/python benches/journeys.py          writes benches/results/journeys.md
"""

from __future__ import annotations

import hashlib
import importlib.metadata
import json
import os
import pickle
import platform
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

HERE = Path(__file__).parent
RESULT = HERE / "results" / "journeys.md"
RUNS, CASES, ACTIVITIES, SEED = 3, 198_000, 20, 1
ODDS, LAST = 0.8, 0.199
FORMS = ("integers", "texts", "texts in Arrow")
ENGINES = ("troth", "polars", "pandas")


def simulated() -> tuple[Any, Any, Any]:
    """Case, step and time of every event, in order of time."""
    chance = np.random.default_rng(SEED)
    odds = np.cumsum(chance.dirichlet(np.full(ACTIVITIES, ODDS), ACTIVITIES), axis=1)
    open_, step = np.arange(CASES), chance.integers(0, ACTIVITIES, CASES)
    at = chance.integers(0, 365 * 86_400_000_000, CASES)
    parts = []
    while len(open_):
        parts.append((open_, step, at))
        on = chance.random(len(open_)) >= LAST
        open_, step, at = open_[on], step[on], at[on]
        drawn = chance.random(len(open_))[:, None]
        step = np.minimum((odds[step] < drawn).sum(axis=1), ACTIVITIES - 1)
        at = at + (chance.lognormal(0, 1.2, len(open_)) * 7_200_000_000).astype(np.int64) + 1
    case, step, at = (np.concatenate(each) for each in zip(*parts, strict=True))
    order = np.argsort(at, kind="stable")
    return case[order], step[order], at[order].astype("M8[us]")


def table(form: str, case: Any, step: Any, at: Any) -> tuple[Any, Any, Any]:
    """The log in one form of ids; texts are given as lists of Python's, or as Arrow arrays."""
    if form == "integers":
        return case, step, at
    names = [f"step {n:02}" for n in range(ACTIVITIES)]
    return (
        [f"case-{each:06}" for each in case.tolist()],
        [names[each] for each in step.tolist()],
        at,
    )


def by_troth(
    form: str, case: Any, step: Any, at: Any
) -> tuple[Callable[[], Any], Callable[..., Any]]:
    """What is timed, and what is told of its answer afterwards."""
    from troth.stats.journey.journeys import journeys

    if form == "texts in Arrow":
        import pyarrow as pa

        case, step = pa.array(case), pa.array(step)

    def told(found: Any) -> Any:
        return found.edges, ((way.steps, way.count) for way in found.variants)

    return (lambda: journeys(case, step, at)), told


def by_polars(
    form: str, case: Any, step: Any, at: Any
) -> tuple[Callable[[], Any], Callable[..., Any]]:
    """The same edges with mean and median waits, and the variants, in polars' own columns."""
    import polars as pl

    frame = pl.DataFrame({"case": case, "step": step, "at": at})

    def work() -> Any:
        log = frame.sort("case", "at")
        here = pl.col("case") == pl.col("case").shift(-1)
        wait = (pl.col("at").shift(-1) - pl.col("at")).dt.total_microseconds() / 1e6
        edges = log.lazy().select("step", to=pl.col("step").shift(-1), wait=wait, here=here)
        edges = edges.filter("here").group_by("step", "to").agg(
            pl.len(), mean=pl.col("wait").mean(), median=pl.col("wait").median()
        )  # fmt: skip
        ways = log.lazy().group_by("case").agg("step").group_by("step").agg(pl.len())
        return pl.collect_all([edges, ways])

    def told(found: Any) -> Any:
        edges, ways = found
        return edges.iter_rows(), ways.iter_rows()

    return work, told


def by_pandas(
    form: str, case: Any, step: Any, at: Any
) -> tuple[Callable[[], Any], Callable[..., Any]]:
    """The same in pandas, variants as tuples."""
    import pandas as pd

    frame = pd.DataFrame({"case": case, "step": step, "at": at})

    def work() -> Any:
        log = frame.sort_values(["case", "at"])
        here = log["case"] == log["case"].shift(-1)
        wait = (log["at"].shift(-1) - log["at"]).dt.total_seconds()
        pairs = pd.DataFrame({"step": log["step"], "to": log["step"].shift(-1), "wait": wait})[here]
        edges = pairs.groupby(["step", "to"])["wait"].agg(["size", "mean", "median"]).reset_index()
        return edges, log.groupby("case")["step"].agg(tuple).value_counts()

    def told(found: Any) -> Any:
        edges, ways = found
        return edges.itertuples(index=False, name=None), ways.items()

    return work, told


def digest(edges: Any, ways: Any) -> dict[str, Any]:
    """An answer in few words: edges to the microsecond, all variants as one hash."""
    rows = sorted((str(a), str(b), int(n), float(x), float(y)) for a, b, n, x, y in edges)
    rows = [(a.removesuffix(".0"), b.removesuffix(".0"), *rest) for a, b, *rest in rows]
    listed = sorted((list(map(str, steps)), int(count)) for steps, count in ways)
    return {
        "edges": sorted(rows),
        "variants": len(listed),
        "hash": hashlib.sha256(json.dumps(listed).encode()).hexdigest(),
    }


def one(engine: str, form: str, path: str) -> None:
    """One run in this process; prints its times and its answer as JSON."""
    columns = pickle.loads(Path(path).read_bytes())
    work, told = {"troth": by_troth, "polars": by_polars, "pandas": by_pandas}[engine](
        form, *columns
    )
    held = fresh_peak()
    before = resource.getrusage(resource.RUSAGE_SELF)
    began = time.perf_counter()
    found = work()
    wall = time.perf_counter() - began
    after = resource.getrusage(resource.RUSAGE_SELF)
    grown = (status("VmHWM") - held) / 1024
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    print(json.dumps({"cpu": cpu, "wall": wall, "mb": grown, **digest(*told(found))}))


def fresh_peak() -> int:
    """Forget the peak of memory so far; kilobytes held now."""
    Path("/proc/self/clear_refs").write_text("5")
    return status("VmRSS")


def status(key: str) -> int:
    """Kilobytes of one line of what Linux says of this process."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return int(next(line.split()[1] for line in lines if line.startswith(key)))


def run(engine: str, form: str, path: Path) -> dict[str, Any]:
    """One run in a fresh process."""
    paths = os.pathsep.join([str(HERE.parent / "src"), os.environ.get("PYTHONPATH", "")])
    words = [sys.executable, __file__, "--one", engine, form, str(path)]
    environment = os.environ | {"PYTHONPATH": paths, "OPENBLAS_NUM_THREADS": "1"}
    out = subprocess.run(words, check=True, capture_output=True, text=True, env=environment)
    told: dict[str, Any] = json.loads(out.stdout)
    return told


def same(first: dict[str, Any], other: dict[str, Any]) -> None:
    """Stops where two answers differ: counts and variants exactly, waits to a microsecond."""
    assert first["hash"] == other["hash"], "variants differ"
    assert len(first["edges"]) == len(other["edges"]), "edges differ"
    for mine, theirs in zip(first["edges"], other["edges"], strict=True):
        assert mine[:3] == theirs[:3], (mine, theirs)
        assert np.allclose(mine[3:], theirs[3:], rtol=1e-9, atol=2e-6), (mine, theirs)


def measured(form: str, path: Path) -> tuple[list[str], dict[str, Any]]:
    """Rows of the table for one form of ids, engines taking turns."""
    engines = ENGINES if form != "texts in Arrow" else ("troth",)
    runs: dict[str, list[dict[str, Any]]] = {engine: [] for engine in engines}
    for _ in range(RUNS):
        for engine in engines:
            runs[engine].append(run(engine, form, path))
            same(runs["troth"][0], runs[engine][-1])
    least = {
        engine: {key: min(each[key] for each in told) for key in ("cpu", "wall", "mb")}
        for engine, told in runs.items()
    }
    own = least["troth"]
    rows = [
        f"| {form} | {engine} | {each['cpu']:.2f} | {each['wall']:.2f} | {each['mb']:.0f} "
        f"| {each['cpu'] / own['cpu']:.1f}× | {each['wall'] / own['wall']:.1f}× |"
        for engine, each in least.items()
    ]
    return rows, runs["troth"][0]


def main() -> None:
    """Measure and write the table."""
    case, step, at = simulated()
    rows: list[str] = []
    with tempfile.TemporaryDirectory() as place:
        for form in FORMS:
            path = Path(place) / "log.pickle"
            path.write_bytes(pickle.dumps(table(form, case, step, at)))
            more, answer = measured(form, path)
            rows += more
    versions = ", ".join(
        f"{each} {importlib.metadata.version(each)}" for each in ("numpy", "polars", "pandas")
    )
    load = ", ".join(f"{each:.1f}" for each in os.getloadavg())
    text = f"""# The journey map of a million events

Written by `benches/journeys.py`, which says how the log is simulated: {len(case):,} events,
{CASES:,} cases, {ACTIVITIES} activities, {answer["variants"]:,} variants, {len(answer["edges"])} edges, in order
of time. Asked for: edges with count, mean and median wait, and variants; troth's figures hold its
loops, rework, durations and time lost as well. Fresh process each, engines in turn, the least of
{RUNS}; answers compared: counts and variants equal, waits to a microsecond. Ratios are the
engine's figure over troth's; above 1 troth is quicker.

| ids | engine | CPU s | wall s | memory, MB | CPU ratio | wall ratio |
|---|---|---|---|---|---|---|
{chr(10).join(rows)}

“Texts” are Python lists for troth and pandas and polars' own columns for polars.
{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}, {versions}; a shared machine (load
{load}): quote ratios, not seconds.

pm4py is AGPL and is not installed here. Its times were measured earlier and elsewhere, on a log of
the same size (1M events, 198k cases, 20 activities, 99,004 variants): pandas path 13.2 s (counts
5.6, waits 5.6, variants 2.0), after 2.1 s of formatting; polars path 2.0 s wall, 3.2 s CPU, without
waits. They are no part of this run, so no ratio to them is claimed.
"""
    RESULT.write_text(text, encoding="utf-8")
    print(text)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        one(*sys.argv[2:])
    else:
        main()
