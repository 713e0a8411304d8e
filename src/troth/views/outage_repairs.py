"""Was it made whole for those an outage hit? As repairs say it, beside what was written to them.

A repair is one of an outage where it is about the incident's own record; where it is about a promise of
uptime that the incident counts against, and broke between its beginning and a month after its end; or
where it was opened from words of hers that speak of the outage, from its beginning to a day after its end.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from troth.extend.outages import Outage
from troth.extend.struck import LATER_US, OFFER_US, Struck
from troth.ledger.repairs import repairs
from troth.model.promise import Promise
from troth.model.repair import Repair
from troth.text.uptime import PromisedUptime, speaks_of_outage
from troth.views.reading import Reading
from troth.views.uptime import concerns

DONE = ("made-whole", "confirmed")


@dataclass(frozen=True, slots=True)
class Mended:
    """Of those hit, by their ids: who was offered something, was made whole, and says that it is right."""

    offered: frozenset[str] = frozenset()
    whole: frozenset[str] = frozenset()
    confirmed: frozenset[str] = frozenset()


def mended_in(
    found: Iterable[Struck],
    promised: Iterable[tuple[Promise, PromisedUptime]],
    reading: Reading,
) -> Mapping[str, Mended]:
    """For each incident, by its record, what messages and repairs show of being made whole."""
    found, promised = tuple(found), tuple(promised)
    hit = {one.who for each in found for one in each.hit}
    made = repairs(reading.con, reading.index, now_us=reading.as_of_us) if hit else []
    held = [one for one in made if one.person in hit]
    return {one.outage.record: _mended(one, held, promised, reading) for one in found}


def _mended(
    one: Struck,
    held: Iterable[Repair],
    promised: Iterable[tuple[Promise, PromisedUptime]],
    reading: Reading,
) -> Mended:
    broken = {promise.id for promise, _ in promised if concerns(promise, one.outage)}
    hit = {each.who for each in one.hit}
    own = [each for each in held if each.person in hit and _of(each, one.outage, broken, reading)]
    confirmed = frozenset(each.person for each in own if "confirmed" in each.reached)
    whole = frozenset(each.person for each in own if each.reached.keys() & {*DONE})
    offered = {each.person for each in own if "offered" in each.reached} | whole
    said = {each.who for each in one.hit if each.offered is not None}
    return Mended(frozenset(offered | said), whole, confirmed)


def _of(repair: Repair, outage: Outage, broken: Iterable[str], reading: Reading) -> bool:
    if outage.record in (repair.about, repair.evidence):
        return True
    if repair.promise is not None:
        in_time = outage.start_us <= repair.broken_us <= outage.end_us + OFFER_US
        return repair.promise in broken and in_time
    told = reading.record(repair.about)
    if told is None or not outage.start_us <= told.at_us <= outage.end_us + LATER_US:
        return False
    return speaks_of_outage(told.text, outage.title)
