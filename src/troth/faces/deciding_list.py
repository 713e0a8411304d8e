"""The list of decisions as the command line tells it: reviews that are due, the others, the forecasters."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from troth.faces.terminal import Ink, safe, wrapped

if TYPE_CHECKING:
    from troth.views.decisions import DecisionLine, Decisions


def list_text(found: Decisions, color: bool) -> str:
    """Reviews that are due first, then the others, then the forecasters."""
    ink = Ink(color)
    lines = [wrapped(found.says, 0)]
    for name, held in (("Review due", found.due), ("Decided", found.others)):
        if held:
            lines += ["", ink.strong(name)]
            for line in held:
                lines += _line(line, ink)
    if found.forecasters:
        lines += ["", ink.strong("Forecasters")]
        lines += [wrapped(f"{safe(one.who)}: {one.says}", 2, 4) for one in found.forecasters]
    if found.reviewed:
        lines += ["", wrapped(alignment_text(found), 0)]
    return "\n".join(lines)


def alignment_text(found: Decisions) -> str:
    """How often the figure and the customers went the same way."""
    return f"Figure and customers went the same way: {found.alignment.says}."


def _line(line: DecisionLine, ink: Ink) -> Iterator[str]:
    one = line.decision
    broken = len(one.breaks)
    parts = [
        str(one.decided),
        f"breaks {broken} {'promise' if broken == 1 else 'promises'}" if broken else "",
        "those concerned not told" if line.untold else "",
        f"owner {one.owner}" if one.owner else "no owner",
        "withdrawn"
        if one.withdrawn
        else "reviewed"
        if one.reviews
        else f"review {one.review}"
        if one.review
        else "no day of review",
    ]
    yield wrapped(safe(one.title), 2, 4)
    yield ink.quiet(wrapped(safe(" · ".join(part for part in parts if part)), 4))
    for each in line.announced:
        yield ink.quiet(wrapped(safe(f"told of in {each.title}, {each.says}"), 4))
    yield ink.quiet(f"    {one.id}")
