"""Only changed lines: against a file, and since a git revision."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from tests.documents.making import docx, paragraph, run
from troth.documents import read
from troth.errors import SourceError
from troth.model.document import Document
from troth.prose.changed import Since


def git(folder: Path, *words: str) -> None:
    who = ["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", "-C", str(folder), *who, *words], check=True, capture_output=True)


def new(page: Path, base: str) -> set[int]:
    document = read(str(page), page.read_bytes())
    assert isinstance(document, Document)
    return set(Since(base).lines(document))


def test_against_a_file(tmp_path: Path) -> None:
    old, page = tmp_path / "old.md", tmp_path / "new.md"
    old.write_text("a\nb\nc\n")
    page.write_text("a\nx\nc\nd\n")
    assert new(page, str(old)) == {2, 4}


@pytest.fixture
def tracked(tmp_path: Path) -> Path:
    git(tmp_path, "init", "-q")
    (tmp_path / "page.md").write_text("a\nb\nc\n")
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "déjà vu.md").write_text("one\n")
    (tmp_path / "calm.md").write_text("calm\n")
    (tmp_path / "mail.eml").write_text("Subject: x\n\nfirst\n\nsecond\n")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-q", "-m", "x")
    return tmp_path


def test_since_a_revision(tracked: Path) -> None:
    page = tracked / "page.md"
    page.write_text("a\nb\nnew\nc\n")
    assert new(page, "HEAD") == {3}
    assert new(tracked / "calm.md", "HEAD") == set()
    odd = tracked / "sub" / "déjà vu.md"
    odd.write_text("one\n++ b/page.md\n")
    assert new(odd, "HEAD") == {2}
    fresh = tracked / "fresh.md"
    fresh.write_text("a\nb\n")
    assert new(fresh, "HEAD") >= {1, 2}


def test_of_a_file_whose_lines_git_cannot_count_the_earlier_version_is_read(tracked: Path) -> None:
    mail = tracked / "mail.eml"
    assert new(mail, "HEAD") == set()
    mail.write_text("Subject: x\n\nfirst\n\nthird\n")
    document = read(str(mail), mail.read_bytes())
    assert isinstance(document, Document)
    (line,) = new(mail, "HEAD")
    assert document.text.splitlines()[line - 1] == "third"


def test_of_a_word_file_only_new_paragraphs_are_new(tracked: Path) -> None:
    page = tracked / "terms.docx"
    page.write_bytes(docx(paragraph(run("We answer.")) + paragraph(run("We pay on Fridays."))))
    git(tracked, "add", ".")
    git(tracked, "commit", "-q", "-m", "terms")
    page.write_bytes(docx(paragraph(run("We answer.")) + paragraph(run("We may pay at any time."))))
    document = read(str(page), page.read_bytes())
    assert isinstance(document, Document)
    told = {document.text.splitlines()[line - 1] for line in new(page, "HEAD")}
    assert any("at any time" in line for line in told)
    assert not any("We answer" in line for line in told)


def test_what_could_not_be_read_before_is_new_throughout(tracked: Path) -> None:
    page = tracked / "terms.docx"
    page.write_bytes(b"no word file")
    git(tracked, "add", ".")
    git(tracked, "commit", "-q", "-m", "terms")
    page.write_bytes(docx(paragraph(run("We answer.")) + paragraph(run("We pay."))))
    document = read(str(page), page.read_bytes())
    assert isinstance(document, Document)
    assert new(page, "HEAD") >= set(range(1, len(document.text.splitlines()) + 1))


def test_the_reader_of_files_asks_first_which_may_hold_anything_new(tracked: Path) -> None:
    (tracked / "page.md").write_text("a\n")
    since = Since("HEAD")
    assert since.touches(tracked / "sub" / "nope.md") is False
    assert since.touches(tracked / "calm.md") is False
    (tracked / "page.md").write_text("a\nz\n")
    assert Since("HEAD").touches(tracked / "page.md") is True


@pytest.mark.parametrize("base", ["nowhere", "--output=x", ""])
def test_a_base_that_is_nothing_is_told(tracked: Path, base: str) -> None:
    with pytest.raises(SourceError, match="neither a file nor a revision"):
        new(tracked / "page.md", base)
    assert not (tracked / "x").exists()
