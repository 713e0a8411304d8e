"""Numbers and money as exports write them; the decimal mark is found, not guessed."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from troth.patterns import later

CACHE = 200_000
EMPTY = frozenset(("", "-", "–", "na", "n/a", "nan", "null", "none", "nil", "\\n", "#n/a"))
"""Words that exports write where there is no value."""
SIGNS = {"$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY", "₹": "INR", "zł": "PLN", "₽": "RUB"}

_MONEY = later(
    r"(?P<open>\()?\s*(?P<minus>[-−])?\s*(?P<before>[A-Z]{3}|[$€£¥₹₽])?\s*(?P<minus2>[-−])?"
    r"(?P<digits>\d[\d.,'’\s]*|[.,]\d+)\s*(?P<after>[A-Z]{3}|[$€£¥₹₽]|zł)?\s*(?P<close>\))?"
)
_EXACT = later(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d{1,3})?")


def is_empty(value: str) -> bool:
    """Whether a cell says that there is no value."""
    return not value or value.strip().casefold() in EMPTY


def decimal_mark(values: Iterable[str]) -> str | None:
    """Which mark the numbers of a column use for decimals; None where no value shows it."""
    for value in values:
        digits = re.sub(r"[^\d.,]", "", value)
        comma, dot = digits.rfind(","), digits.rfind(".")
        if comma < 0 and dot < 0:
            continue
        mark, at = (",", comma) if comma > dot else (".", dot)
        both = comma >= 0 and dot >= 0
        if both or (digits.count(mark) == 1 and len(digits) - at - 1 != 3):
            return mark
        if digits.count(mark) > 1:
            return "." if mark == "," else ","
    return None


@dataclass(slots=True)
class Amounts:
    """Reads one file's numbers. `mark` is the decimal mark, None where it is not known.

    Without a known mark "1,234" may be a thousand or one and a bit, and is then not read.
    """

    mark: str | None = None
    _known: dict[str, tuple[float, str | None] | None] = field(default_factory=dict)

    def read(self, value: str) -> tuple[float, str | None] | None:
        """The number and the currency written with it; None where it is no number."""
        if value in self._known:
            return self._known[value]
        if len(self._known) > CACHE:
            self._known.clear()
        amount = self._known[value] = self._amount(value.strip())
        return amount

    def _amount(self, text: str) -> tuple[float, str | None] | None:
        if self.mark != "," and _EXACT.fullmatch(text):
            number = float(text)
            return (number, None) if math.isfinite(number) else None
        match = _MONEY.fullmatch(text)
        if match is None or bool(match["open"]) != bool(match["close"]):
            return None
        digits = self._plain(re.sub(r"['’\s]", "", match["digits"]))
        if digits is None:
            return None
        negative = match["minus"] or match["minus2"] or match["open"]
        sign = match["before"] or match["after"]
        number = -float(digits) if negative else float(digits)
        return number, SIGNS.get(sign, sign) if sign else None

    def _plain(self, digits: str) -> str | None:
        mark = self.mark or decimal_mark([digits])
        if mark is None and "," in digits:
            return None
        other = "." if mark == "," else ","
        whole, _, fraction = digits.partition(mark or ".")
        groups = whole.split(other)
        if len(groups) > 1 and (not 1 <= len(groups[0]) <= 3 or not _grouped(groups[1:])):
            return None
        joined = "".join(groups)
        if not (joined + fraction).isdigit():
            return None
        return f"{joined or '0'}.{fraction or '0'}"


def _grouped(groups: list[str]) -> bool:
    """Thousands, or hundreds as in India (1,00,000), with three digits at the end."""
    return len(groups[-1]) == 3 and all(len(group) in (2, 3) for group in groups)
