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
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from troth.extend.buying import (
    NUMBERS,
    WORDS,
    away,
    orders,
    rhythms,
    signs_of_life,
)
from troth.extend.cases import here
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
from troth.extend.silences import (
    FIRST_WEEK,
    OPTIONS,
    Silence,
    heard_day,
    numbers,
    pools,
    silences,
    since_day,
)
from troth.model.units import DAY_US

QUESTION = (
    "Ask what happened, and offer nothing. Draft: “Hello, you have not ordered from us for a "
    "while, and nobody asked you why. Did something go wrong, or has something changed? I would "
    "like to know, whatever the answer; there is nothing you need to buy.”"
)

CARD = LensCard(
    needs=frozenset({"purchase"}),
    anchor="the last order",
    schema=dict.fromkeys(WORDS, "string") | dict.fromkeys(NUMBERS, "int64"),
    options=OPTIONS,
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
    found = rhythms(orders(tables, moment_us))
    heard = signs_of_life(tables, moment_us)
    heard = heard.group_by("person").aggregate(alive_us=heard.ts_us.max())
    return joined(joined(found, heard, ("person",)), away(tables), ("person",))


def judge(batch: Batch, context: Context) -> Iterable[Finding]:
    """Whose silence is longer than the rhythm allows, person by person."""
    for system, pool in pools(batch):
        yield from _judge_pool(pool, replace(context, moment_us=here(context, system)))


def _judge_pool(pool: Batch, context: Context) -> Iterator[Finding]:
    """One system and brand; the context's moment is as far as this system's records reach."""
    known: dict[str, Any] = {**CARD.options, **context.options}
    column = numbers(pool)
    end = context.moment_us // DAY_US
    for one in silences(column, end - since_day(column), end - heard_day(column), known):
        yield _finding(pool.slice(one.at, 1).to_pylist()[0], one, context)


def _finding(row: Mapping[str, Any], alarm: Silence, context: Context) -> Finding:
    days = alarm.days
    usual = max(1, round(row["gap_days"] / row["gaps"]))
    abstains = alarm.doubtful or context.too_old_for(days * DAY_US)
    return Finding(
        lens="silence",
        subject=Subject("person", row["handle"]),
        anchor=row["last_record"],
        says=_sentence(days, usual, context),
        strength=Strength(
            "probability", row["gaps"], "gaps", alarm.method, value=float(f"{alarm.chance:.4g}")
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
            "pool_people": alarm.shape.people,
            "pool_gaps": alarm.shape.gaps,
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
