"""The lens `late-to-know`: its examples, the share, incidents without a word, and brands."""

from __future__ import annotations

import pytest

from tests.in_world import look, shown
from troth.lenses import late_to_know

THREE = late_to_know.EXAMPLES[0].world
LATE = "2026-03-18 12:00"


@pytest.mark.parametrize("example", late_to_know.EXAMPLES, ids=lambda each: each.title)
def test_examples(example: late_to_know.Example) -> None:
    found = shown(late_to_know, example)
    expected = [] if example.verdict == "silent" else [example.verdict]
    assert [finding.status for finding in found] == expected
    for finding in found:
        assert (example.says or "") in finding.says


def test_the_share_has_its_interval_and_cites_every_incident() -> None:
    (found,) = look(late_to_know, THREE, LATE)
    assert found.strength.value == pytest.approx(2 / 3)
    assert (found.strength.low, found.strength.high) == pytest.approx((0.2077, 0.9385), abs=1e-3)
    assert len(found.cites) == 3
    assert found.data == {"late": 2, "known": 3}


def test_where_no_word_of_ours_followed_it_says_so() -> None:
    world = late_to_know.HEAD + late_to_know._down(2, "10:05", "")
    world += "2026-03-02 10:20 | message | us:tom | ben | | | Your parcel is packed. |\n"
    (found,) = look(late_to_know, world, LATE)
    assert found.says.endswith("; mostly no word of ours followed.")


def test_days_and_least() -> None:
    assert look(late_to_know, THREE, LATE, options={"days": 1}) == []
    (found,) = look(late_to_know, THREE, LATE, options={"least": 4})
    assert found.status == "unsure"
