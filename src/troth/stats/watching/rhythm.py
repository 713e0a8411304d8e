"""Whose silence breaks their rhythm? One person's gaps, held against the pool's shape.

The family chosen by `gaps.fit_shape` may be wrong for real people, whose lives are neither
gamma nor lognormal. So every answer is corrected by a count that trusts no family: how often
did gaps that looked as surprising as this one end in another event after all?
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

from troth.stats.watching.gaps import Shape, correction, fit_shape

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats: TypeAlias = NDArray[np.float64]
else:
    Floats = Any


@dataclass(frozen=True, slots=True)
class Rhythms:
    """Past gaps of many people, one entry a person: how many, sums, and the longest of them."""

    n: Floats
    total: Floats
    log_sum: Floats
    log_squares: Floats
    longest: Floats

    def where(self, chosen: Any) -> Rhythms:
        """Only these people (a mask or indices)."""
        return Rhythms(
            self.n[chosen],
            self.total[chosen],
            self.log_sum[chosen],
            self.log_squares[chosen],
            self.longest[chosen],
        )


FAR_OUT = 1e-4
"""No chance is said to be smaller: so far out nobody knows how people live."""


@dataclass(frozen=True, slots=True)
class Pool:
    """The people of one source: the shape of their gaps, and their own most surprising gaps."""

    shape: Shape
    least: Floats
    n: Floats

    def chance(self, people: Rhythms, silent: Floats) -> Floats:
        """The chance of a gap longer than `silent` for each person, corrected by the count."""
        import numpy as np

        plain = self.shape.chance(
            people.n, people.total, people.log_sum, people.log_squares, silent
        )
        corrected: Floats = np.clip(plain * correction(plain, self.least, self.n), FAR_OUT, 1.0)
        return corrected


def pooled(people: Rhythms) -> Pool:
    """The pool of these people; those with fewer than two gaps count for nothing.

    Raises ValueError where nobody has two.
    """
    import numpy as np

    told = people.where(people.n >= 2)
    shape = fit_shape(told.n, told.total, told.log_sum, told.log_squares)
    log_longest = np.log(told.longest)
    least = shape.chance(
        told.n - 1,
        told.total - told.longest,
        told.log_sum - log_longest,
        told.log_squares - log_longest**2,
        told.longest,
    )
    return Pool(shape, np.sort(least), told.n)
