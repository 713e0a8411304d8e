"""Packed columns say the same as the lists they stand for."""

from __future__ import annotations

import hashlib
from itertools import pairwise

import numpy as np
import pyarrow as pa
from hypothesis import given, settings
from hypothesis import strategies as st

from troth.text.columns import Coded, Hashes, Strings, Whole, coded, plain, same, together

CELLS = st.lists(st.none() | st.text(alphabet="aé<1 ", max_size=3), max_size=30)


@settings(deadline=None)
@given(CELLS)
def test_texts_and_their_distinct_values_are_the_same_column(cells: list[str | None]) -> None:
    texts = Strings(pa.array(cells, pa.string()))
    assert plain(texts) == plain(texts.coded()) == plain(coded(cells)) == cells
    assert texts.coded().arrow(pa.string()).to_pylist() == cells
    assert texts.holds(b"<", b"&") == any("<" in cell for cell in cells if cell)


@settings(deadline=None)
@given(CELLS, CELLS)
def test_columns_side_by_side_are_a_column_of_tuples(
    left: list[str | None], right: list[str | None]
) -> None:
    rows = list(zip(left, right, strict=False))
    pairs = together(coded([a for a, _ in rows]), coded([b for _, b in rows]))
    assert plain(pairs) == rows
    assert sorted(map(str, pairs.values)) == sorted(map(str, set(rows)))


@settings(deadline=None)
@given(CELLS, CELLS)
def test_a_text_stands_behind_its_head(heads: list[str | None], cells: list[str | None]) -> None:
    size = min(len(heads), len(cells))
    texts = Strings(pa.array(cells[:size], pa.string()))
    behind = texts.behind(Strings(pa.array(heads[:size], pa.string())), "/")
    assert plain(behind) == [
        cell if cell is None or head is None else f"{head}/{cell}"
        for head, cell in zip(heads, cells, strict=False)
    ]


def test_what_no_row_holds_is_not_there() -> None:
    column = Coded(["a", None, "b"], np.array([1, 1, 2]))
    assert column.used() == [None, "b"]
    assert not column.empty
    assert Coded(["a", None], np.array([1, 1])).empty
    assert plain(same("x", 3)) == ["x"] * 3


def test_numbers_and_names_keep_their_plain_form() -> None:
    assert plain(Whole(np.array([3, -1]))) == [3, -1]
    assert plain(Whole(np.array([3, -1])).digits()) == ["3", "-1"]
    raw = [hashlib.sha256(each).digest()[:10] for each in (b"a", b"b")]
    names = Hashes(raw, "e-")
    assert plain(names) == [f"e-{each.hex()}" for each in raw]
    assert names.arrow(pa.string()).to_pylist() == plain(names)
    assert all(a != b for a, b in pairwise(names))
