"""Finishing what a forgetting has begun: what was published anew leaves nothing old behind.

A file in the workspace says that it was begun, and names nobody but by id. It goes last; so
whoever writes next finishes what was cut off, as often as it takes.
"""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from troth.acts.sweep import rebuild_index, sweep
from troth.errors import StoreError
from troth.ledger.forgetting import compact
from troth.store.indexing import compact as compact_index

if TYPE_CHECKING:
    from pathlib import Path

    from troth.ledger.opening import Ledger
    from troth.store.home import Home
    from troth.store.index import Index

TRIES = 40
PAUSE_S = 0.25


def begun(home: Home) -> str | None:
    """The id of the person whose forgetting has begun and is not finished."""
    try:
        return _sign(home).read_text().strip()
    except FileNotFoundError:
        return None


def begin(home: Home, person: str) -> None:
    """Say that a forgetting begins, so that it cannot be left half done."""
    with _sign(home).open("w") as out:
        out.write(person)
        out.flush()
        os.fsync(out.fileno())


def finish(
    home: Home, ledger: Ledger, index: Index, renew: Callable[[], bool] | None = None
) -> None:
    """Remove what the forgetting replaced, if one was begun: files, index, freed pages, logs.

    `renew` puts the index right where that takes less than making it anew, and says whether it
    could. To be called by the one process that holds `importing(home)`. Raises `StoreError` where a
    reader keeps a log open for long; the forgetting is then finished by the next call.
    """
    if begun(home) is None:
        return
    sweep(home, ledger, index)
    if renew is None or not renew():
        rebuild_index(home, ledger, index)
    home.backing.unlink(missing_ok=True)
    for derived in (home.measured, home.travelled, home.stays, home.left):
        derived.unlink(missing_ok=True)
    shutil.rmtree(home.dot / "cache", ignore_errors=True)
    _until(lambda: compact(ledger))
    _until(lambda: compact_index(index, home.tmp))
    _sign(home).unlink()


def _until(done: Callable[[], bool]) -> None:
    """Readers of a page are soon done; wait for them, but not for ever."""
    for _ in range(TRIES):
        if done():
            return
        time.sleep(PAUSE_S)
    raise StoreError(
        "Somebody is still reading, so the old pages could not be cleared yet.",
        advice="Stop other troth processes and run the same command again; it finishes the rest.",
    )


def _sign(home: Home) -> Path:
    return home.dot / "forgetting"
