"""Decisions as lenses read them: a row for each live promise that one surely breaks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from troth.ledger.decisions import decisions
from troth.model.decision import Decision, Touched
from troth.model.promise import LIVE, Promise

if TYPE_CHECKING:
    from sqlalchemy import Connection


def decision_rows(
    con: Connection, held: Iterable[Promise], as_of_us: int
) -> Iterator[dict[str, Any]]:
    """As they stood at a moment; what was taken back, and promises that ended since, left out."""
    live = {one.id: one for one in held if one.state in LIVE}
    for found in decisions(con, until_us=as_of_us):
        if found.withdrawn:
            continue
        for touched in found.breaks:
            promise = live.get(touched.promise)
            if promise is not None:
                yield {
                    "decision": found.id,
                    "at_us": _us(found.decided),
                    "owner": found.owner,
                    "tell_by_us": tell_by_us(found, touched),
                    "told_us": _us(found.told),
                    "effect_us": _us(found.effect),
                    "promise": promise.id,
                    "words": promise.words,
                    "sentence": touched.sentence,
                }


def tell_by_us(found: Decision, touched: Touched) -> int | None:
    """The end of the last day on which those concerned are to be told.

    The day of the plan; else as long before the effect as notice is asked for; else the day of
    the effect; else that of the decision.
    """
    day = found.notice.by
    if day is None and found.effect is not None:
        day = max(found.decided, found.effect - timedelta(days=touched.asked_days or 0))
    return _us((day or found.decided) + timedelta(days=1))


def _us(day: date | None) -> int | None:
    """The beginning of a day, UTC."""
    if day is None:
        return None
    return int(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp()) * 1_000_000
