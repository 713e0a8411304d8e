"""A case: one thing a measure counts, with when it began, when it ended, and whose it was."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Case:
    """One reply, one resolution, one dated promise.

    `end_us` is None while it is open; `due_us` is set where the case brings its own deadline.
    `record` and `version` cite what began it, `end_record` and `end_version` what ended it, or may
    have ended it where `end_us` is None.
    `counts` of False leaves a case out (released, unverifiable) but shows it. `account` is
    whose people it concerns, its handle or its id; `what` is what it is about, where a target
    may choose by it (price, terms).
    """

    id: str
    subject: str | None
    start_us: int
    end_us: int | None
    record: str
    version: str
    side: str | None = None
    ours: str | None = None
    due_us: int | None = None
    end_record: str | None = None
    end_version: str | None = None
    precision: str = "second"
    counts: bool = True
    account: str | None = None
    what: str | None = None
