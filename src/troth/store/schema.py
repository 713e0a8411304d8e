"""The columns of the evidence as Arrow schemas: what every Parquet file holds, in this order."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING

from troth.errors import UnknownNameError
from troth.model.evidence import COMMON, KINDS, PARTY, Column

if TYPE_CHECKING:
    import pyarrow as pa

PARTY_KIND = "party"
SUPERSEDED = "superseded"

_PARTY_MORE: tuple[Column, ...] = (
    Column("version", "string", "the version of the record that addressed them"),
    Column("ts_us", "int64", "when the record happened, UTC microseconds"),
    Column("seen_us", "int64", "when troth first saw this version"),
)
_SUPERSEDED: tuple[Column, ...] = (
    Column("id", "string", "the record"),
    Column("version", "string", "the version that is no longer the newest"),
    Column("seen_us", "int64", "since when, UTC microseconds"),
)

LEDGER: Mapping[str, Mapping[str, str]] = {
    "person": {
        "handle": "string",
        "person": "string",
        "account": "string",
        "side": "string",
        "staff": "bool",
    },
    "account": {"handle": "string", "account": "string"},
    "promise": {
        "promise": "string",
        "state": "string",
        "confirmed": "bool",
        "to": "string",
        "by": "string",
        "owner": "string",
        "ours": "string",
        "side": "string",
        "born_us": "int64",
        "due_us": "int64",
        "closed_us": "int64",
        "keeper": "string",
        "kind": "string",
        "firmness": "string",
        "measure": "string",
        "record": "string",
        "version": "string",
        "start": "int64",
        "end": "int64",
        "system": "string",
        "thread": "string",
    },
    "uptime": {
        "promise": "string",
        "share": "float64",
        "days": "int64",
        "confirmed": "bool",
        "ours": "string",
        "side": "string",
        "born_us": "int64",
        "record": "string",
        "version": "string",
        "start": "int64",
        "end": "int64",
    },
    "verified": {
        "promise": "string",
        "side": "string",
        "status": "string",
        "kept": "int64",
        "broken": "int64",
        "n": "int64",
        "rate": "float64",
        "low": "float64",
        "high": "float64",
        "method": "string",
        "measure": "string",
        "tolerance": "float64",
        "tolerance_by": "string",
        "owner": "string",
        "ours": "string",
        "marked_us": "int64",
        "undecided_us": "int64",
    },
    "failure": {
        "promise": "string",
        "side": "string",
        "person": "string",
        "record": "string",
        "version": "string",
        "start_us": "int64",
        "end_us": "int64",
        "end_record": "string",
        "end_version": "string",
    },
    "tried": {
        "promise": "string",
        "side": "string",
        "start_us": "int64",
        "kept": "bool",
        "record": "string",
        "version": "string",
    },
    "counted": {
        "measure": "string",
        "side": "string",
        "handle": "string",
        "met": "bool",
        "start_us": "int64",
        "end_us": "int64",
        "record": "string",
        "version": "string",
        "end_record": "string",
        "end_version": "string",
        "ours": "string",
    },
    "notice": {
        "promise": "string",
        "to": "string",
        "side": "string",
        "ours": "string",
        "born_us": "int64",
        "confirmed": "bool",
        "record": "string",
        "version": "string",
        "start": "int64",
        "end": "int64",
        "days": "float64",
        "what": "string",
        "ends": "bool",
    },
    "saying": {
        "saying": "string",
        "record": "string",
        "version": "string",
        "start": "int64",
        "end": "int64",
        "voice": "string",
        "kind": "string",
        "firmness": "string",
        "at_us": "int64",
        "due_us": "int64",
        "to": "string",
        "by": "string",
        "ours": "string",
        "side": "string",
    },
    "entry": {
        "entry": "int64",
        "at_us": "int64",
        "deed": "string",
        "target": "string",
        "until_us": "int64",
    },
    "rating": {
        "account": "string",
        "what": "string",
        "level": "string",
        "at_us": "int64",
        "record": "string",
        "version": "string",
    },
    "decision": {
        "decision": "string",
        "at_us": "int64",
        "owner": "string",
        "tell_by_us": "int64",
        "told_us": "int64",
        "effect_us": "int64",
        "promise": "string",
        "words": "string",
        "sentence": "string",
    },
    "repair": {
        "about": "string",
        "promise": "string",
        "to": "string",
        "stage": "string",
        "how": "string",
        "sure": "bool",
        "said_us": "int64",
        "broken_us": "int64",
        "recurred": "int64",
        "acknowledged_us": "int64",
        "heard_us": "int64",
        "owned_us": "int64",
        "offered_us": "int64",
        "made_whole_us": "int64",
        "confirmed_us": "int64",
        "due_us": "int64",
        "offer_due_us": "int64",
        "accepted": "bool",
        "amount": "float64",
        "currency": "string",
        "changed_us": "int64",
        "shown": "string",
        "shown_version": "string",
        "record": "string",
        "version": "string",
        "start": "int64",
        "end": "int64",
        "system": "string",
        "thread": "string",
        "ours": "string",
        "side": "string",
    },
}
"""Columns of what lenses may read of the ledger, so that a table can be empty and still typed.

