"""`troth grade`: how often a recogniser is right on labelled lines of your own."""

from __future__ import annotations

import json
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from troth.errors import SourceError, UnknownNameError
from troth.stats.rates.proportions import Interval, wilson
from troth.text.tasks import TASKS, Item, Task

SHOWN = 5
"""So many faults of a file are told one by one."""


@dataclass(frozen=True, slots=True)
class LabelGrade:
    """One label: of what was called so, how much is; of what is so, how much was found.

    Shares with their 95 % interval (Wilson 1927); `n` counts the gold lines of this label.
    """

    label: str
    precision: Interval
    recall: Interval
    f1: float | None
    n: int


@dataclass(frozen=True, slots=True)
class Grade:
    """What came of it. `macro_f1` is the mean over the labels that occur among the gold ones."""

    task: str
    n: int
    skipped: int
    accuracy: Interval
    labels: tuple[LabelGrade, ...]
    macro_f1: float | None
    per_second: float


def grade(name: str, lines: Iterable[str], place: str) -> Grade:
    """Grade a task on JSON lines with `text` and `gold`; lines with `gold: null` are skipped.

    Raises UnknownNameError for a task there is not, SourceError with every faulty line.
    """
    task = known(name)
    items, gold, skipped = _read(task, lines, place)
    begun = time.process_time()
    given = list(task.judge(items)) if items else []
    spent = max(time.process_time() - begun, 1e-9)
    return graded(task, gold, given, skipped=skipped, per_second=len(items) / spent)


def known(name: str) -> Task:
    """The task of that name; UnknownNameError offers near ones."""
    if name in TASKS:
        return TASKS[name]
    raise UnknownNameError("task", name, TASKS)


def graded(
    task: Task, gold: Sequence[str], given: Sequence[str], *, skipped: int, per_second: float
) -> Grade:
    """Compare what was given with what is so."""
    pairs = list(zip(gold, given, strict=True))
    labels = tuple(_label(each, pairs) for each in task.labels)
    scored = [each.f1 for each in labels if each.n and each.f1 is not None]
    right = sum(one == other for one, other in pairs)
    return Grade(
        task.name,
        len(pairs),
        skipped,
        wilson(right, len(pairs)),
        labels,
        sum(scored) / len(scored) if scored else None,
        per_second,
    )


def _label(label: str, pairs: Sequence[tuple[str, str]]) -> LabelGrade:
    hit = sum(gold == label == given for gold, given in pairs)
    called = sum(given == label for _, given in pairs)
    n = sum(gold == label for gold, _ in pairs)
    f1 = 2 * hit / (called + n) if called + n else None
    return LabelGrade(label, wilson(hit, called), wilson(hit, n), f1, n)


def _read(task: Task, lines: Iterable[str], place: str) -> tuple[list[Item], list[str], int]:
    items: list[Item] = []
    gold: list[str] = []
    faults: list[str] = []
    skipped = 0
    for at, line in enumerate(lines, 1):
        if not line.strip():
            continue
        found = _line(task, line)
        if isinstance(found, str):
            faults.append(f"{place}:{at}  {found}")
        elif found is None:
            skipped += 1
        else:
            items.append(found[0])
            gold.append(found[1])
    if faults:
        told = "\n".join([*faults[:SHOWN], *(["…"] if len(faults) > SHOWN else [])])
        says = f"{len(faults)} of the lines cannot be graded."
        raise SourceError(says, place=place, advice=told)
    return items, gold, skipped


def _line(task: Task, line: str) -> tuple[Item, str] | str | None:
    """One line: text and label; what is wrong with it; or None where its label is open."""
    try:
        held: Mapping[str, Any] = json.loads(line)
    except ValueError:
        return "This is no JSON."
    if not isinstance(held, dict) or not isinstance(held.get("text"), str):
        return 'It has no "text".'
    if "gold" not in held:
        return 'It has no "gold".'
    if held["gold"] is None:
        return None
    label = _label_of(task, held["gold"])
    if label not in task.labels:
        return f"“{held['gold']}” is no label of {task.name} ({', '.join(task.labels)})."
    speaker, kind = held.get("speaker") or task.speaker, held.get("kind") or "message"
    place, before, other = (str(held.get(name) or "") for name in ("source", "before", "other"))
    return Item(held["text"], str(speaker), str(kind), place, before, other), label


def _label_of(task: Task, gold: object) -> str:
    if isinstance(gold, bool):
        return "true" if gold else "false"
    if isinstance(gold, (int, float)) and {"-1", "0", "1"} == set(task.labels):
        return str((gold > 0) - (gold < 0))
    return str(gold)


def lines_of(path: Path) -> list[str]:
    """The lines of a file; SourceError where it cannot be read as UTF-8 text."""
    try:
        return path.read_text(encoding="utf-8-sig").split("\n")
    except UnicodeDecodeError as fault:
        says = f"The file is not UTF-8 (byte {fault.start + 1})."
        raise SourceError(says, place=str(path), advice="Save it as UTF-8.") from fault
    except OSError as fault:
        says = f"The file cannot be read: {fault.strerror or fault}."
        raise SourceError(says, place=str(path)) from fault
