"""Disks for tests: a small one that gets full, a folder that may not be written. They need root."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

SAYS = "NOT TESTED ON A {} DISK: that needs root and `mount` (a container may allow neither)"


@contextmanager
def small(place: Path, kib: int) -> Iterator[Path]:
    """A file system of so many KiB in memory."""
    place.mkdir(parents=True, exist_ok=True)
    _mount("FULL", "-t", "tmpfs", "-o", f"size={kib}k", "tmpfs", str(place))
    try:
        yield place
    finally:
        subprocess.run(["umount", "-l", str(place)], check=True)


def leave(place: Path, kib: int) -> None:
    """Make the small disk as large as what lies on it, and so many KiB more."""
    seen = os.statvfs(place)
    used = (seen.f_blocks - seen.f_bfree) * seen.f_frsize // 1024
    subprocess.run(["mount", "-o", f"remount,size={used + kib}k", str(place)], check=True)


@contextmanager
def read_only(folder: Path) -> Iterator[Path]:
    """The folder, into which nobody can write for so long."""
    _mount("READ-ONLY", "--bind", str(folder), str(folder))
    try:
        subprocess.run(["mount", "-o", "remount,ro,bind", str(folder)], check=True)
        yield folder
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)


def nobody() -> list[str]:
    """Words before a command that has it run by somebody who owns nothing here."""
    if os.geteuid() != 0 or not shutil.which("setpriv"):
        pytest.skip("NOT TESTED AS SOMEBODY ELSE: that needs root and `setpriv`")
    return ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"]


def _mount(kind: str, *words: str) -> None:
    if os.geteuid() != 0 or not shutil.which("mount"):
        pytest.skip(SAYS.format(kind))
    done = subprocess.run(["mount", *words], capture_output=True, text=True)
    if done.returncode:
        pytest.skip(f"{SAYS.format(kind)}: {done.stderr.strip()}")
