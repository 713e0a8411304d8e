"""From what a source gives to the columns the store keeps: handles, ids, versions, plain types."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from troth.acts.handles import GONE, Handles
from troth.acts.typed import as_json, typed
from troth.acts.versions import HIDDEN, Ordinals, hashes, hashes_of, versions_of
from troth.errors import ExtensionError
from troth.model.evidence import KINDS, Draft
from troth.model.identity import SEPARATOR, record_id
from troth.text.columns import Coded, Hashes, Strings, coded, plain, same

if TYPE_CHECKING:
    from troth.extend.source import Frame

Cells = dict[str, Sequence[Any]]
BATCH = 20_000
"""Drafts that come one by one are put together to so many."""

_HEAD = frozenset(
    [
        "key",
        "at_us",
        "precision",
        "zone",
        "by",
        "about",
        "account",
        "parties",
        "thread",
        "ours",
        "side",
        "system",
        "extra",
    ]
)


@dataclass(slots=True)
class Rows:
    """Rows of one kind, ready for the store; `parties` are (row, part, handle).

    `gone` are the ids of rows about people who were forgotten, as far as they have keys.
    """

    kind: str
    cells: Cells
    parties: list[tuple[int, str, str]]
    forgotten: int
    gone: Sequence[str] = ()

    def __len__(self) -> int:
        return len(self.cells["id"])

    def take(self, at: Sequence[int]) -> Rows:
        """Some of the rows, in the order given, their columns as lists."""
        place = {old: new for new, old in enumerate(at)}
        whole = {name: plain(values) for name, values in self.cells.items()}
        cells: Cells = {name: [values[row] for row in at] for name, values in whole.items()}
        parties = [(place[row], part, h) for row, part, h in self.parties if row in place]
        return Rows(self.kind, cells, parties, 0)


def frames_of(drafts: Iterable[Draft], file: str) -> Iterator[Frame]:
    """Drafts of one batch as frames, one for each kind among them."""
    by_kind: dict[str, list[Draft]] = {}
    for draft in drafts:
        by_kind.setdefault(draft.kind, []).append(draft)
    for kind, held in by_kind.items():
        yield _frame(kind, held, file)


def _frame(kind: str, drafts: Sequence[Draft], file: str) -> Frame:
    from troth.extend.source import Frame

    names = {name for draft in drafts for name in draft.fields}
    columns: Cells = {name: [getattr(draft, name) for draft in drafts] for name in _HEAD}
    for name in names:
        columns[name] = [draft.fields.get(name) for draft in drafts]
    columns["origin_link"] = [draft.origin.link for draft in drafts]
    return Frame(kind, file, columns, [draft.origin.row for draft in drafts])  # type: ignore[misc]


class Sealer:
    """Turns frames of one file into rows; remembers identical rows, for those without a key."""

    def __init__(
        self,
        source: str,
        system: str,
        handles: Handles,
        now_us: int,
        ordinals: Ordinals | None = None,
    ) -> None:
        self._source = source
        self._system = system
        self._handles = handles
        self._now_us = now_us
        self.ordinals = ordinals or Ordinals()

    def rows(self, frame: Frame) -> Rows:
        """One frame's rows. Rows about people who asked to be forgotten are left out."""
        if frame.kind not in KINDS:
            raise ExtensionError(
                f"The source “{self._source}” gives records of the kind “{frame.kind}”.",
                advice=f"Kinds are {', '.join(KINDS)}.",
                place=frame.file,
            )
        size = len(frame)
        cells = self._cells(frame, size)
        parties = self._parties(frame)
        forgotten = _gone(cells) | _only_to_gone(cells, parties, self._handles.people)
        if forgotten:
            kept = [row for row in range(size) if row not in forgotten]
            half = {**cells, "key": frame.columns.get("key") or [None] * size, "id": range(size)}
            rows = Rows(frame.kind, half, parties, 0).take(kept)
            gone = self._gone_ids(frame.kind, half, forgotten)
            cells, parties, key = rows.cells, rows.parties, rows.cells.pop("key")
        else:
            key, gone = frame.columns.get("key") or (), []
        size -= len(forgotten)
        cells["version"] = versions_of(frame.kind, cells, parties, size)
        cells["id"] = self._ids(frame.kind, cells, key, size)
        told = [each for each in parties if not each[2].startswith(HIDDEN)]
        return Rows(frame.kind, cells, told, len(forgotten), gone)

    def _gone_ids(self, kind: str, cells: Cells, rows: Collection[int]) -> list[str]:
        keyed = ((cells["system"][row], cells["key"][row]) for row in rows)
        return [record_id(kind, where, key) for where, key in keyed if key is not None]

    def _cells(self, frame: Frame, size: int) -> Cells:
        given = frame.columns
        cells: Cells = {"ts_us": typed("int64", given["at_us"], self._wrong(frame, "at_us"))}
        cells["precision"] = _or(given.get("precision"), "second", size)
        for name in ("by", "about", "account"):
            if (column := given.get(name)) is not None and _holds(column):
                cells[name] = self._handles.of(column)
        for name in ("zone", "thread", "ours", "side", "origin_link"):
            if (column := given.get(name)) is not None and _holds(column):
                cells[name] = typed("string", column, self._wrong(frame, name))
        for own in KINDS[frame.kind]:
            if (values := given.get(own.name)) is not None:
                cells[own.name] = typed(own.type, values, self._wrong(frame, own.name))
        extra = self._extra(frame, size)
        if extra is not None:
            cells["extra"] = extra
        cells["system"] = _or(given.get("system"), self._system, size)
        cells["origin_file"] = same(frame.file, size)
        cells["origin_row"] = list(frame.rows)
        cells["seen_us"] = same(self._now_us, size)
        self._describe(cells)
        return cells

    def _extra(self, frame: Frame, size: int) -> list[str | None] | None:
        """Further columns as JSON; fields the kind does not have are among them."""
        known = _HEAD | {column.name for column in KINDS[frame.kind]} | {"origin_link"}
        stray = [name for name in frame.columns if name not in known]
        given = frame.columns.get("extra")
        if not stray:
            return None if given is None or not any(given) else [as_json(each) for each in given]
        rows: list[str | None] = []
        for at in range(size):
            own = dict(given[at] or {}) if given is not None else {}
            own |= {n: frame.columns[n][at] for n in stray if frame.columns[n][at] is not None}
            rows.append(as_json(own))
        return rows

    def _describe(self, cells: Cells) -> None:
        """Side and account of the people served, for the directory."""
        about, by = cells.get("about"), cells.get("by")
        person = about or by
        if person is None:
            return
        if about and by:
            person = [one or other for one, other in zip(about, by, strict=True)]
        served = self._handles.people
        for name, into in (("side", self._handles.sides), ("account", self._handles.accounts)):
            if name in cells:
                pairs = zip(person, cells[name], strict=True)
                into.update((one, value) for one, value in pairs if value and one in served)

    def _parties(self, frame: Frame) -> list[tuple[int, str, str]]:
        given = frame.columns.get("parties")
        if given is None or not _holds(given):
            return []
        flat = [(row, part, one) for row, each in enumerate(given) for part, one in each or ()]
        handles = self._handles.of([one for _, _, one in flat])
        return [
            (row, part, HIDDEN + self._handles.behind(one) if found == GONE else found)
            for (row, part, one), found in zip(flat, handles, strict=True)
            if found is not None
        ]

    def _ids(self, kind: str, cells: Cells, key: Sequence[Any], size: int) -> Hashes:
        heads = coded(cells["system"]).mapped(lambda where: f"{kind}{SEPARATOR}{where}{SEPARATOR}")
        if isinstance(key, Strings) and not key.array.null_count and len(heads.used()) == 1:
            return Hashes(hashes_of(key.headed(heads[0])), "e-")
        keys = list(key) if len(key) else [None] * size
        bare = [row for row, each in enumerate(keys) if each is None]
        if bare:
            versions = [cells["version"][row] for row in bare]
            for row, version, ordinal in zip(
                bare, versions, self.ordinals.of(kind, versions), strict=True
            ):
                keys[row] = f"{version}{SEPARATOR}{ordinal}"
        named = (f"{head}{one}" for head, one in zip(heads, keys, strict=True))
        return Hashes(hashes(named), "e-")

    def _wrong(self, frame: Frame, name: str) -> Callable[[object], ExtensionError]:
        def error(value: object) -> ExtensionError:
            return ExtensionError(
                f"The source “{self._source}” gives {value!r:.80} for “{name}” of a {frame.kind}.",
                advice="Mend the source: it has to give that value in its declared type.",
                place=frame.file,
            )

        return error


