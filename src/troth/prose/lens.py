"""A prose lens made ready: its card, what it detects as data, and what it judges as a whole.

A lens that only judges is made ready from facts that are known without its module (`facts`,
`listed`): the module is loaded for the first document in which it may find anything.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from types import ModuleType
from typing import Any

from troth.errors import ExtensionError
from troth.model.detect import Density, Detector, Hit, ListShape, Pattern, Phrases, Substitute
from troth.model.document import Page
from troth.model.finding import Severity
from troth.model.prose_card import ProseCard

Judge = Callable[[Page], Iterable[Hit]]
Tally = Callable[[Page], int]

_DATA = (Phrases, Pattern, Substitute, Density, ListShape)


@dataclass(frozen=True, slots=True)
class Lens:
    """A prose lens. `judge` is called where one of `triggers` stands as a word or one of `parts`
    anywhere; where both are None, for every document.

    `severity` is what the settings say, over what the lens says itself.
    """

    name: str
    card: ProseCard
    detectors: tuple[Detector, ...] = ()
    triggers: tuple[str, ...] | None = None
    parts: tuple[str, ...] | None = None
    judge: Judge | None = None
    tally: Tally | None = None
    options: Mapping[str, object] = field(default_factory=dict)
    severity: Severity | None = None


def lens_of(name: str, module: ModuleType, options: Mapping[str, object] | None = None) -> Lens:
    """The lens a module holds; an ExtensionError where it can find nothing or is malformed."""
    detectors: tuple[Any, ...] = tuple(getattr(module, "DETECT", ()))
    judge = getattr(module, "judge", None)
    place = str(getattr(module, "__file__", name))
    if not detectors and judge is None and not module.CARD.likeness:
        raise ExtensionError(
            "It detects nothing: there is neither DETECT nor judge(page).",
            place=place,
            advice="Give it DETECT = (phrases(…),) or a function judge(page).",
        )
    if any(not isinstance(detector, _DATA) for detector in detectors):
        raise ExtensionError(
            "DETECT holds something that is no detector.",
            place=place,
            advice="Use phrases, pattern, substitute, density or list_shape.",
        )
    return Lens(
        name=name,
        card=module.CARD,
        detectors=detectors,
        triggers=_literals(module, "TRIGGERS"),
        parts=_literals(module, "PARTS"),
        judge=judge,
        tally=getattr(module, "tally", None),
        options=_options(name, module.CARD, options),
    )


def _literals(module: ModuleType, name: str) -> tuple[str, ...] | None:
    held = getattr(module, name, None)
    return None if held is None else tuple(held)


def _options(
    name: str, card: ProseCard, options: Mapping[str, object] | None
) -> Mapping[str, object]:
    given = dict(options or {})
    strange = sorted(set(given) - set(card.options))
    if strange:
        raise ExtensionError(
            f"The lens “{name}” has no option “{strange[0]}”.",
            advice=f"It has {', '.join(sorted(card.options)) or 'none'}. Correct troth.toml.",
        )
    return {**card.options, **given}


def facts(module: ModuleType) -> Mapping[str, Any] | None:
    """What has to be known of a lens before it is loaded, as JSON holds it.

    None where it does more than judge: then it is loaded at once.
    """
    card = module.CARD
    if getattr(module, "DETECT", ()) or card.likeness:
        return None
    triggers, parts = _literals(module, "TRIGGERS"), _literals(module, "PARTS")
    return {
        "severity": card.severity,
        "status": card.status,
        "genres": None if card.genres is None else sorted(card.genres),
        "needs_ledger": card.needs_ledger,
        "options": dict(card.options),
        "triggers": None if triggers is None else list(triggers),
        "parts": None if parts is None else list(parts),
        "tally": hasattr(module, "tally"),
    }


def listed(
    name: str,
    known: Mapping[str, Any],
    load: Callable[[], ModuleType],
    options: Mapping[str, object] | None = None,
) -> Lens:
    """The lens of these facts; `load` gives its module when it first has to judge."""
    card = ProseCard(
        known["severity"],
        None if known["genres"] is None else frozenset(known["genres"]),
        known["needs_ledger"],
        known["status"],
        known["options"],
    )
    triggers, parts = known["triggers"], known["parts"]
    return Lens(
        name=name,
        card=card,
        triggers=None if triggers is None else tuple(triggers),
        parts=None if parts is None else tuple(parts),
        judge=lambda page: load().judge(page),
        tally=(lambda page: load().tally(page)) if known["tally"] else None,
        options=_options(name, card, options),
    )
