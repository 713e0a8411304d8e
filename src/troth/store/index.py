"""The index: what pages read. A derived SQLite file; `store.indexing` fills and rebuilds it."""

from __future__ import annotations

import re
import sqlite3
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from troth.model.evidence import Evidence
from troth.store.index_files import file_of
from troth.store.index_tables import NEWEST, SELECT, connect, evidence, pack, pack_id, unpack_id

NUMBERED = SELECT.replace("select ", "select r.n, ", 1)
HITS = 2_000
"""Of a common word, so many records are looked at: those added last."""


class Index:
    """Records by id, handle, thread and word; safe to read from several threads at once.

    Answers with the newest version of a record unless another is named. A reader sees the
    last import that was sealed, also while the next one is under way. `link` gives the way back
    of a record that has none, from its file and thread.
    """

    def __init__(self, path: Path, link: Callable[[str, str], str | None] | None = None) -> None:
        self.path = path
        self._link = link
        self._local = threading.local()
        self._all: list[sqlite3.Connection] = []
        self.connection()

    def connection(self) -> sqlite3.Connection:
        """This thread's connection; used inside the store, and by nobody else."""
        held: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if held is None or self._local.file != file_of(self.path):
            held = connect(self.path)
            self._local.connection, self._local.file = held, file_of(self.path)
            self._all.append(held)
        return held

    def close(self) -> None:
        """Closes the connections of all threads."""
        for held in self._all:
            held.close()
        self._all.clear()
        self._local = threading.local()

    def record(self, id: str, version: str | None = None) -> Evidence | None:
        """One record as it is now, or as it was in one version (the latest time it was so)."""
        now = self.records((id,)).get(id)
        if now is None or version in (None, now.version):
            return now
        same = [each for each in self.versions(id) if each.version == version]
        return replace(same[-1], gone_us=now.gone_us) if same else None

    def records(self, ids: Iterable[str]) -> dict[str, Evidence]:
        """Many records at once, by id; ids that are not known are left out.

        What was deleted in its system is there as it was last, with `gone_us`.
        """
        wanted = list(dict.fromkeys(ids))
        found: dict[str, Evidence] = {}
        for part in _parts(pack_id(id) for id in wanted):
            where = f"r.id in ({_marks(part)}) and r.{NEWEST}"
            found.update((record.id, record) for record in self._found(where, part))
        for part in _parts(pack_id(id) for id in wanted if id not in found):
            found.update(self._gone(part))
        return found

    def _gone(self, ids: Sequence[object]) -> dict[str, Evidence]:
        """Records of which nothing is newest: the last version of each, and since when."""
        where = f"r.id in ({_marks(ids)}) and r.old_us is not null"
        last = sorted(self._found(where, ids), key=lambda record: record.seen_us)
        ends = f"select r.id, max(r.old_us) from record r where {where} group by r.id"
        gone = {unpack_id(id): at for id, at in self._rows(ends, ids)}
        return {record.id: replace(record, gone_us=gone[record.id]) for record in last}

    def versions(self, id: str) -> list[Evidence]:
        """Every version of a record, oldest first."""
        old = self._found("r.id = ? and r.old_us is not null", (pack_id(id),))
        new = self._found(f"r.id = ? and r.{NEWEST}", (pack_id(id),))
        return sorted([*old, *new], key=lambda record: record.seen_us)

    def of_handles(
        self,
        handles: Iterable[str],
        *,
        limit: int | None = 200,
        before_us: int | None = None,
        kinds: Iterable[str] | None = None,
    ) -> list[Evidence]:
        """What these people did, and what was done for them or sent to them; newest first."""
        more = ""
        values: list[object] = []
        if before_us is not None:
            more = " and r.ts_us < ?"
            values.append(before_us)
        if kinds is not None:
            wanted = list(kinds)
            values.extend(wanted)
            more += f" and r.lot in (select n from lot where kind in ({_marks(wanted)}))"
        rows: set[tuple[int, int]] = set()
        for number in self._numbers(handles):
            for near in _NEAR:
                sql = f"{near}{more} order by r.ts_us desc, r.id desc limit ?"
                rows.update(self._rows(sql, (number, *values, -1 if limit is None else limit)))
        best = sorted(rows, reverse=True)
        if limit is not None and len(best) > limit:
            last = best[limit - 1][0]
            best = [row for row in best if row[0] >= last]
        found = self._of_rows([n for _, n in best])
        return sorted(found, key=lambda record: (-record.at_us, record.id))[:limit]

    def past_threads(self, handles: Iterable[str]) -> set[tuple[str, str]]:
        """Conversations in which these people once took part: looks at every older version."""
        found: set[tuple[str, str]] = set()
        for number in self._numbers(handles):
            sql = (
                "select distinct l.system, r.thread from record r join lot l on l.n = r.lot"
                " where r.old_us is not null and r.thread is not null and (r.about = ? or"
                ' r."by" = ? or r.n in (select n from party where handle = ?))'
            )
            found.update(self._rows(sql, (number, number, number)))
        return found

    def hanging(self, handles: Iterable[str]) -> dict[str, tuple[int, int]]:
        """By handle, how many records somebody did or had done for them, and the newest's time."""
        found: dict[str, tuple[int, int]] = {}
        for part in _parts(dict.fromkeys(handles)):
            names = f"select n, handle from handle where handle in ({_marks(part)})"
            called = dict(self._rows(names, part))
            for near in _HANGING:
                sql = near.format(_marks([*called]))
                for number, count, last in self._rows(sql, [*called]):
                    held = found.get(called[number], (0, 0))
                    found[called[number]] = (held[0] + count, max(held[1], last))
        return found

    def thread(self, system: str, thread: str, *, until_us: int | None = None) -> list[Evidence]:
        """One conversation, ticket or order; oldest first."""
        where = f"r.thread = ? and r.{NEWEST} and l.system = ?"
        if until_us is not None:
            where += f" and r.ts_us <= {int(until_us)}"
        return self._found(where, (thread, system))

    def threads(self, threads: Iterable[tuple[str, str]]) -> list[Evidence]:
        """Many conversations at once, each as (system, name); oldest first."""
        wanted = set(threads)
        found: list[Evidence] = []
        for part in _parts(sorted({name for _, name in wanted})):
            found += self._found(f"r.thread in ({_marks(part)}) and r.{NEWEST}", part)
        return [record for record in found if (record.system, record.thread) in wanted]

    def of_threads(self, handles: Iterable[str], *, limit: int | None = None) -> list[Evidence]:
        """Every record of every thread in which one of these people took part; oldest first.

        Records that belong to no thread are there too. With a limit, the newest so many.
        """
        own = self.of_handles(handles, limit=limit)
        threads = {(record.system, record.thread) for record in own if record.thread is not None}
        found = {record.id: record for record in own}
        found.update((record.id, record) for record in self.threads(threads))
        ordered = sorted(found.values(), key=lambda record: (record.at_us, record.id))
        return ordered if limit is None else ordered[-limit:]

    def gone_of(self, handles: Iterable[str]) -> list[Evidence]:
        """What these people did or had done for them and was deleted in its system; oldest first."""
        ids: set[str] = set()
        for number in self._numbers(handles):
            sql = (
                "select distinct r.id from record r where r.old_us is not null and (r.about = ? or"
                ' r."by" = ? or r.n in (select n from party where handle = ?))'
                f" and not exists (select 1 from record k where k.id = r.id and k.{NEWEST})"
            )
            ids.update(unpack_id(id) for (id,) in self._rows(sql, (number, number, number)))
        return sorted(self.records(ids).values(), key=lambda record: (record.at_us, record.id))

    def of_kind(self, kind: str) -> list[Evidence]:
        """Every record of one kind, the oldest first; for kinds of which there are few."""
        where = f"r.lot in (select n from lot where kind = ?) and r.{NEWEST}"
        return self._found(where, (kind,))

    def documents(self) -> list[Evidence]:
        """Every document, by path."""
        found = self._found(f"b.path is not null and r.{NEWEST}", ())
        return sorted(found, key=lambda record: (str(record.fields["path"]), record.id))

    def find_document(self, path: str) -> Evidence | None:
        """The document at a path; of several, the one added last."""
        found = self._found(f"b.path = ? and r.{NEWEST}", (path,))
        return max(found, key=lambda record: (record.seen_us, record.id), default=None)

    def search(self, text: str, limit: int = 50) -> list[Evidence]:
        """Records that hold every one of these words (the last one may be begun); newest first.

        Of a very common word only the records added last are looked at.
        """
        words = re.findall(r"\w+", text)
        if not words:
            return []
        match = " ".join(f'"{word}"' for word in words) + "*"
        sql = (
            "select r.n from (select rowid as n from words where words match ?"
            f" order by rowid desc limit {HITS}) w cross join record r on r.n = w.n"
            f" where r.{NEWEST} order by r.ts_us desc, r.id limit ?"
        )
        found = self._of_rows([n for (n,) in self._rows(sql, (match, limit))])
        return sorted(found, key=lambda record: (-record.at_us, record.id))[:limit]

    def of_numbers(self, numbers: Sequence[int]) -> dict[int, Evidence]:
        """Newest versions by the number under which they lie here; for `store.searching`."""
        found: dict[int, Evidence] = {}
        for part in _parts(numbers):
            sql = f"{NUMBERED} where r.n in ({_marks(part)}) and r.{NEWEST}"
            found.update((row[0], self._linked(evidence(row[1:]))) for row in self._rows(sql, part))
        return found

    def counts(self) -> dict[str, int]:
        """How many records of each kind there are."""
        return dict(self._rows("select kind, sum(rows) from stock group by kind having sum(rows)"))

    def reach(self) -> dict[str, int]:
        """Per system, the time of its newest record."""
        return dict(self._rows("select system, max(newest_us) from stock group by system"))

    def brands(self, kind: str) -> frozenset[str]:
        """Which of our brands records of a kind name; an empty name for those that name none."""
        sql = "select distinct coalesce(ours, '') from lot where kind = ?"
        return frozenset(name for (name,) in self._rows(sql, (kind,)))

    def generation(self) -> int:
        """The generation of the manifest that was indexed last."""
        (value,) = next(self._rows("select value from fact where name = 'generation'"))
        return int(value)

    def imports(self) -> set[str]:
        """The imports that are in the index."""
        return {name for (name,) in self._rows("select name from import")}

    def _rows(self, sql: str, values: Sequence[object] = ()) -> Iterator[Any]:
        return self.connection().execute(sql, tuple(values))

    def _numbers(self, handles: Iterable[str]) -> Iterator[int]:
        for part in _parts(handles):
            sql = f"select n from handle where handle in ({_marks(part)})"
            yield from (n for (n,) in list(self._rows(sql, part)))

    def _of_rows(self, rows: Sequence[int]) -> list[Evidence]:
        found: list[Evidence] = []
        for part in _parts(rows):
            found.extend(self._found(f"r.n in ({_marks(part)}) and r.{NEWEST}", part))
        return found

    def _found(self, where: str, values: Sequence[object]) -> list[Evidence]:
        found = [
            self._linked(evidence(row)) for row in self._rows(f"{SELECT} where {where}", values)
        ]
        return sorted(found, key=lambda record: (record.at_us, record.id))

    def _linked(self, record: Evidence) -> Evidence:
        if self._link is None or record.origin.link is not None or not record.thread:
            return record
        link = self._link(record.origin.file, record.thread)
        return replace(record, origin=replace(record.origin, link=link)) if link else record


_NEAR = (
    f"select r.ts_us, r.n from record r where r.about = ? and r.{NEWEST}",
    f'select r.ts_us, r.n from record r where r."by" = ? and r."by" is not r.about and r.{NEWEST}',
    "select r.ts_us, r.n from party p join record r on r.n = p.n"
    f" where p.handle = ? and r.{NEWEST}",
)

_HANGING = (
    "select r.about, count(*), max(r.ts_us) from record r"
    f" where r.about in ({{}}) and r.{NEWEST} group by r.about",
    'select r."by", count(*), max(r.ts_us) from record r'
    f' where r."by" in ({{}}) and r."by" is not r.about and r.{NEWEST} group by r."by"',
)


def _marks(values: Sequence[object]) -> str:
    return ", ".join("?" * len(values))


def _parts(values: Iterable[object], size: int = 500) -> Iterator[list[object]]:
    held = list(values)
    for start in range(0, len(held), size):
        yield held[start : start + size]


__all__ = ["HITS", "Index", "pack"]
