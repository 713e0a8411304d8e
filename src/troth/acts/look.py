"""Making sure that somebody has looked: the run that answers a question about now or then."""

from __future__ import annotations

from collections.abc import Callable

from troth import registry
from troth.acts.opening import Workspace
from troth.acts.run import Asked, ensure
from troth.errors import StoreError, UnknownNameError
from troth.ledger import belonging, runs
from troth.ledger.runs import Run


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
        return ensure(work, asked, progress)
    with work.ledger.read() as con:
        last = runs.latest(con)
    if last is None:
        raise StoreError("Nobody has looked yet.", advice="Leave out --no-run the first time.")
    return last


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
