"""Parts of earlier renewals: their chances by `troth.stats`, and what counts as clearly more."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from troth.extend.alike import parted
from troth.stats import newcombe, shrink, wilson


def asked(**parts: tuple[int, int]) -> Iterator[tuple[str, bool]]:
    for name, (lost, n) in parts.items():
        yield from ((name, at < lost) for at in range(n))


def test_two_parts_stand_by_wilson() -> None:
    found = parted(asked(owed=(81, 263), none=(15, 148)))
    right = wilson(81, 263)
    assert (found["owed"].low, found["owed"].high) == (right.low, right.high)
    assert (found["owed"].lost, found["owed"].n) == (81, 263)
    assert (found["owed"].others_lost, found["owed"].others) == (15, 148)
    assert found["owed"].base == pytest.approx(96 / 411)
    assert found["owed"].method == "Wilson"
    assert found["owed"].clear
    assert not found["none"].clear


def test_three_parts_are_drawn_together() -> None:
    found = parted(asked(a=(12, 20), b=(5, 60), c=(9, 90)))
    told = shrink([12, 5, 9], [20, 60, 90])
    for at, name in enumerate("abc"):
        assert found[name].value == pytest.approx(told.values[at])
        assert found[name].low == pytest.approx(told.low[at])
    assert found["a"].value < 12 / 20
    assert found["a"].clear


def test_a_part_alone_has_no_others_to_be_worse_than() -> None:
    (only,) = parted(asked(a=(12, 20))).values()
    assert (only.others, only.clear) == (0, False)


def test_clear_needs_the_difference_as_well() -> None:
    found = parted(asked(a=(9, 20), b=(6, 20)))
    assert newcombe(9, 20, 6, 20).low < 0
    assert not found["a"].clear


def test_nothing_and_all_or_nothing() -> None:
    assert parted([]) == {}
    found = parted(asked(a=(3, 3), b=(0, 4), c=(0, 5)))
    assert {one.method for one in found.values()} == {"Wilson"}
