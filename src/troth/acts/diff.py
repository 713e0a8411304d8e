"""What do we promise, allow and ask otherwise than before? Two versions, or one after the other.

A version is a file, a folder, a git revision of either (`REV:path`, or `REV` for where the other
lies), or one of a series: a folder of dated files, or a file of dated versions as an archive of
terms keeps them. Nothing is stored.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from pathlib import Path

from troth.acts.series import Version, is_series, versions_in
from troth.documents import ENDINGS, read
from troth.documents.decoding import EMPTY
from troth.errors import SourceError
from troth.model.document import Document
from troth.model.reject import Reject
from troth.text.aligning import align
from troth.text.differing import Differing, differing
from troth.text.effective import effective

Held = Mapping[str, Document | Reject]

ANEW = 0.4
"""Below this share of sentences that stayed, a text was written anew, and is said to be."""


@dataclass(frozen=True, slots=True)
class Compared:
    """Two versions of one document held against each other.

    `old` and `new` are None where the document came or went. `was` and `now` say which versions:
    paths, revisions or days. `in_force` is the day on which the new one says it takes effect,
    `known` the day it was recorded or announced; days between them are the notice given.
    """

    path: str
    was: str
    now: str
    old: Document | None
    new: Document | None
    found: Differing
    known: date | None = None
    in_force: date | None = None

    @property
    def notice(self) -> int | None:
        """Days from when it was known to when it applies; negative where it applied before."""
        if self.known is None or self.in_force is None:
            return None
        return (self.in_force - self.known).days

    @property
    def written_anew(self) -> bool:
        """Whether so little stayed that what is told as gone may stand elsewhere in other words."""
        changed = self.found.reworded + len(self.found.differences)
        total = self.found.same + changed
        return self.old is not None and self.new is not None and self.found.same < ANEW * total


@dataclass(frozen=True, slots=True)
class Diffed:
    """All that was compared, and what could not be read."""

    compared: tuple[Compared, ...]
    rejects: tuple[Reject, ...] = ()


def diff(
    old: str,
    new: str | None = None,
    *,
    names: Sequence[str] = (),
    document: str | None = None,
    since: date | None = None,
    until: date | None = None,
    each: bool = False,
    known: date | None = None,
) -> Diffed:
    """What changed from `old` to `new`, or along the series `old` where `new` is None.

    `names` are what the company calls itself. In a series `document` says which one, `since` and
    `until` bound it, and `each` holds every version against the one before instead of the first
    against the last. `known` is the day on which the new version was announced. Raises
    SourceError where nothing can be read.
    """
    if new is None:
        return _series(old, tuple(names), document, since, until, each)
    was, now = _held(old, new), _held(new, old)
    for given, held in ((old, was), (new, now)):
        _readable(given, held)
    rejects = [one for held in (was, now) for one in held.values() if isinstance(one, Reject)]
    compared = [
        _compared(path, old, new, a, b, tuple(names), known) for path, a, b in _pairs(was, now)
    ]
    return Diffed(tuple(compared), tuple(rejects))


def _readable(given: str, held: Held) -> None:
    """A SourceError where a side holds no document, or only one that cannot be read."""
    if not held:
        says = "It holds no document."
        raise SourceError(says, place=given, advice="Name another folder or file.")
    faults = [one for one in held.values() if isinstance(one, Reject)]
    if len(faults) == len(held):
        raise SourceError(faults[0].says, place=faults[0].origin.text(), advice=faults[0].advice)


def _compared(
    path: str,
    was: str,
    now: str,
    old: Document | None,
    new: Document | None,
    names: tuple[str, ...],
    known: date | None,
) -> Compared:
    found = differing(old or _empty(path), new or _empty(path), names)
    in_force = effective(new.prose) if new is not None else None
    return Compared(path, was, now, old, new, found, known, in_force)


def _empty(path: str) -> Document:
    return Document(path, "text", "", "", (), (0,))


def _pairs(was: Held, now: Held) -> Iterator[tuple[str, Document | None, Document | None]]:
    """Documents of the same path; of those left, the ones that share most of their sentences.

    What cannot be read on one side is compared with nothing: that would tell all of it as new.
    """
    unread = {path for held in (was, now) for path, one in held.items() if isinstance(one, Reject)}
    olds = {
        path: one for path, one in was.items() if isinstance(one, Document) and path not in unread
    }
    news = {
        path: one for path, one in now.items() if isinstance(one, Document) and path not in unread
    }
    if len(olds) == 1 and len(news) == 1:
        yield next(iter(news)), next(iter(olds.values())), next(iter(news.values()))
        return
    for path in sorted(olds.keys() & news.keys()):
        yield path, olds.pop(path), news.pop(path)
    for path in sorted(news):
        moved = max(olds, key=lambda one: _shared(olds[one], news[path]), default=None)
        if moved is not None and _shared(olds[moved], news[path]) >= ANEW:
            yield path, olds.pop(moved), news[path]
        else:
            yield path, None, news[path]
    for path in sorted(olds):
        yield path, olds[path], None


def _shared(old: Document, new: Document) -> float:
    lines = [[line for line in each.prose.splitlines() if line.strip()] for each in (old, new)]
    longest = max(map(len, lines))
    found = align(*lines)
    return (found.same + len(found.changed)) / longest if longest else 0.0


def _held(given: str, other: str) -> Held:
    """The documents of one side, by their path below it."""
    path = Path(given)
    if path.is_dir():
        files = sorted(one for one in path.rglob("*") if _is_document(one.relative_to(path)))
        return {str(one.relative_to(path)): _read(str(one), one.read_bytes()) for one in files}
    if path.exists():
        return {"": _read(given, path.read_bytes())}
    return {name: _read(_named(given, name), data) for name, data in _committed(given, other)}


def _read(path: str, data: bytes) -> Document | Reject:
    """A document; one that is empty holds no sentence, and that is no fault here."""
    found = read(path, data)
    return _empty(path) if isinstance(found, Reject) and found.says == EMPTY else found


def _is_document(path: Path) -> bool:
    hidden = any(part.startswith(".") or part == "node_modules" for part in path.parts)
    return path.suffix.lower() in ENDINGS and not hidden


def _named(given: str, name: str) -> str:
    path = given.partition(":")[2] or given
    return f"{path}/{name}" if name else path


def _committed(given: str, other: str) -> Iterable[tuple[str, bytes]]:
    """The files of a revision: `REV:path`, or `REV` alone for the path of the other side."""
    from troth.documents.revisions import at_revision

    revision, parted, path = given.partition(":")
    if not parted:
        if not Path(other.partition(":")[2] or other).exists():
            says = "There is no such file or folder."
            raise SourceError(says, place=given, advice="A git revision is written REV:path.")
        path = other.partition(":")[2] or other
    here = Path.cwd()
    found = at_revision(here, revision, path)
    return [(name, data) for name, data in found.items() if not name or _is_document(Path(name))]


def _series(
    given: str,
    names: tuple[str, ...],
    document: str | None,
    since: date | None,
    until: date | None,
    each: bool,
) -> Diffed:
    path = Path(given)
    if not path.exists():
        raise SourceError("There is no such file or folder.", place=given)
    if not is_series(path):
        says = "This is one version, and one version has no changes."
        advice = "Name two, or a folder of dated files, or a file of dated versions."
        raise SourceError(says, place=given, advice=advice)
    versions, rejects = versions_in(path, document)
    chosen = within(versions, since, until)
    pairs = list(pairwise(chosen)) if each else [(chosen[0], chosen[-1])]
    compared = [_versions(a, b, names) for a, b in pairs if a is not b]
    return Diffed(tuple(compared), tuple(rejects))


def within(versions: Sequence[Version], since: date | None, until: date | None) -> list[Version]:
    """The version that stood at `since`, and all up to `until`."""
    last = [one for one in versions if until is None or one.on <= until]
    before = [at for at, one in enumerate(last) if since is not None and one.on <= since]
    chosen = last[before[-1] if before else 0 :]
    if not chosen:
        raise SourceError(
            f"No version was recorded by {until}.", advice=f"The first is of {versions[0].on}."
        )
    return chosen


def _versions(old: Version, new: Version, names: tuple[str, ...]) -> Compared:
    called = tuple(dict.fromkeys((*names, *_words(new.service))))
    return _compared(
        new.name, old.on.isoformat(), new.on.isoformat(), old.document, new.document, called, new.on
    )


def _words(service: str | None) -> tuple[str, ...]:
    """What a service calls itself: its whole name, and its first word."""
    if not service:
        return ()
    return tuple(dict.fromkeys((service, re.split(r"\W+", service)[0])))
