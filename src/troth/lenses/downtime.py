"""Which outage used up the uptime we promised, or left customers without a word?

Why it matters: An outage is told in minutes of ours, and felt in hours of theirs. Whoever sits
before a page that does not load, and hears nothing, does not know whether anybody has noticed.

How it decides: An incident is held against two things. First against uptime that was promised
(“99.9 % uptime”, or a measure `uptime >= 99.9%`) for its brand and side: the minutes of all
incidents in the period up to its end, those that overlap counted once, must not pass what the
promise allows, 43.2 minutes in 30 days for 99.9 %. It speaks of the incident with which the budget
was gone. Second against what customers heard: an hour of the week is a customer's if something was
done in it in two of the eight weeks before, by those of whom six records are known; whoever was
active then and had no word about it within an hour (option `within`) is counted. A word is a public
update of the incident, a message that speaks of it, or an answer to what was written to us. Incidents
that took less than 15 minutes (option `least`) are not told for this alone. An incident that names a
side, an account, a person or a component that some use and others do not concerns only those.

When it stays silent: for planned work that was announced before it began, for incidents without an
impact, within the budget, where nobody was active, where there was a word in time, and of words where
no message of ours is among the records. It is unsure where nobody's hours are known, where the promise
is not confirmed, where only slight incidents (minor, degraded) pass the budget, where an incident is
without an end for more than three days, and where messages end before a word was due.

Source: methods.md 15: customer-minutes are the overlap of active hours and incidents; error budgets
as in The Site Reliability Workbook, chapter 5 (Beyer and others, 2018).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import reduce
from operator import or_
from typing import Any

from troth.extend.active import RULE, Act, Activity
from troth.extend.outages import Outage, kept_up, read_outage
from troth.extend.record import (
    Batch,
    Cite,
    Context,
    Finding,
    LensCard,
    Span,
    Strength,
    Subject,
    Table,
    Tables,
    silent,
    speaks,
    unsure,
)
from troth.extend.struck import LATER_US, OFFER_US, Struck, Word, struck
from troth.model.units import DAY_US, HOUR_US
from troth.text.patience import Patience, day_of
from troth.text.uptime import HINTS, PromisedUptime

LOOKED_BACK_US = 90 * DAY_US
BEFORE_US = 57 * DAY_US
FORGOTTEN_US = 3 * DAY_US
"""An incident without an end for longer was perhaps only never closed."""

CARD = LensCard(
    needs=frozenset({"incident", "message"}),
    anchor="the incident",
    schema={
        "what": "string",
        "id": "string",
        "version": "string",
        "ts_us": "int64",
        "end_us": "int64",
        "who": "string",
        "handle": "string",
        "n": "int64",
        "ours": "string",
        "side": "string",
        "account": "string",
        "title": "string",
        "text": "string",
        "extra": "string",
        "impact": "string",
        "flag": "bool",
        "precision": "string",
        "system": "string",
        "start": "int64",
        "end": "int64",
        "confirmed": "bool",
    },
    status="preview",
    options={"within": "1 hour", "least": "15 minutes"},
    rests_on=frozenset({"incident"}),
)


def gather(tables: Tables, moment_us: int) -> Table:
    """Incidents, what customers did around them hour by hour, what was written, and uptime promised."""
    incidents = tables["incident"]
    incidents = incidents.filter(incidents.ts_us <= moment_us)
    held = tables["person"].select(known="handle", person="person")
    named = incidents.left_join(held, incidents.about == held.known)
    named = named.mutate(who=named.person.fill_null(named.about))
    found = _shaped(named, "incident", flag="planned", handle="about", start="start_us")
    lately = _lately(incidents, moment_us)
    since = lately.aggregate(since=lately.begun.min())
    acts = _done(tables, moment_us).cross_join(since)
    acts = acts.filter(acts.ts_us >= acts.since - BEFORE_US).drop("since")
    said = _around(_said(tables, moment_us), lately)
    return (
        found.union(_shaped(_by_hour(_people(acts, tables)), "act", n="times"))
        .union(_shaped(_people(said, tables), "word"))
        .union(_reach(tables, moment_us))
        .union(
            _shaped(
                tables["uptime"],
                "promise",
                id="promise",
                ts_us="born_us",
                n="days",
                text="share",
                system="record",
            )
        )
    )


def _lately(incidents: Table, moment_us: int) -> Table:
    """When the incidents began and ended that may be told of; without an end, they go on."""
    import ibis

    over = ibis.coalesce(incidents.end_us, moment_us)
    rows = incidents.mutate(over=ibis.greatest(over, incidents.ts_us))
    rows = rows.filter(rows.over > moment_us - LOOKED_BACK_US)
    return rows.select(begun="ts_us", over="over")


def _shaped(rows: Table, what: str, **named: str) -> Table:
    """Rows in the columns of the card: its own, those named otherwise, the rest null."""
    import ibis

    columns: dict[str, Any] = {}
    for name, kind in CARD.schema.items():
        held = named.get(name, name if name not in ("start", "end", "n") else "")
        plain = ibis.literal(what) if name == "what" else ibis.null(kind)
        columns[name] = rows[held].cast(kind) if held in rows.columns else plain
    return rows.select(**columns)


def _people(rows: Table, tables: Tables) -> Table:
    """Rows with the customer behind each handle, none of our own people's."""
    import ibis

    held = tables["person"]
    known = held.select(known=held.handle, person=held.person, their_side=held.side, staff="staff")
    met = rows.left_join(known, rows.handle == known.known)
    met = met.filter(met.handle.notnull() & ~ibis.coalesce(met.staff, False))
    side = ibis.coalesce(met.side, met.their_side)
    met = met.mutate(who=ibis.coalesce(met.person, met.handle), side=side)
    return met.drop("handle", "known", "person", "their_side", "staff")


