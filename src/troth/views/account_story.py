"""One account as a whole: what is found, promised, said, renewed, and what we do not know of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from troth.ledger import directory
from troth.model.evidence import Evidence
from troth.model.person import Person
from troth.text.renewing import renewal
from troth.views.account_theirs import AccountBeliefs, account_beliefs
from troth.views.levels import AccountLevel, account_level
from troth.views.mood import Mood, mood
from troth.views.person import (
    SHOWN,
    Day,
    Stated,
    conversation,
    days_of,
    promises_to,
    rhythm_of,
)
from troth.views.promises import PromiseLine, lines
from troth.views.reading import Reading
from troth.views.renewals import RenewalRow, renewals
from troth.views.rhythm import Rhythm
from troth.views.strips import Strips, strips

PEOPLE, FINDINGS, PROMISES = 200, 8, 12
"""So many of its people are read together; so much of what is found and promised is shown."""


@dataclass(frozen=True, slots=True)
class Contract:
    """One subscription or contract: what it is, how it stands, from when to when, when it renews."""

    plan: str
    status: str
    since: str
    until: str | None
    renews: str | None
    price: str | None
    record: str


@dataclass(frozen=True, slots=True)
class AccountStory:
    """All of it, most pressing first; `more` counts what is found and promised beyond that."""

    findings: tuple[Stated, ...]
    ours: tuple[PromiseLine, ...]
    theirs: AccountBeliefs
    more: int
    contracts: tuple[Contract, ...]
    owed: tuple[RenewalRow, ...]
    rhythm: Rhythm | None
    journey: Strips
    mood: Mood
    level: AccountLevel
    days: tuple[Day, ...]
    unknown: tuple[str, ...]


def account_story(reading: Reading, id: str) -> AccountStory:
    """The story of an account as its people's records tell it."""
    people = directory.people_of(reading.con, id)[:PEOPLE]
    handles = [handle for one in people for handle in one.handles]
    about = sorted(
        reading.findings_about([id, *handles]),
        key=lambda one: (one.status != "speaks", -one.stakes, one.id),
    )
    promised = promises_to(handles, reading)
    periods = reading.index.of_handles(handles, limit=None, kinds=("period",))
    orders = reading.index.of_handles(handles, limit=None, kinds=("purchase",))
    told = reading.told(about[:FINDINGS])
    return AccountStory(
        findings=tuple(Stated(one, reading.standings.get(one.id)) for one in told),
        ours=lines(promised[:PROMISES], reading),
        theirs=account_beliefs(reading, {one.id for one in people}),
        more=max(0, len(about) - FINDINGS) + max(0, len(promised) - PROMISES),
        contracts=tuple(_contract(one, reading) for one in periods),
        owed=tuple(row for row in renewals(reading).rows if row.id == id),
        rhythm=rhythm_of(orders, [one for one in about if one.subject.id == id], reading),
        journey=strips(reading, handles, about),
        mood=mood(reading, people, about),
        level=account_level(reading, id),
        days=days_of(conversation(handles, reading)[:SHOWN], reading),
        unknown=_unknown(people, periods, handles, reading),
    )


def _contract(one: Evidence, reading: Reading) -> Contract:
    fields, clock = one.fields, reading.clock
    start, end = fields.get("start_us"), fields.get("end_us")
    status = str(fields.get("status") or "")
    due = end if isinstance(end, int) else None
    ahead = renewal(status, due, fields.get("extra"), now_us=reading.as_of_us)
    amount = fields.get("amount")
    price = (
        f"{amount:.2f} {fields.get('currency') or ''}".strip()
        if isinstance(amount, float)
        else None
    )
    return Contract(
        plan=str(fields.get("plan") or "a subscription"),
        status=status or "no status is given",
        since=clock.day(start if isinstance(start, int) else one.at_us),
        until=None if due is None else clock.day(due),
        renews=None if ahead.at_us is None else clock.day(ahead.at_us),
        price=price,
        record=one.id,
    )


def _unknown(
    people: Sequence[Person], periods: Sequence[Evidence], handles: Sequence[str], reading: Reading
) -> tuple[str, ...]:
    """What a colleague who takes this account over would want to know and nobody has written down."""
    asked = reading.index.of_handles(handles, limit=1, kinds=("survey_answer",))
    nameless = sum(one.name is None for one in people)
    gaps = [
        ("Any of its people.", not people),
        (f"The names of {nameless} of its {len(people)} people.", nameless > 0),
        ("Until when it is under contract.", not periods),
        ("Whether its people are content: nobody has asked.", bool(people) and not asked),
        (
            "Who decides there: no title is known.",
            bool(people) and not any(one.title for one in people),
        ),
    ]
    return tuple(says for says, missing in gaps if missing)
