"""Who asked to be forgotten is not brought back by a later import."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.acts.adding import table, workspace
from troth.acts.add import add
from troth.acts.forget import forget
from troth.ledger.directory import find
from troth.ledger.opening import open_ledger
from troth.store.index import Index

NOW = 1_700_000_000_000_000


@pytest.mark.parametrize("header", ["key,at,by,about,text,to", "frame,at,by,about,text,to"])
def test_rows_about_the_forgotten_are_dropped_and_counted(tmp_path: Path, header: str) -> None:
    home, settings = workspace(tmp_path / "ws")
    first = table(home.root / "a.csv", "1,1,ana@example.org/Ana,,hello,", header=header)
    add(home, settings, [first], now_us=NOW)
    with open_ledger(home.ledger) as ledger, ledger.read() as con:
        (ana,) = find(con, "ana@example.org")
    forget(home, settings, ana.id, now_us=NOW + 1)
    later = table(
        home.root / "b.csv",
        "2,2,ANA@example.org,,here again,",
        "3,3,,ana@example.org,an answer,",
        ",4,bo@example.org,,to both,ana@example.org cy@example.org",
        ",4,bo@example.org,,to both,ana@example.org cy@example.org",
        header=header,
    )
    (one,) = add(home, settings, [later], now_us=NOW + 2).sources
    assert (one.rows_read, one.new, one.forgotten) == (4, 2, 2)
    index = Index(home.index)
    assert index.search("again") == []
    assert len(index.search("both")) == 2
    with open_ledger(home.ledger) as ledger, ledger.read() as con:
        assert find(con, "ana@example.org") == []
        assert [person.known_as for person in find(con, "bo@example.org")] == ["bo@example.org"]
