"""Questions on a terminal, where somebody sits who can answer: a mapping, and the order of dates."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from difflib import get_close_matches

import click

from troth.acts.mapping import Choice, Proposal, kind_names, places_of
from troth.faces.proposals import named, proposal_text, question_text
from troth.faces.terminal import safe, wrapped
from troth.model.reject import Question
from troth.text.moments import DAY_FIRST, MONTH_FIRST

HOW = (
    "Change one thing a line: “column = place”, “column = -” to keep it beside, or “kind: purchase”, "
    "“day: 2026-03-01”, “system: shop”. An empty line ends."
)
SETTINGS = ("kind", "day", "system", "dates")
Again = Callable[[Choice], Proposal]


def somebody_is_there() -> bool:
    """Whether questions can be asked: both ends are a terminal."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def ask_order(asked: Question, path: str) -> str | None:
    """Whether the day or the month comes first in a column; None where that is left open."""
    says, day, month = question_text(asked, path)
    while True:
        said = _answer(f"{says}: is it {day} (d) or {month} (m)? ").casefold()
        if said in ("d", "day"):
            return DAY_FIRST
        if said in ("m", "month"):
            return MONTH_FIRST
        if not said:
            return None


def confirm(one: Proposal, again: Again) -> Proposal | None:
    """The proposal a person said yes to, as she changed it; None for a no."""
    while True:
        click.echo(proposal_text(one))
        if one.asks and (order := ask_order(one.asks, one.path)):
            one = again(replace(_choice(one), dates=order))
            continue
        said = _answer("Write these lines into troth.toml and add the file? [y/N/e] ").casefold()
        if said in ("y", "yes"):
            return one
        if said not in ("e", "edit"):
            return None
        one = _edited(one, again)


def _edited(one: Proposal, again: Again) -> Proposal:
    click.echo(wrapped(HOW, 0))
    while line := _answer("change: "):
        changed = _changed(one, line)
        if isinstance(changed, str):
            click.echo(wrapped(changed, 2))
        else:
            one = again(changed)
    return one


def _changed(one: Proposal, line: str) -> Choice | str:
    """What a line changes, or why it cannot."""
    choice = _choice(one)
    name, colon, value = (part.strip() for part in line.partition(":"))
    if colon and name in SETTINGS:
        return _set(choice, name, value)
    column, sign, place = (part.strip() for part in line.rpartition("="))
    if not sign:
        return "Write it as  column = place."
    columns = [each.name for each in one.columns]
    if column not in columns:
        return f"There is no column “{column}”{_near(column, columns)}"
    map = {name: to for name, to in (choice.map or {}).items() if name != column}
    if place in ("", "-"):
        return replace(choice, map=map)
    known = places_of(one.kind)
    if place not in known:
        return f"“{place}” is no place of a {one.kind}{_near(place, list(known))}"
    map = {name: to for name, to in map.items() if to != place}
    return replace(choice, map={**map, column: place})


def _set(choice: Choice, name: str, value: str) -> Choice | str:
    if name == "kind":
        if value not in kind_names():
            return f"“{value}” is no kind of record{_near(value, list(kind_names()))}"
        return replace(choice, kind=value, map=None)
    if name == "system":
        return replace(choice, system=value) if value else "Write it as  system: shop."
    if name == "dates":
        return replace(choice, dates=value or None)
    try:
        return replace(choice, day=date.fromisoformat(value).isoformat())
    except ValueError:
        return f"“{value}” is no day; write 2026-03-01."


def _choice(one: Proposal) -> Choice:
    own = one.own
    return Choice(one.kind, own.map, own.day, own.dates, own.system)


def _near(name: str, known: list[str]) -> str:
    near = get_close_matches(name, known, n=1)
    return f"; did you mean “{near[0]}”?" if near else f". There are {named(tuple(known))}."


def _answer(asked: str) -> str:
    """One line from the terminal; its end or Ctrl-D is an empty one."""
    try:
        return input(safe(asked)).strip()
    except EOFError:
        click.echo()
        return ""
