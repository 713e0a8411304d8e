"""Which question did we answer in two different ways, to two people?

Why it matters: Whoever asks twice, or asks a friend, finds out that the answer depends on who had
the desk. One of the two was told something that is not so, and colleagues cannot know which.

How it decides: It takes questions of the last 120 days that anybody could ask (nothing of “my
parcel”, no number of an order) with our first reply to each, and holds those against each other that
ask for the same: most things in common and the same figures. It speaks where a sentence of one reply
and a sentence of the other speak of what was asked, for everybody, and tell another price, length,
number or opening time, or one says “not” where the other does not. Both are quoted.

When it stays silent: where the answers are to one person, or for sides that have terms of their own;
on what is said of her own order, of a day, or of what has been done; where the words only sound alike
or unlike. It is unsure where an “if” or a “usually” stands in one of them, where one only says yes
and the other no, and where more than 60 days lie between them, for it may have changed.

Source: inconsistent service, methods.md 21 and 22; rules over words (`troth.text.agreeing`), and never a
likeness of vectors, since contradicting texts are more alike than others.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import Any

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
from troth.extend.talks import SAID, talks
from troth.model.units import DAY_US
from troth.text.patience import day_of
from troth.text.reply import automatic
from troth.text.two_answers import Conflict, alike, conflict, general

CARD = LensCard(
    needs=frozenset({"message"}),
    anchor="the two replies",
    schema=SAID,
    status="preview",
    options={"most": 3000},
    rests_on=frozenset({"message"}),
)
CHANGED_US = 60 * DAY_US
COMMON = 60
"""A thing that more questions ask about than this finds no pair by itself."""
NEXT = (
    "Find out which of the two holds, write it down where everybody who answers looks, and tell the "
    "other. Draft: “we gave you a wrong answer; this is what holds: …”"
)
Row = Mapping[str, Any]


def gather(tables: Tables, moment_us: int) -> Table:
    """What was said in the last 120 days, question and answer."""
    return talks(tables, moment_us, alone=True)


@dataclass(frozen=True, slots=True)
class _Answered:
    """A question with the things it asks about, and our first reply."""

    question: Row
    reply: Row
    things: frozenset[str]


def judge(batch: Batch, context: Context) -> Iterable[Finding]:
    """Of each question the newest two replies that say otherwise."""
    brands: dict[str, list[_Answered]] = {}
    for one in _answered(batch.to_pylist()):
        brands.setdefault(one.question["ours"], []).append(one)
    most = int(str(context.options.get("most", CARD.options["most"])))
    for _, held in sorted(brands.items()):
        held.sort(key=lambda one: (-one.reply["ts_us"], one.reply["record"]))
        yield from _of_brand(held[:most], context)


def _answered(rows: Sequence[Row]) -> Iterator[_Answered]:
    """Every question that anybody could ask, with the next message if it is ours."""

    def place(row: Row) -> tuple[str, str]:
        return row["system"], row["talk"]

    ordered = sorted(rows, key=lambda row: (*place(row), row["ts_us"], row["record"]))
    for _, said in groupby(ordered, place):
        talk = list(said)
        for row, after in pairwise(talk):
            if row["from_us"] or not after["from_us"] or automatic(after["text"]):
                continue
            about = general(row["text"])
            if about:
                yield _Answered(row, after, about)


def _of_brand(held: Sequence[_Answered], context: Context) -> Iterator[Finding]:
    by_thing: dict[str, list[int]] = defaultdict(list)
    for number, one in enumerate(held):
        for thing in one.things:
            by_thing[thing].append(number)
    told: set[int] = set()
    for number, one in enumerate(held):
        near = {
            other
            for thing in one.things
            if len(by_thing[thing]) <= COMMON
            for other in by_thing[thing]
            if other > number
        }
        for other in sorted(near):
            if number in told or other in told or not _comparable(one, held[other]):
                continue
            found = conflict(
                one.things & held[other].things, one.reply["text"], held[other].reply["text"]
            )
            if found is not None:
                told |= {number, other}
                yield _finding(held[other], one, found, context)


def _comparable(one: _Answered, other: _Answered) -> bool:
    """Whether two people asked one question; sides may have terms of their own."""
    mine, its = one.question, other.question
    if mine["person"] == its["person"] or (
        mine["side"] and its["side"] and mine["side"] != its["side"]
    ):
        return False
    return alike(mine["text"], its["text"]) > 0


def _finding(older: _Answered, newer: _Answered, found: Conflict, context: Context) -> Finding:
    """`found` has the newer reply first."""
    zone = context.calendar(newer.question["side"], newer.question["ours"] or None).zone
    days = [day_of(one.reply["ts_us"], zone, context.as_of_us) for one in (older, newer)]
    apart_us = newer.reply["ts_us"] - older.reply["ts_us"]
    sure = found.why != "yes and no" and not found.conditional and apart_us <= CHANGED_US
    first, second = (f"{{person:{one.question['handle']}}}" for one in (older, newer))
    return Finding(
        lens="two-answers",
        subject=Subject("company", newer.question["ours"] or "company"),
        anchor=f"{older.reply['record']} {newer.reply['record']}",
        says=f"To one question {first} heard “{{quote}}” on {days[0]}, and {second} “{{quote:2}}” on "
        f"{days[1]}.",
        strength=Strength("rule", 2, "replies", f"one question, and another {_BY[found.why]}"),
        cites=(
            Cite(older.reply["record"], older.reply["version"], found.other),
            Cite(newer.reply["record"], newer.reply["version"], found.one),
            Cite(older.question["record"], older.question["version"]),
            Cite(newer.question["record"], newer.question["version"]),
        ),
        next=NEXT,
        would_change="A change of what holds between the two days, or two questions that were not one.",
        status="speaks" if sure else "unsure",
        severity=CARD.severity,
        preview=True,
        since_us=older.reply["ts_us"],
        stakes=2.0,
        data={"why": found.why, "days_apart": int(apart_us // DAY_US)},
    )


_BY = {"number": "number", "hours": "opening time", "negation": "“not”", "yes and no": "yes or no"}


def _asked(who: str, day: int, question: str, reply: str) -> str:
    """Lines of an example: a question and our reply an hour later."""
    at = f"2026-03-{day:02d}"
    return (
        f"{at} 09:00 | message | {who} | | t-{who} | {question}\n"
        f"{at} 10:00 | message | us:tom | {who} | t-{who} | {reply}\n"
    )


HEAD = "at | kind | by | about | thread | text\n"
EXAMPLES = (
    speaks(
        "One surcharge, two amounts",
        HEAD
        + _asked("ana", 3, "How much is the surcharge for a fragile parcel?", "The surcharge for fragile parcels is £4.")
        + _asked("ben", 9, "What is the surcharge for fragile parcels?", "The surcharge for a fragile parcel is £6."),
        as_of="2026-03-20 12:00",
        says="To one question {person:h-ana} heard “{quote}” on 3 March, and {person:h-ben} “{quote:2}” on 9 March.",
    ),
    speaks(
        "We do, and we do not",
        HEAD
        + _asked("ana", 3, "Do you carry live plants to Malta?", "Hello Ana, we carry live plants to Malta.")
        + _asked("ben", 9, "Do you carry plants to Malta, live ones?", "We do not carry live plants to Malta."),
        as_of="2026-03-20 12:00",
        says="To one question {person:h-ana} heard",
    ),
    silent(
        "The same in other words, and a reply to the same person",
        HEAD
        + _asked("ana", 3, "How much is the surcharge for a fragile parcel?", "The surcharge for fragile parcels is £4.")
        + _asked("ben", 9, "What is the surcharge for fragile parcels?", "It is £4, the surcharge for a fragile parcel.")
        + _asked("cleo", 3, "Do you deliver on Sundays in Leeds?", "We deliver in Leeds on Sundays.")
        + _asked("cleo", 9, "Do you deliver on Sundays in Leeds?", "We do not deliver in Leeds on Sundays."),
        as_of="2026-03-20 12:00",
    ),
    silent(
        "Each of her own parcel, and two questions with other figures",
        HEAD
        + _asked("ana", 3, "When does my parcel arrive?", "The parcel arrives in 2 days.")
        + _asked("ben", 9, "When does my parcel arrive?", "The parcel arrives in 4 days.")
        + _asked("cleo", 3, "What is the price of a parcel of 5 kg?", "The price of a parcel is £4.")
        + _asked("dora", 9, "What is the price of a parcel of 20 kg?", "The price of a parcel is £9."),
        as_of="2026-03-20 12:00",
    ),
    unsure(
        "One of them says “usually”",
        HEAD
        + _asked("ana", 3, "How long does a refund to a card take?", "A refund to a card usually takes 3 days.")
        + _asked("ben", 9, "How long do refunds to a card take?", "A refund to a card takes 10 days."),
        as_of="2026-03-20 12:00",
        says="To one question",
    ),
)  # fmt: skip
