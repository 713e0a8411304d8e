"""Reading again: what a person has decided about some words holds for every later reading of them."""

from __future__ import annotations

from collections.abc import Iterable

import sqlalchemy as sa

from troth.ledger import tables
from troth.ledger.entries import TROTH, note
from troth.ledger.folding import fold
from troth.ledger.promises import Wanted, by_promise, touched
from troth.ledger.sayings import sayings_by_id
from troth.ledger.writing import pick
from troth.model.promise import Promise
from troth.model.saying import Saying


def attach_again(con: sa.Connection, new: Iterable[Saying]) -> set[str]:
    """Attach new readings of words that a person has decided about; gives their ids.

    A recogniser of a new version may read a longer or a shorter span of the same words. What
    was confirmed, marked or rejected stays so, and is not asked again.
    """
    by_record: dict[str, list[Saying]] = {}
    for saying in new:
        by_record.setdefault(saying.record, []).append(saying)
    columns = [tables.saying.c.id, tables.saying.c.record]
    old = {row.id for row in pick(con, columns, tables.saying.c.record, by_record)}
    if not old:
        return set()
    holders = {
        saying: one
        for id, held in by_promise(con, None, Wanted()).items()
        if touched(held) and (one := fold(held))
        for saying in one.sayings
    }
    known: set[str] = set()
    for before in sayings_by_id(con, old & holders.keys()).values():
        for saying in by_record[before.record]:
            if saying.id != before.id and _same_words(saying, before):
                holder = holders[before.id]
                _attach_once(con, holder, saying)
                known.add(saying.id)
    return known


def _same_words(one: Saying, other: Saying) -> bool:
    overlap = min(one.span.end, other.span.end) - max(one.span.start, other.span.start)
    return one.voice == other.voice and overlap > 0


def _attach_once(con: sa.Connection, holder: Promise, saying: Saying) -> None:
    if saying.id not in holder.sayings:
        body = {"sayings": [saying.id]}
        note(con, at_us=saying.at_us, who=TROTH, deed="attach", target=holder.id, body=body)
