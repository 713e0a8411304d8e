"""What can go wrong because of something the reader of the message can mend.

Faults in the data are never raised: they are `Reject` values, counted and shown.
Each class here is named for what the reader has to fix.
"""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches


class TrothError(Exception):
    """The base of every error troth raises on purpose; a face shows it as plain text."""

    def __init__(self, says: str, *, advice: str = "", place: str = "") -> None:
        self.says = says
        self.advice = advice
        self.place = place
        super().__init__(self.text())

    def text(self) -> str:
        """The whole message: place, what is wrong, what to do."""
        head = f"{self.place}  {self.says}" if self.place else self.says
        return f"{head}\n{self.advice}" if self.advice else head


class ConfigError(TrothError):
    """Something in `troth.toml` has to be corrected."""


class SourceError(TrothError):
    """A file or folder that was named cannot be read at all."""


class ExtensionError(TrothError):
    """A source, recogniser, measure or lens does not load or breaks a law."""


class StoreError(TrothError):
    """The workspace on disk is missing, locked, or from another version."""


class MissingExtraError(TrothError):
    """An optional part of troth is not installed."""


class NumbersError(TrothError, ValueError):
    """Numbers handed to a method cannot be what they are said to be; the sentence names them."""


class UnknownNameError(TrothError):
    """A name, id or option that does not exist; near names are offered."""

    def __init__(
        self, what: str, name: str, known: Iterable[str] = (), *, advice: str = ""
    ) -> None:
        near = get_close_matches(name, list(known), n=3, cutoff=0.5)
        offer = f"Did you mean {_either(near)}?" if near else advice
        super().__init__(f"There is no {what} called “{name}”.", advice=offer)
        self.near = near


def _either(names: list[str]) -> str:
    quoted = [f"“{name}”" for name in names]
    if len(quoted) == 1:
        return quoted[0]
    return ", ".join(quoted[:-1]) + " or " + quoted[-1]
