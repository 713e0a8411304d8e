"""When we say no, how often is that all we say, and to which side?

Why it matters: A no can be right. A bare one, without another way, a person or a day, sends somebody
back into the queue or away for good; and where it is a habit, no single case shows it. Those who are
left standing today are named by `dead-end`; this is about the habit.

How it decides: Of the messages we wrote to customers in the last 90 days (option `days`) it reads up to
3,000 (option `most`), drawn by their ids, which favour nobody. A message that turns somebody down or
closes the matter is a no. It is bare where no step stands in it (another way, a person, a link, an offer, a
day), where no further message of ours followed within two days in that conversation, and where she did
not take it with thanks. Side by side it gives the share of bare ones with its interval, and speaks where
the whole interval lies above a fifth (option `share`).

When it stays silent: with fewer than ten times no, and where a fifth or less could be all there is. A bare
“see our website” and a mailbox that nobody reads count for nothing here. It is unsure where fewer than
five people got the bare ones, and where the records end more than thirty days ago.

Source: methods.md 12, refusals without a working next step; the interval is that of Wilson (1927). The
words are those of the lens over documents `no-next-step` (`troth.text.turned_away`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

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
from troth.extend.shares import (
    READ,
    about,
    drawn,
    least_share,
    newest,
    number,
    of_month,
    side_of,
)
from troth.extend.sided import in_days, many
from troth.extend.talks import among_people
from troth.model.origin import Span
from troth.model.units import DAY_US
from troth.text.reply import automatic, closes
from troth.text.turned_away import refused, turned_away

CARD = LensCard(
    needs=frozenset({"message"}),
    anchor="the side, or the company, and the month",
    schema={
        **READ,
        "person": "string",
        "after_us": "int64",
        "after_from_us": "bool",
        "after_text": "string",
    },
    status="preview",
    options={"days": 90, "most": 3000, "share": 0.2},
    rests_on=frozenset({"message"}),
)
FOLLOWED_US = 2 * DAY_US
LEAST, FEW = 10, 5
OLD_US = 30 * DAY_US
SHOWN = 20


def gather(tables: Tables, moment_us: int) -> Table:
    """What we wrote to customers, newest first, with the next message in the same conversation."""
    import ibis

    rows = among_people(tables, moment_us)
    order = ibis.window(group_by=["system", "talk"], order_by=[rows.ts_us, rows.id])
    rows = rows.mutate(
        after_us=rows.ts_us.lead().over(order),
        after_from_us=rows.from_us.lead().over(order),
        after_text=rows.text.lead().over(order),
    )
    ours = rows.filter(ibis.coalesce(rows.from_us, False) & rows.about.notnull())
    return newest(ours, tables, moment_us).select(*CARD.schema)


@dataclass(frozen=True, slots=True)
class _No:
    """A message that says no; `span` are the words of a bare one."""

    row: Mapping[str, Any]
    span: Span | None


def judge(batch: Batch, context: Context) -> Iterable[Finding]:
    """One finding a side that is turned down barely too often."""
    from troth.stats.rates.proportions import wilson

    sides: dict[str, list[_No]] = {}
    for one in _nos(batch, context):
        sides.setdefault(side_of(one.row), []).append(one)
    share = least_share(CARD, context)
    for side, nos in sorted(sides.items()):
        bare = [one for one in nos if one.span is not None]
        if len(nos) >= LEAST and wilson(len(bare), len(nos)).low > share:
            yield _finding(side, bare, len(nos), context)


def _nos(batch: Batch, context: Context) -> Iterator[_No]:
    for row in drawn(batch, CARD, context):
        if automatic(row["text"]) or not any(_says_no(one.kind) for one in refused(row["text"])):
            continue
        found = None if _went_on(row) else turned_away(row["text"])
        yield _No(row, found.span if found is not None and _says_no(found.kind) else None)


def _says_no(kind: str) -> bool:
    return kind in ("refusal", "final")


def _went_on(row: Mapping[str, Any]) -> bool:
    """Whether we wrote again at once, or she took it with thanks."""
    if row["after_us"] is None:
        return False
    if row["after_from_us"]:
        return bool(row["after_us"] - row["ts_us"] <= FOLLOWED_US)
    return closes(row["after_text"] or "")


def _finding(side: str, bare: Sequence[_No], n: int, context: Context) -> Finding:
    from troth.stats.rates.proportions import wilson

    found = wilson(len(bare), n)
    people = Counter(one.row["person"] for one in bare)
    latest = sorted(bare, key=lambda one: (-one.row["ts_us"], one.row["record"]))
    sure = len(people) >= FEW and not context.too_old_for(OLD_US)
    to = f" to {many(side)}" if side else ""
    return Finding(
        lens="bare-refusal",
        subject=about(side, (one.row for one in bare)),
        anchor=of_month(side, context),
        says=f"Of {n} times we said no{to} {in_days(number(CARD, context, 'days'), context)}, {len(bare)} named no "
        f"other way, person or day ({found.low * 100:.0f}–{found.high * 100:.0f} %); last: “{{quote}}”",
        strength=Strength("rate", n, "refusals", "Wilson, 95 %", found.value, found.low, found.high),
        cites=tuple(Cite(one.row["record"], one.row["version"], one.span) for one in latest[:SHOWN]),
        next="Write to those who are cited with what is possible instead. Then put a next step under every "
        "saved answer that says no, and try it yourselves.",
        would_change="A way on that stands in the records elsewhere, or words here that turned nobody down.",
        status="speaks" if sure else "unsure",
        severity=CARD.severity,
        preview=True,
        since_us=latest[-1].row["ts_us"],
        stakes=float(len(people)),
        data={"bare": len(bare), "people": len(people)},
    )  # fmt: skip


BARE = ("We are unable to refund a pick-up that was missed.", "Our decision is final.")
LED_ON = (
    "We are unable to refund a pick-up that was missed. You can move it to any day this month.",
    "Sadly we do not ship to Malta. My colleague Eva can help, her number is 0113 496 0000.",
)


def _said(bare: int, led_on: int, side: str = "courier", people: int = 99) -> str:
    """Lines of an example: so many times no, bare or with a way on, each to another person."""
    lines = [BARE[at % 2] for at in range(bare)] + [LED_ON[at % 2] for at in range(led_on)]
    return "".join(
        f"2026-03-{at % 28 + 1:02d} 09:00 | message | us:tom | c{at % people} | {side} | t{at} | {words}\n"
        for at, words in enumerate(lines)
    )


HEAD = "at | kind | by | about | side | thread | text\n"
EXAMPLES = (
    speaks(
        "Most of our times no are bare",
        HEAD + _said(12, 6),
        as_of="2026-04-01 12:00",
        says="Of 18 times we said no to couriers in 90 days, 12 named no other way, person or day "
        "(44–84 %); last: “{quote}”",
    ),
    silent("Mostly with a way on", HEAD + _said(2, 16), as_of="2026-04-01 12:00"),
    silent("Nine times no", HEAD + _said(9, 0), as_of="2026-04-01 12:00"),
    silent(
        "Followed by another word of ours, or taken with thanks",
        HEAD
        + _said(12, 0)
        + "".join(
            f"2026-03-{at % 28 + 1:02d} 15:00 | message | us:tom | c{at} | courier | t{at} | You can move it to Friday.\n"
            for at in range(6)
        )
        + "".join(
            f"2026-03-{at % 28 + 1:02d} 15:00 | message | c{at} | | courier | t{at} | No problem, thank you!\n"
            for at in range(6, 12)
        ),
        as_of="2026-04-01 12:00",
    ),
    unsure(
        "All of them to two people",
        HEAD + _said(12, 0, people=2),
        as_of="2026-04-01 12:00",
        says="Of 12 times we said no to couriers",
    ),
)
