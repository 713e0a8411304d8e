"""What was noted, and how it is taken back: the last line of every command that notes something."""

from __future__ import annotations

from typing import Any

from troth.faces.wire import as_json, plain


def noted(made: Any, says: str, back: str, form: str) -> str:
    """What was noted, as data or in words, with the command that takes it back."""
    if form == "json":
        return as_json({**plain(made), "undo": back})
    return f"{says}\nTake it back with:  {back}"


def taken_back(made: Any, form: str) -> str:
    """That it was taken back: the entry that says so, as data or in words."""
    return as_json(plain(made)) if form == "json" else "Taken back."
