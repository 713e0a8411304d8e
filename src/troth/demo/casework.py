"""Cases at the depot, a step a row, and what couriers reported; with what is planted for lenses over all of a side."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import time
from importlib.resources import files

from troth.demo.days import Days, moment
from troth.demo.files import iso, table
from troth.demo.scenes import STAFF, Scene, written
from troth.demo.world import Figure, Line, Plant, Talk

BOOK = "depot-book.csv"
COLUMNS = ("case_id", "activity", "timestamp", "team", "customer_email")
FIRST = 4_101
"""The number of the first case."""
ORDINARY = ("Bag handed in", "Mend", "Closed"), ("Claim received", "Assess", "Paid", "Closed")
QUIET = 20
"""So many ordinary cases, all of them closed."""
SHIFT = 600
"""The newest step is written down so many minutes before the records end."""
EVERY, FROM = 2, 4
"""The reports of couriers: one every second open day, the newest four open days ago."""
PROMPT, LATE, FIFTH = 35, 1_250, 5
"""Minutes of opening hours until the answer; every fifth waits as long as couriers' questions elsewhere do."""
SIDED = ("bare-refusal", "failure-demand")
"""Lenses over all of a side: their plants name the side, and hold no words."""
PLANTED: tuple[tuple[str, str, str | None, str], ...] = (
    ("bare-refusal", "shop", None, "seven of ten times no named nothing else"),
    ("failure-demand", "courier", None, "24 reports of what did not come, broke or was wrong"),
    ("two-answers", "messages.csv", "Hello Griselda, the surcharge for fragile parcels is £4.", "one surcharge, two amounts"),
    ("two-answers", "messages.csv", "Hello Lavinia, we carry potted plants on the bicycles.", "carried, and not carried"),
)  # fmt: skip
ALIKE: tuple[tuple[str, str, str | None, str], ...] = (
    ("bare-refusal", "sender", None, "ten times no, each with a way on"),
    ("failure-demand", "sender", None, "mostly wishes and questions"),
    ("failure-demand", "shop", None, "mostly wishes and questions"),
    ("two-answers", "messages.csv", "the depot keeps an undelivered parcel for 2 days.", "two sides with terms of their own"),
    ("two-answers", "messages.csv", "a parcel on a cargo bike may weigh 20 kg.", "one answer, in other words"),
    ("two-answers", "messages.csv", "the depot counter opens at 9:00 on Saturdays.", "of this week, and of the rule"),
)  # fmt: skip


def planted() -> Iterator[Plant]:
    """What is planted in the cases, for a side and between two answers."""
    for number, scene in cases():
        for lens, kind in scene.marks:
            yield Plant(lens, kind, scene.who.email, number, scene.why)
    for lens, where, words, why in PLANTED:
        yield Plant(lens, "plant", None, where, why, words)
    for lens, where, words, why in ALIKE:
        yield Plant(lens, "near miss", None, where, why, words)


def cases() -> Sequence[tuple[str, Scene]]:
    """The cases of `cases.txt` by their number."""
    return [(f"D-{FIRST + at}", scene) for at, scene in enumerate(written(("cases",)))]


def book(days: Days, people: Sequence[Figure]) -> dict[str, str]:
    """The depot's book: the cases that are planted, and ordinary ones of these people."""
    rows = [
        (days.at(step.when), number, step.text, step.staff or "", scene.who.email)
        for number, scene in cases()
        for step in scene.turns
    ]
    rows += _ordinary(days, people)
    told = (
        (number, what, iso(at_us), desk, who) for at_us, number, what, desk, who in sorted(rows)
    )
    return {BOOK: table(COLUMNS, told)}


def _ordinary(days: Days, people: Sequence[Figure]) -> Iterator[tuple[int, str, str, str, str]]:
    for nth in range(QUIET):
        who, steps = people[nth % len(people)], ORDINARY[nth % 2]
        for place, what in enumerate(steps):
            day = days.back(3 + 2 * nth + len(steps) - place)
            at_us = moment(day, time(9 + place, 5 * (nth % 12)))
            yield at_us, f"D-{FIRST - 1 - nth}", what, "counter", who.email
    yield days.at(f"{SHIFT}m"), f"D-{FIRST + 99}", "Bag handed in", "counter", people[0].email


def reports(days: Days) -> Iterator[Talk]:
    """What couriers reported of things that did not come, broke or were wrong, each answered."""
    for nth, (who, subject, asked, said) in enumerate(_reported()):
        day = days.back(FROM + EVERY * nth)
        at_us = moment(day, time(10 + nth % 4, 7 * (nth % 8)))
        wait = LATE if nth % FIFTH == FIFTH - 1 else PROMPT
        staff = STAFF[("tom", "priya", "ola")[nth % 3]]
        answered = Line(days.served(at_us, wait), who, who.email, staff, said)
        yield Talk(subject, (Line(at_us, who, who.email, None, asked), answered))


def reporters() -> tuple[Figure, ...]:
    """The couriers who reported something."""
    return tuple({who.email: who for who, *_ in _reported()}.values())


def _reported() -> Iterator[tuple[Figure, str, str, str]]:
    """The reports, of each courier in turn."""
    text = (files("troth.demo") / "texts" / "reported.txt").read_text(encoding="utf-8")
    blocks = [block.strip().splitlines() for block in text.split("== ")[1:]]
    for round_ in range(len(blocks[0]) - 1):
        for head, *lines in blocks:
            name, email = head.split(" | ")
            subject, asked, said = lines[round_].split(" | ")
            yield Figure(name, "courier", email), subject, asked, said
