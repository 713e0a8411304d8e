"""A record that could not be read. A value, never an exception: the rest goes in."""

from __future__ import annotations

from dataclasses import dataclass

from troth.model.origin import Origin


@dataclass(frozen=True, slots=True)
class Reject:
    """What was set aside, where it stands, what is wrong with it, and what to do.

    `excerpt` holds the row or the first part of it, as read, never more than 500 characters.
    """

    origin: Origin
    excerpt: str
    says: str
    advice: str

    def text(self) -> str:
        """As the terminal shows it: place, what is wrong, what to do."""
        return f"{self.origin.text()}  {self.says}\n{self.advice}"
