"""Which accounts renew soon while we still owe them something?

Why it matters: On the day of a renewal somebody asks what the last year was worth, and remembers what
was promised and not done. We send the invoice and the reminder in time; the refund, the call and the
missing part should be there before them.

How it decides: It takes each subscription or contract whose paid time or end lies within 90 days (option
`within`), and everything that is owed to anybody of its account (the one its record names, else that of
the person in it), or to that person where there is no account: open promises, promises that are late, partly kept or broken and not yet made whole and
confirmed by the person, and breaks opened from a customer's own words. One finding an account, for its next
renewal, with each thing owed, to whom, since when and by when, and the money where words of ours or
an offer name it. It speaks where at least one of these was confirmed by a person, is a noted break, or is
past its day as the customer has told us.

When it stays silent: where the renewal is cancelled, does not happen by itself, is paused or over, or
no day of it is known; where what was promised is kept, released, withdrawn, made whole and confirmed;
where later words of ours say that an open promise was done, or hers that it came or is no longer needed.
Periods that name neither an account nor a person are left out. It is unsure where none of the promises was confirmed, and
where the list of subscriptions is older than 30 days, for it may have been cancelled since.

Source: methods.md 3 and 6: promises by their day and renewals by theirs, put side by side; no forecast.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

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
from troth.extend.renewals import coming, fresh, on_day, payers
from troth.model.units import DAY_US
from troth.text.amends import sums
from troth.text.followed import followed, span_of
from troth.text.patience import Patience

CLOSED = ("confirmed", "repaired", "released", "unbroken")
OWED = {
    "about": "string",
    "to": "string",
    "what": "string",
    "sure": "bool",
    "said_us": "int64",
    "since_us": "int64",
    "due_us": "int64",
    "amount": "float64",
    "currency": "string",
    "record": "string",
    "version": "string",
    "start": "int64",
    "end": "int64",
    "system": "string",
    "thread": "string",
}
PERIOD = {
    "account": "string",
    "payer": "string",
    "period": "string",
    "period_version": "string",
    "seen_us": "int64",
    "status": "string",
    "end_us": "int64",
    "extra": "string",
    "price": "float64",
    "price_currency": "string",
}
CARD = LensCard(
    needs=frozenset({"period", "promise", "repair", "message"}),
    anchor="the subscription or contract, and the day of its renewal",
    schema={"key": "string", **PERIOD, **OWED, "owed_text": "string", **LATER},
    status="preview",
    options={"within": "90 days"},
    rests_on=frozenset({"period"}),
)


def gather(tables: Tables, moment_us: int) -> Table:
    """Each period of an account to whose people anything is owed, with what was said since."""
    periods = _periods(tables)
    owed = _owed(tables)
    people = tables["person"]
    people = people.select(known=people.handle, who=people.person, firm=people.account)
    owed = owed.left_join(people, owed.to == people.known)
    owed = owed.mutate(key=owed.firm.fill_null(owed.who))
    keys = periods.select(its_key="key").distinct()
    owed = owed.inner_join(keys, owed.key == keys.its_key)
    words = tables["message"].select(known_record="id", owed_text="text")
    owed = owed.left_join(words, owed.record == words.known_record)
    owed = with_later(tables, owed.select(*OWED, "key", "owed_text"), moment_us)
    return periods.rename(its_key="key").inner_join(owed, [("its_key", "key")]).select(*CARD.schema)


def _periods(tables: Tables) -> Table:
    """Subscriptions and contracts with whoever pays, and the account of that person."""
    rows = payers(tables)
    return rows.select(
        *("key", "account", "payer", "seen_us", "status", "end_us", "extra"),
        period="id",
        period_version="version",
        price="amount",
        price_currency="currency",
    )


def _owed(tables: Tables) -> Table:
    """Open promises to a person, and breaks that are not made whole and confirmed."""
    import ibis

    broken, open_ = tables["repair"], tables["promise"]
    begun = broken.select(begun="about", begun_to="to")
    open_ = open_.filter((open_.state == "open") & open_.to.notnull())
    open_ = open_.left_join(begun, (open_.promise == begun.begun) & (open_.to == begun.begun_to))
    open_ = open_.filter(open_.begun.isnull())
    open_ = open_.mutate(
        about=open_.promise,
        what=ibis.literal("open"),
        sure=open_.confirmed,
        said_us=open_.born_us,
        since_us=open_.born_us,
        amount=ibis.null("float64"),
        currency=ibis.null("string"),
    ).select(*OWED)
    broken = broken.filter(broken.to.notnull() & broken.stage.notin(CLOSED))
    broken = broken.mutate(what=broken.how, since_us=broken.broken_us).select(*OWED)
    return open_.union(broken)


def judge(batch: Batch, context: Context) -> Iterable[Finding]:
    """Which of these accounts renew within the days, and what each is owed."""
    within = Patience.read(context.options.get("within", CARD.options["within"]))
    rows = batch.to_pylist()
    rows.sort(key=lambda row: (row["key"], row["period"], row["about"], row["to"], *_time(row)))
    for _, held in groupby(rows, key=lambda row: row["key"]):
        told = tuple(held)
        coming = sorted(_coming(told, within, context))
        if not coming:
            continue
        at_us, period = coming[0]
        own = [row for row in told if row["period"] == period]
        owed = list(_still(own))
        if owed:
            yield _finding(at_us, owed, context)


def _time(row: Mapping[str, Any]) -> tuple[int, str]:
    return row["later_us"] or 0, row["later"] or ""


def _coming(
    rows: Sequence[Mapping[str, Any]], within: Patience, context: Context
) -> Iterator[tuple[int, str]]:
    """The renewals ahead, each with its subscription or contract."""
    for period, held in groupby(rows, key=lambda row: row["period"]):
        at_us = coming(next(held), within, context)
        if at_us is not None:
            yield at_us, period


def _still(rows: Iterable[Mapping[str, Any]]) -> Iterator[Mapping[str, Any]]:
    """What is owed and was not settled by later words about the same thing."""
    for _, held in groupby(rows, key=lambda row: (row["about"], row["to"])):
        told = tuple(held)
        one = told[0]
        found = followed(span_of(one, one["owed_text"] or ""), told, one["since_us"])
        if found.mended is None:
            told_us = one["what"] != "open" and bool(found.told)
            yield {**one, "sure": one["sure"] or told_us}


def _finding(at_us: int, owed: Sequence[Mapping[str, Any]], context: Context) -> Finding:
    owed = sorted(
        owed,
        key=lambda one: (not one["sure"], one["what"] == "open", one["since_us"], one["about"]),
    )
    first = owed[0]
    sure = any(one["sure"] for one in owed)
    people = len({one["to"] for one in owed})
    firm = first["account"] is not None
    whom = ("one person" if people == 1 else f"{people} people") if firm else ""
    return Finding(
        lens="owed-before-renewal",
        subject=Subject("account", first["account"]) if firm else Subject("person", first["payer"]),
        anchor=f"{first['period']} {at_us // DAY_US}",
        says=f"{{subject}} renews on {on_day(at_us, context)}, and we still owe "
        f"{whom + ' there ' if firm else ''}{_things(owed)}{_worth(owed)}.",
        strength=Strength("count", len(owed), "promises", "promises beside renewals"),
        cites=tuple(_cites(owed)),
        next="Do it, or own it and name a day, before the reminder of the renewal goes out.",
        would_change="A record that it was done, a release by the person, or a renewal that is "
        "cancelled.",
        status="speaks" if sure and fresh(first, context) else "unsure",
        severity=CARD.severity,
        preview=CARD.status == "preview",
        since_us=min(one["since_us"] for one in owed),
        due_us=at_us,
        stakes=1.0 + len(owed),
        data=_data(at_us, owed),
    )


def _data(at_us: int, owed: Sequence[Mapping[str, Any]]) -> dict[str, object]:
    """What a page of renewals needs: the day, the contract, and each thing owed."""
    first = owed[0]
    names = ("period", "account", "payer", "price")
    return {
        "renews_us": at_us,
        **{name: first[name] for name in names},
        "currency": first["price_currency"],
        "owed": [_told(one) for one in owed],
    }


def _things(owed: Sequence[Mapping[str, Any]]) -> str:
    broken = sum(one["what"] != "open" for one in owed)
    still = len(owed) - broken
    parts = [(broken, "broken", ", not yet made whole"), (still, "open", "")]
    counts = " and ".join(
        f"{n} {how} {'promise' if n == 1 else 'promises'}{more}" for n, how, more in parts if n
    )
    return f"{counts}: “{{quote}}”" if owed[0]["record"] else counts


def _worth(owed: Sequence[Mapping[str, Any]]) -> str:
    """The money that words of ours or offers name, as it stands there."""
    named = [each for one in owed for each in _money(one)]
    told = list(dict.fromkeys(named))
    return f" ({', '.join(told)})" if told else ""


def _money(one: Mapping[str, Any]) -> tuple[str, ...]:
    if one["amount"] is not None:
        return (f"{one['amount']:.2f} {one['currency'] or ''}".strip(),)
    return sums(span_of(one, one["owed_text"] or ""))


def _told(one: Mapping[str, Any]) -> dict[str, object]:
    names = ("about", "to", "what", "sure", "since_us", "due_us", "record")
    return {name: one[name] for name in names} | {"money": list(_money(one))}


def _cites(owed: Sequence[Mapping[str, Any]]) -> Iterator[Cite]:
    for one in owed[:5]:
        yield own_words(one, one["about"])
    yield Cite(owed[0]["period"], owed[0]["period_version"])


EXAMPLES = (
    speaks(
        "A contract ends in a month, and a refund is owed",
        """
        at               | kind    | by     | about | thread | end_us     | status | text
        2026-11-02 09:00 | period  | ana    |       |        | 2026-12-24 | active |
        2026-11-12 10:00 | message | us:tom | ana   | t1     |            |        | We will refund the £38.00 by 14 November.
        2026-11-16 10:05 | broken  | us:tom |       | t1     |            |        |
        """,
        as_of="2026-11-24 12:00",
        says="Ana renews on 24 December, in 30 days, and we still owe 1 broken promise, not yet made whole: “{quote}” (£38.00).",
    ),
    speaks(
        "A subscription whose paid time ends soon, and an open promise",
        """
        at               | kind    | by     | about | thread | extra                      | status | text
        2026-11-02 09:00 | period  | ana    |       |        | {"period_end": "2026-12-02"} | active |
        2026-11-12 10:00 | message | us:tom | ana   | t1     |                            |        | We will send the missing part by 30 November.
        2026-11-12 10:05 | confirm | us:tom |       | t1     |                            |        |
        """,
        as_of="2026-11-24 12:00",
        says="Ana renews on 2 December, in 8 days, and we still owe 1 open promise",
    ),
    speaks(
        "The contract names an account and no person, and somebody there is owed a refund",
        """
        at               | kind    | by     | about | account | thread | end_us     | status | text
        2026-11-02 09:00 | period  |        |       | acme    |        | 2026-12-24 | active |
        2026-11-11 10:00 | message | ana    |       | acme    | t1     |            |        | The charger was paid twice.
        2026-11-12 10:00 | message | us:tom | ana   |         | t1     |            |        | We will refund the £38.00 by 14 November.
        2026-11-16 10:05 | broken  | us:tom |       |         | t1     |            |        |
        """,
        as_of="2026-11-24 12:00",
        says="Acme renews on 24 December, in 30 days, and we still owe one person there 1 broken promise",
    ),
    silent(
        "The contract is of another account",
        """
        at               | kind    | by     | about | account | thread | end_us     | status | text
        2026-11-02 09:00 | period  |        |       | other   |        | 2026-12-24 | active |
        2026-11-11 10:00 | message | ana    |       | acme    | t1     |            |        | The charger was paid twice.
        2026-11-12 10:00 | message | us:tom | ana   |         | t1     |            |        | We will refund the £38.00 by 14 November.
        2026-11-16 10:05 | broken  | us:tom |       |         | t1     |            |        |
        """,
        as_of="2026-11-24 12:00",
    ),
    silent(
        "The renewal is cancelled",
        """
        at               | kind    | by     | about | thread | end_us     | status    | text
        2026-11-02 09:00 | period  | ana    |       |        | 2026-12-24 | cancelled |
        2026-11-12 10:00 | message | us:tom | ana   | t1     |            |           | We will refund the £38.00 by 14 November.
        2026-11-16 10:05 | broken  | us:tom |       | t1     |            |           |
        """,
        as_of="2026-11-24 12:00",
    ),
    silent(
        "Paused",
        """
        at               | kind    | by     | about | thread | end_us     | status | text
        2026-11-02 09:00 | period  | ana    |       |        | 2026-12-24 | paused |
        2026-11-12 10:00 | message | us:tom | ana   | t1     |            |        | We will refund the £38.00 by 14 November.
        2026-11-16 10:05 | broken  | us:tom |       | t1     |            |        |
        """,
        as_of="2026-11-24 12:00",
    ),
    silent(
        "Cancelled for the end of the paid time, though still active",
        """
        at               | kind    | by     | about | thread | end_us     | extra                | status | text
        2026-11-02 09:00 | period  | ana    |       |        | 2026-12-24 | {"at_end": "true"}   | active |
        2026-11-12 10:00 | message | us:tom | ana   | t1     |            |                      |        | We will refund the £38.00 by 14 November.
        2026-11-16 10:05 | broken  | us:tom |       | t1     |            |                      |        |
        """,
        as_of="2026-11-24 12:00",
    ),
    silent(
        "She let us off",
        """
        at               | kind    | by     | about | thread | end_us     | status | text
        2026-11-02 09:00 | period  | ana    |       |        | 2026-12-24 | active |
        2026-11-12 10:00 | message | us:tom | ana   | t1     |            |        | We will refund the £38.00 by 14 November.
        2026-11-16 10:05 | broken  | us:tom |       | t1     |            |        |
        2026-11-17 10:05 | release | us:tom |       | t1     |            |        |
        """,
        as_of="2026-11-24 12:00",
    ),
    silent(
        "Made whole in another conversation",
        """
        at               | kind    | by     | about | thread | end_us     | status | text
        2026-11-02 09:00 | period  | ana    |       |        | 2026-12-24 | active |
        2026-11-12 10:00 | message | us:tom | ana   | t1     |            |        | We will refund the £38.00 by 14 November.
        2026-11-16 10:05 | broken  | us:tom |       | t1     |            |        |
        2026-11-18 10:05 | message | us:tom | ana   | t2     |            |        | Your refund has been paid today.
        """,
        as_of="2026-11-24 12:00",
    ),
    silent(
        "It renews in half a year",
        """
        at               | kind    | by     | about | thread | end_us     | status | text
        2026-11-02 09:00 | period  | ana    |       |        | 2027-05-24 | active |
        2026-11-12 10:00 | message | us:tom | ana   | t1     |            |        | We will refund the £38.00 by 14 November.
        2026-11-16 10:05 | broken  | us:tom |       | t1     |            |        |
        """,
        as_of="2026-11-24 12:00",
    ),
    unsure(
        "Nobody has confirmed that it was a promise",
        """
        at               | kind    | by     | about | thread | end_us     | status | text
        2026-11-02 09:00 | period  | ana    |       |        | 2026-12-24 | active |
        2026-11-12 10:00 | message | us:tom | ana   | t1     |            |        | We will refund the £38.00 by 14 November.
        """,
        as_of="2026-11-24 12:00",
        says="we still owe 1 broken promise",
    ),
    unsure(
        "The list of subscriptions is three months old",
        """
        at               | kind    | by     | about | thread | end_us     | status | text
        2026-08-02 09:00 | period  | ana    |       |        | 2026-12-24 | active |
        2026-11-12 10:00 | message | us:tom | ana   | t1     |            |        | We will refund the £38.00 by 14 November.
        2026-11-16 10:05 | broken  | us:tom |       | t1     |            |        |
        """,
        as_of="2026-11-24 12:00",
    ),
)
