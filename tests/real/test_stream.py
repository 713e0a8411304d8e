"""Rows from a pipe: as many as there are, in bounded memory."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow
GIGABYTE_KB = 1_000_000
WRITES = """
import sys
write = sys.stdout.write
write("message_id,conversation,at,direction,author,text\\n")
for n in range(int(sys.argv[1])):
    case, ours = n // 3, n % 3 == 1
    at = f"2025-{1 + n % 12:02d}-{1 + n % 28:02d}T{n % 24:02d}:{n % 60:02d}:00Z"
    who = "out,tom@acme.example" if ours else f"in,p{case % 50_000}@x.example"
    write(f"m{n},c{case},{at},{who},Where is my parcel number {n}? It should have come.\\n")
"""


MEASURES = """
import os, subprocess, sys
child = subprocess.Popen(sys.argv[1:])
_, status, used = os.wait4(child.pid, 0)
print(used.ru_maxrss, file=sys.stderr)
sys.exit(os.waitstatus_to_exitcode(status))
"""
"""A small parent: a child's peak counts from that of whoever forked it, and pytest is large."""


def streamed(root: Path, rows: int) -> tuple[dict[str, object], int]:
    """The receipt of `troth add -`, and the most memory its process took, in kilobytes."""
    writer = subprocess.Popen([sys.executable, "-c", WRITES, str(rows)], stdout=subprocess.PIPE)
    add = [sys.executable, "-m", "troth", "-C", str(root), "add", "-", "--format", "json"]
    reader = subprocess.run(
        [sys.executable, "-c", MEASURES, *add], stdin=writer.stdout, capture_output=True, check=True
    )
    assert writer.stdout is not None
    writer.stdout.close()
    assert writer.wait(60) == 0
    return json.loads(reader.stdout), int(reader.stderr.split()[-1])


@pytest.mark.parametrize("rows", [200_000])
def test_rows_from_a_pipe_go_in_within_a_gigabyte(tmp_path: Path, rows: int) -> None:
    receipt, peak = streamed(tmp_path / "acme", rows)
    sys.stderr.write(f"\nadd - of {rows:,} rows: peak {peak / 1000:.0f} MB\n")
    (told,) = receipt["sources"]  # type: ignore[misc]
    assert (told["new"], told["set_aside"], told["path"]) == (rows, 0, "-")
    assert receipt["people_new"] == receipt["people_seen"] == 50_000
    assert peak <= GIGABYTE_KB
    again, _ = streamed(tmp_path / "acme", 2_000)
    assert again["sources"][0]["new"] == 0  # type: ignore[index]
