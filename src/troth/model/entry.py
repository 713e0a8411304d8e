"""An entry: what a person did in troth. Dated, signed, never edited, only followed by another."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Entry:
    """One act: `deed` ("confirm", "dismiss", "mark" …) upon `target` (a finding, promise, person).

    `body` holds what the deed needs, such as a reason or the id of the evidence.
    """

    id: int
    at_us: int
    who: str
    deed: str
    target: str
    body: Mapping[str, object] = field(default_factory=dict)
