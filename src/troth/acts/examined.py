"""One document that was read: what was found in it, what its author allowed, what it counts."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from troth.prose.allowing import Allowance

if TYPE_CHECKING:
    from troth.model.document import Document
    from troth.model.finding import Finding

__all__ = ["Allowance", "Examined"]


@dataclass(frozen=True, slots=True)
class Examined:
    """All that one document gave.

    `silent` are lenses that said nothing for want of a workspace; `slips` counts what `--fix`
    would mend; `foreign` counts the stretches in another language than English, which nobody
    judged; `stated` are the allowances in settings that were meant for it (file, line).
    The document itself is read again from the same bytes when it is first asked for.
    """

    path: str
    findings: tuple[Finding, ...]
    words: int
    claims: int
    silenced: int
    unused: tuple[Allowance, ...]
    opened: Callable[[], Document]
    slips: int = 0
    silent: tuple[str, ...] = ()
    stated: tuple[tuple[str, int], ...] = ()
    foreign: int = 0

    @property
    def document(self) -> Document:
        """The document with its text and positions."""
        return self.opened()

    def attention(self) -> Mapping[str, int]:
        """How many of its sentences stand at each level of attention."""
        from troth.text.attending import attended
        from troth.text.attention import LEVELS

        counts: dict[str, int] = dict.fromkeys(LEVELS, 0)
        for one in attended(self.document):
            counts[one.level] += 1
        return counts