def _done(tables: Tables, moment_us: int) -> Table:
    """What was used, bought and written to us, of what knows more than its day."""
    import ibis

    used, bought, wrote = (tables[kind] for kind in ("use", "purchase", "message"))
    wrote = wrote.filter((wrote.direction == "in") & ~ibis.coalesce(wrote.automatic, False))
    nothing = ibis.null("string")
    rows = [
        each.filter((each.ts_us <= moment_us) & (ibis.coalesce(each.precision, "") != "day"))
        for each in (used, bought, wrote)
    ]
    return ibis.union(
        *(
            each.select(
                "ts_us",
                "ours",
                "side",
                "account",
                title=each.event if each is rows[0] else nothing,
                handle=each.by if each is rows[2] else ibis.coalesce(each.by, each.about),
            )
            for each in rows
        )
    )


def _by_hour(rows: Table) -> Table:
    """What one person did in one hour, counted: `ts_us` is the hour's beginning."""
    hour = rows.mutate(ts_us=rows.ts_us - rows.ts_us % HOUR_US)
    keys = ("who", "ts_us", "ours", "side", "account", "title")
    return hour.group_by(keys).aggregate(times=hour.count())


def _said(tables: Tables, moment_us: int) -> Table:
    """Messages both ways, a row for each handle in them; `flag` where it is ours."""
    import ibis

    rows, more = tables["message"], tables["party"]
    rows = rows.filter((rows.ts_us <= moment_us) & rows.direction.isin(["in", "out"]))
    out = rows.direction == "out"
    named = more.select(of=more.id, of_version=more.version, named=more.handle)
    copies = rows.filter(out).inner_join(
        named, [rows.id == named.of, rows.version == named.of_version]
    )
    one = _message(rows, ibis.ifelse(out, rows.about, rows.by))
    return one.union(_message(copies, copies.named))


def _message(rows: Table, handle: Any) -> Table:
    import ibis

    text = ibis.coalesce(rows.subject, "") + "\n" + ibis.coalesce(rows.text, "")
    return rows.select(
        "id",
        "version",
        "ts_us",
        "ours",
        "side",
        "system",
        handle=handle,
        text=text,
        flag=rows.direction == "out",
        confirmed=ibis.ifelse(rows.automatic, ibis.literal(True), ibis.null("bool")),
    )


def _around(said: Table, lately: Table) -> Table:
    """Words from an incident's beginning until a day after its end, offers for a month."""
    plain = said.text.lower()
    gives = said.flag & reduce(or_, (plain.contains(hint) for hint in HINTS))
    near = said.mutate(gives=gives).inner_join(lately, said.ts_us >= lately.begun)
    last = near.gives.ifelse(near.over + OFFER_US, near.over + LATER_US)
    return near.filter(near.ts_us <= last).drop("gives", "begun", "over").distinct()


def _reach(tables: Tables, moment_us: int) -> Table:
    """How many messages of ours there are, and how far all messages reach."""
    rows = tables["message"]
    rows = rows.filter(rows.ts_us <= moment_us)
    told = rows.aggregate(n_=(rows.direction == "out").sum(), ts_us=rows.ts_us.max())
    return _shaped(told, "reach", n="n_")


