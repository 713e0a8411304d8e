"""How long does a user wait? The demo, a second run, a person's page on many people, install size.

Whole processes where a command is meant, calls of the real functions where a page is meant.
CPU seconds are user and system, start included.

    python benches/house.py [PEOPLE]     writes benches/results/house.md
"""

from __future__ import annotations

import csv
import json
import platform
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

HERE = Path(__file__).parent
RESULT = HERE / "results" / "house.md"
TROTH = str(Path(sys.executable).with_name("troth"))
MESSAGES_EACH = 4
LOOKS = 200


def command(*words: str, cwd: Path) -> tuple[float, float]:
    """CPU and wall seconds of one troth command."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    began = time.perf_counter()
    subprocess.run([TROTH, *words], cwd=cwd, check=True, capture_output=True)
    wall = time.perf_counter() - began
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, wall


def export(path: Path, people: int) -> None:
    """A help-desk export of many people, answered all but one in a hundred."""
    chance = random.Random(1)
    start = datetime(2026, 1, 1, tzinfo=UTC)
    head = ("conversation", "at", "direction", "author", "author_name", "text", "message_id")
    with path.open("w", newline="", encoding="utf-8") as out:
        writer = csv.writer(out)
        writer.writerow(head)
        for n in range(people):
            at = start + timedelta(minutes=chance.randrange(400_000))
            for m in range(MESSAGES_EACH):
                ours = m % 2 == 1
                if ours and m == MESSAGES_EACH - 1 and n % 100 == 0:
                    continue
                who = "Tom" if ours else f"person{n}@post.example"
                text = "It is on its way to you." if ours else f"Where is parcel {n}, please?"
                row = (f"c{n}", (at + timedelta(hours=m)).isoformat(), "out" if ours else "in")
                writer.writerow((*row, who, "Tom" if ours else f"Person {n}", text, f"{n}-{m}"))


def pages(folder: Path) -> dict[str, list[float]]:
    """Milliseconds of a person's page and of Today, on the server, one value a look."""
    from troth.acts.opening import locate, opened
    from troth.views.opening import reading
    from troth.views.today import today
    from troth.views.who import the_person

    chance = random.Random(2)
    now = time.time_ns() // 1000
    times: dict[str, list[float]] = {"person": [], "today": []}
    with opened(locate(folder)) as work:
        people = len(json.loads((folder / "people.json").read_text()))
        for _ in range(LOOKS):
            who = f"person{chance.randrange(people)}@post.example"
            with reading(work.ledger, work.index, work.settings, now) as read:
                id = the_person(read, who).id
            times["person"].append(timed(partial(_look, work, now, partial(_person, id))))
        for _ in range(20):
            times["today"].append(timed(lambda: _look(work, now, today)))
    return times


def _person(id: str, read: object) -> None:
    from troth.views.person import person_page

    person_page(read, id)


def _look(work: object, now: int, view: Callable[[object], object]) -> None:
    from troth.views.opening import reading

    with reading(work.ledger, work.index, work.settings, now) as read:
        view(read)


def timed(function: Callable[[], object]) -> float:
    """Milliseconds of one call."""
    began = time.perf_counter()
    function()
    return (time.perf_counter() - began) * 1000


def size_of(*extras: str) -> int:
    """Megabytes that an install takes in an empty environment."""
    with tempfile.TemporaryDirectory() as place:
        subprocess.run([sys.executable, "-m", "venv", place], check=True)
        python = f"{place}/bin/python"
        before = _bytes(Path(place))
        root = str(HERE.parent) + (f"[{','.join(extras)}]" if extras else "")
        install = [python, "-m", "pip", "install", "-q", "--disable-pip-version-check", root]
        subprocess.run(install, check=True)
        return round((_bytes(Path(place)) - before) / 1e6)


def _bytes(folder: Path) -> int:
    return sum(each.stat().st_size for each in folder.rglob("*") if each.is_file())


def main() -> None:
    """Measure and write the table."""
    people = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    rows: list[tuple[str, str]] = []
    with tempfile.TemporaryDirectory() as place:
        root = Path(place)
        cpu, wall = command("demo", "demo", "--no-serve", "-q", cwd=root)
        rows.append(
            ("`troth demo`, company made, read, looked at", f"{cpu:.1f} s CPU, {wall:.1f} s")
        )
        cpu, wall = command("today", cwd=root / "demo")
        rows.append(("`troth today` again, nothing new", f"{cpu:.1f} s CPU, {wall:.1f} s"))
        many = root / "many"
        many.mkdir()
        export(many / "talk.csv", people)
        (many / "people.json").write_text(json.dumps(list(range(people))))
        cpu, wall = command("add", "talk.csv", "-q", cwd=many)
        rows.append((f"add {people:,} people's messages", f"{cpu:.1f} s CPU, {wall:.1f} s"))
        cpu, wall = command("look", "-q", "--format", "json", cwd=many)
        rows.append(("first run over them", f"{cpu:.1f} s CPU, {wall:.1f} s"))
        cpu, wall = command("look", "-q", "--format", "json", cwd=many)
        rows.append(("second run, nothing new", f"{cpu:.1f} s CPU, {wall:.1f} s"))
        for name, times in pages(many).items():
            p95 = statistics.quantiles(times, n=20)[-1]
            told = f"median {statistics.median(times):.1f} ms, p95 {p95:.1f} ms"
            rows.append((f"{name} page among {people:,} people, on the server", told))
    rows.append(("install, bare (`pip install troth`)", f"{size_of()} MB"))
    rows.append(("install, full (`pip install 'troth[all]'`)", f"{size_of('all')} MB"))
    table = "\n".join(f"| {what} | {value} |" for what, value in rows)
    machine = f"{platform.machine()}, Python {platform.python_version()}"
    RESULT.write_text(
        f"# How long a user waits\n\nMeasured on {machine}, a shared machine: quote with care.\n\n"
        f"| what | measured |\n|---|---|\n{table}\n",
        encoding="utf-8",
    )
    print(RESULT.read_text())


if __name__ == "__main__":
    main()
