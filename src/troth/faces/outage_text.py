"""Incidents as the terminal tells them: the answer, the budgets, then one by one."""

from __future__ import annotations

from collections.abc import Iterator

from troth.faces.terminal import Ink, safe, wrapped
from troth.views.incidents import IncidentLine, Incidents
from troth.views.uptime import Spent

BAR = 24


def incidents_text(page: Incidents, color: bool) -> str:
    """The page of incidents for a terminal."""
    ink = Ink(color)
    lines = [wrapped(page.says, 0)]
    if not page.known:
        lines.append(ink.quiet("Add incidents.json of your status page, or a table of incidents."))
    for one in page.budgets:
        lines += ["", wrapped(f"“{one.words}”", 0, 1), f"  {_bar(one, ink)}  {safe(one.says)}"]
        lines.append(ink.quiet(f"  up to {one.at}{_more(one)}  {one.promise}"))
    if page.lines and not page.budgets:
        lines += ["", ink.quiet("No uptime is promised in the ledger.")]
    for line in page.lines:
        lines += ["", *_line(line, ink)]
    if page.outages:
        lines += ["", ink.quiet(wrapped(page.rule, 0))]
    return "\n".join(lines)


def _line(one: IncidentLine, ink: Ink) -> Iterator[str]:
    told = " · ".join(part for part in (one.at, one.lasted, one.impact) if part)
    yield f"{ink.strong(safe(one.title))}  {ink.quiet(safe(told))}"
    yield wrapped(f"{one.whom} {one.word}".strip(), 2)
    if one.people:
        more = (one.unheard or one.hit) - len(one.people)
        names = ", ".join(name for _, name in one.people) + (f" and {more:,} more" if more else "")
        yield wrapped(f"{'Heard nothing' if one.unheard else 'Hit'}: {names}", 2, 4)
    if one.whole:
        yield wrapped(one.whole, 2)
    for spent in one.spent:
        yield f"  {_bar(spent, ink)}  {safe(spent.says)}"


def _bar(one: Spent, ink: Ink) -> str:
    """Spent of allowed, the stroke where the budget ends."""
    most = max(one.used, one.allowed)
    used, ends = round(one.used / most * BAR), max(1, round(one.allowed / most * BAR))
    drawn = "".join("│" if at == ends - 1 else "█" if at < used else "·" for at in range(BAR))
    return ink.warn(drawn) if one.over else drawn


def _more(one: Spent) -> str:
    """How much too fast it went lately, and whether anybody has confirmed the promise."""
    parts = (one.fast, "" if one.confirmed else "not confirmed yet")
    return "".join(f" · {part}" for part in parts if part)
