"""What to call a person or an account that something was noted about."""

from __future__ import annotations

from troth.acts.opening import Workspace
from troth.ledger import directory


def label_of(work: Workspace, target: str) -> str:
    """The name of the person or account with this id; the id where there is none."""
    with work.ledger.read() as con:
        person = directory.person(con, target)
        if person is not None:
            return person.label
        account = directory.accounts(con, [target]).get(target)
    return account.name if account else target
