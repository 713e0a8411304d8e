"""What an extension asks, why, when it stays silent, and the examples that prove it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from troth import registry
from troth.model.card import Proved
from troth.model.example import Example, Sample, Utterance
from troth.model.maturity import Maturity
from troth.registry import Extension


@dataclass(frozen=True, slots=True)
class Explained:
    """One extension, as `troth explain` and its page show it."""

    extension: Extension
    status: Maturity
    needs: tuple[str, ...]
    examples: tuple[Example | Sample | Utterance, ...]
    proved: Proved | None = None


def explain(name: str, folders: Iterable[str] = ()) -> Explained:
    """The extension of that name; UnknownNameError offers near names."""
    extension = registry.find(name, tuple(folders))
    module = registry.load(extension.shelf, name, tuple(folders))
    card = module.CARD
    needs = getattr(card, "needs", None) or getattr(card, "reads", None) or ()
    proved = getattr(card, "proved", None)
    return Explained(extension, card.status, tuple(sorted(needs)), tuple(module.EXAMPLES), proved)


def names(folders: Iterable[str] = ()) -> tuple[Extension, ...]:
    """Every extension there is, shelf by shelf."""
    held = tuple(folders)
    return tuple(
        extension
        for shelf in registry.SHELVES
        for extension in registry.extensions(shelf, held).values()
    )
