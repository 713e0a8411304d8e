"""What did we take away in a release that promised to break nothing, or before the day we named?

Why it matters: A version number is a promise, and so is "it will go on 1 September". Who built on
the thing finds out when it fails, in front of her own customers; next time she does not update.

How it decides: It puts the releases of each list in order (Semantic Versioning 2.0.0) and reads in
their notes what went: under "Removed" or "Breaking", after "BREAKING CHANGE", or by words such as
"removed", "no longer supports"; of an interface, what callers can fail by in a version of its
description that was added (OpenAPI, JSON Schema, GraphQL). That is held against the step from the
release before (a minor or a patch breaks nothing) and against the day or the version that an earlier
record named for it; an interface without versions promises that nothing goes unannounced. Records of
use tell who used it, where they call it by the same name.

When it stays silent: in a new major version and before 1.0.0, where nobody used it although records
of use are there, on what nobody misses (bugs, limits, warnings), and for releases longer ago than
`look-back`. It is unsure where no records of use are there at all, and where the notes only mention
that something went without listing it as removed or breaking.

Source: Semantic Versioning 2.0.0; methods.md 15: removal no earlier than the day that was promised.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from typing import Any

from troth.extend.record import (
    Batch,
    Cite,
    Context,
    Finding,
    LensCard,
    Strength,
    Subject,
    Table,
    Tables,
    silent,
    speaks,
    unsure,
)
from troth.extend.telling import TOLD, blank, told
from troth.model.units import DAY_US
from troth.text.announcing import day_of, tellings
from troth.text.breaking import Break, breaks, releases
from troth.text.foretold import changes
from troth.text.noticed import counted
from troth.text.patience import Patience
from troth.text.used import same_name

SCHEMA = {
    **TOLD,
    "event": "string",
    "person": "string",
    "people": "int64",
    "first_us": "int64",
    "last_us": "int64",
}
CARD = LensCard(
    needs=frozenset({"change", "use"}),
    anchor="the words of the release that say it went",
    schema=SCHEMA,
    status="preview",
    options={"look-back": "180 days", "used-within": "90 days"},
    rests_on=frozenset({"use"}),
)
READ_DAYS = 400
SHOWN = 3
"""People named of those who used a thing; all are counted."""


@dataclass(frozen=True, slots=True)
class _Use:
    """Who used the thing that went: by which name, how many, when last, and some of them."""

    event: str
    people: int
    last_us: int
    cite: Cite
    some: tuple[str, ...]


def gather(tables: Tables, moment_us: int) -> Table:
    """What tells of changes; each event of use with its people and newest record; who used it most."""
    import ibis

    rows, held = tables["use"], tables["person"]
    rows = rows.filter(
        (rows.ts_us <= moment_us)
        & (rows.ts_us > moment_us - READ_DAYS * DAY_US)
        & rows.event.notnull()
    )
    rows = rows.mutate(handle=ibis.coalesce(rows.about, rows.by))
    known = held.select(known=held.handle, who=held.person)
    rows = rows.left_join(known, rows.handle == known.known)
    rows = rows.mutate(
        one=ibis.coalesce(rows.who, rows.handle), times=ibis.coalesce(rows["count"], 1.0)
    )
    events = rows.group_by("event").aggregate(
        people=rows.one.nunique(), first_us=rows.ts_us.min(), last_us=rows.ts_us.max()
    )
    order = ibis.window(group_by="event", order_by=[rows.ts_us.desc(), rows.id])
    newest = rows.select("id", "version", "system", "event", rank=ibis.row_number().over(order))
    newest = newest.filter(newest["rank"] == 0).rename(its="event").drop("rank")
    events = events.inner_join(newest, events.event == newest.its).drop("its")
    events = blank(events.mutate(kind=ibis.literal("use")), SCHEMA)
    return blank(told(tables, moment_us), SCHEMA).union(events).union(_most(rows))


def _most(rows: Table) -> Table:
    """The people who used each thing most."""
    import ibis

    served = rows.filter(rows.handle.notnull())
    each = served.group_by(["event", "one"]).aggregate(
        n=served.times.sum(), person=served.handle.min(), ts_us=served.ts_us.min()
    )
    order = ibis.window(group_by="event", order_by=[each.n.desc(), each.ts_us, each.person])
    each = each.mutate(rank=ibis.row_number().over(order))
    each = each.filter(each["rank"] < SHOWN).select("event", "person", "ts_us")
    return blank(each.mutate(kind=ibis.literal("user")), SCHEMA)


def judge(batch: Batch, context: Context) -> Iterable[Finding]:
    """Everything that went in a release and should not have, and that people used."""
    rows = batch.to_pylist()
    texts = [row for row in rows if row["kind"] in ("change", "document")]
    zone = context.calendar().zone
    held = list(releases(texts, partial(day_of, zone=zone)))
    told_of = changes(tellings(texts, zone))
    back = context.moment_us - Patience.read(context.options["look-back"]).n * DAY_US
    within = Patience.read(context.options["used-within"]).n * DAY_US
    recorded = any(row["kind"] == "use" for row in rows)
    for one in breaks(held, told_of):
        at_us = int(one.release.row["ts_us"])
        used = _used(one, rows, at_us - within)
        if at_us >= back and (used is not None or not recorded):
            yield _finding(one, used)


def _used(one: Break, rows: list[dict[str, Any]], since_us: int) -> _Use | None:
    """The use of the thing that went, if it was used before it went, and not long before."""
    at_us = int(one.release.row["ts_us"])
    fits = [
        row
        for row in rows
        if row["kind"] == "use"
        and row["first_us"] < at_us
        and row["last_us"] >= since_us
        and any(same_name(name, row["event"]) for name in one.removal.names)
    ]
    if not fits:
        return None
    best = max(fits, key=lambda row: (row["people"], row["event"]))
    users = {
        (row["ts_us"], row["person"])
        for row in rows
        if row["kind"] == "user" and row["event"] == best["event"]
    }
    some = [person for _, person in sorted(users)]
    cite = Cite(best["id"], best["version"])
    return _Use(best["event"], int(best["people"]), int(best["last_us"]), cite, tuple(some))


def _finding(one: Break, used: _Use | None) -> Finding:
    row = one.release.row
    side = row.get("side")
    words = Cite(str(row["id"]), str(row["version"]), one.removal.span)
    more = [*(one.by.cites[:1] if one.by else ()), *((used.cite,) if used else ())]
    whom = ", ".join(f"{{person:{each}}}" for each in used.some) if used else ""
    return Finding(
        lens="breaking-change",
        subject=Subject("side", side) if side else Subject("company", row.get("ours") or "company"),
        anchor=f"{row['id']}:{one.removal.span.start}",
        says=f"“{{quote}}” went with {_with(one)}{_why(one)}{_people(used)}.",
        strength=Strength(
            "rule",
            used.people if used else 0,
            "people",
            "Semantic Versioning 2.0.0, days named before",
        ),
        cites=(words, *more),
        next=f"Put it back, or tell those who used it what to use instead: {whom or 'find out who'}.",
        would_change="A new major version, or an earlier record that named this release for it.",
        status="speaks" if used and (one.removal.marked or one.by or one.later) else "unsure",
        severity=CARD.severity,
        preview=True,
        since_us=int(row["ts_us"]),
        stakes=float(used.people if used else 0),
        data={"people": used.people if used else None, "event": used.event if used else None},
    )


def _with(one: Break) -> str:
    if one.release.version:
        return _safe(one.release.version)
    return f"the version of {one.release.on.day} {one.release.on:%B %Y}"


def _why(one: Break) -> str:
    """Against which word it was: the number of the release, the day, or the version named for it."""
    if one.named is not None:
        early = counted((one.named - one.release.on).days)
        day = f"{one.named.day} {one.named:%B %Y}"
        return f", {early} before the day we had named for it, {day}"
    if one.later is not None:
        return f", though we had said it would go with {_safe(one.later)}"
    if one.release.before == one.release.version:
        return ", and the version stayed the same"
    if one.unsaid:
        return " of an interface without versions, and no record had named a day for it"
    return f" after {_safe(one.release.before or '')}, and such a step promises that nothing breaks"


def _people(used: _Use | None) -> str:
    if used is None:
        return "; who used it, no records of use tell"
    people = "1 person" if used.people == 1 else f"{used.people:,} people"
    return f"; {people} used it ({_safe(used.event)})"


def _safe(name: str) -> str:
    """A name from the records inside a sentence with slots: its braces would be taken for one."""
    return name.replace("{", "<").replace("}", ">")


_USE = """
        2026-02-20 | use    | ana |       |       |        | export_pdf |
        2026-02-27 | use    | ben |       |       |        | export_pdf |"""
_WORLD = """
        at         | kind   | by  | title | text  | system | event      | extra"""

EXAMPLES = (
    speaks(
        "Gone in a minor release, and two people used it",
        _WORLD
        + """
        2026-02-01 | change |     | 1.4.0 | Fixes | notes  |            | {"version": "1.4.0"}
        2026-03-02 | change |     | 1.5.0 | ### Removed⏎⏎- Export as PDF. | notes | | {"version": "1.5.0"}"""
        + _USE,
        as_of="2026-03-10",
        says="went with 1.5.0 after 1.4.0, and such a step promises that nothing breaks; 2 people"
        " used it (export_pdf).",
    ),
    speaks(
        "Gone before its day, though in a major release",
        _WORLD
        + """
        2026-02-01 | change |     | 1.4.0 | `export_pdf` will be removed on 1 June 2026. | notes | | {"version": "1.4.0"}
        2026-03-02 | change |     | 2.0.0 | Removed `export_pdf`. | notes | | {"version": "2.0.0"}"""
        + _USE,
        as_of="2026-03-10",
        says="91 days before the day we had named for it, 1 June 2026; 2 people used it",
    ),
    silent(
        "Gone in a new major version",
        _WORLD
        + """
        2026-02-01 | change |     | 1.4.0 | Fixes | notes  |            | {"version": "1.4.0"}
        2026-03-02 | change |     | 2.0.0 | ### Removed⏎⏎- Export as PDF. | notes | | {"version": "2.0.0"}"""
        + _USE,
        as_of="2026-03-10",
    ),
    silent(
        "Nobody used it",
        _WORLD
        + """
        2026-02-01 | change |     | 1.4.0 | Fixes | notes  |            | {"version": "1.4.0"}
        2026-03-02 | change |     | 1.5.0 | ### Removed⏎⏎- Old label form. | notes | | {"version": "1.5.0"}"""
        + _USE,
        as_of="2026-03-10",
    ),
    silent(
        "Before 1.0.0 nothing is promised yet",
        _WORLD
        + """
        2026-02-01 | change |     | 0.4.0 | Fixes | notes  |            | {"version": "0.4.0"}
        2026-03-02 | change |     | 0.5.0 | ### Removed⏎⏎- Export as PDF. | notes | | {"version": "0.5.0"}"""
        + _USE,
        as_of="2026-03-10",
    ),
    unsure(
        "No records of use are there",
        _WORLD
        + """
        2026-02-01 | change |     | 1.4.0 | Fixes | notes  |            | {"version": "1.4.0"}
        2026-03-02 | change |     | 1.5.0 | ### Removed⏎⏎- Export as PDF. | notes | | {"version": "1.5.0"}""",
        as_of="2026-03-10",
        says="who used it, no records of use tell",
    ),
    unsure(
        "The notes mention it in passing",
        _WORLD
        + """
        2026-02-01 | change |     | 1.4.0 | Fixes | notes  |            | {"version": "1.4.0"}
        2026-03-02 | change |     | 1.5.0 | We removed `export_pdf`. | notes | | {"version": "1.5.0"}"""
        + _USE,
        as_of="2026-03-10",
        says="2 people used it",
    ),
)
