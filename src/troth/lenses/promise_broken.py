"""Which promise have we broken, for which side, and for whom?

Why it matters: Whoever was let down knows it already. What she cannot know is whether it was an
accident or how we are, and neither can we until somebody counts. A company that hears of a broken
promise from its own records can go to people before they come to it.

How it decides: It takes each confirmed promise as `troth verify` tests it, side by side. One with a
measure is broken for a side where the whole interval of its share (Wilson, 95 %) lies below the share
promised, so that chance alone does not explain it. One without is broken, late or kept in part
where a colleague marked it so. Everybody whose case failed is named, the longest wait first, and all of one
promise and side are one cause: one row on Today.

When it stays silent: where it is kept on each side, where fewer than ten cases are decided, where the
promise was withdrawn or the customer released us from it, where the cases belong to another of our
brands than the promise, and before somebody has confirmed it; and for whoever has said that it was made
right, or let us off, about all that broke until then (`troth promises repair`). It is unsure where the
share lies below the promised one and its interval does not, and where the records ended more than thirty
days ago.

Source: methods.md 3, reliability as kept / (kept + broken) with the interval of Wilson (1927); the
worst side gives the mark.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

from troth.extend.cited import own_words
from troth.extend.mended import mended
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
from troth.extend.sided import many
from troth.model.units import DAY_US
from troth.text.patience import day_of

MARKED = ("broken", "late", "partly")
OLD_US = 30 * DAY_US
VERIFIED = {
    "promise": "string",
    "side": "string",
    "status": "string",
    "kept": "int64",
    "n": "int64",
    "rate": "float64",
    "low": "float64",
    "high": "float64",
    "method": "string",
    "tolerance": "float64",
    "tolerance_by": "string",
    "ours": "string",
    "marked_us": "int64",
}
FAILURE = {
    "person": "string",
    "handle": "string",
    "case": "string",
    "case_version": "string",
    "start_us": "int64",
    "end_us": "int64",
    "end_record": "string",
    "end_version": "string",
    "mended_us": "int64",
}
CARD = LensCard(
    needs=frozenset({"message", "promise", "repair"}),
    anchor="the promise and the side",
    schema={
        **VERIFIED,
        "record": "string",
        "version": "string",
        "start": "int64",
        "end": "int64",
        "born_us": "int64",
        **FAILURE,
    },
    severity="error",
    status="preview",
    options={"people": 200},
    rests_on=frozenset({"verified"}),
)


def gather(tables: Tables, moment_us: int) -> Table:
    """Each promise and side that may be broken, with its words and its failed cases."""
    rows = tables["verified"]
    below = rows.status.isin(["open", "broken"]) & (rows.rate < rows.tolerance)
    marked = rows.marked_us.notnull() & rows.status.isin(MARKED)
    rows = rows.filter(below.fill_null(False) | marked.fill_null(False)).select(*VERIFIED)
    said = tables["promise"].select(
        "record", "version", "start", "end", "born_us", said="promise", state="state"
    )
    rows = rows.left_join(said, rows.promise == said.said)
    failed = _failures(tables)
    same_side = rows.side.fill_null("") == failed.failed_side
    return rows.left_join(failed, (rows.promise == failed.failed) & same_side).select(*CARD.schema)


def _failures(tables: Tables) -> Table:
    """Every failed case with the person behind its handle."""
    rows, held = tables["failure"], tables["person"]
    people = held.select(known=held.handle, who=held.person)
    rows = rows.left_join(people, rows.person == people.known)
    rows = rows.mutate(whose=rows.who.fill_null(rows.person))
    whole = mended(tables)
    there = (rows.promise == whole.its_promise) & (rows.whose == whole.its_person)
    rows = rows.left_join(whole, there)
    return rows.select(
        failed=rows.promise,
        failed_side=rows.side.fill_null(""),
        person=rows.whose,
        handle=rows.person,
        case=rows.record,
        case_version=rows.version,
        start_us=rows.start_us,
        end_us=rows.end_us,
        end_record=rows.end_record,
        end_version=rows.end_version,
        mended_us=rows.mended_us,
    )


def judge(batch: Batch, context: Context) -> Iterable[Finding]:
    """Which of these are broken, for whom, and how sure that is."""
    rows = sorted(batch.to_pylist(), key=lambda row: (*_which(row), *_worst(row, context)))
    for _, held in groupby(rows, key=_which):
        cases = tuple(held)
        sore = [case for case in cases if not _mended(case)]
        if not sore:
            continue
        if cases[0]["marked_us"] is not None:
            yield _as_marked(sore[0], context)
        else:
            yield from _as_counted(sore, len(_people(cases) - _people(sore)), context)


def _mended(case: Mapping[str, Any]) -> bool:
    """Whether whom it failed has said since that it is right again, or let us off."""
    if case["mended_us"] is None:
        return False
    marked = case["marked_us"] is not None
    return marked or case["start_us"] is None or bool(case["start_us"] <= case["mended_us"])


def _people(cases: Iterable[Mapping[str, Any]]) -> set[str]:
    return {case["person"] for case in cases if case["person"]}


def _which(row: Mapping[str, Any]) -> tuple[str, str, bool]:
    return row["promise"], row["side"] or "", row["marked_us"] is not None


def _worst(row: Mapping[str, Any], context: Context) -> tuple[int, str, str]:
    """The longest wait first; one that has not ended lasts until the records do."""
    if row["start_us"] is None:
        return 0, "", ""
    end = context.moment_us if row["end_us"] is None else row["end_us"]
    return row["start_us"] - end, row["case"] or "", row["handle"] or ""


def _as_counted(
    cases: Sequence[Mapping[str, Any]], settled: int, context: Context
) -> Iterator[Finding]:
    first = cases[0]
    people: dict[str, Mapping[str, Any]] = {}
    for case in cases:
        if case["person"]:
            people.setdefault(case["person"], case)
    sure = first["status"] == "broken" and not context.too_old_for(OLD_US)
    if not people or first["status"] != "broken":
        yield _counted(first, cases[:3], (len(people), settled), sure, context)
        return
    for case in list(people.values())[: int(str(context.options.get("people", 200)))]:
        own = [one for one in cases if one["person"] == case["person"]]
        yield _counted(first, own[:3], (len(people), settled), sure, context, case["handle"])


def _counted(
    row: Mapping[str, Any],
    worst: Sequence[Mapping[str, Any]],
    counted: tuple[int, int],
    sure: bool,
    context: Context,
    handle: str | None = None,
) -> Finding:
    """A promise that a measure tests, broken for a person, or for nobody who is known."""
    whom = f" for {many(row['side'])}" if row["side"] else ""
    verb = "broke it" if row["status"] == "broken" else "may have broken it"
    people, _ = counted
    return Finding(
        lens="promise-broken",
        subject=Subject("person", handle) if handle else Subject("promise", row["promise"]),
        anchor=f"{row['promise']} {row['side'] or ''}".strip(),
        says=f"We promised “{{quote}}” and {verb}{whom}: in time for {_share(row)}, "
        f"where {_percent(row['tolerance'])} was to be{_set_by(row)}{context.ending()}."
        + _concerned(*counted),
        strength=Strength(
            "rate", row["n"], "cases", row["method"], row["rate"], row["low"], row["high"]
        ),
        cites=(*_words(row), *_cases(worst)),
        next="Tell everybody concerned before they ask, and say what you will do about it. Draft: "
        "“{greeting} we told you: {quote} We did not keep that with you.”",
        would_change="Cases in time until the promised share lies within the interval, or a "
        "promise that is withdrawn with notice.",
        status="speaks" if sure else "unsure",
        severity=CARD.severity,
        preview=True,
        since_us=_since(worst) or row["born_us"],
        stakes=float(people),
        group=f"{row['promise']} {row['side'] or ''}".strip() if handle else None,
    )


def _concerned(people: int, settled: int) -> str:
    """ " 2 people are concerned, and with 1 more it is settled.": nothing where nobody is known."""
    more = f"with {settled} more it is settled" if settled else ""
    told = f"{people} {'person is' if people == 1 else 'people are'} concerned" if people else ""
    said = ", and ".join(filter(None, (told, more)))
    return f" {said[:1].upper()}{said[1:]}." if said else ""


def _share(row: Mapping[str, Any]) -> str:
    """ "68 % of 60 cases (55–79)": the share, how many, and the interval."""
    interval = f"{row['low'] * 100:.0f}–{row['high'] * 100:.0f}"
    return f"{_percent(row['rate'])} of {row['n']} cases ({interval})"


def _percent(share: float) -> str:
    return f"{round(share * 100, 1):g} %"


def _set_by(row: Mapping[str, Any]) -> str:
    return f" (set by {{set-by:{row['promise']}}})" if row["tolerance_by"] else ""


def _as_marked(row: Mapping[str, Any], context: Context) -> Finding:
    """A promise that a colleague marked as not kept, or not in time, or not whole."""
    zone = context.calendar(row["side"], row["ours"]).zone
    on = day_of(row["marked_us"], zone, context.as_of_us)
    how = {"broken": "broken", "late": "kept late", "partly": "kept in part"}[row["status"]]
    handle = row["handle"]
    whom = " to {subject}" if handle else f" to {many(row['side'])}" if row["side"] else ""
    return Finding(
        lens="promise-broken",
        subject=Subject("person", handle) if handle else Subject("promise", row["promise"]),
        anchor=row["promise"],
        says=f"We promised “{{quote}}”{whom}, and a colleague has marked it as {how} on {on}.",
        strength=Strength("rule", 1, "mark", row["method"]),
        cites=(*_words(row), *_cases((row,))),
        next="Say so before you are asked: what was promised, that it was not kept, and what you "
        "will do. Draft: “{greeting} we told you: {quote} We did not keep that.”",
        would_change="The promise opened again with a reason, or a release in {subject}'s words."
        if handle
        else "The promise opened again with a reason.",
        status="unsure" if context.too_old_for(OLD_US) else "speaks",
        severity=CARD.severity,
        preview=True,
        since_us=row["marked_us"],
        stakes=1.0 if row["status"] == "late" else 2.0,
    )


def _words(row: Mapping[str, Any]) -> Iterator[Cite]:
    """The promise's own words, in the record that holds them or in the ledger."""
    yield own_words(row, row["promise"]) if row["record"] else Cite(row["promise"], "")


