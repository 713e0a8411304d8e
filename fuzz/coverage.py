"""Guided by coverage: atheris changes inputs and keeps those that reach a line nothing reached yet."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path


def run(name: str, seconds: float, kept: Path) -> None:
    """Tries inputs of one family for so long. Faults are written down, and the search goes on."""
    import atheris

    with atheris.instrument_imports(include=["troth", "email", "zipfile", "html", "_markupbase"]):
        from fuzz.families import FAMILIES
        from fuzz.faults import Faults

        family, faults = FAMILIES[name], Faults(kept, name)
        faults.warm(family)
    corpus, words = kept / "corpus" / name, kept / f"{name}.words"
    corpus.mkdir(parents=True, exist_ok=True)
    for at, seed in enumerate(family.started()):
        (corpus / f"seed-{at:03d}").write_bytes(seed)
    lines = ("".join(f"\\x{byte:02x}" for byte in word[:60]) for word in family.words)
    words.write_text("".join(f'"{line}"\n' for line in lines))
    until = time.monotonic() + seconds

    def one(data: bytes) -> None:
        faults.tried(family, data)
        if time.monotonic() > until:
            faults.tell(seconds)
            sys.stdout.flush()
            os._exit(0)  # the fuzzer itself would only go on

    limits = [
        "-rss_limit_mb=4096",
        "-timeout=60",
        "-max_len=6000",
        "-len_control=20",
        "-print_final_stats=1",
    ]
    found = f"-artifact_prefix={kept}/{name}-"
    atheris.Setup([sys.argv[0], *limits, f"-dict={words}", found, str(corpus)], one)
    atheris.Fuzz()
