"""The example company with hostile records among its own, served on this machine to a browser."""

from __future__ import annotations

import shutil
import socket
import threading
import time
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import uvicorn

from tests.once import once
from tests.pages import hostile
from troth import config
from troth.acts.add import add
from troth.acts.look import look
from troth.acts.opening import opened
from troth.acts.run import Asked
from troth.faces.web.application import app
from troth.store.home import open_home

TOKEN = "the-token-of-this-start"
HOUR = 3_600_000_000
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@dataclass(frozen=True)
class Served:
    """Pages being served: where, over which workspace."""

    root: Path
    base: str

    @property
    def enter(self) -> str:
        return f"{self.base}/?token={TOKEN}"


@pytest.fixture(scope="session")
def company(demo: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example company, and what a hostile customer would have sent it. Not to be written to."""

    def make(root: Path) -> None:
        shutil.copytree(demo, root)
        now = time.time_ns() // 1000
        files = hostile.write(root / "letters", now - 20 * HOUR)
        home = open_home(root)
        add(home, config.load(root), files, now_us=now)
        with opened(home) as work:
            look(work, Asked(now))

    made = once(tmp_path_factory, "company", make)
    return Path(shutil.copytree(made, tmp_path_factory.mktemp("pages") / "company"))


@pytest.fixture(scope="session")
def served(company: Path) -> Iterator[Served]:
    """The company, served; nothing may be written through these pages."""
    yield from serving(company, work=False)


@pytest.fixture
def own(company: Path, tmp_path: Path) -> Iterator[Served]:
    """A copy of the company, served, to write to."""
    root = tmp_path / "company"
    shutil.copytree(company, root)
    yield from serving(root)


def serving(root: Path, *, work: bool = True) -> Iterator[Served]:
    """The pages of a workspace as they are served, with the worker behind them or without."""
    held = socket.create_server(("127.0.0.1", 0))
    port = held.getsockname()[1]
    home = open_home(root)
    made = app(home, config.load(root), token=TOKEN, port=port, work=work)
    made.state.worker.holder += f", port {port}"  # Servers of one process are told apart.
    server = uvicorn.Server(uvicorn.Config(made, log_level="error"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [held]}, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.02)
    yield Served(root, f"http://127.0.0.1:{port}")
    server.should_exit = True
    thread.join(timeout=10)


@pytest.fixture(scope="session")
def chromium():  # type: ignore[no-untyped-def]
    """Debian's browser. Where there is none these tests say so, loudly, and are skipped."""
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    if path is None:
        says = "NO CHROMIUM: the pages were not driven. Install it:  apt-get install chromium"
        warnings.warn(says, stacklevel=1)
        pytest.skip(says)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=path, args=list(FLAGS))
        yield browser
        browser.close()