`account` maps the handle of an account, as records hold it, to its id, as `person` holds it.
`to` and `by` are handles, `owner` is a name as it was given and `keeper` the colleague it is the name
of, told only where somebody is noted as away; `closed_us` is when a promise was marked;
`what` of a rating is whose it is and of what, `record` what shows it, where a record does.
`target` of an entry is a finding, a promise, a person, a handle or a thread.

`uptime` has a row for each live promise of uptime: the `share` of the time (.999), and the `days` in
which it is to be kept; `notice` one for each promise of so many `days'` notice of a change, of one kind
(`what`) or of any. A decision has a row for each live promise that it surely breaks, with the
words of both; those taken back have none.

`verified` has a row a confirmed promise and side, as `troth verify` tests it: `tolerance` is the
share it must reach, `marked_us` is set where a person's mark says so and no count, `undecided_us` is
when the oldest case began that is still open and in time. `failure` has a
row a case that was not in time (`end_us` is null where it still is not done), `tried` a row a
decided case. The three are empty where no promise is tested. `counted` has a row a case of every
measure that sides are compared by: `met` is null while its time is not over. It is empty where fewer
than two sides are known. `about` of a repair is a promise or a
record; its `record` holds the words it is about, said at `said_us`, `shown` what showed its last
step.
"""


def columns(kind: str) -> tuple[Column, ...]:
    """The columns of a kind, of `party` or of the superseded list, in the order they are stored."""
    if kind == PARTY_KIND:
        return PARTY + _PARTY_MORE
    if kind == SUPERSEDED:
        return _SUPERSEDED
    if kind not in KINDS:
        raise UnknownNameError("kind of evidence", kind, KINDS)
    return COMMON + KINDS[kind]


@cache
def arrow_schema(kind: str) -> pa.Schema:
    """The Arrow schema of a kind; every column may be null."""
    import pyarrow as pa

    return pa.schema([(column.name, plain_type(column.type)) for column in columns(kind)])


def party_schema() -> pa.Schema:
    """Further people addressed by a record: `id, handle, part`, and which version it was."""
    return arrow_schema(PARTY_KIND)


def superseded_schema() -> pa.Schema:
    """Versions that are no longer the newest: `id, version, seen_us`."""
    return arrow_schema(SUPERSEDED)


def plain_type(name: str) -> pa.DataType:
    """An Arrow type from its plain name; `list<string>` and its like are understood."""
    import pyarrow as pa

    if name.startswith("list<") and name.endswith(">"):
        return pa.list_(plain_type(name[5:-1]))
    return pa.type_for_alias(name)


def plain_schema(types: Mapping[str, str]) -> pa.Schema:
    """An Arrow schema from plain type names, in the order given."""
    import pyarrow as pa

    return pa.schema([(name, plain_type(kind)) for name, kind in types.items()])
