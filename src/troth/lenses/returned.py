"""Who had gone quiet and is back?

Why it matters: Somebody who left without a word and comes back has decided twice. Most companies never
notice the second time either; the first order after half a year is handled like any other.

How it decides: It takes everybody who was heard of in the last 30 days (an order, a message, use, a
review, an answer) after the longest stretch of nothing that ended in those days, and asks of the day
before what the lens `silence` asks: was that silence longer than this person's own rhythm allows? So it
uses the same rhythm of orders before the stretch, the same shape of gaps of everybody of the same
system and brand, and the same budget of false alarms. It tells the first thing that was said or
bought, after how many days without any sign. Whether the silence had been noticed at the time makes no
difference here; how many of those once named came back is counted on the page of `silence`.

When it stays silent: where the silence would not have been named, for whoever was noted as away until
then, and where the first word after it says outright that the person leaves. It is unsure where fewer
than 20 gaps tell the shape of gaps, and where the records ended more than 30 days ago. To come back is
not to be content: the next step is a welcome and a question, and no offer.

Source: methods.md 5 (labelled returns score alarms); the rule is that of `silence`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from typing import Any

from troth.extend.buying import (
    NUMBERS,
    WORDS,
    away,
    day_of_us,
    orders,
    rhythms,
    signs_of_life,
)
from troth.extend.joining import joined
from troth.extend.record import (
    Batch,
    Cite,
    Context,
    Finding,
    LensCard,
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
from troth.text.outright import outright
from troth.text.patience import day_of

LATELY_DAYS = 30
BACK = {
    "back": "string",
    "back_version": "string",
    "back_kind": "string",
    "back_text": "string",
    "back_us": "int64",
    "back_day": "int64",
}
DID = {
    "purchase": "ordered again",
    "message": "wrote again",
    "use": "used us again",
    "review": "reviewed us",
    "survey_answer": "answered a survey of ours",
}
CARD = LensCard(
    needs=frozenset({"purchase"}),
    anchor="the first record after the silence",
    schema=dict.fromkeys(WORDS, "string") | dict.fromkeys(NUMBERS, "int64") | BACK,
    severity="info",
    status="preview",
    options=OPTIONS,
    rests_on=frozenset({"purchase"}),
)


def gather(tables: Tables, moment_us: int) -> Table:
    """The rhythm of everybody, of those who are back up to their return, and that return."""
    back = _returns(signs_of_life(tables, moment_us), moment_us)
    bought = joined(orders(tables, moment_us), back, ("person",))
    bought = bought.filter(bought.back_us.isnull() | (bought.ts_us < bought.back_us))
    found = rhythms(bought.drop("alive_us", *_BACK))
    found = joined(found, back, ("person",))
    words = tables["message"].select(said="id", back_text="text")
    found = found.left_join(words, found.back == words.said).drop("said")
    return joined(found, away(tables), ("person",)).select(*CARD.schema)


_BACK = tuple(name for name in BACK if name != "back_text")


def _returns(signs: Table, moment_us: int) -> Table:
    """The first sign after the longest stretch of nothing that ended lately, person by person."""
    import ibis

    signs = signs.mutate(day=day_of_us(signs.ts_us))
    days = signs.group_by("person", "day").aggregate(last_us=signs.ts_us.max())
    before = ibis.window(group_by=days.person, order_by=days.day)
    days = days.mutate(
        gap=days.day - days.day.lag().over(before), alive_us=days.last_us.lag().over(before)
    )
    since = moment_us // DAY_US - LATELY_DAYS
    days = days.filter((days.day > since) & (days.gap > FIRST_WEEK))
    longest = ibis.window(group_by=days.person, order_by=[days.gap.desc(), days.day.desc()])
    days = days.mutate(nth=ibis.row_number().over(longest))
    days = days.filter(days.nth == 0).select(whose="person", back_day="day", alive_us="alive_us")
    first = signs.inner_join(days, [signs.person == days.whose, signs.day == days.back_day])
    order = ibis.window(group_by=first.person, order_by=[first.ts_us, first.id])
    first = first.mutate(nth=ibis.row_number().over(order))
    return first.filter(first.nth == 0).select(
        *("person", "back_day", "alive_us"),
        back="id",
        back_version="version",
        back_kind="kind",
        back_us="ts_us",
    )


def judge(batch: Batch, context: Context) -> Iterable[Finding]:
    """Whose silence had been longer than the rhythm allows, once a person."""
    told: dict[str, tuple[float, Finding]] = {}
    for _, pool in pools(batch):
        for row, one in _of_pool(pool, context):
            if not _leaves(row):
                found = (one.chance, _finding(row, one, context))
                held = told.setdefault(row["person"], found)
                told[row["person"]] = min(held, found, key=lambda each: each[0])
    yield from (told[person][1] for person in sorted(told))


def _of_pool(pool: Batch, context: Context) -> Iterator[tuple[Mapping[str, Any], Silence]]:
    """Those of one system and brand who had been silent on the day before they were back."""
    import numpy as np

    known: dict[str, Any] = {**CARD.options, **context.options}
    column = numbers(pool)
    here = pool["back_day"].is_valid().to_numpy()
    eve = pool["back_day"].fill_null(0).to_numpy() - 1
    days = np.where(here, eve - since_day(column), 0)
    heard = np.where(here, eve - heard_day(column), 0)
    for one in silences(column, days, heard, known):
        yield pool.slice(one.at, 1).to_pylist()[0], one


def _leaves(row: Mapping[str, Any]) -> bool:
    """Whether the first word after the silence is that the person goes."""
    return any(
        one.matter == "leaving" and not one.conditional for one in outright(row["back_text"] or "")
    )


def _finding(row: Mapping[str, Any], silence: Silence, context: Context) -> Finding:
    zone = context.calendar(row["side"], row["ours"] or None).zone
    on = day_of(row["back_us"], zone, context.as_of_us)
    heard = max(row["last_day"] * DAY_US, row["alive_us"] or 0, row["away_until_us"] or 0)
    days = row["back_day"] - heard // DAY_US
    usual = max(1, round(row["gap_days"] / row["gaps"]))
    kind, said = row["back_kind"], bool((row["back_text"] or "").strip())
    words = ": “{quote}”" if said or kind in ("review", "survey_answer") else ""
    old = context.too_old_for(LATELY_DAYS * DAY_US)
    return Finding(
        lens="returned",
        subject=Subject("person", row["handle"]),
        anchor=row["back"],
        says=f"{{subject}} {DID[kind]} on {on}, after {days} days without any sign; the usual gap "
        f"between orders was {usual}{words}{context.ending()}.",
        strength=Strength(
            "probability", row["gaps"], "gaps", silence.method, _short(silence.chance)
        ),
        cites=(
            Cite(row["back"], row["back_version"]),
            Cite(row["last_record"], row["last_version"]),
        ),
        next=_next(kind),
        would_change="A record that shows {subject} to have been there in between, or a note of an "
        "absence.",
        status="unsure" if silence.doubtful or old else "speaks",
        severity=CARD.severity,
        preview=True,
        since_us=row["back_us"],
        stakes=float(row["orders"]),
        data={
            "silent_days": days,
            "usual_days": usual,
            "alarm_days": silence.line,
            "first": kind,
            "level": _short(silence.level),
        },
    )


def _short(chance: float) -> float:
    return float(f"{chance:.4g}")


def _next(kind: str) -> str:
    first = "Answer what was written first. Then w" if kind == "message" else "W"
    return (
        f"{first}elcome {{subject}} back and ask; offer nothing. Draft: “{{greeting}} it is good to "
        "hear from you again. You had been away from us for a while. Did something go wrong then, and "
        "what would you like us to know?”"
    )


HEAD = "at | kind | by | text\n"
WEEKLY = (7, 6, 8, 7, 7, 9, 7, 5, 7, 8, 6, 7, 7, 14, 7, 7, 6, 8, 7, 7, 7, 6, 8, 7)


def _orders(name: str, first: str, *gaps: int) -> str:
    """Lines of an example: an order, and further ones after so many days each."""
    day = date.fromisoformat(first)
    days = [day, *(day := day + timedelta(gap) for gap in gaps)]
    return "\n".join(f"{each} | purchase | {name} |" for each in days)


ANA = HEAD + _orders("ana", "2026-01-05", *WEEKLY)
SINCE = """
2026-08-29 09:00 | message | ana | I am leaving you for another courier.
2026-07-01 09:00 | away | ben |
2026-08-29 | purchase | ben |
2026-07-12 09:00 | message | cleo | We are moving.
2026-07-28 | review | cleo |
2026-08-13 09:00 | use | cleo |
2026-08-29 | purchase | cleo |
2026-08-01 | purchase | dora |
2026-08-08 | purchase | dora |
2026-08-18 | purchase | dora |
2026-08-29 | purchase | dora |
2026-09-04 | purchase | eva |
"""


def _five() -> str:
    """The orders of five people, and what four of them did later."""
    early = (_orders(name, "2026-01-05", *WEEKLY) for name in ("ana", "ben", "cleo", "dora"))
    return "\n".join([*early, _orders("eva", "2026-02-25", *WEEKLY)]) + SINCE


EXAMPLES = (
    speaks(
        "Ordered every week for half a year, then not for 61 days, and again",
        f"{ANA}\n2026-08-29 | purchase | ana |\n2026-09-03 | purchase | ana |",
        as_of="2026-09-05 12:00",
        says="Ana ordered again on 29 August, after 61 days without any sign; the usual gap between orders was 7.",
    ),
    speaks(
        "Wrote before ordering again",
        f"{ANA}\n2026-08-29 09:00 | message | ana | Do you still come to Hill Street?",
        as_of="2026-09-05 12:00",
        says="Ana wrote again on 29 August, after 61 days without any sign; the usual gap between orders was 7: “{quote}”.",
    ),
    silent(
        "Goodbye; noted as away; never without a word for long; back before that month; two weeks",
        f"{HEAD}{_five()}",
        as_of="2026-09-05 12:00",
    ),
    unsure(
        "One person's twelve gaps do not tell a shape",
        HEAD
        + _orders("dora", "2025-01-06", 30, 31, 30, 29, 31, 30, 30, 32, 30, 31, 30, 30)
        + "\n2026-11-20 | purchase | dora |",
        as_of="2026-12-01 12:00",
        says="Dora ordered again on 20 November, after",
    ),
)
