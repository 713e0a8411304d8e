"""Breaks that are mended: with whom, of which promise, and until when, as her own word has ended them."""

from __future__ import annotations

from troth.extend.record import Table, Tables
from troth.model.repair import OVER

ENDED = (*OVER, "confirmed")
"""Stages after which nothing is owed: she said that it is right, or let us off, or it was never broken."""


def mended(tables: Tables) -> Table:
    """One row a promise and person with whom it is mended: `its_promise`, `its_person`, `mended_us`.

    What breaks after `mended_us` is a new break. A repair that was opened again is not among them.
    """
    held, people = tables["repair"], tables["person"]
    held = held.filter(held.promise.notnull() & held.to.notnull() & held.stage.isin(ENDED))
    known = people.select(known=people.handle, who=people.person)
    held = held.left_join(known, held.to == known.known)
    held = held.mutate(its_person=held.who.fill_null(held.to), its_promise=held.promise)
    return held.group_by("its_promise", "its_person").aggregate(mended_us=held.changed_us.max())
