"""Is a promise kept? From the cases a measure counted, side by side; pure, without a clock.

A promise to several sides is kept only if it is kept on each, so the worst side gives the mark.
Too few cases are "not enough to say", and evidence of another brand says nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from troth.acts.makers import of_the_maker
from troth.acts.uptime import stood_still
from troth.acts.weekly import Judged, weeks_of
from troth.calendar import Calendars
from troth.ledger.target import Target
from troth.model.card import MeasureCard
from troth.model.case import Case
from troth.model.finding import Cite
from troth.model.promise import Promise
from troth.model.week import Consistency, Week
from troth.stats.rates.proportions import wilson

Status = Literal["open", "kept", "late", "partly", "broken", "unverifiable"]
WORST: tuple[Status, ...] = ("broken", "partly", "late", "open", "unverifiable", "kept")
ENOUGH = 10
"""Below so many cases a share is not printed as one."""
METHOD = "Wilson 95 %"
COUNTED = "all incidents counted, no sample"
SHOWN = 50
"""So many failed cases are cited; all are counted."""
NONE_YET = "There is no case yet that could test it."


@dataclass(frozen=True, slots=True)
class Mark:
    """What became of a promise on one side, for one account, or in all.

    `kept + broken` is `n`; `waiting` are cases still open and in time. The interval is there
    from ten cases on. `people` are handles of those for whom it was broken. `failed` are the
    cases that were, `met` those that were in time, `undecided_us` when the oldest one that waits
    began. Of a share of time `rate` is the share, and
    the cases that failed are the incidents in it.
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
    account: str | None = None
    weeks: tuple[Week, ...] = ()
    consistency: Consistency | None = None

    @property
    def n(self) -> int:
        """How many cases are decided."""
        return self.kept + self.broken


@dataclass(frozen=True, slots=True)
class Known:
    """What is known besides the cases: how the measure counts, names of accounts, the maker.

    `maker` is the brand or company whose words these are where the promise names none; None
    where nothing says it, and then the only brand there is stands for it.
    """

    card: MeasureCard | None = None
    accounts: Mapping[str, str] | None = None
    maker: str | None = None


PLAIN = Known()


def judge(
    promise: Promise,
    target: Target,
    cases: Iterable[Case],
    calendars: Calendars,
    moment_us: int,
    known: Known = PLAIN,
) -> tuple[Mark, ...]:
    """The mark on each side, the worst first; one mark where there is nothing to go on.

    Only cases count that began once the promise was made, on its side and with its person, in
    the window of the target and under its conditions. Maker and evidence share the brand;
    where there is but one, unnamed evidence is of it.
    """
    held = list(cases)
    if known.card is not None and known.card.unit == "time":
        own = _own(promise, [c for c in held if target.picks(c, known.accounts)], known)
        if isinstance(own, Mark):
            return (own,)
        return (_of_time(promise, target, own, moment_us, known),)
    found = concerning(promise, target, held, moment_us, known)
    if isinstance(found, Mark):
        return (found,)
    sides = sorted({case.side or "" for case in found})
    marks = [
        _weekly(side or None, target, [c for c in found if (c.side or "") == side], calendars,
                moment_us)
        for side in sides
    ]  # fmt: skip
    return tuple(sorted(marks, key=lambda mark: (WORST.index(mark.status), mark.side or "")))


def by_account(
    promise: Promise,
    target: Target,
    cases: Iterable[Case],
    calendars: Calendars,
    moment_us: int,
    known: Known = PLAIN,
) -> tuple[Mark, ...]:
    """The mark for each account that is known, the worst and the largest first."""
    found = concerning(promise, target, cases, moment_us, known)
    if isinstance(found, Mark) or (known.card and known.card.unit == "time"):
        return ()
    held: dict[str, list[Case]] = {}
    for case in found:
        if case.account is not None:
            held.setdefault(case.account, []).append(case)
    marks = [
        replace(_mark(None, target, own, calendars, moment_us)[0], account=account)
        for account, own in held.items()
    ]
    return tuple(
        sorted(marks, key=lambda one: (WORST.index(one.status), -one.broken, one.account or ""))
    )


def concerning(
    promise: Promise,
    target: Target,
    cases: Iterable[Case],
    moment_us: int,
    known: Known = PLAIN,
) -> list[Case] | Mark:
    """The cases that can test a promise, or the mark that says why none can."""
    held = list(cases)
    picked = [case for case in held if target.picks(case, known.accounts)]
    branded = _own(promise, picked, known)
    if isinstance(branded, Mark):
        return branded
    own = [case for case in branded if _concerns(promise, case)]
    if not own and target.where and any(_concerns(promise, case) for case in held):
        where = " and ".join(map(str, target.where))
        return _unverifiable(f"No case is of the kind it asks for: {where}.")
    since = target.since_us(moment_us)
    late = [case for case in own if since is None or case.start_us >= since]
    if own and not late:
        return _unverifiable(f"No case began in the last {target.over}.")
    return late or _unverifiable(NONE_YET)


