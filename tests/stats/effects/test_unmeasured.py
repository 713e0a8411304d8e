"""The E-value: published examples, its algebra, and bad input."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from troth.errors import NumbersError
from troth.stats.effects.unmeasured import confounding, unmeasured

RATIOS = st.floats(1.001, 50)


@pytest.mark.parametrize(("ratio", "e"), [(3.9, 7.26), (1.8, 3.00)])
def test_the_published_example(ratio: float, e: float) -> None:
    assert unmeasured(ratio).value == pytest.approx(e, abs=6e-3)
    assert unmeasured(1 / ratio).value == pytest.approx(e, abs=6e-3)


def test_the_limit_nearest_one_is_taken() -> None:
    assert unmeasured(3.9, 1.8).limit == pytest.approx(3.0)
    assert unmeasured(3.9, 1.8, 8.7).limit == pytest.approx(3.0)
    assert unmeasured(1 / 3.9, 1 / 8.7, 1 / 1.8).limit == pytest.approx(3.0)
    assert unmeasured(1 / 3.9, high=1 / 1.8).limit == pytest.approx(3.0)
    assert unmeasured(3.9).limit is None


def test_an_interval_that_holds_one_needs_nothing_to_explain_it() -> None:
    for ratio, low, high in [(1.4, 0.9, 2.1), (0.8, 0.6, 1.1), (1, 0.9, 1.2), (1.4, 1, 2)]:
        assert unmeasured(ratio, low, high).limit == 1
    assert unmeasured(1).value == 1


def test_common_outcomes_are_brought_to_the_scale_of_risks() -> None:
    """VanderWeele and Ding's transformations, worked by hand: √4 = 2; (1−½²)/(1−½^½) for HR 4."""
    assert unmeasured(4, scale="odds").value == pytest.approx(2 + 2**0.5)
    risk = 0.75 / (1 - 0.5**0.5)
    assert unmeasured(4, scale="hazard").ratio == pytest.approx(risk)
    assert unmeasured(0.25, scale="hazard").ratio == pytest.approx(risk)
    assert "odds" in unmeasured(4, scale="odds").method


@given(RATIOS)
def test_a_confounder_of_that_strength_just_suffices(ratio: float) -> None:
    e = unmeasured(ratio).value
    assert confounding(e, e) == pytest.approx(ratio, rel=1e-9)
    assert confounding(e * 1.01, e * 1.01) > ratio


@given(RATIOS, RATIOS)
def test_more_ratio_needs_more_strength(one: float, other: float) -> None:
    low, high = sorted([one, other])
    assert unmeasured(low).value <= unmeasured(high).value
    assert unmeasured(low).value == pytest.approx(unmeasured(1 / low).value)
    assert confounding(one, other) == pytest.approx(confounding(other, one))
    assert confounding(one, other) <= low + 1e-9


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ((0,), "ratio is 0"),
        ((-2,), "ratio is -2"),
        ((float("nan"),), "finite"),
        ((2, 0), "low is 0"),
        ((2, 2.5), "enclose"),
        ((2, 1, 1.5), "enclose"),
        ((0.8, 0.7), "only low was given"),
        ((2, None, 3), "only high was given"),
    ],
)
def test_what_is_no_ratio_is_refused(given, says: str) -> None:
    with pytest.raises(NumbersError, match=says):
        unmeasured(*given)


def test_unknown_scales_and_weak_confounders_are_refused() -> None:
    with pytest.raises(NumbersError, match="scale is"):
        unmeasured(2, scale="share")
    with pytest.raises(NumbersError, match="below 1"):
        confounding(0.5, 2)
