"""An index put right in place holds what one made anew from the evidence holds, and finds the same."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from pathlib import Path

import pytest

from tests.acts.canary import HOUR, NAME, NOW, SETTINGS, plant, rows
from troth.acts import finishing
from troth.acts import forget as forgetting
from troth.acts.add import add
from troth.acts.opening import opened
from troth.acts.sweep import rebuild_index
from troth.store.home import Home
from troth.store.index import Index
from troth.store.index_tables import OWN, PEOPLE, SHARED
from troth.store.renewing import renew

LATER = NOW + 2 * HOUR
HELD = (
    "select hex(r.id), hex(r.version), r.ts_us, r.thread, r.old_us, b.origin_row, b.origin_link,"
    f" b.extra, {', '.join(f'l.{name}' for name in SHARED)},"
    f" {', '.join(f'{name}_.handle' for name in PEOPLE)},"
    f" {', '.join(f'b.{name}' for name in OWN if name != 'thread')}"
    " from record r join body b on b.n = r.n join lot l on l.n = r.lot"
    ' left join handle by_ on by_.n = r."by" left join handle about_ on about_.n = r.about'
    " left join handle account_ on account_.n = b.account"
)
OTHERS = {
    "handle": "select handle from handle",
    "stock": "select * from stock",
    "import": "select * from import",
    "fact": "select * from fact",
    "lot": f"select {', '.join(SHARED)} from lot",
    "party": "select h.handle, p.ts_us, p.part from party p join handle h on h.n = p.handle",
}


def held(path: Path) -> dict[str, Counter[tuple[object, ...]]]:
    """All that the index holds but for the numbers it lies under, and the words it can find."""
    con = sqlite3.connect(path)
    con.execute("create virtual table temp.standing using fts5vocab(main, words, row)")
    asked = {"record": HELD, "words": "select term, doc from temp.standing", **OTHERS}
    found = {name: Counter(con.execute(sql).fetchall()) for name, sql in asked.items()}
    con.close()
    return found


def changed(home: Home) -> None:
    """A newer export: hers and another's are worded anew, so that there are older versions."""
    again = [{**row, "text": f"{row['text']} And again."} for row in rows() if row["id"] != "m7"]
    newer = home.root / "newer.jsonl"
    newer.write_text("\n".join(json.dumps(row) for row in again))
    add(home, SETTINGS, [newer], now_us=NOW + HOUR)


def test_in_place_it_is_as_if_made_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home = plant(tmp_path)
    changed(home)
    before = held(home.index)
    with monkeypatch.context() as without:
        without.delattr(finishing, "rebuild_index")
        receipt = forgetting.forget(home, SETTINGS, NAME, now_us=LATER)
    assert receipt.records["message"] > 4
    after = held(home.index)
    assert after["record"] != before["record"]
    with opened(home, SETTINGS) as work:
        rebuild_index(home, work.ledger, work.index)
    assert held(home.index) == after


def test_what_the_index_does_not_hold_changes_nothing(tmp_path: Path) -> None:
    home = plant(tmp_path)
    before = held(home.index)
    index = Index(home.index)
    strange = {"id": "e-00", "version": "00", "seen_us": NOW, "system": "messages"}
    assert not renew(index, {"message": [strange]}, [], ("i-x", 9), lambda _: False)
    assert not renew(index, {}, [], ("i-x", 9), lambda words: "parcel" in words)
    index.close()
    assert held(home.index) == before
