"""Which lines of a document are new since a git revision, or against another file."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from pathlib import Path

from troth.errors import SourceError

_HUNK = re.compile(r"^@@ -\S+ \+(\d+)(?:,(\d+))? @@", re.M)


def changed_lines(path: Path, text: str, base: str) -> frozenset[int]:
    """The numbers, from 1, of the lines that differ from `base`.

    `base` is a file to compare with, or else a revision that git knows; a file that git does
    not track is new throughout.
    """
    other = Path(base)
    if other.is_file():
        return _against(other.read_text(encoding="utf-8", errors="replace"), text)
    return _since(path, text, base)


def _against(before: str, after: str) -> frozenset[int]:
    matcher = SequenceMatcher(None, before.splitlines(), after.splitlines(), autojunk=False)
    return frozenset(
        line
        for kind, _, _, start, end in matcher.get_opcodes()
        if kind in ("insert", "replace")
        for line in range(start + 1, end + 1)
    )


def _since(path: Path, text: str, revision: str) -> frozenset[int]:
    folder = path.resolve().parent
    known = _git(folder, "rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}")
    if known is None:
        raise SourceError(
            f"“{revision}” is neither a file nor a revision that git knows here.",
            advice="Name a file, or a branch, tag or commit: --diff main",
        )
    if _git(folder, "ls-files", "--error-unmatch", "--", path.name) is None:
        return frozenset(range(1, len(text.splitlines()) + 1))
    diff = _git(folder, "diff", "-U0", "--no-color", "--no-ext-diff", revision, "--", path.name)
    lines: set[int] = set()
    for hunk in _HUNK.finditer(diff or ""):
        start, count = int(hunk[1]), int(hunk[2] or 1)
        lines.update(range(start, start + count))
    return frozenset(lines)


def _git(folder: Path, *words: str) -> str | None:
    import subprocess

    try:
        done = subprocess.run(
            ["git", "-C", str(folder), *words], capture_output=True, check=False, timeout=30
        )
    except OSError as fault:
        raise SourceError(
            "git is not installed here.", advice="Compare with a file instead: --diff OLD.md"
        ) from fault
    return done.stdout.decode("utf-8", "replace") if done.returncode == 0 else None
