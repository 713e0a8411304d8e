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
        ("Returns are free.", "The return fee is £3.", "paid"),
        ("There are no hidden fees.", "A booking fee may be added.", "hidden"),
        ("We never sell your data.", "We may sell your data to partners.", "shared"),
        ("You get unlimited calls.", "Calls are limited to 300 a month.", "limited"),
        ("No action is needed.", "Please update your card by Friday.", "idle"),
        ("Points never expire.", "Points are valid for 12 months.", "expires"),
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
        ("Returns are free.", "The delivery fee is £3."),
        ("We never sell your data without your consent.", "We may sell your data to partners."),
        ("No action is needed.", "If you prefer, please update your card."),
        ("Is your bill correct?", "It is £40."),
    ],
)
def test_it_stands(first: str, second: str) -> None:
    assert list(opposed([first, second])) == []
