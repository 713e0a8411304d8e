"""The ledger as a register of promises, in forms that `troth add` reads again without loss."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from troth.faces.masks import masked, shown
from troth.faces.wire import STEERING, as_json, moment
from troth.text.guarding import guarded

if TYPE_CHECKING:
    from troth.acts.opening import Workspace
    from troth.model.promise import Promise

COLUMNS = (
    "id",
    "promise",
    "status",
    "confirmed",
    "kind",
    "firmness",
    "made",
    "due",
    "owner",
    "measure",
    "tolerance_by",
    "side",
    "brand",
    "to",
    "to_id",
    "reason",
)
Row = Mapping[str, str]


def register(work: Workspace, held: Sequence[Promise]) -> list[Row]:
    """Each promise with its words and all of its terms; what is not set is left empty.

    `to` is what the person is called, `to_id` by what she is known; where addresses are hidden
    it is left out, and her promise is then not confirmed by adding the register.
    """
    from troth.acts.registered import known_by

    called = known_by(work, {one.to for one in held if one.to})
    return [_row(one, *called.get(one.to or "", ("", ""))) for one in held if one.words]


def _row(one: Promise, to: str, to_id: str) -> Row:
    told = {
        "id": one.id,
        "promise": one.words,
        "status": one.state,
        "confirmed": "yes" if one.confirmed else "no",
        "kind": one.kind,
        "firmness": one.firmness,
        "made": _exact(one.born_us),
        "due": _exact(one.due_us),
        "owner": one.owner,
        "measure": one.measure,
        "tolerance_by": one.tolerance_by,
        "side": one.side,
        "brand": one.ours,
        "to": to or one.to,
        "to_id": "" if masked() else to_id,
        "reason": one.reason,
    }
    return {name: told[name] or "" for name in COLUMNS}


def _exact(at_us: int | None) -> str | None:
    """A moment in UTC without loss: to the second, or to the microsecond where it has some."""
    if at_us is None or at_us % 1_000_000 == 0:
        return moment(at_us)
    return f"{(moment(at_us) or '').removesuffix('Z')}.{at_us % 1_000_000:06d}Z"


def as_yaml(rows: Sequence[Row]) -> str:
    """A list of promises, every text in double quotes: plain YAML that is read by any reader."""
    lines = ["promises:"] if rows else ["promises: []"]
    for row in rows:
        mark = "  - "
        for name, value in row.items():
            if value:
                lines.append(f"{mark}{name}: {_quoted(shown(value))}")
                mark = "    "
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    return STEERING.sub(lambda sign: f"\\u{ord(sign[0]):04x}", json.dumps(text, ensure_ascii=False))


def as_csv(rows: Sequence[Row]) -> str:
    """The same as a table; a cell that a spreadsheet would run is guarded, and read back as it was."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for row in rows:
        writer.writerow([guarded(shown(value)) for value in row.values()])
    return out.getvalue()


FORMS: Mapping[str, Callable[[Sequence[Row]], str]] = {
    "yaml": as_yaml,
    "csv": as_csv,
    "json": lambda rows: as_json({"promises": list(rows)}),
}
