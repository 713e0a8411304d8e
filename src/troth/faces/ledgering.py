"""Promises as the command line tells them: a list, one in full, and the questions of triage."""

from __future__ import annotations

import csv
import io
import sys
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

import click

from troth.faces.terminal import Ink, safe, wrapped
from troth.faces.wire import as_json, inert, moment, plain

if TYPE_CHECKING:
    from troth.acts.opening import Workspace
    from troth.acts.promises import Shown
    from troth.acts.triage import Group
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
        why = entry.body.get("reason") or entry.body.get("state") or ""
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


def groups_json(groups: Sequence[Group]) -> str:
    """What triage would ask."""
    return as_json(
        [
            {
                "words": group.words,
                "ids": [one.id for one in group.candidates],
                "people": group.people,
                "to_all": group.to_all,
                "due": moment(group.due_us),
                "firmness": group.candidates[0].firmness,
                "kind": group.candidates[0].kind,
            }
            for group in groups
        ]
    )


def groups_text(groups: Sequence[Group]) -> str:
    """What triage would ask, for a pipe."""
    if not groups:
        return "Nothing waits for a yes or no."
    lines: list[str] = []
    for group in groups:
        lines.append(f"{group.candidates[0].id}  {_concerns(group)}")
        lines += [wrapped(f"“{group.words}”", 2, 3), ""]
    lines.append("Say yes or no:  troth promises confirm ID   troth promises reject ID --reason …")
    return "\n".join(lines)


def _concerns(group: Group) -> str:
    people = (
        "everybody"
        if group.to_all
        else f"{group.people} {'person' if group.people == 1 else 'people'}"
    )
    said = f", said {len(group.candidates)} times" if len(group.candidates) > 1 else ""
    due = f", due {(moment(group.due_us) or '')[:10]}" if group.due_us else ""
    return f"concerns {people}{said}{due}, {group.candidates[0].firmness}"


def can_ask() -> bool:
    """Whether somebody sits at the terminal to answer."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def ask(work: Workspace, groups: Sequence[Group], who: str, clock: Callable[[], int]) -> None:
    """Ask about each group: yes, no, later, or stop. One word each; nothing is asked twice."""
    from troth.acts import promises as acts

    for number, group in enumerate(groups, 1):
        click.echo(f"\n{number} of {len(groups)}  {_concerns(group)}")
        click.echo(wrapped(f"“{safe(group.words)}”", 2, 3))
        answer = click.prompt(
            "Is this a promise? [y]es [n]o [l]ater [q]uit",
            default="l",
            type=click.Choice(["y", "n", "l", "q"]),
            show_choices=False,
        )
        if answer == "q":
            return
        ids = [one.id for one in group.candidates]
        if answer == "y":
            owner = click.prompt("Who answers for it", default="", show_default=False) or None
            acts.confirm_together(work, ids, who=who, now_us=clock(), owner=owner)
        elif answer == "n":
            reason = click.prompt("Why not", default="nothing is promised")
            for id in ids:
                acts.reject(work, id, reason=reason, who=who, now_us=clock())
    click.echo("\nThat was all." if groups else "Nothing waits for a yes or no.")
