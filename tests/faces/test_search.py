"""`troth search` as a shell and a program meet it."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from tests.calling import troth
from troth.faces.searching import marked
from troth.faces.terminal import Ink
from troth.text.excerpts import excerpt
from troth.text.seeking import sought

ROWS = (
    "conversation,at,direction,author,author_name,text,message_id,url",
    'c1,2024-03-12T09:00:00Z,in,jose@post.example,José Núñez,"The loaf was burnt, a refund please",1,',
    "c1,2024-03-12T10:00:00Z,out,Tom,Tom,We will refund the £6.00 within 48 hours.,2,",
    "c2,2024-03-13T11:00:00Z,in,eve@post.example,Eve,=cmd() refund \x1b[31m<b>now</b>,3,",
)
TOP = {"query", "says", "people", "promises", "evidence", "totals", "near", "records_until"}
EVIDENCE = {"evidence", "kind", "at", "quote", "origin", "link", "person"}


@pytest.fixture(scope="module")
def company(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("search") / "company"
    root.mkdir()
    (root / "m.csv").write_text("\n".join(ROWS) + "\n", encoding="utf-8")
    troth("-C", root, "add", "-q", root / "m.csv").fine()
    troth("-C", root, "look", "-q").fine()
    return root


def test_json_has_the_shape_that_programs_rely_on(company: Path) -> None:
    told = troth("-C", company, "search", "refund", "--format", "json").fine().json
    assert set(told) >= TOP
    assert told["totals"] == {
        "people": 0,
        "promises": 1,
        "evidence": 3,
        "kinds": {"message": 3},
        "complete": True,
    }
    newest = told["evidence"][0]
    assert set(newest) >= EVIDENCE
    assert (newest["kind"], newest["at"]) == ("message", "2024-03-13T11:00:00Z")
    assert newest["origin"] == {"file": "m.csv", "row": 4}
    assert newest["person"]["name"] == "Eve"
    (start, end), *rest = newest["marks"]
    assert newest["quote"][start:end] == "refund"
    assert not rest
    promise = told["promises"][0]
    assert (promise["state"], promise["to"]["name"]) == ("open", "José Núñez")
    shown = troth("-C", company, "promises", "show", promise["promise"]).fine()
    assert "within 48 hours" in shown.out
    (person,) = troth("-C", company, "search", "jose", "--format", "json").fine().json["people"]
    assert troth("-C", company, "person", person["id"]).fine().out.startswith("José Núñez")


def test_csv_runs_in_no_spreadsheet_and_text_steers_no_terminal(company: Path) -> None:
    told = troth("-C", company, "search", "refund", "--format", "csv").fine()
    rows = list(csv.DictReader(io.StringIO(told.out)))
    assert [row["found"] for row in rows] == ["promise", "message", "message", "message"]
    assert rows[1]["quote"].startswith("'=cmd()")
    assert "1 promise and 3 messages hold “refund”." in told.err
    shown = troth("-C", company, "search", "refund").fine()
    assert "\x1b" not in told.out + shown.out
    assert "<b>now</b>" in shown.out


def test_it_is_narrowed_from_the_command_line(company: Path) -> None:
    def count(*more: str) -> int:
        words = ("-C", company, "search", "refund", "--format", "json", *more)
        return int(troth(*words).fine().json["totals"]["evidence"])

    assert count("--until", "2024-03-12") == 2
    assert count("--since", "2024-03-13") == 1
    assert count("--since", "2024-03-12T09:30", "--until", "2024-03-12") == 1
    assert count("--person", "Eve") == 1
    assert count("--in", "people", "--in", "promises") == 0
    assert troth("-C", company, "search", "x", "--since", "yesterday").fine(2).err
    assert "“Evee”" in troth("-C", company, "search", "x", "--person", "Evee").fine(2).err


def test_nothing_found_says_so_and_what_is_near_and_how_old_the_records_are(company: Path) -> None:
    told = troth("-C", company, "search", "refnud").fine()
    first, _, near, *_ = told.out.splitlines()
    assert first == "Nothing holds “refnud”."
    assert near.startswith("Near it: refund ")
    assert "Looked through: messages up to 13 Mar 2024" in told.out


@pytest.mark.parametrize(
    "typed", ['"', "*", "NEAR(", "a AND", "🤗", "\x00", "w " * 5_000, "'; drop --"]
)
def test_whatever_is_typed_is_answered(company: Path, typed: str) -> None:
    told = troth("-C", company, "search", "--", typed).fine()
    assert told.out.startswith("Nothing ")
    assert told.err == ""


def test_a_lost_index_is_made_anew_by_the_way_and_on_request(tmp_path: Path) -> None:
    root = tmp_path / "company"
    root.mkdir()
    (root / "m.csv").write_text("\n".join(ROWS) + "\n", encoding="utf-8")
    troth("-C", root, "add", "-q", root / "m.csv").fine()
    (root / ".troth" / "index.sqlite").unlink()
    assert "3 messages" in troth("-C", root, "search", "refund").fine().out
    (root / ".troth" / "index.sqlite").write_bytes(b"\xff" * 9_000)
    told = troth("-C", root, "doctor", "--rebuild").fine()
    assert "The index was made anew from the evidence (3 records)." in told.err
    assert "All is well." in told.out


def test_found_words_stand_out_wherever_the_line_breaks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "30")
    words = excerpt(
        "It came \x07 late, and a re\u0301fund for late cake is due", sought("late refund").terms
    )
    shown = marked(words, 2, Ink(True), "“", "”")
    assert shown.count("\x1b[1m") == 3
    assert "\x1b[1mre\u0301fund\x1b[0m" in shown
    assert "\x1b[1mlate\x1b[0m, and" in shown
    assert "\x1b" not in marked(words, 2, Ink(False))
