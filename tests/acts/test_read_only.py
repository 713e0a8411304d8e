"""A workspace into which nothing can be written: every command says so in one sentence."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.acts.disks import nobody, read_only
from tests.acts.exports import MESSAGE, empty, messages, write
from tests.acts.kept import everything
from tests.calling import Called, own_process, troth

SAYS = "Nothing can be written here: it is read-only, or belongs to somebody else."
ADVICE = "Let troth write there, or copy the workspace to where it may."
COMMANDS = (
    ("add", "FILE"),
    ("add", "-"),
    ("today",),
    ("today", "--no-run"),
    ("look",),
    ("person", "ana@river.example"),
    ("doctor",),
    ("serve", "--no-open"),
    ("forget", "ana@river.example", "--yes"),
    ("note", "ana@river.example", "--away", "2026-12-01"),
)


@dataclass(frozen=True)
class Kept:
    """A workspace that holds something, and a file that is not in it yet."""

    root: Path
    file: Path


def company(folder: Path) -> Kept:
    """It, in this folder."""
    home, _ = empty(folder / "ws")
    first = write(folder / "first.csv", MESSAGE, messages(40, ["ana", "bo"]))
    troth("-C", home.root, "add", first, "-q").fine()
    second = write(folder / "second.csv", MESSAGE, messages(40, ["ana", "bo"], first=40))
    return Kept(home.root, second)


@pytest.fixture
def kept(tmp_path: Path) -> Kept:
    return company(tmp_path)


@pytest.fixture(scope="module")
def shut(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Kept]:
    made = company(tmp_path_factory.mktemp("shut"))
    with read_only(made.root):
        yield made


def one_sentence(called: Called, place: Path) -> None:
    """Where, what is wrong, what to do; and nothing else."""
    assert (called.code, called.out) == (2, ""), called.out + called.err
    first, second = called.err.strip().splitlines()
    where, _, says = first.partition("  ")
    assert Path(where).is_relative_to(place), where
    assert (says, second) == (SAYS, ADVICE)


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_a_command_says_it_and_ends(shut: Kept, words: Sequence[str]) -> None:
    given = b"a,b\n" if "-" in words else b""
    called = [str(shut.file) if word == "FILE" else word for word in words]
    one_sentence(troth("-C", shut.root, *called, given=given), shut.root)


def test_nothing_of_it_is_changed_and_it_goes_on_where_it_may(kept: Kept) -> None:
    home, settings = empty(kept.root)
    before = everything(home, settings)
    with read_only(kept.root):
        one_sentence(troth("-C", kept.root, "add", kept.file), kept.root)
    assert everything(home, settings) == before
    troth("-C", kept.root, "add", kept.file, "-q").fine()
    assert everything(home, settings)["stock"] == {"message": 80 - 1}


def test_no_workspace_is_made_in_a_folder_that_may_not_be_written(tmp_path: Path) -> None:
    (tmp_path / "plain").mkdir()
    with read_only(tmp_path / "plain") as folder:
        one_sentence(troth("init", folder), folder)
        one_sentence(troth("-C", folder / "new", "add", folder), folder)
        one_sentence(troth("-C", folder, "add", folder), folder)
        one_sentence(troth("demo", folder / "demo", "--no-serve"), folder)


def test_of_somebody_else_s_folder_it_is_told_as_well() -> None:
    """The folder belongs to root, and whoever calls is not root; no mount is needed."""
    before = nobody()
    with tempfile.TemporaryDirectory(prefix="troth-") as folder:
        Path(folder).chmod(0o755)
        theirs = company(Path(folder))
        for mode in (0o700, 0o755):
            (theirs.root / ".troth").chmod(mode)
            words = [*before, sys.executable, "-m", "troth", "-C", str(theirs.root)]
            words += ["add", str(theirs.file)]
            done = subprocess.run(words, capture_output=True, text=True, cwd="/", timeout=60)
            called = Called(tuple(words), done.returncode, done.stdout, done.stderr)
            one_sentence(called, theirs.root)


def test_the_folder_for_temporary_files_is_not_needed(kept: Kept) -> None:
    """What is laid down for a while lies in the workspace, so that it is swept with it."""
    nowhere = dict.fromkeys(("TMPDIR", "TEMP", "TMP", "SQLITE_TMPDIR"), "/proc/nowhere")
    own_process("-C", kept.root, "add", kept.file, "-q", settings=nowhere).fine()
    given = kept.file.read_bytes().replace(b"m4", b"n4")
    own_process("-C", kept.root, "add", "-", "-q", settings=nowhere, given=given).fine()
