"""Wide tables of surveys: a row a response, a column a question, and out come single answers."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from troth.errors import SourceError
from troth.extend.frame import Frame
from troth.extend.opened import Opened
from troth.extend.people import NOBODY, person
from troth.extend.tabular import layout
from troth.model.evidence import Identifier
from troth.model.introduction import Introduction
from troth.model.origin import Origin
from troth.model.reject import Reject
from troth.text.scales import Scale, labelled_score, score_of

KEPT_MOST = 1_000_000
"""People remembered at once, so that each is introduced once."""

PEOPLE = ("email", "number", "phone", "name")


@dataclass(frozen=True, slots=True)
class Question:
    """A column of answers: its header, what was asked, its lasting name, and its scale."""

    column: str
    text: str
    code: str
    scale: Scale | None = None


@dataclass(frozen=True, slots=True)
class Top:
    """The first rows of a table, the header among them, and the line each of them ends at."""

    rows: tuple[tuple[str, ...], ...]
    ends: tuple[int, ...]

    def row(self, at: int) -> tuple[str, ...]:
        """One of them, empty where there are not so many."""
        return self.rows[at] if at < len(self.rows) else ()


def top(opened: Opened, most: int) -> Top:
    """The first rows of a delimited table as they stand, however long they are."""
    shape = layout(opened)
    if shape is None or shape.form != "csv":
        return Top((), ())
    rows: list[tuple[str, ...]] = []
    ends: list[int] = []
    # Where these cannot be read, reading the whole meets the same fault, and says so.
    with suppress(csv.Error, SourceError, UnicodeError, OSError), opened.lines() as lines:
        reader = csv.reader(lines, delimiter=shape.delimiter)
        for row in islice(reader, opened.reading.skip, opened.reading.skip + most):
            rows.append(tuple(cell.strip().strip("\ufeff") for cell in row))
            ends.append(reader.line_num)
    return Top(tuple(rows), tuple(ends))


def answered(
    opened: Opened,
    frame: Frame,
    questions: Sequence[Question],
    unanswered: frozenset[str] = frozenset(),
) -> Iterator[Frame | Reject]:
    """One survey answer for each question that a row answers, and a Reject for what is none.

    `frame` holds the rows as `read_table` gives them, the answers still in `extra`; `unanswered`
    are marks that a product writes for a question nobody answered.
    """
    rows: Sequence[Mapping[str, str]] = [each or {} for each in frame.column("extra")]
    asked = {each.column for each in questions}
    base: dict[str, Sequence[Any]] = {
        **frame.columns,
        "extra": [{name: cell for name, cell in row.items() if name not in asked} for row in rows],
    }
    silent = set(range(len(rows)))
    for question in questions:
        cells = [row.get(question.column, "") for row in rows]
        said = [bool(cell.strip()) and cell.strip() not in unanswered for cell in cells]
        silent -= {at for at, is_said in enumerate(said) if is_said}
        if any(said):
            yield from _one(opened, frame, base, question, cells, said)
    for at in sorted(silent):
        yield opened.reject(
            "No question of this row was answered.",
            "The row was set aside; there is nothing to mend.",
            row=frame.rows[at],
            excerpt=str(frame.column("key")[at] or ""),
        )


def _one(
    opened: Opened,
    frame: Frame,
    base: dict[str, Sequence[Any]],
    question: Question,
    cells: Sequence[str],
    said: Sequence[bool],
) -> Iterator[Frame | Reject]:
    """The answers to one question."""
    graded = [
        _graded(cell, question.scale) if is_said else (None, None, None)
        for cell, is_said in zip(cells, said, strict=True)
    ]
    scale = question.scale
    good = list(said)
    for at, (points, name, _) in enumerate(graded):
        if said[at] and points is not None and name and scale and not scale.holds(points):
            good[at] = False
            yield beyond(opened, question.column, cells[at], scale, frame.rows[at])
    keys = base.get("key") or [None] * len(frame)
    columns = {
        **base,
        "key": [None if key is None else f"{key}:{question.code}" for key in keys],
        "thread": keys,
        "question": [question.text] * len(frame),
        "score": [each[0] for each in graded],
        "scale": [each[1] for each in graded],
        "text": [each[2] for each in graded],
    }
    kept = Frame("survey_answer", frame.file, columns, frame.rows).where(good)
    if len(kept):
        yield kept


def _graded(cell: str, scale: Scale | None) -> tuple[float | None, str | None, str | None]:
    """Score, scale and words of an answer. A bare number on a known scale has no words."""
    score = score_of(cell)
    if scale is None:
        return score, None, cell
    if score is not None:
        return score, scale.name, None
    score = labelled_score(cell)
    return score, scale.name if score is not None else None, cell


def beyond(opened: Opened, column: str, cell: str, scale: Scale, row: int) -> Reject:
    """An answer that is no point on its scale."""
    return opened.reject(
        f'column "{column[:80]}" holds "{cell[:60]}", which is no whole answer from {scale.text()}.'
        if scale.name == "nps"
        else f'column "{column[:80]}" holds "{cell[:60]}", which is outside {scale.text()}.',
        "The answer was set aside. Correct it and add the file again.",
        row=row,
        excerpt=cell,
    )


def taken(frame: Frame, name: str) -> Sequence[Any]:
    """A column of the file's own taken out of the frame, or as many nulls."""
    return frame.columns.pop(name, ()) or [None] * len(frame)


