"""Saved views: the filters of a page under a name, and the address they stand for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlencode

from troth.ledger import saved as ledger
from troth.ledger.owning import called
from troth.views.reading import Reading


@dataclass(frozen=True, slots=True)
class SavedView:
    """One saved view, the address it stands for, and who saved it when."""

    name: str
    page: str
    address: str
    by: str
    at: str
    query: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SavedViews:
    """All of them, by name."""

    views: tuple[SavedView, ...]

    @property
    def says(self) -> str:
        """The answer in a sentence."""
        n = len(self.views)
        return (
            "No view is saved." if not n else f"{n} {'view is' if n == 1 else 'views are'} saved."
        )


def saved_views(reading: Reading, page: str | None = None) -> SavedViews:
    """The saved views, or those of one page."""
    held = ledger.saved(reading.con).values()
    return SavedViews(
        tuple(_view(one, reading) for one in held if page is None or one.page == page)
    )


def saved_view(reading: Reading, name: str) -> SavedView | None:
    """The saved view of this name, however it is written; None where there is none."""
    found = ledger.saved(reading.con).get(called(name))
    return None if found is None else _view(found, reading)


def _view(one: ledger.Saved, reading: Reading) -> SavedView:
    address = f"{one.page}?{urlencode(one.query)}"
    return SavedView(one.name, one.page, address, one.by, reading.clock.day(one.at_us), one.query)
