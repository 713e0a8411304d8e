"""What two sides are told on the same matters, as text and as rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from troth.acts.opposite import Opposite, Told
from troth.faces.diffing import shortened
from troth.faces.masks import shown
from troth.faces.terminal import Ink, wrapped
from troth.faces.wire import rows_csv

QUOTE = 260
COLUMNS = ("matter", "side", "serves", "binds", "gap", "quote", "line", "path")


def sides_text(found: Sequence[Opposite], color: bool) -> str:
    """Matter by matter: what each side is given and held to, with the sentence and its line."""
    ink = Ink(color)
    if not found:
        return "Neither text binds anybody on the matters that are looked for."
    return "\n\n".join("\n".join(_matter(one, ink)) for one in found)


def _matter(one: Opposite, ink: Ink) -> Iterator[str]:
    gap = f"   only {one.gap} are told nothing in their favour" if one.gap else ""
    yield ink.strong(shown(one.matter)) + ink.warn(shown(gap))
    for told in (one.first, one.second):
        if told.nothing:
            yield wrapped(f"{told.side}: nothing is said.", 2)
            continue
        yield wrapped(
            f"{told.side}: {len(told.serves)} for them, {len(told.binds)} for the company", 2
        )
        for mark, sentences in (("+", told.serves), ("−", told.binds)):
            for sentence in sentences[:1]:
                line, _ = told.document.position(sentence.span.start)
                yield ink.words(
                    wrapped(f"{mark} {line}: “{shortened(sentence.words, QUOTE)}”", 4, 6)
                )


def sides_rows(found: Sequence[Opposite]) -> list[dict[str, Any]]:
    """One row a matter and side."""
    return [_row(one, told) for one in found for told in (one.first, one.second)]


def _row(one: Opposite, told: Told) -> dict[str, Any]:
    sentence = next(iter((*told.serves, *told.binds)), None)
    return {
        "matter": one.matter,
        "side": told.side,
        "serves": len(told.serves),
        "binds": len(told.binds),
        "gap": one.gap == told.side,
        "quote": sentence.words if sentence else None,
        "line": told.document.position(sentence.span.start)[0] if sentence else None,
        "path": told.document.path,
    }


def sides_csv(found: Sequence[Opposite]) -> str:
    """The same as a table."""
    return rows_csv(COLUMNS, sides_rows(found))
