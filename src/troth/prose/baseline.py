"""A baseline: the findings a company has decided to live with for now, so that only new ones show.

A finding is known by its lens and a hash of its sentence, never by its line, so that a text can
move; each entry counts, so that a second copy of a known sentence is new. The file it was found
in is kept beside it, so that a check of a few files calls no entry of another one stale. Once
written, a baseline only shrinks: what is mended leaves it, and nothing new goes in.
"""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from troth.errors import ConfigError
from troth.model.finding import Finding
from troth.model.identity import digest

Key = tuple[str, str]
"""Lens and hash of the sentence."""


@dataclass(frozen=True, slots=True)
class Entry:
    """Findings that are known: how many of a lens on a sentence, and the file they stood in.

    `file` is relative to the baseline's folder; "" in a baseline that is older than that.
    """

    lens: str
    sentence: str
    file: str
    count: int

    @property
    def key(self) -> Key:
        """What a finding is compared by."""
        return self.lens, self.sentence


@dataclass(frozen=True, slots=True)
class Baseline:
    """All entries of one file."""

    path: Path
    entries: tuple[Entry, ...]

    def relative(self, file: str) -> str:
        """A path as it stands in the entries."""
        return Path(os.path.relpath(file, self.path.parent)).as_posix()


@dataclass(frozen=True, slots=True)
class Sifted:
    """Findings that are new, those that were known, and how many entries match nothing any more."""

    new: tuple[Finding, ...]
    old: tuple[Finding, ...]
    stale: int

    @property
    def known(self) -> int:
        """How many findings were known."""
        return len(self.old)


def key_of(finding: Finding) -> Key:
    """Lens and hash of the sentence; for a finding about a whole document, of its path."""
    sentence = finding.anchor.rpartition("#")[0]
    path = finding.place.path if finding.place and not sentence else ""
    return finding.lens, digest("b", sentence or finding.anchor, path)


def read_baseline(path: Path) -> Baseline:
    """The findings a baseline file holds; a ConfigError where it is no baseline."""
    try:
        rows = json.loads(path.read_text(encoding="utf-8"))["findings"]
        entries = (
            Entry(str(row["lens"]), str(row["sentence"]), row.get("file", ""), int(row["count"]))
            for row in rows
        )
        return Baseline(path, tuple(entries))
    except OSError as fault:
        raise ConfigError(
            "The baseline cannot be read.",
            place=str(path),
            advice="Make one with --write-baseline, or leave --baseline out.",
        ) from fault
    except (ValueError, KeyError, TypeError, AttributeError) as fault:
        raise ConfigError(
            "This is no baseline.", place=str(path), advice="Write it anew with --write-baseline."
        ) from fault


def write_baseline(path: Path, findings: Iterable[Finding]) -> int:
    """Write these findings as known; gives how many."""
    home = Baseline(path, ())
    counted = Counter((key_of(one), home.relative(_file(one))) for one in findings)
    return _write(path, [Entry(*key, file, count) for (key, file), count in counted.items()])


def shrink_baseline(known: Baseline, findings: Sequence[Finding], files: Iterable[str]) -> int:
    """Write a baseline without the entries that no longer match; gives how many findings are left.

    `findings` are all that were found in `files`. Entries of other files stay as they are.
    """
    read = {known.relative(file) for file in files}
    found = Counter(key_of(finding) for finding in findings)
    kept = []
    for entry in known.entries:
        left = min(entry.count, found[entry.key]) if _judged(entry, read, known) else entry.count
        found[entry.key] -= left
        if left:
            kept.append(Entry(entry.lens, entry.sentence, entry.file, left))
    return _write(known.path, kept)


def sift(findings: Sequence[Finding], known: Baseline, files: Iterable[str] = ()) -> Sifted:
    """Part what is new from what is known. `files` are those that were read."""
    read = {known.relative(file) for file in files}
    left: Counter[Key] = Counter()
    for entry in known.entries:
        left[entry.key] += entry.count
    new, old = [], []
    for finding in findings:
        key = key_of(finding)
        if left[key] > 0:
            left[key] -= 1
            old.append(finding)
        else:
            new.append(finding)
    return Sifted(
        tuple(new), tuple(old), _stale(known, left, lambda one: _judged(one, read, known))
    )


def _stale(known: Baseline, left: Counter[Key], judged: Callable[[Entry], bool]) -> int:
    stale = 0
    for entry in known.entries:
        if judged(entry):
            idle = min(entry.count, left[entry.key])
            left[entry.key] -= idle
            stale += idle
    return stale


def _judged(entry: Entry, read: set[str], known: Baseline) -> bool:
    """Whether this check can tell of an entry: its file was read, or is there no more."""
    if entry.file in read or not entry.file:
        return True
    return not (known.path.parent / entry.file).exists()


def _file(finding: Finding) -> str:
    return finding.place.path if finding.place else ""


def _write(path: Path, entries: Sequence[Entry]) -> int:
    rows = [
        {"lens": one.lens, "sentence": one.sentence, "file": one.file, "count": one.count}
        for one in sorted(entries, key=lambda one: (one.lens, one.file, one.sentence))
    ]
    fresh = path.with_name(f".{path.name}.{os.getpid()}")
    fresh.write_text(json.dumps({"version": 2, "findings": rows}, indent=1) + "\n", "utf-8")
    fresh.replace(path)
    return sum(one.count for one in entries)
