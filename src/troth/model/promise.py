"""A promise: quoted words somebody in the company stands by, and what has become of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

from troth.model.saying import Firmness, Kind

State = Literal[
    "candidate",
    "open",
    "kept",
    "late",
    "partly",
    "broken",
    "released",
    "withdrawn",
    "unverifiable",
    "rejected",
]
STATES: tuple[str, ...] = get_args(State)
MARKS = ("kept", "late", "partly", "broken", "released", "withdrawn")
"""States a person may set with `promises mark`; each needs evidence or a reason."""
LIVE = ("open", "kept", "late", "partly", "broken", "unverifiable")
"""States in which a standing promise still holds and is tested."""


@dataclass(frozen=True, slots=True)
class Promise:
    """One promise as the ledger stands at a moment: its sayings and the fold of its entries.

    `words` is what was said, filled in by the ledger from the record; `confirmed` is true once
    a person said yes. `measure` is a measure's expression ("first_reply <= 1 business day for
    95%"); `tolerance_by` names who set its target. Only a promise with an owner and a measure
    or a due date backs a claim.
    """

    id: str
    sayings: tuple[str, ...]
    words: str
    kind: Kind
    firmness: Firmness
    state: State
    confirmed: bool
    born_us: int
    to: str | None = None
    by: str | None = None
    owner: str | None = None
    ours: str | None = None
    side: str | None = None
    due_us: int | None = None
    measure: str | None = None
    tolerance_by: str | None = None
    record: str | None = None
    version: str | None = None
    reason: str | None = None

    @property
    def backs_claims(self) -> bool:
        """Whether a public claim may rest on it."""
        tested = self.measure is not None or self.due_us is not None
        return self.confirmed and self.state in LIVE and self.owner is not None and tested
