"""What can go wrong because of something the reader of the message can mend.

Faults in the data are never raised: they are `Reject` values, counted and shown.
Each class here is named for what the reader has to fix.
"""

from __future__ import annotations

import errno
from collections.abc import Iterable
from pathlib import Path


class TrothError(Exception):
    """The base of every error troth raises on purpose; a face shows it as plain text."""

    def __init__(self, says: str, *, advice: str = "", place: str = "") -> None:
        self.says = says
        self.advice = advice
        self.place = place
        super().__init__(self.text())

    def text(self) -> str:
        """The whole message: place, what is wrong, what to do."""
        head = f"{self.place}  {self.says}" if self.place else self.says
        return f"{head}\n{self.advice}" if self.advice else head


class ConfigError(TrothError):
    """Something in `troth.toml` has to be corrected."""


class SourceError(TrothError):
    """A file or folder that was named cannot be read at all."""


class ExtensionError(TrothError):
    """A source, recogniser, measure or lens does not load or breaks a law."""


class StoreError(TrothError):
    """The workspace on disk is missing, locked, or from another version."""


class MissingExtraError(TrothError):
    """An optional part of troth is not installed."""


class BackendError(TrothError):
    """The text backend that `troth.toml` names refuses, or is none."""


class NumbersError(TrothError, ValueError):
    """Numbers handed to a method cannot be what they are said to be; the sentence names them."""


class UnknownNameError(TrothError):
    """A name, id or option that does not exist; near names are offered."""

    def __init__(
        self, what: str, name: str, known: Iterable[str] = (), *, advice: str = ""
    ) -> None:
        near = _near(name, known)
        offer = f"Did you mean {_either(near)}?" if near else advice
        super().__init__(f"There is no {what} called “{name}”.", advice=offer)
        self.near = near


def _near(name: str, known: Iterable[str]) -> list[str]:
    """Up to three names that may have been meant; none that is much further off than the nearest."""
    from difflib import SequenceMatcher, get_close_matches

    near = get_close_matches(name, list(known), n=3, cutoff=0.5)
    alike = [SequenceMatcher(None, one, name).ratio() for one in near]
    return [one for one, ratio in zip(near, alike, strict=True) if ratio >= 0.7 * alike[0]]


def _either(names: list[str]) -> str:
    quoted = [f"“{name}”" for name in names]
    if len(quoted) == 1:
        return quoted[0]
    return ", ".join(quoted[:-1]) + " or " + quoted[-1]


_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
_SQLITE = {8: "shut", 10: "broken", 13: "full", 14: "shut"}
"""SQLite's own numbers: READONLY, IOERR, FULL, CANTOPEN."""
_POSTGRESQL = {"53100": "full", "25006": "shut"}
_UNWRITTEN = {
    "full": (
        "The disk is full, or as full as it may be.",
        "Make room, then run it again. What was there before is still there.",
    ),
    "shut": (
        "Nothing can be written here: it is read-only, or belongs to somebody else.",
        "Let troth write there, or copy the workspace to where it may.",
    ),
    "broken": (
        "The disk failed while it was read or written.",
        "See that it has room and is sound, then run it again.",
    ),
}


def unwritten(fault: BaseException, ours: Path | str = "") -> StoreError | None:
    """What a disk that takes nothing more said, in the words of whoever can mend it.

    None where the fault is another one. A file that may not be opened counts where it lies in
    `ours`: elsewhere it is somebody's export, which is set aside. `ours` is the place that is
    named where the fault names none.
    """
    kind = _of_system(fault, str(ours)) if isinstance(fault, OSError) else _of_database(fault)
    if kind is None:
        return None
    place = getattr(fault, "filename", None) or ours
    if kind == "broken" and _no_room(Path(place).parent):
        kind = "full"
    says, advice = _UNWRITTEN[kind]
    return StoreError(says, advice=advice, place=str(place))


def _no_room(folder: Path) -> bool:
    """SQLite calls some of its writes to a full disk a failure of the disk."""
    import shutil

    try:
        return shutil.disk_usage(folder).free < 1 << 16
    except OSError:
        return False


def _of_system(fault: OSError, ours: str) -> str | None:
    if fault.errno in _FULL:
        return "full"
    if fault.errno == errno.EROFS:
        return "shut"
    inside = not fault.filename or str(fault.filename).startswith(ours)
    return "shut" if ours and inside and fault.errno in (errno.EACCES, errno.EPERM) else None


def _of_database(fault: BaseException) -> str | None:
    code, state = getattr(fault, "sqlite_errorcode", None), getattr(fault, "sqlstate", None)
    if isinstance(code, int):
        return _SQLITE.get(code & 0xFF)
    return _POSTGRESQL.get(state) if isinstance(state, str) else None
