"""What the values of one column look like: dates, amounts, addresses, words, yes or no, marks.

Nothing is decided by a single value; each share is of the cells that hold something.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from troth.patterns import later
from troth.text.amounts import Amounts, decimal_mark, is_empty
from troth.text.moments import Order, Times, order_of

SAMPLE = 2_000
"""Values looked at; more tell nothing new about a column."""
SHOWN = 60
LONG = 28
"""Characters from which on values are taken for words."""
CURRENCIES = frozenset(
    [
        "EUR",
        "USD",
        "GBP",
        "CHF",
        "JPY",
        "CNY",
        "INR",
        "SEK",
        "NOK",
        "DKK",
        "PLN",
        "CZK",
        "HUF",
        "RON",
        "BGN",
        "TRY",
        "RUB",
        "UAH",
        "ILS",
        "AED",
        "SAR",
        "ZAR",
        "NGN",
        "KES",
        "EGP",
        "BRL",
        "MXN",
        "ARS",
        "CLP",
        "COP",
        "PEN",
        "CAD",
        "AUD",
        "NZD",
        "SGD",
        "HKD",
        "KRW",
        "THB",
        "IDR",
        "MYR",
        "PHP",
        "VND",
        "TWD",
        "ISK",
    ]
)
YES_OR_NO = frozenset(
    [
        "yes",
        "no",
        "y",
        "n",
        "true",
        "false",
        "ja",
        "nein",
        "oui",
        "non",
        "si",
        "sí",
        "sim",
        "não",
        "nao",
        "tak",
        "nie",
        "nee",
        "nej",
        "wahr",
        "falsch",
        "vrai",
        "faux",
        "t",
        "f",
    ]
)
_EMAIL = later(r"(?:[^<>@]*<)?[^\s<>@,;]+@[^\s<>@,;]+\.[^\s<>@,;]{2,}>?")
_PHONE = later(r"\+\d[\d ()./-]{6,}\d|\(?0\d[\d ()/-]{6,}\d")
_DIGITS = later(r"\d+")
_CODE = later(r"[\w./#:-]*\d[\w./#:-]*")
_ZONE = later(r"(?:Africa|America|Asia|Atlantic|Australia|Europe|Indian|Pacific)/\w+|UTC")
_LINK = later(r"https?://\S+")


@dataclass(frozen=True, slots=True)
class Looks:
    """A column at a glance.

    `filled` counts the cells that hold something, `distinct` their different values. The shares
    run from 0 to 1. `least` and `most` are of its numbers. `order` and `mark` say what its dates
    and amounts show of day and month, and of the decimal mark.
    """

    filled: int = 0
    distinct: int = 0
    time: float = 0.0
    stamp: float = 0.0
    number: float = 0.0
    whole: float = 0.0
    email: float = 0.0
    phone: float = 0.0
    currency: float = 0.0
    flag: float = 0.0
    code: float = 0.0
    zone: float = 0.0
    link: float = 0.0
    length: float = 0.0
    spaces: float = 0.0
    least: float = 0.0
    most: float = 0.0
    order: Order = field(default_factory=Order)
    mark: str | None = None
    shown: tuple[str, ...] = ()

    @property
    def few(self) -> bool:
        """Whether a few values come again and again: a state, a category."""
        return 0 < self.distinct <= max(12, self.filled // 20) and self.distinct < self.filled

    @property
    def unlike(self) -> bool:
        """Whether nearly every value is another: a number of its own."""
        return self.filled > 0 and self.distinct >= 0.98 * self.filled

    @property
    def words(self) -> bool:
        """Whether it is text that people wrote."""
        return self.length >= LONG and self.spaces > 0.5 and self.time < 0.5

    def within(self, least: float, most: float) -> bool:
        """Whether all of it are whole numbers from `least` to `most`: a score."""
        return self.whole >= 0.98 and least <= self.least and self.most <= most


def looks(cells: Sequence[str]) -> Looks:
    """How a column looks, by the first 2,000 of its cells that hold something."""
    there = [cell.strip() for cell in cells if not is_empty(cell.strip())][:SAMPLE]
    if not there:
        return Looks()
    mark = decimal_mark(there)
    amounts = Amounts(mark or ".")
    numbers = [found[0] for cell in there if (found := amounts.read(cell)) is not None]
    dates = Times(day_first=True), Times(day_first=False)
    seen = Counter(there)
    dated = [cell for cell in there if any(each.read(cell) for each in dates)]
    bare = [cell for cell in dated if _DIGITS.fullmatch(cell)]
    return Looks(
        filled=len(there),
        distinct=len(seen),
        time=(len(dated) - len(bare)) / len(there),
        stamp=len(bare) / len(there),
        number=len(numbers) / len(there),
        whole=sum(number == int(number) for number in numbers) / len(there),
        email=_share(there, _EMAIL),
        phone=_share(there, _PHONE) * (1 - (len(dated) - len(bare)) / len(there)),
        currency=sum(cell in CURRENCIES for cell in there) / len(there),
        flag=sum(cell.casefold() in YES_OR_NO for cell in there) / len(there),
        code=_share(there, _CODE),
        zone=_share(there, _ZONE),
        link=_share(there, _LINK),
        length=sum(map(len, there)) / len(there),
        spaces=sum(" " in cell for cell in there) / len(there),
        least=min(numbers, default=0.0),
        most=max(numbers, default=0.0),
        order=order_of(there),
        mark=mark,
        shown=tuple(each[:SHOWN] for each in list(seen)[:3]),
    )


def _share(cells: Iterable[str], pattern: re.Pattern[str]) -> float:
    found = [pattern.fullmatch(cell) is not None for cell in cells]
    return sum(found) / len(found)
