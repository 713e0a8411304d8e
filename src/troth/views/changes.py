"""Were they told in time? Every change we told of, with the notice it gave, drawn on one time line.

Read from lists of changes, notes of release, saved headers, versions of documents and notices; what
is owed stands in our own texts, or in `[notice]` of the settings.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from troth.documents.quoting import quoted
from troth.model.origin import Span
from troth.model.units import DAY_US
from troth.text.announcing import day_of
from troth.text.foretold import Change
from troth.text.notice_owed import Owed, Promised, fallen_short, given_so_far, owed
from troth.text.noticed import counted
from troth.views.crossing import Decided, day_words, decided
from troth.views.promises import Words
from troth.views.reading import Reading
from troth.views.telling import Told
from troth.views.told_changes import told_changes

SHOWN = 50
"""Changes that the page shows, unless all are asked for."""
LENSES = ("short-notice", "moved-date", "breaking-change")


@dataclass(frozen=True, slots=True)
class Bar:
    """Where a change lies on the page's time line, in hundredths of it; None where there is none.

    `told` is the announcement, `known` when all terms were known, `first` the day that was told
    then, `effect` the day on which it holds now.
    """

    told: float
    known: float | None
    first: float | None
    effect: float | None
    says: str


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """One change: what, for whom, the three days, both notices in days, what was owed, who was told.

    `short` says whether less was given than is owed, `sure` whether that is beyond doubt; `moves`
    says how its day moved. `records` open what tells it.
    """

    id: str
    title: str
    what: str
    side: str | None
    announced: str
    known: str | None
    effect: str | None
    raw: int | None
    actionable: int | None
    missing: str | None
    moved: int
    moves: str | None
    owed: float | None
    owed_by: str | None
    short: bool
    sure: bool
    told: str | None
    reached: str | None
    ahead: bool
    bar: Bar
    records: tuple[str, ...]
    link: str | None
    decided: tuple[Decided, ...] = ()


@dataclass(frozen=True, slots=True)
class Changes:
    """The page: the answer, the changes (the newest first), what notice we promise, what was found."""

    lines: tuple[ChangeLine, ...]
    total: int
    dated: int
    short: int
    unsure: int
    ahead: int
    promised: tuple[Words, ...]
    configured: tuple[str, ...]
    findings: tuple[Told, ...]
    begins: str | None
    ends: str | None
    now: float | None

    @property
    def left(self) -> int:
        """How many are not shown."""
        return self.total - len(self.lines)

    @property
    def says(self) -> str:
        """The answer in a sentence."""
        if not self.total:
            return "No change that we told of is in the records yet."
        count = "1 change" if self.total == 1 else f"{self.total} changes"
        if not self.dated:
            return f"{count} told of, none of them for a day."
        if not (self.promised or self.configured):
            return f"{count} told of; we promise no notice, so nothing says what is in time."
        perhaps = f", and perhaps {self.unsure} more" if self.unsure else ""
        if self.short:
            came = "came" if self.total > 1 or self.short > 1 else "and it came"
            return (
                f"{count} told of; {self.short} {came} with less notice than we promise{perhaps}."
            )
        if self.unsure:
            return f"{count} told of; perhaps {self.unsure} with less notice than we promise."
        return f"{count} told of, every one with the notice we promise."


def changes(reading: Reading, *, side: str | None = None, most: int | None = None) -> Changes:
    """Every change told of until now; with `side` only those for it; the first `most`."""
    held = told_changes(reading)
    told = [one for one in held.changes if side is None or one.first.side == side]
    notice, now_us = reading.settings.notice, reading.as_of_us
    today = day_of(now_us - now_us % DAY_US, "UTC")
    to_all = [one for one in held.promised if one.to is None]
    judged = [(one, owed(one, to_all, notice, now_us)) for one in told]
    shown = judged[:most]
    scale = _Scale.over([one for one, _ in shown], today)
    of = decided(reading, told)
    lines = [
        _line(one, due, scale, reading, today, of.get(one.first.cite.evidence, ()))
        for one, due in judged
    ]
    return Changes(
        lines=tuple(lines[:most]),
        total=len(told),
        dated=sum(bool(one.days) for one in told),
        short=sum(line.short and line.sure for line in lines),
        unsure=sum(line.short and not line.sure for line in lines),
        ahead=sum(line.ahead for line in lines),
        promised=tuple(_words(held.promised, reading)),
        configured=tuple(
            f"{name.removeprefix('side:')}: {counted(days)}" for name, days in notice.items()
        ),
        findings=reading.told(one for one in reading.findings if one.lens in LENSES),
        begins=day_words(scale.first, reading) if shown else None,
        ends=day_words(scale.last, reading) if shown else None,
        now=scale.at(today) if shown and scale.first <= today <= scale.last else None,
    )


@dataclass(frozen=True, slots=True)
class _Scale:
    """The time line of the page: from its first announcement to the last day that was told."""

    first: date
    last: date

    @classmethod
    def over(cls, held: list[Change], today: date) -> _Scale:
        days = [day for one in held for day in (one.announced, *one.days)]
        days += [one.known for one in held if one.known is not None]
        return cls(min(days, default=today), max(days, default=today))

    def at(self, day: date) -> float:
        whole = max(1, (self.last - self.first).days)
        return round(100 * (day - self.first).days / whole, 2)


def _line(
    one: Change,
    due: list[Owed],
    scale: _Scale,
    reading: Reading,
    today: date,
    by: tuple[Decided, ...],
) -> ChangeLine:
    short = fallen_short(one, due, today)
    best = short or (due[0] if due else None)
    known = None if one.known is None else max(one.known, one.announced)
    return ChangeLine(
        id=one.first.cite.evidence,
        title=one.first.title,
        what=one.first.what,
        side=one.first.side,
        announced=day_words(one.announced, reading),
        known=None if known is None else day_words(known, reading),
        effect=None if one.effect is None else day_words(one.effect, reading),
        raw=one.raw,
        actionable=one.actionable,
        missing=one.missing or None,
        moved=one.moved,
        moves=_moves(one, reading),
        owed=best.days if best else None,
        owed_by=None if best is None else "our own words" if best.cite else "the settings",
        short=short is not None,
        sure=short is not None and short.sure and one.first.notice,
        told=one.told or None,
        reached=_reached(one),
        ahead=bool(one.days) and one.days[-1] > today,
        bar=_bar(one, known, scale, given_so_far(one, today)),
        records=tuple(dict.fromkeys(cite.evidence for cite in one.cites)),
        link=one.last.link,
        decided=by,
    )


def _moves(one: Change, reading: Reading) -> str | None:
    if not one.moved:
        return None
    times = {1: "once", 2: "twice"}.get(one.moved, f"{one.moved} times")
    days = " to ".join(day_words(day, reading) for day in one.days)
    return f"moved {times}: {days}{' and then to no day' if one.postponed else ''}"


def _reached(one: Change) -> str | None:
    if one.reached is None:
        return None
    from troth.views.surety import share

    n, of = one.reached
    return f"{n} of {of} reached, {share(n, of, 'people').says}"


def _bar(one: Change, known: date | None, scale: _Scale, given: int | None) -> Bar:
    first = one.days[0] if one.days else None
    if known is not None and one.days:
        first = next((day for day in one.days if day >= known), one.days[-1])
    effect = one.effect
    parts = [f"told on {one.announced.isoformat()}"]
    parts += [f"all terms known on {known.isoformat()}"] if known else ["some terms not known"]
    parts += [f"for {first.isoformat()}"] if first else ["for no day"]
    parts += [f"{counted(given)} to act"] if given is not None and given >= 0 else []
    return Bar(
        told=scale.at(one.announced),
        known=None if known is None else scale.at(known),
        first=None if first is None else scale.at(first),
        effect=None if effect is None else scale.at(effect),
        says=", ".join(parts),
    )


def _words(held: Iterable[Promised], reading: Reading) -> Iterable[Words]:
    """Our own words that promise notice, each once; `evidence` is the promise where it was noted by hand."""
    held = list(held)
    people = reading.people(one.to for one in held)
    kept = {one.id: one.words for one in reading.promises} if any(one.aloud for one in held) else {}
    for one in held:
        record = reading.record(one.cite.evidence)
        sure = "confirmed" if one.confirmed else "not confirmed by anybody yet"
        to = people.get(one.to or "")
        sure += f", to {to.label} alone" if to else ""
        if record is not None:
            whole = Span(0, len(record.text))
            text, origin = quoted(record, one.cite.span or whole), record.origin.text()
        elif one.cite.evidence in kept:
            text, origin = kept[one.cite.evidence], "noted by hand"
        else:
            continue
        at = reading.clock.day(record.at_us if record else one.at_us)
        yield Words(text, sure, at, one.cite.evidence, origin)
