"""The calendar file: as RFC 5545 has it, with a person's name only where that is asked for."""

from __future__ import annotations

from datetime import UTC, date, datetime

from icalendar import Calendar

from troth.acts.traces import traces_of
from troth.acts.written import _names
from troth.faces.masks import hiding
from troth.faces.tasking import tasks_ics, unnamed
from troth.model.person import Person
from troth.model.task import Task
from troth.views.tasks import TaskLine
from troth.views.when import Clock

NOW = int(datetime(2026, 3, 3, 12, tzinfo=UTC).timestamp()) * 1_000_000
QUENBY = Person("p-1234567890", ("h-1",), "Quenby Zoëllner", "q@x.example", None, None, None, False)
LONG = (
    "Write; and call Quenby Zoëllner, who asked for QUENBY's long letter of many, many words again"
)


def line(words: str, *, due_us: int | None = None, done: bool = False) -> TaskLine:
    task = Task(
        id=7,
        on="person",
        target=QUENBY.id,
        words=words,
        owner="Bea",
        due_us=due_us,
        born_us=NOW,
        by="tom",
        last_us=NOW,
        done_us=NOW if done else None,
        reason="sent" if done else None,
    )
    return TaskLine(task, QUENBY, None, f"/people/{QUENBY.id}", None, None, "3 Mar", None)


def test_a_task_is_a_to_do_with_its_day_in_the_companys_zone() -> None:
    clock = Clock(NOW, "Pacific/Auckland")
    due = clock.end_of(datetime(2026, 3, 5))
    text = tasks_ics([line(LONG, due_us=due), line("b", done=True)], clock, base="http://x/")
    assert text.count("\r\n") == text.count("\n")
    assert max(len(each.encode()) for each in text.split("\r\n")) <= 75
    first, second = Calendar.from_ical(text).walk("VTODO")
    assert first.decoded("due") == date(2026, 3, 5)
    assert str(first["url"]) == f"http://x/people/{QUENBY.id}"
    assert (str(first["status"]), str(second["status"])) == ("NEEDS-ACTION", "COMPLETED")
    assert "due" not in second
    assert str(first["uid"]) == f"task-7-{NOW}@troth"


def test_her_name_is_there_only_where_it_is_asked_for() -> None:
    clock = Clock(NOW)
    plain = tasks_ics([line(LONG)], clock)
    (todo,) = Calendar.from_ical(plain).walk("VTODO")
    told = str(todo["summary"]) + str(todo["description"])
    assert "quenby" not in told.casefold()
    assert "zoëllner" not in told.casefold()
    assert str(todo["summary"]).startswith(f"Write; and call {QUENBY.id}, who asked")
    (named,) = Calendar.from_ical(tasks_ics([line(LONG)], clock, names=True)).walk("VTODO")
    assert str(named["summary"]) == LONG
    assert "Quenby Zoëllner" in str(named["description"])
    assert unnamed("Ask Al", line("x")) == "Ask Al"


def test_a_name_that_a_line_breaks_is_still_found_when_she_is_forgotten() -> None:
    traces = traces_of([QUENBY.name or ""], [], ["h-1"], lambda word: False)
    broken = 0
    for n in range(45, 66):
        text = tasks_ics([line("x" * n + " Quenby Zoëllner")], Clock(NOW), names=True)
        task_alone = text.replace("For Quenby Zoëllner. ", "")
        broken += "Quenby Zoëllner" not in task_alone
        assert _names(task_alone.encode(), traces)
    assert broken


def test_what_is_masked_is_masked_in_the_calendar_too() -> None:
    with hiding(frozenset({"addresses", "numbers"})):
        text = tasks_ics([line("Write to q@x.example")], Clock(NOW))
    assert "q@x.example" not in text
