"""Which calendar holds for whom."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from troth.calendar.calendar import Calendar
from troth.errors import ConfigError


@dataclass(frozen=True, slots=True)
class Calendars:
    """The opening hours of a company: one for all, and others for some sides or brands.

    A brand's calendar goes before a side's, and a side's before the one for all.
    """

    default: Calendar = field(default_factory=Calendar)
    sides: Mapping[str, Calendar] = field(default_factory=dict)
    brands: Mapping[str, Calendar] = field(default_factory=dict)

    @classmethod
    def read(cls, settings: Mapping[str, object]) -> Calendars:
        """Calendars from plain settings: those of `Calendar.read`, and tables `sides`, `brands`.

        A side or brand takes from the calendar for all what it does not state itself.
        Raises ConfigError, which names the table.
        """
        own = {name: value for name, value in settings.items() if name not in ("sides", "brands")}
        default = Calendar.read(own)
        return cls(
            default,
            _read_table(settings, "sides", default),
            _read_table(settings, "brands", default),
        )

    def of(self, side: str | None = None, ours: str | None = None) -> Calendar:
        """The calendar that holds for a side of the market and a brand of ours."""
        if ours is not None and ours in self.brands:
            return self.brands[ours]
        return self.sides.get(side, self.default) if side is not None else self.default


def _read_table(
    settings: Mapping[str, object], name: str, default: Calendar
) -> dict[str, Calendar]:
    table = settings.get(name, {})
    if not isinstance(table, Mapping):
        raise ConfigError(
            f"calendar {name} is no table.",
            advice=f'Write  [calendar.{name}.NAME]  and below it  hours = "mon-fri 09:00-17:00"',
        )
    found: dict[str, Calendar] = {}
    for key, part in table.items():
        if not isinstance(part, Mapping):
            raise ConfigError(f"calendar {name}: “{key}” is no table.")
        try:
            found[str(key)] = Calendar.read(part, base=default)
        except ConfigError as error:
            place = f"[calendar.{name}.{key}]"
            raise ConfigError(error.says, advice=error.advice, place=place) from error
    return found