def _cases(worst: Iterable[Mapping[str, Any]]) -> Iterator[Cite]:
    """What began each failed case, and what ended it too late."""
    for row in worst:
        if row["case"] and row["case"] != row["record"] and row["case"] != row["promise"]:
            yield Cite(row["case"], row["case_version"] or "")
        if row["end_record"]:
            yield Cite(row["end_record"], row["end_version"] or "")


def _since(worst: Sequence[Mapping[str, Any]]) -> int | None:
    return min((row["start_us"] for row in worst if row["start_us"] is not None), default=None)


EXAMPLES = (
    speaks(
        "Twelve of thirty answered in a day, where 95 % were to be",
        """
        at               | kind     | by       | side    | thread | kept | n  | until            | text
        2026-03-01 09:00 | document |          |         | terms  |      |    |                  | We answer every message within one day.
        2026-03-02 09:00 | message  | ana      | courier | t1     |      |    |                  | Where is my pay?
        2026-04-01 09:00 | tested   | us:priya | courier | terms  | 12   | 30 |                  | first-reply <= 1 day for 95%
        2026-03-02 09:00 | failed   | ana      | courier | terms  |      |    | 2026-03-09 09:00 |
        """,
        as_of="2026-04-01 12:00",
        says="and broke it for couriers: in time for 40 % of 30 cases (25–58), where 95 % was to be (set by",
    ),
    speaks(
        "Marked as broken by a colleague",
        """
        at               | kind    | by     | about | thread | text
        2026-03-02 10:00 | message | us:tom | ana   | t1     | We will refund you by 4 March.
        2026-03-06 10:00 | broken  | us:tom |       | t1     |
        """,
        as_of="2026-03-07 12:00",
        says="to Ana, and a colleague has marked it as broken on 6 March.",
    ),
    silent(
        "Kept for one side and for the other",
        """
        at               | kind     | by       | side    | thread | kept | n  | text
        2026-03-01 09:00 | document |          |         | terms  |      |    | We answer every message within one day.
        2026-04-01 09:00 | tested   | us:priya | courier | terms  | 29   | 30 | first-reply <= 1 day for 95%
        2026-04-01 09:00 | tested   | us:priya | sender  | terms  | 40   | 40 | first-reply <= 1 day for 95%
        """,
        as_of="2026-04-01 12:00",
    ),
    silent(
        "Nine cases are too few to say",
        """
        at               | kind     | by       | side    | thread | kept | n | text
        2026-03-01 09:00 | document |          |         | terms  |      |   | We answer every message within one day.
        2026-04-01 09:00 | tested   | us:priya | courier | terms  | 3    | 9 | first-reply <= 1 day for 95%
        """,
        as_of="2026-04-01 12:00",
    ),
    silent(
        "She let us off",
        """
        at               | kind    | by     | about | thread | text
        2026-03-02 10:00 | message | us:tom | ana   | t1     | We will refund you by 4 March.
        2026-03-03 10:00 | release | us:tom |       | t1     |
        """,
        as_of="2026-03-07 12:00",
    ),
    silent(
        "Marked as broken, and Ana has said since that it is right",
        """
        at               | kind    | by     | about | thread | text
        2026-03-02 10:00 | message | us:tom | ana   | t1     | We will refund you by 4 March.
        2026-03-06 10:00 | broken  | us:tom |       | t1     |
        2026-03-06 10:05 | repair  | us:tom |       | t1     | owned
        2026-03-09 10:05 | repair  | us:tom |       | t1     | made-whole
        2026-03-10 10:05 | repair  | us:tom |       | t1     | confirmed
        """,
        as_of="2026-03-12 12:00",
    ),
    speaks(
        "Something was offered, and Ana has not said yet that it is right",
        """
        at               | kind    | by     | about | thread | text
        2026-03-02 10:00 | message | us:tom | ana   | t1     | We will refund you by 4 March.
        2026-03-06 10:00 | broken  | us:tom |       | t1     |
        2026-03-06 10:05 | repair  | us:tom |       | t1     | owned
        2026-03-09 10:05 | repair  | us:tom |       | t1     | made-whole
        """,
        as_of="2026-03-12 12:00",
        says="to Ana, and a colleague has marked it as broken on 6 March.",
    ),
    unsure(
        "Below the promised share, and chance would explain it",
        """
        at               | kind     | by       | side    | thread | kept | n  | text
        2026-03-01 09:00 | document |          |         | terms  |      |    | We answer every message within one day.
        2026-04-01 09:00 | tested   | us:priya | courier | terms  | 18   | 20 | first-reply <= 1 day for 95%
        """,
        as_of="2026-04-01 12:00",
        says="may have broken it for couriers: in time for 90 % of 20 cases (70–97)",
    ),
)
