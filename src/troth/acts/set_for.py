"""What is set for a lens, as a mark: it changes with the settings that a run reads, and with no others."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Set
from dataclasses import fields, is_dataclass
from datetime import date, datetime

from troth.config import Settings

READ = ("notice", "costs", "calendars")
"""Settings that lenses and the counts of a run read, besides each lens' own options."""
_UNSET = Settings()


def settings_mark(settings: Settings, lens: str) -> str:
    """Behind the version of a lens: a hash of what is set for it; nothing where nothing is."""
    told = {name: getattr(settings, name) for name in READ}
    unset = {name: getattr(_UNSET, name) for name in READ}
    own = settings.lenses.get(lens, {})
    if told == unset and not own:
        return ""
    return f"+{hashlib.sha256(repr(_plain([told, own])).encode()).hexdigest()[:8]}"


def _plain(value: object) -> object:
    """A value so that equal ones are written alike in every process: sets and tables in order."""
    if is_dataclass(value) and not isinstance(value, type):
        return {one.name: _plain(getattr(value, one.name)) for one in fields(value) if one.init}
    if isinstance(value, Mapping):
        return sorted((str(name), repr(_plain(held))) for name, held in value.items())
    if isinstance(value, Set):
        return sorted(repr(_plain(held)) for held in value)
    if isinstance(value, list | tuple):
        return [_plain(held) for held in value]
    if isinstance(value, date | datetime):
        return value.isoformat()
    return value
