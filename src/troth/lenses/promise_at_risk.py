"""Which promise is about to be broken, while it can still be kept?

Why it matters: On the day before, a promise costs an hour's work or an honest word. On the day after,
it costs trust. Most are not broken by anybody's will: they were forgotten, or lay with somebody who
was away.

How it decides: An open promise with a date is at risk when its day comes within two business days
(option `within`) and at least half of its time is gone, and we have not written to the person about it
since we gave it; or when half its time is gone (or its day is that near) and the colleague who is to keep it is
noted as away beyond its day, or fewer than three in four of the dated promises with the same owner
were kept in time (the whole interval of at least ten, Wilson 95 %). What both sides wrote since is
read as `promise-overdue` reads it. A promise with a measure is at risk where in all it still holds
and its recent cases do not: a CUSUM over yes and no sounds and has not come to rest, and the interval
of the cases since it set out lies below the promised share. Cases that began after the oldest one
still undecided are left out: of those only the bad ends would be known.

When it stays silent: where it was done, where she let us off or agreed to another day, where a
colleague of ours has written about it since, where its day is far away, and where it is past its day
(that is `promise-overdue`). A promise to nobody in particular has no conversation, so that nobody
wrote says nothing about it. It is unsure where nobody has confirmed the promise, where it hangs on a
condition, where it may have been settled in another conversation, and where the records end before
its day; a month after such a day it says nothing.

Source: methods.md 3, consistency: a CUSUM on breaks (Reynolds and Stoumbos 1999), with a false alarm
once in ten times as many cases as there are.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any

from troth.extend.afterwards import LATER, PROMISE, Became, became, promised_words, with_later
from troth.extend.cited import own_words
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
from troth.model.units import DAY_US
from troth.stats.rates.proportions import wilson
from troth.text.outcome import misses, refers
from troth.text.patience import Patience, day_of

OVER_US = 30 * DAY_US
ENOUGH = 10
RELIABLE = 0.75
"""An owner whose dated promises are kept so seldom, at most, is a reason to look early."""
NEWEST = 2000
"""So many of the newest cases are watched."""
FOR_EVER = 1 << 62
OVER = ("kept", "late", "partly", "broken")
RISK = {
    "away_us": "int64",
    "away_until_us": "int64",
    "owner_kept": "int64",
    "owner_n": "int64",
}
CASES = {
    "n": "int64",
    "rate": "float64",
    "tolerance": "float64",
    "case_us": "int64",
    "case_kept": "bool",
    "case": "string",
    "case_version": "string",
}
CARD = LensCard(
    needs=frozenset({"message", "promise"}),
    anchor="the promise, and of one with a measure the side",
    schema={**PROMISE, **LATER, **RISK, **CASES},
    status="preview",
    options={"within": "2 business days"},
    rests_on=frozenset({"promise"}),
)


def gather(tables: Tables, moment_us: int) -> Table:
    """Open promises before their day with every later message, and the cases of tested ones."""
    dated = _dated(tables, moment_us)
    return dated.union(_tested(tables))


def _dated(tables: Tables, moment_us: int) -> Table:
    rows = tables["promise"]
    due = rows.filter((rows.state == "open") & (rows.due_us >= moment_us) & rows.measure.isnull())
    due = _with_owner(due, tables)
    found = with_later(tables, due.select(*PROMISE, *RISK, "thread"), moment_us)
    return _whole(found)


def _with_owner(due: Table, tables: Tables) -> Table:
    """Until when the colleague who is to keep it is away, and how the owner's others came out."""
    import ibis

    held, noted, rows = tables["person"], tables["entry"], tables["promise"]
    away = noted.filter(noted.deed == "away").group_by("target")
    away = away.aggregate(
        away_us=noted.at_us.max(), away_until_us=noted.until_us.fill_null(FOR_EVER).max()
    )
    over = rows.filter(rows.due_us.notnull() & rows.state.isin(OVER))
    over = over.group_by(theirs=ibis.coalesce(over.owner, over.by)).aggregate(
        owner_kept=(over.state == "kept").cast("int64").sum(), owner_n=over.count()
    )
    writers = held.select(writer=held.handle, who=held.person)
    due = due.left_join(writers, due.by == writers.writer)
    due = due.left_join(away, ibis.coalesce(due.keeper, due.who) == away.target)
    return due.left_join(over, ibis.coalesce(due.owner, due.by) == over.theirs)


