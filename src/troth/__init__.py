"""troth: keep your word, know your people.

A linter, a test suite and a ledger for the promises a company makes. Nothing heavy is imported
until it is asked for, so that `troth check` starts at once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from troth.faces.python import check, open

__version__ = "0.1.0"
__all__ = ["__version__", "check", "open"]


def __getattr__(name: str) -> Any:
    if name in ("check", "open"):
        from troth.faces import python

        return getattr(python, name)
    raise AttributeError(f"module “troth” has no attribute “{name}”")
