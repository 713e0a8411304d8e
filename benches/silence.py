"""Does `silence` keep its budget, and how soon does it find those who stopped?

Simulated customers with paces of their own (a mean gap between 4 and 120 days) order for two
years. Half of what follows asks the rule of `troth.lenses.silence` about loyal people who go on
as before, on each day of a third year: who is alarmed at least once? The other half asks about
people who stopped with their last order of the two years, after 6, 12 and 24 of their mean gaps.

    python benches/silence.py            writes benches/results/silence.md
    python benches/silence.py PATH       adds the backtest on the CDNOW purchases at PATH
"""

from __future__ import annotations

import gzip
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pyarrow as pa
from numpy.random import Generator
from numpy.typing import NDArray

from troth.extend.buying import FINE, RECENT
from troth.extend.record import Context, Finding
from troth.extend.silences import gaps_a_year, spared_days
from troth.lenses.silence import CARD, gather, judge
from troth.model.units import DAY_US
from troth.stats import wilson, yearly_level
from troth.stats.watching.rhythm import Pool, Rhythms, pooled
from troth.store.engine import Engine, open_engine
from troth.store.schema import arrow_schema

Floats = NDArray[np.float64]
HISTORY, YEAR = 730, 365
MULTIPLES = (6, 12, 24)
RHYTHMS: dict[str, Callable[[Generator, tuple[int, int]], Floats]] = {
    "Poisson": lambda chance, size: chance.exponential(1.0, size),
    "Erlang-2": lambda chance, size: chance.gamma(2.0, 0.5, size),
    "Erlang-3": lambda chance, size: chance.gamma(3.0, 1 / 3, size),
    "lognormal, sigma 1.2": lambda chance, size: np.exp(chance.normal(-0.72, 1.2, size)),
    "gamma, k 0.5": lambda chance, size: chance.gamma(0.5, 2.0, size),
    "lognormal, sigma .2 to 1.2": lambda chance, size: np.exp(
        chance.normal(0, 1, size) * chance.uniform(0.2, 1.2, (size[0], 1))
    ),
    "half Poisson, half Erlang-4": lambda chance, size: np.where(
        np.arange(size[0])[:, None] % 2 == 0,
        chance.exponential(1.0, size),
        chance.gamma(4.0, 0.25, size),
    ),
}


@dataclass(frozen=True, slots=True)
class Graded:
    """One simulated rhythm: loyal people alarmed, and stoppers found within each multiple."""

    rhythm: str
    loyal: int
    alarmed: int
    found: dict[int, tuple[int, int]]
    shape: str

    @property
    def limit(self) -> float:
        """The budget with two standard errors of this sample."""
        budget = float(str(CARD.options["budget"]))
        return float(budget + 2 * (budget * (1 - budget) / self.loyal) ** 0.5)


def histories(rhythm: str, people: int, seed: int) -> list[Floats]:
    """The days on which each simulated person orders, from day 0 to the end of the third year."""
    return _lived(rhythm, people, np.random.default_rng(seed))[0]


def _lived(rhythm: str, people: int, chance: Generator) -> tuple[list[Floats], Floats]:
    pace = np.exp(chance.normal(np.log(20.0), 0.8, people)).clip(4, 120)
    most = int((HISTORY + YEAR) / pace.min() * 2) + 40
    gaps = RHYTHMS[rhythm](chance, (people, most)) * pace[:, None]
    begin = chance.uniform(-400, 0, people)
    days = np.floor(np.cumsum(gaps, axis=1) + begin[:, None])
    return [np.unique(line[(line >= 0) & (line < HISTORY + YEAR)]) for line in days], pace


def simulate(rhythm: str, people: int, seed: int) -> Graded:
    """Grade the rule on one rhythm; the same seed gives the same answer."""
    lines, pace = _lived(rhythm, people, np.random.default_rng(seed))
    kept = [i for i, line in enumerate(lines) if loyal_at(line, HISTORY)]
    past = [lines[i][lines[i] < HISTORY] for i in kept]
    rhythms = _rhythms(past)
    pool = pooled(rhythms)
    alarmed = sum(_year(pool, past, [lines[i] for i in kept]))
    found = _found(pool, rhythms, past, pace[kept])
    return Graded(rhythm, len(kept), alarmed, found, pool.shape.method)


def loyal_at(line: Floats, day: int) -> bool:
    """Whether a person is loyal on a day and not already silent for long."""
    days = line[line < day]
    gaps, span = int(str(CARD.options["gaps"])), int(str(CARD.options["days"]))
    if days.size <= gaps or days[-1] - days[0] < span:
        return False
    return bool(day - days[-1] <= 2 * np.diff(days).max())


