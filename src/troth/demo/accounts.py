"""Accounts: who belongs where, yearly contracts, and orders of those whose scenes or contracts say so."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from importlib.resources import files
from random import Random

from troth.demo import rhythms
from troth.demo.cast import Cast
from troth.demo.days import Days, local
from troth.demo.files import table
from troth.demo.scenes import Scene
from troth.demo.world import Figure, Order
from troth.model.units import DAY_US

LOYAL = 380
"""An ordinary shop that has bought for so many days has a yearly contract, and renewed it."""
VISITS = (4, 47, 101, 160)
"""The days of the last year of a former shop on which it ordered."""
AGAIN = 55
"""Days between the orders of a former shop that went on all the same."""
CONTRACT_COLUMNS = (
    *("id", "Customer ID", "Customer Email", "Plan", "Currency", "Interval", "Amount", "Status"),
    *("Created (UTC)", "Start Date (UTC)", "Current Period End (UTC)", "Canceled At (UTC)"),
    "acquisition_cost (metadata)",
)
CONTACT_COLUMNS = ("Id", "FirstName", "LastName", "Email", "AccountId", "Account.Name")


@dataclass(frozen=True, slots=True)
class Former:
    """A shop that fell silent before the end of its year, and whether it stayed all the same."""

    who: Figure
    ended: int
    stayed: bool


def former() -> tuple[Former, ...]:
    """The shops of `former.txt`."""
    text = (files("troth.demo") / "texts" / "former.txt").read_text(encoding="utf-8")
    return tuple(_former(*line.split(" | ")) for line in text.splitlines())


def _former(name: str, email: str, shop: str, ended: str, what: str) -> Former:
    return Former(Figure(name, "shop", email, shop), int(ended), what == "stayed")


def people(scenes: Iterable[Scene]) -> tuple[Figure, ...]:
    """Everybody of these scenes and the former shops, each once."""
    figures = [who for scene in scenes for who in (scene.who, scene.colleague) if who]
    figures += [one.who for one in former()]
    return tuple({each.email: each for each in figures}.values())


def orders(random: Random, scenes: Iterable[Scene], days: Days) -> list[Order]:
    """What the people of these scenes bought in their rhythms, and the former shops in their year."""
    found: list[Order] = []
    for scene in scenes:
        for who, rhythm in ((scene.who, scene.rhythm), (scene.colleague, scene.colleague_rhythm)):
            if who and rhythm:
                found += rhythms.orders(random, who, rhythms.planted(random, rhythm), days)
    for one in former():
        found += rhythms.orders(random, one.who, _visits(random, one), days)
    return found


def _visits(random: Random, one: Former) -> Iterator[float]:
    """Days before the end on which a former shop ordered."""
    for day in VISITS:
        yield one.ended + 365 - day - random.uniform(0, 3)
    if one.stayed:
        yield from range(one.ended - 2, 0, -AGAIN)


def tables(
    days: Days, scenes: Sequence[Scene], cast: Cast, bought: Iterable[Order]
) -> dict[str, str]:
    """The contacts and the contracts, by the name of their file."""
    shops = {each.email for each in cast.others["shop"]}
    theirs = [order for order in bought if order.customer.email in shops]
    rows = [*_of_scenes(days, scenes), *_of_loyal(days, theirs), *_of_former(days)]
    return {"contacts.csv": _contacts(scenes), "subscriptions.csv": table(CONTRACT_COLUMNS, rows)}


def numbers(scenes: Iterable[Scene]) -> dict[str, str]:
    """The number of the contract of each scene that has one, by address."""
    own = [scene.who.email for scene in scenes if scene.contract]
    return {email: f"sub_K{at}" for at, email in enumerate(own, 1)}


def _contacts(scenes: Iterable[Scene]) -> str:
    rows = []
    for nth, scene in enumerate((each for each in scenes if each.colleague), 1):
        for place, who in enumerate((scene.who, scene.colleague)):
            if who:
                first, last = who.name.split(maxsplit=1)
                id, account = f"003K{nth:04}{place:07}", f"001K{nth:011}"
                rows.append((id, first, last, who.email, account, scene.who.shop or ""))
    return table(CONTACT_COLUMNS, rows)


def _of_scenes(days: Days, scenes: Iterable[Scene]) -> Iterator[tuple[str, ...]]:
    """Contracts as scenes write them: "+40d active since -325d cost 620.00"."""
    own = [(scene.who.email, scene.contract) for scene in scenes if scene.contract]
    for at, (email, contract) in enumerate(own, 1):
        end, status, *more = contract.split()
        said = dict(zip(more[::2], more[1::2], strict=True))
        renews = days.day(end)
        since = days.day(said["since"]) if "since" in said else renews - timedelta(365)
        left = days.today - timedelta(12) if status == "canceled" else None
        yield _contract(f"K{at}", email, status, since, renews, left, said.get("cost", ""))


def _of_loyal(days: Days, bought: Iterable[Order]) -> Iterator[tuple[str, ...]]:
    """The contracts of ordinary shops that have bought for long, begun with their first order."""
    first: dict[str, int] = {}
    for order in bought:
        email = order.customer.email
        first[email] = min(order.at_us, first.get(email, order.at_us))
    until_us = days.until_us - LOYAL * DAY_US
    own = sorted((at_us, email) for email, at_us in first.items() if at_us < until_us)
    for nth, (at_us, email) in enumerate(own, 1):
        since = local(at_us).date()
        yield _contract(f"R{nth}", email, "active", since, since + timedelta(730))


def _of_former(days: Days) -> Iterator[tuple[str, ...]]:
    """The contracts of shops that fell silent: let go at their end, or gone on."""
    for nth, one in enumerate(former(), 1):
        end = days.today - timedelta(one.ended)
        since, renews = end - timedelta(365), end + timedelta(365)
        email = one.who.email
        if one.stayed:
            yield _contract(f"F{nth}", email, "active", since, renews)
        else:
            yield _contract(f"F{nth}", email, "canceled", since, end, end)


def _contract(
    id: str,
    email: str,
    status: str,
    since: date,
    renews: date,
    left: date | None = None,
    cost: str = "",
) -> tuple[str, ...]:
    began = f"{since} 09:00"
    ended = f"{left} 10:00" if left else ""
    plan = ("rounds, a year", "gbp", "year", "480.00")
    return (f"sub_{id}", f"cus_{id}", email, *plan, status, began, began, f"{renews} 09:00", ended, cost)  # fmt: skip
