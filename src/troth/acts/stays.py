"""What a run leaves for the page of renewals: how long customers stayed, as counts.

A stay is one customer's subscriptions and contracts without a gap of over a month; a customer is an
account, or a person without one. Who is still there is counted for as long as the records go, and
whoever has a period that ran out with nothing said of its end for as long as that.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import groupby
from typing import TYPE_CHECKING, Any

from troth.ledger.stays import Stayed, Stays, write_stays
from troth.model.units import DAY_US
from troth.patterns import later
from troth.text.renewing import renewal

if TYPE_CHECKING:
    from troth.acts.opening import Workspace
    from troth.extend.record import Table, Tables
    from troth.store.engine import Engine

GAP_US = 31 * DAY_US
PERIOD: Mapping[str, str] = {
    "customer": "string",
    "start_us": "int64",
    "record": "string",
    "system": "string",
    "plan": "string",
    "status": "string",
    "end_us": "int64",
    "extra": "string",
}
_YEARLY = later(
    r"\b(?:year(?:ly)?|annual(?:ly)?|12[ -]months?|(?:one|two|three)[ -]years?)\b", re.I
)
_INTERVAL = later(r'"[^"]*interval[^"]*": *"(?:1 )?year', re.I)


@dataclass(frozen=True, slots=True)
class Stay:
    """One stay: from when to when it was followed, and whether it ended then.

    `lost` is where nothing says whether it went on after its last period ran out.
    """

    start_us: int
    end_us: int
    ended: bool
    lost: bool = False


def leave_stays(
    work: Workspace, engine: Engine, tables: Tables, reach: Mapping[str, int], now: int
) -> None:
    """Count and write `.troth/stays.json`: `reach` says how far each system's periods go."""
    rows = engine.collect(periods(tables), PERIOD).to_pylist()
    write_stays(work.home.stays, counted(rows, reach, now), work.home.tmp)


def periods(tables: Tables) -> Table:
    """Subscriptions and contracts with the customer they are of."""
    import ibis

    rows, people = tables["period"], tables["person"]
    people = people.select(known=people.handle, who=people.person, firm=people.account)
    rows = rows.mutate(payer=ibis.coalesce(rows.about, rows.by))
    rows = rows.left_join(people, rows.payer == people.known)
    return rows.select(
        *("system", "plan", "status", "end_us", "extra"),
        customer=ibis.coalesce(rows.firm, rows.who, rows.account, rows.payer, rows.thread, rows.id),
        start_us=ibis.coalesce(rows.start_us, rows.ts_us),
        record=rows.id,
    )


def counted(rows: Sequence[Mapping[str, Any]], reach: Mapping[str, int], now: int) -> Stays:
    """The stays as counts. `rows` are those of `periods`, by customer and start."""
    ends = _ends(rows, reach, now)
    read = [(row, _span(row, ends[row["system"]], now)) for row in rows]
    dated = [(row["customer"], span) for row, span in read if span is not None]
    stays = [
        stay
        for _, held in groupby(dated, key=lambda one: one[0])
        for stay in _joined(span for _, span in held)
    ]
    yearly = sum(_yearly(row) for row in rows) * 2 > len(rows)
    spans = Counter(((one.end_us - one.start_us) // DAY_US, one.ended) for one in stays)
    return Stays(
        customers=len({customer for customer, _ in dated}),
        stays=len(stays),
        ended=sum(one.ended for one in stays),
        undated=len(rows) - len(dated),
        term="year" if yearly else "month",
        until_us=max(ends.values(), default=now),
        followed=tuple(Stayed(days, ended, n) for (days, ended), n in sorted(spans.items())),
        cohorts=cohorts(stays, 12 if yearly else 1),
    )


def _ends(rows: Iterable[Mapping[str, Any]], reach: Mapping[str, int], now: int) -> dict[str, int]:
    """How far each system's records go: what it covers, or the last day on which one begins or ends."""
    found: dict[str, int] = {}
    for row in rows:
        held = found.get(row["system"], min(now, reach.get(row["system"], 0)))
        known = (row["start_us"], row["end_us"])
        found[row["system"]] = max(held, *(at for at in known if at and at <= now), 0)
    return found


def _span(row: Mapping[str, Any], until: int, now: int) -> Stay | None:
    """One period as far as it was followed; None where that cannot be said.

    Who has paid for a time that is not over is there now, however old the export.
    """
    start, end = row["start_us"], row["end_us"]
    if start is None or start > now:
        return None
    told = renewal(row["status"], end, row["extra"], now_us=now).why
    over = end is not None and end <= now
    if told == "cancelled":
        if end is None:
            return None
        return Stay(start, max(start, end if over else now), over)
    if end is None or told in ("paused", "renews"):
        return Stay(start, now if told == "renews" else max(start, until), False)
    silent = bool((row["status"] or "").strip())
    return Stay(start, max(start, end), not silent, silent)


def _joined(spans: Iterable[Stay]) -> Iterator[Stay]:
    """Periods that touch or overlap as one stay; what ends last decides how it ended."""
    held: Stay | None = None
    for one in sorted(spans, key=lambda one: (one.start_us, one.end_us)):
        if held is None or one.start_us - held.end_us > GAP_US:
            if held is not None:
                yield Stay(held.start_us, held.end_us, True) if held.lost else held
            held = one
        elif one.end_us >= held.end_us:
            held = Stay(held.start_us, one.end_us, one.ended, one.lost)
    if held is not None:
        yield held


def _yearly(row: Mapping[str, Any]) -> bool:
    return bool(_YEARLY.search(row["plan"] or "") or _INTERVAL.search(row["extra"] or ""))


def cohorts(stays: Iterable[Stay], months: int) -> tuple[tuple[int, ...], ...]:
    """By month of the start, how many were there after each renewal that all could have come to.

    Who ended on the very day of a renewal did not renew; of whom nothing says it is left out.
    """
    by_month: dict[tuple[int, int], list[Stay]] = {}
    for one in stays:
        if not one.lost:
            begun = _day(one.start_us)
            by_month.setdefault((begun.year, begun.month), []).append(one)
    made = []
    for held in by_month.values():
        open_ = [_passed(one, months) for one in held if not one.ended]
        gone = [_passed(one, months) for one in held if one.ended]
        far = min(open_, default=max(gone, default=0) + 1)
        each = [*open_, *gone]
        made.append(tuple(sum(n >= at for n in each) for at in range(far + 1)))
    return tuple(sorted((one for one in made if len(one) > 1), key=lambda one: (-len(one), one)))


def _passed(stay: Stay, months: int) -> int:
    """How many renewals lie behind: whole terms; of one that ended those that were renewed."""
    start, end = _day(stay.start_us), _day(stay.end_us)
    whole = (end.year - start.year) * 12 + end.month - start.month - (end.day < start.day)
    exact = end.day == start.day
    terms = max(whole, 0) // months
    return max(terms - (stay.ended and exact and whole % months == 0), 0)


def _day(at_us: int) -> date:
    return datetime.fromtimestamp(at_us // 1_000_000, UTC).date()
