"""`[costs]`: what no record holds."""

from __future__ import annotations

from pathlib import Path

import pytest

from troth.config import Costs, load_text
from troth.errors import ConfigError


def test_costs_are_read() -> None:
    text = (
        "[costs]\nwinning = 25\nmargin = 10.5\ndiscount = 0.01\nminutes = { Phone = 12, all = 5 }\n"
    )
    found = load_text(text, Path())
    assert found.costs == Costs(25.0, 10.5, 0.01, {"phone": 12.0, "all": 5.0})
    assert load_text("", Path()).costs == Costs()


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("winning = 0", "“winning” has to be above 0."),
        ('margin = "ten"', "“margin” has to be a number from 0 on."),
        ("margin = nan", "“margin” has to be a number from 0 on."),
        ("winnings = 3", "There is no setting “winnings” in [costs]."),
        ("minutes = { mail = -1 }", "“mail” has to be a number from 0 on."),
        ("minutes = 4", "“costs.minutes” has to be a table."),
    ],
)
def test_what_is_wrong_is_told_with_its_line(line: str, says: str) -> None:
    with pytest.raises(ConfigError) as told:
        load_text(f"[costs]\n{line}\n", Path())
    assert says in told.value.says
    assert told.value.place.endswith(":2")
