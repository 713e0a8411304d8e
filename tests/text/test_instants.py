"""A column read as a whole gives what reading it cell by cell gives, or nothing."""

from __future__ import annotations

from datetime import datetime

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from troth.text.instants import instants
from troth.text.moments import Times

MOMENT = st.datetimes(datetime(1850, 1, 1), datetime(2150, 1, 1))


@settings(deadline=None)
@given(st.lists(MOMENT, min_size=1, max_size=20), st.sampled_from("T "), st.sampled_from(["", "Z"]))
def test_it_agrees_with_reading_each_cell(moments: list[datetime], between: str, zone: str) -> None:
    cells = [each.isoformat(between, "seconds") + zone for each in moments]
    careful = Times().read_all(cells)
    found = instants(pa.array(cells))
    if found is None:
        assert not all(1900 < each.year < 2100 for each in moments)
        return
    numbers, named = found
    assert [(each, "second", named) for each in numbers.tolist()] == careful


@pytest.mark.parametrize(
    "cell",
    [
        *(
            "2026-02-29T00:00:00",
            "2026-13-01T00:00:00",
            "2026-00-01T00:00:00",
            "2026-01-00T00:00:00",
        ),
        *(
            "2026-01-01T24:00:00",
            "2026-01-01T00:60:00",
            "2026-01-01T00:00:60",
            "2026-01-01t00:00:00",
        ),
        *(
            "2026-01-01T00:00:00z",
            "2026-01-01T00:00",
            "",
            "2026-01-01T00:00:0é",
            "2026/01/01 00:00:00",
        ),
    ],
)
def test_anything_else_is_left_to_the_careful_reader(cell: str) -> None:
    assert instants(pa.array([cell])) is None
    assert instants(pa.array(["2026-01-01T00:00:00", cell])) is None


def test_a_leap_day_and_a_part_of_an_array() -> None:
    whole = pa.array(["x", "2024-02-29T23:59:59Z", "2000-02-29T00:00:00Z"])
    found = instants(whole.slice(1))
    assert found is not None
    assert found[0].tolist() == [1_709_251_199_000_000, 951_782_400_000_000]
    assert instants(pa.array([], pa.string())) is None
