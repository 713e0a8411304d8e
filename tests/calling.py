"""Calls the command line as a shell does: in this process where that is enough, else in its own."""

from __future__ import annotations

import contextlib
import io
import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from troth.faces.cli import main


@dataclass(frozen=True)
class Called:
    """What a command gave back: its exit code, its results and its messages."""

    words: tuple[str, ...]
    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The results as JSON."""
        return json.loads(self.out)

    def fine(self, code: int = 0) -> Called:
        """Itself, if it ended as it should."""
        assert self.code == code, f"{' '.join(self.words)} → {self.code}\n{self.out}\n{self.err}"
        return self


def troth(*words: str | Path, given: bytes = b"") -> Called:
    """One command in this process, with nobody at the terminal."""
    plain = tuple(str(word) for word in words)
    out, err = io.StringIO(), io.StringIO()
    stdin = io.TextIOWrapper(io.BytesIO(given), encoding="utf-8")
    before = sys.argv, sys.stdin
    sys.argv, sys.stdin = ["troth", *plain], stdin
    code = 0
    try:
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            main()
    except SystemExit as ended:
        code = int(ended.code or 0)
    finally:
        sys.argv, sys.stdin = before
    return Called(plain, code, out.getvalue(), err.getvalue())


def own_process(
    *words: str | Path,
    folder: Path | None = None,
    settings: Mapping[str, str] | None = None,
    given: bytes = b"",
    timeout: float = 600,
) -> Called:
    """One command in a process of its own, as a shell starts it."""
    plain = tuple(str(word) for word in words)
    done = subprocess.run(
        [sys.executable, "-m", "troth", *plain],
        input=given,
        capture_output=True,
        cwd=folder,
        env={**os.environ, **(settings or {})},
        timeout=timeout,
    )
    return Called(plain, done.returncode, done.stdout.decode(), done.stderr.decode())


@contextlib.contextmanager
def inside(folder: Path) -> Iterator[Path]:
    """With this folder as the current one."""
    with contextlib.chdir(folder):
        yield folder
