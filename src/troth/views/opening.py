"""Opening a reading: one consistent moment of the ledger for one page or one command."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from troth.views.held import Held
from troth.views.reading import Reading

if TYPE_CHECKING:
    from troth.config import Settings
    from troth.ledger.opening import Ledger
    from troth.ledger.runs import Run
    from troth.store.index import Index


@contextmanager
def reading(
    ledger: Ledger,
    index: Index,
    settings: Settings,
    now_us: int,
    run: Run | None = None,
    held: Held | None = None,
) -> Iterator[Reading]:
    """What views read from; of the run given, else of the newest sealed one.

    `held` keeps what was worked out from one reading to the next.
    """
    as_of_us = run.as_of_us if run is not None and run.as_of_us is not None else now_us
    with ledger.read() as con:
        yield Reading(con, index, settings, now_us, as_of_us, run, held or Held())
