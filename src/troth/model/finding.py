"""A finding: one sentence of ours, how sure, and the evidence it stands on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from troth.errors import ExtensionError
from troth.model.identity import finding_id
from troth.model.origin import Place, Span

Status = Literal["speaks", "unsure"]
Severity = Literal["error", "warning", "info"]
SubjectKind = Literal["person", "account", "promise", "document", "side", "company"]


@dataclass(frozen=True, slots=True)
class Cite:
    """A record, the version of it that was read, and the words meant. Words are never copied."""

    evidence: str
    version: str
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Strength:
    """How sure: a value with its interval, n, unit and the method's name."""

    kind: Literal["probability", "rate", "count", "rule"]
    n: int
    unit: str
    method: str
    value: float | None = None
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class Subject:
    """Who or what a finding is about.

    For a person or an account `id` is the anchor handle, which the directory resolves; so
    merging two people moves their findings without rewriting them.
    """

    kind: SubjectKind
    id: str


@dataclass(frozen=True, slots=True)
class Finding:
    """One plain sentence, its strength, its cites, and what would change our mind.

    `says`, `next` and `would_change` are templates. `{subject}` is filled with the subject's
    name, `{greeting}` with "Hello Ana," for a draft, `{person:h-…}` with another person's name,
    `{quote}` with the words of the first cite, `{quote:2}` with those of the second, and
    `{set-by:p-…}` with who set the target of a promise.
    Nothing personal is written into a template.
    `group` names a shared cause: findings of one group make one row on Today.
    `due_us` and `stakes` order the list: what is due soonest and weighs most comes first.
    """

    lens: str
    subject: Subject
    anchor: str
    says: str
    strength: Strength
    cites: tuple[Cite, ...]
    next: str
    would_change: str
    status: Status = "speaks"
    severity: Severity = "warning"
    preview: bool = False
    since_us: int | None = None
    due_us: int | None = None
    stakes: float = 0.0
    group: str | None = None
    place: Place | None = None
    instead: str | None = None
    data: Mapping[str, object] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if not self.cites:
            raise ExtensionError(
                f"The lens “{self.lens}” made a finding that cites nothing.",
                advice="Give the finding at least one Cite: nothing is said without its evidence.",
            )

    @property
    def id(self) -> str:
        """The same for every run in which the same episode is seen."""
        return finding_id(self.lens, self.subject.id, self.anchor)
