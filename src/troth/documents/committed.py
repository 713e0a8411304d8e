"""The versions of a file that git holds: when each was committed, by whom, and what it said.

git runs as a process without a shell, told to start nothing else (no pager, no filter, no signature
check, no fetching) and never to ask. Paths are literal, whatever stands in them.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from troth.errors import SourceError

LARGEST = 32 << 20
MOST = 20_000
SECONDS = 120
_FIELDS = 5
_FORMAT = "%H%x00%an%x00%ae%x00%cI%x00%s"
_QUIET = (
    "--no-pager",
    "-c",
    "core.fsmonitor=false",
    "-c",
    "log.showSignature=false",
    "-c",
    "core.quotePath=false",
)


@dataclass(frozen=True, slots=True)
class Committed:
    """One version: its commit, its author, when it was committed, and where it lay then."""

    commit: str
    author: str
    email: str
    at: str
    subject: str
    path: str


def versions(file: Path) -> list[Committed]:
    """The committed versions of a file, the oldest first; renames are followed.

    Raises SourceError where there is no git, no repository, or no version.
    """
    words = ["log", "--follow", "-z", f"--format={_FORMAT}", "--name-status", f"-n{MOST}"]
    words += ["--no-ext-diff", "--no-textconv", "--no-show-signature", "--no-color"]
    said = git(file, [*words, "--", f":(literal){file.name}"])
    found = list(_parsed(said.decode("utf-8", "replace").split("\0")))
    if not found:
        raise SourceError(
            "git holds no version of this file.",
            advice="Commit it first, or add it as it lies there, without --history.",
        )
    return found[::-1]


def content(file: Path, version: Committed) -> bytes | None:
    """What the file held in a version; None where it is larger than 32 MiB."""
    blob = f"{version.commit}:{version.path}"
    size = git(file, ["cat-file", "-s", blob]).strip()
    if not size.isdigit() or int(size) > LARGEST:
        return None
    return git(file, ["cat-file", "blob", blob])


def _parsed(tokens: list[str]) -> Iterator[Committed]:
    """Five fields a commit, then what became of the file and where it lies: one path, of a rename two."""
    at = 0
    while at + _FIELDS < len(tokens):
        commit, author, email, when, subject = tokens[at : at + _FIELDS]
        at += _FIELDS
        status = tokens[at].strip("\n")
        if not tokens[at].startswith("\n"):
            continue
        paths = 2 if status[:1] in ("R", "C") else 1
        path = tokens[at + paths] if at + paths < len(tokens) else ""
        at += 1 + paths
        if status[:1] != "D" and path:
            yield Committed(commit, author, email, when, subject, path)


def git(file: Path, words: list[str]) -> bytes:
    """What git says to some words, run in the folder of a file (or in a folder) and nowhere else.

    Raises SourceError where there is no git, or it refuses, or answers too late.
    """
    folder = file.absolute() if file.is_dir() else file.absolute().parent
    quiet = {
        "GIT_TERMINAL_PROMPT": "0",
        "GIT_OPTIONAL_LOCKS": "0",
        "GIT_NO_LAZY_FETCH": "1",
        "LC_ALL": "C",
    }
    try:
        done = subprocess.run(
            ["git", "-C", str(folder), *_QUIET, *words],
            capture_output=True,
            stdin=subprocess.DEVNULL,
            env={**os.environ, **quiet},
            timeout=SECONDS,
            check=False,
        )
    except FileNotFoundError:
        says = "The history of a document needs git, which is not installed."
        raise SourceError(says, advice="Install git, or add the file without --history.") from None
    except subprocess.TimeoutExpired:
        raise SourceError(f"git gave no answer within {SECONDS} seconds.") from None
    if done.returncode:
        raise _refused(done.stderr.decode("utf-8", "replace"))
    return done.stdout


def _refused(said: str) -> SourceError:
    if "not a git repository" in said:
        says = "The file lies in no git repository, so it has no history."
        return SourceError(says, advice="Add it without --history.")
    if "does not have any commits" in said or "unknown revision" in said:
        says = "git holds no version of this file."
        return SourceError(says, advice="Commit it first, or add it without --history.")
    line = next((each for each in said.splitlines() if each.strip()), "no reason given")
    return SourceError(
        f"git refused: {line.removeprefix('fatal: ')[:200]}.", advice="See what git says there."
    )
