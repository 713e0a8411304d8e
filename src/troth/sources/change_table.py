"""Which changes did we announce, when, for which day, and when did people know all they needed?

What it reads: a list of changes that somebody keeps, as CSV or YAML: what changes, when it was
announced, from when it holds, and, where there are, the day on which all terms needed to act were
known, the days it was moved from, whether it is postponed without a day, to whom it was told, how
many of how many were reached, what it takes away, for which side, and a link. Rows of the same name
(or the same series) are one change, told again.

How it is recognised: by a column for the announcement and one that only such a list has: the day of
effect beside it, terms known, moved from.

What it sets aside: rows without a day of announcement, days that can be read in no way or in two,
counts that are no whole numbers, and YAML that is more than lists, names and text.

Source: methods.md 15: announcement, terms known, effect, and how often the day moved.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from troth.extend.source import (
    Column,
    Frame,
    Opened,
    Reject,
    Sample,
    SourceCard,
    Table,
    headers,
    read_table,
    recognise,
)
from troth.extend.written_list import ENDINGS, as_lines, keys_in
from troth.model.units import DAY_US
from troth.text.moments import Times
from troth.text.table import plain

CARD = SourceCard(
    kinds=frozenset({"change"}),
    endings=(".csv", ".tsv", ".txt", ".yml", ".yaml", ""),
    system="changes",
)

TABLE = Table(
    "change",
    (
        Column("key", "id change_id number ref key"),
        Column("thread", "series change_key same_as"),
        Column(
            "title", "title change change_title headline what what_changes subject name summary"
        ),
        Column("what", "kind type area category what_kind what"),
        Column("text", "text details description wording words notice body note notes", "words"),
        Column(
            "at_us",
            "announced announced_at announced_on announcement announcement_date told_on notified "
            "notified_on announced_date",
            "time",
            required=True,
        ),
        Column(
            "effect_us",
            "effect effective effective_date effective_from effective_on in_effect takes_effect "
            "holds_from effect_date in_force applies_from",
            "time",
        ),
        Column("known_us", "terms_known terms_known_on known_on known details_known", "time"),
        Column("moved", "moved_from earlier_dates previous_dates moved previous_effect"),
        Column("postponed", "postponed open_end"),
        Column("told", "told_to told audience recipients whom to"),
        Column("reached", "reached people_reached told_count"),
        Column("affected", "affected people_affected concerned"),
        Column("removes", "removes removed takes_away removed_features"),
        Column("side", "side sides segment"),
        Column("ours", "brand company product"),
        Column("origin_link", "url link permalink"),
    ),
)

KINDS = frozenset(("product", "price", "terms", "api"))
_ONLY = frozenset(
    [
        "effect",
        "effective",
        "effectivedate",
        "effectivefrom",
        "effectiveon",
        "takeseffect",
        "holdsfrom",
        "effectdate",
        "inforce",
        "appliesfrom",
        "termsknown",
        "termsknownon",
        "movedfrom",
    ]
)
_OTHERS = frozenset(
    [
        "customer",
        "customerid",
        "email",
        "amount",
        "price",
        "requester",
        "ticketid",
        "direction",
        "author",
    ]
)
_LISTS = ("changes", "items")
_OWN = ("known_us", "moved", "postponed", "told", "reached", "affected", "removes")
_YES = frozenset(("yes", "true", "y", "1", "x"))

EXAMPLES = (
    Sample(
        "changes.csv",
        "what,kind,announced,terms_known,effect,moved_from,side,url\n"
        "Labels cost 2 EUR,price,2026-03-02,2026-03-20,2026-04-01,2026-03-15,sender,"
        "https://kestrel.example/labels\n"
        "Old labels end,product,soon,,2026-05-01,,sender,\n",
        gives=1,
        sets_aside=1,
        says="which is no date",
        title="A change with its days, and one announced on no day",
    ),
    Sample(
        "changes.yaml",
        "- what: The parcel feed asks for a key\n  kind: api\n  announced: 2026-03-02\n"
        "  terms_known: 2026-03-08\n  effect: 2026-03-09\n  moved_from: [2026-03-05, 2026-03-07]\n"
        "  removes: [GET /v1/parcels]\n  told_to: everybody with a key\n"
        "  reached: 40\n  affected: 60\n",
        gives=1,
        title="The same in YAML, moved twice",
    ),
    Sample(
        "moved.csv",
        "change,announced,effect,moved_from\nOld labels end,2026-03-02,2026-05-01,some day\n",
        gives=0,
        sets_aside=1,
        says="moved from “some day”",
        title="A day it was moved from that is none",
    ),
)


def recognises(opened: Opened) -> float:
    """An announcement, and a column that only a list of changes has."""
    if opened.ending in ENDINGS:
        names = keys_in(opened)
    elif opened.head_text.lstrip("\ufeff \t\r\n")[:1] in ("{", "[", ""):
        return 0.0
    else:
        names = headers(opened)
    known = {plain(name) for name in names}
    if not known & _ONLY or known & _OTHERS:
        return 0.0
    return 0.97 * min(1.0, recognise(TABLE, names, opened.reading.map) + 0.2 * bool(names))


def read(opened: Opened) -> Iterator[Frame | Reject]:
    """Changes, each with what the list states of it."""
    table = as_lines(opened, _LISTS) if opened.ending in ENDINGS else opened
    if isinstance(table, Reject):
        yield table
        return
    times = Times(opened.reading.dates)
    for item in read_table(table, TABLE):
        if isinstance(item, Reject):
            yield item
        else:
            yield from _finished(opened, item, times)


def _finished(opened: Opened, frame: Frame, times: Times) -> Iterator[Frame | Reject]:
    rows = [_row(frame, at, times) for at in range(len(frame))]
    good = [not isinstance(row, str) for row in rows]
    for at, row in enumerate(rows):
        if isinstance(row, str):
            advice = "The row was set aside. Correct it and add the file again."
            title = str(frame.column("title")[at] or "")
            yield opened.reject(row, advice, row=frame.rows[at], excerpt=title)
    frame = frame.where(good)
    kept = [row for row in rows if isinstance(row, dict)]
    if not kept:
        return
    columns = frame.columns
    for name in _OWN:
        columns.pop(name, None)
    columns["announced_us"] = list(columns["at_us"])
    for name in ("title", "what", "text", "extra"):
        columns[name] = [row[name] for row in kept]
    yield frame


def _row(frame: Frame, at: int, times: Times) -> dict[str, Any] | str:
    """What one row states, or what is wrong with it."""
    held = {name: _words(frame, name, at) for name in (*_OWN, "title", "what", "text")}
    moved = []
    for each in _parts(held["moved"]):
        day = times.read(each)
        if day is None:
            return f"It was moved from “{each[:60]}”, which is no date."
        moved.append(_iso(day[0]))
    for name in ("reached", "affected"):
        if held[name] and not held[name].isdecimal():
            return f"{name} holds “{held[name][:60]}”, which is no whole number."
    if not (held["title"] or held["text"]):
        return "It does not say what changes."
    known = frame.column("known_us")[at]
    extra = {
        **dict(frame.column("extra")[at] or {}),
        "told_as": "change",
        "terms_known": "" if known is None else _iso(known),
        "moved_from": "; ".join(moved),
        "postponed": "yes" if held["postponed"].lower() in _YES else "",
        "removes": "; ".join(_parts(held["removes"])),
        **{name: held[name] for name in ("told", "reached", "affected")},
    }
    kind = held["what"].lower()
    return {
        "title": held["title"] or held["text"].splitlines()[0][:120],
        "what": kind if kind in KINDS else "product",
        "text": "\n\n".join(each for each in (held["title"], held["text"]) if each),
        "extra": {name: value for name, value in extra.items() if value},
    }


def _words(frame: Frame, name: str, at: int) -> str:
    return str(frame.column(name)[at] or "").strip()


def _parts(text: str) -> list[str]:
    """A list in one cell: parted by semicolons, or by commas where there are none."""
    plain_text = text.strip().strip("[]")
    mark = ";" if ";" in plain_text else r",(?! ?\d{4}\b)"
    parts = (each.strip().strip("\"'") for each in re.split(mark, plain_text))
    return [each for each in parts if each]


def _iso(us: int) -> str:
    from datetime import UTC, datetime, timedelta

    day = us - us % DAY_US
    return (datetime(1970, 1, 1, tzinfo=UTC) + timedelta(microseconds=day)).date().isoformat()
