"""`troth promises repair`: what is done after a promise broke, until the customer says it is right.

Every deed writes one entry upon the person; nothing is edited. What is hers (her turn, her yes or no,
her word that it is right) needs a record of hers, or a note that says where she said so.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from troth.acts.deed import the_promise
from troth.acts.note import Signed
from troth.acts.opening import Workspace
from troth.acts.recorded import the_record
from troth.errors import TrothError, UnknownNameError
from troth.ledger import directory, entries
from troth.ledger.repairing import DEED
from troth.ledger.repairs import repairs
from troth.model.evidence import Evidence
from troth.model.person import Person
from troth.model.repair import ANSWERS, HERS, ITEMS, OURS, STEPS, Repair
from troth.model.units import DAY_US

if TYPE_CHECKING:
    from sqlalchemy import Connection

AFTER = ("made-whole", "accepted", "declined", "confirmed", "justice")
"""Steps that cannot be shown by a record from before the break."""
WHERE = (
    "Give the record of theirs that says so (--evidence e-…), or say where they said it: --reason"
)


@dataclass(frozen=True, slots=True)
class Noted:
    """What is noted of one step: what shows it, and what an offer or an answer holds besides.

    `at_us` is when it was, where no record says so and it was not now.
    """

    step: str
    evidence: str | None = None
    reason: str | None = None
    offer: str | None = None
    due_us: int | None = None
    amount: float | None = None
    loss: float | None = None
    currency: str | None = None
    item: str | None = None
    answer: str | None = None
    at_us: int | None = None


def note(
    work: Workspace, about: str, noted: Noted, by: Signed, *, who: str | None = None
) -> Repair:
    """Note one step of a repair; gives the repair as it stands then.

    `about` is a promise, or the record from which a break was opened; `who` the person, needed only
    where the promise was made to more than one.
    """
    if noted.step not in STEPS:
        raise UnknownNameError("step of a repair", noted.step, STEPS, advice=_steps())
    with work.ledger.begin() as con:
        about, person = _case(con, work, about, who)
        before = _standing(con, work, about, person, by)
        if before is None and noted.step != "broken":
            raise TrothError(
                "Nothing is known to be broken here.",
                advice="Mark the promise (troth promises mark ID broken …), or note the break itself: "
                "--step broken with what shows it.",
            )
        body = {"about": about, "step": noted.step, **_body(work, noted, person, before, by.now_us)}
        entries.note(con, at_us=by.now_us, who=by.who, deed=DEED, target=person.id, body=body)
        after = _standing(con, work, about, person, by)
        assert after is not None
        return after


def open_from(work: Workspace, record: str, reason: str | None, by: Signed) -> Repair:
    """Open a repair from the customer's own words: a break that only she saw, by no promise of ours."""
    found = the_record(work, record)
    if not (reason or "").strip():
        raise TrothError(
            "To open a repair from somebody's words, say what was broken.",
            advice=f'troth promises repair --from {record} --reason "the driver never came"',
        )
    return note(work, found.id, Noted("broken", found.id, reason), by)


def listed(work: Workspace, *, now_us: int, about: str | None = None) -> list[Repair]:
    """All repairs, or those about one promise or record; the oldest break first."""
    with work.ledger.read() as con:
        if about is not None and not about.startswith("e-"):
            about = the_promise(con, work, about).id
        return repairs(con, work.index, now_us=now_us, about=about)


def _standing(
    con: Connection, work: Workspace, about: str, person: Person, by: Signed
) -> Repair | None:
    found = repairs(con, work.index, now_us=by.now_us, about=about)
    return next((one for one in found if one.person == person.id), None)


def _case(con: Connection, work: Workspace, about: str, who: str | None) -> tuple[str, Person]:
    """What was broken and for whom."""
    if about.startswith("e-"):
        record = the_record(work, about)
        handle = record.by if record.fields.get("direction") != "out" else record.about
        return record.id, _person(con, who, handle, "the record names nobody")
    one = the_promise(con, work, about)
    return one.id, _person(con, who, one.to, "it was promised to more than one person")


