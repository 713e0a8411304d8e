"""What two sides are told on the same matters, as text and as rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from troth.acts.opposite import Apart, Opposite, Told
from troth.faces.diffing import shortened
from troth.faces.masks import shown
from troth.faces.terminal import Ink, wrapped
from troth.faces.wire import rows_csv

QUOTE = 260
COLUMNS = ("matter", "side", "serves", "binds", "gap", "quote", "line", "path")


def sides_text(found: Sequence[Opposite], color: bool, less: Sequence[Apart] = ()) -> str:
    """What one side is told and the other is not, then matter by matter what each is told."""
    ink = Ink(color)
    parts = ["\n".join(_apart(one, ink)) for one in less]
    if found and less:
        parts.append("All that binds, matter by matter:")
    parts += ["\n".join(_matter(one, ink)) for one in found]
    return "\n\n".join(parts) or "Neither text binds anybody on the matters that are looked for."


def _apart(one: Apart, ink: Ink) -> Iterator[str]:
    yield ink.strong(shown(one.matter)) + ink.warn(shown(f"   {one.less} are told less"))
    for side, document, said in one.told:
        if said is None:
            yield wrapped(f"{side}: nothing is said of it.", 2)
            continue
        line, _ = document.position(said.span.start)
        words = shortened(said.words, QUOTE)
        yield ink.words(wrapped(f"{side}, line {line}: “{words}”", 2, 4))


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


def sides_rows(found: Sequence[Opposite], less: Sequence[Apart] = ()) -> list[dict[str, Any]]:
    """One row a matter and side, those first on which a side is told less."""
    told_less = [row for one in less for row in _apart_rows(one)]
    return told_less + [_row(one, told) for one in found for told in (one.first, one.second)]


def _apart_rows(one: Apart) -> Iterator[dict[str, Any]]:
    for side, document, said in one.told:
        yield {
            "matter": one.matter,
            "side": side,
            "serves": int(side != one.less),
            "binds": int(side == one.less and said is not None),
            "gap": side == one.less,
            "quote": said.words if said else None,
            "line": document.position(said.span.start)[0] if said else None,
            "path": document.path,
        }


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


def sides_csv(found: Sequence[Opposite], less: Sequence[Apart] = ()) -> str:
    """The same as a table."""
    return rows_csv(COLUMNS, sides_rows(found, less))
