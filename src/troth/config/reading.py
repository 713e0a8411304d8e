"""One settings file, setting by setting; every fault of it is told at once."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from troth.calendar import Calendars
from troth.config import checks
from troth.config.backend import backend
from troth.config.costs import costs
from troth.config.faults import Faults, Path_
from troth.config.files import files
from troth.config.notice import notice
from troth.config.people import accounts, mask, people, retention
from troth.config.segments import segments
from troth.config.settings import Costs, Settings
from troth.documents.genre import GENRES, named_genre
from troth.errors import ConfigError


class Reading:
    """Reads the top of the file; each section has its own function."""

    def __init__(self, text: str, place: str, under: Path_ = ()) -> None:
        self.faults = Faults(text, place, under)

    def settings(self, found: Mapping[str, Any], root: Path) -> Settings:
        """The settings, as far as they are right; faults are kept."""
        own = self.faults
        known: dict[str, Callable[[Any], Any]] = {
            "company": lambda value: own.string(value, ("company",)),
            "brands": self.brands,
            "calendar": self.calendars,
            "people": lambda value: people(value, own),
            "accounts": lambda value: accounts(value, own),
            "retention": lambda value: retention(value, own),
            "privacy": lambda value: mask(value, own),
            "notice": lambda value: notice(value, own),
            "costs": lambda value: costs(value, own),
            "ledger": lambda value: own.table(value, ("ledger",), {"url": own.string}),
            "engine": self.engine,
            "serve": lambda value: own.table(value, ("serve",), {"at": self.hour}),
            "files": lambda value: files(value, own),
            "lens": self.lenses,
            "lenses": lambda value: self.folders(value, root),
            "text": lambda value: backend(value, own),
            "terms": lambda value: own.strings(value, ("terms",)),
            "ignore": lambda value: own.strings(value, ("ignore",)),
            "check": lambda value: checks.check(value, own),
            "overrides": lambda value: checks.overrides(value, own),
            "allow": lambda value: checks.allowed(value, own),
            "extend": lambda value: own.string(value, ("extend",)),
            "genres": self.genres,
            "segments": lambda value: segments(value, own),
            "sync": lambda value: own.strings(value, ("sync",)),
        }
        own.unknown(found, known, ())
        made = {name: known[name](value) for name, value in found.items() if name in known}
        return _settings(made)

    def brands(self, value: Any) -> dict[str, tuple[str, ...]]:
        if isinstance(value, list):
            return dict.fromkeys(self.faults.strings(value, ("brands",)), ())
        if not self.faults.is_table(value, ("brands",)):
            return {}
        return {
            name: (other,)
            if isinstance(other, str)
            else self.faults.strings(other, ("brands", name))
            for name, other in value.items()
        }

    def calendars(self, value: Any) -> Calendars | None:
        if not self.faults.is_table(value, ("calendar",)):
            return None
        try:
            return Calendars.read(value)
        except ConfigError as fault:
            table = tuple(re.findall(r"[^\[\].]+", fault.place)) or ("calendar",)
            key = next((key for key in ("zone", "hours", "holidays") if key in fault.says), None)
            self.faults.add((*table, key) if key else table, fault.says, fault.advice)
            return None

    def engine(self, value: Any) -> str | None:
        at: Path_ = ("engine",)
        if isinstance(value, dict):
            value = self.faults.table(value, at, {"name": self.faults.string}).get("name", "duckdb")
            at = ("engine", "name")
        named = self.faults.string(value, at)
        if named is None or named in ("duckdb", "sail", "spark") or named.startswith("sc://"):
            return named
        advice = 'Name one of duckdb, sail, spark, or a Spark server as "sc://host:port".'
        self.faults.add(at, f"There is no engine called “{named}”.", advice)
        return None

    def genres(self, value: Any) -> dict[str, str]:
        """Patterns of paths, each with the kind of document that fits it."""
        if not self.faults.is_table(value, ("genres",)):
            return {}
        found = {}
        for pattern, named in value.items():
            genre = named_genre(named) if isinstance(named, str) else None
            if genre is None:
                says = f"There is no kind of document called “{named}”."
                advice = f"Name one of {', '.join(sorted(GENRES))}."
                self.faults.add(("genres", pattern), says, advice)
            else:
                found[pattern] = genre
        return found

    def hour(self, value: Any, at: Path_) -> str | None:
        if isinstance(value, str) and re.fullmatch(r"([01]\d|2[0-3]):[0-5]\d", value):
            return value
        self.faults.add(at, f"“{at[-1]}” is no time of day: {value}.", 'at = "06:30"')
        return None

    def lenses(self, value: Any) -> dict[str, Mapping[str, object]]:
        if not self.faults.is_table(value, ("lens",)):
            return {}
        own = value.items()
        return {name: held for name, held in own if self.faults.is_table(held, ("lens", name))}

    def folders(self, value: Any, root: Path) -> tuple[str, ...]:
        named = self.faults.strings(value, ("lenses",))
        return tuple(str(root / each) if (root / each).is_dir() else each for each in named)


def _settings(made: Mapping[str, Any]) -> Settings:
    persons, ledger, serve = (made.get(name) or {} for name in ("people", "ledger", "serve"))
    return Settings(
        company=made.get("company"),
        brands=made.get("brands") or {},
        calendars=made.get("calendar") or Calendars(),
        ledger_url=ledger.get("url"),
        engine=made.get("engine") or "duckdb",
        staff_domains=persons.get("staff") or frozenset(),
        shared=persons.get("shared") or frozenset(),
        accounts=made.get("accounts") or {},
        retention=made.get("retention") or {},
        mask=made.get("privacy") or frozenset(),
        notice=made.get("notice") or {},
        costs=made.get("costs") or Costs(),
        terms=made.get("terms") or (),
        systems=made.get("files") or {},
        lenses=made.get("lens") or {},
        ignore=made.get("ignore") or (),
        genres=made.get("genres") or {},
        sync=made.get("sync") or (),
        segments=made.get("segments") or {},
        lens_folders=made.get("lenses") or (),
        serve_at=serve.get("at"),
        check=checks.CheckSettings(
            **(made.get("check") or {}),
            overrides=made.get("overrides") or (),
            allowed=made.get("allow") or (),
        ),
        backend=made.get("text"),
    )
