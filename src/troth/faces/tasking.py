"""Tasks as text, as data, for a spreadsheet, and as a calendar file (RFC 5545)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from troth.faces.masks import shown
from troth.faces.terminal import Ink, wrapped
from troth.faces.wire import as_json, moment, plain, rows_csv

if TYPE_CHECKING:
    from troth.views.tasks import TaskLine, Tasks
    from troth.views.when import Clock

COLUMNS = ("id", "words", "owner", "due", "on", "target", "person", "state", "made", "by")
SHORT = 3
"""Letters: a shorter word of a name is left where it stands, for it is a word of its own."""


def task_data(line: TaskLine) -> dict[str, Any]:
    """One task as data: `due` is a moment, `late` is set where its day has passed."""
    one = line.task
    told: dict[str, Any] = plain(one)
    person = line.person
    return {
        **told,
        "state": "open" if one.open else "done",
        "person": {"id": person.id, "name": person.label} if person else None,
        "about": line.about,
        "link": line.link,
        "late": line.late,
    }


def tasks_data(page: Tasks) -> dict[str, Any]:
    """The list as data."""
    return {
        "says": page.says,
        "total": page.total,
        "owner": page.owner,
        "tasks": [task_data(line) for line in page.lines],
        "done": [task_data(line) for line in page.done],
    }


def tasks_json(page: Tasks) -> str:
    """The list as JSON."""
    return as_json(tasks_data(page))


def tasks_csv(page: Tasks) -> str:
    """A task a row, open ones first."""
    return rows_csv(COLUMNS, (_row(line) for line in (*page.lines, *page.done)))


def _row(line: TaskLine) -> dict[str, Any]:
    one = line.task
    return {
        **{name: getattr(one, name) for name in ("id", "words", "owner", "on", "target", "by")},
        "due": moment(one.due_us),
        "person": line.person.label if line.person else None,
        "state": "open" if one.open else "done",
        "made": moment(one.born_us),
    }


def tasks_text(page: Tasks, color: bool) -> str:
    """The answer, then each task with its number, by which it is done or moved."""
    ink = Ink(color)
    lines = [page.says]
    for line in page.lines:
        lines += ["", *task_text(line, ink)]
    if page.left:
        lines += ["", ink.quiet(f"{page.left} more:  troth tasks --all")]
    if page.done:
        lines += ["", "Done"]
        for line in page.done:
            how = line.task.reason or line.task.evidence or ""
            told = f"{line.task.words} ({line.done}, {line.task.done_by}: {how})"
            lines.append(wrapped(told, 2, 4))
    return "\n".join(lines)


def task_text(line: TaskLine, ink: Ink) -> Iterator[str]:
    """One open task: its number and words, then whose it is, until when, whom it concerns."""
    one = line.task
    yield ink.strong(wrapped(f"{one.id}  {one.words}", 0, 4))
    when = f"{line.late} past its day, {line.due}" if line.late else ""
    when = when or (f"due {line.due}" if line.due else "no day")
    moved = f"moved {'once' if one.moved == 1 else f'{one.moved} times'}" if one.moved else ""
    whom = f"for {line.person.label}" if line.person else ""
    parts = [when, moved, one.owner or "", whom, line.about or ""]
    told = wrapped(" · ".join(part for part in parts if part), 4)
    yield ink.warn(told) if line.late else ink.quiet(told)


def tasks_ics(
    lines: Iterable[TaskLine], clock: Clock, *, names: bool = False, base: str = ""
) -> str:
    """The tasks as to-dos of a calendar, one each, with the day each is due on.

    Whom a task concerns is told by her id and the address of her page, for a calendar is often
    shared; with `names` by her name. Without it her name is taken out of the words as well.
    `base` is the address at which the pages are served; without one no address is written.
    """
    from icalendar import Calendar

    made = Calendar()
    made.add("prodid", "-//troth//tasks//EN")
    made.add("version", "2.0")
    for line in lines:
        made.add_component(_todo(line, clock, names, base))
    return str(made.to_ical().decode("utf-8"))


def _todo(line: TaskLine, clock: Clock, names: bool, base: str) -> Any:
    from icalendar import Todo

    one, person = line.task, line.person
    words = one.words if names else unnamed(one.words, line)
    todo = Todo()
    todo.add("uid", f"task-{one.id}-{one.born_us}@troth")
    todo.add("dtstamp", _utc(one.last_us))
    todo.add("created", _utc(one.born_us))
    todo.add("last-modified", _utc(one.last_us))
    todo.add("summary", shown(words))
    if one.due_us is not None:
        todo.add("due", clock.date(one.due_us))
    whom = "" if person is None else f"For {person.label if names else person.id}."
    whose = f"{one.owner}’s." if one.owner else ""
    if told := " ".join(part for part in (whom, whose) if part):
        todo.add("description", shown(told))
    if base:
        todo.add("url", base.rstrip("/") + line.link)
    todo.add("status", "NEEDS-ACTION" if one.open else "COMPLETED")
    if one.done_us is not None:
        todo.add("completed", _utc(one.done_us))
    return todo


def unnamed(words: str, line: TaskLine) -> str:
    """The words without the name of the person whom the task concerns; her id stands for it."""
    person = line.person
    if person is None or not person.name:
        return words
    parts = [part for part in person.name.split() if len(part) >= SHORT]
    for name in (person.name, *parts):
        words = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", person.id, words, flags=re.IGNORECASE)
    return re.sub(rf"{person.id}(?:\s+{person.id})+", person.id, words)


def _utc(at_us: int) -> datetime:
    return datetime.fromtimestamp(at_us // 1_000_000, UTC)
