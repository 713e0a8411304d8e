"""Which account needs us at a higher level than the one at which we serve it now?

Why it matters: Somebody who speaks of what she answers for, or of what she hopes to reach, needs a
partner; as long as half of what she writes is of broken things, we are a supplier who must be watched.
A higher level is not always better: whoever needs little from us, once it is fixed, needs no programme.

How it decides: Five levels, with anchors of our own: what is broken, a task, a responsibility, an
outcome, what makes her day. What people of an account say they are concerned with tells the level
they need: the highest at or above which two messages of two people stand in the last 365 days
(option `days`). Where they stand now shows in what became of it: at the level of what is broken, if two or
more broken things were told and a promise to them was broken, late or kept in part, or if four or more
were told. For the account's shares of what is said at each level it takes the posterior of a beta-binomial
model, drawn towards all accounts of the company where there are at least three. It speaks where they
need the level of responsibilities or more and stand at that of broken things, with three messages or more.

How both sides rate it themselves (`troth levels`) stands beside that, never in one number with it: what we
say that they have, what they say, what they say they need, and what we say we can deliver (or the option
`deliverable`, for all). Their own word goes before what was read.

When it stays silent: where the two levels match, where nothing shows one of them, where they say themselves
that they have what they need or need no more than tasks done, and on persons: nobody
has a level. It is unsure with two such messages, and where only what they say shows the level now.

Not told here: that the level says anything about renewal.

Source: methods.md 4; beta-binomial shrinkage as in `troth.stats.shrink`. Of the levels read, .74
[.66–.80] were the reader's; responsibilities and days were too rare to be measured.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from troth.errors import ConfigError, NumbersError
from troth.extend.record import (
    Batch,
    Cite,
    Context,
    Finding,
    LensCard,
    Span,
    Strength,
    Subject,
    Table,
    Tables,
    silent,
    speaks,
    unsure,
)
from troth.model.level import ANCHORS, LEVELS, level_named
from troth.model.units import DAY_US

CALLED = {
    "responsibility": "what they answer for",
    "outcome": "what they hope to reach",
    "day": "what would make their day",
}
FAILED = ("broken", "late", "partly")
CARD = LensCard(
    needs=frozenset({"message"}),
    anchor="the account and the level it needs",
    schema={
        "account": "string",
        "person": "string",
        "kind": "string",
        "ts_us": "int64",
        "record": "string",
        "version": "string",
        "start": "int64",
        "end": "int64",
    },
    status="preview",
    options={"days": 365, "deliverable": ""},
    rests_on=frozenset({"saying"}),
)
NEEDED, BROKEN, BROKEN_ALONE, SURE, OTHERS = 2, 2, 4, 3, 3
SHOWN = 4
EVEN = (1.0, 1.0)
Row = Mapping[str, Any]


def gather(tables: Tables, moment_us: int) -> Table:
    """What people of accounts say they are concerned with, and promises to them that failed."""
    import ibis

    said = tables["saying"]
    said = said.filter((said.voice == "concern") & (said.at_us <= moment_us) & said.by.notnull())
    said = said.select("kind", "record", "version", "start", "end", who=said.by, ts_us=said.at_us)
    held = tables["promise"]
    held = held.filter(held.state.isin(FAILED) & held.confirmed & held.record.notnull())
    failed = held.select(
        *("record", "version", "start", "end"),
        kind=ibis.literal("failed"),
        who=held.to,
        ts_us=ibis.coalesce(held.closed_us, held.due_us, held.born_us),
    ).select(*said.columns)
    rows = said.union(failed)
    people = tables["person"]
    people = people.select(
        "account", "person", known=people.handle, ours=ibis.coalesce(people.staff, False)
    )
    met = rows.inner_join(people, rows.who == people.known)
    met = met.filter(~met.ours & met.account.notnull() & (met.ts_us <= moment_us))
    rated = tables["rating"]
    rated = rated.filter(rated.at_us <= moment_us)
    rated = rated.select(
        *("account", "record", "version"),
        person=ibis.null("string"),
        kind=rated.what + ibis.literal(" ") + rated.level,
        ts_us=rated.at_us,
        start=ibis.null("int64"),
        end=ibis.null("int64"),
    )
    return met.select(*CARD.schema).union(rated.select(*CARD.schema))


@dataclass(frozen=True, slots=True)
class _Account:
    """What is known of one account: what it said by level, what failed, and how it is rated."""

    id: str
    said: tuple[Row, ...]
    failed: tuple[Row, ...]
    rated: Mapping[str, Row]

    def rating(self, what: str) -> int | None:
        """The newest rating of a kind ("ours", "theirs", "needed", "deliverable") as a level."""
        row = self.rated.get(what)
        return None if row is None else LEVELS.index(row["kind"].split(" ")[1])

    def at_least(self, level: int) -> list[Row]:
        """What was said at a level or above it."""
        return [row for row in self.said if LEVELS.index(row["kind"]) >= level]

    @property
    def needed(self) -> int:
        """The highest level that two messages of two people stand at or above."""
        found = [
            level
            for level in range(len(LEVELS))
            if len({row["record"] for row in self.at_least(level)}) >= NEEDED
            and len({row["person"] for row in self.at_least(level)}) >= NEEDED
        ]
        return max(found, default=0)

    @property
    def broken(self) -> list[Row]:
        """What they told as broken."""
        return [row for row in self.said if row["kind"] == "broken"]


def judge(batch: Batch, context: Context) -> Iterable[Finding]:
    """Accounts that need more than the mending of what is broken, and have not got that yet."""
    since_us = context.moment_us - int(str(context.options.get("days", 365))) * DAY_US
    held = list(_accounts(row for row in batch.to_pylist() if row["ts_us"] > since_us))
    for one in held:
        broken = len({row["record"] for row in one.broken})
        now = broken >= BROKEN and (one.failed or broken >= BROKEN_ALONE)
        if now and one.needed >= LEVELS.index("responsibility") and not _content(one):
            yield _finding(one, _posterior(one, held), context)


def _content(one: _Account) -> bool:
    """Whether they say themselves that they have what they need, or need no more than tasks done."""
    has, needs = one.rating("theirs"), one.rating("needed")
    if needs is not None and needs < LEVELS.index("responsibility"):
        return True
    return has is not None and has >= (one.needed if needs is None else needs)


def _accounts(rows: Iterable[Row]) -> Iterator[_Account]:
    by_id: dict[str, list[Row]] = {}
    for row in sorted(rows, key=lambda row: (row["account"], row["ts_us"], row["record"])):
        by_id.setdefault(row["account"], []).append(row)
    for id, held in by_id.items():
        said = tuple(row for row in held if row["kind"] in LEVELS)
        rated = {row["kind"].split(" ")[0]: row for row in held if " " in row["kind"]}
        failed = tuple(row for row in held if row["kind"] == "failed")
        yield _Account(id, said, failed, rated)


def _posterior(one: _Account, held: Sequence[_Account]) -> tuple[tuple[float, ...], Any]:
    """The share of what an account says at each level, and of that at the level needed or above.

    Drawn towards all accounts where there are three, else towards nothing but even odds.
    """
    known = [each for each in held if each.said]
    above = [_shrunken(known, level, known.index(one)) for level in range(1, len(LEVELS))]
    means = [1.0, *(each[0] for each in above), 0.0]
    shares = tuple(max(0.0, means[at] - means[at + 1]) for at in range(len(LEVELS)))
    return shares, above[one.needed - 1]


def _shrunken(known: Sequence[_Account], level: int, at: int) -> tuple[float, float, float]:
    from troth.stats.rates.shrinkage import shrink

    counts = [len(each.at_least(level)) for each in known]
    totals = [len(each.said) for each in known]
    drawn = shrink(counts, totals, _prior(counts, totals))
    return float(drawn.values[at]), float(drawn.low[at]), float(drawn.high[at])


def _prior(counts: Sequence[int], totals: Sequence[int]) -> Any:
    """How all accounts are spread; even odds where they are few, alike, or further apart than beta."""
    from math import isinf

    from troth.stats.rates.shrinkage import prior_by_moments

    if len(counts) >= OTHERS:
        with suppress(NumbersError):
            found = prior_by_moments(counts, totals)
            return EVEN if isinf(found.alpha) else found
    return EVEN


def _finding(one: _Account, posterior: tuple[tuple[float, ...], Any], context: Context) -> Finding:
    shares, (value, low, high) = posterior
    level = LEVELS[one.needed]
    high_said = one.at_least(one.needed)
    messages = len({row["record"] for row in high_said})
    people = len({row["person"] for row in high_said})
    sure = messages >= SURE and bool(one.failed) and not context.too_old_for(90 * DAY_US)
    shown = [*high_said[-SHOWN:][::-1], *one.broken[-SHOWN:][::-1], *one.failed[-SHOWN:]]
    broken = len({row["record"] for row in one.broken})
    failed = f", and {_count(len(one.failed), 'promise')} to them failed" if one.failed else ""
    return Finding(
        lens="level",
        subject=Subject("account", one.id),
        anchor=f"needs {level}",
        says=f"{_count(people, 'person')} at {{subject}} speak of {CALLED[level]}, as in “{{quote}}”; what "
        f"they have from us is still being mended: {_count(broken, 'message')} of broken "
        f"things{failed}{context.ending()}.{_sides(one)}",
        strength=Strength("rate", len(one.said), "concerns", "beta-binomial, shrunken", value, low, high),
        cites=(
            *(Cite(row["record"], row["version"], Span(row["start"], row["end"])) for row in shown),
            *(Cite(row["record"], row["version"]) for row in one.rated.values() if row["record"]),
        ),
        next=f"Mend what is broken first, with a name and a day. {_then(one, context)}",
        would_change="Their own word on what they need, broken things mended and confirmed by them, or a "
        "sentence here that was read at the wrong level.",
        status="speaks" if sure else "unsure",
        severity=CARD.severity,
        preview=True,
        since_us=high_said[0]["ts_us"],
        stakes=float(messages + len(one.failed)),
        data={
            "needed": level,
            "now": "broken",
            "rated": {what: LEVELS[rated] for what in sorted(one.rated) if (rated := one.rating(what)) is not None},
            "posterior": {
                name: round(share, 4) for name, share in zip(LEVELS, shares, strict=True)
            },
        },
    )  # fmt: skip


def _sides(one: _Account) -> str:
    """What each side says itself, in a sentence of its own; nothing where nobody rated."""
    told = []
    for what, says in (("theirs", "they say that they have"), ("ours", "we say that they have"),
                       ("needed", "they say that they need")):  # fmt: skip
        level = one.rating(what)
        if level is not None:
            told.append(f"{says} {ANCHORS[LEVELS[level]]}")
    return f" As each side says: {'; '.join(told)}." if told else ""


def _then(one: _Account, context: Context) -> str:
    """What comes after that: ask where they have not said; say so where it is more than we can."""
    able = _able(one, context)
    if able is not None and able < max(one.needed, one.rating("needed") or 0):
        return (
            f"We said that we can deliver no more than {ANCHORS[LEVELS[able]]}: tell them so, before they "
            "count on more."
        )
    if one.rating("needed") is None or one.rating("theirs") is None:
        return (
            "Then ask them, one question a level, what they need from us and what they have: they know. "
            "Note it with:  troth levels"
        )
    return "Then tell them what we will do for what they said they need, and who of us does it."


def _able(one: _Account, context: Context) -> int | None:
    """What we say that we can deliver to this account, or to all."""
    own = one.rating("deliverable")
    word = str(context.options.get("deliverable") or "")
    if own is not None or not word:
        return own
    level = level_named(word)
    if level is None:
        raise ConfigError(
            f"“deliverable” is “{word}”, which is no level.", advice=f"Levels: {', '.join(LEVELS)}."
        )
    return LEVELS.index(level)


def _count(n: int, what: str) -> str:
    many = "people" if what == "person" else f"{what}s"
    return f"{n} {what if n == 1 else many}"


HIGH = (
    "I have to get the lists to my 30 students by noon.",
    "We run a bakery in Leeds.",
    "My patients are waiting for it.",
)
LOW = (
    "The app crashes when I open the map.",
    "I can't log in since Monday.",
    "The printer is broken again.",
    "The till does not work.",
)


def _wrote(words: Iterable[str], account: str = "kiosk", first: int = 0) -> str:
    """Lines of an example: each sentence by another person of an account, a day apart."""
    return "".join(
        f"2026-03-{at + 2:02d} 09:00 | message | {account}{at} | | {account} | {account}{at} | {said}\n"
        for at, said in enumerate(words, first)
    )


HEAD = "at | kind | by | about | account | thread | text\n"
BROKEN_WORD = (
    "2026-03-04 10:00 | message | us:tom | kiosk0 | | b1 | I will send it by 6 March 2026.\n"
    "2026-03-09 10:00 | broken | us:tom | | | b1 |\n"
)
RATED = (
    "2026-03-12 10:00 | rate | kiosk0 | | kiosk | | theirs task\n"
    "2026-03-12 11:00 | rate | us:tom | | kiosk | | ours outcome\n"
    "2026-03-12 12:00 | rate | us:tom | | kiosk | | deliverable task\n"
)
EXAMPLES = (
    speaks(
        "They speak of what they answer for, and we still mend",
        HEAD + _wrote((*HIGH, *LOW)) + BROKEN_WORD,
        as_of="2026-03-20 12:00",
        says="speak of what they answer for, as in “{quote}”; what they have from us is still being mended",
    ),
    silent("Tasks, and a promise that failed", HEAD + _wrote(("I'd like to move my booking to Friday.",
           "How do I export my invoices?", *LOW)) + BROKEN_WORD, as_of="2026-03-20 12:00"),
    silent("What they answer for, and nothing broken", HEAD + _wrote(HIGH), as_of="2026-03-20 12:00"),
    silent(
        "People of no account: nobody has a level",
        HEAD + _wrote((*HIGH, *LOW)).replace("| kiosk |", "| |"),
        as_of="2026-03-20 12:00",
    ),
    speaks(
        "Both sides rate it, and we cannot deliver what they need",
        HEAD + _wrote((*HIGH, *LOW)) + BROKEN_WORD + RATED,
        as_of="2026-03-20 12:00",
        says="As each side says: they say that they have tasks done; we say that they have help with what they hope "
        "to reach.",
    ),
    silent(
        "They say themselves that they have what they need",
        HEAD + _wrote((*HIGH, *LOW)) + BROKEN_WORD + RATED.replace("theirs task", "theirs outcome"),
        as_of="2026-03-20 12:00",
    ),
    silent(
        "They say themselves that they need little",
        HEAD + _wrote((*HIGH, *LOW)) + BROKEN_WORD + RATED.replace("deliverable", "needed"),
        as_of="2026-03-20 12:00",
    ),
    unsure("Only what they say shows where they stand", HEAD + _wrote((*HIGH, *LOW)), as_of="2026-03-20 12:00",
           says="speak of what they answer for"),
)  # fmt: skip