@dataclass(frozen=True, slots=True)
class _Promise:
    """Uptime that was promised, and where its words stand."""

    id: str
    uptime: PromisedUptime
    born_us: int
    confirmed: bool
    ours: str | None
    side: str | None
    cite: Cite


@dataclass(frozen=True, slots=True)
class _Spent:
    """A promise whose budget was gone with an incident."""

    promise: _Promise
    down: float
    allowed: float
    sure: bool
    incidents: int


def judge(batch: Batch, context: Context) -> Iterable[Finding]:
    """Which incidents passed what was promised, or left somebody without a word."""
    rows: dict[str, list[dict[str, Any]]] = {}
    for row in batch.to_pylist():
        rows.setdefault(row["what"], []).append(row)
    outages = sorted(
        (_outage(row, context) for row in rows.get("incident", ())),
        key=lambda one: (one.start_us, one.record),
    )
    activity = Activity.of(_act(row) for row in rows.get("act", ()))
    words = sorted(map(_word, rows.get("word", ())), key=lambda one: (one.at_us, one.record))
    promises = list(map(_promise, rows.get("promise", ())))
    promises.sort(key=lambda one: (not one.confirmed, one.born_us, one.id))
    reach = rows.get("reach", [{"n": 0, "ts_us": None}])[0]
    named = {row["id"]: row["handle"] for row in rows.get("incident", ())}
    for outage in outages:
        if outage.counts and outage.end_us > context.moment_us - LOOKED_BACK_US:
            zone = context.calendar(outage.side, outage.ours).zone
            found = struck(outage, activity, words, zone=zone, hearable=bool(reach["n"]))
            spent = _spent(outage, outages, promises)
            for finding in _told(found, spent, reach["ts_us"] or 0, context):
                handle = named[outage.record]
                yield replace(finding, subject=Subject("person", handle)) if handle else finding


def _outage(row: Mapping[str, Any], context: Context) -> Outage:
    reach = context.coverage.get(row["system"] or "", context.moment_us)
    more = {"planned": row["flag"], "start_us": row["start"], "about": row["who"]}
    return read_outage({**row, **more}, min(reach, context.moment_us))


