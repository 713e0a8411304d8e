"""What the demo world is made of, and the truth about it that no exported file holds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

COMPANY = "Kestrel Couriers (an invented company)"
BRAND = "Kestrel Couriers"
DOMAIN = "kestrel-couriers.example"
ZONE = "Europe/London"

Side = Literal["sender", "courier", "shop"]
PlantKind = Literal["plant", "near miss"]


@dataclass(frozen=True, slots=True)
class Plant:
    """One case a lens must find, or one that looks alike and must be passed by.

    `subject` is the address of the person, None for a document. `where` is the conversation,
    the last order or the path of the document; `words` the claim in a document.
    """

    lens: str
    kind: PlantKind
    subject: str | None
    where: str
    why: str
    words: str | None = None


@dataclass(frozen=True, slots=True)
class Merge:
    """Two addresses that are one person, as a colleague who knows her would say."""

    first: str
    second: str
    why: str


@dataclass(frozen=True, slots=True)
class Answered:
    """A conversation answered by telephone: who noted it, when, and in which words."""

    subject: str
    thread: str
    by: str
    at_us: int
    note: str


@dataclass(frozen=True, slots=True)
class Away:
    """A person who said that she is away, and until when."""

    subject: str
    thread: str
    at_us: int
    until_us: int


@dataclass(frozen=True, slots=True)
class Pledge:
    """A promise the company confirms: the words as `path` has them, who owns it, how it is tested.

    Exactly one of `measure` and `due_us` is set. `side` is None where it holds for all.
    `tolerance_by` says who set the target.
    """

    words: str
    path: str
    owner: str
    side: Side | None = None
    measure: str | None = None
    due_us: int | None = None
    tolerance_by: str | None = None


@dataclass(frozen=True, slots=True)
class Deed:
    """What a colleague noted about our word to one person: "confirm", "mark broken", "repair owned".

    `words` are the reason, or the words of an offer; `due_us` is the day of an offer.
    """

    subject: str
    by: str
    at_us: int
    deed: str
    words: str
    due_us: int | None = None


@dataclass(frozen=True, slots=True)
class Resolved:
    """A decision the company took: its text with its head, and how those concerned were told."""

    path: str
    text: str
    told: str | None = None


@dataclass(frozen=True, slots=True)
class World:
    """The example company as it lies in `folder`, and what is true of it."""

    folder: Path
    company: str
    seed: int
    since_us: int
    until_us: int
    files: tuple[Path, ...]
    plants: tuple[Plant, ...]
    promises: tuple[Pledge, ...]
    merges: tuple[Merge, ...]
    answered: tuple[Answered, ...]
    away: tuple[Away, ...]
    counts: Mapping[str, int] = field(default_factory=dict)
    deeds: tuple[Deed, ...] = ()
    decisions: tuple[Resolved, ...] = ()

    def of(self, lens: str, kind: PlantKind) -> tuple[Plant, ...]:
        """The plants or the near misses of one lens."""
        return tuple(each for each in self.plants if (each.lens, each.kind) == (lens, kind))


@dataclass(frozen=True, slots=True)
class Figure:
    """A person of the world: a customer with an address, or one of the company's own."""

    name: str
    side: Side | None
    email: str
    shop: str | None = None
    also: str | None = None

    @property
    def first(self) -> str:
        """What friends call this person."""
        return self.name.split()[0]


@dataclass(frozen=True, slots=True)
class Line:
    """One message: who it concerns, who wrote, and in which box it lies ("desk" or "mail").

    `staff` is None for a message from the customer; `address` is the customer's address used.
    `automatic` is None for human words, else "reply", "bounce", "bulk" or "receipt".
    """

    at_us: int
    customer: Figure
    address: str
    staff: Figure | None
    text: str
    box: Literal["desk", "mail"] = "desk"
    automatic: Literal["reply", "bounce", "bulk", "receipt"] | None = None
    subject: str | None = None


@dataclass(frozen=True, slots=True)
class Talk:
    """One conversation, oldest line first."""

    subject: str
    lines: tuple[Line, ...]
    tag: str = ""


@dataclass(frozen=True, slots=True)
class Order:
    """One purchase."""

    at_us: int
    customer: Figure
    address: str
    item: str
    pence: int
