"""How far an extension has been proven."""

from __future__ import annotations

from typing import Literal

Maturity = Literal["trial", "preview", "stable"]
"""How well an extension is known: stable ones have proven right, previews mostly were and say that
they are previews, and what is on trial is asked for by name or with `--preview`."""
