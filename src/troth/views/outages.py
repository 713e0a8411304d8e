"""What incidents did to customers, worked out from the index: once for all, or for one person."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from troth.extend.active import WEEK, WEEKS, Act, Activity
from troth.extend.outages import Outage, read_outage
from troth.extend.struck import LATER_US, OFFER_US, Struck, Word, struck
from troth.ledger.same import same_people
from troth.ledger.united import behind_handles
from troth.model.evidence import Evidence
from troth.model.person import Person
from troth.model.units import DAY_US, HOUR_US
from troth.store import around
from troth.text.uptime import HINTS
from troth.views.reading import Reading

BEFORE_US = (WEEKS * WEEK + 24) * HOUR_US
SHOWN_OF_ONE = 5_000
"""Of one person so many records are looked at, the newest."""


class _Behind(NamedTuple):
    """Who is behind a handle."""

    id: str
    account: str | None
    side: str | None
    staff: bool


def outages(reading: Reading) -> tuple[Outage, ...]:
    """Every incident up to the moment of the page, the earliest first."""

    def read() -> tuple[Evidence, ...]:
        kept = reading.index.counts().get("incident")
        return tuple(reading.index.of_kind("incident")) if kept else ()

    held = reading.held.of("incidents", reading.state.generation, read)
    return tuple(_outage(one, reading) for one in held if one.at_us <= reading.as_of_us)


def _outage(record: Evidence, reading: Reading) -> Outage:
    row = {
        **record.fields,
        "id": record.id,
        "version": record.version,
        "ts_us": record.at_us,
        "precision": record.precision,
        **{name: getattr(record, name) for name in ("ours", "side", "account", "about")},
    }
    return read_outage(row, reading.end_of(record.system))


def struck_in(reading: Reading, days: int) -> tuple[Struck, ...]:
    """What each incident that reached into the last days did; worked out once an import."""
    since = reading.end_us - days * DAY_US
    state = (reading.state.generation, reading.state.people, reading.end_us, days)
    chosen = tuple(one for one in outages(reading) if one.end_us > since)
    return reading.held.of("struck", state, lambda: _struck(chosen, reading))


def _struck(chosen: tuple[Outage, ...], reading: Reading) -> tuple[Struck, ...]:
    lasting = [one for one in chosen if one.counts and not one.only_day]
    if not lasting:
        return tuple(struck(one, Activity.of(()), ()) for one in chosen)
    first = min(one.start_us for one in lasting)
    last = min(max(one.end_us for one in lasting), reading.as_of_us)
    behind = _behind(reading)
    activity = Activity.of(
        Act(who.id, one.hour, one.n, one.ours, one.side or who.side, one.account, one.event)
        for one in around.done(reading.index, first - BEFORE_US, last)
        if not (who := behind.get(one.handle, _Behind(one.handle, None, None, False))).staff
    )
    words = _words(lasting, behind, reading)
    hearable = around.has_written(reading.index)
    return tuple(
        struck(_whose(one, behind), activity, words, zone=_zone(one, reading), hearable=hearable)
        for one in chosen
    )


def _behind(reading: Reading) -> dict[str, _Behind]:
    rows = behind_handles(reading.con, same_people(reading.con))
    return {handle: _Behind(*more) for handle, *more in rows}


def _whose(outage: Outage, behind: Mapping[str, _Behind]) -> Outage:
    """An incident of one person, by the id of that person."""
    who = behind.get(outage.about or "")
    return replace(outage, about=who.id) if who else outage


def _zone(outage: Outage, reading: Reading) -> str:
    return reading.settings.calendars.of(outage.side, outage.ours).zone or "UTC"


def _words(
    lasting: Sequence[Outage], behind: Mapping[str, _Behind], reading: Reading
) -> list[Word]:
    """What was written around them, and what was offered within a month after."""
    found: dict[tuple[str, str], Word] = {}
    end = reading.as_of_us
    near = [(one.start_us, min(one.end_us + LATER_US, end)) for one in lasting]
    after = [(one.end_us + LATER_US, min(one.end_us + OFFER_US, end)) for one in lasting]
    rows = [*around.written(reading.index, near), *around.written(reading.index, after, HINTS)]
    for one in rows:
        who = behind.get(one.handle, _Behind(one.handle, None, None, False))
        if not who.staff:
            found[one.id, who.id] = Word(
                who.id, one.at_us, one.out, one.text, one.id, one.version, one.automatic, one.ours
            )
    return sorted(found.values(), key=lambda one: (one.at_us, one.record, one.who))


def struck_of(reading: Reading, person: Person, days: int) -> tuple[Struck, ...]:
    """What the incidents of the last days did to one person, from her own records."""
    since = reading.end_us - days * DAY_US
    chosen = [
        one for one in outages(reading) if one.end_us > since and one.counts and _may(one, person)
    ]
    if not chosen:
        return ()
    records = reading.index.of_handles(
        person.handles, limit=SHOWN_OF_ONE, kinds=("use", "purchase", "message")
    )
    acts = [_act(one, person) for one in records if _hers(one, person)]
    words = [_word(one, person) for one in reversed(records) if one.kind == "message"]
    activity = Activity.of(acts)
    events = reading.held.of(
        "events", reading.state.generation, lambda: around.events(reading.index)
    )
    found = (
        struck(replace(one, about=None), activity, words, zone=_zone(one, reading), events=events)
        for one in chosen
    )
    return tuple(one for one in found if one.hit)


def _may(outage: Outage, person: Person) -> bool:
    """Whether an incident can have been hers: it names nobody else."""
    return outage.about is None or outage.about in person.handles


def _hers(record: Evidence, person: Person) -> bool:
    if record.precision == "day":
        return False
    if record.kind != "message":
        return True
    plain = not record.fields.get("automatic") and record.fields.get("direction") == "in"
    return plain and record.by in person.handles


def _act(record: Evidence, person: Person) -> Act:
    event = str(record.fields.get("event") or "") or None
    side = record.side or person.side
    hour = record.at_us // HOUR_US
    return Act(person.id, hour, 1, record.ours, side, record.account, event)


def _word(record: Evidence, person: Person) -> Word:
    subject = str(record.fields.get("subject") or "")
    return Word(
        person.id,
        record.at_us,
        record.fields.get("direction") == "out",
        f"{subject}\n{record.text}",
        record.id,
        record.version,
        bool(record.fields.get("automatic")),
        record.ours,
    )
