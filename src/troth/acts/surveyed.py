"""What a run leaves for the page of sides: how each side answered our surveys, as counts.

Of each person the newest answer to a question within a year before the answers end counts, once; answers that nobody signed
count each. Sides are never put together. What was asked stands in the index: only the id of an answer
is left, and no words.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from troth.model.units import DAY_US
from troth.text.spanned import RATED, Span, span_of

if TYPE_CHECKING:
    from troth.extend.record import Table, Tables
    from troth.store.engine import Engine

LEFT = "surveys"
DAYS = 365
ANSWER: Mapping[str, str] = {
    "rated": "string",
    "system": "string",
    "question": "string",
    "ts_us": "int64",
    "record": "string",
    "who": "string",
    "side": "string",
    "score": "float64",
}

Row = Mapping[str, Any]


def surveyed(engine: Engine, tables: Tables, until_us: int) -> dict[str, object]:
    """The counts, by what was asked and side, and over how many days before this moment."""
    rows = engine.collect(answers(tables, until_us), ANSWER).to_pylist()
    return {"days": DAYS, "asked": counted(rows)}


def answers(tables: Tables, until_us: int) -> Table:
    """Answers on a scale within a year that nobody of us gave, with the person and the side."""
    import ibis

    rows, people = tables["survey_answer"], tables["person"]
    people = people.select(
        known=people.handle, who=people.person, theirs=people.side, ours=people.staff
    )
    rows = rows.filter(rows.score.notnull() & (rows.ts_us > until_us - DAYS * DAY_US))
    rows = rows.mutate(rated=rows.scale.lower(), payer=ibis.coalesce(rows.by, rows.about))
    rows = rows.filter(rows.rated.isin(RATED))
    rows = rows.drop("ours").left_join(people, rows.payer == people.known)
    rows = rows.filter(~ibis.coalesce(rows.ours, False))
    return rows.select(
        *("rated", "system", "question", "ts_us", "score"),
        record=rows.id,
        who=ibis.coalesce(rows.who, rows.payer),
        side=ibis.coalesce(rows.side, rows.theirs),
    )


def counted(rows: Iterable[Row]) -> list[dict[str, object]]:
    """Each question of each system with its scale, and by side how often each place on it was given."""
    held: dict[tuple[str, str, str], list[Row]] = {}
    for row in rows:
        asked = (row["rated"], row["system"], row["question"] or "")
        held.setdefault(asked, []).append(row)
    return [_asked(*asked, given) for asked, given in sorted(held.items())]


def _asked(rated: str, system: str, question: str, rows: Sequence[Row]) -> dict[str, object]:
    newest = _newest(rows)
    span = span_of(rated, question, {row["score"] for row in rows})
    sides: dict[str, list[Row]] = {}
    for row in newest:
        sides.setdefault(row["side"] or "", []).append(row)
    return {
        "rated": rated,
        "system": system,
        "record": max(newest, key=lambda row: (row["ts_us"], row["record"]))["record"],
        "points": span.points if span else None,
        "low": span.low if span else None,
        "turned": span.turned if span else False,
        "sides": [_side(side, given, span) for side, given in sorted(sides.items())],
    }


def _side(side: str, rows: Sequence[Row], span: Span | None) -> dict[str, object]:
    scores = [row["score"] for row in rows]
    on = Counter(span.place(each) for each in scores if span.holds(each)) if span else Counter()
    return {
        "side": side,
        "n": len(rows),
        "unsigned": sum(row["who"] is None for row in rows),
        "places": {str(place): n for place, n in sorted(on.items())},
    }


def _newest(rows: Sequence[Row]) -> list[Row]:
    """One answer a person, the newest; and all that nobody signed."""
    found: dict[str, Row] = {}
    for row in sorted(rows, key=lambda row: (row["ts_us"], row["record"])):
        found[row["who"] or row["record"]] = row
    return list(found.values())
