"""At which price is it too cheap, cheap, expensive or too expensive to those who were asked?

What it reads: a table of the four questions of Van Westendorp's price meter: too_cheap, cheap (or
bargain), expensive (or getting_expensive), too_expensive, a row a person asked; where there are,
how likely she would buy (buy_at_cheap, buy_at_expensive), her number, and the day. Every price is
one answer with the price as its score; the answers of one person belong to one thread.

Such tables mostly hold no date, and an answer must have one. Taken is a date column, else the `day`
that troth.toml states, else a date in the file's name (prices_2026-03-02.csv), else the day the file was last changed, which is the latest
day on which it can have been answered and not more than that. Answers dated so are of precision
"day" and say it of themselves (extra: "dated by"); name the file by its day to be exact.

How it is recognised: by columns for all four prices, whatever their order, case and spelling.
Prices are taken as the header says, also where the rows make one doubt the header.

What it sets aside: rows with a price that is no number, below 0, or with no price at all; the whole
file where nothing dates it.

Source: Van Westendorp 1976; the R package pricesensitivitymeter for the names of the columns.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from troth.extend.answers import taken
from troth.extend.dated import STATED, stated_day
from troth.extend.source import (
    Column,
    Frame,
    Opened,
    Reject,
    Sample,
    SourceCard,
    Table,
    chosen_columns,
    headers,
    person,
    read_table,
)
from troth.model.units import DAY_US
from troth.text.moments import Times

CARD = SourceCard(
    kinds=frozenset({"survey_answer"}),
    endings=(".csv", ".tsv", ".jsonl", ".ndjson", ".json", ".txt", ""),
    system="price-answers",
)

_PRICES = (
    Column("too_cheap", "too_cheap toocheap tch very_cheap", "money", required=True),
    Column("cheap", "cheap bargain good_value good_buy ch", "money", required=True),
    Column("expensive", "expensive getting_expensive exp ex high_side", "money", required=True),
    Column(
        "too_expensive", "too_expensive tooexpensive tex very_expensive", "money", required=True
    ),
)
_LIKELY = (
    Column("buy_at_cheap", "buy_at_cheap pi_cheap buy_cheap", "words"),
    Column("buy_at_expensive", "buy_at_expensive pi_expensive buy_expensive", "words"),
)
_WHO = (Column("who", "email respondent_id respondent customer_id user_id id"),)
_WHEN = Column("at_us", "answered_at submitted_at collected_at date created_at timestamp", "time")
DATED = Table("survey_answer", (*_PRICES, *_LIKELY, *_WHO, replace(_WHEN, required=True)))
UNDATED = Table("survey_answer", (*_PRICES, *_LIKELY, *_WHO))
_DAY = re.compile(r"(?<!\d)(20\d\d)[-_.]?(0[1-9]|1[0-2])[-_.]?(0[1-9]|[12]\d|3[01])(?!\d)")
_NAMES = tuple(each.into for each in _PRICES)

EXAMPLES = (
    Sample(
        "prices_2026-03-02.csv",
        "too_cheap,cheap,expensive,too_expensive,buy_at_cheap,buy_at_expensive\n"
        "0,13,31,114,Very unlikely,Likely\n"
        "46,much,100,120,Very likely,Likely\n",
        gives=6,
        sets_aside=1,
        says='column "cheap" holds "much", which is no number',
        title="Four prices and two intentions, dated by the file's name",
    ),
)


def recognises(opened: Opened) -> float:
    """By columns for all four prices."""
    chosen = chosen_columns(UNDATED, headers(opened), opened.reading.map)
    return 0.98 if set(_NAMES) <= set(chosen) else 0.0


def read(opened: Opened) -> Iterator[Frame | Reject]:
    """Answers, a price each."""
    names = headers(opened)
    dated = "at_us" in chosen_columns(DATED, names, opened.reading.map)
    day = None if dated else _day(opened)
    if names and not dated and day is None:
        yield opened.reject(
            "Nothing says when these prices were answered.",
            "The file was set aside. Add a column date, or the day to its name "
            "(prices_2026-03-02.csv), or state it:\n" + opened.setting('day = "2026-03-02"'),
        )
        return
    stamp = ""
    for item in read_table(opened, DATED if dated else UNDATED):
        if isinstance(item, Reject):
            yield item
            continue
        stamp = stamp or _stamp(opened, item)
        if day is not None:
            _date(item, *day)
        yield from _finished(opened, item, stamp)


def _day(opened: Opened) -> tuple[int, str] | None:
    """The day that stands for an undated file, and in words what says so."""
    if stated := stated_day(opened.reading.day):
        return stated[0], STATED
    if found := _DAY.search(opened.name):
        moment = Times().read("-".join(found.groups()))
        if moment is not None:
            return moment[0], "the date in the file's name"
    if opened.modified_us is None:
        return None
    at_us = opened.modified_us // DAY_US * DAY_US
    return at_us, "the day the file was last changed; it holds no date itself"


def _date(frame: Frame, at_us: int, said: str) -> None:
    frame.columns["at_us"] = [at_us] * len(frame)
    frame.columns["precision"] = ["day"] * len(frame)
    frame.columns["extra"] = [{**(each or {}), "dated by": said} for each in frame.column("extra")]


def _stamp(opened: Opened, frame: Frame) -> str:
    """The file by its name and its first row: rows added behind change it not, nor does its date."""
    first = [opened.name, *(repr(frame.column(each)[0]) for each in _NAMES)]
    return hashlib.sha256("\0".join(first).encode("utf-8", "replace")).hexdigest()[:12]


def _finished(opened: Opened, frame: Frame, stamp: str) -> Iterator[Frame | Reject]:
    columns = frame.columns
    system = opened.reading.system or CARD.system
    money, who = taken(frame, "currency"), taken(frame, "who")
    columns["extra"] = [
        {**(each or {}), "currency": currency} if currency else each or {}
        for each, currency in zip(frame.column("extra"), money, strict=True)
    ]
    columns["by"] = [person(each, None, system) for each in who]
    columns["thread"] = [
        f"{stamp}/{each or f'row {row}'}" for each, row in zip(who, frame.rows, strict=True)
    ]
    asked = {each.into: columns.pop(each.into, None) for each in (*_PRICES, *_LIKELY)}
    good = []
    for at, row in enumerate(frame.rows):
        fault = _fault([asked[name][at] for name in _NAMES if asked[name]])  # type: ignore[index]
        good.append(fault is None)
        if fault:
            yield opened.reject(
                fault,
                "The row was set aside. Correct it and add the file again.",
                row=row,
                excerpt=", ".join(str(cells[at]) for cells in asked.values() if cells),
            )
    for name, cells in asked.items():
        if cells is not None:
            kept = _one(frame, name, cells).where(
                [fine and cell is not None for fine, cell in zip(good, cells, strict=True)]
            )
            if len(kept):
                yield kept


def _fault(prices: Sequence[float | None]) -> str | None:
    if all(price is None for price in prices):
        return "The row names no price."
    if any(price is not None and price < 0 for price in prices):
        return "The row names a price below 0."
    return None


def _one(frame: Frame, name: str, cells: Sequence[Any]) -> Frame:
    """The answers to one of the questions."""
    columns = {
        **frame.columns,
        "key": [f"{thread}:{name}" for thread in frame.columns["thread"]],
        "question": [name] * len(frame),
        "scale": ["price" if name in _NAMES else "options"] * len(frame),
        "score" if name in _NAMES else "text": cells,
    }
    return Frame(frame.kind, frame.file, columns, frame.rows)
