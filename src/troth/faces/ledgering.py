"""Promises as the command line tells them: a list, and one in full."""

from __future__ import annotations

import csv
import io
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from troth.faces.terminal import Ink, wrapped
from troth.faces.wire import as_json, inert, moment, plain

if TYPE_CHECKING:
    from troth.acts.opening import Workspace
    from troth.acts.promises import Shown
    from troth.model.promise import Promise

COLUMNS = ("id", "state", "words", "to", "owner", "side", "due", "measure", "confirmed", "born")


def promise_data(work: Workspace, one: Promise) -> dict[str, Any]:
    """One promise as data; the person it was made to by name and id."""
    from troth.acts.naming import person_of

    to = person_of(work, one.to)
    told: dict[str, Any] = plain(one)
    told["to"] = {"id": to.id, "name": to.label} if to else None
    return told


def promises_json(work: Workspace, held: Sequence[Promise]) -> str:
    """A list of promises; a single one too is a list of one."""
    return as_json([promise_data(work, one) for one in held])


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


def promises_text(work: Workspace, held: Sequence[Promise], now_us: int, color: bool) -> str:
    """A line or two a promise: state, words, to whom, by when, whose it is."""
    from troth.acts.naming import person_of

    if not held:
        return "No promise."
    ink = Ink(color)
    lines: list[str] = []
    for one in held:
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
        lines += [ink.quiet(wrapped(" · ".join(part for part in parts if part), 2)), ""]
    return "\n".join(lines).rstrip()


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
