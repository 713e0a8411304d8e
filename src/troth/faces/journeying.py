"""Journeys as the command line tells them, and as JSON."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from troth.faces.terminal import Ink, safe, table, wrapped
from troth.faces.wire import finding_json, plain

if TYPE_CHECKING:
    from troth.views.journeys import DeadEnd, Journeys, LeftThere, Map


def journeys_data(page: Journeys) -> dict[str, Any]:
    """What programs read: who is left with the finding, and every map as drawn."""
    return {
        "says": page.says,
        "ends": [
            {
                "says": end.says,
                "sure": end.sure,
                "n": end.n,
                "people": [
                    {"step": one.step, "since": one.since, "finding": finding_json(one.told)}
                    for one in end.people
                ],
            }
            for end in page.ends
        ],
        "maps": [_map_data(one) for one in page.maps],
    }


def _map_data(one: Map) -> dict[str, Any]:
    told: dict[str, Any] = plain(one)
    told["ways"] = [{"steps": way.split(" → "), "cases": n} for way, n in one.ways]
    return told


def journeys_text(page: Journeys, color: bool) -> str:
    """The answer, who is left, then each map as tables."""
    ink = Ink(color)
    lines = [wrapped(page.says, 0)]
    for each in page.maps:
        lines += ["", *map_text(each, ink)]
    for title, held in (("Left standing", page.sure), ("We are not sure about these", page.unsure)):
        if held:
            lines += ["", ink.strong(title)]
            for end in held:
                lines += ["", *_end(end, ink)]
    return "\n".join(lines)


def _end(end: DeadEnd, ink: Ink) -> Iterator[str]:
    yield wrapped(end.says, 2)
    yield ink.quiet(wrapped(f"next: {end.next}", 2))
    for one in end.people:
        yield from _left(one, ink)
    if end.more:
        yield ink.quiet(f"    {end.more} more:  troth journeys --all")


def _left(one: LeftThere, ink: Ink) -> Iterator[str]:
    yield wrapped(one.told.says, 4, 6)
    if one.told.shown.quote not in one.told.says:
        yield ink.words(wrapped(f"“{one.told.shown.quote}”", 6, 7))
    since = f", since {one.since}" if one.since else ""
    yield ink.quiet(wrapped(f"{one.told.lens}{since} · {one.told.id}", 6))


def map_text(one: Map, ink: Ink) -> Iterator[str]:
    """A map without lines: what is passed most, what a case costs, the commonest ways."""
    yield ink.strong(wrapped(one.title, 0))
    if one.lines:
        rows = [
            (line.source, "→ " + line.target, f"{line.times:,}", line.wait) for line in one.lines
        ]
        yield table([("From", "To", "Times", "Wait"), *rows], 2)
        yield ink.quiet(wrapped(one.drawn, 2))
    for fact in one.facts:
        yield wrapped(f"{fact.name}: {fact.says}", 2, 4)
    yield wrapped(one.ways_says, 2)
    for way, n in one.ways:
        yield wrapped(f"{n:>5,}  {safe(way)}", 4, 11)
