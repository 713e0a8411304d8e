"""Do customers tell us what is broken before we tell them?

Why it matters: "We know before they do" is easily said. Whoever has to tell the company that its own
product is down does its watching for it, unpaid; and each one who writes stands for many who do not.

How it decides: It takes the incidents of the last 90 days (option `days`) in which something was
down, and for each the first message of a customer that speaks of it, from its beginning until a day
after its end, and our first word: a public update, a message of ours that speaks of it, or an answer
to whoever wrote. An incident counts where either came. The share that customers told first stands
with its interval; how long they then waited for a word is told by its median, incidents without any word
counted as still waiting (Kaplan–Meier). It speaks from three such incidents on (option `least`) where at
least one was told by a customer first.

When it stays silent: for planned work, for incidents without an impact, of which only the day is
known, or that name a side, an account, a person or a component; where no words of ours are
among the records; where we were first each time. It is unsure below three incidents, and where
the records end long ago. Incidents that nobody wrote down are not counted, so the true share may be worse.

Source: methods.md 20: proactive share and lead time; Wilson 1927; Kaplan and Meier 1958.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any

from troth.extend.joining import spoken
from troth.extend.outages import Outage, read_outage
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
from troth.extend.struck import LATER_US
from troth.model.units import DAY_US, MINUTE_US
from troth.text.patience import day_of
from troth.text.uptime import speaks_of_outage

LONGEST_DAYS = 366
CARD = LensCard(
    needs=frozenset({"incident", "message"}),
    anchor="the newest incident that a customer told first",
    schema={
        "what": "string",
        "id": "string",
        "version": "string",
        "ts_us": "int64",
        "end_us": "int64",
        "who": "string",
        "ours": "string",
        "side": "string",
        "account": "string",
        "about": "string",
        "title": "string",
        "text": "string",
        "extra": "string",
        "impact": "string",
        "planned": "bool",
        "from_us": "bool",
        "automatic": "bool",
        "precision": "string",
        "system": "string",
    },
    status="preview",
    options={"days": 90, "least": 3},
    rests_on=frozenset({"incident"}),
)


def gather(tables: Tables, moment_us: int) -> Table:
    """The incidents, and what was written from the beginning of each until a day after its end."""
    import ibis

    rows = tables["incident"]
    rows = rows.filter((rows.ts_us <= moment_us) & (rows.ts_us > moment_us - LONGEST_DAYS * DAY_US))
    over = ibis.greatest(ibis.coalesce(rows.end_us, moment_us), rows.ts_us)
    spans = rows.select(begun=rows.ts_us, last=over + LATER_US)
    said = spoken(tables, moment_us)
    said = said.filter(said.customer.notnull())
    text = ibis.coalesce(said.subject, "") + "\n" + ibis.coalesce(said.text, "")
    said = said.select(
        *("id", "version", "ts_us", "ours", "system", "automatic", "from_us"),
        who=said.customer,
        text=text,
    )
    near = said.inner_join(spans, [said.ts_us >= spans.begun, said.ts_us <= spans.last])
    near = near.drop("begun", "last").distinct()
    return _shaped(rows, "incident").union(_shaped(near, "word"))


def _shaped(rows: Table, what: str) -> Table:
    """Rows in the columns of the card, those they lack null."""
    import ibis

    columns = {
        name: rows[name].cast(kind) if name in rows.columns else ibis.null(kind)
        for name, kind in CARD.schema.items()
    }
    return rows.select(**(columns | {"what": ibis.literal(what)}))


@dataclass(frozen=True, slots=True)
class _Known:
    """An incident with the first word of a customer about it, and when ours first came."""

    outage: Outage
    hers: Mapping[str, Any] | None
    ours_us: int | None

    @property
    def late(self) -> bool:
        """Whether a customer told us before we told anybody."""
        return self.hers is not None and (self.ours_us is None or self.hers["ts_us"] < self.ours_us)


def judge(batch: Batch, context: Context) -> Iterable[Finding]:
    """Of which incidents customers told us first, brand by brand."""
    rows = sorted(batch.to_pylist(), key=lambda row: (row["ts_us"], row["id"]))
    words = [row for row in rows if row["what"] == "word"]
    hearable = any(row["from_us"] for row in words)
    incidents = [row for row in rows if row["what"] == "incident"]
    incidents.sort(key=lambda row: (row["ours"] or "", row["ts_us"], row["id"]))
    for _, held in groupby(incidents, key=lambda row: row["ours"] or ""):
        own = list(held)
        reach = min(context.moment_us, context.coverage.get(own[-1]["system"], context.moment_us))
        here = replace(context, moment_us=max(reach, words[-1]["ts_us"] if words else 0))
        yield from _told(list(_known(own, words, hearable, here)), here)


def _known(
    incidents: Sequence[Mapping[str, Any]],
    words: Sequence[Mapping[str, Any]],
    hearable: bool,
    context: Context,
) -> Iterator[_Known]:
    """The incidents of which somebody said something."""
    days = int(str(context.options.get("days", CARD.options["days"])))
    for row in incidents:
        outage = read_outage(row, context.moment_us)
        skipped = outage.only_day or outage.narrow or not outage.counts
        if (
            skipped
            or outage.updates_us is None
            or outage.start_us < context.moment_us - days * DAY_US
        ):
            continue
        if not outage.updates_us and not hearable:
            continue
        one = _of(outage, words)
        if one.hers is not None or one.ours_us is not None:
            yield one


def _of(outage: Outage, words: Sequence[Mapping[str, Any]]) -> _Known:
    hers, ours_us = None, min(outage.updates_us or (), default=None)
    wrote = set()
    for row in words:
        if not outage.start_us <= row["ts_us"] <= outage.end_us + LATER_US:
            continue
        if None not in (row["ours"], outage.ours) and row["ours"] != outage.ours:
            continue
        about = speaks_of_outage(row["text"], outage.title)
        if row["from_us"]:
            answers = row["who"] in wrote and not row["automatic"]
            if about or answers:
                ours_us = min(row["ts_us"], row["ts_us"] if ours_us is None else ours_us)
        elif about and not row["automatic"]:
            wrote.add(row["who"])
            hers = hers or row
    return _Known(outage, hers, ours_us)


def _told(known: Sequence[_Known], context: Context) -> Iterator[Finding]:
    late = [one for one in known if one.late]
    if not late:
        return
    from troth.stats.rates.proportions import wilson

    newest, n = late[-1], len(known)
    share = wilson(len(late), n)
    assert newest.hers is not None
    since_us = newest.hers["ts_us"]
    least = int(str(context.options.get("least", CARD.options["least"])))
    old = context.too_old_for(context.moment_us - newest.outage.start_us)
    zone = context.calendar(None, newest.outage.ours).zone
    on = day_of(since_us, zone, context.as_of_us)
    yield Finding(
        lens="late-to-know",
        subject=Subject("company", newest.outage.ours or "company"),
        anchor=newest.outage.record,
        says=f"Of {n} {'incident' if n == 1 else 'incidents'} that were spoken of, customers told us of "
        f"{len(late)} before we told anybody, last on {on}: “{{quote}}”{_waited(late, context)}{_end(context)}.",
        strength=Strength(
            "rate", n, "incidents", share.method, value=share.value, low=share.low, high=share.high
        ),
        cites=(
            Cite(newest.hers["id"], newest.hers["version"]),
            *(Cite(one.outage.record, one.outage.version) for one in reversed(late)),
        ),
        next="Find out what would have shown it to us first, and tell those it concerns before they "
        "ask, the next time.",
        would_change="An update of ours that the records do not hold, or a moment that is wrong.",
        status="speaks" if n >= least and not old else "unsure",
        severity=CARD.severity,
        since_us=late[0].outage.start_us,
        data={"late": len(late), "known": n},
    )


def _end(context: Context) -> str:
    if context.as_of_us - context.moment_us < DAY_US:
        return ""
    return f"; the records end on {context.records_end()}"


def _waited(late: Sequence[_Known], context: Context) -> str:
    """How long it took us to say a word after the first customer had: the median."""
    from troth.stats.survival.kaplan_meier import kaplan_meier

    ends = [context.moment_us if one.ours_us is None else one.ours_us for one in late]
    begun = [one.hers["ts_us"] for one in late if one.hers is not None]
    lasted = [max(0, end - start) // MINUTE_US for end, start in zip(ends, begun, strict=True)]
    half = kaplan_meier(lasted, [one.ours_us is not None for one in late]).median
    if half is None:
        return "; mostly no word of ours followed"
    if len(late) == 1:
        return f"; our first word came {half:g} minutes later"
    return f"; half of them had our first word within {half:g} minutes"


HEAD = "at | kind | by | about | end_us | impact | text | extra\n"


def _down(day: int, hers: str, ours: str) -> str:
    """Lines of an example: an incident at ten, a customer's word and ours at these times."""
    at = f"2026-03-{day:02d}"
    lines = f"{at} 10:00 | incident | | | {at} 11:30 | major | |\n"
    lines += f"{at} {hers} | message | ana | | | | Booking is down! |\n" if hers else ""
    said = "Booking is down, we are on it." if hers > ours else "We see it and are on it."
    return lines + (f"{at} {ours} | message | us:tom | ana | | | {said} |\n" if ours else "")


