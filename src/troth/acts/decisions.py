"""What people do with decisions: list, show, tell, review, score a forecast, add a fact or a doubt.

Each is an entry; the newest counts and none is edited. A forecast is scored once its day has come,
and a fact is taken only with a dated source; two facts that contradict each other both stay.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from troth.acts.opening import Workspace
from troth.acts.proposal import fact_fault
from troth.errors import TrothError, UnknownNameError
from troth.ledger import decisions as ledger
from troth.model.decision import COURSES, Decision

if TYPE_CHECKING:
    from sqlalchemy import Connection


def the_decision(con: Connection, id: str) -> Decision:
    """The decision with this id, one whose id begins so, or whose title holds these words."""
    id = id.strip()
    if found := ledger.decision(con, id):
        return found
    held = ledger.decisions(con)
    near = [one for one in held if len(id) >= 4 and one.id.startswith(id)]
    near = near or [one for one in held if id and id.casefold() in one.title.casefold()]
    if len(near) == 1:
        return near[0]
    names = [one.title for one in held]
    advice = f"{len(near)} are meant; give more of it." if near else "See:  troth decisions list"
    raise UnknownNameError("decision", id, [] if near else names, advice=advice)


def show(work: Workspace, id: str) -> Decision:
    """One decision as it stands."""
    with work.ledger.read() as con:
        return the_decision(con, id)


def told(
    work: Workspace, id: str, how: str, *, who: str, now_us: int, on: date | None = None
) -> Decision:
    """The people concerned have been told: how, and on which day."""
    if not how.strip():
        raise TrothError(
            "How were they told?", advice='troth decisions told ID "by mail, all of them"'
        )
    day = _past(on, now_us)
    return _act(work, id, "told", {"how": how.strip(), "on": day.isoformat()}, who, now_us)


def review(
    work: Workspace,
    id: str,
    outcome: str,
    *,
    who: str,
    now_us: int,
    kpi: str | None = None,
    customers: str | None = None,
    forecasts: Mapping[int, bool] | None = None,
    withdrawn: bool = False,
    on: date | None = None,
) -> Decision:
    """What came of it: in words, how the figure and the customers fared, which forecasts came true.

    `forecasts` are by their number from 1. That one did not come true is known on its day only.
    """
    if not outcome.strip():
        raise TrothError(
            "A review needs its outcome.",
            advice='troth decisions review ID --outcome "what came of it"',
        )
    for given in (kpi, customers):
        if given is not None and given not in COURSES:
            raise UnknownNameError("course", given, COURSES, advice=f"It is {', '.join(COURSES)}.")
    day = _past(on, now_us)
    body: dict[str, object] = {
        "outcome": outcome.strip(),
        "on": day.isoformat(),
        "withdrawn": withdrawn,
    }
    body |= {name: value for name, value in (("kpi", kpi), ("customers", customers)) if value}
    with work.ledger.begin() as con:
        one = the_decision(con, id)
        for number, happened in sorted((forecasts or {}).items()):
            _may_resolve(one, number, happened, day)
            came: dict[str, object] = {"forecast": number, "happened": happened}
            ledger.write(con, one.id, "forecast-outcome", came, who=who, at_us=now_us)
        ledger.write(con, one.id, "review", body, who=who, at_us=now_us)
        return the_decision(con, one.id)


def fact(
    work: Workspace, id: str, says: str, *, source: str, dated: str, who: str, now_us: int
) -> Decision:
    """Something it rests on, with who says so and when; another that contradicts it stays beside it."""
    says, source, dated = (" ".join(each.split()) for each in (says, source, dated))
    if fault := fact_fault(says, source, dated):
        raise TrothError(
            fault, advice="A fact stands with its source, and the source with its day."
        )
    return _act(work, id, "fact", {"says": says, "source": source, "dated": dated}, who, now_us)


def doubt(
    work: Workspace, id: str, reason: str, *, who: str, now_us: int, mitigation: str = ""
) -> Decision:
    """A reason why it may fail, as one person sees it, and what is done about it."""
    if not reason.strip():
        raise TrothError(
            "A doubt needs its reason.", advice='troth decisions doubt ID "why it may fail"'
        )
    body = {"reason": " ".join(reason.split()), "who": who, "mitigation": mitigation.strip()}
    return _act(work, id, "doubt", body, who, now_us)


def _may_resolve(one: Decision, number: int, happened: bool, day: date) -> None:
    if not 0 < number <= len(one.forecasts):
        advice = f"It has {len(one.forecasts)}." if one.forecasts else "It has none."
        raise TrothError(f"There is no forecast {number}.", advice=advice)
    by = one.forecasts[number - 1].by
    if not happened and by is not None and day < by:
        raise TrothError(
            f"Forecast {number} runs until {by}; until then nobody knows that it will not come.",
            advice="Score it on that day.",
        )


def _act(
    work: Workspace, id: str, deed: str, body: Mapping[str, object], who: str, now_us: int
) -> Decision:
    with work.ledger.begin() as con:
        one = the_decision(con, id)
        ledger.write(con, one.id, deed, body, who=who, at_us=now_us)
        return the_decision(con, one.id)


def _past(on: date | None, now_us: int) -> date:
    """The day given, which must have come; else today."""
    today = datetime.fromtimestamp(now_us / 1e6, UTC).date()
    if on is not None and on > today:
        raise TrothError(f"{on} is to come.", advice="Say it on that day.")
    return on or today
