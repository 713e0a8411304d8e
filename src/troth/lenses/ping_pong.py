"""Whose case is handed to and fro between the same two desks?

Why it matters: Two desks that hand a case back to each other both did their work, and each can
show it. Only the person in it has nothing: neither desk says that it is theirs.

How it decides: It takes the steps of each case in order of time and who did them (a colleague or a
desk), steps in a row by one of them as one stay. It speaks where an open case went from A to B, back
to A and to B again, or more often (option `times`: so many times back, 2 by default), each of the two
did again what it had done before, and the last step is no older than 90 days (option `look-back`).

When it stays silent: where the case came back once, as it does where a second pair of eyes looks at
it; where one of the two did nothing twice, since two people may take turns at a way of many steps, or
one of them correct once what the other checks; where three desks are in turn; where a desk is not
named; for a case that is closed, by the steps named in the option `closing` or by its own words, or was
closed after the two had it and opened again; and for conversations, in which colleagues of one desk
answer by turns. It is unsure where a third desk has it now, where no step of the system is known to
close a case, and where the records end so long ago that it may be closed. With `times = 1` every return
is told, and is unsure where nothing was done twice.

Source: methods.md 12: hand-offs; A–B–A over stays as `troth.stats.journey.handoffs` counts it.
"""

from __future__ import annotations

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
    anchor="the step with which the first of the two desks began",
    schema=STEP,
    status="preview",
    options={"times": 2, "look-back": "90 days", "closing": ()},
    rests_on=frozenset({"step"}),
)
Row = Mapping[str, Any]
Stay = tuple[str | None, Sequence[Row]]


def gather(tables: Tables, moment_us: int) -> Table:
    """The steps of cases in which somebody acted more than once."""
    return repeated(tables, moment_us, "resource")


def judge(batch: Batch, context: Context) -> Iterable[Finding]:
    """Each open case that goes to and fro, where it did so longest."""
    least = int(str(context.options.get("times", CARD.options["times"])))
    back_us = Patience.read(context.options.get("look-back", "90 days")).n * DAY_US
    named = named_closing(context)
    for steps, reach, known in open_cases(batch, context, back_us):
        run = _longest(stays(steps, "resource"))
        if len(run) - 2 < max(1, least) or closed_since(steps, run[-1][1][0], named):
            continue
        again = _again(run[::2]) and _again(run[1::2])
        if again or least < 2:
            yield _finding(run, steps, reach, known, known and again)


def _longest(held: Sequence[Stay]) -> Sequence[Stay]:
    """The longest row of stays that goes between two named desks."""
    best: Sequence[Stay] = ()
    start = 0
    for at in range(1, len(held) + 1):
        here = held[at][0] if at < len(held) else None
        goes_on = here is not None and held[at - 1][0] is not None
        if goes_on and (at - start < 2 or here == held[at - 2][0]):
            continue
        if at - start > len(best):
            best = held[start:at]
        start = at - 1 if goes_on else at
    return best


def _again(held: Sequence[Stay]) -> bool:
    """Whether a desk did in one of its stays what it had done in an earlier one."""
    done: set[str | None] = set()
    for _, rows in held:
        names = {row["activity"] for row in rows}
        if names & done:
            return True
        done |= names
    return False


def _finding(
    run: Sequence[Stay], steps: Sequence[Row], context: Context, known: bool, plain: bool
) -> Finding:
    """`plain` where each of the two did something again and a step is known to close a case."""
    subject, called = whose(steps[-1])
    theirs = run[-1][1][-1]["record"] == steps[-1]["record"]
    aged = context.too_old_for(max(context.moment_us - steps[-1]["ts_us"], DAY_US))
    first, second = run[0][1][0], run[1][1][0]
    return Finding(
        lens="ping-pong",
        subject=subject,
        anchor=first["record"],
        says=f"{called} was handed over {len(run) - 1} times between the same two desks (“{{quote}}” "
        f"and “{{quote:2}}”) {still_open(known)}{counted_to(context)}.",
        strength=Strength("count", len(steps), "steps", "A, then B, then A again"),
        cites=tuple(Cite(row["record"], row["version"]) for row in (first, second))
        + tuple(Cite(held[0]["record"], held[0]["version"]) for _, held in run[2:5]),
        next="Put both desks on one call with the case open, let one of them keep it to its end, and "
        "tell the person in it who that is.",
        would_change="A step that closes the case, or word that the two take turns on purpose.",
        status="speaks" if theirs and plain and not aged else "unsure",
        severity=CARD.severity,
        preview=True,
        since_us=first["ts_us"],
        stakes=float(len(run)),
        group=None if steps[-1]["handle"] else f"ping-pong:{steps[-1]['system']}",
        data={"hand-overs": len(run) - 1},
    )


