"""A command at a terminal, where somebody answers what it asks."""

from __future__ import annotations

import os
import pty
import select
import sys
from collections.abc import Sequence
from pathlib import Path

PATIENCE = 60


def at_terminal(
    words: Sequence[str], answers: Sequence[tuple[str, str]], folder: Path, enter: str = "\n"
) -> str:
    """All that the terminal shows; each answer is given once what it is for has been asked."""
    pid, end = pty.fork()
    if pid == 0:
        os.chdir(folder)
        os.environ["TERM"] = "dumb"
        os.environ["COLUMNS"] = "100"
        os.execv(sys.executable, [sys.executable, "-m", "troth", *words])
    shown, seen, waiting = "", 0, list(answers)
    try:
        while select.select([end], [], [], PATIENCE)[0]:
            try:
                piece = os.read(end, 1 << 16)
            except OSError:
                piece = b""
            if not piece:
                break
            shown += piece.decode("utf-8", "replace")
            if waiting and waiting[0][0] in shown[seen:]:
                seen = len(shown)
                os.write(end, waiting.pop(0)[1].encode() + enter.encode())
        else:
            os.kill(pid, 9)
            raise AssertionError(f"nothing more came after:\n{shown}")
    finally:
        os.waitpid(pid, 0)
        os.close(end)
    assert not waiting, f"it was never asked for {waiting[0][0]!r}:\n{shown}"
    return shown.replace("\r\n", "\n")