def batch(lines: Mapping[int, Floats], day: int) -> pa.Table:
    """What `gather` would find of these people on a day, a row a person."""
    rows = []
    for person, line in lines.items():
        days = line[line < day].astype(int)
        gaps = np.diff(days)
        recent = gaps[-RECENT:]
        fine = np.round(np.log(recent) * FINE).astype(int)
        row = dict.fromkeys(CARD.schema, None) | {
            "person": str(person),
            "handle": str(person),
            "system": "shop",
            "ours": "",
            "orders": len(days),
            "first_record": f"{person}-0",
            "first_version": "v",
            "last_record": f"{person}-{len(days)}",
            "last_version": "v",
            "longest_days": int(gaps.max()),
            "gaps": len(recent),
            "gap_days": int(recent.sum()),
            "recent_longest_days": int(recent.max()),
            "log_sum": int(fine.sum()),
            "log_square_sum": int((fine**2).sum()),
        }
        for name, at in (("first", days[0]), ("last", days[-1])):
            row |= {f"{name}_day": int(at), f"{name}_us": int(at) * DAY_US}
        rows.append(row | {"alive_us": row["last_us"]})
    types = {"string": pa.string(), "int64": pa.int64()}
    schema = pa.schema([(name, types[kind]) for name, kind in CARD.schema.items()])
    return pa.Table.from_pylist(rows, schema=schema)


def cdnow(path: Path) -> pa.Table:
    """The CDNOW purchases as evidence: an order a row, by the customer's number."""
    with gzip.open(path, "rt") as lines:
        split = [line.split() for line in lines]
    orders = [row for row in split if row[0].isdigit()]
    held = {
        "id": [f"e-{number}" for number in range(len(orders))],
        "version": ["v"] * len(orders),
        "ts_us": [_midnight(row[1]) for row in orders],
        "by": [f"h-{row[0]}" for row in orders],
        "system": ["cdnow"] * len(orders),
        "amount": [float(row[3]) for row in orders],
    }
    schema = arrow_schema("purchase")
    columns = [pa.array(held.get(field.name, [None] * len(orders)), field.type) for field in schema]
    return pa.Table.from_arrays(columns, schema=schema)


def _midnight(day: str) -> int:
    return int(datetime.strptime(day, "%Y%m%d").replace(tzinfo=UTC).timestamp()) * 1_000_000


def _rhythms(lines: list[Floats]) -> Rhythms:
    recent = [np.diff(line)[-RECENT:] for line in lines]
    logs = [np.log(gaps) for gaps in recent]
    return Rhythms(
        np.array([float(gaps.size) for gaps in recent]),
        np.array([gaps.sum() for gaps in recent]),
        np.array([each.sum() for each in logs]),
        np.array([(each**2).sum() for each in logs]),
        np.array([gaps.max() for gaps in recent]),
    )


def _rings(pool: Pool, rhythms: Rhythms, longest: Floats, silent: Floats) -> NDArray[np.bool_]:
    """Whom the lens would name after so many days of silence."""
    level = yearly_level(float(str(CARD.options["budget"])), gaps_a_year(rhythms))
    rings: NDArray[np.bool_] = (pool.chance(rhythms, np.maximum(silent, 1)) <= level) & (
        silent > spared_days(longest)
    )
    return rings


def _year(pool: Pool, past: list[Floats], lines: list[Floats]) -> list[bool]:
    """For each person whether an alarm rang on any day of the year.

    Silence only grows between orders, so it is enough to ask on the last day of each gap.
    """
    alarmed = [False] * len(lines)
    step = 0
    open_ = list(range(len(lines)))
    while open_:
        until = [past[i].size + step for i in open_]
        lasts = [lines[i][:n] for i, n in zip(open_, until, strict=True)]
        ends = [
            lines[i][n] if n < lines[i].size else float(HISTORY + YEAR)
            for i, n in zip(open_, until, strict=True)
        ]
        silent = np.array([end - line[-1] for end, line in zip(ends, lasts, strict=True)])
        longest = np.array([np.diff(line).max() for line in lasts])
        for i, rings in zip(open_, _rings(pool, _rhythms(lasts), longest, silent), strict=True):
            alarmed[i] = alarmed[i] or bool(rings)
        open_ = [i for i, n in zip(open_, until, strict=True) if n < lines[i].size]
        step += 1
    return alarmed


def _found(
    pool: Pool, rhythms: Rhythms, past: list[Floats], pace: Floats
) -> dict[int, tuple[int, int]]:
    """Of those who stopped for good, how many are named within some mean gaps of their own."""
    longest = np.array([np.diff(line).max() for line in past])
    return {
        times: (int(_rings(pool, rhythms, longest, np.floor(times * pace)).sum()), len(past))
        for times in MULTIPLES
    }


def table(graded: list[Graded]) -> str:
    """The grades as Markdown."""
    lines = [
        "| rhythm | loyal people | alarmed in a year | 95 % interval | at most | "
        + " | ".join(f"stopped, found within {times} mean gaps" for times in MULTIPLES)
        + " | shape used |",
        "|---|---|---|---|---|" + "---|" * (len(MULTIPLES) + 1),
    ]
    for each in graded:
        share = wilson(each.alarmed, each.loyal)
        found = " | ".join(f"{hits / n:.1%}" for hits, n in each.found.values())
        lines.append(
            f"| {each.rhythm} | {each.loyal} | {each.alarmed / each.loyal:.1%} "
            f"| {share.low:.1%} to {share.high:.1%} | {each.limit:.1%} | {found} | {each.shape} |"
        )
    return "\n".join(lines)


