"""Decisions as the ledger stands: each folded from what people wrote about it, never edited."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import sqlalchemy as sa

from troth.ledger import tables
from troth.ledger.directory import count_people
from troth.ledger.entries import entries, note
from troth.model.decision import Decision, Doubt, Fact, Forecast, Notice, Review, Touched
from troth.model.entry import Entry

DEEDS = ("decide", "told", "review", "forecast-outcome", "fact", "doubt")
"""What can be done about a decision."""


def decisions(con: sa.Connection, *, until_us: int | None = None) -> list[Decision]:
    """All of them, the newest first, as they stand now or stood at a moment."""
    held: dict[str, list[Entry]] = {}
    for entry in entries(con, deed=DEEDS, until_us=until_us):
        held.setdefault(entry.target, []).append(entry)
    found = [one for steps in held.values() if (one := fold(steps)) is not None]
    return sorted(found, key=lambda one: (one.decided, one.id), reverse=True)


def decision(con: sa.Connection, id: str) -> Decision | None:
    """One by its id."""
    return fold(entries(con, target=id, deed=DEEDS))


def write(
    con: sa.Connection, id: str, deed: str, body: Mapping[str, object], *, who: str, at_us: int
) -> Entry:
    """One entry more about a decision."""
    return note(con, at_us=at_us, who=who, deed=deed, target=id, body=body)


def fold(steps: Iterable[Entry]) -> Decision | None:
    """The decision after these entries; None where nobody decided yet."""
    found: Decision | None = None
    for entry in steps:
        if entry.deed == "decide":
            found = _decided(entry) if found is None else found
        elif found is not None:
            found = _STEPS[entry.deed](found, entry)
    return found


def people_by_side(con: sa.Connection) -> dict[str, int]:
    """How many people we serve on each side, each counted once; “” where no side is known."""
    column = tables.person.c.side
    sides = con.execute(sa.select(column).where(column.is_not(None)).distinct()).scalars()
    counts = {side: count_people(con, side=side) for side in sorted(sides)}
    counts[""] = count_people(con) - sum(counts.values())
    return {side: n for side, n in counts.items() if n}


def _decided(entry: Entry) -> Decision:
    body: Mapping[str, Any] = entry.body
    plan = body.get("notice") or {}
    expects = body.get("expects") or {}
    return Decision(
        id=entry.target,
        title=str(body["title"]),
        decided=_day(body.get("decided")) or _on(entry),
        who=entry.who,
        text=str(body.get("text") or ""),
        owner=body.get("owner"),
        option=body.get("option"),
        options=tuple(body.get("options") or ()),
        dissent=tuple(body.get("dissent") or ()),
        effect=_day(body.get("effect")),
        review=_day(body.get("review")),
        notice=Notice(str(plan.get("plan") or ""), _day(plan.get("by"))),
        made_whole=str(body.get("made_whole") or ""),
        kpi=str(expects.get("kpi") or ""),
        customer_outcome=str(expects.get("customer_outcome") or ""),
        forecasts=tuple(_forecast(one, entry) for one in body.get("forecasts") or ()),
        facts=tuple(Fact(**one) for one in body.get("facts") or ()),
        doubts=tuple(Doubt(**one) for one in body.get("doubts") or ()),
        promises=tuple(Touched(**one) for one in body.get("promises") or ()),
    )


def _forecast(one: Mapping[str, Any], entry: Entry) -> Forecast:
    by = _day(one.get("by"))
    return Forecast(
        str(one["what"]), float(one["probability"]), by, str(one.get("who") or entry.who)
    )


def _told(found: Decision, entry: Entry) -> Decision:
    on = _day(entry.body.get("on")) or _on(entry)
    return replace(found, told=on, how_told=str(entry.body.get("how") or ""))


def _reviewed(found: Decision, entry: Entry) -> Decision:
    body: Mapping[str, Any] = entry.body
    one = Review(
        _day(body.get("on")) or _on(entry),
        entry.who,
        str(body.get("outcome") or ""),
        body.get("kpi"),
        body.get("customers"),
        bool(body.get("withdrawn")),
    )
    return replace(found, reviews=(*found.reviews, one))


def _resolved(found: Decision, entry: Entry) -> Decision:
    number = entry.body.get("forecast")
    held = list(found.forecasts)
    if isinstance(number, int) and 0 < number <= len(held):
        held[number - 1] = replace(held[number - 1], happened=bool(entry.body.get("happened")))
    return replace(found, forecasts=tuple(held))


def _fact(found: Decision, entry: Entry) -> Decision:
    body: Mapping[str, Any] = entry.body
    one = Fact(str(body["says"]), str(body["source"]), str(body["dated"]))
    return replace(found, facts=(*found.facts, one))


def _doubt(found: Decision, entry: Entry) -> Decision:
    body: Mapping[str, Any] = entry.body
    one = Doubt(
        str(body["reason"]), str(body.get("who") or entry.who), str(body.get("mitigation") or "")
    )
    return replace(found, doubts=(*found.doubts, one))


_STEPS = {
    "told": _told,
    "review": _reviewed,
    "forecast-outcome": _resolved,
    "fact": _fact,
    "doubt": _doubt,
}


def _day(value: object) -> date | None:
    """A day as it was written; None for what forgetting somebody left of it."""
    try:
        return date.fromisoformat(value) if isinstance(value, str) and value else None
    except ValueError:
        return None


def _on(entry: Entry) -> date:
    return datetime.fromtimestamp(entry.at_us / 1e6, UTC).date()
