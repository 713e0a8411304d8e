"""Until when an export says that it is complete: more than its newest record can tell."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Covered:
    """The stated end of an export, in UTC microseconds; `system` where it is not the file's own.

    A source gives it where the export itself says so; the name of a file proves nothing.
    """

    until_us: int
    system: str | None = None
