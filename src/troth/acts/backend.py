"""Opening the text backend that was asked for, and saying what of it leaves this machine."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from troth.backends.kept import Kept
from troth.backends.remote import Remote
from troth.config import Settings, load
from troth.errors import ConfigError, UnknownNameError
from troth.store.home import Home, find_home
from troth.text.local import Local
from troth.text.veiling import of_names

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from troth.acts.opening import Workspace
    from troth.text.backend import Endpoint, TextBackend

ASKED = "asked"
TARGET = "text.backend"
SHOW = """[text.backend]
url = "http://localhost:11434/v1"
model = "llama3.1:8b\""""


def named(
    name: str, settings: Settings, home: Home | None, names: frozenset[str] = frozenset()
) -> TextBackend:
    """The backend called so: `local`, or the model that `troth.toml` names.

    Raises ConfigError where none is configured or its key is not set, UnknownNameError where it
    is called otherwise.
    """
    if name == Local.name:
        return Local()
    to = settings.backend
    if to is None:
        says = f"No text backend is configured, so none is called “{name}”."
        raise ConfigError(says, place="troth.toml", advice=f"Name one:\n{SHOW}")
    if name != to.model:
        raise UnknownNameError("text backend", name, (Local.name, to.model))
    return remote(to, home, names)


def remote(to: Endpoint, home: Home | None, names: frozenset[str] = frozenset()) -> Remote:
    """The configured model, with its key from the environment and its earlier answers."""
    kept = Kept(home.answers, home.secret) if home and home.secret_path.is_file() else None
    return Remote(to, Local(), key=_key(to), names=names, kept=kept)


def for_grading(name: str, folder: Path | None) -> TextBackend:
    """The backend called so, as the workspace in `folder`, or around this one, configures it.

    The names of its directory are read where texts would go to another machine.
    """
    from troth.acts.opening import opened

    home = Home(folder.resolve()) if folder is not None else find_home(Path.cwd())
    settings = load(home.root) if home else Settings()
    to = settings.backend
    if home is None or to is None or to.here or name == Local.name:
        return named(name, settings, home)
    if not home.secret_path.is_file():
        return named(name, settings, home)
    with opened(home, settings) as work, work.ledger.read() as con:
        names = names_in(con)
    return named(name, settings, home, names)


def names_in(con: Connection) -> frozenset[str]:
    """Words of every name in the directory, ours and theirs, to be taken out of what is sent."""
    from troth.ledger import directory

    return of_names(one.name for one in directory.people(con, staff=None) if one.name)


def leaving(work: Workspace) -> Iterator[str]:
    """What the settings let go to a text backend, and what a run last sent there."""
    from troth.ledger.entries import entries

    to = work.settings.backend
    if to is None:
        return
    when = "in runs and when asked to" if to.recognise else "only when asked to (--backend)"
    hidden = "names, addresses and numbers taken out"
    where = "on this machine" if to.here else hidden
    yield f"Texts to be read go to {to.model} at {to.host}, {when}: {where}"
    if to.embeddings:
        yield f"Texts to be compared go to {to.embeddings} at {to.host}: {where}"
    with work.ledger.read() as con:
        last = entries(con, target=TARGET, deed=ASKED)
    if last:
        body = last[-1].body
        yield f"The last run that asked sent {body.get('sent')} sentences{_unused(body)}"


def note_asked(con: Connection, to: Remote, unused: dict[str, int], now_us: int) -> None:
    """Keep that texts were sent, how many, to whom, and what could not be used of the replies."""
    from troth.ledger.entries import TROTH, note

    body = {"sent": to.sent, "by": f"{to.name} {to.version}", "unused": unused}
    note(con, at_us=now_us, who=TROTH, deed=ASKED, target=TARGET, body=body)


def _unused(body: object) -> str:
    held = body.get("unused") if isinstance(body, dict) else None
    if not isinstance(held, dict) or not held:
        return ""
    told = "; ".join(f"{n} × {says}" for says, n in sorted(held.items()))
    return f"; answers that could not be used: {told}"


def _key(to: Endpoint) -> str | None:
    if to.key is None:
        return None
    held = os.environ.get(to.key, "").strip()
    if held and held.isascii() and held.isprintable():
        return held
    what = "holds no key" if held else "is not set"
    says = f"The environment variable {to.key} {what}, which [text.backend] names."
    raise ConfigError(
        says, place="troth.toml", advice=f"Set it, then run again:  export {to.key}=…"
    )
