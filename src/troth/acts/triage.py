"""The candidates that matter most: what we said and nobody has said yes or no to yet.

The same words said to many are one question. Groups come by how many people they concern, then
firm before soft, then by what is due soonest, then the newest.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from troth.acts.opening import Workspace
from troth.errors import UnknownNameError
from troth.ledger import promises
from troth.ledger.directory import by_handles
from troth.model.promise import Promise

_NUMBER = re.compile(r"\d+")
_MARKS = re.compile(r"[^\w#]+")


@dataclass(frozen=True, slots=True)
class Group:
    """Candidates in the same words, the newest first.

    `people` counts those they were said to; `to_all` is true where they stand in a document or
    were said to nobody in particular.
    """

    words: str
    candidates: tuple[Promise, ...]
    people: int
    to_all: bool

    @property
    def due_us(self) -> int | None:
        """The soonest day any of them is due."""
        return min((one.due_us for one in self.candidates if one.due_us is not None), default=None)


def triage(
    work: Workspace,
    *,
    path: str | None = None,
    limit: int | None = 20,
    as_of_us: int | None = None,
) -> list[Group]:
    """The groups to say yes or no to: all, or those of one document by its path.

    A promise that opened at once and that nobody has confirmed is asked about as well.
    Raises `UnknownNameError` where no document of that path was added.
    """
    with work.ledger.read() as con:
        found = promises.promises(con, work.index, as_of_us=as_of_us)
        waiting = [one for one in found if one.state == "candidate" or _unconfirmed(one)]
        if path is not None:
            record = _document(work, path)
            waiting = [one for one in waiting if one.record == record]
        people = by_handles(con, {one.to for one in waiting if one.to})
    named = {handle: person.id for handle, person in people.items()}
    groups = [_group(held, named) for held in _by_words(waiting)]
    return sorted(groups, key=_weight)[:limit]


def _unconfirmed(one: Promise) -> bool:
    return one.state == "open" and not one.confirmed


def _document(work: Workspace, path: str) -> str:
    found = work.index.find_document(path)
    if found is None:
        known = [str(one.fields.get("path")) for one in work.index.documents()]
        raise UnknownNameError("document", path, known, advice=f"Add it first:  troth add {path}")
    return found.id


def _by_words(waiting: Iterable[Promise]) -> list[list[Promise]]:
    groups: dict[str, list[Promise]] = {}
    for one in waiting:
        groups.setdefault(_same(one.words) or one.id, []).append(one)
    return list(groups.values())


def _same(words: str) -> str:
    """The words without case, marks and numbers: "by 3 May" and "by 4 May" are one question."""
    return _MARKS.sub(" ", _NUMBER.sub("#", words.casefold())).strip()


def _group(held: list[Promise], named: dict[str, str]) -> Group:
    newest = sorted(held, key=lambda one: (-one.born_us, one.id))
    people = {named.get(one.to, one.to) for one in held if one.to}
    return Group(newest[0].words, tuple(newest), len(people), any(not one.to for one in held))


def _weight(group: Group) -> tuple[int, bool, bool, int, int, str]:
    first = group.candidates[0]
    soft = all(one.firmness == "soft" for one in group.candidates)
    due = group.due_us
    return (-group.people, soft, due is None, due or 0, -first.born_us, first.id)
