"""How much of what people write to us exists because something was not done, or not done right?

Why it matters: Every such contact is paid twice, by her and by us, and answering it faster makes
none of them go away. Where most contacts are of that kind, the work to do is not in the help desk.

How it decides: A contact is a customer's message with no other word in its conversation in the three
days before. Of the last 90 days (option `days`) it reads up to 1,500 of them (option `most`), drawn by
their ids, which are hashes and favour nobody. One that asks again, asks where something is, or tells
of something broken, wrong or late is failure demand; one that asks or requests anything else is
value demand; thanks and mere statements are neither. Side by side, the share is corrected for how
often our reading errs (33 of 40 failures found, 20 of 27 others let pass, of 90 messages read by
hand), with that error in its interval. It speaks where the whole interval lies above a quarter (option
`share`), and says which reason is told most.

When it stays silent: with fewer than ten contacts that ask for something, and where a quarter or less
could be all there is. It is unsure with fewer than thirty, and where the records end more than thirty
days ago. What people have given up to ask for is in no such share.

Source: failure demand and value demand after Seddon (2003), methods.md 20; Rogan and Gladen (1978)
with the interval of Lang and Reiczigel (2014).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

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
from troth.model.units import DAY_US
from troth.text.demanding import FOUND, PASSED, TOLD, Demand, demand

if TYPE_CHECKING:
    from troth.stats.rates.correction import Corrected

CARD = LensCard(
    needs=frozenset({"message"}),
    anchor="the side, or the company, and the month",
    schema=READ,
    severity="info",
    status="preview",
    options={"days": 90, "most": 1500, "share": 0.25},
    rests_on=frozenset({"message"}),
)
QUIET_US = 3 * DAY_US
LEAST, ENOUGH = 10, 30
OLD_US = 30 * DAY_US
SHOWN = 10


def gather(tables: Tables, moment_us: int) -> Table:
    """Messages of customers with which a contact begins, with the side of the writer."""
    import ibis

    rows = among_people(tables, moment_us)
    order = ibis.window(group_by=["system", "talk"], order_by=[rows.ts_us, rows.id])
    rows = rows.mutate(before_us=rows.ts_us.lag().over(order))
    begins = rows.before_us.isnull() | (rows.ts_us - rows.before_us > QUIET_US)
    hers = rows.filter(begins & ~ibis.coalesce(rows.from_us, False))
    return newest(hers, tables, moment_us).select(*CARD.schema)


@dataclass(frozen=True, slots=True)
class _Contact:
    row: Mapping[str, Any]
    what: Demand


def judge(batch: Batch, context: Context) -> Iterable[Finding]:
    """One finding a side whose contacts are, beyond doubt, failure demand in large part."""
    sides: dict[str, list[_Contact]] = {}
    for one in _asking(batch, context):
        sides.setdefault(side_of(one.row), []).append(one)
    for side, contacts in sorted(sides.items()):
        if len(contacts) >= LEAST:
            found = _corrected(contacts)
            if found.low >= least_share(CARD, context):
                yield _finding(side, contacts, found, context)


def _asking(batch: Batch, context: Context) -> Iterator[_Contact]:
    """The contacts of the last days that ask for something."""
    for row in drawn(batch, CARD, context):
        what = demand(row["text"])
        if what is not None:
            yield _Contact(row, what)


def _corrected(contacts: Sequence[_Contact]) -> Corrected:
    from troth.stats.rates.correction import corrected_share

    failures = sum(one.what.failure for one in contacts)
    return corrected_share(failures, len(contacts), FOUND, PASSED)


def _finding(
    side: str, contacts: Sequence[_Contact], found: Corrected, context: Context
) -> Finding:
    failed = [one for one in contacts if one.what.failure]
    whys = Counter(one.what.why for one in failed)
    main = min(whys, key=lambda why: (-whys[why], str(why)))
    failed.sort(key=lambda one: (one.what.why != main, -one.row["ts_us"], one.row["record"]))
    sure = len(contacts) >= ENOUGH and not context.too_old_for(OLD_US)
    return Finding(
        lens="failure-demand",
        subject=about(side, (one.row for one in contacts)),
        anchor=of_month(side, context),
        says=_sentence(side, contacts, found, context, TOLD[str(main)], whys[main]),
        strength=Strength(
            "rate", len(contacts), "contacts", f"Rogan–Gladen, 95 %; read as such {found.raw * 100:.0f} %",
            found.value, found.low, found.high,
        ),
        cites=tuple(Cite(one.row["record"], one.row["version"], one.what.span) for one in failed[:SHOWN]),
        next="Read the ten that are cited. Of each: what should have been done so that nobody had to "
        "write? Give the most frequent one an owner and a day, and look at this share again a month later.",
        would_change="Contacts read by hand that are of another kind, or a share that falls.",
        status="speaks" if sure else "unsure",
        severity=CARD.severity,
        preview=True,
        since_us=min(one.row["ts_us"] for one in failed),
        stakes=float(len(failed)),
        data={"failure": len(failed), "value": len(contacts) - len(failed), "raw": round(found.raw, 4),
              "whys": {str(why): n for why, n in sorted(whys.items(), key=str)}},
    )  # fmt: skip


def _sentence(
    side: str,
    contacts: Sequence[_Contact],
    found: Corrected,
    context: Context,
    told: str,
    times: int,
) -> str:
    whose = f"{many(side)}’ contacts" if side else "contacts"
    low, high = f"{found.low * 100:.0f}", f"{found.high * 100:.0f}"
    share = (
        f"at least {low} %" if found.clipped else f"about {found.value * 100:.0f} % ({low}–{high})"
    )
    return (
        f"Of {len(contacts)} {whose} that asked for something {in_days(_days(contacts, context), context)}, "
        f"{share} exist because something was not done or not done right; most often, "
        f"in {times}, somebody {told}: “{{quote}}”"
    )


def _days(contacts: Sequence[_Contact], context: Context) -> int:
    """How many days are spoken of: those looked at, or as many as there are records."""
    first_us = min(int(one.row["ts_us"]) for one in contacts)
    return min(number(CARD, context, "days"), -((first_us - context.moment_us) // DAY_US))


HEAD = "at | kind | by | about | side | thread | text\n"
FAILED = (
    "Where is my parcel? It was to come on Monday.",
    "My refund has not arrived yet.",
    "The glass is broken and one box is missing.",
    "I have already told your colleague twice that the address is wrong.",
)
WISHED = (
    "Could you tell me what a morning round costs?",
    "I would like to book a pick-up on Friday.",
)


def _contacts(failed: int, wished: int, side: str = "shop") -> str:
    """Lines of an example: so many contacts of either kind, each of another person."""
    lines = [FAILED[at % len(FAILED)] for at in range(failed)]
    lines += [WISHED[at % len(WISHED)] for at in range(wished)]
    return "".join(
        f"2026-03-{at % 28 + 1:02d} 09:00 | message | c{at} | | {side} | t{at} | {words}\n"
        for at, words in enumerate(lines)
    )


EXAMPLES = (
    speaks(
        "Most of what shops write need not have been written",
        HEAD + _contacts(34, 6),
        as_of="2026-04-01 12:00",
        says="Of 40 shops’ contacts that asked for something in 32 days, at least",
    ),
    silent(
        "Mostly wishes and questions",
        HEAD + _contacts(8, 32),
        as_of="2026-04-01 12:00",
    ),
    silent(
        "Thanks, and what comes within three days in the same conversation, are no contacts",
        HEAD
        + "2026-03-02 09:00 | message | ana | | shop | t1 | Thank you, all is here.\n"
        + "".join(
            f"2026-03-{day:02d} 09:00 | message | ana | | shop | t1 | Where is my parcel?\n"
            for day in range(3, 28)
        ),
        as_of="2026-04-01 12:00",
    ),
    silent("Nine contacts", HEAD + _contacts(9, 0), as_of="2026-04-01 12:00"),
    unsure(
        "A dozen contacts of no side",
        HEAD + _contacts(12, 0, side=""),
        as_of="2026-04-01 12:00",
        says="Of 12 contacts that asked for something in 32 days, at least",
    ),
)
