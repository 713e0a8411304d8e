"""Whose case comes back to the same step again and again?

Why it matters: Every time a case comes back to where it was, the person in it waits again for what
she waited for before. Three rounds are seldom bad luck: something at that step is not decided,
not known or not allowed, and nobody says so.

How it decides: It takes the steps of each case in order of time, steps in a row of the same name as
one stay, and counts how often the case stood at each. It speaks where an open case stood at one step
three times or more, with other steps between (option `times`), and the last of them is no older than
90 days (option `look-back`). Where a system writes down that a step began and that it was done, only
the second counts.

When it stays silent: for a case that is closed, by the steps named in the option `closing` or by its
own words (closed, resolved, archived …); for the same step several times in a row, which is a long
stay; for two times, which can be care; and for cases of which nothing came lately. It is unsure where
the step is one that a case rests in or talks at (waiting, a note, a call, an update), since those
come again in a case that goes well, and where the records end so long ago that it may be closed.

Source: methods.md 12: hand-offs and repeats; returns as `troth.stats.journey.loops` counts them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from troth.extend.cases import STEP, counted_to, open_cases, repeated, stays, still_open, whose
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
from troth.text.patience import DAY_US, Patience

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
    for steps, reach, known in open_cases(batch, context, back_us):
        stood: dict[str, list[Row]] = {}
        for name, held in stays(steps, "activity"):
            if name:
                stood.setdefault(name, []).append(held[0])
        name, times = max(stood.items(), key=lambda one: (len(one[1]), one[0]), default=("", []))
        if len(times) >= max(2, least):
            yield _finding(name, times, steps, reach, known)


def _rests(name: str) -> bool:
    return _RESTS.search(name.replace("_", " ")) is not None


def _finding(
    name: str, times: Sequence[Row], steps: Sequence[Row], context: Context, known: bool
) -> Finding:
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
        status="speaks" if known and days and not (aged or _rests(name)) else "unsure",
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
)
