"""An index that was lost or damaged is made anew from the evidence, and it is said once.

The index is derived: the evidence and the ledger's manifest hold all that is in it. Whoever
opens a workspace, or reads a page of it, gets a whole index or one clear sentence.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING

from troth import config
from troth.acts.sweep import rebuild_index
from troth.errors import StoreError
from troth.ledger import manifest
from troth.ledger.opening import open_ledger
from troth.store.home import Home, importing
from troth.store.index import Index
from troth.store.index_files import discard, is_damage

if TYPE_CHECKING:
    from troth.ledger.opening import Ledger

log = logging.getLogger("troth")
Link = Callable[[str, str], str | None]
"""The way back of a record that has none, from its file and thread."""


def whole_index(home: Home, ledger: Ledger, link: Link | None = None) -> Index:
    """The index, open and whole; what was lost or cannot be opened is made anew."""
    try:
        return _opened(home, ledger, link)
    except Exception as fault:
        if not is_damage(fault):
            raise
    discard(home.index)
    return _opened(home, ledger, link)


def _opened(home: Home, ledger: Ledger, link: Link | None) -> Index:
    index = Index(home.index, link)
    try:
        made_whole(home, ledger, index)
    except BaseException:
        index.close()
        raise
    return index


def made_whole(home: Home, ledger: Ledger, index: Index) -> None:
    """Fills an index that is empty although there is evidence.

    While somebody writes to the workspace nothing is done: whoever writes fills it.
    """
    if index.generation() or not _evidence(ledger):
        return
    with _free(home) as free:
        if free and not index.generation():
            rebuild_index(home, ledger, index)
            log.warning(f"The index was missing or damaged and {_made(index)}")


@contextmanager
def mended(home: Home, ledger: Ledger, index: Index) -> Iterator[None]:
    """Work with an index: damage met on the way is mended, and said in a `StoreError`."""
    try:
        yield
    except Exception as fault:
        if not is_damage(fault):
            raise
        discard(home.index)
        says = "The index was damaged; the next command makes it anew from the evidence."
        with _free(home) as free:
            if free:
                rebuild_index(home, ledger, index)
                says = f"The index was damaged and {_made(index)}"
        advice = "Nothing was lost. Ask the same again."
        raise StoreError(says, place=str(home.index), advice=advice) from fault


def rebuilt(home: Home) -> str:
    """Makes the index anew whatever state it is in, and says so; waits for whoever writes."""
    settings = config.load(home.root)
    with importing(home), open_ledger(settings.ledger_url or home.ledger) as ledger:
        discard(home.index)
        index = Index(home.index)
        try:
            rebuild_index(home, ledger, index)
            return f"The index {_made(index)}"
        finally:
            index.close()


def _made(index: Index) -> str:
    count = sum(index.counts().values())
    held = "1 record" if count == 1 else f"{count:,} records"
    return f"was made anew from the evidence ({held})."


def _evidence(ledger: Ledger) -> bool:
    with ledger.read() as con:
        return manifest.generation(con) > 0


@contextmanager
def _free(home: Home) -> Iterator[bool]:
    """Holds the workspace for writing if nobody else does."""
    with ExitStack() as held:
        try:
            held.enter_context(importing(home, wait=False))
        except StoreError:
            yield False
            return
        yield True
