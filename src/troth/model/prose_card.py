"""The card of a document lens: read at every start of `check`, so apart from the other cards."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from troth.model.finding import Severity
from troth.model.maturity import Maturity


@dataclass(frozen=True, slots=True)
class Likeness:
    """Sentences that read like a fault though no rule knows their words.

    `kind` is the fault as readers called it, `says` the sentence told of one (with {quote}), `instead`
    what to write, `genres` where they are told of at all, `least` how likely the weights must hold one to be, 0 to 1,
    `right` of `judged` findings a reader agreed with on texts that nothing was learnt from: that is
    told of a finding, and not what the weights hold. They are unsure.
    """

    kind: str
    says: str
    instead: str
    genres: frozenset[str]
    least: float
    right: int
    judged: int


@dataclass(frozen=True, slots=True)
class ProseCard:
    """A lens over documents: the genres it looks at (None: all) and whether it needs the ledger.

    `likeness` are the kinds it tells by weights that were learnt, where numpy is installed.
    """

    severity: Severity = "warning"
    genres: frozenset[str] | None = None
    needs_ledger: bool = False
    status: Maturity = "stable"
    options: Mapping[str, object] = field(default_factory=dict)
    likeness: tuple[Likeness, ...] = ()
