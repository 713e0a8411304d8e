"""Which fault does a sentence read like, though no rule knows its words?

Weights on grams and vectors (`weights/fault.json` tells what they were learnt from and how often
they were wrong) answer for each of a few kinds by itself: one sentence may have two. They know how
faults sound, not whether one is there, so what only they find is a question and never a verdict.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import as_file, files
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from troth.text.head import Head

NAME = "fault"
SHORTEST = 5
"""Words: a heading or a cell says too little to read like anything."""


def can_tell() -> bool:
    """Whether numpy is installed, without which no head answers."""
    return find_spec("numpy") is not None


def likeness(texts: Sequence[str]) -> list[Mapping[str, float]]:
    """For each text how likely a reader would mark it with each kind, 0 to 1, by name of the kind."""
    import numpy as np

    from troth.text.grams import grams
    from troth.text.head import Seen
    from troth.text.vectors import vectors

    held = _head()
    scores = held.scores(Seen(grams(texts), vectors(texts))).astype(np.float64)
    chances = (1 / (1 + np.exp(-scores))).tolist()
    return [dict(zip(held.labels, row, strict=True)) for row in chances]


def card() -> Mapping[str, Any]:
    """What the weights were learnt from, under which licences, and how often they were wrong."""
    return _head().card


@cache
def _head() -> Head:
    from troth.text.head import load

    with as_file(files("troth.text").joinpath("weights")) as folder:
        return load(folder, NAME)
