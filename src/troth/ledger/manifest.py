"""The manifest: which imports there were, which files hold what they brought, what was set aside.

Every import raises the *generation* by one. A file belongs to the generation that brought its
records; rewriting a file (compaction, forgetting) swaps its path and keeps its generation, and
is itself a row of the manifest, so that a new generation tells readers to look again.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import sqlalchemy as sa

from troth.ledger import tables
from troth.ledger.codec import dump, load, storable
from troth.model.origin import Origin, Span
from troth.model.reject import Reject


@dataclass(frozen=True, slots=True)
class Import:
    """One file or stream that was read, and what came of it.

    `digest` is of its bytes, so that the same file again is known at once. `files` names the
    Parquet files written, relative to `.troth/evidence`, by kind ("party" and "superseded"
    among them). `rows_read` counts rows of the file that were understood, `new`, `changed` and
    `unchanged` the records they gave, by kind in `kinds` (a row may give several). `covered` says
    per system until when its records are complete, in UTC microseconds. `generation` is set by
    `add_import`. `content` is the digest of the bytes alone, and `corrects` the file whose rows
    this one holds corrected. Of the act "whole", which ends what an export lacks, `gone` counts
    the records and `gone_us` is when the last of them ended.
    """

    id: str
    at_us: int
    path: str
    digest: str
    source: str
    system: str
    rows_read: int = 0
    new: int = 0
    changed: int = 0
    unchanged: int = 0
    set_aside: int = 0
    gone: int = 0
    gone_us: int | None = None
    content: str = ""
    corrects: str = ""
    people_new: int = 0
    people_seen: int = 0
    first_us: int | None = None
    last_us: int | None = None
    files: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    covered: Mapping[str, int] = field(default_factory=dict)
    kinds: Mapping[str, int] = field(default_factory=dict)
    generation: int = 0
    act: str = "add"


WHOLE = "whole"
"""The act that ends what an export lacks that is all there is."""
_BODY = (
    "rows_read",
    "new",
    "changed",
    "unchanged",
    "set_aside",
    "gone",
    "gone_us",
    "content",
    "corrects",
    "people_new",
    "people_seen",
    "first_us",
    "last_us",
    "covered",
    "kinds",
)


def add_import(con: sa.Connection, done: Import, rejects: Iterable[Reject] = ()) -> int:
    """Publish an import with its files and what it set aside; gives its generation."""
    number = generation(con) + 1
    con.execute(
        tables.manifest.insert(),
        {
            "generation": number,
            "id": done.id,
            "act": done.act,
            "at_us": done.at_us,
            "path": storable(done.path),
            "digest": done.digest,
            "source": done.source,
            "system": done.system,
            "body": dump({name: getattr(done, name) for name in _BODY}),
        },
    )
    _add_files(con, number, done.files)
    add_rejects(con, number, rejects)
    return number


def generation(con: sa.Connection) -> int:
    """The newest generation; 0 before the first import."""
    return con.execute(sa.select(sa.func.max(tables.manifest.c.generation))).scalar() or 0


def imports(con: sa.Connection) -> list[Import]:
    """Every import, oldest first, with the files that hold its records today."""
    files: dict[int, dict[str, list[str]]] = {}
    for row in con.execute(sa.select(tables.manifest_file).order_by(tables.manifest_file.c.path)):
        files.setdefault(row.generation, {}).setdefault(row.kind, []).append(row.path)
    query = sa.select(tables.manifest).order_by(tables.manifest.c.generation)
    return [_import(row, files.get(row.generation, {})) for row in con.execute(query)]


def has_digest(con: sa.Connection, digest: str) -> bool:
    """Whether these very bytes were read before."""
    query = sa.select(sa.literal(1)).where(
        tables.manifest.c.digest == digest, tables.manifest.c.act == "add"
    )
    return con.execute(query.limit(1)).first() is not None


def files(con: sa.Connection, generation: int | None = None) -> dict[str, tuple[str, ...]]:
    """The files that hold the evidence, by kind: all of it, or as far as one generation."""
    query = sa.select(tables.manifest_file).order_by(
        tables.manifest_file.c.generation, tables.manifest_file.c.path
    )
    if generation is not None:
        query = query.where(tables.manifest_file.c.generation <= generation)
    found: dict[str, list[str]] = {}
    for row in con.execute(query):
        found.setdefault(row.kind, []).append(row.path)
    return {kind: tuple(paths) for kind, paths in sorted(found.items())}


def files_since(con: sa.Connection, generation: int) -> dict[str, tuple[str, ...]]:
    """The files of what came after a generation: all that a recogniser has not read yet."""
    before = {path for paths in files(con, generation).values() for path in paths}
    since = {
        kind: tuple(path for path in paths if path not in before)
        for kind, paths in files(con).items()
    }
    return {kind: paths for kind, paths in since.items() if paths}


def swap_files(
    con: sa.Connection, swaps: Mapping[str, str | None], *, id: str, act: str, at_us: int
) -> int:
    """Publish files that were rewritten: old path to new, None where nothing is left of it.

    Gives the new generation. The old files may be deleted once this transaction is kept.
    """
    number = add_import(con, Import(id, at_us, "", "", "troth", "troth", act=act))
    table = tables.manifest_file
    for old, new in swaps.items():
        if new is None:
            con.execute(table.delete().where(table.c.path == old))
        else:
            con.execute(table.update().where(table.c.path == old).values(path=new))
    return number


def coverage(con: sa.Connection) -> dict[str, int]:
    """Per system, until when its records are complete, in UTC microseconds."""
    reach: dict[str, int] = {}
    for body in con.execute(sa.select(tables.manifest.c.body)).scalars():
        for system, until in load(body).get("covered", {}).items():
            reach[system] = max(until, reach.get(system, until))
    return dict(sorted(reach.items()))


def newest_end_us(con: sa.Connection) -> int:
    """When records were last found deleted in their system; 0 where none ever was."""
    query = sa.select(tables.manifest.c.body).where(tables.manifest.c.act == WHOLE)
    return max((load(body).get("gone_us") or 0 for body in con.execute(query).scalars()), default=0)


def add_rejects(con: sa.Connection, generation: int, rejects: Iterable[Reject]) -> None:
    """Keep what an import set aside."""
    rows = [_reject_row(generation, reject) for reject in rejects]
    if rows:
        con.execute(tables.reject.insert(), rows)


def rejects(
    con: sa.Connection, generation: int | None = None, *, limit: int | None = None
) -> list[Reject]:
    """What was set aside, in the order it was read: in all, or by one import."""
    query = sa.select(tables.reject).order_by(tables.reject.c.id).limit(limit)
    if generation is not None:
        query = query.where(tables.reject.c.generation == generation)
    return [_reject(row) for row in con.execute(query)]


def count_rejects(con: sa.Connection) -> int:
    """How many rows were set aside in all."""
    return con.execute(sa.select(sa.func.count()).select_from(tables.reject)).scalar_one()


def _add_files(con: sa.Connection, number: int, named: Mapping[str, tuple[str, ...]]) -> None:
    rows = [
        {"path": path, "kind": kind, "generation": number}
        for kind, paths in named.items()
        for path in paths
    ]
    if rows:
        con.execute(tables.manifest_file.insert(), rows)


def _import(row: Any, held: Mapping[str, list[str]]) -> Import:
    done = Import(
        id=row.id,
        at_us=row.at_us,
        path=row.path,
        digest=row.digest,
        source=row.source,
        system=row.system,
        generation=row.generation,
        act=row.act,
        files={kind: tuple(paths) for kind, paths in held.items()},
    )
    return replace(done, **load(row.body))


def _reject_row(generation: int, reject: Reject) -> dict[str, object]:
    origin = reject.origin
    return {
        "generation": generation,
        "file": storable(origin.file),
        "row": origin.row,
        "start": origin.span.start if origin.span else None,
        "end": origin.span.end if origin.span else None,
        "link": storable(origin.link) if origin.link else None,
        "excerpt": storable(reject.excerpt),
        "says": storable(reject.says),
        "advice": storable(reject.advice),
    }


def _reject(row: Any) -> Reject:
    span = None if row.start is None else Span(row.start, row.end)
    return Reject(Origin(row.file, row.row, span, row.link), row.excerpt, row.says, row.advice)
