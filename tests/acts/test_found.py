"""Which files of a folder are read: none that is troth's own."""

from __future__ import annotations

from pathlib import Path

from tests.calling import inside, troth


def test_a_folder_gives_what_is_not_troths_own(tmp_path: Path) -> None:
    with inside(tmp_path):
        troth("init").fine()
        (tmp_path / "notes.md").write_text("# Notes\n\nNothing.\n")
        (tmp_path / "troth_lenses").mkdir()
        (tmp_path / "troth_lenses" / "notes.md").write_text("# About our lenses\n")
        troth("add", ".").fine()
        troth("report").fine()
        troth("report", "--format", "md").fine()
        told = troth("add", ".", "--format", "json").fine().json
        assert [one["path"] for one in told["sources"]] == ["notes.md"]
        assert troth("init", "--format", "json").fine().json["would_read"] == [
            {"path": "notes.md", "source": "documents"}
        ]
        named = troth("add", "troth-report.md", "--format", "json").fine().json
        assert named["sources"][0]["new"] == 1, "what is named is read, whatever it is called"
