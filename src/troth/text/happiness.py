"""How glad or unhappy does a customer sound here?

Two judges that know nothing of each other: a list of words of mood with what turns them
(`text.moods`), and a head learnt from sentences of reviews and from that list. Each places a text
among those it was measured on; the mean of the two places is the value. It ranks, and is no
probability: `extend.moods` turns it into chances for one source from labels of that source.

Only ever ask it of what customers write. It reads words and not people: irony, other trades and
other languages mislead it, and nobody who works for you or through you may be judged by it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import as_file, files
from typing import TYPE_CHECKING, Any, Literal

from troth.text.moods import Felt, felt, mood

if TYPE_CHECKING:
    import numpy as np

    from troth.text.head import Head

    Numbers = np.ndarray[Any, np.dtype[Any]]

NAME = "happiness"
LABELS = ("unhappy", "glad")
AT_ONCE = 2_000
"""So many texts are read in one go."""


@dataclass(frozen=True, slots=True)
class Happiness:
    """How a text sounds, with the words that show it.

    `value` runs from -1 (unhappy) to 1 (glad) and is only good for ranking. `answer` is None
    where nothing much speaks either way: then nothing is said.
    """

    value: float
    words: tuple[Felt, ...]
    answer: Literal[-1, 1] | None


def happiness(texts: Sequence[str]) -> list[Happiness]:
    """How each text sounds, in order."""
    found: list[Happiness] = []
    for start in range(0, len(texts), AT_ONCE):
        found += _some(texts[start : start + AT_ONCE])
    return found


def _some(texts: Sequence[str]) -> list[Happiness]:
    words = [felt(text) for text in texts]
    values = placed(head_scores(_head(), texts), [mood(each) for each in words], _head().card)
    least, most = _head().card["unhappy_below"], _head().card["glad_above"]
    return [
        Happiness(value, tuple(each), 1 if value > most else -1 if value < least else None)
        for value, each in zip(values.tolist(), words, strict=True)
    ]


def head_scores(head: Head, texts: Sequence[str]) -> Numbers:
    """The head's log-odds that each text sounds glad."""
    from troth.text.grams import grams
    from troth.text.head import Seen
    from troth.text.vectors import vectors

    scores = head.scores(Seen(grams(texts), vectors(texts)))
    return scores[:, 1] - scores[:, 0]


def placed(heads: Numbers, moods: Sequence[float], card: Any) -> Numbers:
    """The mean of the two places, from -1 to 1; a judge who sees nothing says 0."""
    import numpy as np

    places = card["places"]
    both = _place(np.asarray(heads), places["head"]) + _place(np.asarray(moods), places["words"])
    return both / 2


def places_of(scores: Numbers) -> list[float]:
    """Where the strengths of many scores lie: their quantiles, by which others are placed."""
    import numpy as np

    strengths = np.abs(scores[scores != 0])
    return [round(float(at), 4) for at in np.quantile(strengths, np.linspace(0, 1, 41))]


def _place(scores: Numbers, quantiles: Sequence[float]) -> Numbers:
    """The share of texts it was measured on that speak less strongly, with the score's sign."""
    import numpy as np

    edges = np.array([0.0, *quantiles])
    return np.sign(scores) * np.interp(np.abs(scores), edges, np.linspace(0, 1, len(edges)))


@cache
def _head() -> Head:
    from troth.text.head import load

    with as_file(files("troth.text").joinpath("weights")) as folder:
        return load(folder, NAME)
