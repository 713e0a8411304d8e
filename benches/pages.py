"""How long does a page take among 100,000 people? Every page, over real HTTP, as a browser asks.

Each page is asked for many times from one keep-alive connection; the milliseconds are those
from the request to the last byte of the answer, so they hold the server and the loopback.
The first look of each page after a start (nothing cached) stands apart.

    python benches/pages.py [PEOPLE | WORKSPACE]     writes benches/results/pages.md
"""

from __future__ import annotations

import platform
import random
import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import uvicorn
from house import command, export

from troth import config
from troth.acts.opening import locate, opened
from troth.faces.web.application import app
from troth.faces.web.serving import listening
from troth.ledger import directory

HERE = Path(__file__).parent
RESULT = HERE / "results" / "pages.md"
TOKEN = "of-this-bench"
LOOKS = 100
GOAL_MS = 50

Times = dict[str, list[float]]


@contextmanager
def served(folder: Path) -> Iterator[httpx.Client]:
    """A browser that was let in to the pages of a workspace."""
    home = locate(folder)
    held = listening(0)
    made = app(home, config.load(folder), token=TOKEN, port=held.getsockname()[1], work=False)
    server = uvicorn.Server(uvicorn.Config(made, log_level="error"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [held]}, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.02)
    base = f"http://127.0.0.1:{held.getsockname()[1]}"
    with httpx.Client(base_url=base, timeout=120, follow_redirects=True) as client:
        client.get("/runs", params={"token": TOKEN})
        yield client
    server.should_exit = True
    thread.join(timeout=10)


def addresses(folder: Path) -> dict[str, Callable[[], str]]:
    """Each page by its name, and an address of it to ask for, chosen at random."""
    chance = random.Random(2)
    with opened(locate(folder)) as work, work.ledger.read() as con:
        people = [one for _, one in zip(range(2_000), directory.people(con), strict=False)]
        chance.shuffle(people)
        records = [work.index.of_handles(one.handles, limit=1)[0].id for one in people[: LOOKS * 2]]
    return {
        "/": lambda: "/",
        "/people/ID": lambda: f"/people/{chance.choice(people).id}",
        "/people": lambda: "/people",
        "/promises": lambda: "/promises",
        "/confirm": lambda: "/confirm",
        "/documents": lambda: "/documents",
        "/evidence/ID": lambda: f"/evidence/{chance.choice(records)}",
        "/search": lambda: f"/search?q=Person+{chance.randrange(len(people))}",
    }


def measure(folder: Path) -> tuple[dict[str, float], Times]:
    """Milliseconds of the first look at each page, and of many looks after it."""
    first: dict[str, float] = {}
    times: Times = {}
    for name, address in addresses(folder).items():
        with served(folder) as client:
            first[name] = asked(client, address())
            times[name] = [asked(client, address()) for _ in range(LOOKS)]
    return first, times


def asked(client: httpx.Client, address: str) -> float:
    """Milliseconds until the page was there whole."""
    began = time.perf_counter()
    answer = client.get(address)
    spent = (time.perf_counter() - began) * 1000
    answer.raise_for_status()
    return spent


def table(first: dict[str, float], times: Times) -> str:
    """The measurements as Markdown."""
    rows = [
        f"| {name} | {statistics.median(held):.1f} | {statistics.quantiles(held, n=20)[-1]:.1f}"
        f" | {first[name]:.0f} |"
        for name, held in times.items()
    ]
    head = "| page | p50 ms | p95 ms | first look after a start, ms |\n|---|---|---|---|\n"
    return head + "\n".join(rows)


def main() -> None:
    """Build the workspace where none is named, measure, and write the table."""
    given = sys.argv[1] if len(sys.argv) > 1 else "100000"
    if Path(given).is_dir():
        told = table(*measure(Path(given)))
        people = "100,000"
    else:
        with tempfile.TemporaryDirectory() as place:
            folder = Path(place)
            export(folder / "talk.csv", int(given))
            command("add", "talk.csv", "-q", cwd=folder)
            command("look", "-q", "--format", "json", cwd=folder)
            told = table(*measure(folder))
        people = f"{int(given):,}"
    machine = f"{platform.machine()}, Python {platform.python_version()}"
    RESULT.write_text(
        f"# How long a page takes among {people} people\n\n"
        f"Measured on {machine}, a shared machine: quote with care. The goal is a p95 of"
        f" {GOAL_MS} ms.\n{LOOKS} looks a page over HTTP on the loopback; four messages a person;"
        f" one person in a hundred waits.\n\n{told}\n",
        encoding="utf-8",
    )
    print(RESULT.read_text())


if __name__ == "__main__":
    main()
