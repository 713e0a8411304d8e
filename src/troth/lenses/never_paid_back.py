"""Which side’s customers have not yet paid what winning them cost?

Why it matters: Cost divided by margin pretends that everybody stays. Those who were won by a voucher and
left with it are in the number of new customers, and never in the money. That is a fault of how they
were won, and theirs in nothing.

How it decides: It asks only where the cost of winning a customer is known: from `cost` in `troth.toml`
(one amount, or one a side), or from a column of the subscriptions or orders such as
`acquisition_cost`. It takes customers who came over a year ago (option `after`) and adds up what each has paid: orders
less what was given back, the price of each interval of a subscription that was begun, or the total that
the export names; of it the share `margin` counts, all of it where none is stated. It speaks of a side where at
least 20 (option `least`) are known and clearly more than half have not paid their cost (Wilson), or where
the curve of their renewals says with 95 % that the average customer never will within 60 payments
(shifted-beta-geometric, drawn). Of one account it speaks where its own record names its own cost.

When it stays silent: without a cost it asks nothing. Of single persons it says nothing, for an average
cost is nobody's own; nothing of customers with an amount missing or in two currencies, of whom it says how
many they are, and nothing where it is not clear that most are short. It is unsure with 10 to 19 customers,
and where the records were read over 90 days ago. That a customer has not paid yet does not say that she will not.

Source: methods.md 6: payback from the survival curve; Gupta and Lehmann 2003; Fader and Hardie 2010.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from statistics import mean
from typing import TYPE_CHECKING

from troth.extend.options import setting, setting_for
from troth.extend.payments import PAID, Payer, paid, read_payers
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
from troth.model.units import DAY_US
from troth.text.patience import Patience

if TYPE_CHECKING:
    from troth.stats.rates.proportions import Interval
    from troth.stats.survival.payback import Payback

FEW = 10
OLD_US = 90 * DAY_US
HORIZON = 60
SURE = 0.95
CITED = 3
CARD = LensCard(
    needs=frozenset({"period", "purchase"}),
    anchor="the side, or the account",
    schema=PAID,
    severity="info",
    status="preview",
    options={"cost": 0, "margin": 1.0, "after": "365 days", "least": 20},
    rests_on=frozenset({"period", "purchase"}),
)


def gather(tables: Tables, moment_us: int) -> Table:
    """What every customer paid, and since when."""
    return paid(tables, moment_us)


@dataclass(frozen=True, slots=True)
class Won:
    """A customer whose cost and payments are known, in cents; `own` says that the cost is her own."""

    payer: Payer
    cost: float
    brought: float
    own: bool

    @property
    def short(self) -> bool:
        """Whether what she brought is less than what winning her cost."""
        return self.brought < self.cost


def judge(batch: Batch, context: Context) -> Iterable[Finding]:
    """Sides whose customers mostly have not paid their cost, and accounts that have not paid theirs."""
    after = Patience.read(context.options.get("after", CARD.options["after"]))
    until_us = context.moment_us - after.n * DAY_US
    payers = [
        one for one in read_payers(batch.to_pylist(), context.moment_us) if one.since_us <= until_us
    ]
    payers.sort(key=lambda one: (one.ours, one.side, one.since_us, one.key))
    for _, held in groupby(payers, key=lambda one: (one.ours, one.side)):
        own = list(held)
        won = list(_won(own, context))
        yield from _of_side(won, len(own), context)
        yield from _of_accounts((one for one in won if one.own), context)


def _won(payers: Iterable[Payer], context: Context) -> Iterator[Won]:
    margin = setting("never-paid-back", CARD, context, "margin")
    for one in payers:
        cost = one.cost_cents
        stated = cost if cost is not None else _stated(one.side, context)
        if one.cents is not None and stated is not None and stated > 0:
            yield Won(one, stated, one.cents * margin, cost is not None)


def _stated(side: str, context: Context) -> float | None:
    """The cost that the settings name, in cents: for a side, or for everybody."""
    named = setting_for("never-paid-back", CARD, context, "cost", side)
    return None if named is None else named * 100


def _of_side(won: Sequence[Won], payers: int, context: Context) -> Iterator[Finding]:
    """One side of one brand, in the currency that most of its customers pay in; `payers` are all of them."""
    from troth.stats.rates.proportions import wilson

    if not won:
        return
    money = Counter(one.payer.currency for one in won).most_common(1)[0][0]
    found = [one for one in won if one.payer.currency == money]
    if len(found) < min(FEW, _least(context)):
        return
    share = wilson(sum(one.short for one in found), len(found))
    back = _payback(found, context)
    never = back is not None and back.never is not None and back.never >= SURE
    if share.low > 0.5 or never:
        yield _finding(found, share, back, payers - len(found), context)


def _least(context: Context) -> int:
    return int(setting("never-paid-back", CARD, context, "least"))


def _finding(
    found: Sequence[Won], share: Interval, back: Payback | None, left_out: int, context: Context
) -> Finding:
    first, short = found[0].payer, sum(one.short for one in found)
    whom = f"customers on the side “{first.side}”" if first.side else "customers"
    ends = (share.value, share.low, share.high)
    return Finding(
        lens="never-paid-back",
        subject=Subject("side", first.side)
        if first.side
        else Subject("company", first.ours or "company"),
        anchor=f"{first.ours} {first.side}".strip() or "company",
        says=f"Of {len(found)} {whom} who came {_long_ago(context)} ago or earlier, {short} have not yet "
        f"paid what winning them cost{_of_margin(context)}{_average(back)}{_unknown(left_out)}"
        f"{context.ending()}.",
        strength=Strength("rate", len(found), "customers", share.method, *ends),
        cites=tuple(one.payer.cite for one in found[:CITED]),
        next="Press nobody. Look at how those were won who paid it back and how those who left early, "
        "and ask some of each what they had hoped for.",
        would_change="More payments, another cost or margin, or customers who stay longer.",
        status="speaks" if len(found) >= _least(context) and not _old(found, context) else "unsure",
        severity=CARD.severity,
        preview=True,
        since_us=first.since_us,
        stakes=sum(one.cost - one.brought for one in found if one.short) / 100,
        data=_data(found, back, left_out),
    )


def _data(found: Sequence[Won], back: Payback | None, left_out: int) -> dict[str, object]:
    held: dict[str, object] = {
        "customers": len(found),
        "short": sum(one.short for one in found),
        "cost": round(sum(one.cost for one in found)) / 100,
        "brought": round(sum(one.brought for one in found)) / 100,
        "currency": found[0].payer.currency,
        "left_out": left_out,
    }
    if back is not None:
        held["payback"] = {"period": back.period, "low": back.low, "high": back.high}
        held["never"] = back.never
    return held


def _payback(found: Sequence[Won], context: Context) -> Payback | None:
    """When the average one of them has paid it back, where all renew at one interval and price is known.

    None where the curve cannot be fitted: nobody left yet, or none more likely early than late.
    """
    from troth.errors import NumbersError
    from troth.stats.survival.payback import payback
    from troth.stats.survival.sbg import sbg

    told = [one.payer.stretches[0] for one in found if len(one.payer.stretches) == 1]
    if len(told) < len(found) or len({one.length for one in told}) != 1 or told[0].length is None:
        return None
    margin = setting("never-paid-back", CARD, context, "margin")
    price = mean([one.row["cents"] or 0 for one in told]) * margin
    asked = Counter((one.made, one.lost) for one in told)
    cohorts = [
        [float(n)] * (made + 1) + [0.0] * lost
        for (made, lost), n in sorted(asked.items())
        if made + lost
    ]
    try:
        return payback(mean([one.cost for one in found]), price, sbg(cohorts), horizon=HORIZON)
    except NumbersError:
        return None


def _of_accounts(won: Iterable[Won], context: Context) -> Iterator[Finding]:
    for one in won:
        account, money = one.payer.account, one.payer.currency
        if account is None or not one.short:
            continue
        months = int((context.moment_us - one.payer.since_us) // (30.44 * DAY_US))
        yield Finding(
            lens="never-paid-back",
            subject=Subject("account", account),
            anchor=account,
            says=f"{{subject}} has brought {_amount(one.brought, money)} in {months} months"
            f"{_of_margin(context)}; winning them cost {_amount(one.cost, money)}{context.ending()}.",
            strength=Strength("count", 1, "accounts", "payments beside the account's own cost"),
            cites=(one.payer.cite,),
            next="Ask what they wanted from us and what they got. It is no debt of theirs.",
            would_change="More payments, or another cost.",
            status="unsure" if _old([one], context) else "speaks",
            severity=CARD.severity,
            preview=True,
            since_us=one.payer.since_us,
            stakes=(one.cost - one.brought) / 100,
            group="never-paid-back",
            data=_data([one], None, 0),
        )


def _old(won: Iterable[Won], context: Context) -> bool:
    return context.as_of_us - max(one.payer.seen_us for one in won) > OLD_US


def _amount(cents: float, currency: str) -> str:
    return f"{cents / 100:,.2f} {currency}".strip()


def _long_ago(context: Context) -> str:
    days = Patience.read(context.options.get("after", CARD.options["after"])).n
    return "a year" if days in (365, 366) else f"{days} days"


def _of_margin(context: Context) -> str:
    margin = setting("never-paid-back", CARD, context, "margin")
    return ", even if all of it were profit" if margin == 1 else f", at a margin of {margin:.0%}"


def _average(back: Payback | None) -> str:
    if back is None:
        return ""
    if back.period is None:
        return f"; as they leave, the average one will not within {HORIZON} payments"
    ends = f" ({back.low} to {back.high if back.high is not None else f'over {HORIZON}'})"
    return f"; as they leave, the average one will with payment {back.period}{ends if back.low else ''}"


def _unknown(left_out: int) -> str:
    return f"; of {left_out} more cost or payments are not known" if left_out else ""


HEAD = "at | kind | by | side | account | amount | currency | plan | start_us | status | extra\n"
_COST = '{"acquisition_cost": "40"}'


def _bought(names: Iterable[str], amount: int, cost: str) -> str:
    """Lines of an example: an order of each, in May 2025."""
    rows = (
        f"2025-05-02 | purchase | {name} | shop | | {amount} | EUR | | | | {cost}" for name in names
    )
    return "\n".join(rows) + "\n"


def _names(letter: str, n: int) -> list[str]:
    return [f"{letter}{number}" for number in range(n)]


EXAMPLES = (
    speaks(
        "Thirty shops, of which 24 have brought less than they cost",
        HEAD
        + _bought(_names("a", 24), 12, _COST)
        + _bought(_names("b", 6), 90, _COST)
        + "2026-06-09 | purchase | a1 | shop | | 9 | EUR | | | |",
        as_of="2026-06-20 12:00",
        says="Of 30 customers on the side “shop” who came a year ago or earlier, 24 have not yet paid what winning them cost, even if all of it were profit.",
    ),
    silent(
        "Nobody wrote down a cost",
        HEAD + _bought(_names("a", 30), 12, ""),
        as_of="2026-06-20 12:00",
    ),
    silent(
        "Half of them paid it back",
        HEAD + _bought(_names("a", 15), 12, _COST) + _bought(_names("b", 15), 90, _COST),
        as_of="2026-06-20 12:00",
    ),
    silent(
        "They came half a year ago",
        HEAD + _bought(_names("a", 30), 12, _COST),
        as_of="2025-11-20 12:00",
    ),
    unsure(
        "Twelve are few",
        HEAD
        + _bought(_names("a", 12), 12, _COST)
        + "2026-06-09 | purchase | a1 | shop | | 9 | EUR | | | |",
        as_of="2026-06-20 12:00",
        says="Of 12 customers on the side “shop”",
    ),
)
