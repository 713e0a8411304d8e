"""People as the command line tells them: a list, the questions about who is who, and answers."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from troth.faces.noted import noted
from troth.faces.terminal import Ink, safe, wrapped
from troth.faces.wire import as_json, inert, moment

if TYPE_CHECKING:
    from troth.model.entry import Entry
    from troth.model.person import Person
    from troth.views.doubts import Doubts, Question, Side
    from troth.views.promises import Words

COLUMNS = ("id", "name", "known_as", "side", "account", "title", "staff", "trying")
ASKED = ("one", "name", "identifiers", "records", "last", "two", "name_2", "identifiers_2")
ASKED_MORE = ("records_2", "last_2", "reasons")


def people_json(
    held: Sequence[Person], accounts: Mapping[str, str], words: Mapping[str, Words]
) -> str:
    """The people as data, with the name of the account and their newest words of what they want."""
    return as_json([_person(one, accounts, words) for one in held])


def people_csv(
    held: Sequence[Person], accounts: Mapping[str, str], words: Mapping[str, Words]
) -> str:
    """The people for a spreadsheet."""
    rows = (_person(one, accounts, words) for one in held)
    return _csv(COLUMNS, ([_cell(row[name]) for name in COLUMNS] for row in rows))


def people_text(
    held: Sequence[Person],
    accounts: Mapping[str, str],
    words: Mapping[str, Words],
    color: bool,
) -> str:
    """A line a person, and what they are trying to do where they said it."""
    if not held:
        return "Nobody."
    ink = Ink(color)
    lines = []
    for one in held:
        role = ", ".join(part for part in (one.title, one.side) if part)
        place = accounts.get(one.account or "")
        told = " at ".join(part for part in (role, place) if part)
        lines.append(f"{ink.strong(safe(one.label))}{', ' + safe(told) if told else ''}")
        lines.append(ink.quiet(f"  {one.id}"))
        if one.id in words:
            lines.append(ink.words(wrapped(f"“{words[one.id].text}”", 2, 3)))
    return "\n".join(lines)


def _person(one: Person, accounts: Mapping[str, str], words: Mapping[str, Words]) -> dict[str, Any]:
    told = {name: getattr(one, name, None) for name in COLUMNS}
    said = words.get(one.id)
    more = {"account": accounts.get(one.account or ""), "trying": said.text if said else None}
    return {**told, **more}


def doubts_data(held: Doubts) -> dict[str, Any]:
    """The questions as data; `total` counts those that are not shown as well."""
    return {"total": held.total, "questions": [_question(one) for one in held.questions]}


def doubts_json(held: Doubts) -> str:
    """The questions as JSON."""
    return as_json(doubts_data(held))


def _question(one: Question) -> dict[str, Any]:
    """One question as data."""
    return {
        "gone": _side_data(one.gone),
        "into": _side_data(one.into),
        "reasons": list(one.reasons),
    }


def _side_data(one: Side) -> dict[str, Any]:
    return {
        "id": one.person.id,
        "name": one.person.name,
        "staff": one.person.staff,
        "identifiers": list(one.identifiers),
        "account": one.account,
        "records": one.records,
        "last": moment(one.last_us),
        "words": one.words,
    }


def doubts_csv(held: Doubts) -> str:
    """The questions for a spreadsheet, a row each."""

    def cells(one: Side) -> list[str]:
        told = (one.person.id, one.person.name, "; ".join(one.identifiers), one.records)
        return [*map(_cell, told), moment(one.last_us) or ""]

    rows = ([*cells(one.gone), *cells(one.into), "; ".join(one.reasons)] for one in held.questions)
    return _csv((*ASKED, *ASKED_MORE), rows)


def doubts_text(held: Doubts, color: bool) -> str:
    """The questions, numbered, with what to type for each answer."""
    if not held.questions:
        return "Nobody is in doubt."
    ink = Ink(color)
    lines = [held.says + (f" The first {len(held.questions)}:" if held.left else "")]
    for number, one in enumerate(held.questions, 1):
        gone, into = one.gone.person.id, one.into.person.id
        lines += ["", f"{number}  {_side_text(one.gone, ink)}", f"   {_side_text(one.into, ink)}"]
        lines += [wrapped(f"{reason[:1].upper()}{reason[1:]}.", 3) for reason in one.reasons]
        lines.append(ink.quiet(f"   same: troth people merge {gone} {into}"))
        lines.append(ink.quiet(f"   not:  troth people apart {gone} {into}"))
    return "\n".join(lines)


def _side_text(one: Side, ink: Ink) -> str:
    count = "1 record" if one.records == 1 else f"{one.records:,} records"
    known = ", ".join(one.identifiers[:4]) + (" …" if len(one.identifiers) > 4 else "")
    told = f"{known} · {count}{', last ' + one.last if one.last else ''}"
    return f"{ink.strong(safe(one.person.label))}  {safe(told)}"


def answered(entry: Entry, says: str, form: str) -> str:
    """What was done, and how it is taken back."""
    if form == "csv":
        row = (entry.id, moment(entry.at_us), entry.who, entry.deed, entry.target)
        return _csv(("entry", "at", "who", "deed", "target"), [[*map(_cell, row)]])
    return noted(entry, says, f"troth people undo {entry.id}", form)


def _csv(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(head)
    writer.writerows([inert(cell) for cell in row] for row in rows)
    return out.getvalue()


def _cell(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None else str(value)
