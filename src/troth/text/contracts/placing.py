"""One place of two schemas: the way there, and who relies on what stands there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal

from troth.text.contracts.changing import ContractChange, Part, Way

Direction = Literal["in", "out", "both"]


@dataclass(frozen=True, slots=True)
class Place:
    """Where two schemas are compared: both whole files, the way there, and who relies on it.

    `call` is what records of use would name: the method and path of an interface, if there is one.
    """

    old: Mapping[str, Any]
    new: Mapping[str, Any]
    direction: Direction
    where: str
    name: str
    call: str = ""
    seen: frozenset[tuple[str, str]] = frozenset()
    deep: int = 0

    def at(self, part: str) -> Place:
        """A part of it: a property, or the items of a list."""
        where = f"{self.where} · {part}" if self.where else part
        return replace(self, where=where, name=part, deep=self.deep + 1)

    @property
    def sent(self) -> bool:
        """Whether callers send it."""
        return self.direction != "out"

    @property
    def answered(self) -> bool:
        """Whether callers read it."""
        return self.direction != "in"

    def change(
        self, part: Part, way: Way, breaking: bool, says: str, old: Any = None, new: Any = None
    ) -> ContractChange:
        """A change at this place."""
        was, now = (None if each is None else str(each) for each in (old, new))
        name = self.call or self.name
        return ContractChange(part, way, breaking, self.where, says, name, was, now)
