"""Incidents as the terminal tells them: the answer, the budgets, then one by one."""

from __future__ import annotations

from collections.abc import Iterator

from troth.faces.terminal import Ink, safe, wrapped
from troth.views.incidents import IncidentLine, Incidents, Spent

BAR = 24


def incidents_text(page: Incidents, color: bool) -> str:
    """The page of incidents for a terminal."""
    ink = Ink(color)
    lines = [wrapped(page.says, 0)]
    if not page.known:
        lines.append(ink.quiet("Add incidents.json of your status page, or a table of incidents."))
    for one in page.budgets:
        lines += ["", wrapped(f"“{one.words}”", 0, 1), f"  {_bar(one, ink)}  {safe(one.says)}"]
        lines.append(ink.quiet(f"  up to {one.at}{_burns(one)}  {one.promise}"))
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
    drawn = "".join(
        "│" if at == ends - 1 else "█" if at < used else "·" for at in range(BAR)
    )
    return ink.warn(drawn) if one.over else drawn


def _burns(one: Spent) -> str:
    """How much too fast it went in the last hours, where it did."""
    fast = [
        f"{rate:.3g} times too fast in the last {hours:g} h" for hours, rate in one.burn if rate > 1
    ]
    told = f" · {', '.join(fast)}" if fast else ""
    return told if one.confirmed else f"{told} · not confirmed yet"
