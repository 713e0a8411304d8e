"""What troth wrote elsewhere is found when somebody in it is forgotten."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.acts.canary import ADDRESS, NAME, NOW, SETTINGS, found, plant
from tests.calling import troth
from troth.acts.forget import forget
from troth.acts.opening import opened
from troth.ledger.written import written
from troth.store.home import Home


@pytest.fixture
def home(tmp_path: Path) -> Home:
    home = plant(tmp_path)
    config = 'company = "Acme"\n[people]\nstaff = ["acme.example"]\n' + f"# mind {NAME}\n"
    (home.root / "troth.toml").write_text(config, encoding="utf-8")
    return home


def test_reports_that_name_her_go_and_others_stay(home: Home, tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()

    def run(*words: str | Path) -> None:
        troth("-C", home.root, *words, "-q").fine()

    run("report", "-o", out / "report.html")
    run("person", NAME, "-o", out / f"{NAME}.txt")
    run("person", ADDRESS, "-o", out / "edited.txt")
    run("person", "Ben Stone", "-o", out / "ben.json", "--format", "json")
    run("doctor", "-o", out / "health.txt")
    (out / "edited.txt").write_text(f"{NAME}, with a note of mine", encoding="utf-8")
    with opened(home, SETTINGS) as work, work.ledger.read() as con:
        assert len(written(con)) == 5
    receipt = forget(home, SETTINGS, NAME, now_us=NOW + 1)
    left = {path.name for path in out.iterdir()}
    assert left == {"edited.txt", "health.txt"}, "Ben's page quotes what she wrote to him"
    assert receipt.reports == 3
    assert any("edited.txt" in note and "changed since" in note for note in receipt.notes)
    assert any("line 4 of troth.toml" in note for note in receipt.notes)
    assert NAME not in repr(receipt)
    assert not {NAME, ADDRESS} & {trace for _, trace in found(home)}
    with opened(home, SETTINGS) as work, work.ledger.read() as con:
        assert [Path(one.path).name for one in written(con)] == ["health.txt"]


def test_a_file_written_outside_any_workspace_is_nobodys(tmp_path: Path) -> None:
    text = tmp_path / "a.md"
    text.write_text("# Hello\n\nOur users want more.\n", encoding="utf-8")
    troth("-C", tmp_path, "check", text, "-o", tmp_path / "found.txt")
    assert (tmp_path / "found.txt").is_file()
    assert not (tmp_path / ".troth").exists()