def _act(row: Mapping[str, Any]) -> Act:
    more = (row[name] for name in ("ours", "side", "account", "title"))
    return Act(row["who"], row["ts_us"] // HOUR_US, row["n"], *more)


def _word(row: Mapping[str, Any]) -> Word:
    return Word(
        row["who"], row["ts_us"], row["flag"], row["text"] or "", row["id"], row["version"],
        bool(row["confirmed"]), row["ours"],
    )  # fmt: skip


def _promise(row: Mapping[str, Any]) -> _Promise:
    start, end = row["start"], row["end"]
    span = Span(start, end) if start is not None and end is not None else None
    cite = Cite(row["system"] or row["id"], row["version"] or "", span)
    said = PromisedUptime(float(row["text"]), row["n"])
    sure = bool(row["confirmed"])
    return _Promise(row["id"], said, row["ts_us"], sure, row["ours"], row["side"], cite)


def _spent(
    outage: Outage, outages: Sequence[Outage], promises: Iterable[_Promise]
) -> _Spent | None:
    """The promise whose budget was gone at its end and was not before it began."""
    for promise in promises:
        mine = [one for one in outages if _concerns(promise, one) and one.counts]
        if outage not in mine or outage.only_day or outage.end_us <= promise.born_us:
            continue
        kept = promise.uptime
        earlier = [one for one in mine if one.start_us < outage.start_us]
        before = kept_up(earlier, outage.start_us, kept.share, kept.days, promise.born_us)
        after = kept_up(mine, outage.end_us, kept.share, kept.days, promise.born_us)
        if before.left >= 0 > after.left:
            full = [one for one in mine if not one.slight]
            plain = kept_up(full, outage.end_us, kept.share, kept.days, promise.born_us)
            since = outage.end_us - kept.days * DAY_US
            n = sum(since < one.end_us and one.start_us < outage.end_us for one in mine)
            sure = promise.confirmed and plain.left < 0
            return _Spent(promise, after.down, after.allowed, sure, n)
    return None


def _concerns(promise: _Promise, outage: Outage) -> bool:
    same = promise.ours == outage.ours or None in (promise.ours, outage.ours)
    return same and (outage.side is None or promise.side in (None, outage.side))


def _told(
    found: Struck, spent: _Spent | None, reach_us: int, context: Context
) -> Iterator[Finding]:
    outage = found.outage
    within = Patience.read(context.options.get("within", CARD.options["within"]))
    least = Patience.read(context.options.get("least", CARD.options["least"]))
    calendar = context.calendar(outage.side, outage.ours)
    due = calendar.add(outage.start_us, within.n, within.unit)
    long = outage.end_us >= calendar.add(outage.start_us, least.n, least.unit)
    unheard = found.unheard(due) if long and due <= context.moment_us else ()
    nobody = not found.hit and found.unknown and found.hearable and long
    nobody = nobody and found.word_us is None and outage.updates_us is not None
    if not (spent or unheard or nobody):
        return
    closed = not outage.open or outage.end_us - outage.start_us <= FORGOTTEN_US
    heard = bool(unheard) and reach_us >= due
    sure = closed and (spent.sure if spent else heard)
    yield _finding(found, spent, len(unheard), within, sure, context)


def _finding(
    found: Struck,
    spent: _Spent | None,
    unheard: int,
    within: Patience,
    sure: bool,
    context: Context,
) -> Finding:
    outage = found.outage
    on = day_of(outage.start_us, context.calendar(outage.side, outage.ours).zone, context.as_of_us)
    lasts = "has lasted" if outage.open else "lasted"
    parts = [f"The incident of {on} {lasts} {_minutes(outage.minutes)}", _of_them(found)]
    if unheard:
        parts.append(f"{unheard} of them had no word of ours within {_patience(within)}")
    if spent:
        parts.append(_budget(spent))
    return Finding(
        lens="downtime",
        subject=_subject(outage),
        anchor=outage.record,
        says="; ".join(part for part in parts if part) + ".",
        strength=_strength(found, spent),
        cites=tuple(_cites(found, spent)),
        next="Tell those it hit what happened and what it cost them, and make it whole: "
        "`troth incidents` has them by name.",
        would_change="Another end or impact of the incident, a message to them that is not among "
        "the records, or a promise that allows for it.",
        status="speaks" if sure else "unsure",
        since_us=outage.start_us,
        stakes=float(len(found.hit)),
        data={
            "minutes": round(outage.minutes, 1),
            "customer_minutes": round(found.minutes, 1),
            "hit": len(found.hit),
            "unknown": len(found.unknown),
            "unheard": unheard,
            "offered": found.offered,
            "promise": spent.promise.id if spent else None,
        },
    )


def _subject(outage: Outage) -> Subject:
    """Whom it is about: the account or the side it names, else the company."""
    if outage.account:
        return Subject("account", outage.account)
    return Subject("side", outage.side) if outage.side else Subject("company", outage.ours or "us")


def _of_them(found: Struck) -> str:
    if found.hit:
        many = len(found.hit)
        who = f"{_counted(many, 'customer')} lost {_minutes(found.minutes)} in all"
        more = f", {len(found.unknown):,} more may have" if found.unknown else ""
        return f"{who}{more}"
    if found.unknown:
        return f"of {_counted(len(found.unknown), 'customer')} nobody knows when they are active"
    return "nobody we know of was active"


def _budget(spent: _Spent) -> str:
    kept = spent.promise.uptime
    return (
        f"with it {spent.down:,.4g} minutes were lost in {kept.days} days, and the uptime of "
        f"{kept.share * 100:g} % that we promised allows {spent.allowed:,.4g}"
    )


def _strength(found: Struck, spent: _Spent | None) -> Strength:
    if spent:
        method = f"minutes lost against those that {spent.promise.uptime.share * 100:g} % allows"
        return Strength("rule", spent.incidents, "incidents", method)
    return Strength("count", len(found.hit), "customers", RULE)


def _cites(found: Struck, spent: _Spent | None) -> Iterator[Cite]:
    yield Cite(found.outage.record, found.outage.version)
    if spent:
        yield spent.promise.cite
    if found.first is not None and found.from_them:
        yield Cite(found.first.record, found.first.version)


def _patience(within: Patience) -> str:
    unit = within.unit.removesuffix("s") if within.n == 1 else within.unit
    return f"{within.n} {unit}"


def _minutes(minutes: float) -> str:
    return "1 minute" if round(minutes) == 1 else f"{round(minutes):,} minutes"


def _counted(n: int, noun: str) -> str:
    return f"{n:,} {noun}" if n == 1 else f"{n:,} {noun}s"


EXAMPLES = (
    speaks(
        "It used up what was promised, and nobody wrote to those who were there",
        """
        at               | kind     | by     | thread | end_us           | impact | text
        2026-01-05 09:00 | document |        | terms  |                  |        | We guarantee 99.9 % uptime each month.
        2026-01-05 10:00 | confirm  | us:tom | terms  |                  |        |
        2026-03-02 09:55 | message  | us:tom | t1     |                  |        | Your order is packed.
        2026-03-02 10:00 | incident |        |        | 2026-03-02 11:30 | major  |
        2026-03-02 10:20 | use      | ana    |        |                  |        |
        2026-03-02 11:10 | use      | ben    |        |                  |        |
        2026-03-02 15:00 | message  | us:tom | t2     |                  |        | Your parcel is on its way.
        """,
        as_of="2026-03-03 12:00",
        says="lasted 90 minutes; 2 customers lost 90 minutes in all; 2 of them had no word of ours within 1 hour; "
        "with it 90 minutes were lost in 30 days, and the uptime of 99.9 % that we promised allows 43.2.",
    ),
    speaks(
        "Nothing was promised, and of two who were there one heard nothing",
        """
        at               | kind     | by     | about | end_us           | impact | text
        2026-03-02 10:00 | incident |        |       | 2026-03-02 10:45 | major  |
        2026-03-02 10:05 | message  | ana    |       |                  |        | Booking is down!
        2026-03-02 10:20 | use      | ben    |       |                  |        |
        2026-03-02 10:25 | message  | us:tom | ana   |                  |        | We see it and are on it.
        2026-03-02 18:00 | message  | us:tom | cem   |                  |        | Your parcel is on its way.
        """,
        as_of="2026-03-03 12:00",
        says="2 customers lost 90 minutes in all; 1 of them had no word of ours within 1 hour.",
    ),
    silent(
        "A status page told everybody after five minutes, and nothing was promised",
        """
        at               | kind     | by     | about | end_us           | impact | extra
        2026-03-02 10:00 | incident |        |       | 2026-03-02 10:45 | major  | {"updates_at": "2026-03-02T10:05:00Z"}
        2026-03-02 10:20 | use      | ben    |       |                  |        |
        2026-03-02 18:00 | message  | us:tom | cem   |                  |        |
        """,
        as_of="2026-03-03 12:00",
    ),
    silent(
        "Planned, and announced before",
        """
        at               | kind     | by     | about | end_us           | planned | impact
        2026-03-02 10:00 | incident |        |       | 2026-03-02 12:45 | yes     | major
        2026-03-02 10:20 | use      | ben    |       |                  |         |
        2026-03-02 18:00 | message  | us:tom | cem   |                  |         |
        """,
        as_of="2026-03-03 12:00",
    ),
    silent(
        "Within the budget, and nobody was active",
        """
        at               | kind     | by     | thread | end_us           | impact | text
        2026-01-05 09:00 | document |        | terms  |                  |        | We guarantee 99.9 % uptime each month.
        2026-01-05 10:00 | confirm  | us:tom | terms  |                  |        |
        2026-03-02 02:00 | incident |        |        | 2026-03-02 02:40 | major  |
        2026-03-02 18:00 | message  | us:tom | t1     |                  |        | Your order is packed.
        """,
        as_of="2026-03-03 12:00",
    ),
    unsure(
        "Of the one customer there is, nobody knows when she is active",
        """
        at               | kind     | by     | about | end_us           | impact | text
        2026-02-26 10:00 | use      | ana    |       |                  |        |
        2026-03-02 10:00 | incident |        |       | 2026-03-02 10:45 | major  |
        2026-03-02 18:00 | message  | us:tom | cem   |                  |        | Your order is packed.
        """,
        as_of="2026-03-03 12:00",
        says="of 1 customer nobody knows when they are active",
    ),
    unsure(
        "Only a slight incident passes what was promised",
        """
        at               | kind     | by     | thread | end_us           | impact | text
        2026-01-05 09:00 | document |        | terms  |                  |        | We guarantee 99.9 % uptime each month.
        2026-01-05 10:00 | confirm  | us:tom | terms  |                  |        |
        2026-03-02 02:00 | incident |        |        | 2026-03-02 03:40 | minor  |
        """,
        as_of="2026-03-03 12:00",
        says="100 minutes were lost in 30 days",
    ),
)
