"""`troth check`: CPU to start, first and unchanged, and megabytes a second, beside proselint.

    python -m venv V && V/bin/pip install proselint
    python benches/check.py [FOLDER] [--peer V/bin/python]     writes benches/results/check.md

Start-up is the least CPU (user and system) of thirty runs of the command, bytecode cached, of troth as
a wheel installs it: its index says which lenses a text needs, which a checkout has to look up.
Where `valgrind` is there the instructions of one run are told too, which other work on the machine
does not change. Throughput
is the CPU of reading a folder in one process, documents loaded before the clock starts: all
default lenses with a workspace behind them and without one, the data detectors alone (a thousand
phrases, none of them found), and a plain `re` scan of the same text for the scale. The trigger
rate says how many documents held a literal of any lens. The peer runs as a command over the same
files, start included, and so does troth in that row.
"""

from __future__ import annotations

import argparse
import os
import platform
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from troth.documents import read
from troth.extend.prose import Backing, BackingPromise, ProseCard, phrases
from troth.model.document import Document
from troth.prose.automaton import Automaton
from troth.prose.engine import Reader
from troth.prose.fold import Fold
from troth.prose.lens import Lens, lens_of
from troth.registry import extensions, load

RESULTS = Path(__file__).parent / "results" / "check.md"
CALM = "We deliver parcels in the city and we answer questions. The desk is open on weekdays. "
LOUD = "Customers want faster parcels. The desk is open on weekdays and that is how we like it. "
GOALS = {"empty file": 120, "2,000-word page": 150, "2,000-word plan": 400}
AT_ONCE = 40
"""Files that one run of the peer is given."""
ROUNDS = 3
"""So often both read the folder in turn; the least counts."""
LEFT_OUT = frozenset({"trial"})