def _tested(tables: Tables) -> Table:
    """Promises that hold in all or may hold, each with the newest of their cases."""
    import ibis

    rows, cases, said = tables["verified"], tables["tried"], tables["promise"]
    rows = rows.filter(
        rows.status.isin(["kept", "open"]) & (rows.tolerance < 1) & (rows.rate >= rows.tolerance)
    )
    rows = rows.select("promise", "side", "n", "rate", "tolerance", "undecided_us")
    said = said.select(
        *(name for name in PROMISE if name not in ("promise", "side")), said="promise"
    )
    rows = rows.left_join(said, rows.promise == said.said)
    newest = ibis.window(
        group_by=["promise", "side"], order_by=[cases.start_us.desc(), cases.record.desc()]
    )
    cases = cases.mutate(back=ibis.row_number().over(newest))
    cases = cases.filter(cases.back < NEWEST)
    cases = cases.select(
        of=cases.promise,
        of_side=cases.side.fill_null(""),
        case_us=cases.start_us,
        case_kept=cases.kept,
        case=cases.record,
        case_version=cases.version,
    )
    side = rows.side.fill_null("") == cases.of_side
    met = rows.inner_join(cases, (rows.promise == cases.of) & side)
    return _whole(met.filter(met.undecided_us.isnull() | (met.case_us < met.undecided_us)))


def _whole(rows: Table) -> Table:
    """The rows with every column of the card, nothing where they have none."""
    import ibis

    kinds = {name: "boolean" if kind == "bool" else kind for name, kind in CARD.schema.items()}
    return rows.select(
        **{
            name: rows[name].cast(kind) if name in rows.columns else ibis.null(kind)
            for name, kind in kinds.items()
        }
    )


def judge(batch: Batch, context: Context) -> Iterable[Finding]:
    """Which of these are at risk, by what sign, and how sure that is."""
    rows = batch.to_pylist()
    rows.sort(key=_order)
    for _, held in groupby(
        rows, key=lambda row: (row["promise"], row["n"] is not None, _side(row))
    ):
        told = tuple(held)
        promise = told[0]
        if promise["n"] is not None:
            yield from _slipping(told, context)
            continue
        reach = context.coverage.get(promise["system"] or "", context.moment_us)
        here = replace(context, moment_us=min(context.moment_us, reach))
        if promise["due_us"] < here.moment_us or context.as_of_us - promise["due_us"] > OVER_US:
            continue
        outcome = became(promise, told)
        risk = None if outcome.settled else _risk(promise, told, here)
        if risk is not None:
            yield _finding(promise, risk, outcome, len([row for row in told if row["later"]]), here)


def _order(row: Mapping[str, Any]) -> tuple[Any, ...]:
    when = row["later_us"] or row["case_us"] or 0
    which = row["later"] or row["case"] or ""
    return row["promise"], row["n"] is not None, _side(row), when, which, bool(row["case_kept"])


def _side(row: Mapping[str, Any]) -> str:
    return row["side"] or ""


@dataclass(frozen=True, slots=True)
class _Risk:
    """What speaks for a risk: our quiet, an absence beyond the day, an owner seldom in time."""

    quiet: bool
    away: bool
    seldom: bool
    asked: Mapping[str, Any] | None = None
    words: Span | None = None


