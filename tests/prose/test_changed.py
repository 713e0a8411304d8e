"""Only changed lines: against a file, and since a git revision."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from troth.errors import SourceError
from troth.prose.changed import changed_lines


def git(folder: Path, *words: str) -> None:
    who = ["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", "-C", str(folder), *who, *words], check=True, capture_output=True)


def test_against_a_file(tmp_path: Path) -> None:
    old = tmp_path / "old.md"
    old.write_text("a\nb\nc\n")
    assert changed_lines(tmp_path / "new.md", "a\nx\nc\nd\n", str(old)) == {2, 4}


def test_since_a_revision(tmp_path: Path) -> None:
    git(tmp_path, "init", "-q")
    page = tmp_path / "page.md"
    page.write_text("a\nb\nc\n")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-q", "-m", "x")
    page.write_text("a\nb\nnew\nc\n")
    assert changed_lines(page, page.read_text(), "HEAD") == {3}
    fresh = tmp_path / "fresh.md"
    fresh.write_text("a\nb\n")
    assert changed_lines(fresh, fresh.read_text(), "HEAD") == {1, 2}
    with pytest.raises(SourceError, match="neither a file nor a revision"):
        changed_lines(page, page.read_text(), "nowhere")
