"""Which records an export holds, and which held records it lacks: eight bytes a record."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from troth.store.index_tables import NEWEST, unpack_id
from troth.text.columns import Hashes

if TYPE_CHECKING:
    from troth.store.index import Index

PAGE = 50_000
WIDTH = 8


class Present:
    """The records of an export, each by the first 64 bits of its id.

    Two ids that begin alike are taken for one: then a record counts as present, and stays.
    """

    def __init__(self) -> None:
        self._runs: list[Any] = []
        self._loose = 0

    def add(self, ids: Sequence[str]) -> None:
        """These records are there."""
        import numpy as np

        if not len(ids):
            return
        raw = ids.raw if isinstance(ids, Hashes) else map(_bytes, ids)
        heads = b"".join(each[:WIDTH] for each in raw)
        self._runs.append(np.frombuffer(heads, dtype=">u8").astype(np.uint64))
        self._loose += len(ids)
        if self._loose > 20 * PAGE:
            self._settle()

    def lacks(self, ids: Sequence[str]) -> list[bool]:
        """Of each of these records whether it is missing."""
        import numpy as np

        held = self._settle()
        heads = b"".join(_bytes(each)[:WIDTH] for each in ids)
        asked = np.frombuffer(heads, dtype=">u8").astype(np.uint64)
        return [not bool(each) for each in np.isin(asked, held)]

    def _settle(self) -> Any:
        import numpy as np

        whole = np.concatenate([np.empty(0, np.uint64), *self._runs])
        self._runs, self._loose = [np.unique(whole)], 0
        return self._runs[0]


def _bytes(id: str) -> bytes:
    return bytes.fromhex(id.removeprefix("e-"))


@dataclass(frozen=True, slots=True)
class Scope:
    """Which of the held records an export speaks of; `named` leaves out those that name nobody."""

    systems: Collection[str]
    kinds: Collection[str]
    files: Collection[str]
    named: bool = False


def missing(index: Index, scope: Scope, present: Present) -> Iterator[list[tuple[str, str, int]]]:
    """The newest versions in the scope that are not present: (id, version, seen_us), in parts.

    Between two parts the caller may end what was given.
    """
    con = index.connection()
    lots = _lots(con, scope)
    where = ' and (r."by" is not null or r.about is not null)' if scope.named else ""
    sql = (
        "select r.n, r.lot, r.id, r.version from record r"
        f" where r.n > ? and r.{NEWEST}{where} order by r.n limit {PAGE}"
    )
    last = 0
    while rows := con.execute(sql, (last,)).fetchall():
        last = rows[-1][0]
        own = [row for row in rows if row[1] in lots]
        lacking = present.lacks([unpack_id(row[2]) for row in own])
        yield [
            (unpack_id(id), v.hex() if isinstance(v, bytes) else v, lots[lot])
            for (_, lot, id, v), absent in zip(own, lacking, strict=True)
            if absent
        ]


def _lots(con: Any, scope: Scope) -> dict[int, int]:
    """The lots of the scope, and when the records of each were seen."""
    rows = con.execute("select n, system, kind, origin_file, seen_us from lot")
    return {
        n: seen_us
        for n, system, kind, file, seen_us in rows
        if system in scope.systems and kind in scope.kinds and file in scope.files
    }
