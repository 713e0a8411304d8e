"""Is a promise kept? From the cases a measure counted, side by side; pure, without a clock.

A promise to several sides is kept only if it is kept on each, so the worst side gives the mark.
Too few cases are "not enough to say", and evidence of another brand says nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from troth.calendar import Calendars
from troth.ledger.target import Target
from troth.model.case import Case
from troth.model.finding import Cite
from troth.model.promise import Promise
from troth.stats.rates.proportions import wilson

Status = Literal["open", "kept", "late", "partly", "broken", "unverifiable"]
WORST: tuple[Status, ...] = ("broken", "partly", "late", "open", "unverifiable", "kept")
ENOUGH = 10
"""Below so many cases a share is not printed as one."""
METHOD = "Wilson 95 %"
SHOWN = 50
"""So many failed cases are cited; all are counted."""


@dataclass(frozen=True, slots=True)
class Mark:
    """What became of a promise on one side, or in all.

    `kept + broken` is `n`; `waiting` are cases still open and in time. The interval is there
    from ten cases on. `people` are handles of those for whom it was broken. `failed` are the
    cases that were, `met` those that were in time; `undecided_us` is when the oldest of those began
    that are still open and in time.
    """

    status: Status
    says: str
    side: str | None = None
    kept: int = 0
    broken: int = 0
    waiting: int = 0
    rate: float | None = None
    low: float | None = None
    high: float | None = None
    method: str = METHOD
    people: tuple[str, ...] = ()
    cites: tuple[Cite, ...] = ()
    failed: tuple[Case, ...] = ()
    met: tuple[Case, ...] = ()
    undecided_us: int | None = None

    @property
    def n(self) -> int:
        """How many cases are decided."""
        return self.kept + self.broken


def judge(
    promise: Promise, target: Target, cases: Iterable[Case], calendars: Calendars, moment_us: int
) -> tuple[Mark, ...]:
    """The mark on each side, the worst first; one mark where there is nothing to go on.

    Only cases count that began once the promise was made, on its side and with its person.
    Maker and evidence share the brand; where there is but one, unnamed evidence is of it.
    """
    ours = [case for case in cases if _concerns(promise, case)]
    brands = {case.ours for case in ours if case.ours is not None}
    if promise.ours is not None and brands and promise.ours not in brands:
        return (_unverifiable("The evidence there is belongs to another of our brands."),)
    if promise.ours is None and len(brands) > 1:
        return (_unverifiable("It does not say which of our brands promised it."),)
    maker = promise.ours or next(iter(brands), None)
    own = [case for case in ours if case.ours in (None, maker)]
    if not own:
        return (_unverifiable("There is no case yet that could test it."),)
    sides = sorted({case.side or "" for case in own})
    marks = [
        _mark(
            side or None, target, [c for c in own if (c.side or "") == side], calendars, moment_us
        )
        for side in sides
    ]
    return tuple(sorted(marks, key=lambda mark: (WORST.index(mark.status), mark.side or "")))


def _concerns(promise: Promise, case: Case) -> bool:
    return (
        case.counts
        and case.start_us >= promise.born_us
        and (promise.side is None or case.side == promise.side)
        and (promise.to is None or case.subject == promise.to)
    )


def _mark(
    side: str | None,
    target: Target,
    cases: Sequence[Case],
    calendars: Calendars,
    moment_us: int,
) -> Mark:
    met, failed, waiting = [], [], []
    for case in cases:
        calendar = calendars.of(case.side, case.ours)
        in_time = target.met_by(case, calendar)
        if in_time:
            met.append(case)
        elif in_time is False or target.is_late_at(case, moment_us, calendar):
            failed.append(case)
        else:
            waiting.append(case)
    kept = len(met)
    n = kept + len(failed)
    status, says = verdict(kept, n, len(waiting), target.share)
    share = wilson(kept, n) if n >= ENOUGH else None
    return Mark(
        status,
        says,
        side,
        kept,
        len(failed),
        len(waiting),
        share.value if share else None,
        share.low if share else None,
        share.high if share else None,
        people=tuple(dict.fromkeys(case.subject for case in failed if case.subject)),
        cites=tuple(_cite(case) for case in (failed or cases)[:SHOWN]),
        failed=tuple(failed),
        met=tuple(met),
        undecided_us=min((case.start_us for case in waiting), default=None),
    )


def verdict(kept: int, n: int, waiting: int, share: float) -> tuple[Status, str]:
    """What so many kept of `n` decided cases make of a promised share, and how that is said."""
    if n == 0:
        return "unverifiable", f"Not one case is decided yet; {waiting} wait, still in time."
    if n < ENOUGH:
        return "unverifiable", f"Not enough to say (n = {n}): kept in {kept}."
    found = wilson(kept, n)
    interval = f"{found.low * 100:.0f}–{found.high * 100:.0f}"
    counted = f"{_percent(kept / n)} of {n} ({interval}), {_percent(share)} promised"
    if found.high < share:
        return "broken", f"Broken: in time for {counted}; chance alone does not explain that."
    if kept / n >= share:
        return "kept", f"Kept: in time for {counted}."
    return "open", f"In time for {counted}: too few cases to call that broken."


def _percent(share: float) -> str:
    return f"{round(share * 100, 1):g} %"


def _cite(case: Case) -> Cite:
    return Cite(case.record, case.version)


def _unverifiable(says: str) -> Mark:
    return Mark("unverifiable", says)
