"""Who is behind a handle or an id, for a deed that tells what it has done."""

from __future__ import annotations

from collections.abc import Iterable

from troth.acts.opening import Workspace
from troth.ledger import directory
from troth.model.evidence import Evidence
from troth.model.finding import Cite
from troth.model.person import Person


def person_of(work: Workspace, handle: str | None) -> Person | None:
    """The person behind a handle; None for nobody in particular."""
    if handle is None:
        return None
    with work.ledger.read() as con:
        return directory.by_handle(con, handle)


def cited(work: Workspace, cites: Iterable[Cite]) -> list[Evidence]:
    """The records that cites name, in the same order; those that are gone are left out."""
    held = list(cites)
    found = work.index.records({cite.evidence for cite in held})
    return [found[cite.evidence] for cite in held if cite.evidence in found]


def label_of(work: Workspace, target: str) -> str:
    """The name of the person or account with this id; the id where there is none."""
    with work.ledger.read() as con:
        person = directory.person(con, target)
        if person is not None:
            return person.label
        account = directory.accounts(con, [target]).get(target)
    return account.name if account else target