def _risk(
    promise: Mapping[str, Any], told: Sequence[Mapping[str, Any]], context: Context
) -> _Risk | None:
    """The signs of a risk, None where there are none or its day is far away."""
    patience = Patience.read(context.options.get("within", CARD.options["within"]))
    calendar = context.calendar(promise["side"], promise["ours"])
    now, born, due = context.moment_us, promise["born_us"], promise["due_us"]
    soon = due <= calendar.add(now, patience.n, patience.unit)
    half = now - born >= (due - born) / 2
    if not (soon or half):
        return None
    worked = [row["later_us"] for row in told if _works_on(promise, row)]
    away = (promise["away_until_us"] or 0) >= due and max(worked, default=0) < promise["away_us"]
    seldom = not worked and _seldom(promise)
    quiet = soon and half and not worked and bool(promise["to"] and promise["record"])
    if not (quiet or away or seldom):
        return None
    asked, words = _asked(told)
    return _Risk(quiet, away, seldom, asked, words)


def _works_on(promise: Mapping[str, Any], row: Mapping[str, Any]) -> bool:
    """Whether a message of ours is about the promise: in its conversation, or of the same thing."""
    if row["later"] is None or not row["from_us"]:
        return False
    return bool(row["same_talk"]) or refers(promised_words(promise), row["later_text"] or "")


def _asked(told: Sequence[Mapping[str, Any]]) -> tuple[Mapping[str, Any] | None, Span | None]:
    """The customer's last word in the conversation that asks where it stays."""
    for row in reversed(told):
        if row["later"] and not row["from_us"] and row["same_talk"]:
            words = misses(row["later_text"] or "")
            if words is not None:
                return row, words
    return None, None


def _seldom(promise: Mapping[str, Any]) -> bool:
    n = promise["owner_n"] or 0
    return n >= ENOUGH and wilson(promise["owner_kept"], n).high < RELIABLE


def _finding(
    promise: Mapping[str, Any], risk: _Risk, outcome: Became, read: int, context: Context
) -> Finding:
    zone = context.calendar(promise["side"], promise["ours"]).zone
    born = day_of(promise["born_us"], zone, context.as_of_us)
    due = day_of(promise["due_us"], zone, context.as_of_us)
    handle = promise["to"]
    whom = "We told {subject}" if handle else "We promised"
    plain = promise["confirmed"] and promise["kind"] != "conditional"
    sure = plain and not outcome.perhaps and context.as_of_us <= promise["due_us"]
    return Finding(
        lens="promise-at-risk",
        subject=Subject("person", handle) if handle else Subject("promise", promise["promise"]),
        anchor=promise["promise"],
        says=f"{whom} “{{quote}}” on {born}; that is due on {due}, and "
        + "; ".join(_signs(promise, risk, zone, context))
        + f"{context.ending()}.",
        strength=_strength(promise, risk, read),
        cites=tuple(_cites(promise, risk)),
        next="Do it now, give it to somebody who can, or ask for another day before this one is "
        "over. Draft: “{greeting} we told you: {quote} Here is where it stands.”",
        would_change="A message of ours about it, another colleague who takes it on, or a word "
        "that it is no longer needed.",
        status="speaks" if sure else "unsure",
        severity=CARD.severity,
        preview=True,
        since_us=promise["born_us"],
        due_us=promise["due_us"],
        stakes=2.0 if risk.asked else 1.0,
    )


def _signs(promise: Mapping[str, Any], risk: _Risk, zone: str, context: Context) -> Iterator[str]:
    if risk.quiet:
        yield "we have not written about it since"
    if risk.asked:
        on = day_of(risk.asked["later_us"], zone, context.as_of_us)
        yield f"on {on} {{subject}} asked where it stays"
    if risk.away:
        until = promise["away_until_us"]
        end = "" if until >= FOR_EVER else f" until {day_of(until, zone, context.as_of_us)}"
        yield f"the colleague who is to keep it is noted as away{end}"
    if risk.seldom:
        share = wilson(promise["owner_kept"], promise["owner_n"])
        yield (
            f"of {promise['owner_n']} dated promises with the same owner {promise['owner_kept']} "
            f"were kept in time ({share.low * 100:.0f}–{share.high * 100:.0f} %)"
        )


