"""Does work grow as what it is done on? Told by a ratio, so that a slow or busy machine changes nothing."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")

MOST = 2.5
"""Times the growth of the input: an input four times as long may take ten times as long.

Linear work takes four times, quadratic sixteen; between them lie caches, pauses and other people.
"""
LEAST_S = 0.01
"""Below this the clock tells nothing."""
ROUNDS = 5
"""What grows too fast does so in each of them; what was only disturbed does not."""


def assert_linear(work: Callable[[T], object], short: T, whole: T, *, times: float = 4) -> None:
    """Fail if `whole`, which is `times` as large as `short`, costs far more than that in CPU time."""
    told = []
    for _ in range(ROUNDS):
        few, all_of_it = _spent(work, short), _spent(work, whole)
        if all_of_it <= MOST * times * max(few, LEAST_S):
            return
        told.append(f"{few:.3f} s, then {all_of_it:.3f} s")
    raise AssertionError("; ".join(told))


def _spent(work: Callable[[T], object], on: T) -> float:
    """Seconds of processor time; what other tests left in memory is not looked through."""
    gc.disable()
    try:
        began = time.process_time()
        work(on)
        return time.process_time() - began
    finally:
        gc.enable()
