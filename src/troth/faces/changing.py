"""The changes we told of, as text for a terminal, as JSON and as a table."""

from __future__ import annotations

from collections.abc import Iterator

from troth.faces.masks import shown
from troth.faces.terminal import Ink, wrapped
from troth.faces.wire import as_json, plain, rows_csv
from troth.views.changes import ChangeLine, Changes

COLUMNS = (
    *("title", "what", "side", "announced", "known", "effect", "raw", "actionable", "owed"),
    *("owed_by", "short", "sure", "moved", "told", "reached", "link"),
)
WIDTH = 40
"""Signs of the time line."""


def changes_json(page: Changes) -> str:
    """The page as data."""
    return as_json(plain(page))


def changes_csv(page: Changes) -> str:
    """One change a row."""
    rows = ({name: getattr(line, name) for name in COLUMNS} for line in page.lines)
    return rows_csv(COLUMNS, rows)


def changes_text(page: Changes, color: bool) -> str:
    """The answer, then each change with its line, then what notice we promise."""
    return "\n".join(_lines(page, Ink(color)))


def _lines(page: Changes, ink: Ink) -> Iterator[str]:
    yield ink.strong(wrapped(page.says, 0))
    if page.lines:
        yield ink.quiet(
            wrapped(
                f"Lines run from {page.begins} to {page.ends}: · told, = all known, | holds.", 0
            )
        )
    for line in page.lines:
        yield ""
        yield from _told(line, ink)
    if page.left:
        yield ""
        yield f"{page.left} more; --limit 0 shows all."
    yield ""
    yield "What notice we promise"
    for words in page.promised:
        yield wrapped(f"“{words.text}” {words.origin}, {words.who}", 2, 4)
    if page.configured:
        yield wrapped(f"asked for by the settings: {', '.join(page.configured)}", 2, 4)
    if not page.promised and not page.configured:
        yield "  None that we found. [notice] in troth.toml says what you want to give."


def _told(line: ChangeLine, ink: Ink) -> Iterator[str]:
    whom = f", for {line.side}" if line.side else ""
    yield shown(f"{line.title} ({line.what}{whom})")
    yield f"  {_drawn(line)}"
    day = f" for {line.effect}" if line.effect else "" if line.raw is not None else ", for no day"
    told = f"told {line.announced}{day}"
    parts = [told, *([line.moves] if line.moves else []), *_notice(line)]
    yield wrapped(" · ".join(parts), 2, 4)
    if line.short:
        yield f"  {'' if line.sure else 'perhaps '}less notice than we promise"
    for one in line.decided:
        owner = one.owner or "nobody"
        yield wrapped(
            shown(f"decided in {one.title} ({one.id}): {one.says}, {owner} answers for it"), 2, 4
        )
    who = [f"told to {line.told}" if line.told else "", line.reached or ""]
    if any(who):
        yield ink.quiet(wrapped(" · ".join(each for each in who if each), 2, 4))


def _notice(line: ChangeLine) -> Iterator[str]:
    if line.raw is None:
        return
    if line.raw < 0:
        yield f"told {-line.raw} days after it held"
    else:
        act = (
            "some terms are not told yet"
            if line.actionable is None
            else f"{line.actionable} to act"
        )
        yield f"{line.raw} {'day' if line.raw == 1 else 'days'} from the telling, {act}"
    yield "no notice is promised for it" if line.owed is None else f"owed {round(line.owed)}"


def _drawn(line: ChangeLine) -> str:
    """The line of a change: where it was told, where all was known, where it holds."""
    bar = line.bar
    signs = ["-"] * WIDTH

    def at(share: float) -> int:
        return min(WIDTH - 1, int(share / 100 * WIDTH))

    if bar.first is not None:
        for start, sign in ((bar.told, "·"), (bar.known, "=")):
            if start is not None and bar.first > start:
                signs[at(start) : at(bar.first)] = sign * (at(bar.first) - at(start))
    signs[at(bar.told)] = "=" if bar.known == bar.told and bar.first else "·"
    if bar.effect is not None:
        signs[at(bar.effect)] = "|"
    return "".join(signs)