def _strength(promise: Mapping[str, Any], risk: _Risk, read: int) -> Strength:
    if risk.seldom and not (risk.quiet or risk.away):
        share = wilson(promise["owner_kept"], promise["owner_n"])
        return Strength(
            "rate",
            promise["owner_n"],
            "promises",
            "Wilson 95 %",
            share.value,
            share.low,
            share.high,
        )
    return Strength("rule", read, "later messages", "date near, nothing shows work on it")


def _cites(promise: Mapping[str, Any], risk: _Risk) -> Iterator[Cite]:
    yield own_words(promise, promise["promise"])
    if risk.asked is not None:
        yield Cite(risk.asked["later"], risk.asked["later_version"], risk.words)


def _slipping(cases: Sequence[Mapping[str, Any]], context: Context) -> Iterator[Finding]:
    """A promise that holds in all, and whose newest cases do not."""
    began = _began([bool(row["case_kept"]) for row in cases], cases[0]["tolerance"])
    if began is not None and len(cases) - began >= ENOUGH:
        yield _slipped(cases[0], cases[began:], context)


def _slipped(
    promise: Mapping[str, Any], since: Sequence[Mapping[str, Any]], context: Context
) -> Finding:
    failed = [row for row in since if not row["case_kept"]]
    n = len(since)
    share = wilson(n - len(failed), n)
    low, high = f"{share.low * 100:.0f}", f"{share.high * 100:.0f}"
    zone = context.calendar(promise["side"], promise["ours"]).zone
    day = day_of(since[0]["case_us"], zone, context.as_of_us)
    whom = f" to {promise['side']}s" if promise["side"] else ""
    sure = share.high < promise["tolerance"] and not context.too_old_for(OVER_US)
    method = "Bernoulli CUSUM, Wilson 95 %"
    return Finding(
        lens="promise-at-risk",
        subject=Subject("promise", promise["promise"]),
        anchor=f"{promise['promise']} {_side(promise)}".strip(),
        says=f"We promised “{{quote}}”{whom}; in all it holds, {_percent(promise['rate'])} of "
        f"{promise['n']} cases, but since {day} only {_percent((n - len(failed)) / n)} of {n} "
        f"({low}–{high}) were in time, where {_percent(promise['tolerance'])} was to be{context.ending()}.",
        strength=Strength("rate", n, "cases", method, share.value, share.low, share.high),
        cites=(*_cites(promise, _Risk(False, False, False)), *_newest(failed)),
        next="Find what changed then, before the whole of it is broken.",
        would_change="Cases in time again, until the CUSUM comes to rest.",
        status="speaks" if sure else "unsure",
        severity=CARD.severity,
        preview=True,
        since_us=since[0]["case_us"],
        stakes=float(len(failed)),
    )


def _began(kept: Sequence[bool], tolerance: float) -> int | None:
    """Where the cases began to come out worse than promised, if they still do."""
    from troth.stats.watching.count_cusum import share_cusum

    broken = 1.0 - tolerance
    found = share_cusum(
        [not one for one in kept],
        broken,
        min(2 * broken, (1 + broken) / 2),
        run_length=max(1000.0, 10.0 * len(kept)),
    )
    if found.alarm is None or found.path[-1] < found.threshold:
        return None
    resting = [at for at, height in enumerate(found.path) if height <= 0]
    return resting[-1] + 1 if resting else 0


def _newest(failed: Sequence[Mapping[str, Any]]) -> Iterator[Cite]:
    for row in reversed(failed[-3:]):
        if row["case"] and row["case"] != row["record"]:
            yield Cite(row["case"], row["case_version"] or "")


def _percent(share: float) -> str:
    return f"{round(share * 100, 1):g} %"


