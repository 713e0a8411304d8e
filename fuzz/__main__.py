"""Tries one family of formats: `python -m fuzz csv --by coverage --seconds 600 --into /tmp/fuzz`.

`--by rule` needs hypothesis alone; `--by coverage` needs atheris (`pip install atheris`, in an
environment of its own). `--show FILE` reads one input that was kept and lets the fault through.
"""

from __future__ import annotations

import argparse
from pathlib import Path

NAMES = (
    "csv",
    "json",
    "mail",
    "zip",
    "xml",
    "xlsx",
    "parquet",
    "packed",
    "yaml",
    "text",
    "docx",
    "pdf",
    "rst",
)


def main() -> None:
    """Reads the words of the command, and goes."""
    words = argparse.ArgumentParser(prog="python -m fuzz", description=__doc__)
    words.add_argument("family", choices=NAMES)
    words.add_argument("--by", choices=("coverage", "rule"), default="rule")
    words.add_argument("--seconds", type=float, default=600)
    words.add_argument("--into", type=Path, default=Path("/tmp/troth-fuzz"))
    words.add_argument("--show", type=Path)
    asked = words.parse_args()
    if asked.show:
        from fuzz.families import FAMILIES

        print(FAMILIES[asked.family].tried(asked.show.read_bytes()), "things came of it.")
        return
    if asked.by == "coverage":
        from fuzz.coverage import run
    else:
        from fuzz.generated import run
    run(asked.family, asked.seconds, asked.into)


if __name__ == "__main__":
    main()
