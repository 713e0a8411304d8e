"""`troth sync`: what troth.toml names goes in again, once."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.acts.office import START, TOM, message
from tests.calling import troth


@pytest.fixture
def place(tmp_path: Path) -> Path:
    root = tmp_path / "acme"
    troth("init", root).fine()
    (root / "exports").mkdir()
    for n in (1, 2):
        row = message(n, f"t{n}", START, "ana@river.example", "Where is it?", to=TOM)
        (root / "exports" / f"desk{n}.jsonl").write_text(json.dumps(row) + "\n")
    return root


def name(root: Path, *patterns: str) -> None:
    config = root / "troth.toml"
    config.write_text(f"sync = {json.dumps(patterns)}\n{config.read_text()}")


def test_named_files_go_in_once_and_what_is_new_later(place: Path) -> None:
    name(place, "exports/*.jsonl", "nothing/*.csv")
    first = troth("-C", place, "sync", "--format", "json").fine()
    assert [one["new"] for one in first.json["sources"]] == [1, 1]
    assert "“nothing/*.csv” in troth.toml fits no file" in first.err
    again = troth("-C", place, "sync", "--format", "json").fine().json
    assert sum(one["new"] for one in again["sources"]) == 0
    row = message(3, "t3", START, "bo@river.example", "And mine?", to=TOM)
    (place / "exports" / "desk3.jsonl").write_text(json.dumps(row) + "\n")
    later = troth("-C", place, "sync", "--format", "json").fine().json
    assert sum(one["new"] for one in later["sources"]) == 1


def test_a_dry_run_keeps_nothing(place: Path) -> None:
    name(place, "exports")
    troth("-C", place, "sync", "--dry-run").fine()
    fresh = troth("-C", place, "sync", "--format", "json").fine().json
    assert sum(one["new"] for one in fresh["sources"]) == 2


def test_without_a_setting_it_says_which_line_to_write(place: Path) -> None:
    told = troth("-C", place, "sync").fine(2)
    assert "sync = [" in told.err
    name(place, "nothing")
    assert "fits no file" in troth("-C", place, "sync").fine(2).err
