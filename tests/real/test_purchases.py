"""Twenty-three thousand real customers of a shop, through the command line."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest

from tests.calling import Called, own_process

pytestmark = pytest.mark.slow
ROWS, CUSTOMERS, DUPLICATES = 69_659, 23_570, 255


@pytest.fixture(scope="module")
def shop(data: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Called]:
    root = tmp_path_factory.mktemp("cdnow") / "shop"
    file = data / "events" / "cdnow_master.txt.gz"
    return root, own_process("-C", root, "add", file, "--format", "json").fine()


def test_every_row_goes_in_and_honest_duplicates_stay(shop: tuple[Path, Called]) -> None:
    import troth

    root, added = shop
    (told,) = added.json["sources"]
    assert (told["new"], told["set_aside"]) == (ROWS, 0)
    assert added.json["people_new"] == CUSTOMERS
    with troth.open(root) as work:
        bought = work.evidence("purchase")
        columns = ["by", "ts_us", "quantity", "amount"]
        alike = bought.group_by(columns).aggregate(n=bought.count()).filter(lambda t: t.n > 1)
        twice = alike.aggregate(n=(alike.n - 1).sum()).to_pyarrow()["n"][0].as_py()
        assert bought.id.nunique().to_pyarrow().as_py() == ROWS
    assert twice == DUPLICATES


def test_again_brings_nothing_new(data: Path, shop: tuple[Path, Called]) -> None:
    root, _ = shop
    file = data / "events" / "cdnow_master.txt.gz"
    again = own_process("-C", root, "add", file, "--format", "json").fine().json
    assert [(one["outcome"], one["new"]) for one in again["sources"]] == [("same", 0)]


def test_silence_speaks_of_few_and_of_no_wait_beyond_the_records(
    shop: tuple[Path, Called],
) -> None:
    root, _ = shop
    found = own_process("-C", root, "look", "silence", "--format", "json").fine().json
    sys.stderr.write(f"\nsilence: {len(found)} of {CUSTOMERS:,} customers\n")
    assert 20 <= len(found) <= 0.05 * CUSTOMERS
    for one in found:
        assert "30 June 1998, when the records end" in one["says"]
        days = re.search(r"for (\d+) days", one["says"])
        assert days
        assert int(days[1]) <= 546
        assert one["status"] == "unsure"
        assert one["strength"]["n"] >= 5
        assert len(one["cites"]) >= 1
