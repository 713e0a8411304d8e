"""What does evidence cost at one and at ten million messages: adding, adding again, forgetting, reading?

Each line is a process of its own on generated CSV files, start included: CPU seconds (user and
system), wall time, peak memory, size on disk. Raw DuckDB copies the same file from CSV to
Parquet. The second file holds the later half of the first, every hundredth message of it
changed, and as many new ones. One person has 1,000 messages and is forgotten at the end.

    python benches/evidence.py [ROWS]     writes benches/results/evidence-ROWS.md
"""

from __future__ import annotations

import csv
import json
import os
import platform
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from functools import partial
from pathlib import Path

from add import BEGIN, HEADER, WORDS, by_duckdb, by_troth

RESULTS = Path(__file__).parent / "results"
HEAVY, RARE, COMMON = "heavy@example.org", "wolverine", "parcel"
PHRASE = '"the parcel"'
HEAVY_ROWS, RARE_ROWS = 1_000, 20
LOOKS = 200
NOW_US = 1_900_000_000_000_000


def messages(first: int, rows: int, chance: random.Random) -> Iterator[tuple[str, ...]]:
    """A help desk: a tenth as many customers as messages, forty agents, four to a conversation."""
    heavy, rare = max(1, rows // HEAVY_ROWS), max(1, rows // RARE_ROWS)
    for number in range(first, first + rows):
        mine = number < rows and number % heavy == 0
        customer = HEAVY if mine else f"person{chance.randrange(max(1, rows // 10))}@example.org"
        agent = f"agent{chance.randrange(40)}@kestrel.example"
        inward = chance.random() < 0.6
        text = " ".join(chance.choices(WORDS, k=chance.randrange(8, 50)))
        yield (
            f"m{number}",
            (BEGIN + timedelta(seconds=3 * number)).strftime("%Y-%m-%dT%H:%M:%SZ"),
            customer if inward else agent,
            agent if inward else customer,
            f"t{chance.randrange(max(1, rows // 4))}",
            "in" if inward else "out",
            "mail",
            " ".join(chance.choices(WORDS, k=4)),
            f"{text} {RARE}" if number % rare == 0 else text,
        )


def generate(first: Path, second: Path, rows: int) -> None:
    """The two files."""
    chance = random.Random(7)
    with first.open("w", newline="", encoding="utf-8") as out:
        csv.writer(out).writerow(HEADER)
        csv.writer(out).writerows(messages(0, rows, chance))
    with (
        first.open(newline="", encoding="utf-8") as held,
        second.open("w", newline="", encoding="utf-8") as out,
    ):
        out.write(next(held))
        for number, line in enumerate(held):
            if number >= rows - rows // 2:
                out.write(line if number % 100 else line.rstrip("\r\n") + " indeed\r\n")
        csv.writer(out).writerows(messages(rows, rows // 2, chance))


def forgetting(_: Path, folder: Path) -> dict[str, object]:
    """`troth forget` of the person with 1,000 messages."""
    from troth.acts.forget import forget
    from troth.config import load
    from troth.store.home import open_home

    home = open_home(folder)
    done = forget(home, load(home.root), HEAVY, now_us=NOW_US)
    return {"person": done.person}


def searching(word: str, _: Path, folder: Path) -> dict[str, object]:
    """The newest 50 records with a word as the server finds them, again and again."""
    from troth.store.home import open_home
    from troth.store.index import Index
    from troth.store.searching import search
    from troth.text.seeking import sought

    index = Index(open_home(folder).index)
    found = len(search(index, sought(word), limit=50).records)
    return {"found": found, **spread(lambda: search(index, sought(word), limit=50), 30)}


def page(who: str | None, _: Path, folder: Path) -> dict[str, object]:
    """A person's page as the server makes it: of many people one after the other, or of one."""
    from troth.acts.opening import locate, opened
    from troth.ledger.directory import people
    from troth.views.held import Held
    from troth.views.opening import reading
    from troth.views.person import person_page
    from troth.views.who import the_person

    chance, held = random.Random(2), Held()
    with opened(locate(folder)) as work:
        with work.ledger.read() as con:
            some = people(con, limit=2_000)
        with reading(work.ledger, work.index, work.settings, NOW_US) as read:
            one = the_person(read, who).id if who else None

        def look() -> None:
            with reading(work.ledger, work.index, work.settings, NOW_US, held=held) as read:
                person_page(read, one or chance.choice(some).id)

        look()
        return {"found": 1, **spread(look, LOOKS if who is None else 30)}


def spread(function: Callable[[], object], times: int) -> dict[str, float]:
    """Median and 95th percentile of one call, in milliseconds."""
    took = []
    for _ in range(times):
        began = time.perf_counter()
        function()
        took.append((time.perf_counter() - began) * 1000)
    return {"p50": statistics.median(took), "p95": statistics.quantiles(took, n=20)[-1]}


SIDES: dict[str, Callable[[Path, Path], dict[str, object]]] = {
    "duckdb": by_duckdb,
    "troth": by_troth,
    "rare": partial(searching, RARE),
    "common": partial(searching, COMMON),
    "phrase": partial(searching, PHRASE),
    "page": partial(page, None),
    "heavy": partial(page, HEAVY),
    "forget": forgetting,
}


def measure(side: str, file: Path, folder: Path) -> dict[str, float]:
    """One side in a process of its own."""
    folder.mkdir(exist_ok=True)
    words = [sys.executable, __file__, "--side", side, str(file), str(folder)]
    kept = {"PYTHONDONTWRITEBYTECODE": "", "PYTHONPYCACHEPREFIX": str(folder.parent / "compiled")}
    before = time.monotonic()
    done = subprocess.run(words, stdout=subprocess.PIPE, check=True, env=os.environ | kept)
    found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    found["wall"] = time.monotonic() - before
    found["disk"] = sum(each.stat().st_size for each in folder.rglob("*") if each.is_file()) / 1e6
    return found


def run(name: str, file: Path, folder: Path) -> None:
    """Runs one side and prints what it cost."""
    found = SIDES[name](file, folder)
    used = resource.getrusage(resource.RUSAGE_SELF)
    print(json.dumps(found | {"cpu": used.ru_utime + used.ru_stime, "peak": used.ru_maxrss / 1e3}))


def row(label: str, found: dict[str, float], base: float | None) -> str:
    cpu = found["cpu"]
    times = f"{cpu / base:.1f}" if base else ""
    counts = f"{found['new']:,} | {found.get('unchanged', 0):,}" if "new" in found else "|"
    return (
        f"| {label} | {cpu:.1f} | {times} | {found['wall']:.1f} | {found['peak']:.0f}"
        f" | {found['disk']:.0f} | {counts} |"
    )


def main(rows: int) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        first, second, ws = folder / "first.csv", folder / "second.csv", folder / "ws"
        generate(first, second, 4_000)
        for one in SIDES:
            measure(one, first, folder / ("raw" if one == "duckdb" else "warm"))
        generate(first, second, rows)
        size = first.stat().st_size / 1e6
        raw = measure("duckdb", first, folder / "raw")
        added = measure("troth", first, ws)
        again = measure("troth", first, ws)
        both = measure("duckdb", second, folder / "raw")
        overlap = measure("troth", second, ws)
        first.unlink()
        second.unlink()
        reads = {one: measure(one, ws, ws) for one in ("rare", "common", "phrase", "page", "heavy")}
        gone = measure("forget", ws, ws)
    people = rows // 10
    told = {
        "rare": f"search of a word that stands in {2 * RARE_ROWS} messages or so",
        "common": "search of a word that stands in every second message",
        "phrase": "search of a phrase of two such words",
        "page": f"page of a person, one of {people:,}",
        "heavy": f"page of the person with {HEAVY_ROWS:,} messages",
    }
    lines = [
        f"# Evidence of {rows:,} messages ({size:.0f} MB of CSV)",
        "",
        f"`python benches/evidence.py {rows}`, {platform.python_implementation()}"
        f" {platform.python_version()}, {os.cpu_count()} cores shared with other work."
        " Goal: at most 4 times DuckDB's CPU, peak memory at most 1,000 MB, a page in 50 ms.",
        "",
        "| | CPU s | times DuckDB | wall s | peak MB | on disk MB | new | unchanged |",
        "|---|---:|---:|---:|---:|---:|---:|---:|",
        row("raw DuckDB, CSV to Parquet", raw, raw["cpu"]),
        row("`troth add`, empty workspace", added, raw["cpu"]),
        row("the same file again", again, raw["cpu"]),
        row("raw DuckDB, the second file", both, both["cpu"]),
        row("`troth add` of the second file", overlap, both["cpu"]),
        row("`troth forget`", gone, None),
        "",
        "| read on the server | p50 ms | p95 ms |",
        "|---|---:|---:|",
        *(
            f"| {told[one]} | {held['p50']:.1f} | {held['p95']:.1f} |"
            for one, held in reads.items()
        ),
        "",
    ]
    RESULTS.mkdir(exist_ok=True)
    result = RESULTS / f"evidence-{rows}.md"
    result.write_text("\n".join(lines), encoding="utf-8")
    print("\n".join(lines))


if __name__ == "__main__":
    if sys.argv[1:2] == ["--side"]:
        run(sys.argv[2], Path(sys.argv[3]), Path(sys.argv[4]))
    else:
        main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000)
