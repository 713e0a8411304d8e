"""Whom somebody looks for: people by id, by name, by address, by number as it is typed."""

from __future__ import annotations

import re

import sqlalchemy as sa

from troth.ledger import tables
from troth.ledger.codec import storable
from troth.ledger.same import Same, same_people
from troth.ledger.united import whole_people
from troth.ledger.writing import pick
from troth.text.seeking import fold

FOUND = 5_000
"""So many identifiers that hold a text are looked at; who types more finds whom they mean."""
_NUMBER = re.compile(r"[+(]?\d[\d ()./-]{5,}\d")
_H = tables.handle.c


def matching(con: sa.Connection, text: str) -> list[str]:
    """The ids of people who are meant by a text, the best first, merged people once.

    A name or identifier that is the text comes first, then one that begins with it, then one
    in which a word begins with it, then the rest.
    """
    same = same_people(con)
    text = storable(text).strip()
    if known := _by_id(con, same, text):
        return known
    if not (sought := text.casefold()):
        return []
    spellings = {sought, fold(sought)}
    query = sa.select(_H.handle, _H.person, _H.folded).where(
        sa.or_(*map(_holds, sorted(spellings)))
    )
    best: dict[str, int] = {}
    for row in con.execute(query.limit(FOUND)):
        id = same.root(same.owner(row.handle, row.person))
        rank = min(_rank(row.folded, one) for one in spellings)
        best[id] = min(rank, best.get(id, rank))
    if not best and (digits := _dialled(text)) not in ("", text):
        return matching(con, digits)
    return sorted(best, key=lambda id: (best[id], id))


def _by_id(con: sa.Connection, same: Same, text: str) -> list[str]:
    if text.startswith("p-"):
        return [one.id for one in whole_people(con, same, [same.root(text)])]
    if text.startswith("h-"):
        rows = pick(con, [_H.handle, _H.person], _H.handle, [text])
        return [same.root(same.owner(row.handle, row.person)) for row in rows]
    return []


def _holds(spelling: str) -> sa.ColumnElement[bool]:
    like = spelling.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return _H.folded.like(f"%{like}%", escape="\\")


def _dialled(text: str) -> str:
    """The digits of a telephone number without what stands before and between them."""
    return re.sub(r"\D", "", text).lstrip("0") if _NUMBER.fullmatch(text) else ""


def _rank(folded: str, sought: str) -> int:
    lines = folded.split("\n")
    if sought in lines or any(line.partition(":")[2] == sought for line in lines):
        return 0
    if any(line.startswith(sought) for line in lines):
        return 1
    return 2 if f" {sought}" in folded else 3
