"""Columns of a design by name, and which of them say nothing of their own."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from troth.errors import NumbersError
from troth.stats.arrays import Floats

ALIKE = 1e-9
"""A column whose own part is smaller than this, against its spread, says nothing of its own."""


def named(names: Sequence[str] | None, wide: int) -> tuple[str, ...]:
    """The names of the columns, or x0, x1, … where none are given."""
    if names is None:
        return tuple(f"x{place}" for place in range(wide))
    if len(names) != wide:
        raise NumbersError(f"There are {len(names)} names for {wide} columns.")
    if len(set(names)) < wide:
        twice = next(name for name in names if list(names).count(name) > 1)
        raise NumbersError(f"Two columns are called “{twice}”.")
    return tuple(str(name) for name in names)


def tell_apart(X: Floats, names: Sequence[str]) -> None:
    """Raise NumbersError naming the first column that is constant or a mixture of earlier ones."""
    centred = X - X.mean(axis=0)
    size = np.abs(X).max(axis=0)
    held = np.empty((len(X), 0))
    kept: list[str] = []
    for place, name in enumerate(names):
        one = centred[:, place]
        length = float(np.linalg.norm(one))
        if length <= ALIKE * max(float(size[place]), 1e-300) * len(X) ** 0.5:
            raise NumbersError(
                f"Column “{name}” is the same in every row, so it tells nothing apart.",
                advice="Leave it out.",
            )
        rest = one - held @ (held.T @ one)
        rest = rest - held @ (held.T @ rest)
        if float(np.linalg.norm(rest)) <= ALIKE * length:
            shares = np.abs(held.T @ one)
            near = kept[int(shares.argmax())]
            raise NumbersError(
                f"Column “{name}” says nothing that “{near}”"
                + (" and the columns before it do" if len(kept) > 1 else " does")
                + " not already say.",
                advice="Leave one of them out.",
            )
        held = np.hstack([held, (rest / np.linalg.norm(rest))[:, None]])
        kept.append(name)
