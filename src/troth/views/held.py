"""What was worked out once, and is used again until the ledger says something else.

A page may hold a value only together with the state it was worked out in. As soon as an import,
a run or an entry is new, the state is another and the value is worked out again; so nothing of
a person outlives its being forgotten.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from troth.ledger import entries, manifest, runs
from troth.ledger.folding import DEEDS
from troth.ledger.judged import HEED
from troth.ledger.same import FORGET, READ
from troth.views.standing import ASIDE, UNDO

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from troth.store.index import Index

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class State:
    """How far the ledger is, by the numbers of what came last: equal states, equal answers.

    `generation` counts imports, `run` names the newest run of any kind, `promise`, `people` and
    `aside` are the newest entries about promises, about who is who, and about findings.
    `words` changes whenever the index is written to.
    """

    generation: int
    run: str
    promise: int
    people: int
    aside: int
    words: tuple[tuple[int, int], ...]


def state_of(con: Connection, index: Index) -> State:
    """The state at this moment; quick however much there is."""
    last = runs.runs(con, limit=1)
    return State(
        generation=manifest.generation(con),
        run=last[0].id if last else "",
        promise=entries.newest(con, (*DEEDS, FORGET)),
        people=entries.newest(con, READ),
        aside=entries.newest(con, (*ASIDE, HEED, UNDO, FORGET)),
        words=tuple(_stamp(Path(f"{index.path}{end}")) for end in ("", "-wal")),
    )


class Held:
    """Values by name, each with the state it holds for; safe for several threads.

    Whoever asks while a value is being worked out waits for it instead of doing the same.
    """

    def __init__(self) -> None:
        self._kept: dict[str, tuple[Hashable, Any]] = {}
        self._locks: dict[str, threading.RLock] = {}

    def of(self, name: str, state: Hashable, make: Callable[[], T]) -> T:
        """The value of this name in this state, worked out where it is not at hand."""
        lock = self._locks.setdefault(name, threading.RLock())
        with lock:
            kept = self._kept.get(name)
            if kept is None or kept[0] != state:
                kept = self._kept[name] = (state, make())
            value: T = kept[1]
            return value


def _stamp(path: Path) -> tuple[int, int]:
    try:
        found = path.stat()
    except FileNotFoundError:
        return (0, 0)
    return found.st_mtime_ns, found.st_size
