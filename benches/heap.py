"""How long does the machine take of the twenty minutes in which the heap becomes twenty promises?

The newest of six public terms, the pages of a company's handbook and some 400 messages of help desks are
read and looked through; then a browser opens To confirm and presses the keys, `y` for a yes and `n` for
a no, until twenty promises are confirmed. Counted is what the machine takes: until the page stands there,
and from each key until its answer is written down and shown. What a person takes to read is not in it.

    python benches/heap.py DATA          DATA is the folder of real data; writes benches/results/heap.md
"""

from __future__ import annotations

import json
import platform
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import uvicorn
from playwright.sync_api import Page, sync_playwright

from troth import config
from troth.acts.add import add
from troth.acts.opening import opened
from troth.acts.run import Asked, run
from troth.acts.triage import triage
from troth.faces.web.application import app
from troth.faces.web.serving import listening
from troth.store.home import create, open_home

RESULT = Path(__file__).parent / "results" / "heap.md"
TOKEN = "of-this-bench"
WANTED, EACH = 20, 20
NO_AT = frozenset((4, 11, 18))
"""Every so often a question is no promise: at these, a no is pressed."""
NOW = int(datetime(2026, 11, 26, tzinfo=UTC).timestamp()) * 1_000_000


def gathered(data: Path, root: Path) -> tuple[int, int, int]:
    """Lays the heap down: how many terms, pages and messages."""
    newest: dict[tuple[str, str], dict[str, str]] = {}
    packed = data / "terms" / "terms-dev.jsonl.zst"
    told = subprocess.run(["zstd", "-dc", packed], check=True, capture_output=True).stdout
    for line in filter(None, told.decode().split("\n")):
        row = json.loads(line)
        name = row["service"], row["document"]
        if name not in newest or row["recorded_at"] > newest[name]["recorded_at"]:
            newest[name] = row
    (root / "terms").mkdir()
    for (service, document), row in newest.items():
        name = re.sub(r"\W+", "-", f"{service} {document}").lower()
        head = f"---\ndate: {row['recorded_at'][:10]}\ngenre: terms\n---\n"
        (root / "terms" / f"{name}.md").write_text(head + row["text"], encoding="utf-8")
    (root / "handbook").mkdir()
    pages = data / "handbook" / "sourcegraph-handbook.tar.zst"
    subprocess.run(["tar", "--zstd", "-xf", pages, "-C", root / "handbook"], check=True)
    kept: list[str] = []
    taken: Counter[str] = Counter()
    for line in (data / "care" / "care-dev.jsonl").read_text("utf-8").strip().split("\n"):
        company = json.loads(line)["company"]
        taken[company] += 1
        if taken[company] <= EACH:
            kept.append(line)
    (root / "messages.jsonl").write_text("\n".join(kept) + "\n", encoding="utf-8")
    return len(newest), len([*(root / "handbook").rglob("*.md")]), len(kept)


@contextmanager
def served(root: Path) -> Iterator[str]:
    """The pages of the workspace, and the address that lets a browser in."""
    held = listening(0)
    port = held.getsockname()[1]
    made = app(open_home(root), config.load(root), token=TOKEN, port=port, work=False)
    server = uvicorn.Server(uvicorn.Config(made, log_level="error"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [held]}, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.02)
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join(timeout=10)


def shown(page: Page, address: str) -> float:
    """Opens To confirm and gives the seconds until its first question stands there."""
    begun = time.perf_counter()
    page.goto(address, timeout=120_000)
    page.locator("ol.rows > .row").first.wait_for()
    return time.perf_counter() - begun


def pressed(page: Page, address: str) -> tuple[list[float], list[float], list[float], int]:
    """Seconds of each page, each yes and each no until it stands there, and the promises that came of them."""
    pages = [shown(page, address)]
    yes: list[float] = []
    no: list[float] = []
    confirmed, at = 0, -1
    page.keyboard.press("j")
    while confirmed < WANTED:
        at += 1
        is_yes = len(yes) + len(no) not in NO_AT
        left = page.locator("ol.rows > .row form.answers[action='/confirm']")
        if left.count() == 0:
            pages.append(shown(page, address))
            page.keyboard.press("j")
            at = 0
        row = page.locator("ol.rows > .row").nth(at)
        begun = time.perf_counter()
        page.keyboard.press("y" if is_yes else "n")
        row.locator(".says").wait_for(timeout=30_000)
        (yes if is_yes else no).append(time.perf_counter() - begun)
        told = re.match(r"(\d+) promises", row.inner_text())
        confirmed += (int(told[1]) if told else 1) if is_yes else 0
    return pages, yes, no, confirmed


def measured(base: str) -> tuple[list[float], list[float], list[float], int]:
    """What `pressed` counts, in a browser that was let in."""
    with sync_playwright() as play:
        path = shutil.which("chromium") or shutil.which("chromium-browser")
        browser = play.chromium.launch(executable_path=path, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        page.goto(f"{base}/runs?token={TOKEN}")
        told = pressed(page, f"{base}/confirm")
        browser.close()
    return told


def main() -> int:
    """Gather, read, look, answer; write down what each took."""
    with tempfile.TemporaryDirectory() as folder:
        root = create(Path(folder) / "heap").root
        terms, pages, messages = gathered(Path(sys.argv[1]), root)
        settings = config.load(root)
        begun = time.process_time()
        add(open_home(root), settings, [root], now_us=NOW)
        read = time.process_time() - begun
        with opened(open_home(root), settings) as work:
            begun = time.process_time()
            run(work, Asked(NOW))
            looked = time.process_time() - begun
            questions = len(triage(work, limit=10_000))
        with served(root) as base:
            opened_in, yes, no, confirmed = measured(base)
    every = sorted([*yes, *no])
    lines = [
        "# The heap: what the machine takes of the twenty minutes",
        "",
        f"{terms} terms, {pages} pages of a handbook, {messages} messages: {questions} questions. "
        f"{len(yes)} yes and {len(no)} no, one key each, made {confirmed} promises.",
        "",
        "| seconds | |",
        "|---|---:|",
        f"| reading it all in (of a processor) | {read:.1f} |",
        f"| looking through it (of a processor) | {looked:.1f} |",
        f"| the page To confirm, opened first | {opened_in[0]:.2f} |",
        f"| and {len(opened_in) - 1} times again | {sum(opened_in[1:]):.2f} |",
        f"| an answer, half of them within | {statistics.median(every):.2f} |",
        f"| an answer, the slowest of {len(every)} | {every[-1]:.2f} |",
        f"| all {len(every)} answers together | {sum(every):.1f} |",
        "",
        f"{platform.processor() or platform.machine()}, Python {platform.python_version()}, Chromium.",
    ]
    RESULT.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print("\n".join(lines))
    return 0


if __name__ == "__main__":
    sys.exit(main())
