"""Which files does `troth.toml` say are to be added again, whenever somebody asks?"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from troth.config import Settings
from troth.errors import ConfigError
from troth.store.home import Home

ADVICE = 'sync = ["exports/*.csv", "docs"]'


@dataclass(frozen=True, slots=True)
class Named:
    """The files and folders that are there, and the patterns that fit nothing."""

    paths: tuple[Path, ...]
    empty: tuple[str, ...]


def named(home: Home, settings: Settings) -> Named:
    """What the setting `sync` names, each path once, in its order; seen from the workspace.

    Raises ConfigError where it names nothing at all.
    """
    if not settings.sync:
        says = "Nothing is named that could be added again."
        raise ConfigError(says, place=str(home.root / "troth.toml"), advice=ADVICE)
    paths: dict[Path, None] = {}
    empty = []
    for pattern in settings.sync:
        found = _fitting(home.root, pattern)
        paths |= dict.fromkeys(found)
        if not found:
            empty.append(pattern)
    return Named(tuple(paths), tuple(empty))


def _fitting(root: Path, pattern: str) -> list[Path]:
    """The paths that a pattern fits; what troth keeps for itself is none of them."""
    whole = Path(pattern).expanduser()
    if whole.is_absolute():
        base, inner = Path(whole.anchor), str(whole.relative_to(whole.anchor))
    else:
        base, inner = root, pattern
    plain = base / inner
    found = [plain] if plain.exists() else sorted(base.glob(inner))
    return [one for one in found if ".troth" not in one.parts]
