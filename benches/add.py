"""What does it cost to add a million messages, against raw DuckDB turning the same file to Parquet?

Each side is a process of its own on the same generated CSV: CPU seconds (user and system, start
included, modules compiled already as after any first start), peak memory, size on disk. DuckDB
only copies columns; `add` also reads times and people, makes ids, versions and keyed handles,
refuses what was there before, fills the ledger, the index and its full text.

    python benches/add.py [ROWS]         writes benches/results/add.md
"""

from __future__ import annotations

import csv
import json
import os
import platform
import random
import resource
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

RESULT = Path(__file__).parent / "results" / "add.md"
BEGIN = datetime(2024, 1, 1, tzinfo=UTC)
WORDS = [
    "the",
    "parcel",
    "came",
    "late",
    "again",
    "please",
    "tell",
    "me",
    "when",
    "my",
    "refund",
    "will",
    "arrive",
    "order",
    "courier",
    "shop",
    "door",
    "today",
    "thanks",
    "price",
    "help",
    "address",
    "street",
    "signed",
    "missing",
    "broken",
    "box",
    "week",
    "monday",
    "support",
    "team",
    "sorry",
    "we",
    "are",
    "looking",
    "into",
    "this",
    "and",
    "will",
    "let",
    "you",
    "know",
    "soon",
    "account",
    "driver",
    "map",
    "route",
    "wrong",
    "item",
    "size",
    "colour",
    "return",
    "label",
    "invoice",
    "payment",
    "card",
    "bank",
]
HEADER = ("id", "created_at", "from", "to", "thread", "direction", "channel", "subject", "text")


def generate(path: Path, rows: int) -> None:
    """Messages of a help desk: a tenth as many customers, forty agents, four to a conversation."""
    chance = random.Random(7)
    with path.open("w", newline="", encoding="utf-8") as out:
        write = csv.writer(out).writerow
        write(HEADER)
        for number in range(rows):
            customer = f"person{chance.randrange(max(1, rows // 10))}@example.org"
            agent = f"agent{chance.randrange(40)}@kestrel.example"
            inward = chance.random() < 0.6
            at = BEGIN + timedelta(seconds=30 * number)
            write(
                (
                    f"m{number}",
                    at.strftime("%Y-%m-%dT%H:%M:%SZ"),
                    customer if inward else agent,
                    agent if inward else customer,
                    f"t{chance.randrange(max(1, rows // 4))}",
                    "in" if inward else "out",
                    "mail",
                    " ".join(chance.choices(WORDS, k=4)),
                    " ".join(chance.choices(WORDS, k=chance.randrange(8, 50))),
                )
            )


def by_duckdb(file: Path, folder: Path) -> dict[str, object]:
    """The yardstick: one copy from CSV to Parquet."""
    import duckdb

    target = folder / "raw.parquet"
    con = duckdb.connect()
    con.execute(f"copy (from read_csv('{file}')) to '{target}' (format parquet)")
    return {"new": con.execute(f"select count(*) from '{target}'").fetchall()[0][0]}


def by_troth(file: Path, folder: Path) -> dict[str, object]:
    """`troth add`, from an empty workspace; a file named `-` comes by standard input."""
    from troth.acts.add import add
    from troth.config import load
    from troth.store.home import create

    home = create(folder)
    home.config.write_text('[people]\nstaff = ["@kestrel.example"]\n', encoding="utf-8")
    stdin = sys.stdin.buffer if str(file) == "-" else None
    receipt = add(home, load(home.root), [str(file)], stdin=stdin)
    return {
        "new": receipt.total("new"),
        "unchanged": receipt.total("unchanged"),
        "people": receipt.people_seen,
        "set aside": receipt.total("set_aside"),
    }


SIDES = {"duckdb": by_duckdb, "troth": by_troth}


def measure(side: str, file: Path, folder: Path, stdin: Path | None = None) -> dict[str, float]:
    """One side in a process of its own."""
    folder.mkdir(exist_ok=True)
    words = [sys.executable, __file__, "--side", side, str(file), str(folder)]
    kept = {"PYTHONDONTWRITEBYTECODE": "", "PYTHONPYCACHEPREFIX": str(folder.parent / "compiled")}
    before = time.monotonic()
    with (stdin or Path(os.devnull)).open("rb") as given:
        done = subprocess.run(
            words, stdin=given, stdout=subprocess.PIPE, check=True, env=os.environ | kept
        )
    found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    found["wall"] = time.monotonic() - before
    found["disk"] = sum(each.stat().st_size for each in folder.rglob("*") if each.is_file()) / 1e6
    return found


def side(name: str, file: Path, folder: Path) -> None:
    """Runs one side and prints what it cost."""
    found = SIDES[name](file, folder)
    used = resource.getrusage(resource.RUSAGE_SELF)
    found |= {"cpu": used.ru_utime + used.ru_stime, "peak": used.ru_maxrss / 1e3}
    print(json.dumps(found))


def row(label: str, found: dict[str, float], base: float) -> str:
    cpu = found["cpu"]
    return (
        f"| {label} | {cpu:.1f} | {cpu / base:.1f} | {found['wall']:.1f} | {found['peak']:.0f}"
        f" | {found['disk']:.0f} | {found['new']:,} | {found.get('unchanged', 0):,} |"
    )


def main(rows: int) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        file = folder / "messages.csv"
        generate(file, 100)
        for one in SIDES:
            measure(one, file, folder / "warm")
        generate(file, rows)
        raw = measure("duckdb", file, folder / "raw")
        first = measure("troth", file, folder / "ws")
        again = measure("troth", file, folder / "ws")
        renamed = file.rename(folder / "renamed.csv")
        overlap = measure("troth", renamed, folder / "ws")
        piped = measure("troth", Path("-"), folder / "piped", stdin=renamed)
        size = renamed.stat().st_size / 1e6
    lines = [
        f"# Adding {rows:,} messages ({size:.0f} MB of CSV)",
        "",
        f"`python benches/add.py {rows}`, {platform.python_implementation()}"
        f" {platform.python_version()}, {os.cpu_count()} cores."
        " Goal: at most 4 times DuckDB's CPU, peak memory at most 1,000 MB.",
        "",
        "| | CPU s | times DuckDB | wall s | peak MB | on disk MB | new | unchanged |",
        "|---|---:|---:|---:|---:|---:|---:|---:|",
        row("raw DuckDB, CSV to Parquet", raw, raw["cpu"]),
        row("`troth add`, empty workspace", first, raw["cpu"]),
        row("the same file again", again, raw["cpu"]),
        row("the same rows in another file", overlap, raw["cpu"]),
        row("`troth add -`, empty workspace", piped, raw["cpu"]),
        "",
    ]
    RESULT.parent.mkdir(exist_ok=True)
    RESULT.write_text("\n".join(lines), encoding="utf-8")
    print("\n".join(lines))


if __name__ == "__main__":
    if sys.argv[1:2] == ["--side"]:
        side(sys.argv[2], Path(sys.argv[3]), Path(sys.argv[4]))
    else:
        main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000)