EXAMPLES = (
    speaks(
        "Due tomorrow, and we have not written about it since",
        """
        at               | kind    | by     | about | thread | text
        2026-11-09 10:00 | message | us:tom | ana   | t1     | We will refund you by 13 November.
        2026-11-09 10:05 | confirm | us:tom |       | t1     |
        """,
        as_of="2026-11-12 12:00",
        says="on 9 November; that is due on 13 November, and we have not written about it since.",
    ),
    speaks(
        "She asks where it stays, and nobody answers",
        """
        at               | kind    | by     | about | thread | text
        2026-11-09 10:00 | message | us:tom | ana   | t1     | We will send the new lock by 13 November.
        2026-11-09 10:05 | confirm | us:tom |       | t1     |
        2026-11-12 09:00 | message | ana    |       | t1     | Still no lock here, where is it?
        """,
        as_of="2026-11-12 12:00",
        says="we have not written about it since; on 12 November Ana asked where it stays.",
    ),
    speaks(
        "The colleague who promised it is away beyond its day",
        """
        at               | kind    | by     | about | thread | until            | text
        2026-11-02 10:00 | message | us:tom | ana   | t1     |                  | We will replace the lock by 30 November.
        2026-11-02 10:05 | confirm | us:tom |       | t1     |                  |
        2026-11-16 09:00 | away    | us:tom |       |        | 2026-12-07 09:00 |
        """,
        as_of="2026-11-18 12:00",
        says="the colleague who is to keep it is noted as away until 7 December.",
    ),
    speaks(
        "In all it holds; lately it does not",
        """
        at               | kind     | by       | side    | thread | kept | n   | text
        2026-03-01 09:00 | document |          |         | terms  |      |     | We answer every message within one day.
        2026-06-01 09:00 | tested   | us:priya | courier | terms  | 385  | 400 | first-reply <= 1 day for 95%
        2026-05-01 09:00 | tried    |          | courier | terms  | 350  | 350 |
        2026-05-28 09:00 | tried    |          | courier | terms  | 35   | 35  |
        2026-05-29 09:00 | tried    |          | courier | terms  | 0    | 15  |
        """,
        as_of="2026-06-01 12:00",
        says="in all it holds, 96.2 % of 400 cases, but since 29 May only 0 % of 15 (0–20) were in time",
    ),
    silent(
        "A colleague wrote about it yesterday",
        """
        at               | kind    | by     | about | thread | text
        2026-11-09 10:00 | message | us:tom | ana   | t1     | We will refund you by 13 November.
        2026-11-09 10:05 | confirm | us:tom |       | t1     |
        2026-11-11 16:00 | message | us:eve | ana   | t1     | Your refund is with our bank, it comes on Friday.
        """,
        as_of="2026-11-12 12:00",
    ),
    silent(
        "She agreed to another day",
        """
        at               | kind    | by     | about | thread | text
        2026-11-09 10:00 | message | us:tom | ana   | t1     | We will send the new lock by 13 November.
        2026-11-09 10:05 | confirm | us:tom |       | t1     |
        2026-11-10 10:00 | message | us:tom | ana   | t1     | Would the 20th be all right instead?
        2026-11-10 11:00 | message | ana    |       | t1     | Yes, that is fine.
        """,
        as_of="2026-11-12 12:00",
    ),
    silent(
        "Its day is far away",
        """
        at               | kind    | by     | about | thread | text
        2026-11-09 10:00 | message | us:tom | ana   | t1     | We will replace the lock by 30 November.
        2026-11-09 10:05 | confirm | us:tom |       | t1     |
        """,
        as_of="2026-11-12 12:00",
    ),
    unsure(
        "Nobody has confirmed that it was a promise",
        """
        at               | kind    | by     | about | thread | text
        2026-11-09 10:00 | message | us:tom | ana   | t1     | We will refund you by 13 November.
        """,
        as_of="2026-11-12 12:00",
        says="we have not written about it since",
    ),
)