def join_names(frame: Frame) -> None:
    """First and last name as one."""
    pairs = zip(taken(frame, "first"), taken(frame, "last"), strict=True)
    frame.columns["name"] = [" ".join(part for part in pair if part) or None for pair in pairs]


def _left(told: tuple[str | None, ...], who: tuple[Identifier, ...]) -> dict[str, str]:
    """What a row tells of a person and no identifier holds: a name alone, half an address."""
    schemes = {each.scheme for each in who}
    held = ("email" in schemes, "id" in schemes, "phone" in schemes, bool(who))
    if "@" in (told[1] or ""):
        held = (held[0], True, *held[2:])
    return {
        name: value
        for name, value, is_held in zip(PEOPLE, told, held, strict=True)
        if value and not is_held and value.casefold() not in NOBODY
    }


@dataclass(slots=True)
class Respondents:
    """Who answered, as far as one file tells: an address, else a number inside the system."""

    opened: Opened
    system: str
    known: dict[tuple[Any, ...], tuple[Identifier, ...]] = field(default_factory=dict)

    def finish(self, frame: Frame) -> Iterator[Introduction]:
        """`by` in place of the file's own columns `email`, `number`, `phone` and `name`."""
        email, number, phone, name = (taken(frame, each) for each in PEOPLE)
        found: list[Identifier | None] = []
        extra = [dict(each or {}) for each in frame.column("extra")]
        for at, told in enumerate(zip(email, number, phone, name, strict=True)):
            if told not in self.known:
                if len(self.known) > KEPT_MOST:
                    self.known.clear()
                who = self.known[told] = self.identifiers(*told)
                if len(who) > 1:
                    yield self.introduced(who, frame, at)
            found.append(next(iter(self.known[told]), None))
            if any(told):
                extra[at] |= _left(told, self.known[told])
        frame.columns["by"] = found
        frame.columns["extra"] = extra

    def introduced(self, who: tuple[Identifier, ...], frame: Frame, at: int) -> Introduction:
        """The row as what it also is: the word that these identifiers are one person."""
        system = self.opened.reading.system or (frame.column("system")[at] or self.system)
        own_first = tuple(sorted(who, key=lambda each: each.scheme != "id"))
        return Introduction(own_first, Origin(frame.file, frame.rows[at]), system=system)

    def identifiers(
        self, email: str | None, number: str | None, phone: str | None, name: str | None
    ) -> tuple[Identifier, ...]:
        """All that a row says of one person, the best known first."""
        system = self.opened.reading.system or self.system
        title = None if (name or "").casefold() in NOBODY else name
        address = person(email, title, system) if email and "@" in email else None
        called = person(phone, title, system)
        if called is not None and called.scheme != "phone":
            called = None  # a number that nobody can call is no second customer number
        told = (address, person(number, title, system), called)
        seen: dict[tuple[str, str], Identifier] = {}
        for each in told:
            if each is not None:
                seen.setdefault((each.scheme, each.value), each)
        return tuple(seen.values())
