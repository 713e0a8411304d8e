"""Whose messages are read together: those of one person with one brand, and mail that names none."""

from __future__ import annotations

import pyarrow as pa
import pytest

from troth.extend.talks import by_person_wide


@pytest.mark.parametrize(
    ("brands", "together"),
    [
        (("kestrel", "", "kestrel"), [[0, 1, 2]]),
        (("", ""), [[0, 1]]),
        (("kestrel", "swift"), [[0], [1]]),
        (("kestrel", "", "swift"), [[1], [0], [2]]),
    ],
)
def test_mail_without_a_brand_belongs_to_the_only_one(
    brands: tuple[str, ...], together: list[list[int]]
) -> None:
    rows = [
        {"person": "ana", "ours": brand, "ts_us": at, "record": f"r{at}"}
        for at, brand in enumerate(brands)
    ]
    found = by_person_wide(pa.Table.from_pylist(rows))
    assert [[row["ts_us"] for row in own] for own in found] == together
