"""What one import sets aside: all of it is kept, and a part of it is held in memory."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Self, TextIO

from troth.acts.sparing import Spare
from troth.ledger import manifest
from troth.model.origin import Origin, Span
from troth.model.reject import Reject

if TYPE_CHECKING:
    from sqlalchemy import Connection

SHOWN = 1_000
"""Rejects of one file that stay in memory, for the receipt."""
CHUNK = 5_000
"""Rejects written to the ledger at once."""


def _as_it_is(reject: Reject) -> Reject:
    return reject


class Aside:
    """The rejects of one file, in the order they were met.

    The first lie in memory, the others in a file of `tmp`, which is gone when the block ends;
    a crash leaves it to the next sweep.
    """

    def __init__(self, path: Path, spare: Spare = _as_it_is) -> None:
        self._path = path
        self._spare = spare
        self._spool: TextIO | None = None
        self.shown: list[Reject] = []
        self.count = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._spool is not None:
            try:
                self._spool.close()
            finally:
                self._path.unlink(missing_ok=True)

    def add(self, reject: Reject) -> None:
        """Sets one more aside; of the forgotten nothing but its place."""
        reject = self._spare(reject)
        self.count += 1
        if self.count <= SHOWN:
            self.shown.append(reject)
            return
        if self._spool is None:
            self._spool = self._path.open("w+", encoding="ascii")
        self._spool.write(_line(reject))

    def write(self, con: Connection, generation: int) -> None:
        """Writes all of them to the ledger, inside the transaction that seals the import."""
        every = self.all()
        while part := list(islice(every, CHUNK)):
            manifest.add_rejects(con, generation, part)

    def all(self) -> Iterator[Reject]:
        """Every one of them, in order."""
        yield from self.shown
        if self._spool is not None:
            self._spool.seek(0)
            yield from map(_reject, self._spool)


def _line(reject: Reject) -> str:
    origin = reject.origin
    span = [origin.span.start, origin.span.end] if origin.span else None
    where = [origin.file, origin.row, span, origin.link]
    return json.dumps([where, reject.excerpt, reject.says, reject.advice]) + "\n"


def _reject(line: str) -> Reject:
    (file, row, span, link), excerpt, says, advice = json.loads(line)
    return Reject(Origin(file, row, Span(*span) if span else None, link), excerpt, says, advice)
