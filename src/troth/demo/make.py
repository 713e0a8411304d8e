"""Making the example company: the same seed and the same moment give the same bytes."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import time
from pathlib import Path
from random import Random

from troth.demo import accounts, casework, company, papers, rhythms
from troth.demo.cast import Cast, cast
from troth.demo.days import Days, moment
from troth.demo.files import mailbox, messages, purchases
from troth.demo.scenes import LATER, STAFF, Scene, talks, written
from troth.demo.stories import everyday
from troth.demo.survey import survey
from troth.demo.world import (
    COMPANY,
    Answered,
    Away,
    Deed,
    Figure,
    Line,
    Merge,
    Order,
    Plant,
    Talk,
    World,
)
from troth.model.units import DAY_US

SEED = 20261121
SPAN = 548
EVERYDAY = 640
MAILED = 14
BOUGHT = ("silence", "returned")
"""Lenses whose plants point at the last order."""


@dataclass(frozen=True, slots=True)
class Staged:
    """A scene with its person in the cast and its conversations in time."""

    scene: Scene
    talks: tuple[Talk, ...]


def make(folder: Path, *, seed: int = SEED, until_us: int) -> World:
    """Write the company's files into `folder`, with records up to a moment, and tell the truth.

    There is no clock and no unseeded chance in it. `World.plants` is nowhere in the files.
    """
    days = Days(until_us)
    since_us = until_us - SPAN * DAY_US
    scenes = written()
    people = cast(Random(f"{seed} cast"), [scene.who for scene in scenes])
    staged = [_staged(scene, people, days) for scene in scenes]
    later = [Staged(scene, talks(scene, days)) for scene in written(LATER)]
    both = [*staged, *later]
    ordinary = everyday(Random(f"{seed} talk"), people, days, since_us, EVERYDAY)
    planted = [*(talk for each in both for talk in each.talks), *casework.reports(days)]
    numbered = _numbered([*planted, *_mailed(ordinary)])
    orders = _orders(Random(f"{seed} orders"), staged, people, days)
    written_later = [each.scene for each in later]
    orders += accounts.orders(Random(f"{seed} accounts"), written_later, days)
    texts = _texts(days, numbered, orders)
    texts |= accounts.tables(days, written_later, people, orders)
    texts |= casework.book(days, people.others["courier"])
    texts |= survey(Random(f"{seed} survey"), people, ordinary, written_later, days)
    everybody = [*people.all, *accounts.people(written_later), *casework.reporters()]
    found = {id(talk): number for number, talk in numbered.items()}
    return World(
        folder,
        COMPANY,
        seed,
        since_us,
        until_us,
        tuple(_write(folder / name, text, until_us) for name, text in sorted(texts.items())),
        tuple(_plants(both, found, _pointers(orders, written_later))),
        (*papers.pledges(days), *company.pledges(days)),
        tuple(_merges(staged)),
        tuple(_answered(both, found, days)),
        tuple(_away(both, found, days)),
        _counts(numbered, orders, everybody, texts),
        tuple(_deeds(later, days)),
        company.decisions(days),
    )


def _texts(days: Days, talks: Mapping[str, Talk], orders: Iterable[Order]) -> dict[str, str]:
    """The files that hold no contract, by their name."""
    return {
        **papers.papers(days),
        **company.tables(days),
        "messages.csv": messages(talks),
        "mailbox.mbox": mailbox(talks),
        "orders.csv": purchases(orders),
    }


def _staged(scene: Scene, people: Cast, days: Days) -> Staged:
    known = replace(scene, who=people.planted[scene.who.email])
    return Staged(known, talks(known, days))


def _mailed(ordinary: Sequence[Talk]) -> list[Talk]:
    """The everyday conversations, a few of senders and shops moved into the mailbox."""
    human = [at for at, talk in enumerate(ordinary) if not talk.tag.startswith("courier")]
    moved = set(human[:: max(len(human) // MAILED, 1)][:MAILED])
    return [
        replace(talk, lines=tuple(replace(line, box="mail") for line in talk.lines))
        if at in moved
        else talk
        for at, talk in enumerate(ordinary)
    ]


def _numbered(found: Iterable[Talk]) -> dict[str, Talk]:
    ordered = sorted(found, key=lambda talk: (talk.lines[0].at_us, talk.subject))
    return {f"K-{10_000 + count}": talk for count, talk in enumerate(ordered, 1)}


def _orders(random: Random, staged: Sequence[Staged], people: Cast, days: Days) -> list[Order]:
    found: list[Order] = []
    for each in staged:
        who, rhythm = each.scene.who, each.scene.rhythm
        if who.side == "courier":
            continue
        if rhythm is None:
            found += rhythms.habitual(random, who, SPAN, days)
            continue
        moved = float(rhythm.split()[-1]) if rhythm.startswith("moved") else None
        found += rhythms.orders(random, who, rhythms.planted(random, rhythm), days, moved)
    for buyer in (*people.others["sender"], *people.others["shop"]):
        found += rhythms.habitual(random, buyer, SPAN, days)
    return found


def _pointers(orders: Sequence[Order], scenes: Sequence[Scene]) -> dict[tuple[str, str], str]:
    """By kind and address: everybody's last order ("order"), and the contract of a scene ("contract")."""
    found = {("contract", email): id for email, id in accounts.numbers(scenes).items()}
    rows = sorted(orders, key=lambda order: (order.at_us, order.address))
    for count, order in enumerate(rows, 1):
        found["order", order.customer.email] = f"KO-{200_000 + count}"
    return found


