"""Files troth wrote for people to read: remembered as they are written, found when one is forgotten.

A report that names somebody is a copy of her data that the workspace does not hold. So troth
keeps a list of what it wrote, with a digest of each. Forgetting her removes the files that
name her and are as they were written; one that was changed since is its owner's, and is told.
"""

from __future__ import annotations

import hashlib
import html
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from troth.acts.opening import Workspace, opened
from troth.ledger import written as ledger
from troth.ledger.written import Written
from troth.patterns import later
from troth.store.home import DOT, Home, find_home

if TYPE_CHECKING:
    from troth.acts.traces import Traces

_FOLDED = later(r"\r?\n[ \t]")


@dataclass(slots=True)
class Removed:
    """What became of the files that name a person.

    `changed` are those that are no longer as they were written: places as they may be told.
    `struck` are paths to take off the list.
    """

    files: int = 0
    changed: list[str] = field(default_factory=list)
    struck: list[str] = field(default_factory=list)


def remember(
    folder: Path | None, place: Path, text: str, *, now_us: int, about: str | None = None
) -> None:
    """Write down that troth is about to write this text there; outside a workspace nothing."""
    home = Home(folder.resolve()) if folder is not None else find_home(Path.cwd())
    if home is None or not (home.root / DOT).is_dir():
        return
    one = Written(str(place.resolve()), _digest(text.encode("utf-8")), now_us, about)
    with opened(home) as work, work.ledger.begin() as con:
        ledger.remember(con, one)


def remove_written(work: Workspace, traces: Traces, ids: tuple[str, ...]) -> Removed:
    """Remove the files that name a person with these ids, as far as they are still ours."""
    with work.ledger.read() as con:
        held = ledger.written(con)
    done = Removed()
    for one in held:
        path = Path(one.path)
        if not path.is_file():
            done.struck.append(one.path)
            continue
        content = path.read_bytes()
        if one.about not in ids and not _names(content, traces):
            if traces.clean(one.path) != one.path:
                done.struck.append(one.path)
            continue
        done.struck.append(one.path)
        if _digest(content) == one.digest:
            path.unlink()
            done.files += 1
        else:
            done.changed.append(traces.clean(one.path, near=True))
    return done


def _names(content: bytes, traces: Traces) -> bool:
    text = content.decode("utf-8", "replace")
    whole = _FOLDED.sub("", text)  # A calendar breaks its lines anywhere, inside a name too.
    return any(traces.clean(each) != each for each in (text, html.unescape(text), whole))


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
