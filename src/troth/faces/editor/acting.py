"""What can be done about a finding from within the editor: mend, see what to write, allow.

Only a slip, which `--fix` would mend too, is an edit of the text. What a lens suggests is for a
person to decide, so it is shown. An allowance comes without its reason: until the author writes
one in its place it allows nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from lsprotocol import types

from troth.acts.editing import Slip
from troth.faces.editor.diagnosing import Laid
from troth.faces.editor.telling import clean
from troth.model.finding import Finding

SHOW = "troth.show"
"""The command that shows a message: its one argument."""
FIX_ALL = "source.fixAll.troth"
KINDS = (types.CodeActionKind.QuickFix, FIX_ALL)
_TITLE = 90
Edit = Callable[[Sequence[Slip]], types.WorkspaceEdit]
Allowing = Callable[[Finding], Slip | None]


def actions(
    laid: Laid, range: types.Range, only: Sequence[str] | None, edit: Edit, allowing: Allowing
) -> Iterator[types.CodeAction]:
    """All that can be done at a range; of the kinds in `only`, where these are named."""
    if _wanted(types.CodeActionKind.QuickFix, only):
        yield from _mending(laid, range, edit)
        for finding in laid.seen.findings:
            if _meets(laid.of(finding), range):
                yield from _about(laid, finding, edit, allowing)
    if _wanted(FIX_ALL, only) and laid.seen.slips:
        slips = laid.seen.slips
        title = "Mend the slip of the pen" if len(slips) == 1 else f"Mend all {len(slips)} slips"
        yield types.CodeAction(title=title, kind=FIX_ALL, edit=edit(slips))


def _mending(laid: Laid, range: types.Range, edit: Edit) -> Iterator[types.CodeAction]:
    for slip in laid.seen.slips:
        if _meets(laid.range(slip.span), range):
            yield types.CodeAction(
                title=f"Write “{clean(slip.instead)}”"
                if slip.instead.strip()
                else "Keep one space",
                kind=types.CodeActionKind.QuickFix,
                diagnostics=[laid.slip(slip)],
                is_preferred=True,
                edit=edit([slip]),
            )


def _about(
    laid: Laid, finding: Finding, edit: Edit, allowing: Allowing
) -> Iterator[types.CodeAction]:
    diagnostics = [laid.diagnostic(finding)]
    if finding.instead:
        words = clean(f"Instead: {finding.instead}")
        yield types.CodeAction(
            title=words if len(words) <= _TITLE else f"{words[: _TITLE - 1]}…",
            kind=types.CodeActionKind.QuickFix,
            diagnostics=diagnostics,
            command=types.Command(title="Show", command=SHOW, arguments=[words]),
        )
    slip = allowing(finding)
    if slip is not None:
        yield types.CodeAction(
            title=f"Allow “{finding.lens}” here, and say why",
            kind=types.CodeActionKind.QuickFix,
            diagnostics=diagnostics,
            edit=edit([slip]),
        )
    else:
        yield types.CodeAction(
            title=f"How to allow “{finding.lens}” here",
            kind=types.CodeActionKind.QuickFix,
            diagnostics=diagnostics,
            command=types.Command(title="Show", command=SHOW, arguments=[_in_settings(finding)]),
        )


def _in_settings(finding: Finding) -> str:
    return (
        "This document can hold no comment of ours here. Say it in troth.toml, under [[allow]]: "
        f"lens = “{finding.lens}”, files, the words meant as text, and the reason."
    )


def _wanted(kind: str, only: Sequence[str] | None) -> bool:
    return only is None or any(kind == one or kind.startswith(f"{one}.") for one in only)


def _meets(one: types.Range, other: types.Range) -> bool:
    """Whether two ranges touch; a cursor is a range of no length."""
    return _key(one.start) <= _key(other.end) and _key(other.start) <= _key(one.end)


def _key(at: types.Position) -> tuple[int, int]:
    return at.line, at.character
