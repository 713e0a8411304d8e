"""Which renewals ahead are like those that were lost before?

Why it matters: A renewal is mostly lost long before its day. What we owe, what we did not answer and
whom we have not heard of for weeks can still be put right then; after the reminder it is an offer.

How it decides: Every renewal of your own that has come up in the last three years was made or lost: each
interval that passed, and each end after which nothing began again within 45 days. Of each it asks what was
true 30 days before: was a confirmed promise to them past its day and neither kept nor made whole, did a message of theirs
wait for over three days, had nothing been heard of them for 60 days? Renewals within 60 days (option
`within`) are asked the same today, and put beside the earlier ones of the same plan of which the same was
true; where nothing was true, beside those of the same age (first, second to third, fourth to seventh …).
The chance is the share of those that was lost, drawn towards all parts of the plan; it speaks where at
least 20 (option `least`) were alike, and both that chance and the plain difference to the other
renewals lie clearly above, with 95 % intervals. It names what was true, counts and all; there is no other score.

When it stays silent: where fewer than ten earlier ones were alike, where they were not lost clearly more often
than others, and where no day of the renewal is known, it is cancelled, or paused. Facts of a time before the
first message or other sign in the records are not known, and are not counted as absent. It is unsure with 10
to 19 alike, and where the list of subscriptions was read over 30 days ago.

Source: methods.md 6; Wilson 1927, Newcombe 1998, beta-binomial shrinkage (`troth.stats`). Out of time, on
renewals of 3,875 customers of a telephone company, what was said for the next twelve months was .018, .014,
.016 and .017, and what came was .018, .014, .018 and .024; in simulated companies where what was owed
made no difference it spoke of it in fewer than one of a hundred: `benches/results/renewal.md`.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from itertools import groupby

from troth.extend.alike import Alike, parted
from troth.extend.beforehand import QUIET_US, Held, Known, known
from troth.extend.customers import TOLD, told_of
from troth.extend.options import setting
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
from troth.extend.renewals import Asked, Stretch, coming, fresh, on_day, payers, stretches
from troth.model.units import DAY_US
from troth.text.patience import Patience, day_of

LEAD_US = 30 * DAY_US
"""So long before a renewal its facts are read."""
REACH_US = 3 * 365 * DAY_US
FEW = 10
PERIOD = {
    "account": "string",
    "payer": "string",
    "seen_us": "int64",
    "status": "string",
    "plan": "string",
    "start_us": "int64",
    "end_us": "int64",
    "extra": "string",
}
CARD = LensCard(
    needs=frozenset({"period", "message", "promise", "repair"}),
    anchor="the subscription or contract, and the day of its renewal",
    schema=TOLD | PERIOD,
    status="preview",
    options={"within": "60 days", "least": 20},
    rests_on=frozenset({"period"}),
)


def gather(tables: Tables, moment_us: int) -> Table:
    """All subscriptions and contracts, and what was said, promised and done with their customers."""
    import ibis

    rows = payers(tables).mutate(what=ibis.literal("period"))
    keys = rows.select("key").distinct()
    told = told_of(tables, keys, moment_us)
    told = told.mutate(**{name: ibis.null(kind) for name, kind in PERIOD.items()})
    rest = {name: ibis.null(kind) for name, kind in TOLD.items() if name not in rows.columns}
    rows = rows.mutate(**rest).select(*CARD.schema)
    return rows.union(told.select(*CARD.schema))


@dataclass(frozen=True, slots=True)
class Ahead:
    """A renewal to come: the stretch it ends, when it is, and what is true of the customer today."""

    stretch: Stretch
    at_us: int
    held: tuple[Held, ...]

    @property
    def nth(self) -> int:
        """The how many-eth renewal of this customer it is."""
        return self.stretch.before + self.stretch.made + 1


@dataclass(frozen=True)
class Plan:
    """The earlier renewals of one plan, each with what was true before it; None where not known."""

    asked: Sequence[tuple[Asked, tuple[str, ...] | None]]

    @cached_property
    def by_facts(self) -> Mapping[Hashable, Alike]:
        """Parted by exactly what was true."""
        return parted((facts, one.lost) for one, facts in self.asked if facts is not None)

    @cached_property
    def by_any(self) -> Mapping[Hashable, Alike]:
        """Parted by whether anything was true."""
        return parted((bool(facts), one.lost) for one, facts in self.asked if facts is not None)

    @cached_property
    def by_age(self) -> Mapping[Hashable, Alike]:
        """Parted by how many renewals there had been."""
        return parted((age(one.nth), one.lost) for one, _ in self.asked)


def age(nth: int) -> int:
    """The first renewal is of age 0, the second and third of age 1, the fourth to seventh of age 2 …"""
    return nth.bit_length() - 1


def judge(batch: Batch, context: Context) -> Iterable[Finding]:
    """Which renewals ahead are like lost ones, the soonest of each customer."""
    rows = batch.to_pylist()
    held = known(row for row in rows if row["what"] != "period")
    found = list(stretches((r for r in rows if r["what"] == "period"), context.moment_us))
    plans = _plans(found, held, context.moment_us)
    least = int(setting("renewal-at-risk", CARD, context, "least"))
    ahead = sorted(_ahead(found, held, context), key=lambda one: (one.stretch.key, one.at_us))
    for _, own in groupby(ahead, key=lambda one: one.stretch.key):
        told = (_likened(one, plans[one.stretch.plan], least, context) for one in own)
        yield from [one for one in told if one is not None][:1]


def _plans(found: Iterable[Stretch], held: Mapping[str, Known], moment_us: int) -> dict[str, Plan]:
    """The decided renewals of each plan, with what was true of them as far as records reach back."""
    first = [sign[0] for one in held.values() for sign in one.signs[:1]]
    from_us = min(first, default=moment_us) + QUIET_US + LEAD_US
    by_plan: dict[str, list[tuple[Asked, tuple[str, ...] | None]]] = {}
    for stretch in found:
        own = by_plan.setdefault(stretch.plan, [])
        for one in stretch.asked():
            if one.at_us > moment_us - REACH_US:
                facts = None
                if one.at_us >= from_us:
                    facts = _names(_of(one.key, held).at(one.at_us - LEAD_US))
                own.append((one, facts))
    return {plan: Plan(asked) for plan, asked in by_plan.items()}


def _of(key: str, held: Mapping[str, Known]) -> Known:
    return held.get(key) or Known()


def _names(facts: Iterable[Held]) -> tuple[str, ...]:
    return tuple(one.fact for one in facts)


def _ahead(
    found: Iterable[Stretch], held: Mapping[str, Known], context: Context
) -> Iterator[Ahead]:
    """The renewals within the days."""
    within = Patience.read(context.options.get("within", CARD.options["within"]))
    for one in found:
        at_us = coming(one.row, within, context)
        if at_us is not None:
            yield Ahead(one, at_us, _of(one.key, held).at(context.moment_us))


def _likened(one: Ahead, plan: Plan, least: int, context: Context) -> Finding | None:
    """The finding of a renewal, by the first of three ways in which earlier ones are like it."""
    facts = _names(one.held)
    ways: list[tuple[str, Alike | None]] = []
    if facts:
        ways.append(("facts", plan.by_facts.get(facts)))
        ways.append(("any", plan.by_any.get(True)))
    ways.append(("age", plan.by_age.get(age(one.nth))))
    for way, alike in ways:
        if alike is not None and alike.clear and alike.n >= min(FEW, least):
            return _finding(one, way, alike, alike.n >= least, context)
    return None


def _finding(one: Ahead, way: str, alike: Alike, enough: bool, context: Context) -> Finding:
    row = one.stretch.row
    held = () if way == "age" else one.held
    account = row["account"]
    return Finding(
        lens="renewal-at-risk",
        subject=Subject("account", account) if account else Subject("person", row["payer"]),
        anchor=f"{row['id']} {one.at_us // DAY_US}",
        says=f"{{subject}} renews on {on_day(one.at_us, context)}, and {_why(held, one.nth, context)}. "
        f"{_counted(way, alike, one.nth)}",
        strength=Strength(
            "rate",
            alike.n,
            "renewals",
            f"earlier renewals alike, {alike.method}",
            value=round(alike.value, 4),
            low=round(alike.low, 4),
            high=round(alike.high, 4),
        ),
        cites=(*(each.cite for each in held), Cite(row["id"], row["version"])),
        next=_next(held),
        would_change="The promise kept, the message answered or a sign of life; a renewal made or "
        "cancelled; or more renewals like this one that are made.",
        status="speaks" if enough and fresh(row, context) else "unsure",
        severity=CARD.severity,
        preview=True,
        since_us=min((each.since_us for each in held), default=None),
        due_us=one.at_us,
        stakes=1.0 + 2 * len(held),
        data=_data(one, way, alike, held),
    )


def _data(one: Ahead, way: str, alike: Alike, held: Sequence[Held]) -> dict[str, object]:
    """The parts of the chance: what was true, the counts of those alike and of all others."""
    return {
        "renews_us": one.at_us,
        "plan": one.stretch.row["plan"],
        "nth": one.nth,
        "alike_by": way,
        "facts": [{"fact": each.fact, "since_us": each.since_us} for each in held],
        "lost": alike.lost,
        "alike": alike.n,
        "others_lost": alike.others_lost,
        "others": alike.others,
    }


def _why(held: Sequence[Held], nth: int, context: Context) -> str:
    zone = context.calendar().zone
    told = []
    for number, one in enumerate(held, 1):
        days = (context.moment_us - one.since_us) // DAY_US
        on = day_of(one.since_us, zone, context.as_of_us)
        told.append(
            {
                "owed": f"our promise “{{quote:{number}}}” has been past its day since {on}",
                "unanswered": f"a message of {on} has no answer",
                "unheard": f"nothing has been heard from there for {days} days",
            }[one.fact]
        )
    return " and ".join(told) if told else f"it is renewal number {nth}"


def _counted(way: str, alike: Alike, nth: int) -> str:
    low, high = 1 << age(nth), (2 << age(nth)) - 1
    numbered = f"number {low}" if low == high else f"number {low} to {high}"
    which = {
        "facts": f"Of {alike.n} earlier renewals on this plan of which the same was true",
        "any": f"Of {alike.n} earlier renewals on this plan before which we owed or had not answered "
        "them, or nothing was heard of them",
        "age": f"Of {alike.n} renewals {numbered} on this plan",
    }[way]
    were = "was" if alike.lost == 1 else "were"
    return f"{which}, {alike.lost} {were} lost; of the {alike.others} others, {alike.others_lost}."


def _next(held: Sequence[Held]) -> str:
    deeds = {
        "owed": "Keep the promise, or own it and name a day",
        "unanswered": "answer the message",
        "unheard": "ask how they are",
    }
    first = ", ".join(deeds[one.fact] for one in held) or "Ask what they wanted from us, and got"
    return (
        f"{first[0].upper()}{first[1:]}, before any reminder or offer. Draft: “{{greeting}} before your "
        "renewal I would like to know: what did you want from us, and what did you get?”"
    )


HEAD = "at | kind | by | about | thread | plan | start_us | end_us | status | text\n"


def _contract(name: str, first: str, years: int, status: str = "") -> str:
    """Lines of an example: a contract of a year, made again so often."""
    start, lines = date.fromisoformat(first), []
    for _ in range(years):
        end = start + timedelta(days=365)
        lines.append(f"2026-11-20 | period | {name} | | | yearly | {start} | {end} | {status} |")
        start = end
    return "\n".join(lines) + "\n"


def _asked(name: str, day: str) -> str:
    """A message that nobody answered."""
    return f"{day} 09:00 | message | {name} | | {name} | | | | | Where is my parcel?\n"


def _answered(name: str, day: str) -> str:
    return f"{_asked(name, day)}{day} 10:00 | message | us:tom | {name} | {name} | | | | | It is here.\n"


def _base(waited: int, gone: int) -> str:
    """Past renewals of October 2026: some after a wait, of which some were lost, and 24 without."""
    lines = [_answered("zoe", "2026-01-05"), _contract("zoe", "2025-11-20", 1)]
    for number in range(waited):
        name = f"w{number}"
        lines.append(_contract(name, "2025-10-01", 1 if number < gone else 2))
        lines.append(_asked(name, "2026-08-20"))
        lines.append(
            f"2026-09-20 09:00 | message | us:tom | {name} | {name} | | | | | Here it is.\n"
        )
    for number in range(24):
        name = f"s{number}"
        lines.append(_contract(name, "2025-10-02", 1 if number < 1 else 2))
    return HEAD + "".join(lines)


ANA = _contract("ana", "2025-12-20", 1)

EXAMPLES = (
    speaks(
        "Her message waits, and of 24 renewals after such a wait 12 were lost",
        _base(24, 12) + ANA + _asked("ana", "2026-11-10"),
        as_of="2026-11-24 12:00",
        says="Ana renews on 20 December, in 26 days, and a message of 10 November has no answer. "
        "Of 24 earlier renewals on this plan of which the same was true, 12 were lost; of the 24 others, 1.",
    ),
    silent(
        "Her message waits, but as many were renewed after a wait as without",
        _base(24, 1) + ANA + _asked("ana", "2026-11-10"),
        as_of="2026-11-24 12:00",
    ),
    silent(
        "Five renewals alike are not enough to say",
        _base(5, 4) + ANA + _asked("ana", "2026-11-10"),
        as_of="2026-11-24 12:00",
    ),
    silent(
        "She was answered; he has cancelled already",
        _base(24, 12)
        + ANA
        + _answered("ana", "2026-11-10")
        + _contract("ben", "2025-12-20", 1, "cancelled")
        + _asked("ben", "2026-11-10"),
        as_of="2026-11-24 12:00",
    ),
    unsure(
        "Twelve alike are few",
        _base(12, 8) + ANA + _asked("ana", "2026-11-10"),
        as_of="2026-11-24 12:00",
        says="Of 12 earlier renewals on this plan of which the same was true, 8 were lost",
    ),
)
