"""The journey map once more, in plain Python and as slow as it likes: what journeys has to equal."""

from __future__ import annotations

import csv
import gzip
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from itertools import pairwise
from pathlib import Path
from statistics import mean, median
from typing import Any
from xml.etree import ElementTree

DATA = Path(__file__).resolve().parents[4] / "shared" / "data" / "events"
NAME, TIME, WHO = "concept:name", "time:timestamp", "org:resource"


@dataclass
class Plain:
    """Every figure of the map as plain counters."""

    edges: dict[tuple[Any, Any], tuple[int, float, float]]
    variants: Counter[tuple[Any, ...]]
    starts: Counter[Any]
    ends: Counter[Any]
    self_loops: int
    self_loop_cases: int
    returns: int
    return_cases: int
    rework: int
    durations: dict[Any, float]
    handoffs: Counter[tuple[Any, Any]] = field(default_factory=Counter)
    handoff_cases: int = 0
    ping_pong: int = 0
    ping_pong_cases: int = 0
    over_stays: int = 0


def by_case(rows: list[tuple[Any, Any, Any, Any]]) -> dict[Any, list[tuple[Any, Any, Any]]]:
    """Cases with their (time, step, resource) in order; equal times as they came."""
    found: dict[Any, list[tuple[Any, Any, Any]]] = defaultdict(list)
    for case, step, at, who in rows:
        found[case].append((at, step, who))
    return {case: sorted(events, key=lambda event: event[0]) for case, events in found.items()}


def plain(rows: list[tuple[Any, Any, float, Any]]) -> Plain:
    """The map of rows of (case, step, seconds, resource)."""
    cases = by_case(rows)
    waits: dict[tuple[Any, Any], list[float]] = defaultdict(list)
    told = Plain({}, Counter(), Counter(), Counter(), 0, 0, 0, 0, 0, {})
    for case, events in cases.items():
        steps = [step for _, step, _ in events]
        for (t0, a, _), (t1, b, _) in pairwise(events):
            waits[a, b].append(t1 - t0)
        told.variants[tuple(steps)] += 1
        told.starts[steps[0]] += 1
        told.ends[steps[-1]] += 1
        looped = sum(a == b for a, b in pairwise(steps))
        stays = [steps[0], *(b for a, b in pairwise(steps) if a != b)]
        back = len(stays) - len(set(stays))
        told.self_loops += looped
        told.self_loop_cases += looped > 0
        told.returns += back
        told.return_cases += back > 0
        told.rework += len(set(steps)) < len(steps)
        told.durations[case] = events[-1][0] - events[0][0]
        _people(told, [who for *_, who in events])
    told.edges = {pair: (len(each), mean(each), median(each)) for pair, each in waits.items()}
    return told


def _people(told: Plain, people: list[Any]) -> None:
    passed = [(a, b) for a, b in pairwise(people) if None not in (a, b) and a != b]
    told.handoffs.update(passed)
    told.handoff_cases += bool(passed)
    count = _there_and_back(people)
    told.ping_pong += count
    told.ping_pong_cases += count > 0
    told.over_stays += _there_and_back(people[:1] + [b for a, b in pairwise(people) if a != b])


def _there_and_back(people: list[Any]) -> int:
    triples = zip(people, people[1:], people[2:], strict=False)
    return sum(a == c and a != b and None not in (a, b) for a, b, c in triples)


def table(
    name: str, case: str, step: str, at: str, who: str = "", mark: str = ","
) -> Iterator[Any]:
    """Rows of a csv file of the shared data, every text as it stands."""
    path = DATA / name
    read = gzip.decompress if name.endswith("gz") else bytes
    lines = read(path.read_bytes()).decode("utf-8").splitlines()
    for row in csv.DictReader(lines, delimiter=mark):
        told = datetime.fromisoformat(row[at].replace("/", "-"))
        yield row[case], row[step], told, row[who] if who else None


def xes(name: str) -> Iterator[Any]:
    """Rows of an XES file of the shared data."""
    with gzip.open(DATA / name) as held:
        root = ElementTree.parse(held).getroot()
    for trace in root.findall("{*}trace"):
        case = _values(trace)[NAME]
        for event in trace.findall("{*}event"):
            told = _values(event)
            yield case, told[NAME], datetime.fromisoformat(told[TIME]), told.get(WHO)


def _values(element: ElementTree.Element) -> dict[str, str]:
    return {each.get("key", ""): each.get("value", "") for each in element if each.get("key")}
