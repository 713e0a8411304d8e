"""Arrays made without pandas are those pyarrow makes."""

from __future__ import annotations

import subprocess
import sys

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from troth.text.arrays import array_of, numbers_of

CELL = {
    pa.string(): st.text(st.characters(exclude_categories=["Cs"]), max_size=5),
    pa.int64(): st.integers(-(1 << 63), (1 << 63) - 1),
    pa.float64(): st.floats(allow_nan=False),
    pa.bool_(): st.booleans(),
}


@pytest.mark.parametrize("kind", CELL, ids=str)
@settings(deadline=None)
@given(data=st.data())
def test_values_and_nulls_are_as_pyarrow_has_them(kind: pa.DataType, data: st.DataObject) -> None:
    values = data.draw(st.lists(st.none() | CELL[kind], max_size=20))
    made = array_of(values, kind)
    made.validate(full=True)
    assert made.equals(pa.array(values, kind))


def test_what_does_not_fit_is_refused_as_ever() -> None:
    with pytest.raises(OverflowError):
        array_of([1 << 63], pa.int64())
    with pytest.raises(pa.ArrowInvalid):
        array_of(["one"], pa.int64())
    assert array_of([1, 2], pa.float64()).to_pylist() == [1.0, 2.0]


def test_numbers_come_without_a_copy_also_from_a_stride() -> None:
    cells = np.arange(10)
    assert numbers_of(cells[::3]).to_pylist() == [0, 3, 6, 9]
    assert numbers_of(np.array([1, 2], np.int32)).type == pa.int32()


def test_pandas_stays_away() -> None:
    code = (
        "import sys, pyarrow as pa\n"
        "from troth.text.arrays import array_of\n"
        "from troth.text.columns import Coded, Strings\n"
        "import numpy as np\n"
        "column = Strings(array_of(['a', None, 'b'], pa.string()))\n"
        "column.coded().arrow(pa.string()); column.behind(column, '/'); column.headed('x')\n"
        "assert 'pandas' not in sys.modules\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
