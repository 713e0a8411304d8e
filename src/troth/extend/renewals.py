"""Every renewal that came up so far, and whether it was made: read from subscriptions and contracts.

A record tells one stretch: since when, until when, in which state. Where its interval is known, each
whole interval that passed was a renewal made. Where the stretch is over, its end was one that was
made, if the same customer has another stretch that begins within 45 days of it, else one that was not; who leaves
within an interval is counted at its end, when that has come.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from troth.extend.record import Context, Table, Tables
from troth.model.units import DAY_US
from troth.text.intervals import Length, length_of
from troth.text.patience import Patience, ahead, day_of
from troth.text.renewing import renewal

NEAR_US = 45 * DAY_US
"""Another stretch that begins so near to an end goes on from it, and before that nothing is decided."""
SLACK_US = 3 * DAY_US
OLD_US = 30 * DAY_US
"""A list of subscriptions that was read longer ago says nothing sure of a renewal."""
ACTIVE = ("active", "trialing", "current", "live")


@dataclass(frozen=True, slots=True)
class Stretch:
    """One record of a subscription or contract, with the renewals that lie in it.

    `before` renewals were made by this customer earlier, `made` in this stretch, and `lost` says
    that its end was one that was not made. `row` is the record.
    """

    key: str
    plan: str
    length: Length | None
    start_us: int
    end_us: int | None
    before: int
    made: int
    lost: bool
    row: Mapping[str, Any]

    def asked(self) -> Iterator[Asked]:
        """Each renewal that is decided, the earliest first."""
        for nth in range(1, self.made + self.lost + 1):
            last = nth == self.made + self.lost
            at_us = self._at(nth, last)
            yield Asked(self.key, self.plan, self.before + nth, at_us, self.lost and last)

    def _at(self, nth: int, last: bool) -> int:
        if self.length is None or (self.lost and last):
            return self.end_us if self.end_us is not None else self.start_us
        return self.length.after(self.start_us, nth)


@dataclass(frozen=True, slots=True)
class Asked:
    """One renewal that came up: whose, on which plan, the how many-eth, when, and whether it was lost."""

    key: str
    plan: str
    nth: int
    at_us: int
    lost: bool


def payers(tables: Tables) -> Table:
    """Subscriptions and contracts with `payer`, the handle of whoever pays, and the `account` that is
    named, else that person's; `key` is the account, or the person where there is none."""
    rows, people = tables["period"], tables["person"]
    people = people.select(
        known=people.handle, who=people.person, firm=people.account, their_side=people.side
    )
    named = tables["account"].select(named="handle", named_id="account")
    rows = rows.mutate(payer=rows.about.fill_null(rows.by))
    rows = rows.left_join(people, rows.payer == people.known)
    rows = rows.left_join(named, rows.account == named.named).drop("account")
    firm = rows.named_id.fill_null(rows.firm)
    rows = rows.mutate(
        account=firm,
        key=firm.fill_null(rows.who),
        side=rows.side.fill_null(rows.their_side),
    )
    return rows.filter(rows.key.notnull())


def coming(row: Mapping[str, Any], within: Patience, context: Context) -> int | None:
    """When a subscription or contract renews, where that is known and near enough.

    As of the day asked about, for renewals lie ahead of it.
    """
    last = context.calendar().add(context.as_of_us, within.n, within.unit)
    found = renewal(row["status"], row["end_us"], row["extra"], now_us=context.as_of_us)
    return found.at_us if found.at_us is not None and found.at_us <= last else None


def on_day(at_us: int, context: Context) -> str:
    """The day of a renewal, in words: "20 December, in 26 days"."""
    days = max(0, -((context.as_of_us - at_us) // DAY_US))
    return f"{day_of(at_us, context.calendar().zone, context.as_of_us)}, {ahead(days)}"


def fresh(row: Mapping[str, Any], context: Context) -> bool:
    """Whether the list that a row stands in was read of late: it may have been cancelled since."""
    return bool(context.as_of_us - row["seen_us"] <= OLD_US)


def plan_of(name: str | None) -> str:
    """The name of a plan as it is compared."""
    return " ".join((name or "").casefold().split())


def stretches(rows: Iterable[Mapping[str, Any]], moment_us: int) -> Iterator[Stretch]:
    """The stretches of every customer; what is paused, or cancelled without a day, is left out.

    A row has `key`, `id`, `ts_us`, `start_us`, `end_us`, `status`, `plan` and `extra`.
    """
    ordered = sorted(rows, key=lambda row: (row["key"], _start(row), row["id"]))
    for _, held in groupby(ordered, key=lambda row: row["key"]):
        yield from _of_one(list(held), moment_us)


def _start(row: Mapping[str, Any]) -> int:
    start = row["start_us"]
    return int(row["ts_us"] if start is None else start)


def _of_one(rows: Sequence[Mapping[str, Any]], moment_us: int) -> Iterator[Stretch]:
    made_by: dict[str, int] = {}
    for at, row in enumerate(rows):
        why = renewal(row["status"], row["end_us"], row["extra"], now_us=moment_us).why
        start_us, end_us = _start(row), row["end_us"]
        if why == "paused" or start_us > moment_us or (why == "cancelled" and end_us is None):
            continue
        length = length_of(row["plan"], row["extra"])
        before = made_by.get(row["id"], 0)
        made, lost = length.within(start_us, moment_us) if length else 0, False
        if end_us is not None and end_us <= moment_us:
            made = _ends(start_us, end_us, length)
            follower = _follower(rows[at + 1 :], end_us)
            if follower is not None:
                made_by[follower["id"]] = max(made_by.get(follower["id"], 0), before + made)
            else:
                made, lost = made - 1, why == "cancelled" or _is_over(row, moment_us)
                lost = lost and _came_up(start_us, made + 1, length, moment_us)
        plan = plan_of(row["plan"])
        yield Stretch(row["key"], plan, length, start_us, end_us, before, made, lost, row)


def _is_over(row: Mapping[str, Any], moment_us: int) -> bool:
    """Whether a stretch ended for good that no state calls cancelled.

    Not where another may still begin, nor where its state says that it runs: nobody knows then which
    of the two is old.
    """
    active = (row["status"] or "").strip().casefold() in ACTIVE
    return row["end_us"] + NEAR_US <= moment_us and not active


def _came_up(start_us: int, nth: int, length: Length | None, moment_us: int) -> bool:
    """Whether the renewal of the interval in which somebody left would have come up by now.

    Those who stay are counted at the ends of their intervals, and so are those who left.
    """
    return length is None or length.after(start_us, nth) <= moment_us + SLACK_US


def _ends(start_us: int, end_us: int, length: Length | None) -> int:
    """How many intervals a stretch that is over had, a begun one counted; one where none is known."""
    if length is None:
        return 1
    whole = length.within(start_us, end_us)
    return max(1, whole + (end_us - length.after(start_us, whole) > SLACK_US))


def _follower(later: Iterable[Mapping[str, Any]], end_us: int) -> Mapping[str, Any] | None:
    return next((row for row in later if abs(_start(row) - end_us) <= NEAR_US), None)
