"""What many test files stand on is made once in a run, whichever worker asks for it first."""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest


def shared(made: pytest.TempPathFactory) -> Path:
    """The folder that all workers of this run share; the next run has another."""
    base = made.getbasetemp()
    folder = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "shared"
    folder.mkdir(exist_ok=True)
    return folder


def once(made: pytest.TempPathFactory, name: str, make: Callable[[Path], object]) -> Path:
    """What `make` writes to the path it is given, made by one worker and waited for by the others.

    Nobody may write to it: whoever wants to takes a copy. What failed half-way is made again, so
    that each worker tells the fault.
    """
    folder = shared(made)
    path, finished = folder / name, folder / f"{name}.finished"
    with (folder / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not finished.exists():
            shutil.rmtree(path, ignore_errors=True)
            make(path)
            finished.touch()
    return path
