"""How long before a change could those concerned act on it?

Why it matters: An announcement without the price, or without what to do, starts no clock for whoever
has to plan, ask, pay and change something of her own. The notice that helps her begins on the day on
which she knew all of it.

How it decides: A case is one change, as all records of it tell it: lists of changes, notes of releases,
versions of our documents, notices. It begins on the day on which all terms needed to act were known, as a
record says, or else with the first record that says of nothing that it is still to come. It ends on the
day that people had been told until then: a day that moved later gives nothing back, and one that moved
nearer is a new announcement. Where the day came and some terms had never been told, the notice is none.
Where no record says that anything was still to come, all is taken as known on the day it was told.

When it stays silent: A change for which no day was named is no case. What was found in a text that is no
notice itself (terms, headers) is shown and not counted, for it may have been told elsewhere before. A
change whose day lies ahead is open, and so is one whose terms are not all told yet: for it the time begins
today at the earliest.

Source: methods.md 15: actionable notice is effect minus the day all terms needed to act were known.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from troth.extend.measure import (
    Batch,
    Case,
    Context,
    MeasureCard,
    Table,
    Tables,
    silent,
    speaks,
    unsure,
)
from troth.extend.telling import TOLD, told
from troth.model.units import DAY_US
from troth.text.announcing import day_of, tellings
from troth.text.foretold import Change, changes

CARD = MeasureCard(
    needs=frozenset({"change", "document"}), unit="duration", bounds=frozenset({"least"})
)
SCHEMA: Mapping[str, str] = TOLD


def gather(tables: Tables, moment_us: int) -> Table:
    """Every record up to the moment that may tell of a change."""
    return told(tables, moment_us).select(*SCHEMA)


def cases(batch: Batch, context: Context) -> Iterable[Case]:
    """One case a change with a day, in the order in which they were first told."""
    zone = context.calendar().zone
    today = day_of(context.moment_us, zone)
    for change in reversed(changes(tellings(batch.to_pylist(), zone))):
        if change.days:
            yield _case(change, today)


def _case(change: Change, today: date) -> Case:
    first, known = change.first, change.actionable
    begins = max(change.known, change.announced) if change.known else today
    if known is None and change.effect is not None and change.effect <= today:
        begins, known = change.effect, 0
    start = _us(max(begins, change.announced))
    ends = None if known is None else start + known * DAY_US
    return Case(
        id=f"{first.cite.evidence}:{first.cite.span.start if first.cite.span else 0}",
        subject=None,
        start_us=start,
        end_us=ends if ends is not None and ends <= _us(today) else None,
        record=first.cite.evidence,
        version=first.cite.version,
        side=first.side,
        ours=first.ours,
        precision="day",
        counts=first.notice,
        what=first.what.strip().lower() or None,
    )


def _us(day: date) -> int:
    return (day.toordinal() - 719_163) * DAY_US


EXAMPLES = (
    speaks(
        "Two were told a month ahead, and of one the price came a day before",
        """
        at         | kind   | what  | title            | announced_us | effect_us  | extra
        2026-01-02 | change | price | Night parcels    | 2026-01-02   | 2026-03-01 | {"told_as": "change"}
        2026-02-02 | change | price | Weekend parcels  | 2026-02-02   | 2026-03-09 | {"told_as": "change", "terms_known": "2026-03-08"}
        """,
        as_of="2026-03-10 12:00",
        says="1 of 2: actionable-notice >= 30 days",
    ),
    speaks(
        "A day that moved later gives no notice back",
        """
        at         | kind   | what | title   | announced_us | effect_us  | extra
        2026-01-02 | change | api  | Labels  | 2026-01-02   | 2026-03-01 | {"told_as": "change", "moved_from": "2026-01-12"}
        """,
        as_of="2026-03-10 12:00",
        says="0 of 1: actionable-notice >= 30 days",
    ),
    silent(
        "An entry of a changelog",
        """
        at         | kind   | what    | title | announced_us | effect_us  | text
        2026-01-02 | change | product | 1.2.0 | 2026-01-02   | 2026-01-02 | Faster search.
        """,
        as_of="2026-03-10 12:00",
    ),
    unsure(
        "Told a week ago, and the price still to come",
        """
        at         | kind   | what  | title           | announced_us | effect_us  | text                       | extra
        2026-03-03 | change | price | Claims by post  | 2026-03-03   | 2026-05-01 | Pricing will be announced. | {"told_as": "change"}
        """,
        as_of="2026-03-10 12:00",
        says="0 of 0, 1 still open: actionable-notice >= 30 days",
    ),
)
