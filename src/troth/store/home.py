"""Where a workspace keeps its things: one folder, `.troth`, beside `troth.toml`."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from troth.errors import StoreError, unwritten

DOT = ".troth"
CONFIG = "troth.toml"
SECRET_BYTES = 32


@dataclass(frozen=True, slots=True)
class Home:
    """The folder of a workspace and the paths inside it.

    Everything that may be thrown away at any time lies under `tmp`; `index` can be rebuilt
    from `evidence` and the ledger's manifest; `evidence`, `ledger` and the secret cannot.
    """

    root: Path

    @property
    def dot(self) -> Path:
        """The folder that holds all the rest."""
        return self.root / DOT

    @property
    def config(self) -> Path:
        """The owner's settings."""
        return self.root / CONFIG

    @property
    def evidence(self) -> Path:
        """Immutable Parquet files, a folder a kind."""
        return self.dot / "evidence"

    @property
    def prepared(self) -> Path:
        """What lenses ask, written down for the engine; holds no record, and may be thrown away.

        Workspaces that `TROTH_CACHE_DIR` gives one folder for caches share it.
        """
        named = os.environ.get("TROTH_CACHE_DIR")
        return Path(named or self.dot / "cache") / "asked.json"

    @property
    def tmp(self) -> Path:
        """Files being written, and what an engine spills; swept at the next import."""
        return self.dot / "tmp"

    @property
    def index(self) -> Path:
        """The derived index that pages read."""
        return self.dot / "index.sqlite"

    @property
    def ledger(self) -> Path:
        """The ledger, unless settings name another database."""
        return self.dot / "ledger.sqlite"

    @property
    def backing(self) -> Path:
        """What the last sealed run leaves for `check`."""
        return self.dot / "backing.json"

    @property
    def measured(self) -> Path:
        """What the last run's testing found of each promise, for pages: counts by side and week."""
        return self.dot / "measured.json"

    @property
    def travelled(self) -> Path:
        """How cases went, as the last run counted them, for pages."""
        return self.dot / "travelled.json"

    @property
    def stays(self) -> Path:
        """How long customers stayed, as the last run counted it, for pages."""
        return self.dot / "stays.json"

    @property
    def left(self) -> Path:
        """What lenses leave of the last run for pages that show more than findings."""
        return self.dot / "left.json"

    @property
    def answers(self) -> Path:
        """What a text backend has answered: labels and spans under keyed hashes, never a word."""
        return self.dot / "answers.jsonl"

    @property
    def weights(self) -> Path:
        """Heads learnt from this workspace's own corrections."""
        return self.dot / "weights"

    @property
    def lock(self) -> Path:
        """Held by the one process that may add, forget or rebuild."""
        return self.dot / "lock"

    @property
    def secret_path(self) -> Path:
        """The file that holds the secret; without it no identifier can be matched again."""
        return self.dot / "secret"

    @property
    def secret(self) -> bytes:
        """The 32 random bytes that key every handle of this workspace."""
        try:
            held = self.secret_path.read_bytes()
        except FileNotFoundError:
            raise StoreError(
                "The secret of this workspace is gone.",
                place=str(self.secret_path),
                advice="Put it back from a backup; without it no person can be matched again.",
            ) from None
        if len(held) != SECRET_BYTES:
            raise StoreError(
                f"The secret of this workspace has {len(held)} bytes instead of {SECRET_BYTES}.",
                place=str(self.secret_path),
                advice="Put it back from a backup.",
            )
        return held


def create(root: Path) -> Home:
    """A workspace in `root`; one that is there already is left as it is."""
    home = Home(root.resolve())
    with writing(home):
        for folder in (home.dot, home.evidence, home.tmp):
            folder.mkdir(parents=True, exist_ok=True)
        if home.dot.stat().st_mode & 0o777 != 0o700:
            home.dot.chmod(0o700)
        ignore = home.dot / ".gitignore"
        if not ignore.exists():
            ignore.write_text("*\n")
        if not home.secret_path.exists():
            _write_secret(home)
    return home


@contextmanager
def writing(home: Home) -> Iterator[None]:
    """Where the disk is full or may not be written, a StoreError that says so and what to do."""
    import sqlite3

    try:
        yield
    except (OSError, sqlite3.Error) as fault:
        told = unwritten(fault, home.root)
        if told is None:
            raise
        raise told from fault


def _write_secret(home: Home) -> None:
    """Linked into place whole, so that two processes starting at once agree on one secret."""
    import secrets

    fresh = home.tmp / f"secret-{os.getpid()}"
    handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "wb") as out:
        out.write(secrets.token_bytes(SECRET_BYTES))
        out.flush()
        os.fsync(out.fileno())
    try:
        os.link(fresh, home.secret_path)
    except FileExistsError:
        return
    finally:
        fresh.unlink()


def open_home(root: Path) -> Home:
    """The workspace in `root`, or a StoreError that says how to make one."""
    home = Home(root.resolve())
    if not home.secret_path.is_file():
        raise StoreError(
            "There is no workspace here.",
            place=str(root),
            advice="Make one with:  troth init",
        )
    return home


def find_home(start: Path) -> Home | None:
    """The workspace `start` lies in: the nearest folder upwards with `troth.toml` or `.troth`."""
    here = start.resolve()
    for folder in (here, *here.parents):
        if (folder / CONFIG).is_file() or (folder / DOT).is_dir():
            return Home(folder)
    return None


@contextmanager
def importing(home: Home, *, wait: bool = True) -> Iterator[None]:
    """Holds the workspace for one writer; a second one waits, or is told (StoreError).

    The lock belongs to the process, so the system frees it however the process ends.
    """
    with writing(home), home.lock.open("ab") as held:
        mode = fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB
        try:
            fcntl.flock(held, mode)
        except BlockingIOError:
            raise StoreError(
                "Another process is writing to this workspace.",
                place=str(home.root),
                advice="Wait until it has finished, then try again.",
            ) from None
        yield
