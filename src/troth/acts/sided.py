"""The cases of every measure by side, so that lenses can hold the sides against each other.

Nothing is counted where the people known are of one side: there is nothing to compare.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from troth import registry
from troth.acts.measuring import SHELF, Counted, counted, target_of
from troth.extend.sided import DAYS, MEASURED
from troth.ledger import directory, manifest
from troth.ledger.decisions import people_by_side
from troth.ledger.target import Target
from troth.model.case import Case
from troth.model.units import DAY_US
from troth.store.schema import LEDGER, plain_schema

if TYPE_CHECKING:
    import pyarrow as pa
    from sqlalchemy import Connection

    from troth.acts.opening import Workspace
    from troth.calendar import Calendars
    from troth.model.promise import Promise

LENS = "worse-side"


def sided_tables(
    work: Workspace,
    con: Connection,
    held: Sequence[Promise],
    as_of_us: int,
    known_at_us: int | None = None,
) -> dict[str, pa.Table]:
    """The table `counted`: a row a case and measure; none where fewer than two sides are known."""
    import pyarrow as pa

    sides = {side for side in people_by_side(con) if side}
    sides |= {one.side for one in held if one.side}
    if len(sides) < 2:
        return {}
    targets = _countable(work, con, _asked(work), held)
    found = counted(work, con, held, targets, as_of_us, known_at_us)
    known = _sides(con, found.values())
    options = work.settings.lenses.get(LENS, {})
    days = int(str(options.get("days", DAYS)))
    rows = [
        row
        for target in targets
        for row in _rows(target, found[target.counted_by], work.settings.calendars, days, known)
    ]
    return {"counted": pa.Table.from_pylist(rows, schema=plain_schema(LEDGER["counted"]))}


def _asked(work: Workspace) -> tuple[str, ...]:
    """The targets of the settings, else those that everybody can be measured by."""
    named: Any = work.settings.lenses.get(LENS, {}).get("measures", MEASURED)
    return (named,) if isinstance(named, str) else tuple(map(str, named))


def _countable(
    work: Workspace, con: Connection, asked: Iterable[str], held: Sequence[Promise]
) -> list[Target]:
    """Those of which some record is there to be counted."""
    kinds = {kind for one in manifest.imports(con) for kind in one.kinds}
    kinds |= {"promise"} if held else set()
    folders = work.settings.lens_folders
    targets = [target_of(work, text) for text in asked]
    return [one for one in targets if registry.load(SHELF, one.measure, folders).CARD.needs & kinds]


def _sides(con: Connection, found: Iterable[Counted]) -> Mapping[str, str | None]:
    """The side of each person whose case names none, by handle."""
    lost = {case.subject for each in found for case in each.cases if case.subject and not case.side}
    return {handle: one.side for handle, one in directory.by_handles(con, lost).items()}


def _rows(
    target: Target,
    found: Counted,
    calendars: Calendars,
    days: int,
    known: Mapping[str, str | None],
) -> Iterator[dict[str, Any]]:
    since_us = found.moment_us - days * DAY_US
    for case in found.cases:
        side = case.side or known.get(case.subject or "")
        if side is None or case.start_us < since_us or not target.picks(case):
            continue
        met = _met(target, case, found.moment_us, calendars)
        if not case.counts and met is not None:
            continue
        same = ("start_us", "end_us", "record", "version", "end_record", "end_version", "ours")
        yield {
            "measure": str(target),
            "side": side,
            "handle": case.subject,
            "met": met if case.counts else None,
            **{name: getattr(case, name) for name in same},
        }


def _met(target: Target, case: Case, moment_us: int, calendars: Calendars) -> bool | None:
    """Whether a case met the target; None while its time is not over.

    Also for one that ended early: to count the quick ones before the slow ones can fail would flatter
    whichever side has the newer cases.
    """
    calendar = calendars.of(case.side, case.ours)
    if target.bound == "share" and case.due_us is not None:
        over = case.due_us <= moment_us
    else:
        still = replace(case, end_us=None, end_record=None)
        over = target.verdict(still, moment_us, calendar) is not None
    return target.verdict(case, moment_us, calendar) if over else None