EXAMPLES = (
    speaks(
        "Billing says depot, depot says billing",
        """
        at               | kind | about | thread | activity       | resource
        2026-03-02 09:00 | step | ana   | k1     | Look into it   | billing
        2026-03-03 09:00 | step | ana   | k1     | Ask the driver | depot
        2026-03-04 09:00 | step | ana   | k1     | Look into it   | billing
        2026-03-09 09:00 | step | ana   | k1     | Ask the driver | depot
        2026-03-10 09:00 | step | ana   | k1     | Note           | depot
        2026-03-11 09:00 | step | ana   | k1     | Look into it   | billing
        2026-03-09 09:00 | step | ben   | k2     | Ask the driver | depot
        2026-03-10 09:00 | step | ben   | k2     | Resolved       | depot
        """,
        as_of="2026-03-20 12:00",
        says="Ana’s case was handed over 4 times between the same two desks",
    ),
    silent(
        "Back once, as with a second pair of eyes; three desks in turn; a desk that is not named",
        """
        at               | kind | about | thread | activity | resource
        2026-03-02 09:00 | step | ana   | k1     | Draft    | kim
        2026-03-03 09:00 | step | ana   | k1     | Check    | tom
        2026-03-04 09:00 | step | ana   | k1     | Send     | kim
        2026-03-02 09:00 | step | ben   | k2     | Look     | kim
        2026-03-03 09:00 | step | ben   | k2     | Look     | tom
        2026-03-04 09:00 | step | ben   | k2     | Look     | eva
        2026-03-05 09:00 | step | ben   | k2     | Look     | kim
        2026-03-06 09:00 | step | ben   | k2     | Look     | tom
        2026-03-02 09:00 | step | eva   | k3     | Look     | kim
        2026-03-03 09:00 | step | eva   | k3     | Look     |
        2026-03-04 09:00 | step | eva   | k3     | Look     | kim
        2026-03-05 09:00 | step | eva   | k3     | Look     |
        """,
        as_of="2026-03-20 12:00",
    ),
    silent(
        "Two take turns at a way of many steps; one corrects once what the other checks",
        """
        at               | kind | about | thread | activity | resource
        2026-03-02 09:00 | step | ana   | k1     | Draft    | kim
        2026-03-03 09:00 | step | ana   | k1     | Check    | tom
        2026-03-04 09:00 | step | ana   | k1     | Print    | kim
        2026-03-05 09:00 | step | ana   | k1     | Sign     | tom
        2026-03-02 09:00 | step | ben   | k2     | Draft    | kim
        2026-03-03 09:00 | step | ben   | k2     | Check    | tom
        2026-03-04 09:00 | step | ben   | k2     | Correct  | kim
        2026-03-09 09:00 | step | ben   | k2     | Check    | tom
        """,
        as_of="2026-03-20 12:00",
    ),
    silent(
        "Closed in the end; and opened again, after it was closed, for something else",
        """
        at               | kind | about | thread | activity       | resource
        2026-03-02 09:00 | step | ana   | k1     | Look into it   | billing
        2026-03-03 09:00 | step | ana   | k1     | Ask the driver | depot
        2026-03-04 09:00 | step | ana   | k1     | Look into it   | billing
        2026-03-09 09:00 | step | ana   | k1     | Ask the driver | depot
        2026-03-10 09:00 | step | ana   | k1     | Resolved       | depot
        2026-03-02 09:00 | step | ben   | k2     | Look into it   | billing
        2026-03-03 09:00 | step | ben   | k2     | Ask the driver | depot
        2026-03-04 09:00 | step | ben   | k2     | Look into it   | billing
        2026-03-09 09:00 | step | ben   | k2     | Ask the driver | depot
        2026-03-10 09:00 | step | ben   | k2     | Resolved       | depot
        2026-03-17 09:00 | step | ben   | k2     | Copy of a bill | archive
        """,
        as_of="2026-03-20 12:00",
    ),
    unsure(
        "A third desk has it now",
        """
        at               | kind | about | thread | activity       | resource
        2026-03-02 09:00 | step | ana   | k1     | Look into it   | billing
        2026-03-03 09:00 | step | ana   | k1     | Ask the driver | depot
        2026-03-04 09:00 | step | ana   | k1     | Look into it   | billing
        2026-03-09 09:00 | step | ana   | k1     | Ask the driver | depot
        2026-03-10 09:00 | step | ana   | k1     | Pay            | bank desk
        2026-03-03 09:00 | step | ben   | k2     | Ask the driver | depot
        2026-03-09 09:00 | step | ben   | k2     | Resolved       | depot
        """,
        as_of="2026-03-20 12:00",
        says="handed over 3 times between the same two desks",
    ),
)
