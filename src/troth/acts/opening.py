"""A workspace opened: where it lies, how it is set, its ledger and its index."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from troth import config
from troth.config import Settings
from troth.errors import MissingExtraError, StoreError
from troth.store.home import Home, create, find_home, open_home, writing

__all__ = ["Home", "Workspace", "at_hand", "locate", "locate_or_make", "opened", "own_folders"]

if TYPE_CHECKING:
    from troth.ledger.opening import Ledger
    from troth.store.index import Index


@dataclass(frozen=True, slots=True)
class Workspace:
    """What every deed inside a workspace needs. The ledger and the index are open."""

    home: Home
    settings: Settings
    ledger: Ledger
    index: Index


def locate(folder: Path | None) -> Home:
    """The workspace in `folder`, or the one the current folder lies in.

    StoreError says how to make one where there is none.
    """
    if folder is not None:
        return open_home(folder)
    home = find_home(Path.cwd())
    if home is None:
        raise StoreError(
            "This folder lies in no workspace.",
            place=str(Path.cwd()),
            advice="Make one here with:  troth init    or see an example with:  troth demo",
        )
    return open_home(home.root)


def locate_or_make(folder: Path | None) -> Home:
    """As `locate`, but a folder named on the command line becomes a workspace where it is none,
    and outside any workspace the current folder does: a first `troth add` just works."""
    if folder is None:
        found = find_home(Path.cwd())
        return create(found.root if found is not None else Path.cwd())
    folder.mkdir(parents=True, exist_ok=True)
    return create(folder)


def at_hand(folder: Path | None) -> Home | None:
    """The workspace in `folder`, or the one the current folder lies in; None outside one."""
    return open_home(folder) if folder is not None else find_home(Path.cwd())


def own_folders(folder: Path | None) -> tuple[str, ...]:
    """Where the user's own extensions lie; none outside a workspace."""
    home = at_hand(folder)
    return config.load(home.root).lens_folders if home is not None else ()


@contextmanager
def opened(home: Home, settings: Settings | None = None) -> Iterator[Workspace]:
    """The workspace with ledger and index open, closed again at the end."""
    from troth.acts.linking import links_of

    try:
        from troth.acts.mending import mended, whole_index
        from troth.ledger.opening import open_ledger
    except ModuleNotFoundError as fault:
        raise MissingExtraError(
            f"The workspace needs “{fault.name}”, which is not installed.",
            advice="Install all of it:  pip install 'troth[all]'",
        ) from fault
    settings = settings or config.load(home.root)
    with writing(home), open_ledger(settings.ledger_url or home.ledger) as ledger:
        index = whole_index(home, ledger, links_of(settings))
        try:
            with mended(home, ledger, index):
                yield Workspace(home, settings, ledger, index)
        finally:
            index.close()
