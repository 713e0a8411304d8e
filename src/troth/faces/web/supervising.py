"""The one worker behind the pages: takes in what was sent, and looks when it is time.

It holds the ledger's lease for as long as it serves, so that of several servers on a workspace
only one works; the others read along and say who works. All work is done in a process of its
own, which may be killed at any moment: an import and a run are sealed whole or not at all.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import threading
from dataclasses import dataclass, replace
from typing import Literal

from troth.acts.working import due, give_back, prolong, set_hour, stale
from troth.errors import TrothError, unwritten
from troth.faces.web.adding import SHOWN, Job, folders_of, queue, read_job, write_job
from troth.faces.web.desk import Desk, now_us, who
from troth.model.units import HOUR_US

TICK = 10.0
"""Seconds between two looks at the queue, the clock and the lease; a third of its term."""
AGAIN_US = HOUR_US
"""After a look that failed, so long until the next."""
KILLED = "The worker ended before it was through. Nothing was kept; add it again."

State = Literal["idle", "looking", "adding", "elsewhere", "failed"]


@dataclass(frozen=True, slots=True)
class Working:
    """What the worker does at this moment, and in words where a reader should know."""

    state: State = "idle"
    says: str = ""


LOOKING = Working("looking", "Reading through the records. What is found stands here in a moment.")


class Worker:
    """Supervises the work on one workspace. `now` says what is done."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.home = desk.home
        self.now = Working()
        self.holder = f"{who()} on {socket.gethostname()}, process {os.getpid()}"
        self._stop = threading.Event()
        self._wake = threading.Event()
        self._thread: threading.Thread | None = None
        self._child: subprocess.Popen[bytes] | None = None
        self._first = True
        self._not_before_us = 0

    def start(self) -> None:
        """Begin, with whatever the last server left behind."""
        self._thread = threading.Thread(target=self._run, name="troth-work", daemon=True)
        self._thread.start()

    def wake(self) -> None:
        """There is something new."""
        self._wake.set()

    def stop(self) -> None:
        """End, and the job under way with it; it is begun again at the next start."""
        self._stop.set()
        self._wake.set()
        if self._child is not None:
            self._child.terminate()
        if self._thread is not None:
            self._thread.join(timeout=10)

    def _run(self) -> None:
        while not self._stop.is_set():
            try:
                self._round()
            except TrothError as fault:
                self.now = Working("failed", fault.text())
            except OSError as fault:
                self.now = Working("failed", str(unwritten(fault) or fault))
            self._wake.wait(timeout=TICK)
            self._wake.clear()
        if self.now.state != "elsewhere":
            give_back(self.desk.work.ledger, self.holder, now_us())

    def _round(self) -> None:
        """Whatever there is to do now, where nobody else does it."""
        if not self._held():
            return
        for folder in sorted(folders_of(self.home)):
            job = read_job(folder)
            if job is not None and job.state in ("waiting", "reading"):
                self._take_in(job)
            if self._stop.is_set():
                return
        if now_us() >= self._not_before_us and self._is_due():
            self._look()
        self._first = False

    def _held(self) -> bool:
        """Whether the lease is ours, from now on for its term."""
        other = prolong(self.desk.work.ledger, self.holder, now_us())
        if other is not None:
            self.now = Working("elsewhere", _elsewhere(other))
            return False
        if self.now.state == "elsewhere":
            self.now = Working()
        return True

    def _is_due(self) -> bool:
        work = self.desk.work
        return stale(work, now_us()) if self._first else due(work, now_us())

    def _look(self) -> None:
        self.now = LOOKING
        code, said = self._work(str(set_hour(self.desk.settings, now_us()) or 0))
        if self._stop.is_set():
            return
        self.now = Working()
        if code:
            self._not_before_us = now_us() + AGAIN_US
            last = said.strip().splitlines()[-1:] or ["It ended before it was through."]
            self.now = Working("failed", f"The last look did not come to its end. {last[0]}")

    def _take_in(self, job: Job) -> None:
        write_job(self.home, replace(job, state="reading"))
        before, self.now = self.now, Working("adding")
        code, said = self._work("0", job.id)
        (queue(self.home) / job.id / "log").write_text(said, encoding="utf-8")
        after = read_job(queue(self.home) / job.id)
        if self._stop.is_set() or after is None:
            return
        failed = bool(code) or after.state == "reading"
        self.now = before if failed else Working()
        if failed:
            write_job(self.home, replace(after, state="failed", says=after.says or KILLED))
        shutil.rmtree(queue(self.home) / job.id / "files", ignore_errors=True)
        for old in sorted(folders_of(self.home), reverse=True)[SHOWN:]:
            shutil.rmtree(old, ignore_errors=True)

    def _work(self, *more: str) -> tuple[int, str]:
        """Do it in another process; gives its code and what it said, and keeps the lease."""
        words = [sys.executable, "-m", "troth.faces.web.working", str(self.home.root), self.holder]
        self._child = subprocess.Popen(
            [*words, *more], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
        )
        while True:
            try:
                _, said = self._child.communicate(timeout=TICK)
                break
            except subprocess.TimeoutExpired:
                prolong(self.desk.work.ledger, self.holder, now_us())
        code = self._child.returncode
        self._child = None
        return code, said.decode("utf-8", "replace")


def _elsewhere(other: str) -> str:
    return (
        f"Another troth works on these records ({other}). These pages read along; "
        "what you add here is taken in by that one."
    )
