"""Noting what we suppose somebody is trying to do, and which promise serves what she wants."""

from __future__ import annotations

from troth.acts.deed import the_promise
from troth.acts.note import Signed
from troth.acts.opening import Workspace
from troth.errors import TrothError, UnknownNameError
from troth.ledger import directory, entries
from troth.ledger.concerns import SERVES, SUPPOSE, supposed
from troth.ledger.sayings import sayings_by_id
from troth.ledger.visits import heard
from troth.model.entry import Entry
from troth.model.level import LEVELS

LONGEST = 400


def suppose(
    work: Workspace,
    who: str,
    words: str,
    by: Signed,
    *,
    level: str | None = None,
    because: str = "",
) -> Entry:
    """We suppose that a person is trying to do this: ours, and shown as ours, never as her words."""
    said = " ".join(words.split())
    if not said:
        raise TrothError("Nothing is supposed.", advice="Say in a few words what she may want.")
    if len(said) > LONGEST:
        raise TrothError(f"These are {len(said)} letters.", advice=f"Say it in {LONGEST} at most.")
    if level is not None and level not in LEVELS:
        raise UnknownNameError("level", level, LEVELS, advice=f"Levels: {', '.join(LEVELS)}.")
    body: dict[str, object] = {"words": said, "level": level}
    if because.strip():
        body["reason"] = because.strip()[:LONGEST]
    with work.ledger.begin() as con:
        one = directory.the_person(con, who)
        return entries.note(
            con, at_us=by.now_us, who=by.who, deed=SUPPOSE, target=one.id, body=body
        )


def serve(work: Workspace, who: str, concern: str, promise: str, by: Signed) -> Entry:
    """A promise serves what a person wants: her own saying (“s-…”), or what we suppose (“n-…”).

    Raises `UnknownNameError` where she has no such concern, or there is no such promise.
    """
    with work.ledger.begin() as con:
        one, kept = directory.the_person(con, who), the_promise(con, work, promise)
        said = sayings_by_id(con, [concern]).get(concern)
        record = work.index.record(said.record) if said and said.voice == "concern" else None
        hers = record is not None and record.by in one.handles
        told = {each.id for each in supposed(con, one.id)}
        told |= {each.id for each in heard(con, one.id)}
        if not hers and concern not in told:
            advice = "Its id stands beside it:  troth person WHO --format json"
            raise UnknownNameError(f"concern of {one.label}", concern, advice=advice)
        body: dict[str, object] = {"concern": concern, "person": one.id}
        return entries.note(
            con, at_us=by.now_us, who=by.who, deed=SERVES, target=kept.id, body=body
        )
