"""How long before was a change told: what was said when, for which day, and how often that moved?

A change is what several records tell of one thing. **Raw notice** is from the first telling to the
day it was to hold; **actionable notice** from the day on which everything needed to act was known
(the price, the day, what to do), to the day that people had been told until then. A day that moved
later gives back no notice: whoever had to be ready by the first date got ready by it. A day that
moved nearer is a new announcement, and the shorter notice counts. All are whole days of the
calendar; negative where it held before anybody was told.

Source: methods.md 15: actionable notice is effect minus the day all terms needed to act were known.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from troth.model.finding import Cite


@dataclass(frozen=True, slots=True)
class Telling:
    """What one record says of a change.

    `key` is what records of the same change share. `days` are the days it names one after the
    other: those it was moved from, then the one that holds now. `postponed` says that it holds on
    no day yet. `known` is the day on which all terms were known, where the record says so;
    `missing` are its words that some are still to come. `notice` is whether it is itself the word
    to those concerned, and not a text in which a day was found.
    """

    key: tuple[str, ...]
    on: date
    at_us: int
    cite: Cite
    what: str
    title: str
    side: str | None = None
    ours: str | None = None
    system: str = ""
    days: tuple[date, ...] = ()
    postponed: bool = False
    known: date | None = None
    missing: str = ""
    notice: bool = True
    told: str = ""
    reached: int | None = None
    affected: int | None = None
    removes: tuple[str, ...] = ()
    link: str | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """One change, as all records of it tell it; the first of them is what it is anchored at."""

    first: Telling
    last: Telling
    days: tuple[date, ...]
    postponed: bool
    known: date | None
    assumed: bool
    missing: str
    nearer: tuple[int, ...]
    tellings: tuple[Telling, ...] = field(repr=False)

    @property
    def announced(self) -> date:
        """The day of the earliest record that tells it."""
        return self.first.on

    @property
    def effect(self) -> date | None:
        """The day on which it holds; None where none stands."""
        return None if self.postponed or not self.days else self.days[-1]

    @property
    def moved(self) -> int:
        """How often its day was moved."""
        return max(0, len(self.days) - 1) + (self.postponed and bool(self.days))

    @property
    def raw(self) -> int | None:
        """Days from the announcement to the day that was told; None where no day was named."""
        if not self.days:
            return None
        return min(((self.days[0] - self.announced).days, *self.nearer))

    @property
    def actionable(self) -> int | None:
        """Days left once all terms were known; None where some are missing, or no day is named."""
        if self.known is None or not self.days:
            return None
        known = max(self.known, self.announced)
        standing = next((day for day in self.days if day >= known), self.days[-1])
        return min((standing - known).days, self.raw if self.raw is not None else 0)

    @property
    def shortest(self) -> int | None:
        """The notice that counts: the actionable one, where it is known, else the raw one."""
        return self.actionable if self.actionable is not None else self.raw

    @property
    def cites(self) -> tuple[Cite, ...]:
        """The records that tell it, the first first."""
        return tuple(dict.fromkeys(one.cite for one in self.tellings))

    @property
    def removes(self) -> tuple[str, ...]:
        """What it takes away, by the names that records of use have for it."""
        return tuple(dict.fromkeys(name for one in self.tellings for name in one.removes))

    @property
    def told(self) -> str:
        """To whom it was told, in the words of the records."""
        return "; ".join(dict.fromkeys(one.told for one in self.tellings if one.told))

    @property
    def reached(self) -> tuple[int, int] | None:
        """How many of how many concerned were reached, where the records count them."""
        counts = [one for one in self.tellings if one.reached is not None and one.affected]
        if not counts:
            return None
        best = max(counts, key=lambda one: one.reached or 0)
        return min(best.reached or 0, best.affected or 0), best.affected or 0


def changes(tellings: Iterable[Telling]) -> list[Change]:
    """Every change that these records tell, the newest announcement first."""
    held: dict[tuple[str, ...], list[Telling]] = {}
    for one in sorted(tellings, key=_when):
        held.setdefault(one.key, []).append(one)
    found = [_change(tuple(each)) for each in held.values()]
    found.sort(key=lambda one: (one.first.at_us, one.first.cite.evidence), reverse=True)
    return found


def _when(one: Telling) -> tuple[int, str, int]:
    return one.at_us, one.cite.evidence, one.cite.span.start if one.cite.span else 0


def _change(told: tuple[Telling, ...]) -> Change:
    days: list[date] = []
    nearer: list[int] = []
    postponed = False
    for one in told:
        for at, day in enumerate(one.days):
            last = at == len(one.days) - 1
            if days and day < days[-1] and last and one is not told[0]:
                nearer.append((day - one.on).days)
            if not days or day != days[-1]:
                days.append(day)
        if one.days or one.postponed:
            postponed = one.postponed
    known, assumed, missing = _known(told, bool(days))
    return Change(
        first=told[0],
        last=told[-1],
        days=tuple(days),
        postponed=postponed,
        known=known,
        assumed=assumed,
        missing=missing,
        nearer=tuple(nearer),
        tellings=told,
    )


def _known(told: tuple[Telling, ...], dated: bool) -> tuple[date | None, bool, str]:
    """When all terms were known, whether that is only taken so, and the words that some are to come.

    A record that says it counts; else the first after which none says that something is to come,
    and never before a day was named.
    """
    stated = [one.known for one in told if one.known is not None]
    if stated:
        return stated[-1], False, ""
    open_at = max((at for at, one in enumerate(told) if one.missing), default=-1)
    if open_at == len(told) - 1:
        return None, False, told[-1].missing
    named = next((at for at, one in enumerate(told) if one.days), len(told) - 1)
    at = max(open_at + 1, named if dated else 0)
    return told[at].on, open_at < 0 and at == 0, ""