EXAMPLES = (
    speaks(
        "Two of three incidents came to us from a customer",
        HEAD
        + _down(2, "10:05", "10:25")
        + _down(9, "10:30", "10:10")
        + _down(16, "10:10", "10:55"),
        as_of="2026-03-18 12:00",
        says="Of 3 incidents that were spoken of, customers told us of 2 before we told anybody, "
        "last on 16 March: “{quote}”; half of them had our first word within 20 minutes.",
    ),
    silent(
        "We were first each time",
        HEAD
        + _down(2, "10:25", "10:05")
        + _down(9, "10:30", "10:10")
        + _down(16, "11:10", "10:55"),
        as_of="2026-03-18 12:00",
    ),
    silent(
        "A status page told it before she wrote",
        """
        at               | kind     | by     | about | end_us           | impact | text             | extra
        2026-03-02 10:00 | incident |        |       | 2026-03-02 10:45 | major  |                  | {"updates_at": "2026-03-02T10:05:00Z"}
        2026-03-02 10:20 | message  | ana    |       |                  |        | Booking is down! |
        2026-03-02 10:40 | message  | us:tom | ana   |                  |        | We are on it.    |
        """,
        as_of="2026-03-03 12:00",
    ),
    silent(
        "She wrote of something else, and no word of ours is among the records",
        """
        at               | kind     | by  | end_us           | impact | text
        2026-03-02 10:00 | incident |     | 2026-03-02 10:45 | major  |
        2026-03-02 10:05 | message  | ana |                  |        | Booking is down!
        2026-03-02 10:20 | message  | ben |                  |        | Which door is it?
        """,
        as_of="2026-03-03 12:00",
    ),
    unsure(
        "One incident alone",
        HEAD + _down(2, "10:05", "10:25"),
        as_of="2026-03-03 12:00",
        says="our first word came 20 minutes later.",
    ),
)
