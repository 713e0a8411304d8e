"""The history of a document, from a real git repository: every version once, a new one once more."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from tests.calling import inside, own_process, troth
from troth.acts.opening import opened
from troth.store.home import create, open_home

ODD = "docs/ü'; rm -rf $(x) [1]\"*.md"


def git(folder: Path, *words: str, day: int = 1) -> None:
    when = f"2026-03-{day:02}T09:00:00+01:00"
    dated = {"GIT_AUTHOR_DATE": when, "GIT_COMMITTER_DATE": when, "GIT_CONFIG_GLOBAL": "/dev/null"}
    who = ["-c", "user.name=Mia Lang", "-c", "user.email=mia@acme.example"]
    subprocess.run(
        ["git", *who, *words],
        cwd=folder,
        check=True,
        capture_output=True,
        env={**os.environ, **dated},
    )


def committed(folder: Path, path: str, text: str, day: int) -> None:
    (folder / path).parent.mkdir(exist_ok=True)
    (folder / path).write_text(text)
    git(folder, "add", "-A")
    git(folder, "commit", "-qm", f"day {day}", day=day)


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    folder = tmp_path / "acme"
    folder.mkdir()
    git(folder, "init", "-q")
    create(folder)
    (folder / ".gitignore").write_text(".troth\n")
    committed(folder, "docs/old.md", "# Terms\n\nWe ship on time.\n\nNo fees.\n", 1)
    committed(folder, "docs/old.md", "# Terms\n\nWe ship on time.\n\nA fee of 2 EUR.\n", 2)
    git(folder, "mv", "docs/old.md", ODD)
    git(folder, "commit", "-qm", "moved", day=3)
    return folder


def counts(folder: Path) -> dict[str, int]:
    with opened(open_home(folder)) as work:
        return {kind: n for kind, n in work.index.counts().items() if n}


def test_every_version_goes_in_once_and_a_new_commit_adds_one(repository: Path) -> None:
    with inside(repository):
        said = troth("add", "--history", "--format", "json", ODD).fine().json
        (source,) = said["sources"]
        assert (source["source"], source["kinds"]) == ("git-history", {"document": 2, "change": 1})
        assert (source["first_at"][:10], source["last_at"][:10]) == ("2026-03-01", "2026-03-02")
        assert said["people_seen"] == 0, "its author is one of us"
        again = troth("add", "--history", "--format", "json", ODD).fine().json
        assert again["sources"][0]["outcome"] == "same"
        committed(repository, ODD, "# Terms\n\nWe ship on time.\n\nA fee of 3 EUR.\n", 4)
        more = troth("add", "--history", "--format", "json", "docs").fine().json
        assert more["sources"][0]["kinds"] == {"document": 1, "change": 1}
    assert counts(repository) == {"document": 1, "change": 2}
    with opened(open_home(repository)) as work:
        (paper,) = work.index.documents()
        assert paper.fields["path"] == ODD
        assert "3 EUR" in paper.text
        changes = [one for one in work.index.search("EUR") if one.kind == "change"]
        texts = [one.text for one in sorted(changes, key=lambda one: one.at_us)]
    assert texts == ["− No fees.\n+ A fee of 2 EUR.", "− A fee of 2 EUR.\n+ A fee of 3 EUR."]


def test_what_has_no_history_says_so_in_a_sentence(repository: Path, tmp_path: Path) -> None:
    (repository / "new.md").write_text("# New\n")
    (repository / "table.csv").write_text("a,b\n1,2\n")
    with inside(repository):
        assert (
            "git holds no version of this file" in troth("add", "--history", "new.md").fine(2).out
        )
        assert "Only documents" in troth("add", "--history", "table.csv").fine(2).out
    bare = tmp_path / "bare"
    create(bare)
    (bare / "a.md").write_text("# A\n")
    with inside(bare):
        assert "lies in no git repository" in troth("add", "--history", "a.md").fine(2).out
    said = own_process("add", "--history", "a.md", folder=bare, settings={"PATH": "/nowhere"})
    assert said.code == 2
    assert "needs git, which is not installed" in said.out


def test_a_repository_s_own_settings_start_nothing(repository: Path) -> None:
    trap = repository / "trap"
    trap.write_text("#!/bin/sh\ntouch sprung\n")
    trap.chmod(0o755)
    for name in ("core.fsmonitor", "diff.external", "gpg.program", "core.pager"):
        git(repository, "config", name, str(trap))
    git(repository, "config", "log.showSignature", "true")
    with inside(repository):
        troth("add", "--history", ODD).fine()
    assert not list(repository.rglob("sprung"))
