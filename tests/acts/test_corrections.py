"""Rows set aside go out in their own columns, and come back corrected: once, as the same records."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from tests.acts.adding import table, workspace
from tests.calling import troth
from troth.acts.add import add
from troth.acts.corrected import PLACE, WHY
from troth.acts.corrections import BEGINS, Corrections, corrections, with_rows_aside
from troth.acts.forget import forget
from troth.acts.opening import opened
from troth.config import Settings
from troth.store.home import Home
from troth.store.index import Index

NOW = 1_700_000_000_000_000
ANA = "ana@example.org/Ana Ruiz"
Place = tuple[Home, Settings]


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return workspace(tmp_path / "ws")


def aside(place: Place) -> list[Corrections]:
    with opened(*place) as work:
        return [corrections(work, one) for one in with_rows_aside(work)]


def ids(home: Home) -> set[str]:
    index = Index(home.index)
    found = {
        id
        for (id,) in index.connection().execute("select hex(id) from record where old_us is null")
    }
    index.close()
    return found


def test_rows_come_whole_in_their_own_columns(place: Place) -> None:
    home, settings = place
    long = "x" * 900
    file = table(
        home.root / "a.csv", "1,1000,,,fine", f'2,never,,,"{long}\nand, more"', "3,9000,,,ok"
    )
    add(home, settings, [file], now_us=NOW)
    (one,) = aside(place)
    rows = list(csv.reader(one.text.splitlines(keepends=True)))
    assert rows[0] == [PLACE, WHY, "key", "at", "by", "about", "text"]
    assert rows[1] == ["a.csv:3", "“at” is no time.", "2", "never", "", "", f"{long}\nand, more"]
    assert (len(rows), one.rows, one.without) == (2, 1, 0)


def test_corrected_rows_go_in_once_and_are_what_the_original_would_have_given(
    place: Place, tmp_path: Path
) -> None:
    home, settings = place
    bad = table(home.root / "a.csv", "1,1000,,,one", ",2000,,,same", ",2000,,,same", ",soon,,,same")
    add(home, settings, [bad], now_us=NOW)
    (one,) = aside(place)
    fixed = home.root / "fixed.csv"
    fixed.write_text(one.text.replace("soon", "2000"), encoding="utf-8")
    first = add(home, settings, [fixed], now_us=NOW + 1).sources[0]
    assert (first.source, first.new, first.set_aside, first.rows_read) == (
        "tables-of-ours",
        1,
        0,
        1,
    )
    twice = home.root / "fixed-again.csv"
    twice.write_text(fixed.read_text() + "\n", encoding="utf-8")
    second = add(home, settings, [twice], now_us=NOW + 2).sources[0]
    assert (second.new, second.changed, second.unchanged) == (0, 0, 1)
    assert add(home, settings, [fixed], now_us=NOW + 3).sources[0].outcome == "same"
    other, own = workspace(tmp_path / "other")
    good = table(other.root / "a.csv", "1,1000,,,one", *[",2000,,,same"] * 3)
    add(other, own, [good], now_us=NOW)
    assert ids(home) == ids(other)
    index = Index(home.index)
    where = {(each.origin.file, each.origin.row) for each in index.search("same")}
    index.close()
    assert ("fixed.csv", 2) in where


@pytest.mark.parametrize(
    "amount", ["-5", "-1,5", "=cmd|' /C calc'!A0", "'-5", "+49 30 1", "@x", "'tis"]
)
def test_what_a_spreadsheet_would_run_is_made_harmless_and_comes_back(
    place: Place, amount: str
) -> None:
    home, settings = place
    text = f'"{amount}"'
    add(home, settings, [table(home.root / "a.csv", f"1,never,,,{text}")], now_us=NOW)
    (one,) = aside(place)
    (row,) = list(csv.reader(one.text.splitlines()))[1:]
    assert not row[-1].startswith(("=", "+", "@"))
    fixed = home.root / "fixed.csv"
    fixed.write_text(one.text.replace("never", "1000"), encoding="utf-8")
    assert add(home, settings, [fixed], now_us=NOW + 1).sources[0].new == 1
    index = Index(home.index)
    (record,) = index.records(f"e-{id.lower()}" for id in ids(home)).values()
    index.close()
    assert record.text == amount


def test_a_row_left_uncorrected_is_set_aside_again_with_its_first_place(place: Place) -> None:
    home, settings = place
    add(home, settings, [table(home.root / "a.csv", "1,x,,,a", "2,y,,,b")], now_us=NOW)
    (one,) = aside(place)
    fixed = home.root / "fixed.csv"
    fixed.write_text(one.text.replace("x,", "1000,"), encoding="utf-8")
    receipt = add(home, settings, [fixed], now_us=NOW + 1).sources[0]
    assert (receipt.new, receipt.set_aside) == (1, 1)
    again = next(each for each in aside(place) if each.path == "fixed.csv")
    assert "a.csv:3" in again.text
    assert "fixed.csv" not in again.text


def test_where_the_file_is_another_by_now_only_what_was_kept_is_given(place: Place) -> None:
    home, settings = place
    file = table(home.root / "a.csv", "1,never,,,begins so")
    add(home, settings, [file], now_us=NOW)
    file.write_text("changed\n")
    (one,) = aside(place)
    rows = list(csv.reader(one.text.splitlines()))
    assert rows[0] == [PLACE, WHY, BEGINS]
    assert "begins so" in rows[1][2]
    assert (one.rows, one.begun) == (0, 1)


def test_nothing_of_somebody_forgotten_comes_back(place: Place) -> None:
    home, settings = place
    add(home, settings, [table(home.root / "a.csv", f"1,1000,{ANA},,hello")], now_us=NOW)
    forget(home, settings, "Ana Ruiz", now_us=NOW + 1)
    lines = ["2,never,ana@example.org,,peacock", "3,never,,,kept"]
    add(home, settings, [table(home.root / "b.csv", *lines)], now_us=NOW + 2)
    (one,) = aside(place)
    assert "peacock" not in one.text
    assert "ana@" not in one.text
    assert "kept" in one.text
    assert (one.rows, one.without) == (1, 1)


def test_json_lines_keep_their_form_and_their_dates_order(tmp_path: Path) -> None:
    root = tmp_path / "ws"
    root.mkdir()
    rows = [
        {
            "message_id": "1",
            "conversation": "c",
            "at": "2026-03-02T09:00:00Z",
            "direction": "in",
            "author": "p@river.example",
            "text": "Where is it?",
            "size": 12345678901234567890,
        },
        {
            "message_id": "2",
            "conversation": "c",
            "at": "the day after",
            "direction": "in",
            "author": "p@river.example",
            "text": "Hello?",
            "size": 1.50,
        },
    ]
    file = root / "m.jsonl"
    file.write_text("".join(json.dumps(row) + "\n" for row in rows))
    out = root / "aside.csv"
    told = troth("-C", root, "add", file, "--aside", out).fine()
    written = root / "aside.csv"
    if not written.exists():
        written = root / "aside.jsonl"
    assert str(written) in told.err
    (line,) = written.read_text().splitlines()
    assert json.loads(line)[PLACE].endswith("m.jsonl:2")
    fixed = root / "fixed.jsonl"
    fixed.write_text(line.replace("the day after", "2026-03-03T09:00:00Z") + "\n")
    one = troth("-C", root, "add", fixed, "--format", "json").fine().json["sources"][0]
    assert (one["source"], one["new"], one["set_aside"]) == ("messages", 1, 0)


def test_the_command_writes_what_was_set_aside_earlier(tmp_path: Path) -> None:
    root = tmp_path / "ws"
    root.mkdir()
    head = "message_id;conversation;at;direction;author;text"
    for name in ("a", "b"):
        good = f"{name}1;c;2026-03-02 09:00;in;p@river.example;Where is it?"
        ragged = f"{name}2;c;2026-03-02 09:00;in;p@river.example;one;too many"
        (root / f"{name}.csv").write_text("\n".join([head, good, ragged]) + "\n")
    troth("-C", root, "add", root / "a.csv", root / "b.csv").fine()
    out = root / "aside.csv"
    told = troth("-C", root, "add", "--aside", out).fine()
    assert "aside-1.csv" in told.err
    first = (root / "aside-1.csv").read_text()
    assert first.splitlines()[1].endswith("one,too many")
    (root / "fixed.csv").write_text(first.replace("one,too many", "one; too many"))
    one = troth("-C", root, "add", root / "fixed.csv", "--format", "json").fine().json
    assert (one["sources"][0]["new"], one["sources"][0]["set_aside"]) == (1, 0)
    troth("-C", root, "add").fine(2)
    troth("-C", root, "add", root / "a.csv", "--dry-run", "--aside", out).fine(2)
