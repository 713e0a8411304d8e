"""Cards: what an extension says about itself besides its docstring and its work."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from troth.model.finding import Severity
from troth.model.maturity import Maturity
from troth.model.saying import Voice


@dataclass(frozen=True, slots=True)
class SourceCard:
    """What a source gives (`kinds`), which file endings it looks at, and its default system.

    A `binary` source reads files that are no text: archives, workbooks. `introduces` says that it
    names people besides what they did (a list of contacts).
    """

    kinds: frozenset[str]
    endings: tuple[str, ...]
    system: str
    status: Maturity = "stable"
    binary: bool = False
    introduces: bool = False


@dataclass(frozen=True, slots=True)
class RecogniserCard:
    """Which records are read, whose voice is heard, and the version stored with each saying."""

    reads: frozenset[str]
    voice: Voice
    version: str
    status: Maturity = "stable"


@dataclass(frozen=True, slots=True)
class MeasureCard:
    """Which tables a measure needs, in what it is counted, and how a target may bound it.

    A "duration" takes at most so long (or with `bounds` at least so long), a "share" is of cases
    that bring their deadline, and "time" is a share of time in which nothing was wrong: its cases
    are stretches in which something was. `keeps` of False is for a measure that can show a
    promise broken and never kept. `takes` names what `gather` is told besides, in order.
    """

    needs: frozenset[str]
    unit: Literal["duration", "share", "time"]
    status: Maturity = "stable"
    bounds: frozenset[str] = frozenset()
    keeps: bool = True
    takes: tuple[str, ...] = ()

    @property
    def accepts(self) -> frozenset[str]:
        """The bounds a target may set: "most", "least", "share"."""
        if self.bounds:
            return self.bounds
        return _BOUNDS[self.unit]


_BOUNDS: Mapping[str, frozenset[str]] = {
    "duration": frozenset({"most"}),
    "share": frozenset({"most", "share"}),
    "time": frozenset({"share"}),
}


@dataclass(frozen=True, slots=True)
class Proved:
    """How often a lens was right where the truth was known: `right` of `n` findings that speak.

    `on` names what they were about ("labelled conversations"). `alarms` says, for a lens that watches
    many people, its budget of false alarms and how soon it finds a true case.
    """

    right: int
    n: int
    on: str
    alarms: str = ""


@dataclass(frozen=True, slots=True)
class LensCard:
    """A lens over records: the tables it needs, the thing that begins its episode, its columns.

    `schema` is what `gather` gives back, name by name, in Arrow's plain type names; every
    engine must return exactly that. `rests_on` are the kinds of record and the tables of the
    ledger in which it begins: where all of them are empty there is nothing to find, and it is not asked.
    `proved` is how often it was right on records that are not the reader's, where that was measured.
    """

    needs: frozenset[str]
    anchor: str
    schema: Mapping[str, str]
    severity: Severity = "warning"
    status: Maturity = "stable"
    options: Mapping[str, object] = field(default_factory=dict)
    rests_on: frozenset[str] = frozenset()
    proved: Proved | None = None
