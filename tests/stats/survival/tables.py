"""The tables these tests share: real data where it is there, and the 6-MP trial, which always is."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

DATA = Path(__file__).resolve().parents[4] / "shared" / "data" / "events"
real = pytest.mark.skipif(not DATA.is_dir(), reason=f"NO REAL DATA: {DATA} is not there")

# weeks in remission; a minus where it still went on when last seen
TREATED = [6, 6, 6, -6, 7, -9, 10, -10, -11, 13, 16, -17, -19, -20, 22, 23, -25, -32, -32, -34, -35]
CONTROL = [1, 1, 2, 2, 3, 4, 4, 5, 5, 8, 8, 8, 8, 11, 11, 12, 12, 15, 17, 22, 23]
WEEKS = [float(abs(told)) for told in TREATED + CONTROL]
RELAPSED = [told > 0 for told in TREATED + CONTROL]
ARM = [0] * 21 + [1] * 21


def table(name: str) -> pd.DataFrame:
    return pd.read_csv(DATA / f"surv_{name}.csv")


def telco() -> pd.DataFrame:
    read = pd.read_csv(DATA / "telco_churn.csv.gz")
    return read.assign(gone=(read["Churn"] == "Yes").astype(float))
