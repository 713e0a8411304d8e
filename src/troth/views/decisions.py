"""Which decisions touch our promises, and what came of them? The list, one in full, the forecasters."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

from troth.ledger import decisions as ledger
from troth.ledger import promises
from troth.model.decision import Decision, Fact, Touched
from troth.text.agreeing import agree
from troth.views.crossing import Announced, announced
from troth.views.reading import Reading
from troth.views.surety import Interval, share

LEAST = 20
"""Resolved forecasts below which a forecaster gets no score."""


@dataclass(frozen=True, slots=True)
class Forecaster:
    """How one person's forecasts came out; `says` is all there is where they are too few."""

    who: str
    n: int
    brier: float | None
    low: float | None
    high: float | None
    says: str


@dataclass(frozen=True, slots=True)
class TouchedLine:
    """One promise that a decision touches, with its words as they stand and who it was made to."""

    touched: Touched
    words: str
    to: str | None = None
    person: str | None = None


@dataclass(frozen=True, slots=True)
class Doubts:
    """Reasons written beforehand why it may fail: how many different, how many met, how many unheard.

    `unheard` is the least number of further reasons nobody named (Chao1), None where that cannot
    be told.
    """

    reasons: int
    people: int
    met: int
    unheard: float | None
    says: str


@dataclass(frozen=True, slots=True)
class DecisionLine:
    """One decision in a list. `due` says that its review is overdue, `untold` that nobody was told.

    `announced` are the changes that tell of it to those concerned.
    """

    decision: Decision
    due: bool
    untold: bool
    announced: tuple[Announced, ...] = ()


@dataclass(frozen=True, slots=True)
class Decisions:
    """The page: reviews that are due first, then the others, newest first."""

    due: tuple[DecisionLine, ...]
    others: tuple[DecisionLine, ...]
    forecasters: tuple[Forecaster, ...]
    alignment: Interval
    reviewed: int

    @property
    def says(self) -> str:
        """The answer in a sentence."""
        lines = (*self.due, *self.others)
        if not lines:
            return "No decision is recorded yet."
        count = (
            "1 decision is recorded" if len(lines) == 1 else f"{len(lines)} decisions are recorded"
        )
        broken = sum(bool(one.decision.breaks) and not one.decision.withdrawn for one in lines)
        breaks = f"{broken or 'none'} break{'s' if broken <= 1 else ''} a live promise"
        due = (
            f"; {_count(len(self.due), 'review')} {'is' if len(self.due) == 1 else 'are'} due"
            if self.due
            else ""
        )
        return f"{count}, {breaks}{due}."


@dataclass(frozen=True, slots=True)
class DecisionPage:
    """One decision: the promises it breaks first, then the rest; `contradicting` pairs of facts."""

    line: DecisionLine
    broken: tuple[TouchedLine, ...]
    strained: tuple[TouchedLine, ...]
    kept: tuple[TouchedLine, ...]
    unsure: tuple[TouchedLine, ...]
    people: tuple[tuple[str, int], ...]
    notice_days: int | None
    doubts: Doubts | None
    contradicting: tuple[tuple[Fact, Fact], ...]

    @property
    def says(self) -> str:
        """What it does to our word, in a sentence."""
        return effects(len(self.broken), len(self.strained), len(self.kept), len(self.unsure))


def effects(broken: int, strained: int, kept: int, unsure: int) -> str:
    """How many promises are broken, strained and kept, as a sentence."""
    parts = [
        f"{verb} {_count(n, 'promise')}"
        for verb, n in (("breaks", broken), ("strains", strained), ("keeps", kept))
        if n
    ]
    if not parts:
        touched = "It touches no live promise for sure" if unsure else "It touches no live promise"
    else:
        touched = "It " + (
            " and ".join([", ".join(parts[:-1]), parts[-1]]) if parts[1:] else parts[0]
        )
    more = f"; of {unsure} more it cannot be told" if unsure else ""
    return f"{touched}{more}."


def decisions(reading: Reading) -> Decisions:
    """All decisions, with what their forecasts and outcomes add up to."""
    held = ledger.decisions(reading.con)
    of = announced(reading, held)
    lines = [_line(one, _today(reading), of[one.id]) for one in held]
    paired = [
        one.reviews[-1]
        for one in held
        if one.reviews and one.reviews[-1].kpi and one.reviews[-1].customers
    ]
    agreeing = sum(one.kpi == one.customers for one in paired)
    return Decisions(
        due=tuple(
            sorted((one for one in lines if one.due), key=lambda one: str(one.decision.review))
        ),
        others=tuple(one for one in lines if not one.due),
        forecasters=forecasters(held),
        alignment=share(agreeing, len(paired), "decisions"),
        reviewed=len(paired),
    )


def decision_page(reading: Reading, id: str) -> DecisionPage | None:
    """One decision by its id; None where there is none."""
    found = ledger.decision(reading.con, id)
    if found is None:
        return None
    told = [_touched(one, reading) for one in found.promises]

    def of(effect: str) -> tuple[TouchedLine, ...]:
        return tuple(one for one in told if one.touched.sure and one.touched.effect == effect)

    return DecisionPage(
        line=_line(found, _today(reading), announced(reading, (found,))[found.id]),
        broken=of("broken"),
        strained=of("strained"),
        kept=of("kept"),
        unsure=tuple(one for one in told if not one.touched.sure),
        people=concerned(one.touched for one in told if one.touched.breaks),
        notice_days=notice_days(found),
        doubts=doubts(found),
        contradicting=contradicting(found.facts),
    )


