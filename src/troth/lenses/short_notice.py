"""Which change came with less notice than we promise, or want to give?

Why it matters: Whoever builds on us has to plan, ask, pay and change something of her own before
our change holds. An announcement without the price, or without what to do, starts no clock: she can
act only once she knows all of it. So two numbers are counted, and the second one is hers.

How it decides: From lists of changes, notes of releases, saved headers, versions of terms and
notices it takes when a change was first told, when all terms were known, and for which day. Raw
notice is from the telling to that day, actionable notice from the day all was known; a day that
moved later gives none back. It speaks where the shorter of the two is less than a promise of notice
for that side, confirmed in the ledger, or than `[notice]` in the settings. A promise counts wherever
it was made: in our terms, in a conversation with one person (to whom alone it is then owed), or
written down by hand with `troth promises note`.

When it stays silent: where no notice is promised or set, for a change announced before somebody was
promised notice outside of our texts, where no day was named, for days over
longer ago than `look-back`, and where a record tells of what holds with it (a plain release). It is
unsure where the promise is not confirmed by anybody, and where the day was found in a text that is
no notice itself, for it may have been told elsewhere before. Headers that contradict themselves
are told as well.

Source: methods.md 15 (actionable notice = effect minus the day all terms were known); RFC 9745 and
RFC 8594 for headers. No law is built in: what is set is what is asked for.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby
from typing import Any, cast

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
from troth.extend.telling import TOLD, blank, told
from troth.model.units import DAY_US
from troth.text.announcing import tellings
from troth.text.days_named import pieces
from troth.text.foretold import Change, changes
from troth.text.listed_changes import stated
from troth.text.notice_owed import Owed, fallen_short, owed, promised
from troth.text.notice_worded import promised_aloud
from troth.text.noticed import counted, singular
from troth.text.patience import Patience

SCHEMA = {
    **TOLD,
    "start": "int64",
    "end": "int64",
    "state": "string",
    "confirmed": "bool",
    "n": "int64",
    "promise": "string",
    "to": "string",
    "born_us": "int64",
    "record": "string",
    "days": "float64",
    "ends": "bool",
}
CARD = LensCard(
    needs=frozenset({"change", "document"}),
    anchor="the record that told the change first",
    schema=SCHEMA,
    status="preview",
    options={"look-back": "90 days", "notice": {}},
    rests_on=frozenset({"change", "document"}),
)


def gather(tables: Tables, moment_us: int) -> Table:
    """What tells of changes, what the ledger says of promises in texts, and people by side."""
    import ibis

    rows = blank(told(tables, moment_us), SCHEMA)
    held = tables["promise"]
    held = held.filter(held.record.notnull())
    known = held.select("version", "start", "end", "state", "confirmed", id=held.record)
    promised = blank(known.mutate(kind=ibis.literal("promise")), SCHEMA)
    people = tables["person"]
    served = people.filter(people.side.notnull() & ~ibis.coalesce(people.staff, False))
    sides = served.group_by("side").aggregate(n=served.person.nunique())
    sides = blank(sides.mutate(kind=ibis.literal("side")), SCHEMA)
    aloud = blank(tables["notice"].mutate(kind=ibis.literal("aloud")), SCHEMA)
    return rows.union(promised).union(sides).union(aloud)


def judge(batch: Batch, context: Context) -> Iterable[Finding]:
    """Every change that is near enough, against the notice that is owed for it."""
    rows = batch.to_pylist()
    texts = [row for row in rows if row["kind"] in ("change", "document")]
    marks = [row for row in rows if row["kind"] == "promise"]
    people = {singular(row["side"]): int(row["n"] or 0) for row in rows if row["kind"] == "side"}
    aloud = [row for row in rows if row["kind"] == "aloud"]
    written = {row["id"] for row in texts if row["kind"] == "document"}
    held = [*promised(texts, marks), *promised_aloud(aloud, written)]
    back = Patience.read(context.options["look-back"]).n
    set_days = cast("Mapping[str, float]", context.options["notice"])
    zone = context.calendar().zone
    today = date.fromordinal(719_163 + context.moment_us // DAY_US)
    for change in changes(tellings(texts, zone)):
        if not change.days or (today - change.days[-1]).days > back:
            continue
        due = owed(change, held, set_days, context.moment_us)
        concerned = people.get(singular(change.first.side or ""), 0)
        for short in _short(change, due, today):
            yield _finding(change, short, 0 if short.to else concerned, today)
    for row in texts:
        yield from _faults(row)


def _short(change: Change, due: Sequence[Owed], today: date) -> Iterator[Owed]:
    """What is owed to all and was not given; then to one person who was promised more than that."""
    all_ = fallen_short(change, [one for one in due if one.to is None], today)
    if all_ is not None:
        yield all_
    own = sorted((one for one in due if one.to is not None), key=lambda one: one.to or "")
    for _, held in groupby(own, key=lambda one: one.to):
        short = fallen_short(change, held, today)
        if short is not None and (all_ is None or short.days > all_.days):
            yield short


def _finding(change: Change, due: Owed, people: int, today: date) -> Finding:
    first = change.first
    side = first.side
    sure = due.sure and first.notice
    ours = "we promise" if due.cite else "we want to give"
    whom = f" {many(side)}" if side else ""
    if due.to:
        ours, whom = "we promised", " {subject}"
    concerned = f" It concerns {people:,} people." if people else ""
    cites = (*change.cites, *((due.cite,) if due.cite else ()))
    return Finding(
        lens="short-notice",
        subject=_subject(change, due),
        anchor=f"{first.cite.evidence}:{first.cite.span.start if first.cite.span else 0}",
        says=f"{_told(change, today)} {ours[0].upper()}{ours[1:]}{whom} {counted(due.days)}.{concerned}",
        strength=Strength(
            "rule", len(change.cites), "records", "effect minus the day all terms were known"
        ),
        cites=cites,
        next="Move the day, or tell those concerned today what changes, when, what it costs and what "
        "to do, and say that it is late.",
        would_change="An earlier record that told it, with all its terms; or a later day.",
        status="speaks" if sure else "unsure",
        severity=CARD.severity,
        preview=True,
        since_us=first.at_us,
        due_us=(change.days[-1].toordinal() - 719_163) * DAY_US,
        stakes=float(people),
        data={"raw": change.raw, "actionable": change.actionable, "owed": due.days},
    )


def _subject(change: Change, due: Owed) -> Subject:
    first = change.first
    if due.to:
        return Subject("person", due.to)
    return (
        Subject("side", first.side) if first.side else Subject("company", first.ours or "company")
    )


def _told(change: Change, today: date) -> str:
    """What was told when, for which day, in a sentence."""
    raw, known = change.raw or 0, change.actionable
    when = (
        f"“{{quote}}” was told on {_day(change.announced, today)} for {_day(change.days[0], today)}"
    )
    if raw < 0:
        return f"{when}, {counted(-raw)} after it held."
    if known is None:
        left = max(0, (change.days[-1] - today).days)
        when += f", {counted(raw)} before"
        return f"{when}; some of what is needed to act is not told yet, {counted(left)} before it holds."
    if known == raw:
        return f"{when}, {counted(raw)} before."
    late = f"{counted(known)} before" if known >= 0 else f"{counted(-known)} after"
    return f"{when}, {counted(raw)} before, and all that is needed to act {late}."


def _day(day: date, today: date) -> str:
    year = f" {day.year}" if day.year != today.year else ""
    return f"{day.day} {day:%B}{year}"


def _faults(row: Mapping[str, Any]) -> Iterator[Finding]:
    """Headers that contradict themselves: an end before the day from which it is to be left."""
    own = stated(row) if row["kind"] == "change" else None
    if own is None or not own.faults:
        return
    first = next(iter(pieces(row["text"] or "")), None)
    yield Finding(
        lens="short-notice",
        subject=Subject("company", row["ours"] or "company"),
        anchor=f"{row['id']}:headers",
        says=f"The headers of “{{quote}}” are no word to build on: {_lowered(own.faults)}",
        strength=Strength("rule", 1, "answer", "RFC 9745, RFC 8594"),
        cites=(Cite(row["id"], row["version"], first),),
        next="Correct the headers: Deprecation as @ and seconds, Sunset as a date of HTTP, not earlier.",
        would_change="An answer saved later, with headers that hold together.",
        severity="info",
        preview=True,
        since_us=row["ts_us"],
    )


def _lowered(text: str) -> str:
    plain = text.replace("{", "(").replace("}", ")")
    return plain if plain.startswith(("Sunset", "Deprecation")) else plain[:1].lower() + plain[1:]


EXAMPLES = (
    speaks(
        "All that is needed to act was known a day before",
        """
        at         | kind     | thread | what  | announced_us | effect_us  | genre | title             | text | extra
        2026-01-02 | document | terms  |       |              |            | terms | Terms             | We will tell you at least 30 days before a change of prices. |
        2026-01-03 | confirm  | terms  |       |              |            |       |                   | |
        2026-03-02 | change   |        | price | 2026-03-02   | 2026-03-09 |       | Labels cost 2 EUR | Labels cost 2 EUR | {"told_as": "change", "terms_known": "2026-03-08"}
        """,
        as_of="2026-03-10",
        says="told on 2 March for 9 March, 7 days before, and all that is needed to act 1 day before."
        " We promise 30 days.",
    ),
    speaks(
        "Headers that end before they are to be left",
        """
        at         | kind   | what | announced_us | effect_us  | title          | text                     | extra
        2026-03-02 | change | api  | 2026-03-02   | 2026-03-09 | GET /v1 to end | GET /v1/parcels is to end | {"told_as": "headers", "faults": "Sunset is earlier than Deprecation."}
        """,
        as_of="2026-03-10",
        says="no word to build on: Sunset is earlier than Deprecation.",
    ),
    speaks(
        "Promised to one person in a conversation",
        """
        at         | kind    | by     | about | thread | what  | announced_us | effect_us  | title             | text | extra
        2026-01-02 | message | us:tom | ana   | t1     |       |              |            |                   | We will tell you at least 30 days before we change our prices. |
        2026-01-03 | confirm | us:tom |       | t1     |       |              |            |                   | |
        2026-03-02 | change  |        |       |        | price | 2026-03-02   | 2026-03-09 | Labels cost 2 EUR | Labels cost 2 EUR | {"told_as": "change"}
        """,
        as_of="2026-03-10",
        says="told on 2 March for 9 March, 7 days before. We promised Ana 30 days.",
    ),
    silent(
        "Promised in a conversation after the change was told",
        """
        at         | kind    | by     | about | thread | what  | announced_us | effect_us  | title             | text | extra
        2026-03-02 | change  |        |       |        | price | 2026-03-02   | 2026-03-09 | Labels cost 2 EUR | Labels cost 2 EUR | {"told_as": "change"}
        2026-03-04 | message | us:tom | ana   | t1     |       |              |            |                   | We will tell you at least 30 days before we change our prices. |
        2026-03-05 | confirm | us:tom |       | t1     |       |              |            |                   | |
        """,
        as_of="2026-03-10",
    ),
    silent(
        "Told long enough before, and moved later",
        """
        at         | kind     | thread | what  | announced_us | effect_us  | genre | title             | text | extra
        2026-01-02 | document | terms  |       |              |            | terms | Terms             | We will tell you at least 30 days before a change of prices. |
        2026-01-03 | confirm  | terms  |       |              |            |       |                   | |
        2026-03-02 | change   |        | price | 2026-03-02   | 2026-06-09 |       | Labels cost 2 EUR | Labels cost 2 EUR | {"told_as": "change", "moved_from": "2026-04-09"}
        """,
        as_of="2026-03-10",
    ),
    silent(
        "Nothing is promised for this kind of change",
        """
        at         | kind     | thread | what    | announced_us | effect_us  | genre | title           | text | extra
        2026-01-02 | document | terms  |         |              |            | terms | Terms           | We will tell you at least 30 days before a change of prices. |
        2026-01-03 | confirm  | terms  |         |              |            |       |                 | |
        2026-03-02 | change   |        | product | 2026-03-02   | 2026-03-09 |       | A new label form | A new label form | {"told_as": "change"}
        """,
        as_of="2026-03-10",
    ),
    silent(
        "A release tells of what it holds",
        """
        at         | kind     | thread | what    | announced_us | effect_us  | genre | title | text | extra
        2026-01-02 | document | terms  |         |              |            | terms | Terms | We will tell you at least 30 days before any change. |
        2026-01-03 | confirm  | terms  |         |              |            |       |       | |
        2026-03-02 | change   |        | product | 2026-03-02   | 2026-03-02 |       | 1.4.0 | Faster search. | {"version": "1.4.0"}
        """,
        as_of="2026-03-10",
    ),
    unsure(
        "Nobody has confirmed that notice was promised",
        """
        at         | kind     | what  | announced_us | effect_us  | genre | title             | text | extra
        2026-01-02 | document |       |              |            | terms | Terms             | We will tell you at least 30 days before a change of prices. |
        2026-03-02 | change   | price | 2026-03-02   | 2026-03-09 |       | Labels cost 2 EUR | Labels cost 2 EUR | {"told_as": "change"}
        """,
        as_of="2026-03-10",
        says="7 days before. We promise 30 days.",
    ),
    unsure(
        "Found in terms, and perhaps told elsewhere before",
        """
        at         | kind     | thread | genre | path     | title | text
        2026-01-02 | document | notice | post  | words.md | Notes | We will tell you at least 30 days before a change of these terms.
        2026-01-03 | confirm  | notice |       |          |       |
        2026-03-02 | document |        | terms | terms.md | Terms | Effective 9 March 2026, these terms replace all earlier ones.
        """,
        as_of="2026-03-03",
        says="was told on 2 March for 9 March",
    ),
)
