"""A lens' own settings as numbers, with a fault in them told in the words of `troth.toml`."""

from __future__ import annotations

from collections.abc import Mapping

from troth.errors import ConfigError
from troth.extend.record import Context, LensCard


def setting(lens: str, card: LensCard, context: Context, name: str) -> float:
    """An option as a number of at least 0; what the card says where it is not set.

    Raises ConfigError where it is set to something else.
    """
    return as_number(lens, name, context.options.get(name, card.options[name]))


def as_number(lens: str, name: str, value: object) -> float:
    """A value of an option, or of one part of it, as a number of at least 0."""
    good = isinstance(value, int | float) and not isinstance(value, bool) and value >= 0
    if not good:
        raise ConfigError(
            f"“{name}” of the lens “{lens}” is no number of at least 0: {value}.",
            advice=f"Write a number, for example:\n[lens.{lens}]\n{name} = 20",
        )
    return float(value)  # type: ignore[arg-type]


def setting_for(lens: str, card: LensCard, context: Context, name: str, part: str) -> float | None:
    """An option that is one number, or one for each part (`cost = {shop = 90}`); None for a part not named."""
    value = context.options.get(name, card.options[name])
    if isinstance(value, Mapping):
        return as_number(lens, name, value[part]) if part in value else None
    return as_number(lens, name, value)