def backtest(path: Path) -> str:
    """The lens itself on CDNOW: one look at the end, and a look a week from week 39 and 52."""
    rows = cdnow(path)
    bought: dict[str, list[int]] = {}
    for by, at in zip(rows["by"].to_pylist(), rows["ts_us"].to_pylist(), strict=True):
        bought.setdefault(by, []).append(at)
    first, last = min(rows["ts_us"].to_pylist()), max(rows["ts_us"].to_pylist())
    with open_engine("duckdb") as engine:
        began, cpu = time.perf_counter(), time.process_time()
        found = _look(engine, rows, last)[1]
        wall, cpu = time.perf_counter() - began, time.process_time() - cpu
        told = [
            f"{rows.num_rows} orders of {len(bought)} customers: {len(found)} findings as of the "
            f"end of the data, in {wall:.1f} s ({cpu:.1f} s CPU)."
        ]
        for week in (39, 52):
            looks = range(first + week * 7 * DAY_US, first + 78 * 7 * DAY_US, 7 * DAY_US)
            told.append(_watched(engine, rows, bought, week, list(looks)))
    return "\n\n".join(told)


def _watched(
    engine: Engine, rows: pa.Table, bought: Mapping[str, list[int]], week: int, looks: list[int]
) -> str:
    """Who of the loyal of one week was ever alarmed until the end, and who of those came back."""
    batch = _look(engine, rows, looks[0])[0]
    span = (row for row in batch.to_pylist() if row["gaps"] >= int(str(CARD.options["gaps"])))
    least = int(str(CARD.options["days"]))
    loyal = {row["handle"] for row in span if row["last_day"] - row["first_day"] >= least}
    alarms: dict[str, int] = {}
    for at in looks:
        for one in _look(engine, rows, at)[1]:
            alarms.setdefault(one.subject.id, at)
    alarmed = {who: at for who, at in alarms.items() if who in loyal}
    at_once = [who for who, at in alarmed.items() if at == looks[0]]
    back = {who for who, at in alarmed.items() if bought[who][-1] > at}
    share = wilson(len(back), len(loyal))
    gone = {who for who in loyal if bought[who][-1] < looks[0] - 90 * DAY_US}
    return (
        f"Week {week}: {len(loyal)} loyal customers, {len(at_once)} alarmed on that day, of whom "
        f"{len(back & set(at_once))} ordered again by week 78. Looking every week until then: "
        f"{len(alarmed)} alarmed at least once, of whom {len(back)} ordered again after it; false "
        f"alarms are {share.value:.1%} of the loyal ({share.low:.1%} to {share.high:.1%}). Of "
        f"{len(gone)} who had not ordered for 90 days in week {week} and never did again, "
        f"{len(gone & set(alarmed))} were named by week 78."
    )


def _look(engine: Engine, rows: pa.Table, at_us: int) -> tuple[pa.Table, list[Finding]]:
    gathered = engine.collect(gather(engine.world({"purchase": rows}, at_us), at_us), CARD.schema)
    return gathered, list(judge(gathered, Context(at_us, at_us)))


HEAD = """# Does `silence` keep its budget, and how soon does it find those who stopped?

Written by `benches/silence.py`. The budget is one false alarm among 20 loyal customers a year.
"At most" is that budget with two standard errors of the sample. Simulated people have paces of
their own, two years of orders behind them, and are looked at on every day of a third year;
stoppers are looked at so many of their own mean gaps after their last order.
"""


SMALL = """
The same for small companies: 150 sources of ten customers each, every one knowing only its own.
"""


def _of_small_pools(rhythm: str) -> Graded:
    each = [simulate(rhythm, 10, seed) for seed in range(150)]
    found = {
        times: (sum(one.found[times][0] for one in each), sum(one.loyal for one in each))
        for times in MULTIPLES
    }
    loyal, alarmed = sum(one.loyal for one in each), sum(one.alarmed for one in each)
    return Graded(rhythm, loyal, alarmed, found, "of each source")


def main(path: Path | None) -> None:
    """Write the results beside this file."""
    from silence_fixed import section as against_fixed_days
    from silence_gaps import judged_of_cdnow, section

    began = time.process_time()
    graded = [simulate(name, 6000, seed=2) for name in RHYTHMS]
    small = [_of_small_pools(name) for name in ("Poisson", "Erlang-2", "lognormal, sigma 1.2")]
    parts = [
        HEAD,
        table(graded),
        SMALL,
        table(small),
        section(),
        against_fixed_days(),
        f"\n{time.process_time() - began:.0f} s CPU.",
    ]
    if path is not None:
        parts += ["\n## CDNOW, real purchases\n", judged_of_cdnow(path), "", backtest(path)]
    target = Path(__file__).parent / "results" / "silence.md"
    target.parent.mkdir(exist_ok=True)
    target.write_text("\n".join(parts) + "\n", encoding="utf-8")
    sys.stdout.write(target.read_text(encoding="utf-8"))


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else None)
