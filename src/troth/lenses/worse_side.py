"""Which side do we serve clearly worse than another, by the same measure?

Why it matters: Couriers, shops and senders are all customers, and a company mostly looks at the side
that pays. An average over all hides the side that waits; two averages side by side differ always
a little, and only a gap that chance does not explain is worth a meeting.

How it decides: It counts the same cases for every side over the last 365 days (option `days`): a first
answer within one business day, an answer at all within 30 days, a question settled within 7 days, a
dated promise kept by its day, money back within 7 days (option `measures`: any targets as promises have
them). Two sides are compared where each has at least 10 decided cases of at least 5 people. Cases of one
person count for what they are worth once people are taken as drawn, and not cases. All gaps of one look
share one error of 5 %, so that the chance of even one false word is that of one. It speaks where the
whole interval lies above nothing and the gap is at least 5 points (option `gap`). Whoever still waits
on the worse side is named, the longest wait first.

When it stays silent: where fewer than two sides are known, where a side has too few cases to say, where
chance explains the gap, and on cases whose time is not over. It says nothing about why: sides may
write of harder things. It is unsure where a side has fewer than 10 people behind its cases, and where
the records end more than thirty days ago.

Source: methods.md 17, the same measures for every side, worst side and gaps with simultaneous
intervals: Newcombe (1998) at a level shared by Bonferroni; Kish (1965) for the design effect.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
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
from troth.extend.sided import DAYS, MEASURED, METHOD, Compared, Gap, Tally, compared, had, many
from troth.model.units import DAY_US
from troth.text.patience import day_of
from troth.text.reply import waits

CARD = LensCard(
    needs=frozenset({"message", "step", "purchase"}),
    anchor="the measure and the two sides",
    schema={
        "measure": "string",
        "side": "string",
        "person": "string",
        "handle": "string",
        "met": "bool",
        "start_us": "int64",
        "end_us": "int64",
        "record": "string",
        "version": "string",
        "end_record": "string",
        "end_version": "string",
        "text": "string",
    },
    status="preview",
    options={"measures": MEASURED, "days": DAYS, "gap": 0.05},
    rests_on=frozenset({"counted"}),
)
OLD_US = 30 * DAY_US
FEW = 10
NAMED, SHOWN = 3, 20


def gather(tables: Tables, moment_us: int) -> Table:
    """Every case of every measure with its side and the person behind it; our own people left out.

    Of those that are open and late the words with which they began are read too.
    """
    import ibis

    rows, held = tables["counted"], tables["person"]
    rows = rows.filter(rows.start_us <= moment_us)
    people = held.select(known=held.handle, who=held.person, ours_too=held.staff)
    met = rows.left_join(people, rows.handle == people.known)
    met = met.filter(~ibis.coalesce(met.ours_too, False))
    met = met.mutate(person=ibis.coalesce(met.who, met.handle))
    said = tables["message"].select(its_id="id", its_version="version", text="text")
    late = met.end_us.isnull() & ~ibis.coalesce(met.met, True)
    where = [met.record == said.its_id, met.version == said.its_version, late]
    return met.left_join(said, where).select(*CARD.schema)


def judge(batch: Batch, context: Context) -> Iterable[Finding]:
    """A finding for each measure and pair of sides that clearly differ."""
    rows = batch.to_pylist()
    least = float(str(context.options.get("gap", CARD.options["gap"])))
    for one in compared(rows):
        for gap in one.gaps:
            if gap.clear and gap.value >= least:
                own = [row for row in rows if _is(row, one.measure, gap.worse)]
                yield _finding(one, gap, own, context)


def leave(batch: Batch, context: Context) -> Mapping[str, object]:
    """Every measure for every side, with every gap, clear or not: counts for the page."""
    from dataclasses import asdict

    return {
        "until_us": context.moment_us,
        "days": context.options.get("days", DAYS),
        "measures": [asdict(one) for one in compared(batch.to_pylist())],
    }


def _is(row: Mapping[str, Any], measure: str, side: str) -> bool:
    return bool(row["measure"] == measure and row["side"] == side)


def _finding(
    one: Compared, gap: Gap, rows: Sequence[Mapping[str, Any]], context: Context
) -> Finding:
    worse, better = one.side(gap.worse), one.side(gap.better)
    failed = sorted(
        (row for row in rows if row["met"] is False),
        key=lambda row: (row["end_us"] is not None, row["start_us"], row["record"]),
    )
    sure = min(worse.people, better.people) >= FEW and not context.too_old_for(OLD_US)
    zone = context.calendar(gap.worse).zone
    return Finding(
        lens="worse-side",
        subject=Subject("side", gap.worse),
        anchor=f"{one.measure} {gap.better} {gap.worse}",
        says=_sentence(one, gap, worse, better, context) + _waits(failed, zone, context),
        strength=Strength("rate", worse.n + better.n, "cases", _method(one), gap.value, gap.low, gap.high),
        cites=tuple(Cite(row["record"], row["version"]) for row in failed[:SHOWN]),
        next=f"Answer those who wait first. Then ask {many(gap.worse)} what stands in the way, and have "
        f"somebody own this number for their side.",
        would_change=f"Cases that show the gap gone for {many(gap.worse)}, or one that is clearly "
        "something else and should not count.",
        status="speaks" if sure else "unsure",
        severity=CARD.severity,
        preview=True,
        since_us=failed[0]["start_us"],
        stakes=float(len({row["person"] for row in failed})),
        data={
            "measure": one.measure,
            "better": gap.better,
            "people": worse.people,
            "never": worse.never,
            "compared": one.gaps_in_all,
        },
    )  # fmt: skip


def _method(one: Compared) -> str:
    if one.gaps_in_all == 1:
        return f"{METHOD}, 95 %"
    return f"{METHOD}, 95 % for {one.gaps_in_all} gaps at once"


def _sentence(one: Compared, gap: Gap, worse: Tally, better: Tally, context: Context) -> str:
    points = f"{gap.value * 100:.0f} points fewer ({gap.low * 100:.0f} to {gap.high * 100:.0f})"
    old = context.as_of_us - context.moment_us >= DAY_US
    until = f" (records to {context.records_end()})" if old else ""
    return (
        f"{many(gap.worse).capitalize()} {had(one.measure)} in {_share(worse)}, "
        f"{many(gap.better)} in {_share(better)}: {points}{until}."
    )


def _share(one: Tally) -> str:
    low, high = (one.low or 0.0) * 100, (one.high or 0.0) * 100
    return f"{(one.rate or 0) * 100:.0f} % of {one.n} cases ({low:.0f}–{high:.0f})"


def _waits(failed: Sequence[Mapping[str, Any]], zone: str, context: Context) -> str:
    """Who still waits, by name, the longest wait first."""
    late = (row for row in failed if row["end_us"] is None)
    open_still = list(_first_of_each(row for row in late if _wanted(row["text"])))
    if not open_still:
        return ""
    named = [
        f"{{person:{row['handle']}}} since {day_of(row['start_us'], zone, context.as_of_us)}"
        for row in open_still[:NAMED]
    ]
    more = len(open_still) - len(named)
    rest = f" and {more} more" if more else ""
    return f" Still waiting: {', '.join(named)}{rest}."


def _wanted(text: str | None) -> bool:
    """Whether somebody may still want an answer: thanks and “no need to reply” want none."""
    return text is None or waits(text).state != "settled"


def _first_of_each(rows: Iterable[Mapping[str, Any]]) -> Iterator[Mapping[str, Any]]:
    """The first case of each person that the records name."""
    seen = set()
    for row in rows:
        if row["handle"] and row["person"] not in seen:
            seen.add(row["person"])
            yield row


HEAD = "at | kind | by | side | thread | kept | n | text\n"
REPLY = "first-reply <= 1 business day"


def _counted(side: str, kept: int, n: int, measure: str = REPLY, by: str = "") -> str:
    """Lines of an example: so many decided cases of a side, each of another person."""
    return f"2026-03-02 09:00 | counted | {by} | {side} | | {kept} | {n} | {measure}\n"


ASKED = "2026-03-02 09:00 | message | ana | courier | t1 | | | Where is my payout?\n"
EXAMPLES = (
    speaks(
        "Couriers wait, shops do not; one courier waits still",
        HEAD
        + ASKED
        + _counted("courier", 40, 59)
        + _counted("courier", 0, 1, by="ana")
        + _counted("shop", 58, 60),
        as_of="2026-03-20 12:00",
        says="Couriers had a first answer within 1 business day in 67 % of 60 cases (54–77), shops in "
        "97 % of 60 cases (89–99): 30 points fewer (17 to 43). Still waiting: {person:h-ana} since 2 March.",
    ),
    speaks(
        "Of three sides, only the gaps that chance does not explain at once",
        HEAD
        + ASKED
        + _counted("courier", 60, 100)
        + _counted("shop", 96, 100)
        + _counted("sender", 98, 100),
        as_of="2026-03-20 12:00",
        says="Couriers had a first answer within 1 business day in 60 % of 100 cases (50–69), senders in",
    ),
    silent(
        "Not quite alike, and chance explains it",
        HEAD + ASKED + _counted("courier", 52, 60) + _counted("shop", 56, 60),
        as_of="2026-03-20 12:00",
    ),
    silent(
        "Too few cases on one side to say",
        HEAD + ASKED + _counted("courier", 1, 9) + _counted("shop", 60, 60),
        as_of="2026-03-20 12:00",
    ),
    silent(
        "One side alone",
        HEAD + ASKED + _counted("courier", 10, 60),
        as_of="2026-03-20 12:00",
    ),
    silent(
        "Clear, and too small to matter",
        HEAD + ASKED + _counted("courier", 9500, 10000) + _counted("shop", 9900, 10000),
        as_of="2026-03-20 12:00",
    ),
    unsure(
        "Nine people behind one of the sides",
        HEAD + ASKED + _counted("courier", 2, 8) + _counted("courier", 0, 1, by="ana")
        + _counted("courier", 0, 1, by="ana") + _counted("shop", 60, 60),
        as_of="2026-03-20 12:00",
        says="Couriers had a first answer within 1 business day in 20 % of 10 cases",
    ),
)  # fmt: skip
