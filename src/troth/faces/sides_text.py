"""The sides as the terminal tells them: the answer, each measure, due process, their own words."""

from __future__ import annotations

from collections.abc import Iterator

from troth.faces.terminal import Ink, safe, wrapped
from troth.views.process import MatterLine, SideProcess
from troth.views.sides import MeasureLine, SideLine, Sides
from troth.views.surveyed import Answered, SurveyLine
from troth.views.telling import Told

BAR = 24


def sides_text(page: Sides, color: bool) -> str:
    """The page of sides for a terminal."""
    ink = Ink(color)
    lines = [ink.strong(wrapped(page.says, 0))]
    if len(page.known) > 1:
        lines.append(ink.quiet(wrapped(f"We know {', '.join(one.says for one in page.known)}.", 0)))
    for one in page.measures:
        lines += ["", *_measure(one, ink)]
    for each in page.surveys.lines:
        lines += ["", *_survey(each, ink)]
    lines += ["", *_process(page, ink)]
    if page.said:
        lines += ["", "What they say outright:"]
        lines += [each for told in page.said for each in _said(told, ink)]
    return "\n".join(lines)


def _measure(one: MeasureLine, ink: Ink) -> Iterator[str]:
    yield wrapped(one.title, 0, 2)
    for side in one.sides:
        yield f"  {safe(side.side):12} {_bar(side)}  {safe(side.rate.says)}"
    for gap in one.gaps:
        told = wrapped(gap.says, 2, 4)
        yield ink.warn(told) if gap.clear else ink.quiet(told)


def _survey(one: SurveyLine, ink: Ink) -> Iterator[str]:
    yield wrapped(one.title, 0, 2)
    asked = f"“{one.question}”, " if one.question else ""
    yield ink.quiet(wrapped(f"{one.figure}, {one.scale}; {asked}{one.system}", 2, 4))
    width = max(12, *(len(each.called) for each in one.sides))
    for each in one.sides:
        yield f"  {safe(each.called):{width}} {_on(one, each)}  {safe(each.says)}"
    for gap in one.gaps:
        told = wrapped(gap.says, 2, 4)
        yield ink.warn(told) if gap.clear else ink.quiet(told)


def _on(one: SurveyLine, each: Answered) -> str:
    """The figure and its interval on a line from the least it can be to the most."""
    if each.value is None:
        return " " * BAR
    wide = one.most - one.least
    ends = (each.value if end is None else end for end in (each.low, each.high))
    low, high, at = ((end - one.least) / wide for end in (*ends, each.value))
    return _drawn(low, high, at)


def _bar(one: SideLine) -> str:
    """The interval on a line from none to all, a stroke at the share itself."""
    rate = one.rate
    if rate.value is None or rate.low is None or rate.high is None:
        return " " * BAR
    return _drawn(rate.low, rate.high, rate.value)


def _drawn(*shares: float) -> str:
    low, high, at = (round(each * (BAR - 1)) for each in shares)
    return "".join("│" if n == at else "━" if low <= n <= high else "·" for n in range(BAR))


def _process(page: Sides, ink: Ink) -> Iterator[str]:
    if not page.processes:
        yield ink.quiet("No block, fee or lowered rating against anybody is in the records.")
        return
    yield "Blocks and fees: was each of them heard?"
    for one in page.processes:
        yield wrapped(_of_side(one), 2, 4)
    for matter in page.matters:
        if matter.unheard:
            yield from _matter(matter, ink)
    open_still = sum(one.unheard for one in page.processes)
    shown = sum(one.unheard for one in page.matters)
    if open_still > shown:
        yield ink.quiet(f"  {open_still - shown} more, see the page /sides?all=1 of troth serve")


def _of_side(one: SideProcess) -> str:
    told = ", ".join(f"{asks} {rate.says}" for asks, rate in one.shares)
    return f"{one.side or 'no side named'}: {one.n} in all; {told}"


def _matter(one: MatterLine, ink: Ink) -> Iterator[str]:
    side = f", {one.side}" if one.side else ""
    yield f"  {ink.strong(safe(one.name))}{safe(side)}  {ink.quiet(f'{one.called}, {one.at}')}"
    yield ink.words(wrapped(f"“{one.quote}”", 4))


def _said(one: Told, ink: Ink) -> Iterator[str]:
    side = f"{one.subject.side}: " if one.subject.side else ""
    unsure = "not sure: " if one.status == "unsure" else ""
    yield wrapped(f"{side}{unsure}{one.says}", 2, 4)
    yield ink.quiet(f"    {one.id}")
