"""A record that could not be read. A value, never an exception: the rest goes in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from troth.model.origin import Origin


@dataclass(frozen=True, slots=True)
class Question:
    """What only a person knows of a file: which part of its dates is the day, or what its columns are."""

    about: Literal["dates", "columns"]
    column: str = ""
    value: str = ""


@dataclass(frozen=True, slots=True)
class Reject:
    """What was set aside, where it stands, what is wrong with it, and what to do.

    `excerpt` holds the row or the first part of it, as read, never more than 500 characters.
    `asks` is the question whose answer would let the file in; the ledger does not keep it.
    """

    origin: Origin
    excerpt: str
    says: str
    advice: str
    asks: Question | None = None

    def text(self) -> str:
        """As the terminal shows it: place, what is wrong, what to do."""
        return f"{self.origin.text()}  {self.says}\n{self.advice}"
