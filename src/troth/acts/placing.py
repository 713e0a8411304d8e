"""Which rows of an import are new, changed or known, and where each of them goes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from troth.acts.rows import Rows
from troth.store.evidence import Writer
from troth.store.indexing import Held, Indexing
from troth.store.schema import PARTY_KIND, SUPERSEDED


class Placing:
    """Puts rows into the files and the index of one import, and counts them."""

    def __init__(self, writer: Writer, into: Indexing) -> None:
        self._writer = writer
        self._into = into
        self.new = 0
        self.changed = 0
        self.unchanged = 0
        self._seen_before = False

    def place(self, rows: Rows) -> None:
        """Rows of one kind. All new is the common case and the quick one.

        After rows that were there already the next are likely to be so too, and are looked up
        before anything is tried.
        """
        if not len(rows):
            return
        if not self._seen_before and self._into.add_new(rows.kind, rows.cells, len(rows)):
            self.new += len(rows)
            self._write(rows)
            return
        before = self.unchanged
        rows = self._without_known(rows)
        held = self._into.held(rows.cells["id"]) if len(rows) else {}
        self._seen_before = bool(held) or self.unchanged > before
        if self._all_known(rows, held):
            self.unchanged += len(rows)
            return
        rows = rows.take(range(len(rows)))
        for wave in _waves(rows.cells["id"]):
            self._place_wave(rows, wave, held)

    def _without_known(self, rows: Rows) -> Rows:
        """The rows that are not surely what their record is now; the others are counted."""
        known = self._into.as_held(rows.cells["id"], rows.cells["version"])
        if known is None:
            return rows
        rest = [at for at, each in enumerate(known) if not each]
        self.unchanged += len(rows) - len(rest)
        return rows.take(rest) if len(rest) < len(rows) else rows

    def _all_known(self, rows: Rows, held: dict[str, Held]) -> bool:
        """Whether every row is what its record is now."""
        pairs = zip(rows.cells["id"], rows.cells["version"], strict=True)
        return all((was := held.get(id)) is not None and was.version == new for id, new in pairs)

    def _place_wave(self, rows: Rows, wave: Sequence[int], held: dict[str, Held]) -> None:
        """Rows of which no two are of one record, compared with what is held and written."""
        ids, versions = rows.cells["id"], rows.cells["version"]
        seen_us: list[int] = rows.cells["seen_us"]  # type: ignore[assignment]
        kept: list[int] = []
        ended: list[tuple[str, str, int]] = []
        for at in wave:
            was = held.get(ids[at])
            if was is not None and was.version == versions[at]:
                self.unchanged += 1
                continue
            if was is not None:
                seen_us[at] = max(seen_us[at], was.seen_us + 1)
                ended.append((ids[at], was.version, seen_us[at]))
            kept.append(at)
            held[ids[at]] = Held(versions[at], seen_us[at])
        self.changed += len(ended)
        self.new += len(kept) - len(ended)
        if kept:
            chosen = rows.take(kept)
            self._into.supersede((id, at_us) for id, _, at_us in ended)
            self._into.add(chosen.kind, chosen.cells, len(chosen))
            self._end(ended)
            self._write(chosen)

    def _end(self, ended: Sequence[tuple[str, str, int]]) -> None:
        columns = zip(*ended, strict=True)
        cells = dict(zip(("id", "version", "seen_us"), columns, strict=False))
        self._writer.write(SUPERSEDED, cells, len(ended))

    def _write(self, rows: Rows) -> None:
        self._writer.write(rows.kind, rows.cells, len(rows))
        if not rows.parties:
            return
        cells = rows.cells
        at = [row for row, _, _ in rows.parties]
        party: Mapping[str, Sequence[object]] = {
            "id": [cells["id"][row] for row in at],
            "handle": [handle for _, _, handle in rows.parties],
            "part": [part for _, part, _ in rows.parties],
            "version": [cells["version"][row] for row in at],
            "ts_us": [cells["ts_us"][row] for row in at],
            "seen_us": [cells["seen_us"][row] for row in at],
        }
        self._writer.write(PARTY_KIND, party, len(at))
        self._into.add_parties(
            list(zip(party["id"], party["handle"], party["part"], strict=True))  # type: ignore[arg-type]
        )


def _waves(ids: Sequence[str]) -> list[list[int]]:
    """Rows parted so that no record is twice in one part, in the order they were read."""
    times: dict[str, int] = {}
    waves: list[list[int]] = []
    for at, id in enumerate(ids):
        wave = times.get(id, 0)
        times[id] = wave + 1
        if wave == len(waves):
            waves.append([])
        waves[wave].append(at)
    return waves
