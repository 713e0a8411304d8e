"""The cells of one column, read as what the column holds; a faulty cell spoils only its row."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from troth.patterns import later
from troth.text.amounts import Amounts, is_empty
from troth.text.moments import Moment, Times

Reads = Literal["text", "words", "time", "number", "money", "direction", "flag"]
"""How a cell is read: `text` without the space around it, `words` exactly as it stands."""

IN = frozenset(
    [
        "in",
        "incoming",
        "inbound",
        "received",
        "customer",
        "client",
        "user",
        "enduser",
        "contact",
        "visitor",
        "requester",
        "buyer",
        "guest",
        "lead",
        "consumer",
        "member",
        "sender",
        "fromcustomer",
    ]
)
OUT = frozenset(
    [
        "out",
        "outgoing",
        "outbound",
        "sent",
        "agent",
        "staff",
        "admin",
        "company",
        "support",
        "operator",
        "employee",
        "team",
        "us",
        "business",
        "bot",
        "system",
        "fromagent",
        "reply",
        "teammate",
        "brand",
    ]
)
YES = frozenset(("true", "yes", "y", "1", "t"))
NO = frozenset(("false", "no", "n", "0", "f"))

NO_DATE = "which is no date"
OPEN_ORDER = "which may be read day first or month first"
PLACEHOLDER = later(r"(?:0001|1[0-8]\d\d|9999|2[1-9]\d\d)-\d\d-\d\d")


@dataclass(slots=True)
class Cells:
    """The readers of one file and the faults of the batch at hand, by place in the batch."""

    times: Times
    amounts: Amounts
    day: Moment | None = None
    """What stands for the time of a row that names none."""
    faults: dict[int, list[str]] = field(default_factory=dict)

    def read(
        self, into: str, name: str, reads: Reads, cells: Sequence[str]
    ) -> dict[str, list[Any]]:
        """The columns of a draft that a column of cells becomes; at_us brings its precision."""
        match reads:
            case "words":
                return {into: [cell or None for cell in cells]}
            case "time":
                return self._times(into, name, cells)
            case "number":
                return {into: [value and value[0] for value in self._amounts(name, cells)]}
            case "money":
                pairs = self._amounts(name, cells)
                return {
                    into: [value and value[0] for value in pairs],
                    "currency": [value and value[1] for value in pairs],
                }
            case "direction":
                return {into: self._directions(name, cells)}
            case "flag":
                return {into: [_flag(cell) for cell in cells]}
            case _:
                return {into: [cell.strip() or None for cell in cells]}

    def _times(self, into: str, name: str, cells: Sequence[str]) -> dict[str, list[Any]]:
        moments = self.times.read_all(cells)
        if None in moments:
            if into == "at_us" and self.day is not None:
                pairs = zip(moments, cells, strict=True)
                moments = [each or (self.day if is_empty(cell) else None) for each, cell in pairs]
            for at, moment in enumerate(moments):
                if moment is None and (into == "at_us" or not is_empty(cells[at])):
                    self._fault(at, name, cells[at], self._why_no_time(cells[at]))
        values: dict[str, list[Any]] = {into: [moment and moment[0] for moment in moments]}
        if into == "at_us":
            values["precision"] = [moment and moment[1] for moment in moments]
            values["zone"] = [moment and moment[2] for moment in moments]
        return values

    def _why_no_time(self, cell: str) -> str:
        if PLACEHOLDER.match(cell.strip()):
            return "which is a placeholder and no date"
        if self.times.day_first is None and self.times.format is None:
            for day_first in (True, False):
                if Times(zone=self.times.zone, day_first=day_first).read(cell):
                    return OPEN_ORDER
        return NO_DATE

    def _amounts(self, name: str, cells: Sequence[str]) -> list[tuple[float, str | None] | None]:
        read = self.amounts.read
        pairs = [read(cell) for cell in cells]
        if None in pairs:
            for at, pair in enumerate(pairs):
                if pair is None and not is_empty(cells[at]):
                    self._fault(at, name, cells[at], "which is no number")
        return pairs

    def _directions(self, name: str, cells: Sequence[str]) -> list[str | None]:
        known = {cell: _direction(cell) for cell in set(cells)}
        if any(cell.strip() and known[cell] is None for cell in known):
            for at, cell in enumerate(cells):
                if cell.strip() and known[cell] is None:
                    self._fault(at, name, cell, "which is neither from a customer nor from us")
        return [known[cell] for cell in cells]

    def _fault(self, at: int, name: str, cell: str, why: str) -> None:
        shown = cell if len(cell) <= 60 else cell[:57] + "…"
        says = f'column "{name}" holds "{shown}", {why}' if cell else f'column "{name}" is empty'
        self.faults.setdefault(at, []).append(says)


def advice_for(faults: Sequence[str]) -> str:
    """What to do about a row with these faults."""
    text = " ".join(faults)
    if NO_DATE in text or OPEN_ORDER in text:
        return 'The row was set aside. Correct it, or state the format:  dates = "%d/%m/%Y"'
    if "no number" in text:
        return 'The row was set aside. Correct it, or state the decimal mark:  decimal = ","'
    return "The row was set aside. Correct it and add the file again."


def _flag(cell: str) -> bool | None:
    word = cell.strip().casefold()
    return True if word in YES else False if word in NO else None


def _direction(cell: str) -> str | None:
    word = re.sub(r"[\W_]+", "", cell.casefold())
    return "in" if word in IN else "out" if word in OUT else None
