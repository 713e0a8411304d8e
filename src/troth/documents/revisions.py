"""Files as a git revision holds them: one by `REV:path`, or all under a folder.

As with `committed`, git runs without a shell, starts nothing else and asks nothing.
"""

from __future__ import annotations

from pathlib import Path

from troth.documents.committed import LARGEST, git
from troth.errors import SourceError


def at_revision(here: Path, revision: str, path: str) -> dict[str, bytes]:
    """The files that a revision holds at a path, by their path below it ("" for one file).

    `path` is taken from the folder `here`. Raises SourceError where there is no git, no such
    revision, or nothing at that path.
    """
    if revision.startswith("-"):
        raise SourceError(f"“{revision}” is no revision.", advice="Name a commit, tag or branch.")
    kept = ["ls-tree", "-r", "-z", "--full-name", revision, "--", f"./{path}" if path else "."]
    try:
        told = git(here, kept)
    except SourceError as fault:
        advice = "Name a file that is there, or a commit, tag or branch and a path: REV:path."
        raise SourceError(fault.says, place=f"{revision}:{path}", advice=advice) from fault
    rows = [row for row in told.decode("utf-8", "replace").split("\0") if row]
    if not rows:
        says = f"The revision holds nothing at {path or 'this folder'}."
        raise SourceError(says, place=f"{revision}:{path}", advice="Correct the path.")
    found = {}
    whole = len(rows) == 1 and rows[0].partition("\t")[2].endswith(Path(path).name)
    for row in rows:
        entry, _, name = row.partition("\t")
        kind, blob = entry.split(" ")[1:3]
        size = git(here, ["cat-file", "-s", blob]).strip() if kind == "blob" else b""
        if size.isdigit() and int(size) <= LARGEST:
            held = git(here, ["cat-file", "blob", blob])
            found["" if whole else _below(name, path)] = held
    return found


def _below(name: str, path: str) -> str:
    """The path of a file below the folder asked for."""
    parts = Path(path).parts
    own = Path(name).parts
    for at in range(len(own) - len(parts) + 1):
        if own[at : at + len(parts)] == parts:
            return str(Path(*own[at + len(parts) :]))
    return name
