"""Which account has lost the person who knew us best?

Why it matters: In many firms one person wrote, ordered and decided, and remembers what was promised. When
she leaves, her successor finds an invoice and no reason for it. Nobody tells us; our mail comes back.

How it decides: Of each account's records in a year (messages, orders, use, reviews, answers) it takes the
person from whom at least six (option `least`) and half or more came. It speaks where, in the last 90 days
(option `look-back`), she wrote that she leaves her work or has left it, her automatic reply said so, a
colleague at that account wrote it in a conversation in which she was the only other one of theirs, or a
mail server gave back a message of ours because her address is not known there. Whoever wrote last from
there is named as the one to ask.

When it stays silent: where she wrote, ordered or used us after it; at holidays, leave and full mailboxes; at a
customer who says that she leaves us, which is `said-so`; where nobody stands out; for people without
an account. Words of our own people are not read, for they speak of theirs too. It is unsure where a
colleague's words may mean another, where a message came back for another reason, and where there is
nothing but her silence: 45 to 180 days, and 1.25 times her longest gap of that year, while others there
were heard of on two days or more.

Source: rules over words (`troth.text.departed`, `troth.text.unreached`) and counts; no model. In 124,146
lines of public messages, reviews and talk the words were found five times, each time of leaving work (5 of 5
[.57–1]), so they seldom speak of something else; how many they miss was not measured.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from itertools import groupby, pairwise
from operator import or_
from typing import Any, Literal

from troth.extend.bounces import bounces, in_talks, to_us, with_whom
from troth.extend.buying import away, signs_of_life
from troth.extend.options import setting
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
from troth.model.units import DAY_US
from troth.text.departed import HINTS, departed
from troth.text.patience import Patience, day_of
from troth.text.unreached import given_back

YEAR_US = 365 * DAY_US
WEEK_US = 7 * DAY_US
QUIET_DAYS = 45
LONGEST_DAYS = 180
"""Who was not heard of for longer is gone for longer than a colleague there could tell."""
OWN_LONGEST = 1.25
OTHERS_DAYS = 2
CARD = LensCard(
    needs=frozenset({"message"}),
    anchor="the record that shows it, or her last one",
    schema={
        "what": "string",
        "account": "string",
        "person": "string",
        "handle": "string",
        "record": "string",
        "version": "string",
        "ts_us": "int64",
        "system": "string",
        "case": "string",
        "subject": "string",
        "text": "string",
        "sent": "string",
        "sent_version": "string",
    },
    status="preview",
    options={"least": 6, "look-back": "90 days"},
    rests_on=frozenset({"message"}),
)
Row = Mapping[str, Any]
How = Literal["own", "machine", "colleague", "bounce", "silence"]
_UNKNOWN = re.compile(
    r"user unknown|unknown (?:user|recipient|address)|no such (?:user|recipient|address|mailbox)"
    r"|(?:address|mailbox|recipient|user|account)[^.\n]{0,40}(?:not found|does ?n[o'’]t exist|could ?n[o'’]t be found|disabled|deactivated)"
    r"|\b5\.1\.(?:1|10)\b|no longer",
    re.I,
)


def gather(tables: Tables, moment_us: int) -> Table:
    """What people of accounts wrote and did, what machines answered for them, and what came back."""
    import ibis

    since_us = moment_us - YEAR_US - LONGEST_DAYS * DAY_US
    said = in_talks(tables, moment_us)
    said = said.filter(said.ts_us > since_us)
    people = with_whom(said.filter(~said.machine))
    back = to_us(said)
    ours = ibis.coalesce(people.from_us, False)
    signs = signs_of_life(tables, moment_us)
    signs = signs.filter((signs.kind != "message") & (signs.ts_us > since_us))
    returned = bounces(back, people)
    gone = away(tables)
    gone = gone.mutate(ts_us=gone.away_until_us)
    parts = (
        _shaped(people, ibis.ifelse(ours, "ours", "word"), people.customer, people.record),
        _shaped(back.filter(back.customer.notnull()), "machine", back.customer, back.record),
        _shaped(returned, "bounce", returned.customer, returned.record),
        _shaped(signs, "sign", signs.person, signs.id),
        _shaped(gone, "away", gone.person, ibis.null("string")),
    )
    return _of_accounts(reduce(lambda one, other: one.union(other), parts), tables)


def _shaped(rows: Table, what: Any, person: Any, record: Any) -> Table:
    """Rows in the columns of the card but account and handle; words only where they may matter."""
    import ibis

    named = {"person": person, "record": record, "what": what}
    held = {
        name: rows[name] if name in rows.columns else ibis.null(kind)
        for name, kind in CARD.schema.items()
        if name not in ("account", "handle")
    }
    if "text" in rows.columns and not isinstance(what, str):
        words = ibis.coalesce(rows.text, "").lower()
        met = reduce(or_, (words.contains(hint) for hint in HINTS))
        held["text"] = ibis.ifelse(met, rows.text, ibis.null("string"))
    if isinstance(what, str):
        named["what"] = ibis.literal(what)
    return rows.select(
        **{name: value.cast(CARD.schema[name]) for name, value in (held | named).items()}
    )


def _of_accounts(rows: Table, tables: Tables) -> Table:
    """Rows of people who belong to an account, none of them ours."""
    import ibis

    held = tables["person"]
    held = held.filter(held.account.notnull() & ~ibis.coalesce(held.staff, False))
    firms = held.group_by("person").aggregate(firm=held.account.max(), known_as=held.handle.min())
    firms = firms.select(whose="person", firm="firm", known_as="known_as")
    met = rows.inner_join(firms, rows.person == firms.whose)
    return met.mutate(account=met.firm, handle=met.known_as).select(*CARD.schema)


@dataclass(frozen=True, slots=True)
class Gone:
    """Something that shows that a person is gone: how, when, the record with its span, and how sure."""

    how: How
    person: str
    at_us: int
    cite: Cite
    sure: bool
    more: tuple[Cite, ...] = ()


@dataclass(frozen=True, slots=True)
class Champion:
    """Who stood out in a year: so many of so many records; `others` by when they were last heard of."""

    person: str
    handle: str
    records: int
    of: int
    others: tuple[str, ...]


def judge(batch: Batch, context: Context) -> Iterable[Finding]:
    """Each account whose champion is gone, by the surest and newest sign of it."""
    back = Patience.read(context.options.get("look-back", CARD.options["look-back"]))
    since_us = context.moment_us - back.n * DAY_US
    rows = batch.to_pylist()
    rows.sort(key=lambda row: (row["account"], row["ts_us"], row["record"] or "", row["what"]))
    for account, held in groupby(rows, key=lambda row: row["account"]):
        own = list(held)
        signs = [row for row in own if row["what"] in ("word", "sign")]
        shown = [one for one in _shown(own) if one.at_us > since_us]
        shown += _silent(own, signs, context)
        shown = [one for one in shown if not _later(one, signs)]
        shown.sort(key=lambda one: (not one.sure, one.how == "silence", -one.at_us, one.person))
        told = (_told(account, one, signs, context) for one in shown)
        yield from [one for one in told if one is not None][:1]


def _later(one: Gone, signs: Sequence[Row]) -> bool:
    """Whether she was heard of after it; on her own last words nothing but another day counts."""
    grace_us = DAY_US if one.how == "own" else 0
    until_us = one.at_us + grace_us
    return any(row["person"] == one.person and row["ts_us"] > until_us for row in signs)


def _shown(rows: Sequence[Row]) -> Iterator[Gone]:
    """What words and mail servers say, of whomever."""
    for row in rows:
        if row["what"] == "bounce":
            how = given_back(row["text"] or "", row["subject"])
            if how is not None:
                words = f"{row['subject'] or ''}\n{row['text'] or ''}"
                sure = how == "sure" and _UNKNOWN.search(words) is not None
                sent = Cite(row["sent"], row["sent_version"])
                yield Gone("bounce", row["person"], row["ts_us"], _cite(row), sure, (sent,))
        elif row["what"] in ("word", "machine") and row["text"]:
            machine = row["what"] == "machine"
            found = departed(row["text"], machine=machine)
            if found is None:
                continue
            if found.whose == "own":
                how_said: How = "machine" if machine else "own"
                yield Gone(how_said, row["person"], row["ts_us"], _cite(row, found.span), True)
            else:
                yield from _by_colleague(row, found.span, rows)


def _cite(row: Row, span: Span | None = None) -> Cite:
    return Cite(row["record"], row["version"], span)


def _by_colleague(row: Row, span: Span, rows: Sequence[Row]) -> Iterator[Gone]:
    """Whom a colleague may mean: the others in that conversation; else anybody there, unsure."""
    others = sorted({each["person"] for each in rows if each["person"] != row["person"]} - {None})
    talk = (row["system"], row["case"])
    near = {
        each["person"]
        for each in rows
        if each["what"] in ("word", "ours", "bounce")
        and (each["system"], each["case"]) == talk
        and each["person"] != row["person"]
        and each["ts_us"] <= row["ts_us"]
    }
    for person in sorted(near) or others:
        sure = len(near) == 1
        yield Gone("colleague", person, row["ts_us"], _cite(row, span), sure)


def _silent(rows: Sequence[Row], signs: Sequence[Row], context: Context) -> Iterator[Gone]:
    """Who is not heard of any more while others at the account are."""
    by_person: dict[str, list[Row]] = {}
    for row in signs:
        by_person.setdefault(row["person"], []).append(row)
    noted = {row["person"]: row["ts_us"] for row in rows if row["what"] == "away"}
    for person, own in sorted(by_person.items()):
        last = own[-1]
        silent_days = context.moment_us // DAY_US - last["ts_us"] // DAY_US
        if not QUIET_DAYS <= silent_days <= LONGEST_DAYS or noted.get(person, 0) > last["ts_us"]:
            continue
        year_us = last["ts_us"] - YEAR_US
        days = sorted({row["ts_us"] // DAY_US for row in own if row["ts_us"] >= year_us})
        longest = max((later - early for early, later in pairwise(days)), default=0)
        after_us = last["ts_us"] + WEEK_US
        others = {row["ts_us"] // DAY_US for row in signs if row["ts_us"] > after_us}
        if silent_days >= OWN_LONGEST * longest and len(others) >= OTHERS_DAYS:
            yield Gone("silence", person, last["ts_us"], _cite(last), False)


def _champion(person: str, signs: Sequence[Row], at_us: int, least: int) -> Champion | None:
    """Her part in the year before a moment; None where she does not stand out in it."""
    year = [row for row in signs if at_us - YEAR_US < row["ts_us"] <= at_us]
    counts = Counter(row["person"] for row in year)
    records = counts[person]
    if records < least or 2 * records < len(year) or counts.most_common(1)[0][1] > records:
        return None
    own = next(row for row in year if row["person"] == person)
    newest = {row["handle"]: row["ts_us"] for row in signs if row["person"] != person}
    others = sorted(newest, key=lambda handle: (-newest[handle], handle))
    return Champion(person, own["handle"], records, len(year), tuple(others))


def _told(account: str, one: Gone, signs: Sequence[Row], context: Context) -> Finding | None:
    least = int(setting("champion-gone", CARD, context, "least"))
    who = _champion(one.person, signs, one.at_us, least)
    if who is None:
        return None
    last = [row for row in signs if row["person"] == one.person][-1]
    old = context.too_old_for(max(context.moment_us - one.at_us, 30 * DAY_US))
    others = [row for row in signs if row["person"] != one.person and row["ts_us"] > last["ts_us"]]
    beside = others[-1] if one.how == "silence" else last
    return Finding(
        lens="champion-gone",
        subject=Subject("account", account),
        anchor=one.cite.evidence,
        says=_sentence(one, who, len(others), context),
        strength=Strength(
            "rule", who.of, "records", "words, mail servers’ words and counts of a year"
        ),
        cites=tuple(dict.fromkeys((one.cite, *one.more, _cite(beside)))),
        next=_next(who),
        would_change="A word, an order or a use of hers, or a note that she is away.",
        status="speaks" if one.sure and not old else "unsure",
        severity=CARD.severity,
        preview=True,
        since_us=one.at_us,
        stakes=float(who.records),
        data={"how": one.how, "records": who.records, "of": who.of, "others": len(who.others)},
    )


def _sentence(one: Gone, who: Champion, others: int, context: Context) -> str:
    on = day_of(one.at_us, context.calendar().zone, context.as_of_us)
    her = f"{{person:{who.handle}}}"
    part = f"{who.records} of {who.of} records of {{subject}} in a year came from there"
    if one.how == "silence":
        days = context.moment_us // DAY_US - one.at_us // DAY_US
        return (
            f"Nothing has been heard of {her} at {{subject}} for {days} days, while others there were heard of "
            f"{others} times; before that {who.records} of {who.of} records in a year came from "
            f"{her}{context.ending()}."
        )
    said = {
        "own": f"{her} wrote on {on}: “{{quote}}”",
        "machine": f"An automatic reply for {her} said on {on}: “{{quote}}”",
        "colleague": f"A colleague of {her} wrote on {on}: “{{quote}}”",
        "bounce": f"Our message to {her} came back on {on}",
    }[one.how]
    return f"{said}; {part.replace('there', her)}{context.ending()}."


def _next(who: Champion) -> str:
    ask = f"Ask {{person:{who.others[0]}}}" if who.others else "Call them and ask"
    return (
        f"{ask} who it is now, and tell whoever it is what we promised and what was agreed, before any "
        "invoice or offer. Draft: “Hello, we used to speak with a colleague of yours. Who may we speak with "
        "now, and what would you like to know about what was agreed?”"
    )


HEAD = "at | kind | by | about | account | thread | automatic | subject | text\n"


def _year(name: str, n: int, thread: str = "") -> str:
    """Lines of an example: so many messages, one every three weeks, from January on."""
    days = [f"2026-{month:02}-{day:02}" for month in range(1, 9) for day in (3, 24)]
    return "".join(
        f"{day} 09:00 | message | {name} | | river | {thread or name + day} | | | Where is the parcel?\n"
        for day in days[:n]
    )


MARY = HEAD + _year("mary", 12)
BEN = _year("ben", 3)

EXAMPLES = (
    speaks(
        "A colleague answers in her place",
        MARY
        + BEN
        + "2026-07-01 09:00 | message | us:tom | mary | | t9 | | | Is the new gate code right?\n"
        "2026-07-02 09:00 | message | ben | | river | t9 | | | Mary has left the company. The code is right.",
        as_of="2026-07-20 12:00",
        says="A colleague of {person:h-mary} wrote on 2 July: “{quote}”; 12 of 16 records of River in a year came from {person:h-mary}.",
    ),
    speaks(
        "Our message came back: nobody of that name",
        MARY
        + BEN
        + "2026-07-01 09:00 | message | us:tom | mary | | t9 | | Code | Is the new gate code right?\n"
        "2026-07-01 09:01 | message | daemon | | | t9 | yes | Undeliverable: Code | 550 5.1.1 user unknown",
        as_of="2026-07-20 12:00",
        says="Our message to {person:h-mary} came back on 1 July; 12 of 15 records of River",
    ),
    speaks(
        "An automatic reply that is no holiday",
        MARY
        + "2026-07-01 09:01 | message | mary | | river | t9 | yes | Automatic reply | I no longer work at River.",
        as_of="2026-07-20 12:00",
        says="An automatic reply for {person:h-mary} said on 1 July: “{quote}”",
    ),
    silent(
        "On holiday; a full mailbox; one who wrote again",
        MARY
        + BEN
        + "2026-07-01 09:01 | message | mary | | river | t9 | yes | Automatic reply | I am away until 3 August.\n"
        "2026-07-02 09:00 | message | ben | | river | t8 | | | I have taken over from Mary while she is on leave.\n"
        "2026-07-03 09:00 | message | us:tom | mary | | t7 | | Code | Is the new gate code right?\n"
        "2026-07-04 09:00 | message | ben | | river | t7 | | | Mary has left the company.\n"
        "2026-07-08 09:00 | message | mary | | river | t7 | | | I am still here!",
        as_of="2026-07-20 12:00",
    ),
    silent(
        "She leaves us, not her work; and somebody left of whom we hardly heard",
        MARY
        + BEN
        + "2026-07-01 09:00 | message | mary | | river | t9 | | | I am leaving you for another courier.\n"
        "2026-07-02 09:01 | message | ben | | river | t8 | | | Friday is my last day.",
        as_of="2026-07-20 12:00",
    ),
    unsure(
        "Nothing but her silence, while another goes on",
        MARY + "2026-07-20 09:00 | message | ben | | river | a | | | Hello?\n"
        "2026-08-03 09:00 | message | ben | | river | b | | | Where is it?",
        as_of="2026-08-20 12:00",
        says="Nothing has been heard of {person:h-mary} at River for 57 days, while others there were heard of 2 times",
    ),
)
