"""Segments and saved views as text and as data."""

from __future__ import annotations

import shlex
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from troth.faces.terminal import Ink, safe, wrapped
from troth.faces.wire import as_json, plain

if TYPE_CHECKING:
    from troth.views.saved import SavedView, SavedViews
    from troth.views.segments import Segment

ROWS: Mapping[str, tuple[tuple[str, ...], Mapping[str, str]]] = {
    "/": (
        ("today",),
        {"owner": "--owner", "side": "--side", "segment": "--segment", "lens": "--lens"},
    ),
    "/people": (("people", "list"), {"side": "--side", "segment": "--segment"}),
    "/promises": (("promises", "list"), {"side": "--side", "by": "--by"}),
    "/tasks": (("tasks", "list"), {"owner": "--owner"}),
    "/changes": (("changes",), {"side": "--side"}),
    "/incidents": (("incidents",), {"days": "--days"}),
    "/owners": (("owners",), {}),
    "/search": (
        ("search",),
        {
            "in": "--in",
            "person": "--person",
            "since": "--since",
            "until": "--until",
            "limit": "--limit",
        },
    ),
}
"""The command that prints what a page shows, and the option for each thing the page may be asked."""


def command_of(view: SavedView) -> list[str]:
    """The words of the command that prints what a saved view shows."""
    words, flags = ROWS[view.page]
    given = [f"{flag}={view.query[name]}" for name, flag in flags.items() if view.query.get(name)]
    asked = ["--", *view.query.get("q", "").split()] if view.page == "/search" else []
    return [*words, *given, *asked]


def segment_data(one: Segment) -> dict[str, Any]:
    """One segment as data; its people by their ids."""
    return {
        "name": one.name,
        "where": one.where,
        "says": one.says,
        "people": sorted(one.people),
        "of": one.of,
    }


def segment_json(one: Segment) -> str:
    """The same as JSON."""
    return as_json(segment_data(one))


def segments_json(held: Iterable[Segment]) -> str:
    """All of them as JSON."""
    return as_json([segment_data(one) for one in held])


def segments_text(held: Sequence[Segment], color: bool) -> str:
    """A segment a line, its criteria under it."""
    if not held:
        return "No segment is named. Name one:  troth segments save owed 'promise = \"open\"'"
    ink = Ink(color)
    lines = []
    for one in held:
        lines += [f"{ink.strong(safe(one.name))}, {one.says}", wrapped(one.where, 2, 4)]
    return "\n".join(lines)


def view_data(one: SavedView) -> dict[str, Any]:
    """One saved view as data, with the command that prints it."""
    told: dict[str, Any] = plain(one)
    return {**told, "command": f"troth {shlex.join(command_of(one))}"}


def views_json(page: SavedViews) -> str:
    """All of them as JSON."""
    return as_json({"says": page.says, "views": [view_data(one) for one in page.views]})


def views_text(page: SavedViews, color: bool) -> str:
    """A view a line, and the command that prints what it shows."""
    ink = Ink(color)
    lines = [page.says]
    for one in page.views:
        lines += ["", f"{ink.strong(safe(one.name))}  {safe(one.address)}"]
        lines.append(wrapped(f"troth {shlex.join(command_of(one))}", 2, 4))
        lines.append(ink.quiet(f"  {safe(one.by)}, {one.at}"))
    return "\n".join(lines)
