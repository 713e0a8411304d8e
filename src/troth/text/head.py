"""A head: one question about a text, answered by weights on its grams and its vector.

A linear model (logistic regression, multinomial where there are more than two answers) whose
weights are plain arrays beside a card that says what they were learnt from, under which licences,
when, and how often they are wrong on texts of companies they have not seen.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from troth.text.grams import BUCKETS, Grams
from troth.text.vectors import DIMENSIONS

if TYPE_CHECKING:
    import numpy as np

    Numbers = np.ndarray[Any, np.dtype[np.float32]]

VECTOR = 0.5
"""How much the vector of a text counts beside its grams, each of length one."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What heads look at, reckoned once for all of them: grams and vectors of many texts."""

    grams: Grams
    vectors: Numbers

    def __len__(self) -> int:
        return self.grams.size


@dataclass(frozen=True, slots=True)
class Head:
    """Weights of one question: one column an answer.

    `grams` has a row a bucket, `vector` a row a dimension, `cues` a row for each further sign
    that the question's own rules give. `card` says where they come from.
    """

    labels: tuple[str, ...]
    grams: Numbers
    vector: Numbers
    cues: Numbers
    bias: Numbers
    card: Mapping[str, Any] = field(default_factory=dict)

    def scores(self, seen: Seen, cues: Numbers | None = None) -> Numbers:
        """The log-odds of each answer, a row a text; `cues` has a row a text as well."""
        import numpy as np

        held = seen.grams
        found = seen.vectors @ self.vector * np.float32(VECTOR) + self.bias
        for at in range(len(self.labels)):
            part = self.grams[held.bucket, at] * held.weight
            found[:, at] += np.bincount(held.text, part, minlength=len(seen))
        if cues is not None and len(self.cues):
            found += cues @ self.cues
        return np.asarray(found, np.float32)

    def chances(self, seen: Seen, cues: Numbers | None = None) -> Numbers:
        """How likely each answer is, as far as the training texts tell; rows add to one."""
        import numpy as np

        scores = self.scores(seen, cues).astype(np.float64)
        odds = np.exp(scores - scores.max(axis=1, keepdims=True))
        return np.asarray(odds / odds.sum(axis=1, keepdims=True), np.float32)


def load(folder: Path, name: str) -> Head:
    """A head from its two files."""
    import numpy as np

    card = json.loads((folder / f"{name}.json").read_text(encoding="utf-8"))
    with np.load(folder / f"{name}.npz", allow_pickle=False) as held:
        scale = held["scale"].astype(np.float32)
        weights = held["weights"].astype(np.float32) * scale
        bias = held["bias"].astype(np.float32)
    ends = (2 * BUCKETS, 2 * BUCKETS + DIMENSIONS)
    return Head(
        tuple(card["labels"]),
        weights[: ends[0]],
        weights[ends[0] : ends[1]],
        weights[ends[1] :],
        bias,
        card,
    )


def save(folder: Path, name: str, one: Head) -> None:
    """Write a head as whole numbers from -127 to 127 and their scale, with its card beside."""
    import numpy as np

    weights = np.concatenate([one.grams, one.vector, one.cues])
    blocks = (one.grams, one.vector, one.cues)
    scale = np.concatenate([np.full((len(each), 1), _largest(each) / 127) for each in blocks])
    whole = np.rint(weights / scale).astype(np.int8)
    folder.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(
        folder / f"{name}.npz", weights=whole, scale=scale.astype(np.float32), bias=one.bias
    )
    card = {**one.card, "labels": list(one.labels)}
    text = json.dumps(card, indent=1, ensure_ascii=False, sort_keys=True)
    (folder / f"{name}.json").write_text(text + "\n", encoding="utf-8")


def _largest(block: Numbers) -> float:
    import numpy as np

    return float(np.abs(block).max()) if block.size and np.abs(block).max() > 0 else 1.0
