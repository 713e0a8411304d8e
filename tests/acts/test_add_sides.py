"""The side and the account that a record names are kept of the person it is about, whoever wrote it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.acts.office import NOW, START, TOM, message
from troth import config
from troth.acts.add import add
from troth.acts.opening import opened
from troth.ledger import directory
from troth.store.home import create

ANA, BEN = "ana@river.example", "ben@hill.example"
ASKS = [
    message(0, "t0", START, ANA, "Where is it?", side="shop"),
    message(1, "t1", START.replace(hour=10), BEN, "Where is my pay?", side="courier"),
]
ANSWERS = {
    "none": [],
    "ours, without a side": [message(2, "t1", START.replace(hour=11), TOM, "On its way.")],
    "ours, with hers": [message(2, "t1", START.replace(hour=11), TOM, "Sent.", side="courier")],
    "her own, without a side": [message(2, "t1", START.replace(hour=11), BEN, "Thanks.")],
}


@pytest.mark.parametrize("more", ANSWERS.values(), ids=ANSWERS)
def test_sides_are_of_those_we_serve(tmp_path: Path, more: list[dict[str, object]]) -> None:
    home = create(tmp_path / "acme")
    rows = [*ASKS, *more]
    names = list(dict.fromkeys(name for row in rows for name in row))
    lines = [json.dumps({name: row.get(name, "") for name in names}) for row in rows]
    (home.root / "desk.jsonl").write_text("\n".join(lines) + "\n")
    (home.root / "troth.toml").write_text('[people]\nstaff = ["acme.example"]\n')
    settings = config.load(home.root)
    add(home, settings, [home.root / "desk.jsonl"], now_us=NOW)
    with opened(home, settings) as work, work.ledger.read() as con:
        assert directory.the_person(con, ANA).side == "shop"
        assert directory.the_person(con, BEN).side == "courier"
        assert all(one.side is None for one in directory.people(con, staff=True))