def _person(con: Connection, who: str | None, handle: str | None, why: str) -> Person:
    if who is not None:
        return directory.the_person(con, who)
    found = directory.by_handle(con, handle) if handle else None
    if found is None:
        raise TrothError(f"Say for whom: {why}.", advice="troth promises repair ID WHO --step …")
    return found


def _body(
    work: Workspace, noted: Noted, person: Person, before: Repair | None, now_us: int
) -> dict[str, object]:
    """What the entry holds, once all that the step needs is there."""
    reason = (noted.reason or "").strip() or None
    if noted.step == "offered":
        reason = reason or (noted.offer or "").strip() or None
    if noted.evidence is None and reason is None:
        raise TrothError(
            f"To note “{noted.step}” needs evidence or a reason.",
            advice=WHERE + ' "by telephone on 3 May, to Tom"'
            if noted.step in HERS
            else "Give the record that shows it (--evidence e-…), or say in words what was done (--reason).",
        )
    body: dict[str, object] = {} if reason is None else {"reason": reason}
    if noted.at_us is not None:
        body["when_us"] = min(noted.at_us, now_us)
    if noted.evidence is not None:
        body |= _shown(the_record(work, noted.evidence), noted.step, person, before, reason)
    if noted.step == "offered":
        body |= _offer(noted)
    if noted.step in ("accepted", "declined") and (before is None or before.offer is None):
        raise TrothError("Nothing was offered yet.", advice="Note the offer first: --step offered.")
    if noted.step == "justice":
        body |= _fairness(noted)
    return body


def _shown(
    record: Evidence, step: str, person: Person, before: Repair | None, reason: str | None
) -> dict[str, object]:
    """The evidence of a step: hers where the step is hers, ours where it is ours."""
    hers = record.by in person.handles and record.fields.get("direction") != "out"
    if step in HERS and not hers and reason is None:
        raise TrothError(
            f"Only the customer's own words show “{step}”, and this record is by somebody else.",
            place=record.id,
            advice=WHERE + ' "by telephone on 3 May, to Tom"',
        )
    if step in OURS and hers:
        raise TrothError(
            f"“{step}” is ours to say, and this record is by the customer.",
            place=record.id,
            advice="Give the message of ours, or say in words where we said it (--reason).",
        )
    late = record.at_us + (DAY_US if record.precision == "day" else 0)
    if step in AFTER and before is not None and late < before.broken_us:
        raise TrothError(
            f"This record is older than the break, so it cannot show “{step}”.",
            place=record.id,
            advice="Give a record from after it.",
        )
    body: dict[str, object] = {"evidence": record.id, "version": record.version}
    return body | {"when_us": record.at_us, "hers": hers}


def _offer(noted: Noted) -> dict[str, object]:
    for name, value in (("amount", noted.amount), ("loss", noted.loss)):
        if value is not None and not 0 <= value < 1e15:
            raise TrothError(
                f"The {name} must be a sum of money, not below 0.", advice="--amount 20"
            )
    held = {
        "words": (noted.offer or "").strip() or None,
        "due_us": noted.due_us,
        "amount": noted.amount,
        "loss": noted.loss,
        "currency": (noted.currency or "").strip().upper() or None,
    }
    return {name: value for name, value in held.items() if value is not None}


def _fairness(noted: Noted) -> dict[str, object]:
    for what, given, known in (("item", noted.item, ITEMS), ("answer", noted.answer, ANSWERS)):
        if given not in known:
            raise UnknownNameError(
                f"{what} of fairness", str(given or ""), known, advice=_either(known)
            )
    return {"item": noted.item, "answer": noted.answer}


def _steps() -> str:
    return f"Steps are: {', '.join(STEPS)}."


def _either(names: Sequence[str]) -> str:
    return f"One of: {', '.join(names)}."
