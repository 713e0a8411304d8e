"""What broke: each fault once, with the smallest input that shows it."""

from __future__ import annotations

import hashlib
import time
import traceback
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fuzz.families import Family


class Faults:
    """Counts inputs, and keeps one of each kind of fault in a folder."""

    def __init__(self, kept: Path, name: str) -> None:
        self._kept, self._name = kept, name
        self._smallest: dict[str, int] = {}
        self._times: Counter[str] = Counter()
        self._began = time.monotonic()
        self.inputs = self.given = 0
        self.slowest = 0.0
        kept.mkdir(parents=True, exist_ok=True)

    def warm(self, family: Family) -> None:
        """Tries every seed, so that what is loaded once counts for no input."""
        for data in family.started():
            self.tried(family, data)
        self.slowest = 0.0

    def tried(self, family: Family, data: bytes) -> None:
        """Tries one input."""
        self.inputs += 1
        began = time.process_time()
        try:
            self.given += family.tried(data)
        except Exception as fault:  # noqa: BLE001 - whatever it is, it is a fault to be kept
            self._keep(fault, data)
        self.slowest = max(self.slowest, time.process_time() - began)

    def _keep(self, fault: Exception, data: bytes) -> None:
        ours = [
            each for each in traceback.extract_tb(fault.__traceback__) if "/troth/" in each.filename
        ]
        last = f"{Path(ours[-1].filename).name}:{ours[-1].lineno}" if ours else "outside"
        kind = f"{type(fault).__name__} {last}"
        self._times[kind] += 1
        if len(data) >= self._smallest.get(kind, 1 << 60):
            return
        self._smallest[kind] = len(data)
        stem = f"{self._name}-{hashlib.sha256(kind.encode()).hexdigest()[:8]}"
        (self._kept / f"{stem}.input").write_bytes(data)
        told = "".join(traceback.format_exception(fault))
        (self._kept / f"{stem}.txt").write_text(f"{kind}\n{data[:400]!r}\n\n{told[-6000:]}")
        print(f"FAULT {self._name}: {kind}: {fault!s:.200}", flush=True)

    def tell(self, seconds: float) -> None:
        """The outcome in one line, and a line a fault."""
        took = time.monotonic() - self._began
        print(
            f"DONE {self._name}: {self.inputs:,} inputs in {took:.0f} of {seconds:.0f} s,"
            f" {self.given:,} things given, slowest {self.slowest:.2f} s,"
            f" {len(self._times)} kinds of fault",
            flush=True,
        )
        for kind, times in self._times.most_common():
            print(f"  {times:,} × {kind}", flush=True)
