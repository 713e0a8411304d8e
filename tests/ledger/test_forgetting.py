"""Forgetting in the ledger, and the law of the canary where the ledger is PostgreSQL."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tests.acts.canary import NAME, SETTINGS, TRACES, found, plant
from tests.acts.test_forget import LATER, use
from tests.ledger.conftest import SECRET, Server
from troth.acts.forget import forget
from troth.ledger import directory, forgetting
from troth.ledger.opening import Ledger
from troth.model.evidence import Identifier


def test_everybody_she_was_merged_with_is_she(ledger: Ledger) -> None:
    who = [
        Identifier("email", "ana@example.org", "Ana Ruiz"),
        Identifier("id", "shop:88412", "A. Ruiz"),
        Identifier("email", "ben@example.org", "Ben Ruiz"),
    ]
    with ledger.begin() as con:
        handles = directory.resolve(con, SECRET, who)
        ana, shop, _ = (directory.person_id(str(handles[one])) for one in who)
        directory.merge(con, shop, ana, at_us=1, who="tom")
        gone = forgetting.known(con, shop)
        assert gone.ids == tuple(sorted((ana, shop)))
        assert set(gone.names) == {"Ana Ruiz", "A. Ruiz"}
        assert set(gone.identifiers) == {("email", "ana@example.org"), ("id", "shop:88412")}
        assert forgetting.bears(con, "Ruiz", gone.ids)
        assert not forgetting.bears(con, "Ana", gone.ids)
        assert not forgetting.bears(con, "example", gone.ids)


def test_a_later_import_gives_her_no_handle(ledger: Ledger) -> None:
    ana = Identifier("email", "ana@example.org", "Ana Ruiz")
    again = Identifier("email", "ANA@example.org")
    with ledger.begin() as con:
        handle = str(directory.resolve(con, SECRET, [ana])[ana])
        gone = forgetting.known(con, directory.person_id(handle))
        counts = forgetting.forget_in_ledger(
            con, SECRET, gone, str.upper, records=(), at_us=1, who="tom"
        )
        assert counts["identifiers"] == 1
        assert directory.resolve(con, SECRET, [again, ana]) == {again: None, ana: None}
        assert directory.by_handle(con, handle) is None
    assert forgetting.compact(ledger)


@pytest.mark.postgres
def test_no_byte_of_her_is_left_in_postgresql(
    postgres: Server, database: str, tmp_path: Path
) -> None:
    settings = replace(SETTINGS, ledger_url=database)
    home = plant(tmp_path, settings)
    use(home, settings)
    postgres.execute("CHECKPOINT")
    assert in_tables(postgres)
    receipt = forget(home, settings, NAME, now_us=LATER)
    postgres.execute("CHECKPOINT")
    assert in_tables(postgres) == []
    assert found(home) == []
    assert any("PostgreSQL" in note for note in receipt.notes)


def in_tables(postgres: Server) -> list[tuple[str, str]]:
    """Traces in the server's tables; its own log is its keeper's to clear."""
    return [
        (str(path.relative_to(postgres.folder)), trace)
        for path in (postgres.folder / "data" / "base").rglob("*")
        if path.is_file()
        for trace in TRACES
        if trace.encode() in (held := path.read_bytes()) or trace.lower().encode() in held
    ]
