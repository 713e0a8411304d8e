"""The way back to the source system for records whose export does not give it: from a setting.

`[files."x.csv"] link = "https://acme.example/tickets/{thread}"` is filled where a file is read.
For records that were read before it was set, pages fill what names the thread alone: of a record
that is kept only the hash of its key is known.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import TYPE_CHECKING
from urllib.parse import quote

if TYPE_CHECKING:
    from troth.config import Settings
    from troth.extend.source import Frame

Link = Callable[[str, str], str | None]
"""Given the file and the thread of a record, where it stands in its system."""


def template_of(settings: Settings, path: str, corrects: str = "") -> str | None:
    """The link that is set for a file, or for the file whose rows it corrects."""
    named = path if settings.pattern(path) is not None or not corrects else corrects
    return settings.file(named).link


def link(frame: Frame, template: str | None) -> None:
    """Fills the link of every record that has none of its own."""
    if template is None:
        return
    own = frame.column("origin_link")
    pairs = zip(own, frame.column("key"), frame.column("thread"), strict=True)
    frame.columns["origin_link"] = [
        given or filled(template, key=key, thread=thread) for given, key, thread in pairs
    ]


def filled(template: str, *, key: str | None = None, thread: str | None = None) -> str | None:
    """The template with its slots filled; None where one of them has nothing to hold."""
    for name, value in (("{key}", key), ("{thread}", thread)):
        if name in template:
            if not value:
                return None
            template = template.replace(name, quote(str(value), safe=""))
    return template


def links_of(settings: Settings) -> Link | None:
    """Links by thread for what pages read; None where no setting gives any."""
    if not any(each.link and "{key}" not in each.link for each in settings.systems.values()):
        return None

    @lru_cache(maxsize=1_000)
    def template(file: str) -> str | None:
        found = settings.file(file).link
        return found if found and "{key}" not in found else None

    def to(file: str, thread: str) -> str | None:
        held = template(file)
        return filled(held, thread=thread) if held else None

    return to
