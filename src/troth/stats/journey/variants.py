"""Which ways do cases go, whole? Cases with the very same steps, found by hash and compared."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, overload

import numpy as np

from troth.stats.arrays import Floats, Whole
from troth.stats.journey.distinct import Words, distinct, heads
from troth.stats.journey.log import Log
from troth.stats.journey.records import Row

_ODD = 0x9E3779B97F4A7C15


@dataclass(frozen=True, slots=True)
class Variant(Row):
    """One way through: its steps, how many cases went it, and their share of all cases."""

    steps: tuple[Any, ...]
    count: int
    share: float

    columns: ClassVar[dict[str, str]] = {"steps": "steps", "count": "count", "share": "share"}


@dataclass(frozen=True, slots=True, eq=False)
class Variants(Sequence[Variant]):
    """All ways, the most travelled first, then by their steps; each is made when it is asked for.

    `counts` holds how many cases went each; `shares` their shares; `lengths` how many steps it has.
    """

    counts: Whole
    lengths: Whole
    _starts: Whole
    _step: Whole
    _labels: tuple[Any, ...]

    @property
    def shares(self) -> Floats:
        """The share of all cases that went each way."""
        return np.asarray(self.counts / self.counts.sum(), np.float64)

    def __len__(self) -> int:
        return len(self.counts)

    @overload
    def __getitem__(self, at: int) -> Variant: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[Variant, ...]: ...
    def __getitem__(self, at: int | slice) -> Variant | tuple[Variant, ...]:
        if isinstance(at, slice):
            return tuple(self[each] for each in range(*at.indices(len(self))))
        start, count = int(self._starts[at]), int(self.counts[at])
        codes = self._step[start : start + int(self.lengths[at])].tolist()
        steps = tuple(map(self._labels.__getitem__, codes))
        return Variant(steps, count, count / int(self.counts.sum()))

    def __iter__(self) -> Iterator[Variant]:
        return (self[at] for at in range(len(self)))


def variants(log: Log) -> tuple[Variants, Whole]:
    """The ways, and of each case the place of its way among them."""
    found, first = _alike(log)
    counts = np.bincount(found, minlength=len(first))
    order = _ordered(log, first, counts)
    rank = np.empty(len(order), np.int64)
    rank[order] = np.arange(len(order))
    first = first[order]
    ways = Variants(counts[order], log.lengths[first], log.starts[first], log.step, log.steps)
    return ways, rank[found]


def _alike(log: Log) -> tuple[Whole, Whole]:
    """Of each case the number of its way, and of each way its first case."""
    inner = np.arange(len(log.step)) - np.repeat(log.starts, log.lengths)
    found, first = distinct([_hashed(log, inner), log.lengths.astype(np.uint64)])
    if len(first) == len(log.starts):
        return found, first
    there = np.repeat(log.starts[first[found]], log.lengths)
    there += inner
    unlike = np.flatnonzero(log.step[there] != log.step)
    if len(unlike):
        return _compared(log, found, np.unique(found[log.case[unlike]]))
    return found, first


def _hashed(log: Log, inner: Whole) -> Words:
    """A polynomial of each case's steps, modulo 2^64."""
    longest = int(log.lengths.max())
    powers = np.full(longest, _ODD, np.uint64)
    powers = np.multiply.accumulate(powers)
    mixed = np.random.default_rng(len(log.steps)).integers(1, 2**63, len(log.steps), np.uint64)
    return np.add.reduceat(mixed[log.step] * powers[inner], log.starts)


def _compared(log: Log, found: Whole, doubtful: Whole) -> tuple[Whole, Whole]:
    """The same where two ways met in one hash: those cases are told apart by their steps."""
    found = found.copy()
    new = int(found.max()) + 1
    for group in doubtful.tolist():
        known: dict[bytes, int] = {}
        for case in np.flatnonzero(found == group).tolist():
            start = int(log.starts[case])
            steps = log.step[start : start + int(log.lengths[case])].tobytes()
            if steps not in known:
                known[steps] = new if known else group
                new += bool(len(known) > 1)
            found[case] = known[steps]
    return found, np.unique(found, return_index=True)[1]


def _ordered(log: Log, first: Whole, counts: Whole) -> Whole:
    """Ways by falling count, then by their steps: a few steps at a time, only where still tied."""
    starts, lengths = log.starts[first], log.lengths[first]
    width = max(1, len(log.steps).bit_length())
    each = 63 // width
    order = np.argsort(-counts, kind="stable")
    placed = -counts[order]
    group = _at_head(heads(placed), len(order))
    tied = _tied(group)
    done = 0
    while len(tied):
        ways = order[tied]
        word = np.zeros(len(ways), np.int64)
        live, start, length = np.arange(len(ways)), starts[ways], lengths[ways]
        for at in range(each):
            live = live[length[live] > done + at]
            word[live] |= (log.step[start[live] + (done + at)] + 1) << (width * (each - 1 - at))
        sort = np.lexsort((word, group[tied]))
        order[tied] = ways[sort]
        word, held = word[sort], group[tied]
        new = np.flatnonzero((word[1:] != word[:-1]) | (held[1:] != held[:-1])) + 1
        inner = _at_head(np.concatenate([[0], new]), len(tied))
        group[tied] = tied[inner]
        tied = tied[_tied(group[tied])]
        done += each
    return order


def _at_head(first: Whole, count: int) -> Whole:
    """For each place the head of its run."""
    return np.repeat(first, np.diff(first, append=count))


def _tied(group: Whole) -> Whole:
    """Places whose group has more than one member; members are neighbours."""
    same = group[1:] == group[:-1]
    tied = np.zeros(len(group), np.bool_)
    tied[1:] |= same
    tied[:-1] |= same
    return np.flatnonzero(tied)
