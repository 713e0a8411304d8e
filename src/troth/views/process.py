"""Due process: of each block or fee, was a reason given, was she asked before, was it reversed, answered?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from troth.documents.quoting import quoted
from troth.model.evidence import Evidence
from troth.model.origin import Span
from troth.model.person import Person
from troth.text.penalising import CALLED
from troth.views.figures import figures
from troth.views.reading import Reading
from troth.views.surety import Interval, share
from troth.views.telling import shortened

LONGEST_QUOTE = 300
QUESTIONS: Mapping[str, str] = {
    "reason": "a reason given",
    "asked": "asked or warned before",
    "reversed": "reversed",
    "answered": "answered since",
}
"""What is asked of each penalty, in the words of the page."""
Reply = Literal["yes", "no", "has not written"]


@dataclass(frozen=True, slots=True)
class Check:
    """One question of the checklist: its answer, and the record that answers it."""

    asks: str
    answer: Reply
    evidence: str | None


@dataclass(frozen=True, slots=True)
class MatterLine:
    """One block or fee: against whom, when, in which words, and the four answers."""

    evidence: str
    called: str
    person: str | None
    name: str
    side: str | None
    at: str
    quote: str
    ours: bool
    checks: tuple[Check, ...]
    unheard: bool


@dataclass(frozen=True, slots=True)
class SideProcess:
    """One side: how many penalties, and the share of them with each answer (of those who wrote)."""

    side: str
    n: int
    unheard: int
    shares: tuple[tuple[str, Interval], ...]


def processes_of(rows: Sequence[Mapping[str, Any]]) -> tuple[SideProcess, ...]:
    """Each side with a penalty, the one with most that stand unheard first."""
    sides: dict[str, list[Mapping[str, Any]]] = {}
    for row in rows:
        sides.setdefault(row["side"] or "", []).append(row)
    found = [_process(side, held) for side, held in sides.items()]
    return tuple(sorted(found, key=lambda one: (-one.unheard, -one.n, one.side)))


def _process(side: str, rows: Sequence[Mapping[str, Any]]) -> SideProcess:
    shares = []
    for name, told in QUESTIONS.items():
        asked = [row for row in rows if name != "answered" or row["wrote"]]
        yes = sum(row[name] is not None for row in asked)
        shares.append((told, share(yes, len(asked), "penalties")))
    return SideProcess(side, len(rows), sum(row["unheard"] for row in rows), tuple(shares))


def matters_of(rows: Sequence[Mapping[str, Any]], reading: Reading) -> tuple[MatterLine, ...]:
    """Each penalty with its words: those that stand unheard first, then the newest."""
    ordered = sorted(rows, key=lambda row: (not row["unheard"], -row["at_us"], row["record"]))
    records = reading.index.records({row["record"] for row in ordered})
    people = reading.people(_of(record) for record in records.values())
    return tuple(
        _line(row, record, people.get(_of(record) or ""), reading)
        for row in ordered
        if (record := records.get(row["record"])) is not None
    )


def _of(record: Evidence) -> str | None:
    """Whom it was done to: the one addressed, else the one who wrote."""
    hers = record.kind == "message" and record.fields.get("direction") == "in"
    return record.by if hers else record.about or record.by


def _line(
    row: Mapping[str, Any], record: Evidence, person: Person | None, reading: Reading
) -> MatterLine:
    return MatterLine(
        evidence=record.id,
        called=CALLED[row["kind"]],
        person=person.id if person else None,
        name=person.label if person else "someone we do not know",
        side=row["side"],
        at=reading.clock.day(row["at_us"]),
        quote=_quote(record, row["span"]),
        ours=bool(row["ours"]),
        checks=tuple(_check(row, name, asks) for name, asks in QUESTIONS.items()),
        unheard=bool(row["unheard"]),
    )


def _quote(record: Evidence, span: Any) -> str:
    text = record.text
    fits = span is not None and span[1] <= len(text)
    told = quoted(record, Span(*span) if fits else Span(0, len(text))) or figures(record)
    return shortened(told, LONGEST_QUOTE)


def _check(row: Mapping[str, Any], name: str, asks: str) -> Check:
    if name == "answered" and not row["wrote"]:
        return Check(asks, "has not written", None)
    return Check(asks, "no" if row[name] is None else "yes", row[name])
