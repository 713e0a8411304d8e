"""What a run derives for one page, in a file of its own: written whole or not at all, rebuilt by every run.

Such a file holds counts, times and names of steps; nobody's name, handle or words. It can be thrown
away at any time, and forgetting somebody throws it away.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, TypeVar

T = TypeVar("T")


def derive(path: Path, form: int, held: Mapping[str, Any], tmp: Path) -> None:
    """Write the file; `form` is the number of its layout."""
    write_whole(path, {"form": form, **held}, tmp)


def write_whole(
    path: Path, held: Mapping[str, Any], tmp: Path, *, indent: int | None = None
) -> None:
    """A file of JSON, there as a whole or not at all."""
    tmp.mkdir(parents=True, exist_ok=True)
    fresh = tmp / f"{path.stem}-{os.getpid()}.json"
    with fresh.open("w", encoding="utf-8") as out:
        json.dump(held, out, ensure_ascii=False, indent=indent)
        out.flush()
        os.fsync(out.fileno())
    fresh.replace(path)


def derived(path: Path, form: int, read: Callable[[Mapping[str, Any]], T]) -> T | None:
    """What was derived; None where no run has derived anything in this layout."""
    try:
        held = json.loads(path.read_text(encoding="utf-8"))
        return read(held) if held["form"] == form else None
    except (OSError, ValueError, KeyError, TypeError):
        return None


def stamp(path: Path) -> int:
    """When the file was written last, 0 where there is none: another number, another file."""
    return path.stat().st_mtime_ns if path.is_file() else 0
