"""How both sides rate what an account has from us, apart: dated entries, each taken back alone.

Ours: which level we think they have now, and which we can deliver. Theirs: which they say they have,
and which they need. Nobody's rating is put together with another's.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import sqlalchemy as sa

from troth.ledger.entries import UNDO, entries, in_force
from troth.ledger.same import same_people
from troth.model.entry import Entry
from troth.model.level import LEVELS

RATE = "rate"
WHAT = ("ours", "theirs", "needed", "deliverable")
"""What is rated: what we say they have, what they say they have, what they say they need, what
we say we can deliver."""
THEIRS = ("theirs", "needed")
"""Those that are the customer's to say."""


@dataclass(frozen=True, slots=True)
class Rating:
    """One rating of an account: what, the level, by whom of us it was noted, on which day it was said.

    `person` is who of the account said so, by id; None for ours. `because` and `evidence` say from what.
    """

    entry: int
    account: str
    what: str
    level: str
    at_us: int
    by: str
    person: str | None = None
    because: str = ""
    evidence: str | None = None
    version: str | None = None


def ratings(
    con: sa.Connection, account: str | None = None, *, until_us: int | None = None
) -> list[Rating]:
    """The newest rating of each kind by each who rated, of an account or of all; by time."""
    held = in_force(entries(con, target=account, deed=(RATE, UNDO), until_us=until_us))
    same = same_people(con)
    newest: dict[tuple[str, str, str], Rating] = {}
    for one in held:
        what, level, person = (one.body.get(name) for name in ("what", "level", "person"))
        if what not in WHAT or level not in LEVELS:
            continue
        whose = same.root(str(person)) if person else None
        on_us = one.body.get("on_us")
        found = Rating(
            one.id,
            one.target,
            str(what),
            str(level),
            on_us if isinstance(on_us, int) else one.at_us,
            one.who,
            whose,
            str(one.body.get("reason") or ""),
            _text(one.body.get("evidence")),
            _text(one.body.get("version")),
        )
        key = (found.account, found.what, whose or one.who)
        if key not in newest or newest[key].at_us <= found.at_us:
            newest[key] = found
    return sorted(newest.values(), key=lambda one: (one.at_us, one.entry))


def said_by(con: sa.Connection, people: Collection[str]) -> list[Entry]:
    """The entries that hold what these people, by their ids, said of their account."""
    return [one for one in entries(con, deed=RATE) if one.body.get("person") in people]


def _text(value: object) -> str | None:
    return value if isinstance(value, str) and value else None
