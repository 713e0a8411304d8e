"""Saving the filters of a page under a name. An entry; saving under the same name replaces it."""

from __future__ import annotations

from collections.abc import Mapping

from troth.acts import note
from troth.acts.note import Signed
from troth.acts.opening import Workspace
from troth.errors import TrothError, UnknownNameError
from troth.ledger import entries
from troth.ledger.owning import called
from troth.ledger.saved import DROP, VIEW, saved
from troth.model.entry import Entry
from troth.patterns import later

PAGES = ("/", "/people", "/promises", "/tasks", "/search", "/changes", "/incidents", "/owners")
"""Pages with something to filter."""
LONGEST = 200
_NAME = later(r"[^/?#\\]{1,60}")


def save(work: Workspace, name: str, page: str, query: Mapping[str, str], by: Signed) -> Entry:
    """Keep what a page is asked under a name. Raises `TrothError` where that is no name,
    `UnknownNameError` where the page has nothing to filter.
    """
    said = " ".join(name.split())
    if not _NAME.fullmatch(said) or not said.isprintable() or said.endswith(".json"):
        raise TrothError(
            "This is no name for a view.", advice="Up to 60 letters, without / ? # in them."
        )
    if page not in PAGES:
        raise UnknownNameError("page", page, PAGES)
    kept = {each: value[:LONGEST] for each, value in query.items() if value and len(each) <= 40}
    if not kept:
        raise TrothError("Nothing is filtered here.", advice="Choose a filter first, then save.")
    body: dict[str, object] = {"name": said, "page": page, "query": dict(sorted(kept.items())[:20])}
    with work.ledger.begin() as con:
        return entries.note(
            con, at_us=by.now_us, who=by.who, deed=VIEW, target=called(said), body=body
        )


def drop(work: Workspace, name: str, by: Signed) -> Entry:
    """Take a saved view off the list; `UnknownNameError` where there is none of this name."""
    with work.ledger.begin() as con:
        known = saved(con)
        if called(name) not in known:
            raise UnknownNameError("saved view", name, [one.name for one in known.values()])
        return entries.note(con, at_us=by.now_us, who=by.who, deed=DROP, target=called(name))


def undo(work: Workspace, entry: int, by: Signed) -> Entry:
    """Take back that a view was saved or dropped; of no other deed."""
    return note.undo_of(
        work, entry, by, {VIEW, DROP}, "saved view with the number", "See:  troth views"
    )
