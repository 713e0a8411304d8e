"""For how long were we down, as far as customers told us?

Why it matters: The log of incidents is ours: it holds what we saw and what we owned to. When many
people write within the hour that nothing works, something stood still, whether or not it is
logged.

How it decides: A message of a customer that says that we are down, not reachable or broken for
everybody ("is the site down?", "cannot log in", "error 502") is a report. An outbreak begins where
three people report within one hour, and at least ten times as many as in an average hour since the
first report of all.
It lasts from its first report to the last one that comes within an hour of the one before. That is
the least that it can have lasted.

When it stays silent: One or two people may have a fault of their own. That few or none wrote shows
nothing: this measure can show that more was down than was promised, and never that a promise was
kept. A cause on the customers' side (a network, a browser) is not told apart.

Source: own definition; the words stand in `DOWN`, three people and ten times the usual are choices
and stand in `PEOPLE` and `TIMES`. The words are a list in English, not a trained reader: reports
in other words or languages are missed, which makes the time down shorter, never longer.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from troth.extend.joining import spoken
from troth.extend.measure import (
    Batch,
    Case,
    Context,
    MeasureCard,
    Table,
    Tables,
    silent,
    speaks,
    unsure,
)
from troth.model.units import HOUR_US

CARD = MeasureCard(needs=frozenset({"message"}), unit="time", status="preview", keeps=False)

SCHEMA: Mapping[str, str] = {
    "record": "string",
    "version": "string",
    "ts_us": "int64",
    "customer": "string",
    "handle": "string",
    "ours": "string",
    "text": "string",
}
"""What `gather` gives, a row a message of a customer with a telling word."""

PEOPLE, TIMES = 3, 10
CUES = ("down", "outage", "offline", "502", "503", "504", "log in", "login", "sign in", "working",
        "loading", "load", "connect", "reach")  # fmt: skip
THING = (
    r"(?:site|website|web ?page|app|service|server|servers|system|platform|api|portal|dashboard)"
)
DOWN = re.compile(
    rf"\b(?:{THING}|it|everything|you|you guys|your \w+)(?:['’](?:s|re)| is| are| seems?(?: to be)?)"
    r" (?:\w+ )?(?:down|offline|unreachable)\b(?! (?:to|by|from|the)\b)"
    rf"|\bis (?:your |the )?(?:\w+ )?{THING} down\b|\bare you (?:guys )?down\b"
    rf"|\b{THING}(?:['’]s| is| are)? not (?:working|loading|responding|reachable)\b"
    rf"|\b{THING} (?:isn|aren|won|doesn|don)['’]t (?:work|working|load|loading|respond|open)\b"
    r"|\b(?:can(?:no|['’])t|unable to|can not|nobody can|no one can) (?:\w+ )?(?:log ?in|sign ?in|connect to|reach)\b"
    rf"|\berror 50[234]\b|\b50[234] (?:error|bad gateway|gateway)\b|\b(?:an? )?outage\b",
    re.I,
)
OVER = re.compile(
    r"\b(?:yesterday|last (?:week|night|month)|back up|works? again|was down)\b", re.I
)


def gather(tables: Tables, moment_us: int) -> Table:
    """Messages of customers that hold a word of a report; machines' left out."""
    import ibis

    rows = spoken(tables, moment_us)
    rows = rows.filter(rows.from_us.isnull() & ~ibis.coalesce(rows.automatic, False))
    rows = rows.filter(rows.customer.notnull() & rows.text.notnull())
    said = rows.text.lower()
    held = said.contains(CUES[0])
    for cue in CUES[1:]:
        held = held | said.contains(cue)
    rows = rows.filter(held)
    return rows.select(
        "version", "ts_us", "customer", "ours", "text", record=rows.id, handle=rows.by
    )


def cases(batch: Batch, context: Context) -> Iterable[Case]:
    """One case an outbreak, brand by brand."""
    brands: dict[str | None, list[Mapping[str, Any]]] = {}
    for row in sorted(batch.to_pylist(), key=lambda row: (row["ts_us"], row["record"])):
        if reports(row["text"]):
            brands.setdefault(row["ours"], []).append(row)
    for brand in sorted(brands, key=lambda name: name or ""):
        yield from _outbreaks(brands[brand], context.moment_us)


def reports(text: str) -> bool:
    """Whether a message says that we are down now."""
    return bool(DOWN.search(text)) and not OVER.search(text)


def _outbreaks(told: list[Mapping[str, Any]], moment_us: int) -> Iterator[Case]:
    """Runs of reports in which enough people wrote within one hour."""
    span = max(1.0, (moment_us - told[0]["ts_us"]) / HOUR_US)
    least = max(PEOPLE, TIMES * len(told) / span)
    runs: list[list[Mapping[str, Any]]] = []
    for row in told:
        if runs and row["ts_us"] - runs[-1][-1]["ts_us"] <= HOUR_US:
            runs[-1].append(row)
        else:
            runs.append([row])
    for run in runs:
        if _most_at_once(run) >= least:
            yield _case(run)


def _most_at_once(run: list[Mapping[str, Any]]) -> int:
    """The most people who reported within any one hour."""
    most = first = 0
    for last, row in enumerate(run):
        while row["ts_us"] - run[first]["ts_us"] > HOUR_US:
            first += 1
        most = max(most, len({each["customer"] for each in run[first : last + 1]}))
    return most


def _case(run: list[Mapping[str, Any]]) -> Case:
    first, last = run[0], run[-1]
    return Case(
        id=first["record"],
        subject=first["handle"],
        start_us=first["ts_us"],
        end_us=last["ts_us"],
        record=first["record"],
        version=first["version"],
        ours=first["ours"],
        end_record=last["record"],
        end_version=last["version"],
    )


EXAMPLES = (
    speaks(
        "Three people within the hour",
        """
        at               | kind    | by  | thread | text
        2026-01-02 09:00 | message | eva | t0     | I cannot log in, did I forget my password?
        2026-03-02 09:00 | message | ana | t1     | Is your site down?
        2026-03-02 09:10 | message | ben | t2     | I can't log in, error 502.
        2026-03-02 09:50 | message | cay | t3     | The app is not loading. Any news?
        """,
        as_of="2026-03-10 12:00",
        says="50 minutes down: uptime-reported >= 99.9% over 30 days",
    ),
    silent(
        "Three people on three days",
        """
        at               | kind    | by  | thread | text
        2026-03-02 09:00 | message | ana | t1     | Is your site down?
        2026-03-03 09:10 | message | ben | t2     | I can't log in, error 502.
        2026-03-04 09:50 | message | cay | t3     | The app is not loading. Any news?
        """,
        as_of="2026-03-10 12:00",
    ),
    unsure(
        "Three people wrote at the same moment: how long it lasted nobody can tell",
        """
        at               | kind    | by  | thread | text
        2026-01-02 09:00 | message | eva | t0     | I cannot log in, did I forget my password?
        2026-03-02 09:00 | message | ana | t1     | Is your site down?
        2026-03-02 09:00 | message | ben | t2     | I can't log in, error 502.
        2026-03-02 09:00 | message | cay | t3     | The app is not loading. Any news?
        """,
        as_of="2026-03-10 12:00",
        says="0 minutes down: uptime-reported >= 99.9% over 30 days",
    ),
)