def _plants(
    staged: Sequence[Staged], numbers: Mapping[int, str], pointers: Mapping[tuple[str, str], str]
) -> Iterable[Plant]:
    for each in staged:
        scene, email = each.scene, each.scene.who.email
        for lens, kind in scene.marks:
            if lens in BOUGHT:
                where = pointers["order", email]
            elif each.talks:
                where = numbers[id(each.talks[0])]
            else:
                where = pointers["contract", email]
            yield Plant(lens, kind, email, where, scene.why)
    yield from papers.planted()
    yield from company.planted()
    yield from casework.planted()


def _merges(staged: Sequence[Staged]) -> Iterable[Merge]:
    for each in staged:
        who = each.scene.who
        if who.also:
            yield Merge(who.email, who.also, f"{who.first} told us that both are the same person.")


def _answered(
    staged: Sequence[Staged], numbers: Mapping[int, str], days: Days
) -> Iterable[Answered]:
    for each in staged:
        if each.scene.answered:
            when, by, note = each.scene.answered
            thread = numbers[id(each.talks[0])]
            name = STAFF[by].name
            yield Answered(each.scene.who.email, thread, name, days.at(when), note)


def _away(staged: Sequence[Staged], numbers: Mapping[int, str], days: Days) -> Iterable[Away]:
    for each in staged:
        if each.scene.away:
            said: Line = each.talks[0].lines[0]
            until = moment(days.day(each.scene.away), time(0))
            yield Away(each.scene.who.email, numbers[id(each.talks[0])], said.at_us, until)


def _deeds(staged: Sequence[Staged], days: Days) -> Iterable[Deed]:
    """What colleagues noted about these scenes, in the order of time."""
    found = []
    for each in staged:
        for turn in each.scene.did:
            deed, _, words = turn.text.partition(" | ")
            *named, last = deed.split()
            due = moment(days.day(last), time(17)) if last[0] in "+0123456789" else None
            name = STAFF[turn.staff or "tom"].name
            at_us = days.at(turn.when)
            what = " ".join(named) if due else deed
            found.append(Deed(each.scene.who.email, name, at_us, what, words, due))
    return sorted(found, key=lambda one: (one.at_us, one.subject))


def _counts(
    talks: Mapping[str, Talk],
    orders: Sequence[Order],
    people: Sequence[Figure],
    texts: Mapping[str, str],
) -> dict[str, int]:
    boxes = Counter(line.box for talk in talks.values() for line in talk.lines)
    return {
        "people": len(people),
        "conversations": len(talks),
        "messages": boxes["desk"],
        "mails": boxes["mail"],
        "orders": len(orders),
        "buyers": len({order.customer.email for order in orders}),
        "documents": sum(name.startswith("documents/") for name in texts),
    }


def _write(path: Path, text: str, until_us: int) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")
    os.utime(path, ns=(until_us * 1000, until_us * 1000))
    return path
