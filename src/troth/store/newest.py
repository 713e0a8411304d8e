"""The newest version of every record at once, in numpy: for exports that hold what is known already."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Any

from troth.model.identity import LENGTH

if TYPE_CHECKING:
    import numpy as np

WIDTH = LENGTH // 2
"""Bytes of an id, and of a version."""
_PART = 100_000


class Newest:
    """Ids and versions as they stood when it was made, twenty bytes a record and four for the order.

    It is sure about what is as it was; of everything else it knows nothing.
    """

    def __init__(self, pairs: Iterable[tuple[object, object]]) -> None:
        import numpy as np

        rest = iter(pairs)
        blocks = []
        while part := list(islice(rest, _PART)):
            held = [a + b for a, b in part if _plain(a) and _plain(b)]  # type: ignore[operator]
            blocks.append(np.frombuffer(b"".join(held), np.uint8))
        cells = np.concatenate([*blocks, np.zeros(0, np.uint8)]).reshape(-1, 2 * WIDTH)
        del blocks
        heads, cells = _heads(cells), cells[:, 8:]
        order = np.argsort(heads, kind="stable")
        self._heads, self._tails = heads[order], cells[order]

    def same(self, ids: Sequence[bytes], versions: Sequence[bytes]) -> np.ndarray[Any, Any] | None:
        """For each row whether its record is in just this version; None where a record is twice."""
        import numpy as np

        if not len(self._heads):
            return np.zeros(len(ids), bool)
        names = np.frombuffer(b"".join(ids), np.uint8).reshape(-1, WIDTH)
        heads = _heads(names)
        if len(np.unique(heads)) < len(heads):
            return None
        at = np.minimum(np.searchsorted(self._heads, heads), len(self._heads) - 1)
        said = np.frombuffer(b"".join(versions), np.uint8).reshape(-1, WIDTH)
        tails = np.concatenate([names[:, 8:], said], axis=1)
        found: np.ndarray[Any, Any] = self._tails[at] == tails
        alike: np.ndarray[Any, Any] = found.all(axis=1) & (self._heads[at] == heads)
        return alike


def _plain(name: object) -> bool:
    return isinstance(name, bytes) and len(name) == WIDTH


def _heads(cells: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    import numpy as np

    return np.ascontiguousarray(cells[:, :8]).view(np.uint64).reshape(-1)
