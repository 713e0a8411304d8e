"""One change of an interface: what became of a promise, a right or a duty, and whom it breaks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Part = Literal["promise", "right", "duty"]
Way = Literal["added", "strengthened", "weakened", "removed"]

CALLER = "caller"
COMPANY = "company"


@dataclass(frozen=True, slots=True)
class ContractChange:
    """What changed at one place of an interface.

    `part` says what it is to the caller: what we answer is a promise, what may be sent a right,
    what must be sent a duty. `breaking` is whether a caller written for the old description can
    fail with the new one. `name` is what records of use would call the thing ("GET /orders",
    "Order.total"); `old` and `new` are the words of the two descriptions, where they have any.
    """

    part: Part
    way: Way
    breaking: bool
    where: str
    says: str
    name: str
    old: str | None = None
    new: str | None = None

    @property
    def who(self) -> str:
        """Who promises, may or must, in the words of `troth diff`."""
        return COMPANY if self.part == "promise" else CALLER

    @property
    def for_company(self) -> bool:
        """Whether the company gains by it: a promise or right that shrinks, a duty that grows."""
        grows = self.way in ("added", "strengthened")
        return grows == (self.part == "duty")


def in_order(found: list[ContractChange]) -> tuple[ContractChange, ...]:
    """Breaking ones first, then as they stand in the description; each said once."""
    kept = list(dict.fromkeys(found))
    return tuple(sorted(kept, key=lambda one: not one.breaking))