def _holds(column: Sequence[Any]) -> bool:
    """Whether a column holds anything at all."""
    if isinstance(column, Coded):
        return not column.empty
    if isinstance(column, Strings):
        return bool(column.array.null_count < len(column))
    return any(column)


def _or(column: Sequence[Any] | None, value: str, size: int) -> Coded:
    """A column with a value where it has none."""
    return same(value, size) if column is None else coded(column).mapped(lambda each: each or value)


def _gone(cells: Cells) -> set[int]:
    """Rows that are about, or by, somebody who asked to be forgotten."""
    found: set[int] = set()
    for name in ("by", "about", "account"):
        column = cells.get(name)
        if isinstance(column, Coded) and GONE not in column.values:
            continue
        if column is not None and GONE in column:
            found.update(row for row, each in enumerate(column) if each == GONE)
    return found


def _only_to_gone(
    cells: Cells, parties: Sequence[tuple[int, str, str]], people: Collection[str]
) -> set[int]:
    """Rows addressed to somebody who was forgotten, and to no other customer."""
    hidden = {row for row, _, found in parties if found.startswith(HIDDEN)}
    others = {row for row, _, found in parties if found in people}
    for name in ("by", "about"):
        if (column := cells.get(name)) is not None:
            others |= {row for row in hidden if column[row] in people}
    return hidden - others
