"""troth from Python: `troth.check(…)` without a workspace, `troth.open(…)` with one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from troth.faces.cli.options import now_us

if TYPE_CHECKING:
    from troth.acts.receipt import Receipt
    from troth.model.finding import Finding
    from troth.views.telling import Told


def check(*paths: str | Path, select: Iterable[str] = ()) -> tuple[Finding, ...]:
    """What the document lenses find in these files or folders; no workspace is needed.

    The sentences are filled in: the words that are meant stand in them.
    """
    from troth.acts.check import check as act
    from troth.acts.check import said

    done = act([Path(path) for path in paths], select=tuple(select) or None)
    return tuple(replace(one, says=said(one, done.document(one))) for one in done.findings)


def open(folder: str | Path = ".") -> Workspace:
    """The workspace in a folder, made there if there is none. Use it in a `with` block."""
    return Workspace(Path(folder))


class Workspace:
    """A workspace opened from Python: add records, look, read tables.

    Nothing is printed. Tables are lazy Ibis tables, on DuckDB or on what `troth.toml` names.
    """

    def __init__(self, folder: Path) -> None:
        from troth.acts.opening import locate_or_make, opened

        self._stack = ExitStack()
        self._tables: Any = None
        self._work = self._stack.enter_context(opened(locate_or_make(folder)))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of ledger, index and engine."""
        self._stack.close()

    def add(
        self,
        *paths: str | Path,
        source: str | None = None,
        whole: bool = False,
        insist: bool = False,
    ) -> Receipt:
        """Read files in; the receipt says what went in and what was set aside.

        With `whole` they are all there is of their systems: what they lack was deleted there;
        `insist` believes it also where much would go.
        """
        from troth.acts.add import add

        work, self._tables = self._work, None
        return add(
            work.home,
            work.settings,
            paths,
            source=source,
            whole=whole,
            insist=insist,
            now_us=now_us(),
        )

    def look(self, *lenses: str, as_of: int | None = None) -> tuple[Told, ...]:
        """What the lenses find, in words; `as_of` in UTC microseconds."""
        from troth.acts.look import known_lenses, look
        from troth.acts.run import Asked
        from troth.views.findings import Wanted, findings
        from troth.views.opening import reading

        work, self._tables = self._work, None
        asked = Asked(now_us(), as_of)
        wanted = known_lenses(work, lenses)
        run = look(work, asked)
        with reading(work.ledger, work.index, work.settings, asked.moment_us, run) as read:
            return findings(read, Wanted(wanted))

    @property
    def people(self) -> Any:
        """Everybody by handle: person, account, side, staff."""
        return self.evidence("person")

    @property
    def promises(self) -> Any:
        """Promises with their state, to whom, and when they are due."""
        return self.evidence("promise")

    def evidence(self, kind: str) -> Any:
        """The records of one kind, newest versions only, as a lazy table.

        A table shows what was there when it was asked for; ask again after `add` or `look`.
        """
        from troth.acts.reading import lazy_tables

        if self._tables is None:
            self._tables = self._stack.enter_context(lazy_tables(self._work, now_us()))
        return self._tables[kind]

    def __iter__(self) -> Iterator[Told]:
        return iter(self.look())
