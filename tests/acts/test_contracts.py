"""Interfaces in `troth diff`, who used what breaks, and the page in the docs that shows it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.calling import troth
from tests.running import check_page

pytest.importorskip("semver")

OLD = {
    "openapi": "3.1.0",
    "info": {"version": "1.4.0"},
    "paths": {"/parcels/{id}": {"get": {"responses": {"200": {}}}}, "/labels": {"post": {}}},
}
NEW = {
    "openapi": "3.1.0",
    "info": {"version": "1.5.0"},
    "paths": {"/parcels/{id}": {"get": {"responses": {"200": {}}, "deprecated": True}}},
}
USE = (
    "user_id,name,event,at\n"
    "ana,Ana Ruiz,POST /labels,2026-02-20T09:00:00Z\n"
    "ben,Ben Okafor,POST /labels,2026-02-21T09:00:00Z\n"
    "ben,Ben Okafor,POST /labels,2026-02-22T09:00:00Z\n"
    "eve,Eve Lamb,GET /parcels/17,2026-02-22T09:00:00Z\n"
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("api")
    (root / "old.json").write_text(json.dumps(OLD))
    (root / "new.json").write_text(json.dumps(NEW))
    return root


def test_breaking_ones_stand_first_and_the_version_is_held_to_its_word(folder: Path) -> None:
    told = troth("diff", folder / "old.json", folder / "new.json").fine().out
    assert "2 changes for callers, 1 of them breaking." in told
    assert "1.4.0 to 1.5.0: such a step promises that nothing breaks." in " ".join(told.split())
    rows = troth("diff", folder / "old.json", folder / "new.json", "--format", "json").fine().json
    assert [(row["kind"], row["change"], row["breaking"]) for row in rows] == [
        ("promise", "removed", True),
        ("promise", "weakened", False),
    ]
    assert rows[0]["used_by"] is None
    assert troth("diff", folder / "old.json", folder / "old.json", "--exit-code").code == 0
    assert troth("diff", folder / "old.json", folder / "new.json", "--exit-code").code == 1


def test_who_used_what_went(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    (folder / "use.csv").write_text(USE)
    troth("add", "-q", "use.csv").fine()
    rows = troth("diff", "old.json", "new.json", "--used", "--format", "json").fine().json
    used = rows[0]["used_by"]
    assert (used["people"], used["times"], used["most"]) == (2, 3, ["Ben Okafor", "Ana Ruiz"])
    told = troth("diff", "old.json", "new.json", "--used").fine().out
    assert "used by 2 people, 3 times: Ben Okafor, Ana Ruiz" in told


def test_two_forms_are_not_compared(folder: Path) -> None:
    (folder / "schema.json").write_text('{"properties": {}}')
    told = troth("diff", folder / "old.json", folder / "schema.json")
    assert told.code == 2
    assert "nothing in them can be compared" in told.err
    assert "There is no such file" in troth("diff", folder / "x.json", folder / "y.json").err


def test_the_page_in_the_docs_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    page = Path(__file__).parents[2] / "docs" / "changes.md"
    check_page(page, tmp_path, monkeypatch, capfd)
