"""Promises as the command line tells them: a list, and one in full."""

from __future__ import annotations

import csv
import io
import sys
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from troth.faces.terminal import Ink, wrapped
from troth.faces.wire import as_json, inert, moment, plain

if TYPE_CHECKING:
    from troth.acts.opening import Workspace
    from troth.acts.promises import Shown
    from troth.model.promise import Promise
    from troth.views.said_done import SaidDone

COLUMNS = ("id", "state", "words", "to", "owner", "side", "due", "measure", "confirmed", "born")


def settled_by_words(work: Workspace, held: Iterable[Promise], now_us: int) -> dict[str, SaidDone]:
    """Of these promises, those past their day that later words settle, by their ids."""
    from troth.views.opening import reading
    from troth.views.said_done import said_done

    with reading(work.ledger, work.index, work.settings, now_us) as read:
        return said_done(read, held)


def promise_data(
    work: Workspace, one: Promise, done: Mapping[str, SaidDone] | None = None
) -> dict[str, Any]:
    """One promise as data; the person it was made to by name and id."""
    from troth.acts.naming import person_of

    to = person_of(work, one.to)
    told: dict[str, Any] = plain(one)
    told["to"] = {"id": to.id, "name": to.label} if to else None
    if done is not None:
        told["said_done"] = plain(done[one.id]) if one.id in done else None
    return told


def promises_json(
    work: Workspace, held: Sequence[Promise], done: Mapping[str, SaidDone] | None = None
) -> str:
    """A list of promises; a single one too is a list of one."""
    return as_json([promise_data(work, one, done) for one in held])


def promises_csv(work: Workspace, held: Sequence[Promise]) -> str:
    """A list of promises for a spreadsheet."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for one in held:
        told = promise_data(work, one)
        told["to"] = told["to"]["name"] if told["to"] else ""
        cells = ("" if told[name] is None else str(told[name]) for name in COLUMNS)
        writer.writerow([inert(cell) for cell in cells])
    return out.getvalue()


def promises_text(
    work: Workspace,
    held: Sequence[Promise],
    now_us: int,
    color: bool,
    done: Mapping[str, SaidDone] | None = None,
) -> str:
    """A line or two a promise: state, words, to whom, by when, whose it is.

    Those that later words settle stand last, each with the command that marks it.
    """
    from troth.acts.naming import person_of

    if not held:
        return "No promise."
    ink = Ink(color)
    done = done or {}
    lines: list[str] = []
    for one in sorted(held, key=lambda one: one.id in done):
        to = person_of(work, one.to)
        lines.append(f"{ink.quiet(one.id)}  {ink.strong(one.state)}")
        lines.append(wrapped(f"“{one.words}”", 2, 3))
        parts = [
            f"to {to.label}" if to else f"to every {one.side}" if one.side else "to everybody",
            _due(one, now_us),
            f"tested by {one.measure}" if one.measure else "",
            f"owner {one.owner}" if one.owner else "no owner",
            "" if one.confirmed or one.state == "candidate" else "not confirmed",
        ]
        lines.append(ink.quiet(wrapped(" · ".join(part for part in parts if part), 2)))
        lines += [*(_settled(one, done[one.id]) if one.id in done else ()), ""]
    return "\n".join(lines).rstrip()


def _settled(one: Promise, by: SaidDone) -> list[str]:
    """What later words say of it, and the command that keeps it."""
    command = f"troth promises mark {one.id} {by.marks[0]} --evidence {by.evidence}"
    return [wrapped(f"{by.says}: “{by.quote}” ({by.who}, {by.at})", 2, 3), f"  {command}"]


def _due(one: Promise, now_us: int) -> str:
    if one.due_us is None:
        return ""
    day = (moment(one.due_us) or "")[:16].replace("T", " ")
    late = one.state == "open" and one.due_us < now_us
    return f"was due {day}" if late else f"due {day}"


def shown_text(work: Workspace, shown: Shown) -> str:
    """One promise and its history."""
    lines = [promises_text(work, [shown.promise], sys.maxsize, False), "", "What was done"]
    for entry in shown.history:
        day = (moment(entry.at_us) or "")[:16].replace("T", " ")
        said = (entry.body.get(name) for name in ("as", "reason"))
        why = ": ".join(str(each) for each in said if each)
        if entry.deed == "own":
            why = f"→ {entry.body.get('owner')} {why}".rstrip()
        lines.append(wrapped(f"{day}  {entry.deed} {why} ({entry.who})", 2, 4))
    lines += ["", f"Said {len(shown.sayings)} time{'' if len(shown.sayings) == 1 else 's'}:"]
    lines += [f"  {saying.id}  in {saying.record}" for saying in shown.sayings]
    return "\n".join(lines)


def shown_json(work: Workspace, shown: Shown) -> str:
    """One promise with history and sayings."""
    told = promise_data(work, shown.promise)
    told["history"] = plain(shown.history)
    told["said"] = plain(shown.sayings)
    return as_json(told)
