"""Do the chances of `renewal-at-risk` come true, out of time and where nothing is to be found?

First 7,043 customers of a telephone company, read as the source `subscription-snapshot` reads them
and judged by the lens' own functions: learnt from the renewals up to a month of tenure, and held
against those of the next twelve. Then simulated companies in which what we owe does nothing, or a
lot: how often does it speak, and does what it says come true?

    python benches/renewal.py PATH       PATH is telco_churn.csv.gz; writes benches/results/renewal.md
"""

from __future__ import annotations

import gzip
import hashlib
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from troth import stats
from troth.errors import NumbersError
from troth.extend.alike import Alike, parted
from troth.extend.renewals import Asked, stretches
from troth.extend.source import Frame, open_bytes
from troth.lenses.renewal_at_risk import Plan, age
from troth.sources import subscription_snapshot

DAY = "2026-03-01"
CUTS = (12, 24, 36, 48)
LEAST = 20
Told = tuple[float, bool]
"""A chance, and whether it happened."""


def rows(path: Path) -> list[dict[str, Any]]:
    """The customers as periods, the way the source reads them and a lens sees them."""
    content = gzip.decompress(path.read_bytes())
    opened = open_bytes(f"telco-{DAY}.csv", content)
    frames = [one for one in subscription_snapshot.read(opened) if isinstance(one, Frame)]
    drafts = [draft for frame in frames for draft in frame.drafts()]
    return [
        {
            "key": draft.by.value if draft.by else "",
            "id": f"e-{number}",
            "ts_us": draft.at_us,
            "extra": dict(draft.extra),
            **{name: draft.fields.get(name) for name in ("plan", "status", "start_us", "end_us")},
        }
        for number, draft in enumerate(drafts)
    ]


def asked(held: Sequence[Mapping[str, Any]]) -> list[Asked]:
    """Every renewal that came up, by customer."""
    end_us = max(row["end_us"] or row["ts_us"] for row in held)
    return [one for stretch in stretches(held, end_us) for one in stretch.asked()]


def monthly(all_asked: Iterable[Asked]) -> list[Asked]:
    """Those of the plan that renews every month; the number of a renewal is then a month of tenure."""
    return [one for one in all_asked if one.plan == "month-to-month"]


def by_age(train: Iterable[Asked]) -> Callable[[Asked], Alike | None]:
    """The lens' own chance, learnt from these; None below the least number alike."""
    plans: dict[str, list[tuple[Asked, tuple[str, ...] | None]]] = {}
    for one in train:
        plans.setdefault(one.plan, []).append((one, None))
    known = {plan: Plan(asked).by_age for plan, asked in plans.items()}

    def told(one: Asked) -> Alike | None:
        found = known.get(one.plan, {}).get(age(one.nth))
        return found if found is not None and found.n >= LEAST else None

    return told


def by_plan(train: Iterable[Asked]) -> Callable[[Asked], float | None]:
    """The share of all renewals of the plan."""
    n, lost = _counted(train, lambda one: one.plan)
    return lambda one: lost[one.plan] / n[one.plan] if n[one.plan] else None


def by_curve(train: Iterable[Asked]) -> Callable[[Asked], float | None]:
    """The shifted-beta-geometric curve of the plan, where it can be fitted."""
    n, lost = _counted(train, lambda one: (one.plan, one.nth))
    curves = {}
    for plan in {plan for plan, _ in n}:
        last = max(nth for each, nth in n if each == plan)
        cohorts = [
            [float(n[plan, nth])] * 1 + [float(n[plan, nth] - lost[plan, nth])]
            for nth in range(1, last + 1)
        ]
        try:
            curves[plan] = stats.sbg(_as_cohorts(cohorts))
        except NumbersError:
            continue
    return lambda one: (
        1 - float(np.asarray(curves[one.plan].renewal(one.nth))) if one.plan in curves else None
    )


def _as_cohorts(asked: Sequence[Sequence[float]]) -> list[list[float]]:
    """Cohorts that have at every renewal as many asked and kept as were: those who leave the list
    for another reason than leaving us go as a cohort of their own that ends there."""
    cohorts: list[list[float]] = [[]]
    for at, (start, kept) in enumerate(asked):
        if not cohorts[0]:
            cohorts[0] = [start]
        cohorts[0].append(kept)
        following = asked[at + 1][0] if at + 1 < len(asked) else kept
        gone = kept - following
        if gone > 0 and at + 1 < len(asked):
            cohorts[0] = [value - gone for value in cohorts[0]]
            cohorts.append([gone] * (at + 2))
    return cohorts


