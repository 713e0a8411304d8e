"""How many rows of a file were understood, where one row may give several records."""

from __future__ import annotations

from collections.abc import Sequence

MOST = 1 << 31
"""Places beyond this stand for themselves: no file has so many rows."""


class Lines:
    """Marks the places that records were read from: a byte a row, each place once."""

    def __init__(self) -> None:
        self._marks: dict[str, bytearray] = {}
        self._loose = 0

    def mark(self, file: str, rows: Sequence[int | None]) -> None:
        """Records were read from these rows of a file; what has no row is a row of its own."""
        import numpy as np

        placed = [row for row in rows if row is not None and 0 <= row < MOST]
        self._loose += len(rows) - len(placed)
        if not placed:
            return
        places = np.asarray(placed, dtype=np.int64)
        held = self._marks.setdefault(file, bytearray())
        short = int(places.max()) + 1 - len(held)
        if short > 0:
            held.extend(bytes(max(short, len(held) // 4)))
        np.frombuffer(held, dtype=np.uint8)[places] = 1

    @property
    def count(self) -> int:
        """How many rows were marked."""
        return self._loose + sum(len(held) - held.count(0) for held in self._marks.values())
