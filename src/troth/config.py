"""What the owner has set in `troth.toml`; everything has a default, so the file may be absent."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

from troth.calendar import Calendars
from troth.errors import ConfigError
from troth.text.toml_lines import line_of

NAME = "troth.toml"
OWN = "troth_lenses"


@dataclass(frozen=True, slots=True)
class FileSettings:
    """How the files of one pattern are read; what is unset is found out from the file.

    `source` names the source that reads them, `system` the system their records are kept
    under, `dates` a `strptime` format, `zone` the zone of times that name none, `map` the
    file's own column names against troth's, `skip` the lines above the header, `header` the
    names for a file that has none.
    """

    source: str | None = None
    system: str | None = None
    dates: str | None = None
    zone: str | None = None
    encoding: str | None = None
    delimiter: str | None = None
    decimal: str | None = None
    skip: int = 0
    header: tuple[str, ...] = ()
    map: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Settings:
    """A workspace's settings, all of them checked.

    `systems` maps a pattern of paths, relative to the workspace, to how such files are read.
    `ledger_url` of None means the SQLite file in `.troth`; `serve_at` is the hour, as "06:30",
    at which `serve` runs by itself. `lens_folders` are folders (or installed packages) with
    extensions of the owner's own; `lenses` holds each lens' own options.
    """

    company: str | None = None
    brands: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    calendars: Calendars = field(default_factory=Calendars)
    ledger_url: str | None = None
    engine: str = "duckdb"
    staff_domains: frozenset[str] = frozenset()
    terms: tuple[str, ...] = ()
    systems: Mapping[str, FileSettings] = field(default_factory=dict)
    lenses: Mapping[str, Mapping[str, object]] = field(default_factory=dict)
    ignore: tuple[str, ...] = ()
    lens_folders: tuple[str, ...] = ()
    serve_at: str | None = None

    def file(self, path: str) -> FileSettings:
        """How a file is read: the last pattern that fits its path or its name."""
        fits = FileSettings()
        for pattern, settings in self.systems.items():
            if fnmatchcase(path, pattern) or fnmatchcase(path.rsplit("/", 1)[-1], pattern):
                fits = settings
        return fits

    def ignores(self, path: str) -> bool:
        """Whether a path, relative to the workspace, is to be passed over."""
        parts = path.split("/")
        upper = ["/".join(parts[:at]) for at in range(1, len(parts) + 1)]
        patterns = [pattern.rstrip("/") for pattern in self.ignore]
        names = (*upper, *parts)
        return any(fnmatchcase(name, pattern) for pattern in patterns for name in names)


def load(root: Path | None) -> Settings:
    """The settings of the workspace in `root`; the defaults where there is none or no file.

    Raises one ConfigError with every fault of the file, each with its line.
    """
    if root is None:
        return Settings()
    path = root / NAME
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return _with_own(Settings(), root)
    except UnicodeDecodeError as fault:
        raise ConfigError(
            f"The file is not UTF-8 (byte {fault.start + 1}).",
            place=NAME,
            advice="Save it as UTF-8.",
        ) from fault
    return _with_own(read(text, root, NAME), root)


def _with_own(settings: Settings, root: Path) -> Settings:
    """The folder `troth_lenses` beside the settings counts without being named."""
    own = str(root / OWN)
    if own in settings.lens_folders or not (root / OWN).is_dir():
        return settings
    return replace(settings, lens_folders=(*settings.lens_folders, own))


def read(text: str, root: Path, place: str = NAME) -> Settings:
    """Settings from the text of a file; `place` is how errors name it."""
    try:
        found = tomllib.loads(text)
    except tomllib.TOMLDecodeError as fault:
        raise _broken(fault, text, place) from fault
    reading = _Reading(text, place)
    settings = reading.settings(found, root)
    reading.raise_faults()
    return settings


def _broken(fault: tomllib.TOMLDecodeError, text: str, place: str) -> ConfigError:
    said = str(fault)
    at = re.search(r"\(at line (\d+), column \d+\)", said)
    line = int(at[1]) if at else text.count("\n") + 1
    lines = text.splitlines() or [""]
    excerpt = lines[min(line, len(lines)) - 1].strip()
    what = re.sub(r"\s*\(at .*\)$", "", said)
    return ConfigError(
        f"This is no TOML: {what}.",
        place=f"{place}:{line}",
        advice=f"It reads:  {excerpt}" if excerpt else "",
    )


Path_ = tuple[str, ...]
_FILE_TEXTS = ("source", "system", "dates", "zone", "encoding", "delimiter", "decimal")
_FILE_KEYS = (*_FILE_TEXTS, "skip", "header", "map")


class _Reading:
    """Checks one file, keeping every fault until all has been seen."""

    def __init__(self, text: str, place: str) -> None:
        self._text = text
        self._place = place
        self._faults: list[ConfigError] = []

    def settings(self, found: Mapping[str, Any], root: Path) -> Settings:
        known: dict[str, Callable[[Any], Any]] = {
            "company": lambda value: self.string(value, ("company",)),
            "brands": self.brands,
            "calendar": self.calendars,
            "people": lambda value: self.table(value, ("people",), {"staff": self.staff}),
            "ledger": lambda value: self.table(value, ("ledger",), {"url": self.string}),
            "engine": self.engine,
            "serve": lambda value: self.table(value, ("serve",), {"at": self.hour}),
            "files": self.files,
            "lens": self.lenses,
            "lenses": lambda value: self.folders(value, root),
            "terms": lambda value: self.strings(value, ("terms",)),
            "ignore": lambda value: self.strings(value, ("ignore",)),
        }
        self.unknown(found, known, ())
        made = {name: known[name](value) for name, value in found.items() if name in known}
        people, ledger, serve = (made.get(name) or {} for name in ("people", "ledger", "serve"))
        return Settings(
            company=made.get("company"),
            brands=made.get("brands") or {},
            calendars=made.get("calendar") or Calendars(),
            ledger_url=ledger.get("url"),
            engine=made.get("engine") or "duckdb",
            staff_domains=people.get("staff") or frozenset(),
            terms=made.get("terms") or (),
            systems=made.get("files") or {},
            lenses=made.get("lens") or {},
            ignore=made.get("ignore") or (),
            lens_folders=made.get("lenses") or (),
            serve_at=serve.get("at"),
        )

    def fault(self, at: Path_, says: str, advice: str = "") -> None:
        line = line_of(self._text, at)
        place = self._place if line is None else f"{self._place}:{line}"
        self._faults.append(ConfigError(says, advice=advice, place=place))

    def raise_faults(self) -> None:
        if len(self._faults) == 1:
            raise self._faults[0]
        if self._faults:
            says = f"{len(self._faults)} settings have to be corrected."
            told = "\n".join(fault.text() for fault in self._faults)
            raise ConfigError(says, place=self._place, advice=told)

    def unknown(self, found: Mapping[str, Any], known: Iterable[str], at: Path_) -> None:
        names = list(known)
        for name in found:
            if name in names:
                continue
            near = get_close_matches(name, names, n=1)
            where = f"[{'.'.join(at)}]" if at else "troth.toml"
            offer = f"Did you mean “{near[0]}”?" if near else f"It knows {', '.join(names)}."
            self.fault((*at, name), f"There is no setting “{name}” in {where}.", offer)

    def string(self, value: Any, at: Path_) -> str | None:
        if isinstance(value, str) and value.strip():
            return value
        self.fault(at, f"“{at[-1]}” has to be a text.", f'{at[-1]} = "…"')
        return None

    def strings(self, value: Any, at: Path_) -> tuple[str, ...]:
        if isinstance(value, list) and all(isinstance(each, str) for each in value):
            return tuple(value)
        self.fault(at, f"“{at[-1]}” has to be a list of texts.", f'{at[-1]} = ["…", "…"]')
        return ()

    def table(
        self, value: Any, at: Path_, known: Mapping[str, Callable[[Any, Path_], Any]]
    ) -> dict[str, Any]:
        if not self.is_table(value, at):
            return {}
        self.unknown(value, known, at)
        return {
            name: known[name](held, (*at, name)) for name, held in value.items() if name in known
        }

    def is_table(self, value: Any, at: Path_) -> bool:
        if isinstance(value, dict):
            return True
        self.fault(at, f"“{'.'.join(at)}” has to be a table.", f"[{'.'.join(at)}]")
        return False

    def brands(self, value: Any) -> dict[str, tuple[str, ...]]:
        if isinstance(value, list):
            return dict.fromkeys(self.strings(value, ("brands",)), ())
        if not self.is_table(value, ("brands",)):
            return {}
        return {
            name: (other,) if isinstance(other, str) else self.strings(other, ("brands", name))
            for name, other in value.items()
        }

    def calendars(self, value: Any) -> Calendars | None:
        if not self.is_table(value, ("calendar",)):
            return None
        try:
            return Calendars.read(value)
        except ConfigError as fault:
            table = tuple(re.findall(r"[^\[\].]+", fault.place)) or ("calendar",)
            key = next((key for key in ("zone", "hours", "holidays") if key in fault.says), None)
            self.fault((*table, key) if key else table, fault.says, fault.advice)
            return None

    def staff(self, value: Any, at: Path_) -> frozenset[str]:
        plain = (each.strip().lower().removeprefix("@") for each in self.strings(value, at))
        return frozenset(each for each in plain if each)

    def engine(self, value: Any) -> str | None:
        at: Path_ = ("engine",)
        if isinstance(value, dict):
            value = self.table(value, at, {"name": self.string}).get("name", "duckdb")
            at = ("engine", "name")
        named = self.string(value, at)
        if named is None or named in ("duckdb", "sail", "spark") or named.startswith("sc://"):
            return named
        advice = 'Name one of duckdb, sail, spark, or a Spark server as "sc://host:port".'
        self.fault(at, f"There is no engine called “{named}”.", advice)
        return None

    def hour(self, value: Any, at: Path_) -> str | None:
        if isinstance(value, str) and re.fullmatch(r"([01]\d|2[0-3]):[0-5]\d", value):
            return value
        self.fault(at, f"“{at[-1]}” is no time of day: {value}.", 'at = "06:30"')
        return None

    def lenses(self, value: Any) -> dict[str, Mapping[str, object]]:
        if not self.is_table(value, ("lens",)):
            return {}
        return {name: own for name, own in value.items() if self.is_table(own, ("lens", name))}

    def folders(self, value: Any, root: Path) -> tuple[str, ...]:
        named = self.strings(value, ("lenses",))
        return tuple(str(root / each) if (root / each).is_dir() else each for each in named)

    def files(self, value: Any) -> dict[str, FileSettings]:
        if not self.is_table(value, ("files",)):
            return {}
        return {
            pattern: self.file(own, ("files", pattern))
            for pattern, own in value.items()
            if self.is_table(own, ("files", pattern))
        }

    def file(self, own: dict[str, Any], at: Path_) -> FileSettings:
        self.unknown(own, _FILE_KEYS, at)
        texts = {name: self.string(own[name], (*at, name)) for name in _FILE_TEXTS if name in own}
        skip = own.get("skip", 0)
        if not isinstance(skip, int) or isinstance(skip, bool) or skip < 0:
            self.fault((*at, "skip"), "“skip” is the number of lines above the header.", "skip = 2")
            skip = 0
        header = self.strings(own.get("header", []), (*at, "header"))
        named = own.get("map", {})
        if not isinstance(named, dict) or not all(isinstance(to, str) for to in named.values()):
            advice = 'map = {"Customer No" = "about", "Closed" = "at"}'
            self.fault((*at, "map"), "“map” names the file's columns and ours.", advice)
            named = {}
        return FileSettings(**texts, skip=skip, header=header, map=named)
