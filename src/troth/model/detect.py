"""Prose lenses as data: what to look for in a text. All of it compiles into one automaton."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from troth.model.finding import Severity, Status, Strength
from troth.model.origin import Span


@dataclass(frozen=True, slots=True)
class Phrases:
    """Whole words or phrases, in any case. `unless` are phrases that clear a hit they overlap."""

    words: tuple[str, ...]
    says: str
    instead: str | None = None
    unless: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Pattern:
    """A regular expression that is tried only in a sentence holding one of its triggers."""

    triggers: tuple[str, ...]
    regex: str
    says: str
    instead: str | None = None
    unless: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Substitute:
    """Words with a better word for each."""

    table: Mapping[str, str]
    says: str
    unless: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Density:
    """Words that are well in small number: speaks where more than `most` stand in 1,000 words."""

    words: tuple[str, ...]
    most: float
    says: str
    at_least: int = 3
    unless: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ListShape:
    """A list whose items all begin like this, of at least so many items."""

    regex: str
    at_least: int
    says: str
    unless: tuple[str, ...] = ()


Detector = Phrases | Pattern | Substitute | Density | ListShape


@dataclass(frozen=True, slots=True)
class Hit:
    """What a prose lens found: the span and the sentence; `{quote}` stands for the words."""

    span: Span
    says: str
    instead: str | None = None
    status: Status = "speaks"
    severity: Severity | None = None
    strength: Strength | None = None
    next: str | None = None
    would_change: str | None = None
    more: tuple[Span, ...] = ()
    notes: tuple[str, ...] = ()
    data: Mapping[str, object] = field(default_factory=dict)


def phrases(
    *words: str, says: str, instead: str | None = None, unless: tuple[str, ...] = ()
) -> Phrases:
    """Whole phrases, in any case."""
    return Phrases(words, says, instead, unless)


def pattern(
    triggers: str | tuple[str, ...],
    regex: str,
    *,
    says: str,
    instead: str | None = None,
    unless: tuple[str, ...] = (),
) -> Pattern:
    """A regular expression behind literal triggers."""
    literal = (triggers,) if isinstance(triggers, str) else triggers
    return Pattern(literal, regex, says, instead, unless)


def substitute(table: Mapping[str, str], *, says: str, unless: tuple[str, ...] = ()) -> Substitute:
    """A better word for each."""
    return Substitute(table, says, unless)


def density(
    *words: str, most: float, says: str, at_least: int = 3, unless: tuple[str, ...] = ()
) -> Density:
    """Only too many of them."""
    return Density(words, most, says, at_least, unless)


def list_shape(regex: str, *, at_least: int, says: str, unless: tuple[str, ...] = ()) -> ListShape:
    """A list of one shape."""
    return ListShape(regex, at_least, says, unless)