def _counted(
    train: Iterable[Asked], part: Callable[[Asked], Any]
) -> tuple[Counter[Any], Counter[Any]]:
    n: Counter[Any] = Counter()
    lost: Counter[Any] = Counter()
    for one in train:
        n[part(one)] += 1
        lost[part(one)] += one.lost
    return n, lost


def told(test: Iterable[Asked], chance: Callable[[Asked], float | None]) -> list[Told]:
    """Chance and outcome of those of whom something is said."""
    found = ((chance(one), one.lost) for one in test)
    return [(value, lost) for value, lost in found if value is not None]


def halves(all_asked: Iterable[Asked]) -> tuple[list[Asked], list[Asked]]:
    """Two halves of the customers, by the parity of a hash of the number."""
    parts: tuple[list[Asked], list[Asked]] = ([], [])
    for one in all_asked:
        parts[hashlib.sha256(one.key.encode()).digest()[0] & 1].append(one)
    return parts


def _value(chance: Callable[[Asked], Alike | None]) -> Callable[[Asked], float | None]:
    def value(one: Asked) -> float | None:
        found = chance(one)
        return None if found is None else found.value

    return value


def _line(name: str, asked: int, held: Sequence[Told]) -> str:
    if not held:
        return f"| {name} | {asked} | 0 | | | | | |"
    counts = Counter(held)
    p, y = (np.array([float(each[at]) for each in counts]) for at in (0, 1))
    n = np.array([float(value) for value in counts.values()])
    error = stats.ece(p, y, weights=n, kind="mass", bins=10)
    area = stats.auc(p, y, weights=n)
    ranked = "" if area.value is None else f"{area.value:.3f} ({area.low:.3f}–{area.high:.3f})"
    return (
        f"| {name} | {asked:,} | {int(n.sum()):,} | {(p * n).sum() / n.sum():.4f} | {(y * n).sum() / n.sum():.4f} "
        f"| {error.value:.4f} | {error.by_chance:.4f}, {error.by_chance_high:.4f} | {ranked} |"
    )


def diagram(held: Sequence[Told]) -> str:
    """A line a distinct chance: how many, and how often it happened."""
    lines = ["| chance said | renewals | lost | share | 95 % interval |", "|---|---|---|---|---|"]
    n, lost = Counter(p for p, _ in held), Counter(p for p, y in held if y)
    for p in sorted(n):
        share = stats.wilson(lost[p], n[p])
        inside = "" if share.low <= p <= share.high else " *"
        lines.append(
            f"| {p:.4f} | {n[p]:,} | {lost[p]:,} | {share.value or 0:.4f} | {share.low:.4f}–{share.high:.4f}{inside} |"
        )
    return "\n".join(lines)


COLUMNS = """| asked | renewals that came up | told | mean chance | lost | ECE | by chance: mean, 95th percentile | AUC |
|---|---|---|---|---|---|---|---|"""


def out_of_time(all_asked: Sequence[Asked]) -> str:
    """Learnt up to a month of tenure, tried on the twelve after it."""
    lines, ours = [COLUMNS], []
    flagged: list[tuple[bool, float]] = []
    for cut in CUTS:
        train = [one for one in all_asked if one.nth <= cut]
        test = [one for one in all_asked if cut < one.nth <= cut + 12]
        lens, base = by_age(train), by_plan(train)
        held = told(test, _value(lens))
        ours += held
        lines.append(_line(f"lens, months {cut + 1} to {cut + 12}", len(test), held))
        lines.append(_line("– share of the plan", len(test), told(test, base)))
        lines.append(_line("– curve of the plan (sBG)", len(test), told(test, by_curve(train))))
        for one in test:
            found = lens(one)
            if found is not None and found.clear:
                flagged.append((one.lost, found.base))
    lines += [
        "",
        "Its chances in all four, one by one (a star: outside the interval):",
        "",
        diagram(ours),
    ]
    spoken = f"{len(flagged):,} of these renewals lay in a part that the lens calls clearly worse"
    if flagged:
        lost = sum(lost for lost, _ in flagged)
        usual = sum(base for _, base in flagged) / len(flagged)
        spoken += f"; {lost:,} were lost ({lost / len(flagged):.4f}), where the plans as a whole said {usual:.4f}"
    return "\n".join([*lines, "", spoken + "."])


