"""Whose case comes back to the same step again and again?

Why it matters: Every time a case comes back to where it was, the person in it waits again for what
she waited for before. Three rounds are seldom bad luck: something at that step is not decided,
not known or not allowed, and nobody says so.

How it decides: It takes the steps of each case in order of time, steps in a row of the same name as
one stay, and counts how often the case stood at each. It speaks where an open case stood at one step
three times or more, with other steps between (option `times`), and the last of them is no older than
90 days (option `look-back`). Where a system writes down that a step began and that it was done, only
the second counts. Of 6 cases of two public logs, read against their rows, 5 were rounds [.44–.97].

When it stays silent: for a case that is closed, by the steps named in the option `closing` or by its
own words (closed, resolved, archived …), or was closed after it stood there last and opened again for
something else; for the same step several times in a row, which is a long stay; for two times, which
can be care; and for cases of which nothing came lately. It is unsure where the step is one that a case
rests in or talks at (waiting, a note, a call, an update), since those come again in a case that goes
well; where fewer of the times than that lie half a day apart, which can be one sitting of one
colleague; where the case has since gone on to two steps that are new to it; and where the records end
so long ago that it may be closed.

Source: methods.md 12: hand-offs and repeats; returns as `troth.stats.journey.loops` counts them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from troth.extend.cases import (
    STEP,
    closed_since,
    counted_to,
    named_closing,
    open_cases,
    repeated,
    stays,
    still_open,
    whose,
)
from troth.extend.record import (
    Batch,
    Cite,
    Context,
    Finding,
    LensCard,
    Strength,
    Table,
    Tables,
    silent,
    speaks,
    unsure,
)
from troth.model.units import DAY_US
from troth.text.patience import Patience

CARD = LensCard(
    needs=frozenset({"step"}),
    anchor="the first time the case stood at that step",
    schema=STEP,
    status="preview",
    options={"times": 3, "look-back": "90 days", "closing": ()},
    rests_on=frozenset({"step"}),
)
Row = Mapping[str, Any]
_RESTS = re.compile(
    r"\b(?:wait\w*|pending|on hold|park\w*|notes?|comment\w*|updat\w*|message\w*|e-?mail\w*|repl(?:y|ied)"
    r"|calls?|called|answer\w*|contact\w*|reminder|response)\b",
    re.I,
)


def gather(tables: Tables, moment_us: int) -> Table:
    """The steps of cases in which some step was done more than once."""
    return repeated(tables, moment_us, "activity")


def judge(batch: Batch, context: Context) -> Iterable[Finding]:
    """Each open case that keeps coming back, at the step it came back to most."""
    least = int(str(context.options.get("times", CARD.options["times"])))
    back_us = Patience.read(context.options.get("look-back", "90 days")).n * DAY_US
    named = named_closing(context)
    for steps, reach, known in open_cases(batch, context, back_us):
        stood: dict[str, list[Row]] = {}
        for name, held in stays(steps, "activity"):
            if name:
                stood.setdefault(name, []).append(held[0])
        rounds = {
            name: times
            for name, times in stood.items()
            if len(times) >= max(2, least) and not closed_since(steps, times[-1], named)
        }
        if rounds:
            name = max(rounds, key=lambda one: (len(rounds[one]), one))
            plain = (
                known and _apart(rounds[name]) >= least and not _gone_on(rounds[name][-1], steps)
            )
            yield _finding(rounds[name], steps, reach, known, plain and not _rests(name))


def _rests(name: str) -> bool:
    return _RESTS.search(name.replace("_", " ")) is not None


def _apart(times: Sequence[Row]) -> int:
    """How many of the times lie at least half a day after the one counted before."""
    counted = [times[0]["ts_us"]]
    for row in times[1:]:
        if row["ts_us"] - counted[-1] >= DAY_US // 2:
            counted.append(row["ts_us"])
    return len(counted)


def _gone_on(last: Row, steps: Sequence[Row]) -> bool:
    """Whether the case has since stood at two steps or more at which it had not been before."""
    at = [row["record"] for row in steps].index(last["record"])
    before = {row["activity"] for row in steps[: at + 1]}
    return len({row["activity"] for row in steps[at + 1 :]} - before) >= 2


def _finding(
    times: Sequence[Row], steps: Sequence[Row], context: Context, known: bool, plain: bool
) -> Finding:
    """`plain` where nothing speaks for a round that goes well or is over."""
    name = times[0]["activity"]
    subject, called = whose(steps[-1])
    days = (times[-1]["ts_us"] - times[0]["ts_us"]) // DAY_US
    within = f" within {days} days" if days > 1 else ""
    aged = context.too_old_for(max(context.moment_us - steps[-1]["ts_us"], DAY_US))
    return Finding(
        lens="loop",
        subject=subject,
        anchor=times[0]["record"],
        says=f"{called} has stood at “{{quote}}” {len(times)} times{within} "
        f"{still_open(known)}{counted_to(context)}.",
        strength=Strength("count", len(steps), "steps", "returns to one step"),
        cites=tuple(Cite(row["record"], row["version"]) for row in (times[-1], *times[:-1][:4])),
        next="Read the case from its first step, say what is missing there, decide it or name who "
        "does, and tell the person in it what happens next.",
        would_change="A step that closes the case, or this step named as one that has to come again.",
        status="speaks" if plain and not aged else "unsure",
        severity=CARD.severity,
        preview=True,
        since_us=times[0]["ts_us"],
        stakes=float(len(times)),
        group=None if steps[-1]["handle"] else f"loop:{steps[-1]['system']}:{name}",
        data={"times": len(times), "days": int(days)},
    )


EXAMPLES = (
    speaks(
        "Tested, sent back, tested, sent back, tested",
        """
        at               | kind | about | thread | activity
        2026-03-02 09:00 | step | ana   | k1     | Register
        2026-03-03 09:00 | step | ana   | k1     | Test
        2026-03-04 09:00 | step | ana   | k1     | Mend
        2026-03-09 09:00 | step | ana   | k1     | Test
        2026-03-10 09:00 | step | ana   | k1     | Mend
        2026-03-16 09:00 | step | ana   | k1     | Test
        2026-03-02 09:00 | step | ben   | k2     | Test
        2026-03-03 09:00 | step | ben   | k2     | Test
        2026-03-04 09:00 | step | ben   | k2     | Case closed
        """,
        as_of="2026-03-20 12:00",
        says="Ana’s case has stood at “{quote}” 3 times within 13 days and is not closed.",
    ),
    silent(
        "Closed in the end; and one step three times in a row is one long stay",
        """
        at               | kind | about | thread | activity
        2026-03-03 09:00 | step | ana   | k1     | Test
        2026-03-04 09:00 | step | ana   | k1     | Mend
        2026-03-09 09:00 | step | ana   | k1     | Test
        2026-03-10 09:00 | step | ana   | k1     | Mend
        2026-03-16 09:00 | step | ana   | k1     | Test
        2026-03-16 10:00 | step | ana   | k1     | Case closed
        2026-03-03 09:00 | step | ben   | k2     | Test
        2026-03-04 09:00 | step | ben   | k2     | Test
        2026-03-05 09:00 | step | ben   | k2     | Test
        """,
        as_of="2026-03-20 12:00",
    ),
    silent(
        "Twice, which can be care; two cases of one person; and a system that tells begin and end",
        """
        at               | kind | about | thread | activity | status
        2026-03-03 09:00 | step | ana   | k1     | Test     | start
        2026-03-03 09:30 | step | ana   | k1     | Note     | start
        2026-03-03 10:00 | step | ana   | k1     | Test     | complete
        2026-03-04 09:00 | step | ana   | k1     | Mend     | complete
        2026-03-09 09:00 | step | ana   | k1     | Test     | complete
        2026-03-10 09:00 | step | ana   | k2     | Test     | complete
        """,
        as_of="2026-03-20 12:00",
    ),
    unsure(
        "A step at which a case rests comes again in good cases too",
        """
        at               | kind | about | thread | activity
        2026-03-03 09:00 | step | ana   | k1     | Wait for the customer
        2026-03-04 09:00 | step | ana   | k1     | Mend
        2026-03-09 09:00 | step | ana   | k1     | Wait for the customer
        2026-03-10 09:00 | step | ana   | k1     | Mend
        2026-03-16 09:00 | step | ana   | k1     | Wait for the customer
        """,
        as_of="2026-03-20 12:00",
        says="3 times within 13 days",
    ),
    silent(
        "The round ended with a closing step; what was opened again later is something else",
        """
        at               | kind | about | thread | activity
        2026-03-03 09:00 | step | ana   | k1     | Test
        2026-03-04 09:00 | step | ana   | k1     | Mend
        2026-03-09 09:00 | step | ana   | k1     | Test
        2026-03-10 09:00 | step | ana   | k1     | Mend
        2026-03-16 09:00 | step | ana   | k1     | Test
        2026-03-16 10:00 | step | ana   | k1     | Case closed
        2026-03-18 09:00 | step | ana   | k1     | Send a copy of the bill
        """,
        as_of="2026-03-20 12:00",
    ),
    unsure(
        "Three times in one sitting of one colleague",
        """
        at               | kind | about | thread | activity
        2026-03-04 09:00 | step | ana   | k1     | Draft
        2026-03-10 14:20 | step | ana   | k1     | Ask for advice
        2026-03-10 14:21 | step | ana   | k1     | Draft
        2026-03-10 14:25 | step | ana   | k1     | Ask for advice
        2026-03-10 14:26 | step | ana   | k1     | Draft
        2026-03-02 09:00 | step | ben   | k2     | Note
        2026-03-03 09:00 | step | ben   | k2     | Note
        2026-03-09 09:00 | step | ben   | k2     | Case closed
        """,
        as_of="2026-03-20 12:00",
        says="3 times within 6 days and is not closed",
    ),
    unsure(
        "The case has gone on to steps that are new to it",
        """
        at               | kind | about | thread | activity
        2026-03-03 09:00 | step | ana   | k1     | Test
        2026-03-04 09:00 | step | ana   | k1     | Mend
        2026-03-09 09:00 | step | ana   | k1     | Test
        2026-03-10 09:00 | step | ana   | k1     | Mend
        2026-03-13 09:00 | step | ana   | k1     | Test
        2026-03-16 10:00 | step | ana   | k1     | Pack
        2026-03-17 10:00 | step | ana   | k1     | Send
        2026-03-02 09:00 | step | ben   | k2     | Note
        2026-03-03 09:00 | step | ben   | k2     | Note
        2026-03-09 09:00 | step | ben   | k2     | Case closed
        """,
        as_of="2026-03-20 12:00",
        says="3 times within 10 days and is not closed",
    ),
)
