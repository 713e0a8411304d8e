"""Quoted words that promise something, or tell what somebody cares about, as a recogniser read them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from troth.model.identity import saying_id
from troth.model.origin import Span

Voice = Literal["company", "customer", "concern"]
Level = Literal["broken", "task", "responsibility", "outcome", "day"]
Kind = Literal["dated", "standing", "conditional"]
Firmness = Literal["firm", "soft"]


@dataclass(frozen=True, slots=True)
class Saying:
    """A span of a record that says something was, or is, promised; or what a customer cares about.

    The words are not kept here: the span is, and the record holds them. `voice` tells whose
    view it is: "company" for what we say we will do, "customer" for what they say we promised,
    "concern" for what a customer says she is concerned with, where `kind` is one of five levels.
    `due` is the span of the words that say when, `due_us` the moment those words mean.
    `to` is the handle of the one person addressed, None when it is said to everybody.
    """

    record: str
    version: str
    span: Span
    voice: Voice
    kind: Kind | Level
    firmness: Firmness
    recogniser: str
    recogniser_version: str
    at_us: int
    due: Span | None = None
    due_us: int | None = None
    condition: Span | None = None
    to: str | None = None
    by: str | None = None
    ours: str | None = None
    side: str | None = None

    @property
    def id(self) -> str:
        """Stable while the record and the span are."""
        return saying_id(self.record, self.span.start, self.span.end)

    @property
    def opens_at_once(self) -> bool:
        """Firm, dated and to one person: such a word is a promise before anybody confirms it."""
        return (
            self.voice == "company"
            and self.firmness == "firm"
            and self.due_us is not None
            and self.to is not None
            and self.condition is None
        )
