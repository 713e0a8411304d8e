"""Which lines of a document are new since a git revision, or against another file."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from pathlib import Path

from troth.errors import SourceError
from troth.model.document import Document
from troth.patterns import later

_FILE = later(rb"^\+\+\+ (?:b/([^\t\n]*)|(/dev/null))", re.M)
_HUNK = later(rb"^@@ -\S+ \+(\d+)(?:,(\d+))? @@", re.M)
_AS_THEY_LIE = ("markdown", "html", "text", "rst", "mdx")
"""Formats whose lines are the lines of the file; of others git cannot tell which are new, and what
stood there before is read as well."""


class Since:
    """What has changed since `base`: a file to compare with, or else a revision that git knows.

    Each repository is asked once. A file that git does not track is new throughout. Of one whose
    lines git does not count (a .docx, a PDF, a mail) the earlier version is read and compared.
    """

    def __init__(self, base: str) -> None:
        self.base = base
        self._other = Path(base) if Path(base).is_file() else None
        self._tops: dict[Path, Path] = {}
        self._changed: dict[Path, dict[str, frozenset[int] | None]] = {}

    def touches(self, path: Path) -> bool:
        """Whether a file may hold anything new at all."""
        if self._other is not None:
            return True
        whole = path.resolve()
        return (
            self._of(whole).get(_under(whole, self._top(whole.parent)), frozenset()) != frozenset()
        )

    def lines(self, document: Document) -> frozenset[int]:
        """The numbers, from 1, of the document's lines that differ from the base."""
        if self._other is not None:
            return _against(self._other, document)
        path = Path(document.path).resolve()
        held = self._of(path).get(_under(path, self._top(path.parent)), frozenset())
        if held == frozenset():
            return frozenset()
        if held and document.format in _AS_THEY_LIE:
            return held
        return self._compared(path, document)

    def _compared(self, path: Path, document: Document) -> frozenset[int]:
        """The lines that the version of the revision lacks; all where it had none that can be read."""
        from troth.documents import read

        top = self._top(path.parent)
        before = _git(top, "show", f"{self.base}:{_under(path, top)}")
        held = read(str(path), before) if before is not None else None
        return _differing(held, document) if isinstance(held, Document) else _all(document)

    def _of(self, path: Path) -> dict[str, frozenset[int] | None]:
        top = self._top(path.parent)
        if top not in self._changed:
            self._changed[top] = _changes(top, self.base)
        return self._changed[top]

    def _top(self, folder: Path) -> Path:
        if folder not in self._tops:
            top = _git(folder, "rev-parse", "--show-toplevel")
            if top is None or not _knows(folder, self.base):
                raise SourceError(
                    f"“{self.base}” is neither a file nor a revision that git knows here.",
                    advice="Name a file, or a branch, tag or commit: --diff main",
                )
            self._tops[folder] = Path(top.decode("utf-8", "surrogateescape").rstrip("\n")).resolve()
        return self._tops[folder]


def _knows(folder: Path, revision: str) -> bool:
    named = f"{revision}^{{commit}}"
    return (
        not revision.startswith("-")
        and _git(folder, "rev-parse", "-q", "--verify", named) is not None
    )


def _under(path: Path, top: Path) -> str:
    return path.relative_to(top).as_posix()


def _all(document: Document) -> frozenset[int]:
    return frozenset(range(1, len(document.line_starts) + 1))


def _against(base: Path, document: Document) -> frozenset[int]:
    from troth.documents import read

    before = read(str(base), base.read_bytes())
    if not isinstance(before, Document):
        raise SourceError(before.says, place=str(base), advice=before.advice)
    return _differing(before, document)


def _differing(before: Document, document: Document) -> frozenset[int]:
    matcher = SequenceMatcher(
        None, before.text.splitlines(), document.text.splitlines(), autojunk=False
    )
    return frozenset(
        line
        for kind, _, _, start, end in matcher.get_opcodes()
        if kind in ("insert", "replace")
        for line in range(start + 1, end + 1)
    )


def _changes(top: Path, revision: str) -> dict[str, frozenset[int] | None]:
    """The new lines of each file of a repository that changed; None where all of it counts."""
    found: dict[str, frozenset[int] | None] = {}
    plain = ("--no-color", "--no-ext-diff", "--no-renames", revision, "--")
    for name in (_git(top, "diff", "--name-only", "-z", *plain) or b"").split(b"\0"):
        found[_path(name)] = None
    marked = ("-c", "core.quotePath=false", "diff", "-U0", "--src-prefix=a/", "--dst-prefix=b/")
    for part in re.split(rb"^diff --git ", _git(top, *marked, *plain) or b"", flags=re.M)[1:]:
        named, lines = _FILE.search(part), _new_lines(part)
        if named and named[1] is not None:
            found[_path(named[1])] = lines
    for name in (_git(top, "ls-files", "--others", "-z") or b"").split(b"\0"):
        found[_path(name)] = None
    return found


def _new_lines(part: bytes) -> frozenset[int]:
    lines: set[int] = set()
    for hunk in _HUNK.finditer(part):
        start, count = int(hunk[1]), int(hunk[2] or 1)
        lines.update(range(start, start + count))
    return frozenset(lines)


def _path(name: bytes) -> str:
    return name.decode("utf-8", "surrogateescape")


def _git(folder: Path, *words: str) -> bytes | None:
    import subprocess

    try:
        done = subprocess.run(
            ["git", "-C", str(folder), *words], capture_output=True, check=False, timeout=60
        )
    except OSError as fault:
        raise SourceError(
            "git is not installed here.", advice="Compare with a file instead: --diff OLD.md"
        ) from fault
    return done.stdout if done.returncode == 0 else None
