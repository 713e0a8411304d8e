"""Who looks after whom, and what one of us owes: as text and as data."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from troth.faces.noted import noted
from troth.faces.repairing import line_data
from troth.faces.tasking import task_data, task_text
from troth.faces.terminal import Ink, wrapped
from troth.faces.wire import as_json, finding_json, moment, plain, rows_csv

if TYPE_CHECKING:
    from troth.acts.handing_over import Given
    from troth.model.entry import Entry
    from troth.views.owners import OwnerPage, Owners

COLUMNS = ("name", "people", "accounts", "promises", "late", "tasks", "past")


def owners_json(page: Owners) -> str:
    """The list as JSON."""
    return as_json(plain(page) | {"says": page.says})


def owners_csv(page: Owners) -> str:
    """One of us a row."""
    return rows_csv(COLUMNS, (plain(line) for line in page.lines))


def owners_text(page: Owners, color: bool) -> str:
    """The answer, then one of us a line."""
    ink = Ink(color)
    lines = [wrapped(page.says, 0)]
    for line in page.lines:
        lines += ["", ink.strong(wrapped(line.name, 0)), wrapped(line.says, 2)]
    return "\n".join(lines)


def owner_data(page: OwnerPage) -> dict[str, Any]:
    """All that is one owner's, as data."""
    return {
        "name": page.name,
        "says": page.says,
        "people": [
            {"id": one.person.id, "name": one.person.label, "via": one.via} for one in page.people
        ],
        "people_total": page.total,
        "accounts": plain(page.accounts),
        "promises": [
            {
                "id": line.promise.id,
                "words": line.promise.words,
                "due": moment(line.promise.due_us),
                "overdue": line.overdue,
                "to": {"id": line.to.id, "name": line.to.label} if line.to else None,
            }
            for line in page.promises
        ],
        "standing": page.standing,
        "repairs": [line_data(line) for line in page.repairs],
        "tasks": [task_data(line) for line in page.tasks],
        "waiting": [finding_json(one) for one in page.waiting],
    }


def owner_json(page: OwnerPage) -> str:
    """The same as JSON."""
    return as_json(owner_data(page))


def owner_text(page: OwnerPage, color: bool) -> str:
    """The answer, then what is owed: promises, repairs, tasks, who waits, people, accounts."""
    return "\n".join(_lines(page, Ink(color)))


def _lines(page: OwnerPage, ink: Ink) -> Iterator[str]:
    yield wrapped(page.says, 0)
    if page.promises:
        yield from ("", "Open promises, the overdue first")
    for line in page.promises:
        due = f", due {line.due}" if line.due else ", no day"
        late = f", {line.overdue} past it" if line.overdue else ""
        whom = f" to {line.to.label}" if line.to else ""
        yield wrapped(f"“{line.promise.words}”{whom}{due}{late}  {line.promise.id}", 2, 4)
    if page.repairs:
        yield from ("", "Open repairs, the oldest first")
        for each in page.repairs:
            said = f"{each.person.label}: “{each.words}” ({each.broken}; {each.silence})"
            yield wrapped(said, 2, 4)
    if page.tasks:
        yield from ("", "Open tasks")
        for task in page.tasks:
            yield from (f"  {part}" for part in task_text(task, ink))
    if page.waiting:
        yield from ("", "Who waits for an answer")
        for one in page.waiting:
            yield wrapped(f"{one.says}  {one.id}", 2, 4)
    if not page.looked:
        yield from ("", "Nobody has looked yet, so who waits for an answer is not known.")
    if page.accounts:
        yield from ("", "Accounts")
        for account in page.accounts:
            n = account.people
            yield wrapped(f"{account.name} ({n} {'person' if n == 1 else 'people'})", 2)
    yield from _people(page)
    if page.standing:
        yield ""
        n = page.standing
        yield ink.quiet(f"{n} settled promise{'' if n == 1 else 's'} besides.")


def _people(page: OwnerPage) -> Iterator[str]:
    if not page.people:
        return
    yield from ("", "People")
    for held in page.people:
        through = f", through {held.via}" if held.via else ""
        yield wrapped(f"{held.person.label}{through}  {held.person.id}", 2, 4)
    if page.total > len(page.people):
        yield f"  and {page.total - len(page.people)} more"


def given_text(given: Given, form: str) -> str:
    """What was handed over, and how it is taken back."""
    said = f"{given.taker} looks after what was {given.giver}’s: {given.counts}."
    return noted(given, wrapped(said, 0), f"troth owners --undo {given.entry}", form)


def taken_back(given: Given, form: str) -> str:
    """What was given back, and what was not."""
    if form == "json":
        return as_json(plain(given))
    said = f"{given.giver} has them back: {given.counts or 'nothing'}."
    if given.left:
        said += f" {given.left} had been given on since, and stay."
    return wrapped(said, 0)


def owned_text(entry: Entry, label: str, form: str) -> str:
    """Who looks after somebody from now on, and how it is taken back."""
    owner = entry.body.get("owner")
    says = f"{owner} looks after {label}." if owner else f"Nobody looks after {label} any more."
    return noted(entry, wrapped(says, 0), f"troth owners --undo {entry.id}", form)
