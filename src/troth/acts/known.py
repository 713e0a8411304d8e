"""Whether a file was read before: by its bytes and by how they are read."""

from __future__ import annotations

import hashlib
from pathlib import Path

from troth.acts.aside import SHOWN
from troth.acts.importing import Asked, Done
from troth.acts.opening import Workspace
from troth.acts.receipt import SourceReceipt
from troth.config import FileSettings
from troth.ledger import manifest


def content_of(path: Path) -> str:
    """The hash of the bytes alone."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def digest_of(path: Path, own: FileSettings, asked: Asked) -> str:
    """The hash of the bytes and of how they are read: other settings make it another reading."""
    with path.open("rb") as stream:
        held = hashlib.file_digest(stream, "sha256")
    held.update(repr((own, asked.source, asked.system)).encode())
    return held.hexdigest()


def read_before(place: Workspace, path: str, digest: str) -> Done | None:
    """What was found when these bytes were the last that were read at this path."""
    with place.ledger.read() as con:
        held = [one for one in manifest.imports(con) if one.path == path and one.act == "add"]
        if not held or held[-1].digest != digest or not held[-1].rows_read:
            return None
        last = held[-1]
        rejects = tuple(manifest.rejects(con, last.generation, limit=SHOWN))
    receipt = SourceReceipt(
        path=path,
        source=last.source,
        system=last.system,
        outcome="same",
        rows_read=last.rows_read,
        unchanged=sum(last.kinds.values()),
        set_aside=last.set_aside,
        first_us=last.first_us,
        last_us=last.last_us,
        kinds=last.kinds,
    )
    return Done(receipt, rejects, 0, frozenset(), last.people_seen)
