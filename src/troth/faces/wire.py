"""Values as JSON and CSV, in the shapes that programs rely on: keys are added, never renamed.

One generic rule turns any frozen value into plain data; a told finding has its own shape,
because programs outside read it.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields, is_dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from troth.faces.masks import shown, shown_in
from troth.model.origin import Origin
from troth.text.guarding import runs

if TYPE_CHECKING:
    from troth.acts.receipt import Receipt
    from troth.views.telling import Told, ToldCite

STEERING = re.compile(r"[\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""What a terminal acts upon and `json.dumps` leaves as it is."""


def moment(at_us: int | None) -> str | None:
    """A moment as ISO 8601 in UTC, to the second: "2026-09-20T10:02:00Z"."""
    if at_us is None:
        return None
    return datetime.fromtimestamp(at_us // 1_000_000, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def plain(value: object) -> Any:
    """Any of our values as JSON data: dataclasses by field, tuples as lists, sets sorted.

    A field that ends in `_us` is given as an ISO moment without the ending, beside nothing else.
    """
    if is_dataclass(value) and not isinstance(value, type):
        return _fields({field.name: getattr(value, field.name) for field in fields(value)})
    if isinstance(value, Mapping):
        return _fields({str(key): item for key, item in value.items()})
    if isinstance(value, set | frozenset):
        return sorted(plain(item) for item in value)
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    return value if isinstance(value, str | int | float | bool | None) else str(value)


def _fields(pairs: Mapping[str, object]) -> dict[str, Any]:
    out: dict[str, Any] = {}
    for key, value in pairs.items():
        if key.endswith("_us") and (value is None or isinstance(value, int)):
            out[key.removesuffix("_us")] = moment(value)
        else:
            out[key] = plain(value)
    return out


def finding_json(told: Told) -> dict[str, Any]:
    """A finding as `--format json`, the pages' `.json` and the Python interface give it."""
    subject, place = told.subject, told.place
    return {
        "id": told.id,
        "lens": told.lens,
        "says": told.says,
        "severity": told.severity,
        "preview": told.preview,
        "anchor": told.anchor,
        "subject": {
            "kind": subject.kind,
            "id": subject.id,
            "name": subject.name,
            "account": subject.account,
            "side": subject.side,
        },
        "status": told.status,
        "strength": plain(told.strength),
        "cites": [_cite_json(cite) for cite in told.cites],
        "next": told.next,
        "would_change": told.would_change,
        "since": moment(told.since_us),
        "path": place.path if place else None,
        "line": place.line if place else None,
        "column": place.column if place else None,
        "end_line": place.end_line if place else None,
        "end_column": place.end_column if place else None,
        "instead": told.instead,
    }


def _cite_json(cite: ToldCite) -> dict[str, Any]:
    return {
        "evidence": cite.evidence,
        "kind": cite.kind,
        "at": moment(cite.at_us),
        "quote": cite.quote,
        "origin": origin_json(cite.origin),
    }


def origin_json(origin: Origin | None) -> dict[str, Any] | None:
    """Where a record was read, with the link back to its system where there is one."""
    if origin is None:
        return None
    return {"file": origin.file, "row": origin.row, "link": origin.link}


def as_json(value: object) -> str:
    """JSON as people read it: two spaces, unicode kept, nothing in it that steers a terminal."""
    return STEERING.sub(_escaped, json.dumps(shown_in(value), indent=2, ensure_ascii=False))


def _escaped(sign: re.Match[str]) -> str:
    return f"\\u{ord(sign[0]):04x}"


def findings_csv(told: Iterable[Told]) -> str:
    """Findings as a table for a spreadsheet; cells that a spreadsheet would run are made inert."""
    head = (
        "id",
        "lens",
        "status",
        "subject",
        "side",
        "says",
        "since",
        "quote",
        "next",
        "file",
        "row",
    )
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(head)
    for one in told:
        first = one.cites[0]
        origin = first.origin
        row = (
            one.id,
            one.lens,
            one.status,
            one.subject.name,
            one.subject.side or "",
            one.says,
            moment(one.since_us) or "",
            first.quote,
            one.next,
            origin.file if origin else "",
            "" if origin is None or origin.row is None else str(origin.row),
        )
        writer.writerow([inert(cell) for cell in row])
    return out.getvalue()


def inert(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula and no terminal for a command."""
    plain = "".join(sign if sign.isprintable() or sign in "\n\t" else " " for sign in shown(cell))
    return f"'{plain}" if runs(plain) else plain


def rows_csv(columns: Sequence[str], rows: Iterable[Mapping[str, Any]]) -> str:
    """Rows of plain data as CSV, in which nothing runs."""
    out = io.StringIO()
    write = csv.writer(out, lineterminator="\n").writerow
    write(columns)
    for row in rows:
        write([inert("" if row[name] is None else str(row[name])) for name in columns])
    return out.getvalue()


def receipt_json(receipt: Receipt) -> dict[str, Any]:
    """What `troth add --format json` prints."""
    return {
        "sources": [
            {
                "path": one.path,
                "source": one.source,
                "system": one.system,
                "kind": one.kind,
                "kinds": dict(one.kinds),
                "outcome": one.outcome,
                "rows_read": one.rows_read,
                "records": one.records,
                "new": one.new,
                "changed": one.changed,
                "unchanged": one.unchanged,
                "set_aside": one.set_aside,
                "forgotten": one.forgotten,
                "gone": one.gone,
                "whole": one.whole,
                "too_old": one.too_old,
                "first_at": moment(one.first_us),
                "last_at": moment(one.last_us),
            }
            for one in receipt.sources
        ],
        "people_new": receipt.people_new,
        "people_seen": receipt.people_seen,
        "set_aside": receipt.total("set_aside"),
        "rejects": [
            {
                "origin": origin_json(one.origin),
                "excerpt": one.excerpt,
                "says": one.says,
                "advice": one.advice,
            }
            for one in receipt.rejects
        ],
        "dry_run": receipt.dry_run,
    }