def decision_ids(reading: Reading) -> list[str]:
    """All ids, to offer those that a wrong one may have meant."""
    return [one.id for one in ledger.decisions(reading.con)]


def forecasters(held: Iterable[Decision]) -> tuple[Forecaster, ...]:
    """Brier's score of each who forecast, over what is resolved; too few get none."""
    said: dict[str, list[tuple[float, bool]]] = {}
    for one in (forecast for each in held for forecast in each.forecasts):
        rows = said.setdefault(one.who, [])
        if one.happened is not None:
            rows.append((one.probability, one.happened))
    return tuple(_scored(who, rows) for who, rows in sorted(said.items()))


def _scored(who: str, rows: Sequence[tuple[float, bool]]) -> Forecaster:
    if len(rows) < LEAST:
        return Forecaster(
            who,
            len(rows),
            None,
            None,
            None,
            f"not enough to say (n = {len(rows)}; {LEAST} are needed)",
        )
    from troth.stats import forecaster

    found = forecaster([p for p, _ in rows], [came for _, came in rows])
    says = f"Brier {found.brier:.3f} ({found.low:.3f}–{found.high:.3f}, n = {found.n}); 0 is perfect, {found.always_base_rate:.3f} is who always says the base rate"
    return Forecaster(who, found.n, found.brier, found.low, found.high, says)


def doubts(found: Decision) -> Doubts | None:
    """What was feared beforehand: different reasons, how many are met, and how many nobody named."""
    if not found.doubts:
        return None
    from troth.stats import chao1, heard

    kinds = [" ".join(one.reason.casefold().rstrip(".").split()) for one in found.doubts]
    told = heard([one.who for one in found.doubts], kinds)
    met = {kind for kind, one in zip(kinds, found.doubts, strict=True) if one.mitigation}
    guess = chao1(told.counts)
    unheard = guess.missing if guess.enough else None
    more = (
        f"at least {unheard:.0f} more that nobody named (Chao1, {guess.low:.0f}–{guess.high:.0f} in all)"
        if unheard is not None
        else "how many nobody named cannot be told: no reason came from two people"
    )
    people = (
        _count(told.interviews, "person") if told.interviews == 1 else f"{told.interviews} people"
    )
    says = f"{_count(len(told.kinds), 'reason')} from {people}, {len(met)} with a remedy; {more}."
    return Doubts(len(told.kinds), told.interviews, len(met), unheard, says)


def contradicting(facts: Sequence[Fact]) -> tuple[tuple[Fact, Fact], ...]:
    """Facts that say otherwise than another one; both stay, each with its source."""
    return tuple(
        (one, other)
        for at, one in enumerate(facts)
        for other in facts[at + 1 :]
        if agree(one.says, other.says).stance == "otherwise" or _years_apart(one, other)
    )


def _years_apart(one: Fact, other: Fact) -> bool:
    """Whether both tell the same in nearly the same words, of another year or sum."""
    import re

    number = re.compile(r"\d[\d.,]*")
    plain = [
        re.sub(r"\W+", " ", number.sub("#", each.says.casefold())).split() for each in (one, other)
    ]
    same = len({*plain[0]} & {*plain[1]}) >= 0.7 * min(len({*plain[0]}), len({*plain[1]}))
    figures = [set(number.findall(each.says)) for each in (one, other)]
    return same and bool(figures[0]) and bool(figures[1]) and not figures[0] & figures[1]


def notice_days(found: Decision) -> int | None:
    """Days between the day people are told, or were told, and the effect."""
    told = found.told or found.notice.by
    return None if told is None or found.effect is None else (found.effect - told).days


def concerned(touched: Iterable[Touched]) -> tuple[tuple[str, int], ...]:
    """The people concerned by side: of promises to the same side the largest, for they are the same."""
    counts: dict[str, int] = {}
    single: dict[str, set[str]] = {}
    for one in touched:
        for side, n in one.people.items():
            if one.to is not None:
                single.setdefault(side, set()).add(one.to)
            else:
                counts[side] = max(counts.get(side, 0), n)
    for side, handles in single.items():
        counts[side] = max(counts.get(side, 0), len(handles))
    return tuple(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])))


def _line(found: Decision, today: date, told: tuple[Announced, ...]) -> DecisionLine:
    by = found.notice.by or found.effect
    untold = bool(found.breaks) and found.told is None and not found.withdrawn
    return DecisionLine(found, found.is_due(today), untold and (by is None or by < today), told)


def _touched(one: Touched, reading: Reading) -> TouchedLine:
    promise = promises.promise(reading.con, reading.index, one.promise)
    person = reading.people([one.to]).get(one.to or "")
    words = promise.words if promise else ""
    return TouchedLine(one, words, person.label if person else None, person.id if person else None)


def _today(reading: Reading) -> date:
    return datetime.fromtimestamp(reading.now_us / 1e6, UTC).date()


def _count(n: int, what: str) -> str:
    return f"{n} {what}" if n == 1 else f"{n} {what}s"
