"""What becomes of a record depends on whose it is: hers, one she was among, or another's."""

from __future__ import annotations

from pathlib import Path

import pyarrow.parquet as pq
import pytest

from tests.acts.adding import table, workspace
from troth.acts.add import add
from troth.acts.forget import ForgetReceipt, forget
from troth.config import Settings
from troth.store.home import Home

HER = "ana@river.example/Ana Ruiz"
BEN = "ben@river.example/Ben Stone"
EVE = "eve@river.example/Ana Stone"
TOM = "tom@acme.example/Tom"
HEADER = "key,at,by,about,to,thread,more,text"
ROWS = (
    f"1,100,{HER},,,t1,her extra,I am Ana",
    f"2,101,{TOM},,ana@river.example,t1,,To you alone",
    f"3,102,{TOM},,ana@river.example,,,Dear Ana without a thread",
    f"4,103,{TOM},,ana@river.example ben@river.example,,,Dear Ana and Ben",
    f"5,104,{TOM},{BEN},,t2,,Ana is a name and Ana Ruiz is she",
    f"6,105,{BEN},,,t3,,I wrote with Ana",
    f"7,106,{HER},,,t3,,So did I",
    f"8,107,{EVE},,,t4,,I am Ana as well",
)


@pytest.fixture
def place(tmp_path: Path) -> tuple[Home, Settings]:
    home, settings = workspace(tmp_path, '[people]\nstaff = ["acme.example"]\n')
    add(home, settings, [table(tmp_path / "desk.csv", *ROWS, header=HEADER)], now_us=1)
    return home, settings


def texts(home: Home) -> dict[int, str | None]:
    (path,) = (home.evidence / "message").glob("*.parquet")
    return {row["origin_row"] - 1: row["text"] for row in pq.read_table(path).to_pylist()}


def forgotten(place: tuple[Home, Settings]) -> ForgetReceipt:
    return forget(*place, "ana@river.example", now_us=2)


def test_words_go_by_whose_they_are(place: tuple[Home, Settings]) -> None:
    before = texts(place[0])
    receipt = forgotten(place)
    assert texts(place[0]) == {
        1: None,
        2: None,
        3: None,
        4: "Dear [forgotten] and Ben",
        5: "Ana is a name and [forgotten] is she",
        6: "I wrote with [forgotten]",
        7: None,
        8: before[8],
    }
    assert receipt.records == {"message": 4}
    assert receipt.mentions == 3
    assert receipt.addressed == 3


def test_ids_versions_and_times_stay(place: tuple[Home, Settings]) -> None:
    home = place[0]
    columns = ["id", "version", "ts_us", "system", "origin_row", "seen_us", "direction"]

    def held() -> list[dict[str, object]]:
        (path,) = (home.evidence / "message").glob("*.parquet")
        return pq.read_table(path, columns=columns).to_pylist()  # type: ignore[no-any-return]

    before = held()
    forgotten(place)
    assert held() == before


def test_handles_of_hers_go_and_others_stay(place: tuple[Home, Settings]) -> None:
    home = place[0]
    forgotten(place)
    (path,) = (home.evidence / "message").glob("*.parquet")
    rows = {row["origin_row"] - 1: row for row in pq.read_table(path).to_pylist()}
    assert rows[1]["by"] is rows[7]["by"] is None
    assert rows[1]["extra"] is None
    assert rows[5]["about"] is not None
    assert rows[6]["by"] == rows[5]["about"]
    (parties,) = (home.evidence / "party").glob("*.parquet")
    assert pq.read_table(parties)["handle"].to_pylist() == [rows[6]["by"]]


def test_the_same_file_again_changes_nothing(place: tuple[Home, Settings], tmp_path: Path) -> None:
    home, settings = place
    forgotten(place)
    after = texts(home)
    again = table(tmp_path / "again.csv", *ROWS, header=HEADER)
    receipt = add(home, settings, [again], now_us=3)
    assert (receipt.total("new"), receipt.total("changed")) == (0, 0)
    assert texts(home) == after


def test_old_versions_go_as_well(place: tuple[Home, Settings], tmp_path: Path) -> None:
    home, settings = place
    edited = table(tmp_path / "edited.csv", f"1,100,{HER},,,t1,,I am Ana no more", header=HEADER)
    assert add(home, settings, [edited], now_us=2).total("changed") == 1
    forget(home, settings, "ana@river.example", now_us=3)
    held = [
        row["text"]
        for path in (home.evidence / "message").glob("*.parquet")
        for row in pq.read_table(path).to_pylist()
    ]
    assert sum(text is None for text in held) == 5
    assert not any("no more" in (text or "") for text in held)
