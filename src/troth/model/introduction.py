"""An introduction: what a system says of somebody besides any one thing that happened.

A list of contacts, the users of a help desk, an `identify` call: they tell by which addresses and
numbers one human being is known, to which account she belongs, and on which side she stands. An
introduction is no evidence (nothing happened), and it cites where it stands like evidence does.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from troth.model.evidence import Identifier
from troth.model.origin import Origin


@dataclass(frozen=True, slots=True)
class Introduction:
    """One person as one system knows her.

    `identifiers` all mean this one person, the system's own first; the first may be scheme
    "staff" for one of our own. `stage` says how she stands to us in the system's words ("lead",
    "customer", "former customer"). `shared` holds identifiers that she writes from with others
    (info@…): they are kept with her and never make two people one. `accounts` may be several.
    `owner` is the colleague who looks after her as the system says, by name, address or number.
    Without an identifier it introduces its one account, as a part of the account `parent` or by
    its `owner`.
    """

    identifiers: tuple[Identifier, ...]
    origin: Origin
    accounts: tuple[Identifier, ...] = ()
    side: str | None = None
    title: str | None = None
    stage: str | None = None
    shared: tuple[Identifier, ...] = ()
    at_us: int | None = None
    system: str | None = None
    extra: Mapping[str, str] = field(default_factory=dict)
    parent: Identifier | None = None
    owner: str | None = None

    def __post_init__(self) -> None:
        told = self.parent or self.owner
        if not self.identifiers and not (told and len(self.accounts) == 1):
            raise ValueError("An introduction without an identifier introduces nobody.")
