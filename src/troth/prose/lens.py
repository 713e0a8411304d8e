"""A prose lens made ready: its card, what it detects as data, and what it judges as a whole."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from types import ModuleType
from typing import Any

from troth.errors import ExtensionError
from troth.model.card import ProseCard
from troth.model.detect import Density, Detector, Hit, ListShape, Pattern, Phrases, Substitute
from troth.model.document import Page
from troth.model.finding import Severity

Judge = Callable[[Page], Iterable[Hit]]
Tally = Callable[[Page], int]

_DATA = (Phrases, Pattern, Substitute, Density, ListShape)


@dataclass(frozen=True, slots=True)
class Lens:
    """A loaded prose lens. `triggers` of None means that `judge` is called for every document.

    `severity` is what the settings say, over what the lens says itself.
    """

    name: str
    card: ProseCard
    detectors: tuple[Detector, ...] = ()
    triggers: tuple[str, ...] | None = None
    judge: Judge | None = None
    tally: Tally | None = None
    options: Mapping[str, object] = field(default_factory=dict)
    severity: Severity | None = None


def lens_of(name: str, module: ModuleType, options: Mapping[str, object] | None = None) -> Lens:
    """The lens a module holds; an ExtensionError where it can find nothing or is malformed."""
    detectors: tuple[Any, ...] = tuple(getattr(module, "DETECT", ()))
    triggers = getattr(module, "TRIGGERS", None)
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
    known: Mapping[str, object] = module.CARD.options
    given = dict(options or {})
    strange = sorted(set(given) - set(known))
    if strange:
        raise ExtensionError(
            f"The lens “{name}” has no option “{strange[0]}”.",
            advice=f"It has {', '.join(sorted(known)) or 'none'}. Correct troth.toml.",
        )
    return Lens(
        name=name,
        card=module.CARD,
        detectors=detectors,
        triggers=None if triggers is None else tuple(triggers),
        judge=judge,
        tally=getattr(module, "tally", None),
        options={**known, **given},
    )
