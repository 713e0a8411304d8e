"""Which of a company's own topics does a message speak of, learnt from a few examples each?

With less than twenty examples of some topic, the nearest centre wins: the mean of a topic's
examples, over word vectors and hashed grams (nearest centroid; Rocchio 1971, Snell et al. 2017).
From twenty each, a logistic regression is learnt on the same (`text.learning`). Either way a
message that lies farther from its topic's centre than nine in ten of that topic's own examples is
of no topic: there is always something that nobody has named yet.

Measured on the test parts of banking77 and clinc150, twenty topics drawn three times (795 and 600
texts each): with 5 examples a topic the nearest is right in .79 and .88, with 10 in .84 and .93,
with 20 in .91 and .96, with 40 in .94 and .97. Of what it calls by a name then, .85 and .93 (5) to
.95 and .99 (40) is right; of texts of wholly other topics .56 to .60 (other matters of the same
bank) and .82 to .88 (requests outside) are set aside.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from troth.errors import ConfigError
from troth.text.grams import BUCKETS, Grams, grams, rarity
from troth.text.head import Head, Seen
from troth.text.learning import Lesson, learnt
from troth.text.vectors import vectors

if TYPE_CHECKING:
    import numpy as np

    Numbers = np.ndarray[Any, np.dtype[Any]]

ENOUGH = 20
"""From so many examples of every topic a regression is learnt."""
LEAST = 2
"""Fewer examples of a topic than these have no centre that could be checked against them."""
GRAMS = 1.0
"""How much the grams of a text count beside its vector, each of length one."""
APART = 0.1
"""The share of its own examples that may lie too far from a topic to be called so."""


@dataclass(frozen=True, slots=True)
class Topic:
    """What a text speaks of; None where it is like no topic.

    `nearest` is the topic it is most like, `nearness` how near its centre is, from 0 to 1.
    """

    name: str | None
    nearest: str
    nearness: float


@dataclass(frozen=True, slots=True)
class Topics:
    """What was learnt: names, a centre each, how near a text has to be, and a regression."""

    names: tuple[str, ...]
    vector: Numbers
    gram: Numbers
    least: Numbers
    weights: Numbers
    head: Head | None = None

    def of(self, texts: Sequence[str]) -> list[Topic]:
        """The topic of each text."""
        if not texts:
            return []
        held, seen = grams(texts, self.weights), vectors(texts)
        near = _nearness(held, seen, self.vector, self.gram)
        score = near if self.head is None else self.head.scores(Seen(held, seen))
        best = score.argmax(axis=1)
        found = []
        for at, one in enumerate(best):
            name, how = self.names[one], float(near[at, one])
            found.append(Topic(name if how >= self.least[one] else None, name, max(how, 0.0)))
        return found


def learn(examples: Mapping[str, Sequence[str]]) -> Topics:
    """The topics that these examples tell of. Raises ConfigError where a topic has too few."""
    import numpy as np

    few = [name for name, held in examples.items() if len({*held}) < LEAST]
    if few or len(examples) < LEAST:
        raise ConfigError(
            f"“{few[0]}” has fewer than {LEAST} examples."
            if few
            else "There are fewer than 2 topics.",
            advice=f"Give at least {LEAST} topics, with at least {LEAST} examples each.",
        )
    names = tuple(sorted(examples))
    pairs = [(name, text) for name in names for text in sorted({*examples[name]})]
    texts, gold = [text for _, text in pairs], [name for name, _ in pairs]
    weights = rarity(texts)
    held, seen = grams(texts, weights), vectors(texts)
    whose = np.asarray([names.index(name) for name in gold])
    vector = np.stack([seen[whose == at].sum(axis=0) for at in range(len(names))])
    gram = _sums(held, whose, len(names))
    least = np.asarray(
        [
            np.quantile(_without(held, seen, vector, gram, whose, at), APART)
            for at in range(len(names))
        ]
    )
    head = None
    if min(np.bincount(whose)) >= ENOUGH:
        head = learnt(Lesson(Seen(held, seen), gold), names)
    return Topics(names, _unit(vector), _unit(gram), least, weights, head)


def _sums(held: Grams, whose: Numbers, topics: int) -> Numbers:
    """The sum of the grams of each topic's examples, a row a topic."""
    import numpy as np

    width = 2 * BUCKETS
    found = np.zeros((topics, width), np.float32)
    np.add.at(found, (whose[held.text], held.bucket), held.weight)
    return found


def _without(
    held: Grams, seen: Numbers, vector: Numbers, gram: Numbers, whose: Numbers, topic: int
) -> Numbers:
    """How near each example of a topic lies to the centre of its others."""
    import numpy as np

    found = []
    for at in np.flatnonzero(whose == topic):
        mine = held.text == at
        rest = gram[topic].copy()
        np.subtract.at(rest, held.bucket[mine], held.weight[mine])
        one = Grams(1, np.zeros(int(mine.sum()), np.int64), held.bucket[mine], held.weight[mine])
        centre = _unit((vector[topic] - seen[at])[None, :])
        found.append(_nearness(one, seen[at][None, :], centre, _unit(rest[None, :]))[0, 0])
    return np.asarray(found)


def _nearness(held: Grams, seen: Numbers, vector: Numbers, gram: Numbers) -> Numbers:
    """Mean of the cosines to each centre, of vectors and of grams; a row a text."""
    import numpy as np

    found = seen @ vector.T
    for at in range(len(gram)):
        part = gram[at, held.bucket] * held.weight
        found[:, at] += GRAMS * np.bincount(held.text, part, minlength=len(seen)) / np.sqrt(2)
    return np.asarray(found / (1 + GRAMS))


def _unit(rows: Numbers) -> Numbers:
    import numpy as np

    length = np.linalg.norm(rows, axis=1, keepdims=True)
    return np.asarray(rows / np.where(length > 0, length, 1), np.float32)
