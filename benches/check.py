"""`troth check`: CPU to start, first and unchanged, and megabytes a second over a folder of documents.

    python benches/check.py [FOLDER]

Start-up is the least CPU (user and system) of ten runs of the command, bytecode cached. Throughput
is the CPU of reading a folder in one process, documents loaded before the clock starts: all
default lenses with a workspace behind them, the data detectors alone (a thousand phrases, none of
them found), and a plain `re` scan of the same text for the scale. The trigger rate says how many
documents held a literal of any lens.
"""

from __future__ import annotations

import os
import re
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from troth.documents import read
from troth.extend.prose import Backing, BackingPromise, ProseCard, phrases
from troth.model.document import Document
from troth.prose.automaton import Automaton
from troth.prose.engine import Reader
from troth.prose.fold import Fold
from troth.prose.lens import Lens, lens_of
from troth.registry import extensions, load

CALM = "We deliver parcels in the city and we answer questions. The desk is open on weekdays. "
LOUD = "Customers want faster parcels. The desk is open on weekdays and that is how we like it. "


def child_cpu(command: list[str]) -> float:
    """CPU seconds of a command, user and system together."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    kept = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    subprocess.run(command, capture_output=True, check=False, env=kept)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def start_up() -> None:
    """The least of ten, for an empty file, a page of no genre, and a plan that is read whole.

    Each as if it had never been checked, and again unchanged.
    """
    with tempfile.TemporaryDirectory() as folder:
        pages = {
            "empty file": ("empty.md", ""),
            "2,000-word page": ("page.md", "# Handout\n\n" + (CALM * 10 + "\n\n") * 13),
            "2,000-word plan": ("plan.md", "# Plan\n\n" + (LOUD * 10 + "\n\n") * 12),
        }
        for name, (file, text) in pages.items():
            path = Path(folder, file)
            path.write_text(text)
            troth = [sys.executable, "-X", f"pycache_prefix={folder}/cache", "-m", "troth"]
            os.environ["TROTH_CACHE_DIR"] = f"{folder}/kept"
            for again, flags in (("", ["--no-cache"]), (", again", [])):
                command = [*troth, "check", *flags, str(path)]
                times = [child_cpu(command) for _ in range(11)][1:]
                print(f"{name + again:<24} {1000 * min(times):6.0f} ms CPU")


def throughput(folder: Path) -> None:
    """Megabytes a second on one core, with the share of documents that held a trigger."""
    pages = [(str(path), path.read_bytes()) for path in sorted(folder.rglob("*.md"))]
    size = sum(len(data) for _, data in pages) / 1e6
    live = BackingPromise("p", "We answer on weekdays, 9 to 17", True, True, "open")
    lenses = [lens_of(name, load("prose", name)) for name in extensions("prose")]
    many = Lens(
        "many", ProseCard(), (phrases(*(f"phrase {n} of many" for n in range(1000)), says="x"),)
    )
    runs = {
        "all default lenses": Reader(lenses, Backing((live,) * 10)),
        "without a workspace": Reader(lenses),
        "data detectors alone": Reader([many]),
    }
    for name, reader in runs.items():
        began = time.process_time()
        findings = words = 0
        for path, data in pages:
            document = read(path, data)
            if isinstance(document, Document):
                findings += len(reader.read(document).findings)
                words += document.prose.count(" ") and len(document.prose.split())
        spent = time.process_time() - began
        rate = 1000 * findings / max(words, 1)
        print(
            f"{name:<20} {size / spent:6.2f} MB/s  {findings} findings, {rate:.2f} per 1,000 words"
        )
    automaton = Automaton(lenses)
    documents = [read(path, data) for path, data in pages]
    read_well = [document for document in documents if isinstance(document, Document)]
    held = sum(bool(automaton.scan(Fold(document))) for document in read_well)
    print(f"trigger rate         {held} of {len(read_well)} documents")
    began = time.process_time()
    for _, data in pages:
        re.findall(r"\bcustomers?\b", data.decode("utf-8", "replace"), re.I)
    print(f"one `re` scan        {size / (time.process_time() - began):6.2f} MB/s")


if __name__ == "__main__":
    start_up()
    if len(sys.argv) > 1:
        throughput(Path(sys.argv[1]))
