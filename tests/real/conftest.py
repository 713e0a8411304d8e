"""Real data that lies beside the checkout, never in it; where it is absent these tests say so."""

from __future__ import annotations

import warnings
from pathlib import Path

import pytest

DATA = Path(__file__).resolve().parents[3] / "shared" / "data"


@pytest.fixture(scope="session")
def data() -> Path:
    """The folder of real data."""
    if not DATA.is_dir():
        says = f"NO REAL DATA: {DATA} is not there; nothing was tried on real records"
        warnings.warn(says, stacklevel=1)
        pytest.skip(says)
    return DATA
