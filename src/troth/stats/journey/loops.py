"""What is done again: at once, after something else, or at all."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from troth.stats.arrays import Flags, Whole
from troth.stats.journey.distinct import heads
from troth.stats.journey.log import Log
from troth.stats.rates.proportions import Interval, wilson


@dataclass(frozen=True, slots=True)
class Loop:
    """One step that is done again: how often and in how many cases, at once and on return."""

    step: Any
    self_loops: int
    self_loop_cases: int
    returns: int
    return_cases: int


@dataclass(frozen=True, slots=True)
class Loops:
    """Self-loops (a step straight after itself) and returns (a step again after others).

    `by_step` names each step that is done again, the most often first. As a number it is its
    self-loops, in a loop its steps.
    """

    self_loops: int
    self_loop_cases: int
    returns: int
    return_cases: int
    by_step: tuple[Loop, ...]

    def __int__(self) -> int:
        return self.self_loops

    def __iter__(self) -> Iterator[Loop]:
        return iter(self.by_step)

    def __len__(self) -> int:
        return len(self.by_step)


@dataclass(frozen=True, slots=True)
class Rework:
    """Cases in which some step is done more than once, and their share of all cases."""

    cases: int
    share: Interval


def loops(log: Log, level: float) -> tuple[Loops, Rework]:
    """Self-loops, returns, and the cases with either."""
    wide = len(log.steps)
    again = log.joined & (log.step[1:] == log.step[:-1])
    stays = np.concatenate([[True], ~again])
    at_once = np.sort((log.case[1:] * wide + log.step[1:])[again])
    keys = log.case[stays] * wide + log.step[stays]
    if len(log.starts) * wide < 2**31:
        keys = keys.astype(np.int32)
    keys.sort()
    back = keys[1:][keys[1:] == keys[:-1]].astype(np.int64)
    straight, returned = _by_step(at_once, wide), _by_step(back, wide)
    rows = [
        Loop(log.steps[at], *(int(each[at]) for each in (*straight, *returned)))
        for at in np.flatnonzero(straight[0] + returned[0]).tolist()
    ]
    rows.sort(key=lambda loop: -loop.self_loops - loop.returns)
    looped, came_back = _cases(log, at_once // wide), _cases(log, back // wide)
    told = Loops(len(at_once), int(looped.sum()), len(back), int(came_back.sum()), tuple(rows))
    cases = int((looped | came_back).sum())
    return told, Rework(cases, wilson(cases, len(log.starts), level))


def _by_step(keys: Whole, wide: int) -> tuple[Whole, Whole]:
    """How often, and in how many cases, by step; keys are sorted."""
    first = keys[heads(keys)] if len(keys) else keys
    return np.bincount(keys % wide, minlength=wide), np.bincount(first % wide, minlength=wide)


def _cases(log: Log, cases: Whole) -> Flags:
    """Which cases are named."""
    named = np.zeros(len(log.starts), np.bool_)
    named[cases] = True
    return named
