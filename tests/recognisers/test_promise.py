"""The recogniser `promise`: its examples, whose voice it hears, and what it gives back."""

from __future__ import annotations

import pyarrow as pa

from troth import registry
from troth.acts.prove import prove
from troth.extend.recogniser import GIVES, READS
from troth.recognisers import promise
from troth.store.schema import plain_schema


def batch(*rows: dict[str, object]) -> pa.RecordBatch:
    """Records as a recogniser is shown them."""
    common = {"version": "v1", "kind": "message", "ts_us": 1_772_445_600_000_000}
    return pa.RecordBatch.from_pylist([common | row for row in rows], schema=plain_schema(READS))


def test_examples() -> None:
    assert prove(registry.extensions("recognisers")["promise"]) == ()


def test_gives_the_declared_columns_also_when_nothing_is_heard() -> None:
    for rows in ((), ({"id": "e-1", "direction": "out", "text": "We will call you by Friday."},)):
        assert promise.annotate(batch(*rows)).schema == plain_schema(GIVES)


def test_hears_only_our_own_voice() -> None:
    text = "We will call you by Friday."
    given = promise.annotate(
        batch(
            {"id": "e-in", "direction": "in", "text": text},
            {"id": "e-out", "direction": "out", "text": text},
            {"id": "e-doc", "kind": "document", "text": text},
            {"id": "e-none", "direction": "out", "text": None},
        )
    )
    assert given["record"].to_pylist() == ["e-out", "e-doc"]
    assert given["due_us"].to_pylist() == [1_772_841_599_000_000] * 2


def test_a_day_lies_in_the_zone_of_the_record() -> None:
    row = {"id": "e-1", "direction": "out", "text": "We will call you by Friday."}
    here, there = (
        promise.annotate(batch(row | {"zone": zone}))["due_us"][0].as_py()
        for zone in (None, "America/New_York")
    )
    assert there - here == 5 * 3_600_000_000


def test_our_brand_is_our_name() -> None:
    row = {"id": "e-1", "direction": "out", "text": "Kestrel will refund it."}
    assert promise.annotate(batch(row)).num_rows == 0
    assert promise.annotate(batch(row | {"ours": "Kestrel"})).num_rows == 1
