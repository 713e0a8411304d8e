"""`troth check` over hostile documents of 1, 2 and 4 parts: is the time a matter of their length?

    python benches/hostile.py [--kb 250]     writes benches/results/hostile.md
    python benches/hostile.py --kb 20000 --only "one word"

CPU seconds (user and system) of reading in one process, all lenses with the previews, start left out.
Where a text four times as long takes four times as long the last column says 4; 16 is quadratic.
"""

from __future__ import annotations

import argparse
import gc
import platform
import time
from pathlib import Path

from troth.acts.check_rules import Asked
from troth.acts.checker import Checker
from troth.model.reject import Reject

RESULTS = Path(__file__).parent / "results" / "hostile.md"
SHAPES = {
    "one long line": ("a.md", "We will answer customers soon, and our customers want faster parcels. "),
    "one word": ("a.md", "customers"),
    "asterisks": ("a.md", "*"),
    "quotes in quotes": ("a.md", "> "),
    "lists in lists": ("a.md", "- "),
    "brackets": ("a.md", "["),
    "brackets in a line each": ("a.md", "[[[[ we will (\n"),
    "unclosed HTML": ("a.html", "<div><b>we will "),
    "unclosed HTML in Markdown": ("a.md", "<div><b>we will\n\n"),
    "promises without an end": ("a.md", "we will refund you within 3 days unless "),
    "quotation marks": ("a.md", "“we will "),
    "commas": ("a.txt", "sorry, if, but, "),
}  # fmt: skip


def seconds(checker: Checker, path: str, text: str) -> float:
    gc.collect()
    began = time.process_time()
    seen = checker.read(path, text.encode())
    took = time.process_time() - began
    if isinstance(seen, Reject):
        print(f"    set aside: {seen.says}")
    return took


def main() -> None:
    words = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    words.add_argument("--kb", type=int, default=250, help="the length of the longest, in kB")
    words.add_argument("--only", action="append", help="only this shape")
    given = words.parse_args()
    checker = Checker(Asked(preview=True))
    checker.read("a.md", b"We will answer customers soon.")
    lines = []
    for name, (path, piece) in SHAPES.items():
        if given.only and name not in given.only:
            continue
        whole = given.kb * 1000
        texts = [(piece * (whole // part // len(piece) + 1))[: whole // part] for part in (4, 2, 1)]
        one, two, four = (seconds(checker, path, text) for text in texts)
        row = f"| {name} | {one:.2f} | {two:.2f} | {four:.2f} | {four / max(one, 0.01):.1f} |"
        lines.append(row)
        print(row, flush=True)
    if given.only:
        return
    head = (
        f"# `troth check` over hostile documents\n\n{given.kb // 4}, {given.kb // 2} and {given.kb} kB; "
        f"CPU seconds, {platform.python_implementation()} {platform.python_version()}, "
        f"{platform.machine()}. Written by `benches/hostile.py`.\n\n"
        "| shape | a quarter | half | whole | whole ÷ quarter |\n|---|---|---|---|---|\n"
    )
    RESULTS.write_text(head + "\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