def _own(promise: Promise, cases: Sequence[Case], known: Known) -> list[Case] | Mark:
    found = of_the_maker(promise, cases, known.maker)
    return _unverifiable(found) if isinstance(found, str) else found


def _concerns(promise: Promise, case: Case) -> bool:
    return (
        case.counts
        and case.start_us >= promise.born_us
        and (promise.side is None or case.side == promise.side)
        and (promise.to is None or case.subject == promise.to)
    )


def _weekly(
    side: str | None,
    target: Target,
    cases: Sequence[Case],
    calendars: Calendars,
    moment_us: int,
) -> Mark:
    mark, judged = _mark(side, target, cases, calendars, moment_us)
    weeks, steady = weeks_of(judged, target.share, calendars.default.zone)
    return replace(mark, weeks=weeks, consistency=steady)


def _mark(
    side: str | None,
    target: Target,
    cases: Sequence[Case],
    calendars: Calendars,
    moment_us: int,
) -> tuple[Mark, list[Judged]]:
    judged = [
        (case, target.verdict(case, moment_us, calendars.of(case.side, case.ours)))
        for case in cases
    ]
    met = [case for case, kept in judged if kept is True]
    failed = [case for case, kept in judged if kept is False]
    kept, n = len(met), len(met) + len(failed)
    status, says = verdict(kept, n, len(cases) - n, target.share)
    share = wilson(kept, n) if n >= ENOUGH else None
    mark = Mark(
        status,
        says,
        side,
        kept,
        len(failed),
        len(cases) - n,
        share.value if share else None,
        share.low if share else None,
        share.high if share else None,
        people=tuple(dict.fromkeys(case.subject for case in failed if case.subject)),
        cites=tuple(_cite(case) for case in (failed or cases)[:SHOWN]),
        failed=tuple(failed),
        met=tuple(met),
        undecided_us=min((case.start_us for case, kept in judged if kept is None), default=None),
    )
    return mark, [Judged(case.start_us, kept) for case, kept in judged]


def verdict(kept: int, n: int, waiting: int, share: float) -> tuple[Status, str]:
    """What so many kept of `n` decided cases make of a promised share, and how that is said."""
    if n == 0:
        return "unverifiable", f"Not one case is decided yet; {waiting} wait, still in time."
    if share == 1 and kept < n:
        return "broken", f"Broken: {n - kept} of {n} failed, and for every one it was promised."
    if n < ENOUGH:
        return "unverifiable", f"Not enough to say (n = {n}): kept in {kept}."
    found = wilson(kept, n)
    interval = f"{found.low * 100:.0f}–{found.high * 100:.0f}"
    counted = f"{_percent(kept / n, 1)} of {n} ({interval}), {_percent(share)} promised"
    if found.high < share:
        return "broken", f"Broken: in time for {counted}; chance alone does not explain that."
    if kept / n < share:
        return "open", f"In time for {counted}: too few cases to call that broken."
    if kept / (n + waiting) < share:
        return "open", f"In time for {counted}; but {waiting} more wait, too early to call it kept."
    return "kept", f"Kept: in time for {counted}."


def _of_time(
    promise: Promise, target: Target, cases: Sequence[Case], moment_us: int, known: Known
) -> Mark:
    """A share of time: all of it is known, so that there is a number and no interval."""
    since_us = target.since_us(moment_us)
    start_us = promise.born_us if since_us is None else max(since_us, promise.born_us)
    found = stood_still(cases, start_us, moment_us)
    allowed = (1 - target.share) * found.span_us
    held = [case for case in cases if case.counts and found.touches(case)]
    told = f"up {found.up * 100:.3f} % of {found.days:.1f} days, {_percent(target.share)} promised"
    mark = Mark(
        "unverifiable",
        "",
        promise.side,
        broken=len(held),
        method=COUNTED,
        rate=found.up,
        cites=tuple(_cite(case) for case in held[:SHOWN]),
        people=tuple(dict.fromkeys(case.subject for case in held if case.subject)),
        failed=tuple(held),
    )
    if not cases:
        return replace(mark, rate=None, says="There is no log of it: nothing was ever recorded.")
    if found.down_us > allowed:
        says = f"Broken: {told}; {found.minutes:.0f} minutes down in {_times(len(held))}."
        return replace(mark, status="broken", says=says)
    if known.card is not None and not known.card.keeps:
        return replace(mark, rate=None, says="Nothing here shows it broken, and that is no proof.")
    if found.log_us > start_us:
        says = "The log begins within the time looked at: too little down there proves nothing."
        return replace(mark, rate=None, says=says)
    return replace(mark, status="kept", says=f"Kept: {told}.")


def _times(n: int) -> str:
    return "1 incident" if n == 1 else f"{n} incidents"


def _percent(share: float, places: int = 3) -> str:
    return f"{round(share * 100, places):g} %"


def _cite(case: Case) -> Cite:
    return Cite(case.record, case.version)


def _unverifiable(says: str) -> Mark:
    return Mark("unverifiable", says)
