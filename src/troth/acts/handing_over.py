"""Handing over: what one colleague looks after is another's from now on, and nothing is lost.

One entry says who gave what to whom; every person, account, promise and task has an entry of its
own that belongs to it. Taking it back gives each to whom it belonged, unless it was given on since.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from troth.acts.deed import write
from troth.acts.note import Signed
from troth.acts.opening import Workspace
from troth.acts.owning import named
from troth.errors import TrothError, UnknownNameError
from troth.ledger import entries, holdings, tasks
from troth.ledger.entries import UNDO
from troth.ledger.owning import OWNER, called
from troth.ledger.whom import the_one
from troth.model.entry import Entry

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from troth.ledger.holdings import Holding

HAND_OVER = "hand-over"


@dataclass(frozen=True, slots=True)
class Given:
    """What was handed over: from whom to whom, by which entry, and how much of each.

    `left` counts what a taking back could not give back, for it was given on since.
    """

    entry: int
    giver: str
    taker: str
    people: int
    accounts: int
    promises: int
    tasks: int
    left: int = 0

    @property
    def counts(self) -> str:
        """In words: "2 people, 1 promise"."""
        parts = (
            (self.people, "person", "people"),
            (self.accounts, "account", "accounts"),
            (self.promises, "promise", "promises"),
            (self.tasks, "task", "tasks"),
        )
        return ", ".join(f"{n} {one if n == 1 else many}" for n, one, many in parts if n)


def hand_over(
    work: Workspace, giver: str, taker: str, by: Signed, *, reason: str = "", who: str | None = None
) -> Given:
    """All that is one colleague's is another's from now on; with `who`, what is about one person
    or account. Raises `UnknownNameError` where nothing is the giver's.
    """
    taker = named(taker)
    if called(taker) == called(giver):
        raise TrothError("It is theirs already.", advice="Name another colleague.")
    with work.ledger.begin() as con:
        live = holdings.opened(con, work.index)
        held = holdings.holding(con, live, giver)
        if held.empty:
            known = sorted(holdings.names(con, live).values())
            raise UnknownNameError("owner", giver, known, advice="See:  troth owners")
        if who is not None:
            one = the_one(con, who)
            held = holdings.only(con, held, giver, one)
            if held.empty:
                advice = f"See what is theirs:  troth owners {giver!r}"
                raise TrothError(f"Nothing about {one.label} is {giver}’s.", advice=advice)
        return _give(con, held, giver, taker, by, reason.strip() or "handed over")


def _give(con: Connection, held: Holding, giver: str, taker: str, by: Signed, reason: str) -> Given:
    head = entries.note(
        con,
        at_us=by.now_us,
        who=by.who,
        deed=HAND_OVER,
        target=called(giver),
        body={"from": giver, "to": taker, "reason": reason},
    )
    part = {"owner": taker, "from": giver, "with": head.id, "reason": reason}
    for target in (*held.people, *held.accounts):
        entries.note(con, at_us=by.now_us, who=by.who, deed=OWNER, target=target, body=part)
    for promise in held.promises:
        write(con, promise, "own", {**part, "from": promise.owner}, by.who, by.now_us)
    for task in held.tasks:
        raw = entries.entry(con, task.id)
        assert raw is not None
        at_us = max(by.now_us, task.last_us)
        body = {**part, "task": task.id}
        entries.note(con, at_us=at_us, who=by.who, deed=tasks.GIVE, target=raw.target, body=body)
    parts = (held.people, held.accounts, held.promises, held.tasks)
    return Given(head.id, giver, taker, *map(len, parts))


def is_answer(work: Workspace, entry: int) -> bool:
    """Whether an entry is a handing over."""
    with work.ledger.read() as con:
        found = entries.entry(con, entry)
    return found is not None and found.deed == HAND_OVER


def undo(work: Workspace, entry: int, by: Signed) -> Given:
    """Take a handing over back; what was given on to somebody else since stays where it is.

    Raises `UnknownNameError` where the entry is none, or was taken back already.
    """
    with work.ledger.begin() as con:
        head = entries.entry(con, entry)
        if head is None or head.deed != HAND_OVER or _undone(con, head):
            raise UnknownNameError(
                "handing over", str(entry), advice="Its number was told with it."
            )
        deeds = (OWNER, "own", tasks.GIVE)
        parts = [one for one in entries.entries(con, deed=deeds) if one.body.get("with") == entry]
        later = _later(con, parts)
        back = [one for one in parts if one.id not in later]
        for one in back:
            if one.deed == "own":
                _own_back(con, one, by)
            else:
                _take_back(con, one, by)
        _take_back(con, head, by)
        giver, taker = str(head.body.get("from")), str(head.body.get("to"))
        people, accounts, promised, given = _counted(back)
        return Given(entry, giver, taker, people, accounts, promised, given, len(later))


def _counted(back: list[Entry]) -> tuple[int, int, int, int]:
    of = [one.target for one in back if one.deed == OWNER]
    accounts = sum(target.startswith("a-") for target in of)
    counts = [sum(one.deed == deed for one in back) for deed in ("own", tasks.GIVE)]
    return len(of) - accounts, accounts, counts[0], counts[1]


def _undone(con: Connection, head: Entry) -> bool:
    return head not in entries.in_force(entries.entries(con, target=head.target))


def _later(con: Connection, parts: list[Entry]) -> set[int]:
    """Those after which somebody said otherwise about the same thing."""
    targets = {one.target for one in parts}
    deeds = (OWNER, "own", tasks.GIVE, UNDO)
    held = entries.in_force(entries.entries(con, target=targets, deed=deeds))
    newest: dict[tuple[str, str, object], int] = {}
    for one in held:
        if one.who != entries.TROTH:
            key = (one.deed, one.target, one.body.get("task"))
            newest[key] = max(one.id, newest.get(key, 0))
    return {
        one.id
        for one in parts
        if newest.get((one.deed, one.target, one.body.get("task"))) != one.id
    }


def _own_back(con: Connection, one: Entry, by: Signed) -> None:
    """A promise folds every entry, so giving it back is an entry of its own."""
    body = {"owner": one.body.get("from"), "from": one.body.get("owner"), "reason": "taken back"}
    at_us = max(by.now_us, one.at_us)
    entries.note(con, at_us=at_us, who=by.who, deed="own", target=one.target, body=body)


def _take_back(con: Connection, one: Entry, by: Signed) -> None:
    body = {"entry": one.id, "deed": one.deed}
    entries.note(con, at_us=by.now_us, who=by.who, deed=UNDO, target=one.target, body=body)
