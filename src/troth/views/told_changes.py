"""What changes were told, and what notice was promised: read once for as long as the ledger stands so."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from troth.ledger.sayings import sayings_by_id
from troth.model.evidence import Evidence
from troth.model.promise import Promise
from troth.text.announcing import TEXTS, tellings
from troth.text.foretold import Change
from troth.text.foretold import changes as folded
from troth.text.notice_owed import Promised, promised
from troth.text.notice_worded import notice_rows, promised_aloud
from troth.views.reading import Reading


def told_changes(reading: Reading) -> Held:
    """The changes and the promises of notice, as the records stand."""
    return reading.held.of("changes", reading.state, lambda: _read(reading))


@dataclass(frozen=True, slots=True)
class Held:
    """Every change that records tell, and every promise of notice, wherever it was made."""

    changes: tuple[Change, ...]
    promised: tuple[Promised, ...]


def _read(reading: Reading) -> Held:
    texts = [one for one in reading.index.documents() if one.fields.get("genre") in TEXTS]
    records = [*reading.index.of_kind("change"), *texts]
    rows = [_row(one) for one in records if one.at_us <= reading.as_of_us]
    zone = reading.settings.calendars.of(None, None).zone or "UTC"
    written = [str(row["id"]) for row in rows if row["kind"] == "document"]
    found = [*promised(rows, _marks(reading, written)), *_aloud(reading, frozenset(written))]
    return Held(tuple(folded(tellings(rows, zone))), tuple(found))


def _aloud(reading: Reading, written: frozenset[str]) -> Iterable[Promised]:
    """Notice promised by hand or in conversations, as the ledger holds its words."""
    names = ("to", "side", "ours", "born_us", "confirmed", "record", "version", "state")
    held = [one for one in reading.promises if one.record is None or one.record not in written]
    rows = [{"promise": one.id, **{name: getattr(one, name) for name in names}} for one in held]
    found = {row["promise"]: row for row in notice_rows(rows, {one.id: one.words for one in held})}
    for one, start, end in _spans(reading, [one for one in held if one.id in found]):
        found[one.id] |= {"start": start, "end": end}
    return promised_aloud(found.values(), written)


def _marks(reading: Reading, records: Iterable[str]) -> list[Mapping[str, Any]]:
    """What the ledger says of the words of these documents."""
    found = reading.promises_of(records=tuple(records))
    return [
        {
            "id": one.record,
            "state": one.state,
            "confirmed": one.confirmed,
            "start": start,
            "end": end,
        }
        for one, start, end in _spans(reading, found)
    ]


def _spans(reading: Reading, held: Iterable[Promise]) -> Iterable[tuple[Promise, int, int]]:
    """Where the words of promises stand in their records; those that stand in none are left out."""
    said = [one for one in held if one.sayings]
    spans = sayings_by_id(reading.con, [one.sayings[0] for one in said])
    for one in said:
        saying = spans.get(one.sayings[0])
        if saying is not None:
            yield one, saying.span.start, saying.span.end


def _row(one: Evidence) -> dict[str, Any]:
    return {
        "kind": one.kind,
        "id": one.id,
        "version": one.version,
        "ts_us": one.at_us,
        "thread": one.thread,
        "ours": one.ours,
        "side": one.side,
        "system": one.system,
        "origin_file": one.origin.file,
        "origin_link": one.origin.link,
        "what": None,
        "title": None,
        **one.fields,
    }
