"""Making a workspace, and saying what lies there that could be read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from troth import config
from troth.acts.opening import opened
from troth.errors import SourceError
from troth.store.home import Home, create

SETTINGS = """\
# What troth should know about your company. Every line may be left out.

company = "{company}"

# Addresses of your own people end like this; everybody else is somebody you serve.
[people]
staff = []            # for example: ["@{example}"]

# Opening hours, so that "one business day" means what it says. Unset, every hour counts, in UTC.
# [calendar]
# zone = "Europe/London"
# hours = "mon-fri 09:00-17:00"
# holidays = ["2026-12-25"]

# Files whose dates or encoding have to be said, by path or pattern:
# [files."exports/*.csv"]
# dates = "%d/%m/%Y"
# encoding = "cp1252"

# Your own lenses live in troth_lenses/ beside this file.
"""


@dataclass(frozen=True, slots=True)
class Started:
    """The new workspace, and the files in its folder that `troth add` would read, by source."""

    home: Home
    fresh: bool
    would_read: tuple[tuple[str, str], ...]


def init(folder: Path) -> Started:
    """Make a workspace in `folder` (made too where it is missing); one that stands is kept.

    Looks at what lies there and says which source would read each file; nothing is read in,
    and what may not be looked at is left to `add` to refuse.
    """
    if folder.exists() and not folder.is_dir():
        raise SourceError("This is a file, not a folder.", place=str(folder))
    folder.mkdir(parents=True, exist_ok=True)
    home = Home(folder.resolve())
    fresh = not home.secret_path.exists()
    if not home.config.exists():
        name = folder.resolve().name
        text = SETTINGS.format(company=name.replace('"', ""), example=f"{_host(name)}.example")
        home.config.write_text(text, encoding="utf-8")
    home = create(folder)
    with opened(home):
        found = tuple(_would_read(home))
    return Started(home, fresh, found)


def _host(name: str) -> str:
    return "".join(letter for letter in name.lower() if letter.isalnum()) or "company"


def _would_read(home: Home) -> Iterator[tuple[str, str]]:
    from troth.acts.found import Shelf, files_of, reading_of
    from troth.extend.source import open_file

    settings = config.load(home.root)
    shelf = Shelf(settings.lens_folders)
    for file in files_of(home, settings, [home.root]):
        reading = reading_of(settings.file(file.cited), None)
        staff = settings.staff_domains
        try:
            best = shelf.best(open_file(file.path, file.cited, reading=reading, staff=staff))
        except OSError:
            continue
        if best is not None and file.cited != home.config.name:
            yield file.cited, best[0]
