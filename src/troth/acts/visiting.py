"""Noting what somebody told us in person: her own words, the occasion, the day, and who heard them."""

from __future__ import annotations

from troth.acts.note import Signed
from troth.acts.opening import Workspace
from troth.errors import TrothError, UnknownNameError
from troth.ledger import directory, entries
from troth.ledger.visits import HEARD, HOWS
from troth.model.entry import Entry

LONGEST = 4_000


def hear(
    work: Workspace,
    who: str,
    words: str,
    by: Signed,
    *,
    how: str = HOWS[0],
    on_us: int | None = None,
) -> Entry:
    """A person told one of us this; `on_us` is the moment of it (now).

    Raises `TrothError` for no words, too many, and a day that is to come, `UnknownNameError` for
    an occasion or a person that is not known.
    """
    said = words.strip()
    if not said:
        raise TrothError("Nothing was told.", advice="Write down what she said, in her words.")
    if len(said) > LONGEST:
        raise TrothError(
            f"These are {len(said):,} letters.", advice=f"Note it in {LONGEST:,} at most."
        )
    if how not in HOWS:
        raise UnknownNameError("occasion", how, HOWS, advice=f"There are: {', '.join(HOWS)}.")
    at = by.now_us if on_us is None else on_us
    if at > by.now_us:
        raise TrothError("That day is to come.", advice="Note it once it was said.")
    body: dict[str, object] = {"words": said, "how": how, "on_us": at}
    with work.ledger.begin() as con:
        one = directory.the_person(con, who)
        return entries.note(con, at_us=by.now_us, who=by.who, deed=HEARD, target=one.id, body=body)
