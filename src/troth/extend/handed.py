"""How many records of a JSON file were handed to its source: what a receipt calls its rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TypeVar

from troth.model.reject import Reject

T = TypeVar("T")


@dataclass(slots=True)
class Handed:
    """Records handed out, and rows set aside by the reader itself, by file of an archive.

    A source may read its file twice: every reading finds the same, so the fullest one counts.
    """

    given: dict[str, int] = field(default_factory=dict)
    broken: dict[str, int] = field(default_factory=dict)

    def watched(self, items: Iterable[T], name: str = "") -> Iterator[T]:
        """The same items, counted."""
        given = broken = 0
        for item in items:
            if isinstance(item, Reject):
                broken += item.origin.row is not None
                self.broken[name] = max(broken, self.broken.get(name, 0))
            else:
                given += 1
                self.given[name] = max(given, self.given.get(name, 0))
            yield item

    def understood(self, aside: int) -> int | None:
        """Of `aside` rows set aside in all, how many were left; None where no JSON was read."""
        if not self.given:
            return None
        return max(0, sum(self.given.values()) - max(0, aside - sum(self.broken.values())))
