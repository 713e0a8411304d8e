"""A baseline: the findings a company has decided to live with for now, so that only new ones show.

A finding is known by its lens and a hash of its sentence, never by its line, so that a text can
move; each entry counts, so that a second copy of a known sentence is new.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from troth.errors import ConfigError
from troth.model.finding import Finding
from troth.model.identity import digest

Known = Counter[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Sifted:
    """Findings that are new, how many were known, and how many entries match nothing any more."""

    new: tuple[Finding, ...]
    known: int
    stale: int


def key_of(finding: Finding) -> tuple[str, str]:
    """Lens and hash of the sentence; for a finding about a whole document, of its path."""
    sentence = finding.anchor.rpartition("#")[0]
    path = finding.place.path if finding.place and not sentence else ""
    return finding.lens, digest("b", sentence or finding.anchor, path)


def read_baseline(path: Path) -> Known:
    """The findings a baseline file holds; a ConfigError where it is no baseline."""
    try:
        rows = json.loads(path.read_text(encoding="utf-8"))["findings"]
        return Counter({(row["lens"], row["sentence"]): int(row["count"]) for row in rows})
    except OSError as fault:
        raise ConfigError(
            "The baseline cannot be read.",
            place=str(path),
            advice="Make one with --write-baseline, or leave --baseline out.",
        ) from fault
    except (ValueError, KeyError, TypeError) as fault:
        raise ConfigError(
            "This is no baseline.", place=str(path), advice="Write it anew with --write-baseline."
        ) from fault


def write_baseline(path: Path, findings: Iterable[Finding]) -> int:
    """Write these findings as known; gives how many."""
    known = Counter(key_of(finding) for finding in findings)
    rows = [
        {"lens": lens, "sentence": sentence, "count": count}
        for (lens, sentence), count in sorted(known.items())
    ]
    path.write_text(json.dumps({"version": 1, "findings": rows}, indent=1) + "\n", "utf-8")
    return sum(known.values())


def sift(findings: Sequence[Finding], known: Known) -> Sifted:
    """Part what is new from what is known."""
    left = Counter(known)
    new = []
    for finding in findings:
        key = key_of(finding)
        if left[key] > 0:
            left[key] -= 1
        else:
            new.append(finding)
    return Sifted(tuple(new), len(findings) - len(new), sum(left.values()))
