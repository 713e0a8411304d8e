"""Answering what triage asks: yes, no or otherwise, for many at once, and nothing lost on the way.

A yes confirms the leading promise of a group and joins the others to it; a no is written for each.
Each answer is in the ledger before the next question is asked.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from troth.acts import promises as deeds
from troth.acts.deed import opened, the_promise, write
from troth.acts.opening import Workspace
from troth.errors import TrothError, UnknownNameError
from troth.ledger import promises
from troth.ledger.owning import called
from troth.model.promise import LIVE, Promise

if TYPE_CHECKING:
    from sqlalchemy import Connection

NOTHING = "nothing is promised"
"""The reason of a no that was given in a breath."""


def resolved(work: Workspace, ids: Iterable[str]) -> list[str]:
    """The whole ids of promises given by the beginnings of theirs, each once; all must be known.

    Raises `UnknownNameError`, so that of several nothing is answered where one is mistyped.
    """
    with work.ledger.read() as con:
        return list(dict.fromkeys(the_promise(con, work, id).id for id in ids))


def yes(
    work: Workspace,
    bundles: Iterable[Sequence[str]],
    *,
    who: str,
    now_us: int,
    into: str | None = None,
    **changes: object,
) -> list[Promise]:
    """Yes to a group: each bundle of ids is one promise, by its first; `changes` correct them all.

    With `into` they all say again what that promise says already, and are joined to it.
    """
    held = [list(bundle) for bundle in bundles if bundle]
    if into is not None:
        if changes:
            deeds.confirm(work, into, who=who, now_us=now_us, **changes)
        return [_joined(work, into, [id for each in held for id in each], who, now_us)]
    found = []
    for first, *rest in held:
        one = deeds.confirm(work, first, who=who, now_us=now_us, **changes)
        found.append(_joined(work, one.id, rest, who, now_us) if rest else one)
    return found


def no(work: Workspace, ids: Iterable[str], *, reason: str, who: str, now_us: int) -> list[Promise]:
    """No to all of these, in one transaction; the reason is kept, so that none is asked again."""
    reason = reason.strip()
    if not reason:
        raise TrothError(
            "To say that something is no promise needs a reason.",
            advice='troth promises reject ID… --reason "a slogan, nothing is promised"',
        )
    with work.ledger.begin() as con:
        held = [opened(con, work, the_promise(con, work, id), who) for id in ids]
        for one in held:
            write(con, one, "reject", {"reason": reason}, who, now_us)
        return [the_promise(con, work, one.id) for one in held]


def hand_over(
    work: Workspace,
    giver: str,
    taker: str,
    *,
    who: str,
    now_us: int,
    side: str | None = None,
    reason: str | None = None,
) -> list[Promise]:
    """Everything live that one colleague answers for is another's from now on; gives what it was.

    With `side` only what is promised to that side. Raises `UnknownNameError` where nobody of that
    name answers for anything.
    """
    taker = " ".join(taker.split())
    if not taker:
        raise TrothError("Nobody is named to take it over.", advice="troth promises hand-over A B")
    with work.ledger.begin() as con:
        live = promises.promises(con, work.index, candidates=False)
        live = [one for one in live if one.owner and one.state in LIVE]
        held = [one for one in live if called(one.owner) == called(giver)]
        if not held:
            owners = sorted({str(one.owner) for one in live})
            raise UnknownNameError("owner of a live promise", giver, owners)
        held = [one for one in held if side in (None, one.side)]
        body = {"owner": taker, "from": giver, "reason": (reason or "").strip() or "handed over"}
        for one in held:
            write(con, one, "own", body, who, now_us)
        return [the_promise(con, work, one.id) for one in held]


def _joined(work: Workspace, into: str, ids: Sequence[str], who: str, now_us: int) -> Promise:
    """These are the same promise: candidates are attached, what has a history is merged."""
    with work.ledger.begin() as con:
        stays = opened(con, work, the_promise(con, work, into), who)
        loose: list[str] = []
        for one in (the_promise(con, work, id) for id in ids):
            if one.id == stays.id:
                continue
            if promises.is_opened(con, one.id):
                _merge(con, one, stays, who, now_us)
            else:
                loose += one.sayings
        if loose:
            write(con, stays, "attach", {"sayings": loose}, who, now_us)
        return the_promise(con, work, stays.id)


def _merge(con: Connection, gone: Promise, stays: Promise, who: str, now_us: int) -> None:
    write(con, gone, "merge", {"into": stays.id}, who, now_us)
    write(con, stays, "attach", {"sayings": [*gone.sayings], "from": gone.id}, who, now_us)
