"""The fold of a repair: what became of one break, from the promise's marks and people's entries.

Pure: no database, no clock. Nothing that was written ever leaves `steps`; a step that cannot count,
such as a confirmation that is not hers, stays there and changes nothing. Each counts from the moment
it is about (its evidence), never before the break itself.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from troth.model.entry import Entry
from troth.model.promise import Promise
from troth.model.repair import (
    ANSWERS,
    ITEMS,
    STEPS,
    WAY,
    Fairness,
    Happening,
    Offer,
    Repair,
    RepairStep,
    Stage,
)
from troth.model.units import DAY_US

DEED = "repair"
"""The one deed of all these entries: its target is the person, its body says what and which step."""
WATCH_US = 90 * DAY_US
"""After she has confirmed, so long a new break of the same promise counts as its coming back."""
FAILED = ("broken", "late", "partly")


def happenings(
    promise: Promise, written: Iterable[Entry], *, until_us: int
) -> tuple[Happening, ...]:
    """What became of a promise, by its marks in order, and by its day where nobody has marked it.

    A dated promise breaks on its day, whenever that is marked. A second mark of the same kind of
    failure is the same break, until the promise was opened again or kept.
    """
    found: list[Happening] = []
    failing = False
    for entry in sorted(written, key=lambda one: (one.at_us, one.id)):
        if entry.at_us > until_us:
            break
        mark = entry.body.get("as") if entry.deed == "mark" else None
        if mark in FAILED and not failing:
            found.append(_marked(promise, entry, str(mark), again=bool(found)))
            failing = True
        elif mark in ("kept", "released", "withdrawn"):
            how = "kept" if mark == "kept" else "released"
            found.append(Happening(_when(entry), how, *_why(entry), entry.who))
            failing = False
        elif entry.deed == "reopen":
            failing = False
            found = [one for one in found if one.how in FAILED]
    due = promise.due_us
    if promise.state == "open" and due is not None and due < until_us and not found:
        found.append(Happening(due, "overdue"))
    return tuple(found)


def _marked(promise: Promise, entry: Entry, how: str, *, again: bool) -> Happening:
    at_us = _when(entry)
    if promise.due_us is not None and promise.due_us < at_us and not again:
        at_us = promise.due_us
    return Happening(max(at_us, promise.born_us), how, *_why(entry), entry.who)


@dataclass(slots=True)
class _Case:
    """A repair on the way."""

    broken_us: int
    how: str
    evidence: str | None
    reached: dict[str, int] = field(default_factory=dict)
    steps: list[RepairStep] = field(default_factory=list)
    offers: list[Offer] = field(default_factory=list)
    fairness: list[Fairness] = field(default_factory=list)
    times: int = 1
    recurred: int = 0
    ended: Stage | None = None


def fold_repair(
    about: str,
    person: str,
    written: Iterable[Entry],
    happened: Iterable[Happening] = (),
    *,
    now_us: int,
    sure: bool = True,
    promise: str | None = None,
) -> Repair | None:
    """The repair after these entries and happenings; None where nothing was broken.

    `written` are the entries about this promise (or record) and person that were not taken back.
    """
    steps = [one for one in map(_step, written) if one is not None]
    steps.sort(key=lambda one: (one[0].at_us, one[0].entry or 0))
    breaks = [one for one in happened if one.how != "kept"]
    first = min((one.at_us for one in breaks if one.how != "released"), default=None)
    if first is None:
        first = min((step.at_us for step, _ in steps), default=None)
        if first is None:
            return None
    case: _Case | None = None
    done = sorted(happened, key=lambda one: one.at_us)
    for step, body in steps:
        at_us = max(step.at_us, first)
        while done and done[0].at_us <= at_us:
            case = _happened(case, done.pop(0))
        case = case or _Case(first, "told", step.evidence)
        _noted(case, replace(step, at_us=at_us), body)
    for what in done:
        case = _happened(case, what)
    if case is None:
        return None
    return _sealed(case, about, person, now_us, sure or bool(steps), promise)


def _happened(case: _Case | None, what: Happening) -> _Case | None:
    step = RepairStep(what.how, what.at_us, what.who, what.evidence, None, what.reason)
    if what.how in ("kept", "released"):
        if case is not None:
            case.steps.append(step)
            case.ended = "unbroken" if what.how == "kept" else "released"
        return case
    if case is None:
        case = _Case(what.at_us, what.how, what.evidence)
        case.steps.append(step)
        return case
    _broken_again(case, step)
    return case


def _broken_again(case: _Case, step: RepairStep) -> None:
    """A new break begins the way anew; while a repair was watched, it has come back."""
    confirmed = case.reached.get("confirmed")
    if confirmed is not None and step.at_us <= confirmed + WATCH_US:
        case.recurred += 1
        case.steps.append(replace(step, name="recurred"))
    else:
        case.steps.append(step)
    case.times += 1
    case.broken_us, case.how, case.evidence = step.at_us, step.name, step.evidence
    case.reached, case.ended = {}, None


def _noted(case: _Case, step: RepairStep, body: Mapping[str, object]) -> None:
    """One entry of a person; where it cannot count, it is kept all the same."""
    if step.name == "broken" and any(one.name not in ("kept", "released") for one in case.steps):
        _broken_again(case, replace(step, name="told"))
        return
    counts = _counts(case, step, body)
    case.steps.append(replace(step, counts=counts))
    if not counts:
        return
    if step.name == "reopened":
        for name in ("made-whole", "confirmed"):
            case.reached.pop(name, None)
        case.ended = None
    elif step.name == "released":
        case.ended = "released"
    elif step.name in ("accepted", "declined"):
        case.offers[-1] = replace(case.offers[-1], accepted=step.name == "accepted")
    elif step.name == "justice":
        case.fairness.append(_fairness(step, body))
    elif step.name != "broken":
        case.reached.setdefault(step.name, step.at_us)
        if step.name == "offered":
            case.reached["offered"] = step.at_us
            case.offers.append(_offer(step, body))


def _counts(case: _Case, step: RepairStep, body: Mapping[str, object]) -> bool:
    """Whether a step has what it needs: evidence or a reason, and what is hers, her own."""
    if not (step.evidence or step.reason):
        return False
    if step.name == "confirmed" and step.evidence and not step.reason:
        return body.get("hers") is True
    if step.name in ("accepted", "declined"):
        return bool(case.offers) and "offered" in case.reached
    if step.name == "justice":
        return body.get("item") in ITEMS and body.get("answer") in ANSWERS
    return True


def _sealed(
    case: _Case, about: str, person: str, now_us: int, sure: bool, promise: str | None
) -> Repair:
    furthest = [name for name in WAY if name in case.reached]
    stage: Stage = case.ended or (furthest[-1] if furthest else "broken")
    until = None
    if stage == "confirmed":
        until = case.reached["confirmed"] + WATCH_US
        stage = "repaired" if now_us > until else stage
    return Repair(
        about=about,
        person=person,
        stage=stage,
        how=case.how,  # type: ignore[arg-type]
        broken_us=case.broken_us,
        sure=sure,
        reached={name: case.reached[name] for name in WAY if name in case.reached},
        steps=tuple(case.steps),
        offers=tuple(case.offers),
        fairness=tuple(case.fairness),
        times=case.times,
        recurred=case.recurred,
        watched_until_us=until,
        promise=promise,
        evidence=case.evidence,
    )


def _step(entry: Entry) -> tuple[RepairStep, Mapping[str, object]] | None:
    name = entry.body.get("step")
    if name not in STEPS:
        return None
    evidence, reason = _why(entry)
    version = _text(entry.body.get("version"))
    step = RepairStep(
        str(name), _when(entry), entry.who, evidence, version, reason, entry.id, counts=True
    )
    return step, entry.body


def _when(entry: Entry) -> int:
    at = entry.body.get("when_us")
    return at if isinstance(at, int) and not isinstance(at, bool) else entry.at_us


def _why(entry: Entry) -> tuple[str | None, str | None]:
    return _text(entry.body.get("evidence")), _text(entry.body.get("reason"))


def _text(value: object) -> str | None:
    return value if isinstance(value, str) and value.strip() else None


def _offer(step: RepairStep, body: Mapping[str, object]) -> Offer:
    due = body.get("due_us")
    return Offer(
        words=_text(body.get("words")) or step.reason or "",
        at_us=step.at_us,
        due_us=due if isinstance(due, int) and not isinstance(due, bool) else None,
        amount=_number(body.get("amount")),
        loss=_number(body.get("loss")),
        currency=_text(body.get("currency")),
    )


def _number(value: object) -> float | None:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return float(value) if math.isfinite(value) else None


def _fairness(step: RepairStep, body: Mapping[str, object]) -> Fairness:
    item, answer = body["item"], body["answer"]
    return Fairness(item, answer, step.at_us, step.evidence, step.reason)  # type: ignore[arg-type]
