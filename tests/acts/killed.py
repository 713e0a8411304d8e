"""A child process that adds a file and is killed at a named moment: `python killed.py ROOT FILE AT`."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

MOMENTS = ("reading", "renaming", "renamed", "writing the manifest", "sealed", "indexed")


def die(*_: object, **__: object) -> None:
    """Ends this process as a power cut would."""
    os.kill(os.getpid(), signal.SIGKILL)


def after(made: Callable[..., Any], times: int = 1) -> Callable[..., Any]:
    """The same function, which kills the process once it has been called so many times."""
    calls = 0

    def killing(*given: Any, **named: Any) -> Any:
        nonlocal calls
        result = made(*given, **named)
        calls += 1
        if calls >= times:
            die()
        return result

    return killing


def arm(moment: str) -> None:
    """Sets the trap."""
    from troth.acts import importing, intake, placing, rows
    from troth.ledger import manifest
    from troth.store import evidence, indexing

    if moment == "reading":
        rows.BATCH = intake.BATCH = 2
        placing.Placing.place = after(placing.Placing.place, 2)  # type: ignore[method-assign]
    elif moment == "renaming":
        evidence.place = after(evidence.place)
    elif moment == "renamed":
        evidence.Writer.close = after(evidence.Writer.close)  # type: ignore[method-assign]
    elif moment == "writing the manifest":
        manifest.add_import = after(manifest.add_import)
    elif moment == "sealed":
        importing._seal = after(importing._seal)
    elif moment == "indexed":
        indexing.Indexing.finish = after(indexing.Indexing.finish)  # type: ignore[method-assign]


def main(root: str, file: str, moment: str) -> None:
    from troth.acts.add import add
    from troth.config import load
    from troth.store.home import open_home

    arm(moment)
    add(open_home(Path(root)), load(Path(root)), [file])


if __name__ == "__main__":
    main(*sys.argv[1:])
