"""The line under the list: what it says, what it does not know, and that it is kept."""

from __future__ import annotations

import numpy as np
import pytest

from troth.model.card import Proved
from troth.views.expecting import KEPT, Belief, expected, fine_at_most, proved_of
from troth.views.outcomes import Kind, Outcomes

LOOP: Kind = ("loop", "speaks")
SURE: Kind = ("unanswered", "speaks")
UNSURE: Kind = ("unanswered", "unsure")
PROVED = {"unanswered": Proved(29, 30, "conversations of other companies")}


def line(*rows: list[Kind], came: tuple[Outcomes, ...] = ()) -> str:
    told = expected(rows, {(one.lens, one.status): one for one in came}, PROVED)
    return told.says if told else ""


@pytest.mark.parametrize(
    ("rows", "says"),
    [
        ([[SURE]] * 10, "Of these ten, expect at most two to be fine."),
        ([[SURE]], "Expect this one not to be fine."),
        ([[SURE], [LOOP]], "Expect one of these two not to be fine."),
        ([[LOOP, SURE]] * 10, "Of these ten, expect at most two to be fine."),
    ],
)
def test_it_says_how_many_may_be_fine(rows: list[list[Kind]], says: str) -> None:
    assert line(*rows).startswith(says)


def test_what_people_said_here_makes_it_surer_or_less_sure() -> None:
    ten = [[SURE]] * 10
    assert "at most one to" in line(*ten, came=(Outcomes(*SURE, 40, 1),))
    assert "at most four to" in line(*ten, came=(Outcomes(*SURE, 20, 9),))
    assert "it may be that all are fine" in line([LOOP], [LOOP], came=(Outcomes(*LOOP, 0, 9),))


def test_what_is_not_known_is_said() -> None:
    assert line(*[[SURE]] * 7, *[[UNSURE]] * 3) == (
        "Of seven of these ten, expect at most one to be fine. How often this kind is wrong is not "
        "known yet: 3 of these 10 (unanswered)."
    )
    said = "How often these kinds are wrong is not known yet; what you say of them teaches it."
    assert line([LOOP], [UNSURE]) == said
    few = (Outcomes(*LOOP, 4, 0),)
    assert line([LOOP], [LOOP], came=few) == said.replace("these kinds are", "this kind is")
    assert line() == ""


def test_a_bound_is_the_least_that_holds() -> None:
    even = Belief(0.5, 0.5)  # with Jeffreys' half on each side: every count of false ones alike
    assert fine_at_most([(9, even)], 0.9) == 8
    assert fine_at_most([(9, even)], 0.95) == 9
    assert fine_at_most([]) == 0
    assert fine_at_most([(5, Belief(0, 1e9)), (4, Belief(1e9, 0))]) == 4


def test_lenses_say_what_they_were_proved_by() -> None:
    held = proved_of(["unanswered", "silence", "loop", "no-such-lens"], ())
    assert set(held) == {"unanswered", "silence"}
    assert held["silence"].alarms.startswith("Allowed is one false alarm a year among 20")


@pytest.mark.parametrize(("rate", "judged"), [(0.03, 30), (0.1, 10), (0.3, 20)])
def test_the_line_is_kept_on_nine_mornings_of_ten(rate: float, judged: int) -> None:
    chance, lists = np.random.default_rng(3), 800
    held = 0
    for dismissed in chance.binomial(judged, rate, lists):
        came = {LOOP: Outcomes(*LOOP, judged - int(dismissed), int(dismissed))}
        told = expected([[LOOP]] * 10, came, {})
        assert told is not None
        held += bool(chance.binomial(10, rate) <= told.fine)
    assert held / lists >= KEPT - 2 * (KEPT * (1 - KEPT) / lists) ** 0.5
