"""A task: words somebody is to act upon, for a person, a promise, a finding or an account."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

On = Literal["person", "promise", "finding", "account"]
ON: tuple[On, ...] = get_args(On)
"""What a task may be about."""


@dataclass(frozen=True, slots=True)
class Task:
    """One task as it stands at a moment: the fold of its entries.

    `id` is the number of the entry that made it. `target` is the id of what it is about, which
    is a thing of the kind `on`. `moved` counts how often its day was changed; `first_due_us` is
    the day it was given first. `done_us` is None while it is open; what shows that it was done
    is a record (`evidence`) or words (`reason`). `last_us` is when anything was noted last.
    """

    id: int
    on: On
    target: str
    words: str
    owner: str | None
    due_us: int | None
    born_us: int
    by: str
    last_us: int
    first_due_us: int | None = None
    moved: int = 0
    done_us: int | None = None
    done_by: str | None = None
    evidence: str | None = None
    reason: str | None = None

    @property
    def open(self) -> bool:
        """Whether it is still to be done."""
        return self.done_us is None

    def overdue(self, now_us: int) -> bool:
        """Whether its day has passed and it is not done."""
        return self.open and self.due_us is not None and self.due_us < now_us
