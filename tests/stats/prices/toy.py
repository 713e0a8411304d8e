"""The ten people of the literature note, and the real answers, as columns."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

DATA = Path(__file__).resolve().parents[4] / "shared" / "data" / "events"
REAL = pytest.mark.skipif(not DATA.is_dir(), reason=f"NO REAL DATA: {DATA} is not there")
COLUMNS = ("too_cheap", "cheap", "expensive", "too_expensive")
TOY = (
    [4, 5, 5, 6, 7, 3, 6, 5, 4, 8],
    [7, 8, 9, 9, 10, 6, 8, 7, 8, 11],
    [12, 11, 13, 14, 15, 10, 12, 11, 13, 16],
    [15, 14, 18, 17, 20, 13, 16, 14, 17, 19],
)


def words(name: str, columns: tuple[str, ...]) -> list[list[str]]:
    """Columns of a file, as they stand there."""
    with (DATA / name).open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    return [[row[column] for row in rows] for column in columns]


def numbers(name: str, columns: tuple[str, ...] = COLUMNS) -> list[list[float]]:
    """Columns of a file, as numbers."""
    return [[float(cell) for cell in column] for column in words(name, columns)]
