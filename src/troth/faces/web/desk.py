"""What a request works with: the open workspace, a reading of it, and the clock."""

from __future__ import annotations

import getpass
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from threading import Lock

from starlette.requests import Request

from troth.acts.mending import made_whole, mended
from troth.acts.opening import Home, Workspace, opened
from troth.config import Settings
from troth.views.held import Held
from troth.views.opening import reading
from troth.views.reading import Reading


class Desk:
    """One workspace, opened when it is first needed and kept open.

    Ledger and index are safe to read from several threads at once.
    """

    def __init__(self, home: Home, settings: Settings) -> None:
        self.home = home
        self.settings = settings
        self.held = Held()
        self._work: Workspace | None = None
        self._open = ExitStack()
        self._lock = Lock()

    @property
    def work(self) -> Workspace:
        """The open workspace."""
        with self._lock:
            if self._work is None:
                self._work = self._open.enter_context(opened(self.home, self.settings))
            return self._work

    @contextmanager
    def reading(self) -> Iterator[Reading]:
        """One consistent moment, for one page."""
        work = self.work
        with mended(work.home, work.ledger, work.index):
            made_whole(work.home, work.ledger, work.index)
            with reading(work.ledger, work.index, work.settings, now_us(), held=self.held) as read:
                yield read

    def close(self) -> None:
        """Let go of the databases."""
        with self._lock:
            self._work = None
            self._open.close()


def desk_of(request: Request) -> Desk:
    """What this request works with."""
    desk: Desk = request.app.state.desk
    return desk


def now_us() -> int:
    """The clock, read in faces only."""
    return time.time_ns() // 1000


def who() -> str:
    """Who signs what is written from these pages: the one user of this machine."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "somebody on this machine"