def child_cpu(command: list[str]) -> float:
    """CPU seconds of a command, user and system together."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    kept = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    subprocess.run(command, capture_output=True, check=False, env=kept)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def least(command: list[str]) -> float:
    """The least of thirty runs in milliseconds, after one that warms the caches."""
    return 1000 * min([child_cpu(command) for _ in range(31)][1:])


def instructions(command: list[str]) -> str:
    """Millions of instructions of a command, as valgrind counts them; "" without it."""
    counted = shutil.which("valgrind")
    if counted is None:
        return ""
    asked = [counted, "--tool=cachegrind", "--cache-sim=no", "--cachegrind-out-file=/dev/null"]
    fixed = {**os.environ, "PYTHONHASHSEED": "0"}
    done = subprocess.run([*asked, *command], capture_output=True, text=True, env=fixed)
    found = re.search(r"I +refs: +([\d,]+)", done.stderr)
    return f"{int(found[1].replace(',', '')) / 1e6:.0f}" if found else ""


def installed(folder: str) -> None:
    """Put troth into a folder as a wheel does, and let the commands below find it there first."""
    command = [sys.executable, "-m", "pip", "install", "-q", "--no-deps", "--target", folder]
    subprocess.run([*command, str(Path(__file__).parents[1])], check=True)
    os.environ["PYTHONPATH"] = folder


def start_up(peer: str | None) -> Iterator[tuple[str, ...]]:
    """An empty file, a page of no genre, and a plan that is read whole; then unchanged."""
    with tempfile.TemporaryDirectory() as folder:
        pages = {
            "empty file": ("empty.md", ""),
            "2,000-word page": ("page.md", "# Handout\n\n" + (CALM * 10 + "\n\n") * 13),
            "2,000-word plan": ("plan.md", "# Plan\n\n" + (LOUD * 10 + "\n\n") * 12),
        }
        troth = [sys.executable, "-X", f"pycache_prefix={folder}/cache", "-m", "troth", "check"]
        os.environ["TROTH_CACHE_DIR"] = f"{folder}/kept"
        for name, (file, text) in pages.items():
            path = Path(folder, file)
            path.write_text(text)
            first = least([*troth, "--no-cache", str(path)])
            again = least([*troth, str(path)])
            theirs = f"{least([peer, '-m', 'proselint', 'check', str(path)]):.0f}" if peer else "–"
            counted = instructions([*troth, "--no-cache", str(path)])
            yield name, f"{first:.0f}", f"{again:.0f}", theirs, str(GOALS[name]), counted


def _reading(reader: Reader, documents: list[Document]) -> tuple[float, int]:
    """CPU seconds of reading these, and how many findings came of it."""
    began = time.process_time()
    findings = sum(len(reader.read(one).findings) for one in documents)
    return time.process_time() - began, findings


def throughput(folder: Path) -> Iterator[tuple[str, ...]]:
    """Megabytes a second on one core, findings, and how many documents held a trigger."""
    pages = [(str(path), path.read_bytes()) for path in sorted(folder.rglob("*.md"))]
    size = sum(len(data) for _, data in pages) / 1e6
    live = BackingPromise("p", "We answer on weekdays, 9 to 17", True, True, "open")
    every = [lens_of(name, load("prose", name)) for name in extensions("prose")]
    lenses = [one for one in every if one.card.status not in LEFT_OUT]
    many = Lens(
        "many", ProseCard(), (phrases(*(f"phrase {n} of many" for n in range(1000)), says="x"),)
    )
    documents = [one for path, data in pages if isinstance(one := read(path, data), Document)]
    words = sum(len(one.prose.split()) for one in documents)
    runs = {
        "all default lenses, a workspace behind them": Reader(lenses, Backing((live,) * 10)),
        "all default lenses": Reader(lenses),
        "data detectors alone": Reader([many]),
    }
    for name, reader in runs.items():
        timed = [_reading(reader, documents) for _ in range(ROUNDS)]
        spent, findings = min(timed)
        yield name, f"{size / spent:.2f}", str(findings), f"{1000 * findings / words:.2f}"
    began = time.process_time()
    for _, data in pages:
        re.findall(r"\bcustomers?\b", data.decode("utf-8", "replace"), re.I)
    yield "one `re` scan", f"{size / (time.process_time() - began):.2f}", "", ""
    automaton = Automaton(lenses)
    held = sum(bool(automaton.scan(Fold(one))) for one in documents)
    yield f"documents that held a trigger: {held} of {len(documents)}", "", "", ""


def beside(folder: Path, peer: str) -> Iterator[tuple[str, ...]]:
    """Both as commands over the same files, a part at a time, start included."""
    paths = [str(path) for path in sorted(folder.rglob("*.md"))]
    size = sum(Path(path).stat().st_size for path in paths) / 1e6
    parts = [paths[at : at + AT_ONCE] for at in range(0, len(paths), AT_ONCE)]
    commands = {
        "troth": [sys.executable, "-m", "troth", "check", "--no-cache"],
        "proselint": [peer, "-m", "proselint", "check"],
    }
    rounds = [
        {name: sum(child_cpu([*one, *part]) for part in parts) for name, one in commands.items()}
        for _ in range(ROUNDS)
    ]
    for name in commands:
        spent = min(one[name] for one in rounds)
        yield name, f"{spent:.1f}", f"{size / spent:.2f}"


def table(head: str, rows: list[tuple[str, ...]]) -> str:
    """Rows as Markdown below their head."""
    ruled = "| " + head + " |\n|" + "---|" * (head.count("|") + 1)
    return "\n".join([ruled, *("| " + " | ".join(row) + " |" for row in rows)])


def main() -> None:
    """Measure, print, and write what was measured."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("folder", type=Path, nargs="?")
    asked.add_argument("--peer", help="a Python that has proselint")
    given = asked.parse_args()
    site = tempfile.TemporaryDirectory()
    installed(site.name)
    parts = [
        f"# `troth check`\n\nPython {platform.python_version()}, {os.cpu_count()} cores.",
        table(
            "start, ms CPU | first | unchanged | proselint | at most | million instructions, first",
            list(start_up(given.peer)),
        ),
    ]
    if given.folder:
        rows = list(throughput(given.folder))
        parts.append(table("one process | MB/s | findings | per 1,000 words", rows))
    if given.folder and given.peer:
        rows = list(beside(given.folder, given.peer))
        parts.append(table("as a command over the folder | CPU s | MB/s", rows))
        parts.append("Vale with three styles was measured at 0.024 MB/s on another machine.")
    parts.append(
        "The least of thirty starts and of three rounds, both programs in turn on one machine that "
        "others use as well; documents are loaded before the clock of one process starts."
    )
    text = "\n\n".join(parts) + "\n"
    print(text)
    RESULTS.write_text(text)
    site.cleanup()


if __name__ == "__main__":
    main()
