"""Making sure that somebody has looked: the run that answers a question about now or then."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress

from troth import registry
from troth.acts.finishing import finish
from troth.acts.opening import Workspace
from troth.acts.retention import retain_when_due
from troth.acts.run import Asked, ensure
from troth.errors import StoreError, UnknownNameError
from troth.ledger import belonging, runs
from troth.ledger.runs import Run
from troth.store.home import importing


def look(
    work: Workspace,
    asked: Asked,
    *,
    fresh: bool = True,
    progress: Callable[[str, int, int | None], None] | None = None,
) -> Run:
    """The run to read findings from; with `fresh` off, the latest one as it is (`--no-run`)."""
    if fresh:
        with work.ledger.begin() as con:
            belonging.settle(con, work.home.secret, work.settings.accounts)
        if asked.as_of_us is None and asked.known_at_us is None and work.settings.retention:
            _retain(work, asked.now_us)
        return ensure(work, asked, progress)
    with work.ledger.read() as con:
        last = runs.latest(con)
    if last is None:
        raise StoreError("Nobody has looked yet.", advice="Leave out --no-run the first time.")
    return last


def _retain(work: Workspace, now_us: int) -> None:
    """Drop what is too old first. Where somebody writes or reads on, the next writer does it."""
    with suppress(StoreError), importing(work.home, wait=False):
        finish(work.home, work.ledger, work.index)
        retain_when_due(work, now_us)


def known_lenses(work: Workspace, names: tuple[str, ...]) -> frozenset[str]:
    """The lenses named, or all of them; an unknown one is an error that offers near names."""
    folders = work.settings.lens_folders
    known = {
        *registry.extensions("lenses", folders),
        *registry.extensions("prose", folders),
    }
    for name in names:
        if name not in known:
            raise UnknownNameError("lens", name, known)
    return frozenset(names) or frozenset(known)
