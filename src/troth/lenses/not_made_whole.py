"""Where have we owned up to a break, and not made it whole?

Why it matters: "We are sorry" without a deed is worth less than nothing the second time she reads it.
Once we have told her that we know, she waits for what we do about it; an offer without a day, or whose
day has passed, breaks the word by which the first break was to be mended.

How it decides: It takes each repair of which a step is noted and that is neither made whole nor ended,
and looks at the last offer. It speaks where nothing was offered, or only something without a day, for
longer than five business days since the last step (option `after`); where the day of the offer has
passed; and where she said no and nothing followed for that long. All that was said after the last
step is read.

When it stays silent: where our words after it say that it was done, or hers that it came or is solved,
in this conversation or, about the same thing, in another; where she let us off; where it was noted as
made whole; while the day of the offer lies ahead; and within the days above. It is unsure where a word
in another conversation may have settled it, and where the records end so long ago that it may be done
by now.

Source: methods.md 15 and 18: an offer, its day, whether it was taken, and how long it took; an offer
of repair weighs next to owning it (Lewicki, Polin and Lount 2016).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby
from typing import Any

from troth.extend.cases import here
from troth.extend.cited import own_words
from troth.extend.later import LATER, with_later
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
from troth.model.units import DAY_US
from troth.text.followed import Followed, followed, span_of
from troth.text.patience import Patience, day_of

BEGUN = ("acknowledged", "heard", "owned", "offered")
REPAIR = {
    "about": "string",
    "to": "string",
    "stage": "string",
    "broken_us": "int64",
    "acknowledged_us": "int64",
    "owned_us": "int64",
    "offered_us": "int64",
    "offer_due_us": "int64",
    "accepted": "bool",
    "changed_us": "int64",
    "shown": "string",
    "shown_version": "string",
    "record": "string",
    "version": "string",
    "start": "int64",
    "end": "int64",
    "system": "string",
    "thread": "string",
    "ours": "string",
    "side": "string",
}
CARD = LensCard(
    needs=frozenset({"message", "promise", "repair"}),
    anchor="the break: the promise or her message, and the day it broke",
    schema={**REPAIR, "broken_text": "string", **LATER},
    status="preview",
    options={"after": "5 business days"},
    rests_on=frozenset({"repair"}),
)


def gather(tables: Tables, moment_us: int) -> Table:
    """Each repair that was begun and not ended, with every message since its last step."""
    held = tables["repair"]
    held = held.filter(held.stage.isin(BEGUN) & held.to.notnull() & (held.changed_us <= moment_us))
    words = tables["message"].select(known_record="id", broken_text="text")
    held = held.left_join(words, held.record == words.known_record)
    held = held.mutate(since_us=held.changed_us).select(*REPAIR, "broken_text", "since_us")
    return with_later(tables, held, moment_us).select(*CARD.schema)


def judge(batch: Batch, context: Context) -> Iterable[Finding]:
    """Which of these repairs stand still, and how sure that is."""
    patience = Patience.read(context.options.get("after", CARD.options["after"]))
    rows = batch.to_pylist()
    rows.sort(key=lambda row: (*_case(row), row["later_us"] or 0, row["later"] or ""))
    for _, held in groupby(rows, key=_case):
        told = [row for row in held if row["later"] is None or row["later"] != row["shown"]]
        one = told[0] if told else None
        if one is None:
            continue
        reach = replace(context, moment_us=here(context, one["system"] or ""))
        found = followed(span_of(one, one["broken_text"] or ""), told)
        why = _why(one, patience, reach)
        if why and not found.mended:
            yield _finding(one, why, found, told, reach)


def _case(row: Mapping[str, Any]) -> tuple[str, str]:
    return row["about"], row["to"]


def _why(one: Mapping[str, Any], patience: Patience, context: Context) -> str | None:
    """What is missing, in words; None while there is still time."""
    zone = context.calendar(one["side"], one["ours"]).zone
    due = one["offer_due_us"]
    if one["offered_us"] is not None and one["accepted"] is not False and due is not None:
        if due >= context.moment_us:
            return None
        return f"what we offered was to be done by {day_of(due, zone, context.as_of_us)}, and nothing here shows that it was"
    if not _over(one, patience, context):
        return None
    if one["offered_us"] is None:
        return "nothing has been offered since, and no day was named"
    if one["accepted"] is False:
        return "{subject} did not accept what we offered, and nothing followed"
    return "what we offered has no day"


def _over(one: Mapping[str, Any], patience: Patience, context: Context) -> bool:
    since = one["changed_us"]
    if since >= context.moment_us:
        return False
    calendar = context.calendar(one["side"], one["ours"])
    return not calendar.within(since, context.moment_us, patience.n, patience.unit)


def _finding(
    one: Mapping[str, Any],
    why: str,
    found: Followed,
    told: Sequence[Mapping[str, Any]],
    context: Context,
) -> Finding:
    zone = context.calendar(one["side"], one["ours"]).zone
    broken = day_of(one["broken_us"], zone, context.as_of_us)
    said = " (“{quote}”)" if one["record"] else ""
    since = one["offer_due_us"] if "was to be done" in why else one["changed_us"]
    days = max(0, context.moment_us - since) // DAY_US
    count = "today" if days < 1 else "a day ago" if days == 1 else f"{days} days ago"
    last = "that day was" if "was to be done" in why else "the last step was"
    behind = context.as_of_us - context.moment_us
    end = f", counted to {context.records_end()}, when the records end" if behind >= DAY_US else ""
    sure = found.perhaps is None and not context.too_old_for(context.moment_us - since)
    return Finding(
        lens="not-made-whole",
        subject=Subject("person", one["to"]),
        anchor=f"{one['about']} {one['broken_us'] // DAY_US}",
        says=f"{_owned(one)} on {broken}{said}; {why} ({last} {count}{end}).",
        strength=Strength(
            "count", len([r for r in told if r["later"]]), "later messages", "steps of the repair"
        ),
        cites=tuple(_cites(one, found)),
        next="Say what will be done and by which day, do it, and ask whether it is right then.",
        would_change="An offer with a day, a message that says it was done, or a word of hers that "
        "it is right.",
        status="speaks" if sure else "unsure",
        severity=CARD.severity,
        preview=CARD.status == "preview",
        since_us=one["broken_us"],
        due_us=one["offer_due_us"],
        stakes=2.0 + len(found.told),
        data={"days": days, "told": len(found.told)},
    )


def _owned(one: Mapping[str, Any]) -> str:
    what = "something went wrong" if one["about"] == one["record"] else "our word broke"
    told = any(one[name] for name in ("acknowledged_us", "owned_us", "offered_us"))
    return f"We owned up to {{subject}} that {what}" if told else f"{{subject}} told us that {what}"


def _cites(one: Mapping[str, Any], found: Followed) -> Iterator[Cite]:
    yield own_words(one, one["about"])
    if one["shown"] and one["shown"] != one["record"]:
        yield Cite(one["shown"], one["shown_version"] or "")
    for row in found.told[-1:]:
        yield Cite(row["later"], row["later_version"])


EXAMPLES = (
    speaks(
        "Sorry, and nothing after it",
        """
        at               | kind    | by     | about | thread | text
        2026-11-02 10:00 | message | us:tom | ana   | t1     | We will refund you by 4 November.
        2026-11-05 10:00 | message | us:tom | ana   | t1     | We are sorry, that was our mistake.
        2026-11-05 10:05 | broken  | us:tom |       | t1     |
        2026-11-05 10:06 | repair  | us:tom |       | t1     | owned
        """,
        as_of="2026-11-24 12:00",
        says="nothing has been offered since, and no day was named (the last step was 19 days ago).",
    ),
    speaks(
        "The day of the offer has passed",
        """
        at               | kind    | by     | about | thread | text    | until
        2026-11-02 10:00 | message | us:tom | ana   | t1     | We will refund you by 4 November. |
        2026-11-05 10:05 | broken  | us:tom |       | t1     |         |
        2026-11-06 10:06 | repair  | us:tom |       | t1     | offered | 2026-11-20 18:00
        """,
        as_of="2026-11-24 12:00",
        says="what we offered was to be done by 20 November, and nothing here shows that it was",
    ),
    speaks(
        "She said no, and nothing followed",
        """
        at               | kind    | by     | about | thread | text     | until
        2026-11-02 10:00 | message | us:tom | ana   | t1     | We will refund you by 4 November. |
        2026-11-05 10:05 | broken  | us:tom |       | t1     |          |
        2026-11-06 10:06 | repair  | us:tom |       | t1     | offered  | 2026-11-28 18:00
        2026-11-09 10:06 | repair  | us:tom |       | t1     | declined |
        """,
        as_of="2026-11-24 12:00",
        says="Ana did not accept what we offered, and nothing followed",
    ),
    silent(
        "The day of the offer lies ahead",
        """
        at               | kind    | by     | about | thread | text    | until
        2026-11-02 10:00 | message | us:tom | ana   | t1     | We will refund you by 4 November. |
        2026-11-05 10:05 | broken  | us:tom |       | t1     |         |
        2026-11-06 10:06 | repair  | us:tom |       | t1     | offered | 2026-11-28 18:00
        """,
        as_of="2026-11-24 12:00",
    ),
    silent(
        "Done in another conversation",
        """
        at               | kind    | by     | about | thread | text    | until
        2026-11-02 10:00 | message | us:tom | ana   | t1     | We will refund you by 4 November. |
        2026-11-05 10:05 | broken  | us:tom |       | t1     |         |
        2026-11-06 10:06 | repair  | us:tom |       | t1     | offered | 2026-11-20 18:00
        2026-11-19 10:00 | message | us:tom | ana   | t2     | Your refund has been paid.  |
        """,
        as_of="2026-11-24 12:00",
    ),
    silent(
        "She says that it is solved",
        """
        at               | kind    | by     | about | thread | text
        2026-11-02 10:00 | message | us:tom | ana   | t1     | We will refund you by 4 November.
        2026-11-05 10:05 | broken  | us:tom |       | t1     |
        2026-11-05 10:06 | repair  | us:tom |       | t1     | owned
        2026-11-09 10:06 | message | ana    |       | t1     | Thank you, that is sorted now.
        """,
        as_of="2026-11-24 12:00",
    ),
    silent(
        "Noted as made whole",
        """
        at               | kind    | by     | about | thread | text
        2026-11-02 10:00 | message | us:tom | ana   | t1     | We will refund you by 4 November.
        2026-11-05 10:05 | broken  | us:tom |       | t1     |
        2026-11-05 10:06 | repair  | us:tom |       | t1     | owned
        2026-11-09 10:06 | repair  | us:tom |       | t1     | made-whole
        """,
        as_of="2026-11-24 12:00",
    ),
    silent(
        "She let us off after we had owned it",
        """
        at               | kind    | by     | about | thread | text
        2026-11-02 10:00 | message | us:tom | ana   | t1     | We will refund you by 4 November.
        2026-11-05 10:05 | broken  | us:tom |       | t1     |
        2026-11-05 10:06 | repair  | us:tom |       | t1     | owned
        2026-11-09 10:06 | release | us:tom |       | t1     |
        """,
        as_of="2026-11-24 12:00",
    ),
    silent(
        "Owned yesterday",
        """
        at               | kind    | by     | about | thread | text
        2026-11-02 10:00 | message | us:tom | ana   | t1     | We will refund you by 4 November.
        2026-11-05 10:05 | broken  | us:tom |       | t1     |
        2026-11-23 10:06 | repair  | us:tom |       | t1     | owned
        """,
        as_of="2026-11-24 12:00",
    ),
    unsure(
        "Something was done, in another conversation",
        """
        at               | kind    | by     | about | thread | text    | until
        2026-11-02 10:00 | message | us:tom | ana   | t1     | We will refund you by 4 November. |
        2026-11-05 10:05 | broken  | us:tom |       | t1     |         |
        2026-11-06 10:06 | repair  | us:tom |       | t1     | offered | 2026-11-20 18:00
        2026-11-19 10:00 | message | us:tom | ana   | t2     | Your bicycle has been repaired. |
        """,
        as_of="2026-11-24 12:00",
    ),
)
