"""The worker behind the pages: of two servers on a workspace one works, and the other takes over."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import httpx
import pytest

from tests.acts.office import asked_and_answered, office
from tests.pages.conftest import TOKEN, Served, serving
from troth.acts.opening import opened
from troth.acts.working import LEASE
from troth.faces.web import supervising
from troth.faces.web.adding import changed, folders_of, read_job
from troth.faces.web.desk import now_us
from troth.ledger import runs
from troth.store.home import open_home

PAGE = b"# About us\n\nWe answer every letter within two working days.\n"


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(supervising, "TICK", 0.1)


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A workspace over which nobody has looked."""
    with office(tmp_path, list(asked_and_answered([1.0, None]))) as work:
        return work.home.root


@pytest.fixture
def seen(tmp_path: Path) -> Path:
    """A workspace in which nothing waits to be looked at."""
    with office(tmp_path, list(asked_and_answered([1.0, None])), look=True) as work:
        return work.home.root


@contextmanager
def browser(served: Served) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=served.base, follow_redirects=True) as client:
        client.get("/", params={"token": TOKEN}).raise_for_status()
        yield client


def until(true: Callable[[], object], seconds: float = 30) -> None:
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "it did not come to that"
        time.sleep(0.05)


def looks(root: Path) -> int:
    with opened(open_home(root)) as work, work.ledger.read() as con:
        return len(runs.runs(con))


def holder(root: Path) -> str | None:
    with opened(open_home(root)) as work, work.ledger.read() as con:
        return runs.leased(con, LEASE, now_us=now_us())


def send(client: httpx.Client, name: str, **more: str) -> None:
    token = re.search(r'name="csrf" value="([^"]+)"', client.get("/add").text)
    assert token
    files = {"files": (name, PAGE)}
    client.post("/add", data={"csrf": token[1], **more}, files=files).raise_for_status()


def test_at_the_start_what_is_stale_is_looked_at_and_the_page_says_so(desk: Path) -> None:
    for served in serving(desk):
        with browser(served) as client:
            assert "Reading through the records" in client.get("/").text or looks(desk)
            until(lambda: looks(desk) == 1)
            until(lambda: client.get("/working").headers.get("hx-trigger") == "looked")
            assert "Reading through the records" not in client.get("/").text
            assert "person" in client.get("/").text


def test_a_second_server_reads_along_and_takes_over_when_the_first_ends(seen: Path) -> None:
    first, second = serving(seen), serving(seen)
    one = next(first)
    until(lambda: holder(seen))
    working = holder(seen)
    other = next(second)
    with browser(one) as mine, browser(other) as theirs:
        until(lambda: "Another troth works on these records" in theirs.get("/").text)
        assert "Another troth" not in mine.get("/").text
        assert holder(seen) == working
        send(theirs, "about.md")
        until(lambda: "See who needs us now" in theirs.get("/add").text)
        assert looks(seen) == 2, "the first one took in what was sent to the second"
        next(first, None)
        until(lambda: "Another troth" not in theirs.get("/").text)
        assert holder(seen) != working
    next(second, None)
    assert holder(seen) is None, "a server that ends gives the lease back"


def test_a_page_without_a_day_holds_from_when_its_file_was_changed(seen: Path) -> None:
    day = datetime(2026, 2, 3, 12, tzinfo=UTC).timestamp()
    for served in serving(seen):
        with browser(served) as client:
            send(client, "about.md", changed=str(int(day * 1000)))
            until(lambda: "See who needs us now" in client.get("/add").text)
    with opened(open_home(seen)) as work:
        (page,) = work.index.documents()
        assert datetime.fromtimestamp(page.at_us / 1e6, UTC).date() == datetime(2026, 2, 3).date()


def test_a_file_time_that_cannot_be_is_now() -> None:
    before = now_us()
    assert changed(["1000"], 1) == [1_000_000]
    for said in (["soon"], ["-5"], ["0"], ["99999999999999"], [], ["1", "2"]):
        assert changed(said, 1)[0] >= before


def test_a_job_that_ends_badly_says_so(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(supervising.Worker, "_work", lambda self, *more: (-9, "killed"))
    for served in serving(desk):
        with browser(served) as client:
            send(client, "about.md")
            until(lambda: "It could not be added" in client.get("/add").text)
            assert "add it again" in client.get("/add").text
            until(lambda: "The last look did not come to its end" in client.get("/").text)
    (job,) = map(read_job, folders_of(open_home(desk)))
    assert job is not None
    assert job.state == "failed"
    assert not (open_home(desk).dot / "uploads" / job.id / "files").exists()
