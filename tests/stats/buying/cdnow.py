"""CDNOW customers of the first quarter of 1997, from the real data beside the checkout."""

from __future__ import annotations

import csv
from functools import lru_cache
from pathlib import Path

import numpy as np
import pytest

from troth.stats.buying.histories import Histories, histories

DATA = Path(__file__).resolve().parents[4] / "shared" / "data" / "events"
needs_data = pytest.mark.skipif(not DATA.is_dir(), reason=f"NO REAL DATA: {DATA} is not there")


@lru_cache(maxsize=1)
def from_days() -> Histories:
    """2,357 customers in weeks, from single purchases by day, up to 30 September 1997."""
    with (DATA / "cdnow_elog_btyd.csv").open() as file:
        rows = list(csv.DictReader(file))
    day = np.array([f"{r['date'][:4]}-{r['date'][4:6]}-{r['date'][6:]}" for r in rows], "M8[D]")
    paid = [float(row["sales"]) for row in rows]
    who = [row["sampleid"] for row in rows]
    return histories(who, day, np.datetime64("1997-09-30"), amount=paid, unit=7)


@lru_cache(maxsize=1)
def from_summary() -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The published summary, its times rounded to two decimals of a week."""
    table = np.loadtxt(DATA / "cdnow_summary_weeks.csv", delimiter=",", skiprows=1)
    return table[:, 1], table[:, 2], table[:, 3]