def other_customers(all_asked: Sequence[Asked]) -> str:
    """Learnt from one half of the customers, tried on the other."""
    train, test = halves(all_asked)
    lens = by_age(train)
    held = told(test, _value(lens))
    lines = [
        COLUMNS,
        _line("lens", len(test), held),
        _line("– share of the plan", len(test), told(test, by_plan(train))),
        _line("– curve of the plan (sBG)", len(test), told(test, by_curve(train))),
    ]
    clear = [(one.lost, found) for one in test if (found := lens(one)) and found.clear]
    lost = sum(gone for gone, _ in clear)
    said = sum(found.value for _, found in clear) / max(1, len(clear))
    says = (
        f"In parts that it calls clearly worse lay {len(clear):,} renewals; it said {said:.4f}, "
        f"{lost / max(1, len(clear)):.4f} were lost."
    )
    return "\n".join([*lines, "", diagram(held), "", says])


@dataclass(frozen=True, slots=True)
class Company:
    """Simulated companies: how many spoke, and of what they said the chance and the truth."""

    contracts: int
    lost: float
    lost_if: float
    companies: int
    spoke: int
    said: float
    true: float


def simulate(contracts: int, lost: float, lost_if: float, companies: int, seed: int) -> Company:
    """Companies with past renewals of which a fifth had something true before them."""
    draw = np.random.default_rng(seed)
    said: list[float] = []
    for _ in range(companies):
        held = [("owed",) if each else () for each in draw.random(contracts) < 0.14]
        held = [
            ("unanswered",) if each < 0.06 else one
            for each, one in zip(draw.random(contracts), held, strict=True)
        ]
        gone = draw.random(contracts) < np.array([lost_if if one else lost for one in held])
        found = parted(zip(held, gone.tolist(), strict=True)).get(("owed",))
        if found is not None and found.clear and found.n >= LEAST:
            said.append(found.value)
    mean = float(np.mean(said)) if said else 0.0
    return Company(contracts, lost, lost_if, companies, len(said), mean, lost_if)


def simulated() -> str:
    """A table: where what was true does nothing, and where it does."""
    lines = [
        "| past renewals | lost without | lost with it | companies | spoke of it | 95 % interval | chance said | true |",
        "|---|---|---|---|---|---|---|---|",
    ]
    for lost_if in (0.15, 0.3, 0.45):
        for contracts in (200, 500, 2000):
            one = simulate(contracts, 0.15, lost_if, 1000, seed=contracts)
            share = stats.wilson(one.spoke, one.companies)
            lines.append(
                f"| {contracts} | {one.lost:.0%} | {lost_if:.0%} | {one.companies} | {share.value or 0:.1%} "
                f"| {share.low:.1%} to {share.high:.1%} | {one.said:.3f} | {one.true:.3f} |"
            )
    return "\n".join(lines)


HEAD = """# Do the chances of `renewal-at-risk` come true?

Written by `benches/renewal.py`.

## A telephone company's customers

One list of one day: 7,043 customers with their months of tenure, of whom 1,869 had left by then (11 rows
have no month yet and no total). Time in it is tenure. Only the plan that renews every month is tried:
3,875 customers, of whom 1,655 had left. Of plans of one and two years the list says that 214 left within
a term whose end had not come, so their renewals cannot be counted. What was said to these customers and what
they were owed is not in the list, so only the parts by age are tried here. It holds nobody who left
long ago, so customers of long tenure are survivors.
"""


def main(path: Path) -> None:
    """Write the results beside this file."""
    began = time.process_time()
    all_asked = monthly(asked(rows(path)))
    lost = sum(one.lost for one in all_asked)
    parts = [
        HEAD,
        f"{len(all_asked):,} renewals came up, of which {lost:,} were lost.\n",
        "### Out of time: learnt up to a month of tenure, tried on the next twelve\n",
        out_of_time(all_asked),
        "\n### Other customers: learnt from one half, tried on the other\n",
        other_customers(all_asked),
        "\n## Simulated companies\n",
        "One in seven past renewals had a promise past its day before it, one in seventeen an unanswered message.\n",
        simulated(),
        f"\n{time.process_time() - began:.0f} s CPU.",
    ]
    target = Path(__file__).parent / "results" / "renewal.md"
    target.write_text("\n".join(parts) + "\n", encoding="utf-8")
    sys.stdout.write(target.read_text(encoding="utf-8"))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
