"""Cells that a spreadsheet would run as formulas, made harmless in a way that can be undone.

An apostrophe goes in front of what begins like a formula, and comes off again when the file is
read back. A plain negative number is no formula and stays as it is; what begins with an
apostrophe and then like a formula gets one more, so that nothing is ever lost.
"""

from __future__ import annotations

from troth.patterns import later

_FORMULA = r"(?:[\t\r]|\s*[=+\-@＝＋－＠])"
_RUNS = later(_FORMULA)
_RISKY = later(f"'*{_FORMULA}")
_GUARDED = later(f"'+{_FORMULA}")
_NUMBER = later(r"-\d+(?:[.,]\d+)*")


def runs(cell: str) -> bool:
    """Whether a spreadsheet takes the cell for a formula."""
    return _RUNS.match(cell) is not None


def guarded(cell: str) -> str:
    """The cell as it may stand in a file that a spreadsheet opens."""
    if not _RISKY.match(cell) or _NUMBER.fullmatch(cell):
        return cell
    return f"'{cell}"


def unguarded(cell: str) -> str:
    """The cell as it was before `guarded`."""
    return cell[1:] if _GUARDED.match(cell) else cell
