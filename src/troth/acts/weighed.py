"""One promise as a proposal touches it, and in which order such promises are told."""

from __future__ import annotations

from dataclasses import dataclass

from troth.model.decision import Touched

ORDER = ("broken", "strained", "touched", "kept")
CANNOT = "cannot be told"


@dataclass(frozen=True, slots=True)
class Weighed:
    """One promise that the proposal touches, with its own words; who it was made to, by name."""

    touched: Touched
    words: str
    to: str | None = None


def weight(one: Weighed) -> tuple[bool, int, int, str, str]:
    """Sure before unsure, broken before kept, many people before few."""
    it = one.touched
    return not it.sure, ORDER.index(it.effect), -it.total, one.words, it.promise
