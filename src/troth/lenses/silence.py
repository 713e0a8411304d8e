"""Who was loyal and has gone quiet?

Why it matters: Loyal customers seldom complain before they leave. They stop, nobody notices,
and nobody asks why. The week in which the silence becomes unusual is the week to ask.

How it decides: Each person has a rhythm: the days between orders, orders of one day being one.
From the last 24 gaps (n of them, T days in all) the chance of a further gap longer than the
present one (g) is (1+g/T)^-n if orders come at random. How regular or bursty gaps really are is
learnt from all loyal people of the same system and brand: a gamma or a lognormal shape,
whichever their orders bear out, the more careful of the two where few people are known. The
chance is then corrected by a count that trusts neither: how often did gaps as surprising end in
another order after all? It speaks where the chance is below the level that gives one false alarm
a year among 20 loyal people, each person's level depending on how many gaps a year has. In
simulations of a year of daily looks 2.6 to 4.2 % of loyal people were alarmed; of those who
stopped, 99 % (orders at random), 100 % (regular) and 35 % (very bursty) were named within 12 of
their mean gaps, and 90 % or more within 24.

When it stays silent: with fewer than six days of orders, or less than three months between the
first and the last; in the first week; until the silence is 1.25 times as long as this person's
own longest one, which spares people who buy by the season; while the person writes, reviews,
answers, uses the product or orders elsewhere with us; while somebody noted that the person is
away. It is unsure where fewer than 20 gaps tell the shape, and where the records ended longer
ago than the silence is long. Silence is not unhappiness: the next step is a question.

Source: (1+g/T)^-n is the exact prediction of an exponential gap, F(2, 2n); for gamma gaps of
shape k it becomes I_{T/(T+g)}(nk, k), for lognormal gaps Student's t on their logarithms.
Simulations and a backtest on 69,659 real orders: `benches/results/silence.md`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from troth.extend.joining import joined
from troth.extend.record import (
    Batch,
    Cite,
    Context,
    Finding,
    LensCard,
    Proved,
    Strength,
    Subject,
    Table,
    Tables,
    silent,
    speaks,
    unsure,
)
from troth.stats.watching.gaps import KNOWN, Shape, yearly_level
from troth.stats.watching.rhythm import Pool, Rhythms, pooled

DAY_US = 86_400_000_000
EARLY = 200_000
"""Days added before dividing, so that days before 1970 are rounded down like all others."""
RECENT = 24
FINE = 100_000
"""Logarithms are summed as whole hundred-thousandths: the sum is the same in every order."""
LONG_AGO = -(2**62)
SHAPE_KNOWN = 20
FIRST_WEEK = 7
OWN_LONGEST = 1.25
KEY = ("person", "system", "ours")
ENDS = ("first_record", "first_version", "last_record", "last_version")
WORDS = (*KEY, "side", "handle", *ENDS)
ALL_TIME = ("orders", "first_us", "last_us", "first_day", "last_day", "longest_days")
LATELY = ("gaps", "gap_days", "recent_longest_days", "log_sum", "log_square_sum")
NUMBERS = (*ALL_TIME, *LATELY, "alive_us", "away_until_us")
QUESTION = (
    "Ask what happened, and offer nothing. Draft: “Hello, you have not ordered from us for a "
    "while, and nobody asked you why. Did something go wrong, or has something changed? I would "
    "like to know, whatever the answer; there is nothing you need to buy.”"
)

CARD = LensCard(
    needs=frozenset({"purchase"}),
    anchor="the last order",
    schema=dict.fromkeys(WORDS, "string") | dict.fromkeys(NUMBERS, "int64"),
    options={"gaps": 5, "days": 90, "budget": 0.05},
    rests_on=frozenset({"purchase"}),
    proved=Proved(
        56,
        70,
        "alarms over loyal customers of a shop (right: they never ordered again)",
        "Allowed is one false alarm a year among 20 loyal people, though everybody is looked at "
        "every day. Of simulated people who stopped, 99 % are named within 12 of their mean gaps "
        "where orders come at random, all where they are regular, 35 % where they are very bursty.",
    ),
)


def gather(tables: Tables, moment_us: int) -> Table:
    """One row a person, system and brand: the rhythm, first and last order, last sign of life."""
    bought = _of_people(tables["purchase"], tables, moment_us)
    bought = bought.filter(bought.amount.isnull() | (bought.amount >= 0))
    found = _rhythm(bought)
    for name in ("first", "last"):
        found = joined(found, _end(bought, name), KEY)
    found = joined(found, _signs_of_life(tables, moment_us), ("person",))
    return joined(found, _away(tables), ("person",))


def _of_people(rows: Table, tables: Tables, moment_us: int) -> Table:
    """Rows up to the moment with the person behind the handle; our own staff left out."""
    import ibis

    held = tables["person"]
    people = held.select(
        known=held.handle, who=held.person, their_side=held.side, ours_too=held.staff
    )
    rows = rows.filter(rows.ts_us <= moment_us)
    rows = rows.mutate(customer=ibis.coalesce(rows.about, rows.by))
    rows = rows.filter(rows.customer.notnull())
    rows = rows.left_join(people, rows.customer == people.known)
    rows = rows.filter(~ibis.coalesce(rows.ours_too, False))
    return rows.mutate(
        person=ibis.coalesce(rows.who, rows.customer),
        side=ibis.coalesce(rows.side, rows.their_side),
        ours=ibis.coalesce(rows.ours, ""),
        system=ibis.coalesce(rows.system, ""),
    )


def _rhythm(bought: Table) -> Table:
    """Gaps between days with an order: all of them, and sums over the most recent."""
    import ibis

    day = ((bought.ts_us + EARLY * DAY_US) // DAY_US - EARLY).cast("int64")
    days = bought.mutate(day=day).select(*KEY, "day").distinct()
    back = ibis.window(group_by=KEY, order_by=days.day)
    newest = ibis.window(group_by=KEY, order_by=days.day.desc())
    days = days.mutate(
        gap=days.day - days.day.lag().over(back), rank=ibis.row_number().over(newest)
    )
    fine = (days.gap.cast("float64").ln() * FINE).round().cast("int64")
    days = days.mutate(fine=fine, recent=days.gap.notnull() & (days["rank"] < RECENT))
    return (
        days.group_by(KEY)
        .aggregate(
            orders=days.count(),
            first_day=days.day.min(),
            last_day=days.day.max(),
            longest_days=days.gap.max(),
            gaps=days.gap.count(where=days.recent),
            gap_days=days.gap.sum(where=days.recent),
            recent_longest_days=days.gap.max(where=days.recent),
            log_sum=days.fine.sum(where=days.recent),
            log_square_sum=(days.fine * days.fine).sum(where=days.recent),
        )
        .filter(lambda found: found.gaps >= 2)
    )


def _end(bought: Table, name: str) -> Table:
    """The first or the last order of each; of several at one moment the one by id."""
    import ibis

    order = [bought.ts_us, bought.id]
    if name == "last":
        order = [column.desc() for column in order]
    ranked = bought.mutate(rank=ibis.row_number().over(ibis.window(group_by=KEY, order_by=order)))
    one = ranked.filter(ranked["rank"] == 0)
    kept = {
        f"{name}_us": one.ts_us,
        f"{name}_record": one.id,
        f"{name}_version": one.version,
    }
    if name == "last":
        kept |= {"handle": one.customer, "side": one.side}
    return one.select(*KEY, **kept)


def _signs_of_life(tables: Tables, moment_us: int) -> Table:
    """When each person was last heard of, in whatever way and with whichever brand."""
    import ibis

    parts = []
    for kind in ("purchase", "message", "use", "review", "survey_answer"):
        rows = tables[kind]
        if kind == "message":
            machine = ibis.coalesce(rows.automatic, False)
            rows = rows.filter((rows.direction == "in") & ~machine)
            rows = rows.mutate(about=rows.by)
        rows = _of_people(rows, tables, moment_us)
        parts.append(rows.select("person", "ts_us"))
    heard = ibis.union(*parts)
    return heard.group_by("person").aggregate(alive_us=heard.ts_us.max())


def _away(tables: Tables) -> Table:
    """Until when somebody noted that a person is away; without an end, a year."""
    import ibis

    held, noted = tables["person"], tables["entry"]
    noted = noted.filter(noted.deed == "away")
    people = held.select(known=held.handle, who=held.person)
    noted = noted.left_join(people, noted.target == people.known)
    noted = noted.mutate(
        person=ibis.coalesce(noted.who, noted.target),
        until=ibis.coalesce(noted.until_us, noted.at_us + 365 * DAY_US),
    )
    return noted.group_by("person").aggregate(away_until_us=noted.until.max())


def judge(batch: Batch, context: Context) -> Iterable[Finding]:
    """Whose silence is longer than the rhythm allows, person by person."""
    ordered = batch.sort_by([(name, "ascending") for name in ("person", "last_record")])
    keys = list(zip(ordered["system"].to_pylist(), ordered["ours"].to_pylist(), strict=True))
    for key in sorted(set(keys)):
        pool = ordered.filter([each == key for each in keys])
        end_us = min(context.moment_us, context.coverage.get(key[0], context.moment_us))
        yield from _judge_pool(pool, replace(context, moment_us=end_us))


def _judge_pool(pool: Batch, context: Context) -> Iterator[Finding]:
    """One system and brand; the context's moment is as far as this system's records reach."""
    import numpy as np

    known: dict[str, Any] = {**CARD.options, **context.options}
    column = {name: pool[name].fill_null(LONG_AGO).to_numpy() for name in NUMBERS}
    people = _rhythms(column)
    loyal = _loyal(column, known)
    days, heard_days = _silence(column, context)
    asked = np.flatnonzero(loyal & (heard_days > spared_days(column["longest_days"])))
    if not asked.size:
        return
    told = pooled(people.where(loyal))
    told = told if told.shape.freedom >= KNOWN else pooled(people)
    chances = told.chance(people.where(asked), days[asked].astype(np.float64))
    levels = yearly_level(float(known["budget"]), gaps_a_year(people.where(asked)))
    rings = np.flatnonzero(chances <= levels)
    lines = _alarm_lines(told, people.where(asked[rings]), days[asked[rings]], levels[rings])
    for at, line in zip(rings.tolist(), lines, strict=True):
        row = pool.slice(int(asked[at]), 1).to_pylist()[0]
        alarm = _Alarm(int(days[asked[at]]), line, float(chances[at]), float(levels[at]))
        yield _finding(row, alarm, told.shape, context)


@dataclass(frozen=True, slots=True)
class _Alarm:
    """Days of silence, after how many of them it was unusual, the chance of it, and the level."""

    days: int
    line: int
    chance: float
    level: float


def _alarm_lines(told: Pool, people: Rhythms, days: Any, levels: Any) -> list[int]:
    """After how many days each silence fell below its level, by halving: the chance only falls.

    Never sooner than the person is spared.
    """
    import numpy as np

    low = np.zeros(len(days))
    high = days.astype(np.float64)
    while len(high) and np.max(high - low) > 1:
        middle = np.floor((low + high) / 2)
        rings = told.chance(people, np.maximum(middle, 1.0)) <= levels
        low, high = np.where(rings, low, middle), np.where(rings, middle, high)
    spared = np.floor(spared_days(people.longest)) + 1
    return [int(day) for day in np.maximum(high, np.minimum(spared, days))]


def gaps_a_year(people: Rhythms) -> Any:
    """How many gaps each person has in a year, which is how often a false alarm may come."""
    return 365.25 * people.n / people.total


def spared_days(longest_days: Any) -> Any:
    """So long nobody is called silent: the first week, and 1.25 times the own longest gap."""
    import numpy as np

    return np.maximum(FIRST_WEEK - 1, OWN_LONGEST * longest_days)


def _loyal(column: Mapping[str, Any], known: Mapping[str, Any]) -> Any:
    span = column["last_day"] - column["first_day"]
    return (column["gaps"] >= known["gaps"]) & (span >= known["days"])


def _rhythms(column: Mapping[str, Any]) -> Rhythms:
    import numpy as np

    def real(name: str, part: int = 1) -> Any:
        return column[name].astype(np.float64) / part

    return Rhythms(
        real("gaps"),
        real("gap_days"),
        real("log_sum", FINE),
        real("log_square_sum", FINE * FINE),
        real("recent_longest_days"),
    )


def _silence(column: Mapping[str, Any], context: Context) -> tuple[Any, Any]:
    """Days since the order, or since the person was back; and days since any sign of life."""
    import numpy as np

    end = context.moment_us // DAY_US
    since = np.maximum(column["last_day"], column["away_until_us"] // DAY_US)
    return end - since, end - np.maximum(since, column["alive_us"] // DAY_US)


def _finding(row: Mapping[str, Any], alarm: _Alarm, shape: Shape, context: Context) -> Finding:
    days = alarm.days
    usual = max(1, round(row["gap_days"] / row["gaps"]))
    abstains = shape.freedom < SHAPE_KNOWN or context.too_old_for(days * DAY_US)
    return Finding(
        lens="silence",
        subject=Subject("person", row["handle"]),
        anchor=row["last_record"],
        says=_sentence(days, usual, context),
        strength=Strength(
            "probability", row["gaps"], "gaps", shape.method, value=float(f"{alarm.chance:.4g}")
        ),
        cites=(
            Cite(row["last_record"], row["last_version"]),
            Cite(row["first_record"], row["first_version"]),
        ),
        next=QUESTION,
        would_change="An order, or a word that {subject} is away.",
        status="unsure" if abstains else "speaks",
        severity=CARD.severity,
        since_us=row["last_us"],
        stakes=float(row["orders"]),
        data={
            "silent_days": days,
            "usual_days": usual,
            "longest_days": row["longest_days"],
            "alarm_days": alarm.line,
            "level": float(f"{alarm.level:.4g}"),
            "pool_people": shape.people,
            "pool_gaps": shape.gaps,
        },
    )


def _sentence(days: int, usual: int, context: Context) -> str:
    """Plain speech; where the records ended over a week before the day asked about, it says so."""
    if not context.too_old_for(FIRST_WEEK * DAY_US):
        return f"{{subject}} has not ordered for {days} days; the usual gap is {usual}."
    until = context.records_end()
    return (
        f"{{subject}} had not ordered for {days} days by {until}, when the records end; "
        f"the usual gap was {usual}."
    )


def _orders(name: str, first: str, *gaps: int) -> str:
    """Lines of an example: an order, and further ones after so many days each."""
    day = date.fromisoformat(first)
    days = [day, *(day := day + timedelta(gap) for gap in gaps)]
    return "\n".join(f"{each} | purchase | {name} |" for each in days)


HEAD = "at | kind | by | text\n"
WEEKLY = (7, 6, 8, 7, 7, 9, 7, 5, 7, 8, 6, 7, 7, 14, 7, 7, 6, 8, 7, 7, 7, 6, 8, 7)

EXAMPLES = (
    speaks(
        "Ordered every week for half a year, and not for 61 days",
        HEAD + _orders("ana", "2026-01-05", *WEEKLY),
        as_of="2026-08-29 12:00",
        says="Ana has not ordered for 61 days; the usual gap is 7.",
    ),
    silent(
        "Two weeks without an order have happened before",
        HEAD + _orders("ana", "2026-01-05", *WEEKLY),
        as_of="2026-07-14 12:00",
    ),
    silent(
        "Buys twice in spring and twice in autumn: half a year is this person's rhythm",
        HEAD + _orders("ben", "2021-04-02", *(12, 170, 14, 168) * 5),
        as_of="2026-09-20 12:00",
    ),
    silent(
        "No order for 61 days, but a message last week",
        HEAD
        + _orders("ana", "2026-01-05", *WEEKLY)
        + "\n2026-08-20 09:00 | message | ana | We are moving, back soon.",
        as_of="2026-08-29 12:00",
    ),
    silent(
        "Three orders are no rhythm",
        HEAD + _orders("cleo", "2026-01-05", 7, 7),
        as_of="2026-08-29 12:00",
    ),
    unsure(
        "Every month for a year, then nothing; but one person's twelve gaps do not tell a shape",
        HEAD + _orders("dora", "2025-01-06", 30, 31, 30, 29, 31, 30, 30, 32, 30, 31, 30, 30),
        as_of="2026-12-01 12:00",
        says="the usual gap is 30",
    ),
)
