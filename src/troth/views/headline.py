"""The first sentence of Today: how many need us, and of old records never that nobody does."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from troth.views.age import RecordsAge
from troth.views.ordering import Pair, who
from troth.views.reading import Reading


@dataclass(frozen=True, slots=True)
class Count:
    """How many people, and how many accounts besides."""

    people: int = 0
    accounts: int = 0

    @property
    def all(self) -> int:
        """All of them."""
        return self.people + self.accounts

    @property
    def words(self) -> str:
        """Told as “3 people and 1 account”; those of whom there are none are left out."""
        told = [f"{self.people} {'person' if self.people == 1 else 'people'}"]
        if self.accounts:
            told.append(f"{self.accounts} account{'' if self.accounts == 1 else 's'}")
        return " and ".join(told if self.people else told[1:] or told)


def counted(causes: Sequence[Sequence[Pair]], sure: Sequence[bool]) -> tuple[Count, Count]:
    """Whom these causes are about, each once: those of whom one is `sure`, and the others.

    What is told for information only (who came back, who is glad) needs nobody.
    """
    held: dict[bool, set[tuple[str, str]]] = {True: set(), False: set()}
    for cause, speaks in zip(causes, sure, strict=True):
        needing = [pair for pair in cause if pair[0].severity != "info"]
        held[speaks].update((one.subject.kind, who((one, person))) for one, person in needing)
    return _count(held[True]), _count(held[False] - held[True])


def _count(held: set[tuple[str, str]]) -> Count:
    accounts = sum(kind == "account" for kind, _ in held)
    return Count(len(held) - accounts, accounts)


def headline(
    sure: Count,
    unsure: Count,
    ages: Sequence[RecordsAge],
    reading: Reading,
    narrowed: bool = False,
) -> str:
    """Of how many it is said that they need us, and of how many more we are unsure.

    Many may stand in one row, of one cause. Of a `narrowed` list it is never said that nobody needs us.
    """
    if not ages:
        return "There are no records yet."
    if reading.run is None:
        return "Nobody has looked yet: the records have not been read through."
    old = all(age.old for age in ages)
    end = reading.clock.near(max(age.until_us for age in ages))
    if not (sure.all or unsure.all) and old:
        of = "of these " if narrowed else ""
        return f"Nobody {of}was waiting when the records end, {end}. Add newer ones."
    if not (sure.all or unsure.all):
        return f"Nobody {'of these ' if narrowed else ''}needs us right now."
    if not sure.all:
        return f"We are not sure that anybody needs us; {unsure.words} may."
    verb = "needed" if old else ("needs" if sure.all == 1 else "need")
    when = f" when the records end, {end}" if old else ""
    more = f"; {unsure.all} more may" if unsure.all else ""
    return f"{sure.words} {verb} us{when}{more}."
