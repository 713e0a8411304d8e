"""The ledger on a real PostgreSQL, by one line of settings: every deed end to end."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
import sqlalchemy as sa

from tests.acts.canary import ADDRESS, NAME, TRACES, WORDS, rows
from tests.calling import troth
from tests.ledger.conftest import Server, database, postgres

__all__ = ["database", "postgres"]
pytestmark = pytest.mark.postgres


def company(root: Path, address: str) -> Path:
    """A workspace whose ledger is that database, and an export beside it."""
    import json

    root.mkdir()
    lines = ["[people]", 'staff = ["acme.example"]', "", "[ledger]", f'url = "{address}"']
    (root / "troth.toml").write_text("\n".join(lines) + "\n", encoding="utf-8")
    export = root / "desk.jsonl"
    first, promised, *rest = rows()
    asks = {"text": f"You said by 9 March. The {WORDS} has not come! Where is it?"}
    held = [first, promised, {**first, "id": "m77", "at": "2026-03-12T10:00:00Z", **asks}, *rest]
    export.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in held))
    standing = "# Terms\n\nWe will always answer your message within one business day.\n"
    (root / "terms.md").write_text(standing, encoding="utf-8")
    return root


def everything(address: str) -> str:
    """All rows of all tables, as text."""
    engine = sa.create_engine(sa.make_url(address).set(drivername="postgresql+psycopg"))
    held = []
    with engine.connect() as con:
        for name in sa.inspect(con).get_table_names():
            held.append(f"{name} {con.execute(sa.text(f'SELECT * FROM {name!s}')).all()}")
    engine.dispose()
    return "\n".join(held)


def test_every_deed_with_the_ledger_in_postgresql(tmp_path: Path, database: str) -> None:
    root = company(tmp_path / "acme", database)

    def run(*words: str | Path, code: int = 0) -> object:
        return troth("-C", root, *words).fine(code)

    first = troth("-C", root, "add", root, "--format", "json").fine().json
    assert sum(one["new"] for one in first["sources"]) == len(rows()) + 2
    assert not (root / ".troth" / "ledger.sqlite").exists()
    again = troth("-C", root, "add", root, "--format", "json").fine().json
    assert {one["outcome"] for one in again["sources"]} == {"same"}
    found = troth("-C", root, "look", "--format", "json").fine().json
    assert {one["lens"] for one in found} >= {"unanswered", "promise-overdue"}
    page = troth("-C", root, "today", "--format", "json").fine().json
    assert page["rows"]
    assert page["records_until"]
    groups = troth("-C", root, "promises", "triage", "--format", "json").fine().json
    standing = next(one["ids"][0] for one in groups if "business day" in one["words"])
    measure = "first-reply <= 1 business day for 95%"
    run("promises", "confirm", standing, "--owner", "tom", "--measure", measure)
    tested = troth("-C", root, "verify", "--format", "json")
    assert [one["promise"] for one in tested.json] == [standing]
    run("note", ADDRESS, "--away", "2026-12-01")
    health = troth("-C", root, "doctor", "--format", "json").fine().json
    assert health["healthy"]
    assert health["promises"] >= 2
    assert any("database" in one for one in health["leaves"])
    assert NAME in everything(database)
    receipt = troth("-C", root, "forget", ADDRESS, "--yes").fine()
    assert "PostgreSQL keeps a log" in receipt.out
    held = everything(database)
    for trace in (NAME, ADDRESS, WORDS, "Zoëllner"):
        assert trace not in held, trace
        assert trace not in receipt.out
    back = troth("-C", root, "add", root, "--format", "json").fine().json
    assert back["people_new"] == 0
    (root / "newer.jsonl").write_bytes((root / "desk.jsonl").read_bytes() + b"\n")
    troth("-C", root, "add", root / "newer.jsonl").fine()
    run("look")
    held = everything(database)
    assert [trace for trace in TRACES if ADDRESS in trace and trace in held] == []


def test_two_adds_at_once_both_go_in(tmp_path: Path, database: str) -> None:
    root = company(tmp_path / "acme", database)
    troth("-C", root, "add", root / "terms.md").fine()
    both = []
    for name in ("a", "b"):
        rows_ = [
            f"{name}{n},c{n},2026-03-02 09:{n % 60:02d},in,p{n}@river.example,Where is it?"
            for n in range(300)
        ]
        file = root / f"{name}.csv"
        head = "message_id,conversation,at,direction,author,text"
        file.write_text("\n".join([head, *rows_]) + "\n", encoding="utf-8")
        words = [sys.executable, "-m", "troth", "-C", str(root), "add", str(file)]
        both.append(subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE))
    for process in both:
        _, said = process.communicate(timeout=120)
        assert process.returncode == 0, said.decode()
    health = troth("-C", root, "doctor", "--format", "json").fine().json
    assert health["healthy"], health["faults"]
    assert health["evidence"]["message"] == 600
    assert health["people"] == 300


def test_an_address_that_answers_nothing_is_told_and_loses_nothing(
    tmp_path: Path, postgres: Server
) -> None:
    root = company(tmp_path / "acme", postgres.address("nobody_made_this"))
    told = troth("-C", root, "add", root / "desk.jsonl").fine(2)
    assert "Traceback" not in told.err
    assert "nobody_made_this" in told.err
    assert "broke" not in told.err, told.err
