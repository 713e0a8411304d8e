"""People and accounts, as the directory knows them. Names live here and nowhere else."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Person:
    """A human being we serve, might serve or did serve, or one of our own staff.

    `handles` are the keyed hashes of every identifier known to be this person's.
    `name` is None where no record says one; `known_as` then holds the plainest identifier.
    """

    id: str
    handles: tuple[str, ...]
    name: str | None
    known_as: str
    side: str | None
    account: str | None
    title: str | None
    staff: bool
    forgotten: bool = False

    @property
    def label(self) -> str:
        """What to call this person on a page."""
        if self.forgotten:
            return "someone who asked to be forgotten"
        return self.name or f"someone we know only as {self.known_as}"


@dataclass(frozen=True, slots=True)
class Account:
    """A company, household or shop that people belong to."""

    id: str
    name: str
