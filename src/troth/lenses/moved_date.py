"""Which day that we announced has been moved, and how often?

Why it matters: A day we name is a promise to plan by. Each time it moves, those who were ready have
worked for nothing, and those who were not learn that our days need not be met; the next one is
believed less.

How it decides: It takes changes as lists, notes of release, saved headers and versions of documents
tell them, and counts how often the day was replaced by another before it came, or by none. What was
moved nearer is said so: that is the kind that hurts.

When it stays silent: where a change of the same name came after the day had passed (that is another
change), where the same day was only told again, and for what was last told longer ago than
`look-back`. It is unsure where two records share nothing but a name, and neither says that a day
was moved.

Source: methods.md 15: the count of moved dates stands beside raw and actionable notice.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from troth.extend.record import (
    Batch,
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
from troth.extend.telling import TOLD, blank, told
from troth.model.units import DAY_US
from troth.text.announcing import tellings
from troth.text.foretold import Change, changes
from troth.text.patience import Patience

CARD = LensCard(
    needs=frozenset({"change", "document"}),
    anchor="the record that told the change first",
    schema=TOLD,
    status="preview",
    options={"look-back": "90 days"},
    rests_on=frozenset({"change", "document"}),
)
_TIMES = {1: "once", 2: "twice"}


def gather(tables: Tables, moment_us: int) -> Table:
    """What tells of changes."""
    return blank(told(tables, moment_us), TOLD)


def judge(batch: Batch, context: Context) -> Iterable[Finding]:
    """Every change whose day moved, that was told of lately or is still to come."""
    back = Patience.read(context.options["look-back"]).n
    today = date.fromordinal(719_163 + context.moment_us // DAY_US)
    for change in changes(tellings(batch.to_pylist(), context.calendar().zone)):
        late = max(change.last.on, change.days[-1]) if change.days else change.last.on
        if change.moved and (today - late).days <= back:
            yield _finding(change, today)


def _finding(change: Change, today: date) -> Finding:
    first = change.first
    side = first.side
    nearer = any(new < old for old, new in zip(change.days, change.days[1:], strict=False))
    return Finding(
        lens="moved-date",
        subject=Subject("side", side) if side else Subject("company", first.ours or "company"),
        anchor=f"{first.cite.evidence}:{first.cite.span.start if first.cite.span else 0}",
        says=f"The day of “{{quote}}” was moved {_times(change.moved)}: {_way(change, today)}."
        + (" It came nearer." if nearer else ""),
        strength=Strength(
            "rule", len(change.tellings), "records", "days named one after the other"
        ),
        cites=change.cites,
        next="Say to everybody who was told the old day which one holds now, and why it moved.",
        would_change="A record that shows that these are two changes.",
        status="speaks" if _sure(change) else "unsure",
        severity=CARD.severity,
        preview=True,
        since_us=first.at_us,
        stakes=float(change.moved),
        data={"moved": change.moved, "days": [day.isoformat() for day in change.days]},
    )


def _sure(change: Change) -> bool:
    """Whether a record itself says that the day moved, or it is one thing beyond doubt."""
    named = change.first.key[1] == "title"
    return not named or any(len(one.days) > 1 or one.postponed for one in change.tellings)


def _times(n: int) -> str:
    return _TIMES.get(n, f"{n} times")


def _way(change: Change, today: date) -> str:
    """From which day to which: "from 9 April to 9 June, and then to no day"."""
    named = [
        f"{day.day} {day:%B}" + (f" {day.year}" if day.year != today.year else "")
        for day in change.days
    ]
    told = f"from {named[0]}" + "".join(f" to {each}" for each in named[1:])
    return told + (" and then to no day" if len(named) > 1 else " to no day") * change.postponed


EXAMPLES = (
    speaks(
        "Moved twice, the second time to no day",
        """
        at         | kind   | what | announced_us | title         | text          | extra
        2026-03-02 | change | api  | 2026-03-02   | The feed ends | The feed ends | {"told_as": "change", "moved_from": "2026-03-09; 2026-03-13", "postponed": "yes"}
        """,
        as_of="2026-03-20",
        says="was moved twice: from 9 March to 13 March and then to no day.",
    ),
    speaks(
        "Terms that were to hold on another day, before that day came",
        """
        at         | kind   | what  | title         | text
        2026-03-02 | change | terms | Terms changed | + Effective 1 May 2026
        2026-03-20 | change | terms | Terms changed | − Effective 1 May 2026⏎+ Effective 10 April 2026
        """,
        as_of="2026-03-25",
        says="from 1 May to 10 April. It came nearer.",
    ),
    silent(
        "The same day, told again",
        """
        at         | kind   | what | announced_us | effect_us  | title         | text          | extra
        2026-03-02 | change | api  | 2026-03-02   | 2026-06-01 | The feed ends | The feed ends | {"told_as": "change"}
        2026-04-02 | change | api  | 2026-04-02   | 2026-06-01 | The feed ends | The feed ends | {"told_as": "change"}
        """,
        as_of="2026-04-20",
    ),
    silent(
        "Another year's change of the same name",
        """
        at         | kind   | what  | announced_us | effect_us  | title        | text         | extra
        2025-11-02 | change | price | 2025-11-02   | 2026-01-01 | Prices rise  | Prices rise  | {"told_as": "change"}
        2026-03-02 | change | price | 2026-03-02   | 2026-05-01 | Prices rise  | Prices rise  | {"told_as": "change"}
        """,
        as_of="2026-03-20",
    ),
    unsure(
        "Two records that share nothing but a name",
        """
        at         | kind   | what  | announced_us | effect_us  | title        | text         | extra
        2026-03-02 | change | price | 2026-03-02   | 2026-05-01 | Prices rise  | Prices rise  | {"told_as": "change"}
        2026-03-12 | change | price | 2026-03-12   | 2026-06-01 | Prices rise  | Prices rise  | {"told_as": "change"}
        """,
        as_of="2026-03-20",
        says="was moved once: from 1 May to 1 June.",
    ),
)
