"""Whether names were met before: eight bytes a name in sorted runs, instead of a tree."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

WIDTH = 8


class Distinct:
    """Names so far, by their first eight bytes; sure about what is new, careful about the rest."""

    def __init__(self) -> None:
        self._runs: list[Any] = []

    def add(self, names: Sequence[bytes | str]) -> bool:
        """Whether all of these are surely new and differ from each other; then they are kept."""
        import numpy as np

        if not names:
            return True
        heads = [name[:WIDTH] for name in names if isinstance(name, bytes) and len(name) >= WIDTH]
        if len(heads) < len(names):
            return False
        run = np.sort(np.frombuffer(b"".join(heads), np.uint64))
        if (run[1:] == run[:-1]).any() or any(_meet(old, run) for old in self._runs):
            return False
        self._runs.append(run)
        while len(self._runs) > 1 and len(self._runs[-2]) <= 2 * len(self._runs[-1]):
            joined = np.concatenate([self._runs.pop(), self._runs.pop()])
            self._runs.append(np.sort(joined, kind="stable"))
        return True


def _meet(old: Any, new: Any) -> bool:
    """Whether two sorted runs share a number."""
    import numpy as np

    places = np.searchsorted(old, new)
    inside = places < len(old)
    return bool((old[places[inside]] == new[inside]).any())
