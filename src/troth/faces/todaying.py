"""Today as programs read it, from the command line and from the pages alike."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from troth.faces import wire

if TYPE_CHECKING:
    from troth.views.expecting import Expected
    from troth.views.outcomes import Outcomes
    from troth.views.today import Row, Today


def today_json(page: Today) -> dict[str, Any]:
    """How far the records reach, the rows as findings, how many may be false, and what changed."""
    return {
        "records_until": {age.system: wire.moment(age.until_us) for age in page.records},
        "headline": page.headline,
        "rows": [_row(row) for row in page.rows],
        "left": page.left,
        "aside": page.aside,
        "tasks_late": [{"id": one.task.id, "words": one.task.words} for one in page.tasks],
        "expect": _expected(page.expected) if page.expected else None,
        "stepped_back": [outcomes_json(one) for one in page.stepped],
        "changed": wire.plain(page.changed),
        "promised": wire.plain(page.promised),
        "back": wire.plain(page.back),
    }


def outcomes_json(one: Outcomes) -> dict[str, Any]:
    """What came of one kind of finding here: counts, the share worth it with its interval."""
    return {
        "lens": one.lens,
        "status": one.status,
        "worth": one.worth,
        "dismissed": one.dismissed,
        "put_off": one.later,
        "n": one.n,
        "rate": one.rate.value,
        "low": one.rate.low,
        "high": one.rate.high,
        "method": one.rate.method,
        "steps_back": one.steps_back,
    }


def _row(row: Row) -> dict[str, Any]:
    return wire.finding_json(row.main) | {
        "why_here": row.why_here,
        "known": row.known,
        "steps_back": row.back,
        "people": [{"id": id, "name": name} for id, name in row.people],
        "also": [wire.finding_json(one) for one in row.reasons[1:]],
    }


def _expected(one: Expected) -> dict[str, Any]:
    return {
        "says": one.says,
        "rows": one.rows,
        "known": one.known,
        "fine_at_most": one.fine,
        "holds": one.level,
        "unknown": list(one.unknown),
        "basis": list(one.basis),
    }
