"""Joining promises and taking them apart: the same words, said several times, are one promise."""

from __future__ import annotations

from typing import TYPE_CHECKING

from troth.acts.deed import act, opened, the_promise, write
from troth.acts.opening import Workspace
from troth.errors import TrothError, UnknownNameError
from troth.ledger import entries, promises
from troth.ledger.promises import promise_id
from troth.ledger.sayings import saying_of_promise, sayings_by_id
from troth.model.promise import Promise
from troth.model.saying import Saying

if TYPE_CHECKING:
    from sqlalchemy import Connection


def attach(
    work: Workspace,
    id: str,
    other: str,
    *,
    who: str,
    now_us: int,
    relation: str | None = None,
) -> Promise:
    """These words belong to this promise too: a saying, or a candidate by its id.

    Words of a customer are hers: she means this promise, and it does not become ours by them;
    `relation` is how she understood it ("agrees", "stronger", "differs").
    """
    with work.ledger.begin() as con:
        one = the_promise(con, work, id)
        saying = _free_saying(con, work, other)
        one = opened(con, work, one, who)
        body: dict[str, object] = {"sayings": [saying.id]}
        if saying.voice == "customer":
            body |= {"voice": "customer", "as": relation or "agrees"}
        elif relation is not None:
            raise TrothError(
                "How it was understood can be told of a customer's words only.",
                advice="Leave out --as, or name a saying of a customer.",
            )
        write(con, one, "attach", body, who, now_us)
        return the_promise(con, work, one.id)


def detach(work: Workspace, id: str, saying: str, *, who: str, now_us: int) -> Promise:
    """These words do not belong to this promise after all."""
    with work.ledger.begin() as con:
        one = the_promise(con, work, id)
        if saying not in one.sayings:
            raise UnknownNameError(f"saying of {one.id}", saying, one.sayings)
        if len(one.sayings) == 1 and one.record is not None:
            raise TrothError("These are its only words.", advice="Reject the promise instead.")
        write(con, one, "detach", {"sayings": [saying]}, who, now_us)
        return the_promise(con, work, one.id)


def merge(work: Workspace, id: str, into: str, *, who: str, now_us: int) -> Promise:
    """Two promises are one: the words of the first go to the second, which stands for both."""
    with work.ledger.begin() as con:
        gone, stays = the_promise(con, work, id), the_promise(con, work, into)
        if gone.id == stays.id:
            raise TrothError("A promise cannot be merged into itself.", advice="Name two.")
        gone, stays = opened(con, work, gone, who), opened(con, work, stays, who)
        write(con, gone, "merge", {"into": stays.id}, who, now_us)
        body = {"sayings": [*gone.sayings], "from": gone.id}
        write(con, stays, "attach", body, who, now_us)
        return the_promise(con, work, stays.id)


def reopen(
    work: Workspace, id: str, *, who: str, now_us: int, reason: str | None = None
) -> Promise:
    """Open again what was marked or rejected; what was merged becomes its own promise again."""
    body: dict[str, object] = {"reason": reason} if reason else {}
    with work.ledger.begin() as con:
        if promises.is_opened(con, id) and (held := promises.merged_into(con, id)):
            other = the_promise(con, work, held)
            joined = (one.body for one in promises.history(con, held) if one.deed == "attach")
            lent = [one["sayings"] for one in joined if one.get("from") == id][-1]
            write(con, other, "detach", {"sayings": lent}, who, now_us)
            entries.note(con, at_us=now_us, who=who, deed="reopen", target=id, body=body)
            return the_promise(con, work, id)
    return act(work, id, "reopen", body, who, now_us)


def _free_saying(con: Connection, work: Workspace, id: str) -> Saying:
    saying = sayings_by_id(con, [id]).get(id) or saying_of_promise(con, id)
    if saying is None:
        advice = "Give the id of a saying (“s-…”) or of a candidate (“p-…”)."
        raise UnknownNameError("saying", id, advice=advice)
    if saying.voice == "customer":
        return saying
    held = promises.promise(con, work.index, promise_id(saying.id))
    if held is not None and held.state != "candidate":
        raise TrothError(
            f"These words are a promise of their own ({held.id}).",
            advice=f"Merge the two:  troth promises merge {held.id} …",
        )
    return saying
