"""What takes a sentence back, and what only looks like it."""

from __future__ import annotations

import pytest

from troth.text.opposing import opposed


@pytest.mark.parametrize(
    ("first", "second", "way"),
    [
        ("No data was lost.", "Some photos may be missing.", "harm"),
        ("EMEA servers were not impacted.", "The API was not available globally.", "everywhere"),
        ("The outage lasted 20 minutes.", "It was slow for 40 more minutes.", "longer"),
        ("There were minor delays.", "Riders were unable to book.", "softened"),
        ("There is no contract.", "An early termination fee is due.", "bound"),
        ("Your bill is correct.", "It rests on an estimated reading.", "estimated"),
    ],
)
def test_it_is_taken_back(first: str, second: str, way: str) -> None:
    found = list(opposed([first, "Kind regards", second]))
    assert [(each.first, each.second, each.way) for each in found] == [(0, 2, way)]
    assert found[0].words in first


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("No data was lost.", "Before May photos may be missing."),
        ("No data was lost.", "Two vans were damaged."),
        ("The outage lasted 20 minutes.", "Call us within 40 minutes."),
        ("You can cancel at any time before we leave.", "You must give notice at least 3 days."),
        ("You can stop texts at any time.", "You must give notice at least 3 days before."),
        ("Is your bill correct?", "It is £40."),
    ],
)
def test_it_stands(first: str, second: str) -> None:
    assert list(opposed([first, second])) == []
