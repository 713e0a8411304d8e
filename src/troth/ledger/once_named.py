"""Every finding that a lens ever made about now, as it was first worded: what its record is counted from."""

from __future__ import annotations

from dataclasses import dataclass

import sqlalchemy as sa

from troth.ledger import tables
from troth.ledger.codec import finding_from_text
from troth.model.finding import Finding

_R, _S, _W = tables.run.c, tables.sighting.c, tables.wording.c


@dataclass(frozen=True, slots=True)
class OnceNamed:
    """A finding in the words of the run that saw it first, and when that run was, in UTC microseconds."""

    finding: Finding
    first_us: int


def once_named(con: sa.Connection, lens: str) -> list[OnceNamed]:
    """The findings of a lens over all runs about now, the first named first."""
    about_now = _R.as_of_us.is_(None) & _R.known_at_us.is_(None)
    first = (
        sa.select(_S.finding, sa.func.min(_S.run).label("run"))
        .select_from(tables.sighting.join(tables.run))
        .where(_S.lens == lens, about_now)
        .group_by(_S.finding)
        .subquery()
    )
    seen = (_S.finding == first.c.finding) & (_S.run == first.c.run)
    query = (
        sa.select(_R.at_us, _W.body)
        .select_from(tables.sighting.join(first, seen).join(tables.run).join(tables.wording))
        .order_by(_S.run, _S.finding)
    )
    return [OnceNamed(finding_from_text(row.body), row.at_us) for row in con.execute(query)]
