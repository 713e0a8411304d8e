"""Read a column of labels: which cluster, stratum or group each row belongs to."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from troth.errors import NumbersError
from troth.stats.arrays import Whole, coded


def labelled(name: str, values: ArrayLike, rows: int | None = None) -> tuple[Whole, list[Any]]:
    """The number of each row's label, and the labels; as many as there are `rows`, if said."""
    listed = values.tolist() if hasattr(values, "tolist") else values
    one_row = np.iterable(listed) and not isinstance(listed, str | bytes)
    if not one_row or not all(isinstance(each, Hashable) for each in listed):  # type: ignore[union-attr]
        raise NumbersError(f"{name} has to be one row of labels.")
    codes, known = coded(listed)
    if rows is not None and len(codes) != rows:
        raise NumbersError(
            f"The columns differ in length: {name} has {len(codes)}, the other columns {rows}."
        )
    return codes, known
