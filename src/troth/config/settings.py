"""What can be set: frozen values with a default each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fnmatch import fnmatchcase

from troth.calendar import Calendars
from troth.config.checks import CheckSettings
from troth.text.backend import Endpoint


@dataclass(frozen=True, slots=True)
class FileSettings:
    """How the files of one pattern are read; what is unset is found out from the file.

    `source` names the source that reads them, `system` the system their records are kept
    under, `dates` a `strptime` format, `zone` the zone of times that name none, `map` the
    file's own column names against troth's, `kind` the kind of record a mapped table holds,
    `skip` the lines above the header, `header` the names for a file that has none. `day` is
    the day of a file whose rows name none ("2026-03-01"). `whole` says that the file is all
    there is of its system: what is missing in it was deleted there. `link` is the way back
    to the source system, with the record's key or thread in it
    ("https://acme.example/tickets/{thread}").
    """

    source: str | None = None
    system: str | None = None
    kind: str | None = None
    dates: str | None = None
    day: str | None = None
    zone: str | None = None
    encoding: str | None = None
    delimiter: str | None = None
    decimal: str | None = None
    link: str | None = None
    whole: bool = False
    skip: int = 0
    header: tuple[str, ...] = ()
    map: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class AccountSettings:
    """What the owner says of an account: the mail domains of its people, and whose part it is."""

    domains: tuple[str, ...] = ()
    parent: str | None = None


@dataclass(frozen=True, slots=True)
class Kept:
    """How long records of a kind are kept: so many months and days."""

    months: int = 0
    days: int = 0


@dataclass(frozen=True, slots=True)
class Costs:
    """What the owner says customers cost, and what contacts cost customers.

    `winning` is spent to win one customer, `margin` is left of one month (or year) of hers,
    `discount` is the interest of such a term; `minutes` of hers a contact takes, by channel ("all"
    for every other). What is None is not known.
    """

    winning: float | None = None
    margin: float | None = None
    discount: float = 0.0
    minutes: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Settings:
    """A workspace's settings, all of them checked.

    `systems` maps a pattern of paths, relative to the workspace, to how such files are read.
    `ledger_url` of None means the SQLite file in `.troth`; `serve_at` is the hour, as "06:30",
    at which `serve` runs by itself. `lens_folders` are folders (or installed packages) with
    extensions of the owner's own; `lenses` holds each lens' own options. `shared` are addresses
    from which several people write; `accounts` are by name; `retention` is by kind of record;
    `segments` are named sets of people, each with its criteria as written;
    `sync` names files, folders and patterns that `troth sync` adds again;
    `genres` say by pattern what kind of document a path is ("mails/*.md": "launch");
    `costs` are sums and minutes that no record holds;
    `notice` is how many days before a change we want it told ("all", "price", "side:driver");
    `mask` holds what pages and exports show half hidden ("addresses", "numbers"). `check` is how
    documents are checked, `backend` the model that may be asked about texts: by default None, nobody.
    """

    company: str | None = None
    brands: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    calendars: Calendars = field(default_factory=Calendars)
    ledger_url: str | None = None
    engine: str = "duckdb"
    staff_domains: frozenset[str] = frozenset()
    shared: frozenset[str] = frozenset()
    accounts: Mapping[str, AccountSettings] = field(default_factory=dict)
    retention: Mapping[str, Kept] = field(default_factory=dict)
    mask: frozenset[str] = frozenset()
    notice: Mapping[str, float] = field(default_factory=dict)
    costs: Costs = field(default_factory=Costs)
    terms: tuple[str, ...] = ()
    systems: Mapping[str, FileSettings] = field(default_factory=dict)
    lenses: Mapping[str, Mapping[str, object]] = field(default_factory=dict)
    ignore: tuple[str, ...] = ()
    genres: Mapping[str, str] = field(default_factory=dict)
    sync: tuple[str, ...] = ()
    segments: Mapping[str, str] = field(default_factory=dict)
    lens_folders: tuple[str, ...] = ()
    serve_at: str | None = None
    check: CheckSettings = field(default_factory=CheckSettings)
    backend: Endpoint | None = None

    def file(self, path: str) -> FileSettings:
        """How a file is read: the last pattern that fits its path or its name."""
        pattern = self.pattern(path)
        return FileSettings() if pattern is None else self.systems[pattern]

    def pattern(self, path: str) -> str | None:
        """The last pattern that fits a path or its name."""
        fits = None
        for pattern in self.systems:
            if fnmatchcase(path, pattern) or fnmatchcase(path.rsplit("/", 1)[-1], pattern):
                fits = pattern
        return fits

    def genre(self, path: str) -> str | None:
        """What kind of document a path is said to be: by the last pattern that fits it or its name."""
        fits = None
        for pattern, genre in self.genres.items():
            if fnmatchcase(path, pattern) or fnmatchcase(path.rsplit("/", 1)[-1], pattern):
                fits = genre
        return fits

    def ignores(self, path: str) -> bool:
        """Whether a path, relative to the workspace, is to be passed over."""
        parts = path.split("/")
        upper = ["/".join(parts[:at]) for at in range(1, len(parts) + 1)]
        patterns = [pattern.rstrip("/") for pattern in self.ignore]
        names = (*upper, *parts)
        return any(fnmatchcase(name, pattern) for pattern in patterns for name in names)
