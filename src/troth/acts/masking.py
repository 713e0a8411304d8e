"""What is shown half hidden, asked without opening anything: `check` asks it too."""

from __future__ import annotations

from pathlib import Path

from troth.store.home import Home, find_home


def masks(folder: Path | None) -> frozenset[str]:
    """What the workspace shows half hidden; nothing outside of one, or where nothing is set."""
    home = Home(folder) if folder is not None else find_home(Path.cwd())
    if home is None or not home.config.is_file():
        return frozenset()
    from troth import config

    return config.load(home.root).mask
