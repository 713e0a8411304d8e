"""Which accounts renew within 90 days while we still owe them something? From the newest run.

The lens `owed-before-renewal` has looked; here its findings are told as a table: the account, the day,
what is owed to whom and since when, and the money that is named.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from troth.model.finding import Finding
from troth.model.promise import Promise
from troth.model.units import DAY_US
from troth.text.patience import ahead
from troth.views.age import OLD
from troth.views.reading import Reading
from troth.views.since import SAYS
from troth.views.telling import Told

LENS = "owed-before-renewal"
WITHIN = 90
"""Days ahead, as the lens looks unless troth.toml says otherwise."""
LONGEST = 300


@dataclass(frozen=True, slots=True)
class OwedThing:
    """One thing owed: a promise or a break, in our words or hers, to whom, since when, by when."""

    about: str
    words: str
    state: str
    to: str | None
    to_name: str | None
    since: str
    due: str | None
    money: tuple[str, ...]
    sure: bool

    @property
    def link(self) -> str:
        """Where it can be opened."""
        room = "evidence" if self.about.startswith("e-") else "promises"
        return f"/{room}/{self.about}"


@dataclass(frozen=True, slots=True)
class RenewalRow:
    """One account, or one person without one, that renews while something is owed."""

    told: Told
    kind: str
    id: str
    name: str
    renews_us: int
    renews: str
    days: int
    price: str | None
    owed: tuple[OwedThing, ...]

    @property
    def ahead(self) -> str:
        """How far off it is: "today", "in 26 days"."""
        return ahead(self.days)

    @property
    def sure(self) -> bool:
        """Whether at least one thing is surely owed, and the renewal known to be fresh."""
        return self.told.status == "speaks"


@dataclass(frozen=True, slots=True)
class Renewals:
    """The first block of the page: the soonest renewal first; unsure ones apart.

    `periods` is how many subscriptions and contracts there are at all, `has_run` whether anybody
    has looked.
    """

    rows: tuple[RenewalRow, ...]
    periods: int
    has_run: bool
    end: str | None

    @property
    def sure(self) -> tuple[RenewalRow, ...]:
        """Rows that speak."""
        return tuple(row for row in self.rows if row.sure)

    @property
    def unsure(self) -> tuple[RenewalRow, ...]:
        """Rows that are unsure."""
        return tuple(row for row in self.rows if not row.sure)

    @property
    def says(self) -> str:
        """The answer in a sentence."""
        if not self.has_run:
            return "Nobody has looked yet: the records have not been read through."
        if not self.periods:
            return "No subscription or contract is in the records, so no renewal is known."
        end = f", as far as records go ({self.end})" if self.end else ""
        n, maybe = len(self.sure), len(self.unsure)
        if not n and not maybe:
            return f"None that we know of: nothing is owed to anybody who renews in {WITHIN} days{end}."
        if not n:
            return f"{maybe} perhaps, and it is not sure that we owe them{end}."
        things = sum(len(row.owed) for row in self.sure)
        more = f"; {maybe} more may" if maybe else ""
        verb = "account renews" if n == 1 else "accounts renew"
        owed = "1 thing is owed" if things == 1 else f"{things} things are owed"
        whom = "it" if n == 1 else "them"
        return f"{n} {verb} in {WITHIN} days while {owed} to {whom}{more}{end}."


def renewals(reading: Reading) -> Renewals:
    """The accounts that renew soon and that we owe something, as the newest run found."""
    found = [one for one in reading.findings if one.lens == LENS]
    told = {one.id: one for one in reading.told(found)}
    rows = [_row(one, told[one.id], reading) for one in found if not reading.put_aside(one.id)]
    old = reading.now_us - reading.end_us > OLD
    return Renewals(
        tuple(sorted(rows, key=lambda row: (not row.sure, row.renews_us, row.name, row.id))),
        reading.index.counts().get("period", 0),
        reading.run is not None,
        reading.clock.day(reading.end_us) if old else None,
    )


def _row(one: Finding, told: Told, reading: Reading) -> RenewalRow:
    data: Mapping[str, Any] = one.data
    at_us = int(data["renews_us"])
    owed: list[Mapping[str, Any]] = list(data["owed"])
    price = data.get("price")
    return RenewalRow(
        told=told,
        kind=told.subject.kind,
        id=told.subject.id,
        name=told.subject.name,
        renews_us=at_us,
        renews=reading.clock.day(at_us),
        days=max(0, -((reading.as_of_us - at_us) // DAY_US)),
        price=None if price is None else f"{price:.2f} {data.get('currency') or ''}".strip(),
        owed=_things(owed, reading),
    )


def _things(owed: list[Mapping[str, Any]], reading: Reading) -> tuple[OwedThing, ...]:
    promised = {one.id: one for one in reading.opened}
    people = reading.people(each["to"] for each in owed)
    return tuple(_thing(each, promised.get(each["about"]), people, reading) for each in owed)


def _thing(
    each: Mapping[str, Any], promise: Promise | None, people: Mapping[str, Any], reading: Reading
) -> OwedThing:
    clock = reading.clock
    person = people.get(each["to"])
    record = reading.record(each["record"]) if promise is None and each["record"] else None
    words = promise.words if promise else record.text if record else ""
    due = each["due_us"]
    return OwedThing(
        about=each["about"],
        words=" ".join(words.split())[:LONGEST],
        state="open" if each["what"] == "open" else SAYS.get(each["what"], each["what"]),
        to=person.id if person else None,
        to_name=person.label if person else None,
        since=clock.day(each["since_us"]),
        due=None if due is None else clock.day(due),
        money=tuple(each["money"]),
        sure=bool(each["sure"]),
    )
