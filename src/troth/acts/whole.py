"""An export that is all there is: what it lacks was deleted in its system.

All files of one call count together, by source, system and pattern of the settings. Gone are the
records of those kinds and systems that an earlier import of the same source gave and that none
of the files holds. They stay as versions; only nothing is their newest any more.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from troth.acts.receipt import PERSON
from troth.ledger import manifest
from troth.ledger.manifest import Import
from troth.model.identity import version_of
from troth.store.evidence import Writer
from troth.store.indexing import indexing
from troth.store.present import Present, Scope, missing
from troth.store.schema import SUPERSEDED

if TYPE_CHECKING:
    from troth.acts.opening import Workspace

INSIST = "Say it again with  --whole --yes  if that is so."
Key = tuple[str, str, str | None]


@dataclass(slots=True)
class Group:
    """What the files of one source and system held, read in this call.

    `known` counts their records that were held before, `aside` their rows that were set aside.
    """

    present: Present = field(default_factory=Present)
    systems: set[str] = field(default_factory=set)
    kinds: set[str] = field(default_factory=set)
    paths: list[str] = field(default_factory=list)
    known: int = 0
    aside: int = 0
    forgotten: int = 0


@dataclass(slots=True)
class Claims:
    """The files of one call that are all there is, and the digest of them together."""

    digest: str
    insist: bool
    groups: dict[Key, Group] = field(default_factory=dict)
    refused: list[str] = field(default_factory=list)

    def group(self, place: Workspace, source: str, system: str, path: str) -> Group:
        """Where a file of a source belongs."""
        key = (source, system, _pattern(place, path))
        group = self.groups.setdefault(key, Group())
        group.systems.add(system)
        group.paths.append(path)
        return group


@dataclass(frozen=True, slots=True)
class Settled:
    """What came of one group: how many records are gone, or why none is."""

    paths: tuple[str, ...]
    gone: int = 0
    says: str | None = None


def claims_of(place: Workspace, files: Sequence[tuple[str, str]], *, insist: bool) -> Claims | None:
    """What the files (path, digest) claim; None where they do not, or were settled before."""
    if not files:
        return None
    told = "\n".join(f"{path}\0{digest}" for path, digest in sorted(files))
    digest = hashlib.sha256(told.encode()).hexdigest()
    with place.ledger.read() as con:
        for one in reversed(manifest.imports(con)):
            if one.act == manifest.WHOLE and one.digest == digest:
                return None
            if one.act == "add" and any(_is_of(one.path, path) for path, _ in files):
                break
    return Claims(digest, insist)


def _is_of(path: str, file: str) -> bool:
    return path == file or path.startswith(f"{file}#")


def settle(place: Workspace, claims: Claims, *, now_us: int, dry_run: bool) -> tuple[Settled, ...]:
    """Ends what is gone, group by group; nothing where that is in doubt, and says why."""
    done = [_settle(place, claims, key, now_us, dry_run) for key in claims.groups]
    return tuple(done)


def _settle(place: Workspace, claims: Claims, key: Key, now_us: int, dry_run: bool) -> Settled:
    source, system, pattern = key
    group = claims.groups[key]
    paths = tuple(group.paths)
    files = _given_by(place, source, pattern)
    scope = Scope(group.systems, group.kinds - {PERSON}, files, named=group.forgotten > 0)
    gone = sum(len(part) for part in missing(place.index, scope, group.present))
    doubt = None if claims.insist or not gone else _doubt(claims, group, gone)
    if doubt is not None:
        return Settled(paths, 0, doubt)
    if not dry_run:
        row = Import(
            id=f"i-{now_us:016d}-{version_of(claims.digest, source, system, pattern or '')[:12]}",
            at_us=now_us,
            path="",
            digest=claims.digest,
            source=source,
            system=system,
            gone=gone,
            act=manifest.WHOLE,
        )
        _end(place, row, scope, group.present)
    return Settled(paths, gone)


def _doubt(claims: Claims, group: Group, gone: int) -> str | None:
    """Why a deletion is not believed."""
    what = "1 record is" if gone == 1 else f"{gone:,} records are"
    if claims.refused:
        return (
            f"{what} not in it, and none was taken for deleted, because"
            f" {claims.refused[0]} could not be read. {INSIST}"
        )
    if group.aside:
        rows = "a row was" if group.aside == 1 else f"{group.aside:,} rows were"
        return (
            f"{what} not in it, and none was taken for deleted, because {rows} set aside. {INSIST}"
        )
    if gone * 2 > gone + group.known:
        return (
            f"{what} not in it, more than half of the {gone + group.known:,} that were held, and"
            f" none was taken for deleted. {INSIST}"
        )
    return None


def _end(place: Workspace, row: Import, scope: Scope, present: Present) -> None:
    """The superseded list in place, then one transaction of the ledger, then the index."""
    last = row.at_us
    with Writer(place.home, row.id) as writer, indexing(place.index) as into:
        for part in missing(place.index, scope, present):
            ended = [(id, version, max(row.at_us, seen + 1)) for id, version, seen in part]
            if not ended:
                continue
            last = max(last, *(at for _, _, at in ended))
            cells = dict(zip(("id", "version", "seen_us"), zip(*ended, strict=True), strict=True))
            writer.write(SUPERSEDED, cells, len(ended))
            into.supersede((id, at) for id, _, at in ended)
        files = {kind: (path,) for kind, path in writer.close().items()}
        with place.ledger.begin() as con:
            generation = manifest.add_import(con, replace(row, files=files, gone_us=last))
        into.done(row.id, generation)


def newest_end_us(place: Workspace) -> int:
    """When records were ended last: what comes back is seen no earlier, whatever the clock says."""
    with place.ledger.read() as con:
        return manifest.newest_end_us(con)


def _given_by(place: Workspace, source: str, pattern: str | None) -> set[str]:
    """The files that only this source has read, of the same pattern."""
    with place.ledger.read() as con:
        read = [one for one in manifest.imports(con) if one.act == "add" and one.source]
    others = {one.path for one in read if one.source != source}
    own: Iterable[Import] = (one for one in read if one.source == source)
    return {
        one.path
        for one in own
        if one.path not in others and _pattern(place, one.corrects or one.path) == pattern
    }


def _pattern(place: Workspace, path: str) -> str | None:
    """The pattern of the settings that calls a file all there is."""
    pattern = place.settings.pattern(path)
    return pattern if pattern is not None and place.settings.systems[pattern].whole else None
