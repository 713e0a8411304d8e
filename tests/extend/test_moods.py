"""Chances of a mood, learnt for one source: calibrated, few labels refused, silence kept."""

from __future__ import annotations

import numpy as np
import pytest

from troth.errors import NumbersError
from troth.extend.moods import Chances, learnt
from troth.stats.forecasts.ece import ece


def source(n: int, seed: int = 4, shift: float = 0.4) -> tuple[list[float], list[int]]:
    """A source whose customers sound less glad than they are, by `shift`."""
    rng = np.random.default_rng(seed)
    true = rng.normal(0, 0.5, n)
    labels = np.where(true > 0.4, 1, np.where(true < -0.4, -1, 0))
    values = np.clip(true - shift + rng.normal(0, 0.15, n), -1, 1)
    return values.tolist(), labels.tolist()


def test_two_hundred_labels_put_the_chances_right() -> None:
    values, labels = source(4200)
    scale = learnt(values[:200], labels[:200])
    told = scale.at(values[200:])
    for side, chances in ((-1, [each.unhappy for each in told]), (1, [each.glad for each in told])):
        came = [label == side for label in labels[200:]]
        assert ece(chances, came, draws=20).value < 0.05


def test_speaks_only_where_the_promise_holds() -> None:
    values, labels = source(1200)
    scale = learnt(values[:400], labels[:400], risk=0.15)
    said = [
        (scale.answer(value), label)
        for value, label in zip(values[400:], labels[400:], strict=True)
    ]
    spoken = [(answer, label) for answer, label in said if answer is not None]
    assert 0.2 < len(spoken) / len(said) < 1
    assert sum(answer != label for answer, label in spoken) / len(spoken) <= 0.15


def test_where_nothing_can_be_told_nothing_is_answered() -> None:
    rng = np.random.default_rng(1)
    scale = learnt(rng.uniform(-1, 1, 200).tolist(), rng.integers(-1, 2, 200).tolist())
    assert scale.speak_from is None
    assert scale.answer(0.9) is None


def test_a_side_nobody_is_on_keeps_its_share() -> None:
    values, labels = source(300)
    scale = learnt(values, [min(label, 0) for label in labels])
    assert scale.glad == 0.0
    assert {each.glad for each in scale.at([-1, 0, 1])} == {0.0}


def test_too_few_labels_are_not_enough_to_say() -> None:
    with pytest.raises(NumbersError, match="Not enough to say: 199 labels"):
        learnt([0.0] * 199, [0] * 199)
    with pytest.raises(NumbersError, match="3 values and 2 labels"):
        learnt([0.0] * 3, [0] * 2)


def test_the_likeliest_of_three() -> None:
    assert Chances(0.2, 0.3).likely == 0
    assert Chances(0.6, 0.3).likely == -1
    assert Chances(0.1, 0.6).sure == 0.6
