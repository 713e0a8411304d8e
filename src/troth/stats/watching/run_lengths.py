"""How long one-sided CUSUMs run until their alarm: the integral equation, and the exact chain."""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from troth.errors import NumbersError
from troth.stats.arrays import Floats

LONGEST = 1e9
"""No run length beyond this is told: each ten times longer costs one of some 13 digits."""
TOO_LONG = 1e15
DENSE = 400


def normal_run_length(k: float, h: float, shift: float) -> float:
    """The mean number of values from 0 to the first S >= h, S' = max(0, S + x - k), x ~ N(shift, 1).

    L(u) = 1 + L(0) Φ(k - u - shift) + ∫ L(v) φ(v + k - u - shift) dv over 0 to h (Page 1954),
    on Gauss–Legendre nodes, one of them added at 0 (Nyström).
    """
    from scipy.special import ndtr

    nodes, weights = _nodes(16 * int(2 + 2.5 * h / 16))
    at = np.append(0.0, h * (nodes + 1) / 2)
    width = np.append(0.0, weights * h / 2)
    step = at[None, :] - at[:, None] + k - shift
    kernel = width * np.exp(-0.5 * step**2) / np.sqrt(2 * np.pi)
    kernel[:, 0] += ndtr(k - at - shift)
    return _solved(kernel)


@lru_cache(maxsize=64)
def _nodes(count: int) -> tuple[Floats, Floats]:
    return np.polynomial.legendre.leggauss(count)


def chain_run_length(moves: Floats, chances: Floats, height: int) -> float:
    """The same for a walk on whole numbers: S' = max(0, S + move), until S >= height. Exact.

    `moves` are whole numbers in any order; what their `chances` lack of 1 leads to the alarm.
    """
    here = np.arange(height)
    there = np.maximum(here[:, None] + moves.astype(np.int64), 0)
    stays = there < height
    leaves, move = np.nonzero(stays)
    if height <= DENSE:
        kernel = np.zeros((height, height))
        np.add.at(kernel, (leaves, there[stays]), chances[move])
        return _solved(kernel)
    from scipy.sparse import csc_array
    from scipy.sparse.linalg import spsolve

    kernel = csc_array((chances[move], (leaves, there[stays])), shape=(height, height))
    unit = csc_array((np.ones(height), (here, here)), shape=(height, height))
    return _length(float(spsolve(unit - kernel, np.ones(height))[0]))


def _solved(kernel: Floats) -> float:
    """Steps from the first place until the walk leaves the kernel."""
    try:
        steps = np.linalg.solve(np.eye(len(kernel)) - kernel, np.ones(len(kernel)))
    except np.linalg.LinAlgError:
        return TOO_LONG
    return _length(float(steps[0]))


def _length(found: float) -> float:
    """No walk is shorter than one step; a smaller answer has lost all its digits."""
    return found if 0.999 < found < TOO_LONG else TOO_LONG


def told(run_length: float) -> float:
    """The run length, or a NumbersError where it is beyond what can be reckoned."""
    if run_length > 1.001 * LONGEST:
        raise NumbersError(f"The run length is beyond {LONGEST:.0e} values: too long to reckon.")
    return run_length
