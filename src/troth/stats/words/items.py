"""Does the line say anything about whom it describes? Item information in bits.

Why it matters: "Wants to raise revenue" is true of every persona and tells none from another.
    Ten such lines look like ten facts and are not one; and each line added makes the persona fit
    fewer real people.
Formula: personas × answers, p the share of all answers in a cell
    bits = Σ p(persona, answer) log2( p(persona, answer) / (p(persona) p(answer)) )
    by chance = (personas − 1)(answers − 1)/(2 n ln 2), what bits are on average where nothing is
    interval: all bits b for which 2 n ln 2 · bits is likely as non-central χ² with 2 n ln 2 · b;
    p from χ²
    effective items = (Σλ)²/Σλ², λ the eigenvalues of the items' similarity matrix
    existence = share of people who match every attribute (Wilson); if attributes were
    independent, the product of their shares
Assumes: People answered one by one, by whoever they are, not by whom the persona was made after.
    Similarity is 1 of an item with itself.
Cannot say: That a persona is right or of use; only whether its lines tell apart, repeat each
    other, and fit anybody. Bits of an item chosen for its bits are too high: count again on other
    people. With fewer than 20 answers there is no interval.
Source: Shannon, 1948, A mathematical theory of communication; Chapman et al., 2008, Quantitative
    evaluation of personas as information; Bretherton et al., 1999, The effective number of
    spatial degrees of freedom
"""

from __future__ import annotations

from dataclasses import dataclass
from math import log

import numpy as np
from numpy.typing import ArrayLike

from troth.errors import NumbersError
from troth.stats.arrays import Floats, matrix
from troth.stats.normal import quantile
from troth.stats.rates.proportions import Interval, wilson

__all__ = ("Existence", "Information", "effective_items", "existence", "item_information")

LEAST = 20
"""Answers an item needs before an interval is given."""


@dataclass(frozen=True, slots=True)
class Information:
    """Bits an item says about which persona somebody belongs to, with interval.

    `by_chance` is what an item without any would show on average among so many; `p` the chance of
    so many bits then. Where `enough` is false, `low`, `high` and `p` are None.
    """

    bits: float
    low: float | None
    high: float | None
    by_chance: float
    p: float | None
    n: int
    enough: bool
    level: float = 0.95
    method: str = "mutual information, non-central χ²"


@dataclass(frozen=True, slots=True)
class Existence:
    """The share of people who match a persona in every attribute.

    `if_independent` is the product of the attributes' shares. `falling` is the share left after
    each attribute, in the order given.
    """

    share: Interval
    if_independent: float
    falling: tuple[float, ...]
    attributes: int


def item_information(table: ArrayLike, level: float = 0.95) -> Information:
    """How many bits an item's answer tells about the persona of who gave it.

    `table` counts answers: a row a persona, a column an answer. Raises NumbersError for counts
    below 0 or not whole, fewer than two rows or columns, or a table without answers.
    """
    from scipy.special import chdtrc, xlogy

    quantile(level)
    counts = _table(table)
    n = float(counts.sum())
    counts = counts[counts.sum(axis=1) > 0][:, counts.sum(axis=0) > 0]
    freedom = (counts.shape[0] - 1) * (counts.shape[1] - 1)
    expected = counts.sum(axis=1, keepdims=True) * counts.sum(axis=0) / n
    nats = max(0.0, float(xlogy(counts, counts / expected).sum()) / n)
    bits, scale = nats / log(2), 2 * n * log(2)
    if n < LEAST:
        return Information(bits, None, None, freedom / scale, None, int(n), False, level)
    if freedom == 0:
        return Information(0.0, 0.0, 0.0, 0.0, 1.0, int(n), True, level)
    most = log(min(counts.shape)) / log(2)
    low, high = (end / scale for end in _noncentral(2 * n * nats, freedom, level))
    p = float(chdtrc(freedom, 2 * n * nats))
    return Information(
        bits, min(bits, low), min(most, max(bits, high)), freedom / scale, p, int(n), True, level
    )


def effective_items(similarity: ArrayLike) -> float:
    """How many unrelated items a set is worth: 1 where all say the same, else up to their number.

    `similarity` is a square, symmetric matrix with 1 on its diagonal and −1 to 1 elsewhere, such
    as correlations. Raises NumbersError where it is not.
    """
    found = matrix("similarity", similarity)
    if found.shape[0] != found.shape[1]:
        raise NumbersError(f"similarity has to be square; it has {found.shape[0]} rows "
                           f"and {found.shape[1]} columns.")  # fmt: skip
    if np.abs(found - found.T).max() > 1e-8:
        at, to = _widest(np.abs(found - found.T))
        raise NumbersError(f"similarity[{at}, {to}] and similarity[{to}, {at}] differ.")
    if np.abs(np.diag(found) - 1).max() > 1e-8:
        at, _ = _widest(np.diag(np.abs(np.diag(found) - 1)))
        raise NumbersError(
            f"similarity[{at}, {at}] is {found[at, at]:g}: every item is 1 to itself."
        )
    if np.abs(found).max() > 1 + 1e-8:
        at, to = _widest(np.abs(found))
        raise NumbersError(
            f"similarity[{at}, {to}] is {found[at, to]:g}: it lies between −1 and 1."
        )
    return float(np.trace(found) ** 2 / (found**2).sum())


def existence(matches: ArrayLike, level: float = 0.95) -> Existence:
    """How many real people match a persona in everything it says.

    `matches` is people × attributes, 1 where she matches and 0 where not. Raises NumbersError for
    anything else.
    """
    found = matrix("matches", matches)
    odd = (found != 0) & (found != 1)
    if odd.any():
        at, item = (int(each[0]) for each in np.nonzero(odd))
        raise NumbersError(f"matches[{at}, {item}] is {found[at, item]:g}: it has to be 0 or 1.")
    together = np.cumprod(found, axis=1)
    n, attributes = found.shape
    return Existence(
        wilson(int(together[:, -1].sum()), n, level),
        float(np.prod(found.mean(axis=0))),
        tuple(together.mean(axis=0).tolist()),
        attributes,
    )


def _widest(away: Floats) -> tuple[int, int]:
    """Where a matrix is largest."""
    at, to = np.unravel_index(int(away.argmax()), away.shape)
    return int(at), int(to)


def _table(table: ArrayLike) -> Floats:
    counts = matrix("table", table)
    if min(counts.shape) < 2:
        raise NumbersError("table needs at least two personas (rows) and two answers (columns).")
    odd = (counts < 0) | (counts != np.rint(counts))
    if odd.any():
        at, answer = (int(each[0]) for each in np.nonzero(odd))
        raise NumbersError(
            f"table[{at}, {answer}] is {counts[at, answer]:g}: "
            "it has to be a whole number of answers, 0 or more."
        )
    if not counts.sum() > 0:
        raise NumbersError("table holds no answer: every count is 0.")
    return counts


def _noncentral(found: float, freedom: int, level: float) -> tuple[float, float]:
    """The least and the greatest non-centrality that make this χ² likely.

    For the greatest, a χ² below its mean counts as the mean: a lucky fit is no knowledge.
    """
    from scipy.special import chdtr, chndtrinc

    ends = []
    for chance, reached in (((1 + level) / 2, found), ((1 - level) / 2, max(found, freedom))):
        above = float(chdtr(freedom, reached)) > chance
        ends.append(float(chndtrinc(reached, freedom, chance)) if above else 0.0)
    return ends[0], ends[1]
