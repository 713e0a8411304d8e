"""What a document says of one thing, kept so that several documents can be held together."""

from __future__ import annotations

from dataclasses import dataclass

from troth.model.document import Page
from troth.model.origin import Span


@dataclass(frozen=True, slots=True)
class Fact:
    """A value that a sentence gives: of what kind (a time, a sum, a share), and of what."""

    kind: str
    value: float
    about: frozenset[str]
    span: Span


@dataclass(frozen=True, slots=True)
class Gathered:
    """The facts of one document of a check, with the page they stand on."""

    page: Page
    facts: tuple[Fact, ...]
