"""Blocks, fees and lowered ratings against people, and what was done about each: the due process.

A penalty is read from messages (ours and hers), from the names of steps, and from what was charged.
Those of one kind that follow each other within thirty days are one matter. What is asked of each:
was a reason given, was she asked or warned before, was it taken back, and was she answered since she
wrote about it?
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from itertools import groupby
from operator import or_
from typing import Any

from troth.extend.joining import joined
from troth.extend.record import Table, Tables
from troth.extend.talks import among_people
from troth.model.origin import Span
from troth.model.units import DAY_US
from troth.text.asking import asks_back
from troth.text.penalising import (
    BACK,
    HINTS,
    NAMED,
    Kind,
    asks_for_it,
    booked,
    penalty,
    reason,
    takes_back,
    warns,
)
from troth.text.reply import automatic

ROWS = {
    "kind": "string",
    "record": "string",
    "version": "string",
    "ts_us": "int64",
    "handle": "string",
    "person": "string",
    "from_us": "bool",
    "side": "string",
    "their_side": "string",
    "ours": "string",
    "system": "string",
    "thread": "string",
    "text": "string",
    "amount": "float64",
}
"""What `around` gives: a row a message, step or purchase of somebody against whom something was done."""
ONE_MATTER_US = 30 * DAY_US
ASKED_US = 30 * DAY_US
Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Matter:
    """One penalty and its course: the row that shows it, and the one that answers each question.

    `told` are all rows that tell of it. `wrote` is her first message since, None where she has not
    written; `answered` our first one after that.
    """

    kind: Kind
    row: Row
    span: Span | None
    told: tuple[Row, ...]
    reason: Row | None
    asked: Row | None
    reversed: Row | None
    wrote: Row | None
    answered: Row | None
    heard: bool
    """Whether any message of ours to this person is among the records."""

    @property
    def ours(self) -> bool:
        """Whether it is told by us: in a message of ours, a step or a charge."""
        return self.row["kind"] != "message" or bool(self.row["from_us"])

    @property
    def unheard(self) -> bool:
        """Whether none of it is in the records: no reason, no question before, no way back, no answer."""
        return not (self.reason or self.asked or self.reversed or self.answered)


def around(tables: Tables, moment_us: int, back_us: int) -> Table:
    """Everything of people of whom a hint of a penalty stands in the records of late."""
    rows = _messages(tables, moment_us).union(_steps(tables, moment_us))
    rows = rows.union(_purchases(tables, moment_us))
    plain = rows.text.lower()
    hinted = rows.filter((rows.ts_us > moment_us - back_us) & _hint(rows, plain))
    near = hinted.group_by("person").aggregate(since_us=hinted.ts_us.min())
    met = joined(rows, near, ("person",))
    return met.filter(met.ts_us >= met.since_us - ASKED_US).select(*ROWS)


def _hint(rows: Table, plain: Any) -> Any:
    return _any(plain, HINTS) | ((rows.kind != "message") & _any(plain, NAMED))


def _any(plain: Any, words: Iterable[str]) -> Any:
    return reduce(or_, (plain.contains(word) for word in words))


def _messages(tables: Tables, moment_us: int) -> Table:
    import ibis

    rows = among_people(tables, moment_us)
    rows = rows.mutate(handle=ibis.coalesce(rows.handle, rows.customer))
    return _shaped(tables, rows, "message", "text")


def _steps(tables: Tables, moment_us: int) -> Table:
    """Steps that name a penalty or may take one back."""
    import ibis

    rows = tables["step"]
    rows = rows.filter((rows.ts_us <= moment_us) & rows.about.notnull())
    rows = rows.filter(_any(rows.activity.lower(), (*NAMED, *BACK)))
    rows = rows.mutate(handle=rows.about, from_us=ibis.null("bool"))
    return _shaped(tables, _known(tables, rows), "step", "activity")


def _purchases(tables: Tables, moment_us: int) -> Table:
    """What was charged under the name of a penalty, and money given back."""
    import ibis

    rows = tables["purchase"]
    rows = rows.mutate(handle=ibis.coalesce(rows.about, rows.by), from_us=ibis.null("bool"))
    rows = rows.filter((rows.ts_us <= moment_us) & rows.handle.notnull())
    item = rows["item"].fill_null("").lower()
    rows = rows.filter(_any(item, NAMED) | (rows.amount < 0))
    return _shaped(tables, _known(tables, rows), "purchase", "item")


def _known(tables: Tables, rows: Table) -> Table:
    import ibis

    held = tables["person"]
    people = held.select(known=held.handle, who=held.person)
    rows = rows.left_join(people, rows.handle == people.known)
    return rows.mutate(person=ibis.coalesce(rows.who, rows.handle))


def _shaped(tables: Tables, rows: Table, kind: str, words: str) -> Table:
    import ibis

    held = tables["person"]
    sides = held.select(side_of=held.handle, their_side=held.side)
    amount = rows.amount if kind == "purchase" else ibis.null("float64")
    rows = rows.mutate(
        kind=ibis.literal(kind),
        record=rows.id,
        ours=ibis.coalesce(rows.ours, ""),
        system=ibis.coalesce(rows.system, ""),
        text=ibis.coalesce(rows[words], ""),
        amount=amount,
    )
    met = rows.left_join(sides, rows.handle == sides.side_of)
    return met.select(*ROWS)


def matters(rows: Iterable[Row]) -> Iterator[Matter]:
    """Each penalty of each person, in the order of people and time."""
    ordered = sorted(rows, key=lambda row: (row["person"], row["ts_us"], row["record"]))
    for _, held in groupby(ordered, key=lambda row: row["person"]):
        yield from _of_person(list(held))


def _of_person(rows: Sequence[Row]) -> Iterator[Matter]:
    told = [(row, found) for row in rows if (found := _told(row)) is not None]
    for kind in ("block", "fee", "rating"):
        group: list[tuple[Row, Span | None]] = []
        for row, (its, span) in told:
            if its != kind:
                continue
            if group and row["ts_us"] - group[-1][0]["ts_us"] > ONE_MATTER_US:
                yield from _matter(kind, group, rows)
                group = []
            group.append((row, span))
        yield from _matter(kind, group, rows)


def _told(row: Row) -> tuple[Kind, Span | None] | None:
    """The penalty a row tells of, and its words where it is a message."""
    text = row["text"] or ""
    if row["kind"] != "message":
        its = booked(text)
        return None if its is None else (its, None)
    found = None if automatic(text) else penalty(text, ours=bool(row["from_us"]))
    return None if found is None else (found.kind, found.span)


def _matter(
    kind: Kind, group: Sequence[tuple[Row, Span | None]], rows: Sequence[Row]
) -> Iterator[Matter]:
    if not group:
        return
    row, span = next((each for each in group if _ours(each[0])), group[0])
    start_us = group[0][0]["ts_us"]
    before = [one for one in rows if start_us - ASKED_US <= one["ts_us"] < start_us]
    if any(_hers(one) and asks_for_it(one["text"]) for one in before):
        return
    since = [one for one in rows if one["ts_us"] >= start_us]
    later = [one for one in since if one["record"] != row["record"]]
    wrote = row if _hers(row) else next((one for one in later if _hers(one)), None)
    said = [one for one in (*before, *since) if _said(one)]
    yield Matter(
        kind=kind,
        row=row,
        span=span,
        told=tuple(one for one, _ in group),
        reason=_reason(row, span, kind, said, [one for one, _ in group]),
        asked=next((one for one in before if _said(one) and _asks(one["text"])), None),
        reversed=next((one for one in later if _back(one, row)), None),
        wrote=wrote,
        answered=_answered(wrote, later),
        heard=any(_said(one) for one in rows),
    )


def _reason(
    row: Row, span: Span | None, kind: Kind, said: Iterable[Row], told: Sequence[Row]
) -> Row | None:
    """The row that names a ground: what tells of it, or a word of ours about the same kind."""
    grounds = (one for one in told if _has_ground(one, row, span))
    about = (one for one in said if reason(one["text"]) and _any_of(one["text"], _ABOUT[kind]))
    return next(grounds, None) or next(about, None)


def _has_ground(one: Row, row: Row, span: Span | None) -> bool:
    if one["kind"] != "message":
        return _names_ground(one["text"])
    if _said(one):
        return reason(one["text"])
    return one is row and span is not None and reason(span.of(one["text"]))


_ABOUT = {
    "block": ("block", "suspen", "account", "access", "deactivat", "ban", "profile", "clos"),
    "fee": ("fee", "fine", "penalt", "charge", "deduct", "£", "€", "$"),
    "rating": ("rating", "score", "rank", "tier", "level"),
}


_LIFTED = (
    "unblock", "unsuspend", "reinstat", "reactivat", "lifted", "waived", "refunded", "reversed",
    "reopened", "unlocked", "unbanned", "restored", "upheld", "cancelled",
)  # fmt: skip


def _any_of(text: str, words: Iterable[str]) -> bool:
    lowered = text.lower()
    return any(word in lowered for word in words)


def _names_ground(name: str) -> bool:
    """Whether a step or an item says more than what it is: “late fee: parcel 4711, 20 minutes late”."""
    _, mark, rest = name.partition(":")
    return bool(mark and len(rest.split()) > 1) or reason(name)


def _ours(row: Row) -> bool:
    return row["kind"] != "message" or bool(row["from_us"])


def _said(row: Row) -> bool:
    return row["kind"] == "message" and bool(row["from_us"]) and not automatic(row["text"])


def _hers(row: Row) -> bool:
    return row["kind"] == "message" and not row["from_us"] and not automatic(row["text"])


def _asks(text: str) -> bool:
    return warns(text) or asks_back(text)


def _back(one: Row, row: Row) -> bool:
    """Whether a later row takes the penalty back."""
    if one["kind"] == "purchase":
        charged, given = row["amount"], one["amount"]
        if charged is None or given is None:
            return given is not None and given < 0 and row["kind"] != "purchase"
        return bool(abs(charged + given) < 0.005 and charged != given)
    if one["kind"] == "step":
        return takes_back(one["text"]) or _any_of(one["text"], _LIFTED)
    return _said(one) and takes_back(one["text"])


def _answered(wrote: Row | None, later: Iterable[Row]) -> Row | None:
    if wrote is None:
        return None
    return next((one for one in later if _said(one) and one["ts_us"] > wrote["ts_us"]), None)
