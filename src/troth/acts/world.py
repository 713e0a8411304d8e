"""A world in a small table, as examples and stories are written, made into evidence.

The table's columns are parted by `|`. `by` and `about` are plain names: `ana` is a customer
called Ana, `us:tom` one of our own called Tom. Rows of kind `answered`, `away`, `done`, `confirm`,
`release`, `broken`, `late`, `partly` or `withdraw` are not evidence but what a colleague noted; `away`
may have an `until`. A row `decide` is a decision about the promise of its thread, its sentence in
`text`, to be told `until`; `told` notes that it was. `rate` rates an account: `text` is whose rating of what,
and the level ("theirs task"). A row `repair` says its step in `text` and the day of an
offer in `until`. Of a promise with a measure, `tested` says how it
came out (its target as `text`, who set it as `by`, `kept` of `n`), `failed` whose case failed (`by`,
`at` to `until`), and `tried` gives cases for the day, the failures after the kept ones. `counted` gives
cases by which sides are compared: `kept` of `n` of a `side`, each of another person unless `by` names
one, the measure as `text`. Times are UTC.
`⏎` in a text is the end of a line.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

from troth.errors import ExtensionError
from troth.model.evidence import COMMON, KINDS, Identifier
from troth.model.identity import record_id, version_of

MARKS = {
    "done": "kept",
    "release": "released",
    "broken": "broken",
    "late": "late",
    "partly": "partly",
    "withdraw": "withdrawn",
}
"""What a note of a colleague makes of a promise."""
COUNTS = ("tested", "failed", "tried", "counted")
"""Rows that say how a promise with a measure, or a side, came out."""
NOTES = ("answered", "away", "confirm", "decide", "told", "repair", "rate", *MARKS, *COUNTS)
SYSTEM = "world"


@dataclass(frozen=True, slots=True)
class WorldNote:
    """What a colleague noted in a world: `target` is a person or a thread; `cells` the whole row."""

    at_us: int
    deed: str
    target: str
    until_us: int | None
    cells: Mapping[str, str] = field(default_factory=dict)

    @property
    def text(self) -> str:
        """The words of a row that has some."""
        return self.cells.get("text") or ""

    @property
    def step(self) -> str | None:
        """Which step of a repair it is."""
        return self.text or None if self.deed == "repair" else None


@dataclass(frozen=True, slots=True)
class World:
    """Evidence rows by kind, the people in it by handle, and what was noted."""

    rows: Mapping[str, tuple[Mapping[str, object], ...]]
    people: Mapping[str, Identifier]
    notes: tuple[WorldNote, ...]


def read_world(table: str) -> World:
    """The world written in a table; a mistake in it is the author's, told with its line."""
    rows: dict[str, list[Mapping[str, object]]] = {}
    people: dict[str, Identifier] = {}
    notes: list[WorldNote] = []
    for number, row in enumerate(_lines(table), 1):
        kind = row.pop("kind", "") or "message"
        if kind in NOTES:
            notes.append(_note(kind, row))
        elif kind in KINDS:
            rows.setdefault(kind, []).append(_record(kind, row, number, people))
        else:
            raise ExtensionError(
                f"Row {number} of the example is of kind “{kind}”, which there is not.",
                advice=f"Kinds are {', '.join((*KINDS, *NOTES))}.",
            )
    return World({kind: tuple(found) for kind, found in rows.items()}, people, tuple(notes))


def moment(text: str) -> tuple[int, str]:
    """A time of a world as UTC microseconds, with its precision: a bare day has day precision."""
    precision = "day" if len(text.strip()) == 10 else "second"
    at = datetime.fromisoformat(text.strip()).replace(tzinfo=UTC)
    return int(at.timestamp()) * 1_000_000, precision


def handle(name: str) -> str:
    """The handle a name has in a world; a real workspace keys it with its secret."""
    return f"h-{name.removeprefix('us:')}"


def person(name: str) -> str:
    """The person a name stands for in a world."""
    return f"p-{name.removeprefix('us:')}"


def _lines(table: str) -> Iterator[dict[str, str]]:
    lines = [line.strip() for line in table.strip().splitlines() if line.strip()]
    head = [cell.strip() for cell in lines[0].split("|")] if lines else []
    for line in lines[1:]:
        cells = [cell.strip() for cell in line.split("|", len(head) - 1)]
        yield dict(zip(head, cells, strict=False))


def _record(
    kind: str, row: dict[str, str], number: int, people: dict[str, Identifier]
) -> Mapping[str, object]:
    at_us, precision = moment(row.pop("at"))
    key = row.pop("key", "") or str(number)
    held: dict[str, object] = {
        "id": record_id(kind, SYSTEM, key),
        "version": version_of(*row.values(), str(at_us)),
        "ts_us": at_us,
        "precision": precision,
        "system": row.pop("system", "") or SYSTEM,
        "origin_file": "world",
        "origin_row": number,
        "seen_us": at_us,
    }
    by = row.get("by", "")
    if kind == "message":
        held["direction"] = "out" if by.startswith("us:") else "in"
        held["automatic"] = row.pop("automatic", "") in ("yes", "true", "1")
    for part in ("by", "about", "account"):
        if name := row.pop(part, ""):
            held[part] = handle(name)
            people[handle(name)] = _identifier(part, name)
    types = {column.name: column.type for column in (*COMMON, *KINDS[kind])}
    for name, cell in row.items():
        if cell and name in types:
            held[name] = _cell(name, cell, types[name])
    return held


def _cell(name: str, cell: str, type_: str) -> object:
    """A cell as its column holds it: moments are written as times, flags as yes or no."""
    if type_ == "bool":
        return cell in ("yes", "true", "1")
    if type_ == "int64":
        return moment(cell)[0] if name.endswith("_us") else int(cell)
    return float(cell) if type_ == "float64" else cell.replace("⏎", "\n")


def _identifier(part: str, name: str) -> Identifier:
    scheme = "account" if part == "account" else "staff" if name.startswith("us:") else "id"
    plain = name.removeprefix("us:")
    return Identifier(scheme, f"{SYSTEM}:{plain}", plain.capitalize())


def _note(deed: str, row: Mapping[str, str]) -> WorldNote:
    at_us, _ = moment(row["at"])
    until = row.get("until") or ""
    name = row.get("about") or row.get("by") or ""
    target = person(name) if name and deed == "away" else row.get("thread") or person(name)
    return WorldNote(at_us, deed, target, moment(until)[0] if until else None, dict(row))
