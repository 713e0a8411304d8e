"""How accounts are rated, by us and by them, as text and as data."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from troth.faces.terminal import Ink, safe, wrapped
from troth.faces.wire import as_json, plain

if TYPE_CHECKING:
    from troth.views.levels import AccountLevel, Levels

PARTS = (
    ("ours", "We say that they have"),
    ("theirs", "They say that they have"),
    ("needed", "They say that they need"),
    ("deliverable", "We say that we can deliver"),
)


def levels_text(page: Levels, color: bool) -> str:
    """Every account that was rated, those first of which there is something to say."""
    ink = Ink(color)
    lines = [wrapped(page.says, 0)]
    for one in page.accounts:
        lines += ["", ink.strong(safe(one.name)) + ink.quiet(f"  {one.id}")]
        lines += list(level_lines(one, ink))
    if page.accounts:
        lines += ["", ink.quiet(wrapped(page.agree, 0))]
    return "\n".join(lines)


def level_lines(one: AccountLevel, ink: Ink) -> Iterator[str]:
    """Where the two sides part, then each rating with who, when and from what."""
    if one.says:
        yield wrapped(one.says, 2)
    for name, says in PARTS:
        for each in getattr(one, name):
            yield wrapped(f"{says} {each.words}: {each.who}, {each.at}", 2, 4)
            shown = "; ".join(part for part in (each.because, each.evidence) if part)
            yield ink.quiet(wrapped(f"{shown}  {each.entry}", 4))


def levels_json(page: Levels) -> str:
    """The same as JSON."""
    return as_json(plain(page))
