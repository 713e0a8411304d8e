"""What is to be done, by whom, until when? Tasks as lines: the overdue first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from troth.ledger import holdings, runs, tasks
from troth.ledger.owning import called
from troth.model.person import Person
from troth.model.task import Task
from troth.views.owning import my_name
from troth.views.reading import Reading
from troth.views.when import stretch

SHOWN = 200
LONGEST = 90
DONE = 20
"""Of tasks that are done, the newest so many are shown."""


@dataclass(frozen=True, slots=True)
class TaskLine:
    """One task as a list shows it.

    `person` is whom it concerns, where anybody; `about` names the promise, finding or account it
    is about, `link` is the page of that. `late` says how long its day has passed, None otherwise.
    """

    task: Task
    person: Person | None
    about: str | None
    link: str
    due: str | None
    late: str | None
    made: str
    done: str | None


@dataclass(frozen=True, slots=True)
class Tasks:
    """The list: overdue, then by day, then without a day; done ones newest first.

    `total` counts all open ones, also those not shown; `owners` have an open task, `mine` is the
    reader's own name among owners.
    """

    overdue: tuple[TaskLine, ...]
    dated: tuple[TaskLine, ...]
    undated: tuple[TaskLine, ...]
    done: tuple[TaskLine, ...]
    total: int
    owner: str | None
    owners: tuple[str, ...]
    mine: str | None
    late: int = 0

    @property
    def lines(self) -> tuple[TaskLine, ...]:
        """The open ones."""
        return (*self.overdue, *self.dated, *self.undated)

    @property
    def left(self) -> int:
        """Open ones that are not shown."""
        return self.total - len(self.lines)

    @property
    def says(self) -> str:
        """The answer in a sentence."""
        whose = f" of {self.owner}" if self.owner else ""
        if not self.total:
            return f"No task{whose} is open."
        count = (
            f"1 task{whose} is open" if self.total == 1 else f"{self.total} tasks{whose} are open"
        )
        if not self.late:
            return f"{count}; none is past its day."
        return f"{count}; {self.late} past {'its' if self.late == 1 else 'their'} day."


def task_list(
    reading: Reading,
    *,
    owner: str | None = None,
    me: str | None = None,
    most: int | None = SHOWN,
    done: int = DONE,
) -> Tasks:
    """The tasks of all, or of one owner; of open ones the first `most`, of done ones the newest."""
    every = tasks.tasks(reading.con)
    held = [one for one in every if owner is None or called(one.owner) == called(owner)]
    open_ = [one for one in held if one.open]
    lines = task_lines([*open_[:most], *[one for one in held if not one.open][:done]], reading)
    now = reading.now_us
    opened = [line for line in lines if line.task.open]
    names = {called(one.owner): one.owner for one in every if one.open and one.owner}
    return Tasks(
        overdue=tuple(line for line in opened if line.late),
        dated=tuple(line for line in opened if line.due and not line.late),
        undated=tuple(line for line in opened if not line.due),
        done=tuple(line for line in lines if not line.task.open),
        total=len(open_),
        owner=names.get(called(owner), owner) if owner else None,
        owners=tuple(sorted(names.values())),
        mine=my_name(reading, me),
        late=sum(one.overdue(now) for one in open_),
    )


def tasks_of(reading: Reading, person: Person) -> tuple[TaskLine, ...]:
    """The open tasks that concern a person: about her, a promise to her, or a finding about her."""
    every = [one for one in tasks.tasks(reading.con) if one.open]
    if not every:
        return ()
    promised = reading.promises_of(to=person.handles)
    whom = holdings.whom(reading.con, every, promised)
    return task_lines([one for one in every if whom.get(one.id) == person.id], reading)


def tasks_about(reading: Reading, target: str) -> tuple[TaskLine, ...]:
    """The open tasks about one promise or account."""
    every = tasks.tasks(reading.con)
    return task_lines([one for one in every if one.open and one.target == target], reading)


def overdue_of(reading: Reading, owner: str | None) -> tuple[TaskLine, ...]:
    """A colleague's tasks past their day; nothing for a reader who owns nothing."""
    every = tasks.tasks(reading.con) if owner else ()
    mine = [one for one in every if called(one.owner) == called(owner)]
    return task_lines([one for one in mine if one.overdue(reading.now_us)], reading)


def task_lines(held: Sequence[Task], reading: Reading) -> tuple[TaskLine, ...]:
    """Tasks with whom and what they are about."""
    if not held:
        return ()
    opened = {one.id: one for one in reading.opened}
    whom = holdings.whom(reading.con, held, opened.values())
    ids = list(dict.fromkeys(whom.values()))
    asked = holdings.persons(reading.con, ids)
    accounts = reading.accounts(one.target for one in held if one.on == "account")
    words = {id: one.words for id, one in opened.items()}
    told = _findings(held, reading)
    return tuple(
        _line(one, asked.get(whom.get(one.id, "")), {**words, **accounts, **told}, reading)
        for one in held
    )


def _findings(held: Iterable[Task], reading: Reading) -> Mapping[str, str]:
    found = (runs.finding(reading.con, one.target) for one in held if one.on == "finding")
    return {one.id: one.says for one in reading.told(filter(None, found))}


def _line(
    one: Task, person: Person | None, called_: Mapping[str, str], reading: Reading
) -> TaskLine:
    clock, due = reading.clock, one.due_us
    late = (
        stretch(reading.now_us - due) if due is not None and one.overdue(reading.now_us) else None
    )
    about = called_.get(one.target) if one.on != "person" else None
    if about and len(about) > LONGEST:
        about = f"{about[:LONGEST].rstrip()}…"
    return TaskLine(
        task=one,
        person=person,
        about=f"“{about}”" if about and one.on == "promise" else about,
        link=_link(one, person),
        due=None if due is None else clock.day(due),
        late=late,
        made=clock.day(one.born_us),
        done=None if one.done_us is None else clock.day(one.done_us),
    )


def _link(one: Task, person: Person | None) -> str:
    """The page of what it is about; a finding is shown on the page of its person."""
    if one.on == "finding":
        return f"/people/{person.id}#{one.target}" if person else "/"
    room = {"person": "people", "promise": "promises", "account": "accounts"}[one.on]
    return f"/{room}/{one.target}"
