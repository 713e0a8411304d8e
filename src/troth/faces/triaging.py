"""The questions of triage in a terminal and as JSON: one key each, and nothing lost on the way."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import click

from troth.errors import TrothError
from troth.faces.terminal import safe, wrapped
from troth.faces.wire import as_json, moment, plain
from troth.model.section import SECTIONS

if TYPE_CHECKING:
    from troth.acts.opening import Workspace
    from troth.acts.triage import Group

PLACES = 3
"""So many places of one wording are named; the others are counted."""
KEYS = "[y]es [n]o [e]dit [s]kip [q]uit"
HOW = (
    "Change how it was read, one thing a line, never the words: “owner = tom”, “due = 2026-03-01”, "
    "“kind = standing”, “firmness = soft”, “side = courier”, “measure = first-reply <= 1 day for "
    "95%”; or “without = 2, 3” where those wordings are something else. An empty line says yes."
)
CHOICES = {"kind": ("dated", "standing", "conditional"), "firmness": ("firm", "soft")}


def groups_json(groups: Sequence[Group]) -> str:
    """What triage would ask; `promises` are the ids that become one promise each."""
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
                "section": group.section,
                "concerns": group.concerns,
                "promises": [[one.id for one in bundle] for bundle in group.bundles],
                "wordings": plain(group.wordings),
                "known": group.known.id if group.known else None,
            }
            for group in groups
        ]
    )


def groups_text(groups: Sequence[Group]) -> str:
    """What triage would ask, for a pipe: by section, each wording with its places."""
    if not groups:
        return "Nothing waits for a yes or no."
    lines: list[str] = []
    section = None
    for group in groups:
        if group.section != section:
            section = group.section
            lines += [SECTIONS[group.section], ""]
        lines += [f"{group.candidates[0].id}  {_concerns(group)}", *_said(group), ""]
    lines.append("Say yes or no to any number of them, each for all of its wordings:")
    lines.append("  troth promises confirm ID… --whole-group")
    lines.append("  troth promises reject ID… --whole-group --reason …")
    return "\n".join(lines)


def _concerns(group: Group) -> str:
    first = group.candidates[0]
    people = "1 person" if group.concerns == 1 else f"{group.concerns:,} people"
    if group.section == "house":
        people = "nobody outside yet"
    elif group.to_all:
        people = f"everybody ({people} known)" if group.concerns > 1 else "everybody"
    n = len(group.candidates)
    parts = [
        f"concerns {people}",
        f"said {n} times" if n > 1 else "",
        f"{len(group.bundles)} promises in one form of words" if len(group.bundles) > 1 else "",
        f"due {(moment(group.due_us) or '')[:10]}" if group.due_us else "",
        first.firmness,
        first.kind if first.kind != "dated" else "",
        f"owner {first.owner}" if first.owner else "",
    ]
    return ", ".join(part for part in parts if part)


def _said(group: Group) -> list[str]:
    """Every wording with its places; numbered where there are several."""
    lines = []
    for number, wording in enumerate(group.wordings, 1):
        mark = f"{number} " if len(group.wordings) > 1 else ""
        lines.append(wrapped(f"{mark}“{_flat(wording.words)}”", 2, 3 + len(mark)))
        named = [f"{each.path}, {(moment(each.at_us) or '')[:10]}" for each in wording.places]
        more = f" and {len(named) - PLACES} more" if len(named) > PLACES else ""
        lines.append(wrapped(f"{' · '.join(named[:PLACES])}{more}", 4 + len(mark)))
    if group.known:
        said = f"You have said yes to this: “{_flat(group.known.words)}” ({group.known.id})"
        lines.append(wrapped(said, 2, 4))
    return lines


def _flat(words: str) -> str:
    return " ".join(words.split())


@dataclass(slots=True)
class _Reading:
    """How a person says it is to be read, and which wordings she left out."""

    terms: dict[str, object] = field(default_factory=dict)
    without: frozenset[int] = frozenset()


def ask(work: Workspace, groups: Sequence[Group], who: str, clock: Callable[[], int]) -> None:
    """Ask about each group: yes, no, edit, skip, quit. One key each; each answer is kept at once."""
    section = None
    for number, group in enumerate(groups, 1):
        if group.section != section:
            section = group.section
            click.echo(f"\n{SECTIONS[group.section]}")
        click.echo(f"\n{number} of {len(groups)}  {_concerns(group)}")
        click.echo("\n".join(_said(group)))
        if not _answered(work, group, who, clock):
            return
    click.echo("\nThat was all." if groups else "Nothing waits for a yes or no.")


def _answered(work: Workspace, group: Group, who: str, clock: Callable[[], int]) -> bool:
    """One question; False where she has had enough."""
    from troth.acts.answering import NOTHING, no

    key = _key()
    if key == "n":
        no(work, [one.id for one in group.candidates], reason=NOTHING, who=who, now_us=clock())
        click.echo("  No; it is not asked again.")
    elif key in "ye":
        reading = _edited() if key == "e" else _Reading()
        try:
            said = _yes(work, group, reading, who, clock())
        except TrothError as fault:
            said = f"{fault.says} Nothing was answered; it stays for the next time."
        click.echo(wrapped(said, 2))
    return key != "q"


def _yes(work: Workspace, group: Group, reading: _Reading, who: str, now_us: int) -> str:
    from troth.acts.answering import yes

    out = {
        place.promise
        for number, wording in enumerate(group.wordings, 1)
        if number in reading.without
        for place in wording.places
    }
    bundles = [[one.id for one in bundle if one.id not in out] for bundle in group.bundles]
    into = group.known.id if group.known else None
    made = yes(work, bundles, who=who, now_us=now_us, into=into, **reading.terms)
    ids = ", ".join(one.id for one in made[:PLACES])
    return f"Yes: {ids}{' …' if len(made) > PLACES else ''}" if made else "Nothing was left of it."


def _key() -> str:
    """One of the keys; any other is passed over, and the end of the terminal is a quit."""
    click.echo(f"  Is this a promise? {KEYS} ", nl=False)
    while True:
        try:
            key = _pressed()
        except (EOFError, KeyboardInterrupt):
            key = "q"
        if key in ("y", "n", "e", "s", "q"):
            click.echo(key)
            return key


def _pressed() -> str:
    """The next key, also one that was pressed before the question stood there."""
    try:
        import termios
    except ImportError:
        return click.getchar().lower()
    end = sys.stdin.fileno()
    before = termios.tcgetattr(end)
    plain = [*before]
    plain[3] = before[3] & ~(termios.ICANON | termios.ECHO)
    termios.tcsetattr(end, termios.TCSADRAIN, plain)
    try:
        key = os.read(end, 1)
    finally:
        termios.tcsetattr(end, termios.TCSADRAIN, before)
    if key in (b"", b"\x04"):
        raise EOFError
    return key.decode("ascii", "replace").lower()


def _edited() -> _Reading:
    reading = _Reading()
    click.echo(wrapped(HOW, 2))
    while line := _line("  change: "):
        if told := _changed(reading, line):
            click.echo(wrapped(told, 4))
    return reading


def _changed(reading: _Reading, line: str) -> str | None:
    """Take one line in; gives what is wrong with it."""
    name, sign, value = (part.strip() for part in line.partition("="))
    if not sign or not value:
        return "Write it as  owner = tom."
    if name == "without":
        reading.without = frozenset(int(number) for number in re.findall(r"\d{1,6}", value))
    elif name == "due":
        try:
            day = datetime.strptime(value, "%Y-%m-%d").replace(tzinfo=UTC)
        except ValueError:
            return f"“{value}” is no day; write 2026-03-01."
        reading.terms["due_us"] = int(day.timestamp()) * 1_000_000 + 86_399_000_000
    elif name in CHOICES and value not in CHOICES[name]:
        return f"“{value}” is no {name}; there are {', '.join(CHOICES[name])}."
    elif name in ("kind", "firmness", "owner", "side", "measure"):
        reading.terms[name] = value
    else:
        return f"“{name}” is nothing that can be changed; the words themselves never are."
    return None


def _line(asked: str) -> str:
    try:
        return input(safe(asked)).strip()
    except EOFError:
        click.echo()
        return ""


def bundled(
    work: Workspace, ids: Sequence[str], whole_group: bool
) -> list[tuple[list[list[str]], str | None]]:
    """What a yes to these ids is for: bundles that become one promise each, and into which.

    Each id for itself, or with `whole_group` for the group it is asked in.
    """
    if not whole_group:
        return [([[one]], None) for one in ids]
    from troth.acts.triage import triage

    whose = {one.id: each for each in triage(work, limit=None) for one in each.candidates}
    alone: list[tuple[list[list[str]], str | None]] = [
        ([[one]], None) for one in ids if one not in whose
    ]
    groups = {id(whose[each]): whose[each] for each in ids if each in whose}
    return alone + [
        (
            [[one.id for one in bundle] for bundle in each.bundles],
            each.known.id if each.known else None,
        )
        for each in groups.values()
    ]
