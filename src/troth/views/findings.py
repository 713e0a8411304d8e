"""Findings of a run, as many as were asked for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from troth.errors import UnknownNameError
from troth.ledger import directory, runs
from troth.views.reading import Reading
from troth.views.telling import Told


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which findings: of these lenses, about this person, account or side, only new ones.

    With `within`, only about people with these ids.
    """

    lenses: frozenset[str]
    person: str | None = None
    account: str | None = None
    side: str | None = None
    only_new: bool = False
    within: frozenset[str] | None = None


def findings(reading: Reading, wanted: Wanted) -> tuple[Told, ...]:
    """The wanted findings of the reading's run, speaking ones first, longest first."""
    found = [one for one in reading.findings if one.lens in wanted.lenses]
    if wanted.only_new and reading.run is not None:
        before = runs.before(reading.con, reading.run.id)
        known = {one.id for one in runs.findings(reading.con, before.id)} if before else set()
        found = [one for one in found if one.id not in known]
    told = reading.told(found)
    if wanted.person is not None:
        ids = _people(reading, wanted.person)
        told = tuple(one for one in told if one.subject.id in ids)
    if wanted.account is not None:
        ids = _accounts(reading, wanted.account, told)
        told = tuple(one for one in told if one.subject.account in ids)
    if wanted.side is not None:
        told = tuple(one for one in told if one.subject.side == wanted.side)
    if wanted.within is not None:
        told = tuple(one for one in told if one.subject.id in wanted.within)
    return tuple(
        sorted(told, key=lambda one: (one.status != "speaks", one.lens, one.since_us or 0, one.id))
    )


def _accounts(reading: Reading, named: str, told: Iterable[Told]) -> set[str]:
    """The accounts of that name or id among those the findings are about."""
    known = reading.accounts(one.subject.account for one in told)
    sought = named.strip().casefold()
    return {id for id, name in known.items() if sought in (id.casefold(), name.casefold())}


def _people(reading: Reading, who: str) -> set[str]:
    found = directory.find(reading.con, who)
    if not found:
        raise UnknownNameError("person", who, advice="Try a part of the name or the address.")
    return {one.id for one in found}
