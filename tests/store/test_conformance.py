"""Every engine gives the same values in the same types: reading, and every lens' gathering."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from types import ModuleType

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tests.store.nasty import END, evidence, messages, worlds
from troth import registry
from troth.acts.proving import tables_of
from troth.acts.world import moment, read_world
from troth.model.evidence import COMMON, KINDS
from troth.store.engine import Engine, open_engine
from troth.store.prepared import key
from troth.store.schema import arrow_schema, superseded_schema
from troth.store.snapshot import Snapshot

GATHERING = [
    (shelf, name) for shelf in ("lenses", "measures") for name in registry.extensions(shelf)
]
COLUMNS = {column.name: column.type for column in (*COMMON, *KINDS["message"])}


@pytest.fixture(scope="module")
def duck(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    with open_engine("duckdb", tmp_path_factory.mktemp("duck")) as engine:
        yield engine


@pytest.fixture(scope="module")
def sail(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    pytest.importorskip("pysail", reason="Sail is not installed: one engine alone proves nothing")
    with open_engine("sail", tmp_path_factory.mktemp("sail")) as engine:
        yield engine


def history(folder: Path) -> Snapshot:
    """Two imports: of the first, every third record was changed by the second, one changed back."""
    first = evidence("message", messages())
    changed = [row for number, row in enumerate(first.to_pylist()) if number % 3 == 0]
    ended = [{"id": row["id"], "version": row["version"], "seen_us": 5_000} for row in changed]
    second = [
        {
            **row,
            "version": row["version"][::-1],
            "seen_us": 5_000,
            "text": f"{row['text']} (edited)",
        }
        for row in changed
    ]
    back = changed[0]
    ended.append({"id": back["id"], "version": back["version"][::-1], "seen_us": 6_000})
    third = [{**back, "seen_us": 6_000}]
    paths = []
    for number, rows in enumerate((first.to_pylist(), second, third)):
        paths.append(folder / f"{number}.parquet")
        pq.write_table(pa.Table.from_pylist(rows, schema=arrow_schema("message")), paths[-1])
    gone = folder / "superseded.parquet"
    pq.write_table(pa.Table.from_pylist(ended, schema=superseded_schema()), gone)
    return Snapshot({"message": tuple(paths)}, (gone,), END)


def read(engine: Engine, snapshot: Snapshot) -> pa.Table:
    return engine.collect(engine.tables(snapshot)["message"], COLUMNS)


@pytest.mark.spark
@pytest.mark.parametrize("known_at", [None, 1_010, 5_000, 6_000])
@pytest.mark.parametrize("as_of", [-1_500_000, 0, END - 1, END])
def test_reading_is_the_same_at_every_moment(
    duck: Engine, sail: Engine, tmp_path: Path, as_of: int, known_at: int | None
) -> None:
    held = history(tmp_path)
    snapshot = Snapshot(held.files, held.superseded, as_of, known_at)
    one, other = read(duck, snapshot), read(sail, snapshot)
    assert one.schema == other.schema == arrow_schema("message")
    assert one.to_pylist() == other.to_pylist()


def test_reading_shows_each_record_once_in_the_version_that_held(
    duck: Engine, tmp_path: Path
) -> None:
    held = history(tmp_path)
    first = evidence("message", messages())
    ids = sorted(first.column("id").to_pylist())
    original = {row["id"]: row["text"] for row in first.to_pylist()}
    changed = {row["id"] for number, row in enumerate(first.to_pylist()) if number % 3 == 0}
    back = first.to_pylist()[0]["id"]

    def texts(known_at: int | None) -> dict[str, str | None]:
        rows = read(duck, Snapshot(held.files, held.superseded, END, known_at)).to_pylist()
        assert sorted(row["id"] for row in rows) == ids
        return {row["id"]: row["text"] for row in rows}

    edited = {id: f"{text} (edited)" if id in changed else text for id, text in original.items()}
    assert texts(4_999) == original
    assert texts(5_000) == edited
    assert texts(6_000) == texts(None) == edited | {back: original[back]}


@pytest.mark.spark
@pytest.mark.parametrize("kind", sorted(KINDS))
def test_a_kind_without_files_is_an_empty_table_of_its_columns(
    duck: Engine, sail: Engine, kind: str
) -> None:
    declared = {column.name: column.type for column in (*COMMON, *KINDS[kind])}
    for engine in (duck, sail):
        rows = engine.collect(engine.tables(Snapshot({}, (), END))[kind], declared)
        assert rows.schema == arrow_schema(kind)
        assert rows.num_rows == 0


@pytest.mark.spark
def test_collecting_casts_to_what_was_declared(duck: Engine, sail: Engine) -> None:
    def figures(engine: Engine) -> pa.Table:
        import ibis

        rows = engine.world(worlds()["nasty"], END)["purchase"]
        grouped = rows.group_by("about").aggregate(
            n=rows.id.count(),
            mean=rows.ts_us.cast("float64").mean(),
            last=rows.ts_us.max(),
            whole=(rows.ts_us // 1_000_000).min(),
            any=ibis.coalesce(rows.amount > 0, ibis.literal(False)).any(),
        )
        types = {"about": "string", "n": "int64", "mean": "float64", "last": "int64"}
        return engine.collect(grouped, {**types, "whole": "int64", "any": "bool"})

    one, other = figures(duck), figures(sail)
    assert one.schema == other.schema
    assert one.to_pylist() == other.to_pylist()


def gather(engine: Engine, module: ModuleType, world: dict[str, pa.Table], at: int) -> pa.Table:
    schema: Mapping[str, str] = getattr(module.CARD, "schema", None) or module.SCHEMA
    return engine.world(world, at).gathered(key(module), module.gather, at, schema)


def gather_anew(engine: Engine, module: ModuleType, world: Mapping[str, pa.Table]) -> pa.Table:
    schema: Mapping[str, str] = getattr(module.CARD, "schema", None) or module.SCHEMA
    return engine.collect(module.gather(engine.world(world, END), END), schema)


@pytest.mark.spark
@pytest.mark.parametrize(("shelf", "name"), GATHERING)
@pytest.mark.parametrize("world", ["nasty", "empty"])
def test_gathering_is_the_same_on_nasty_tables(
    duck: Engine, sail: Engine, shelf: str, name: str, world: str
) -> None:
    module = registry.load(shelf, name)
    one, other = (gather(engine, module, worlds()[world], END) for engine in (duck, sail))
    assert one.equals(gather_anew(duck, module, worlds()[world]))
    assert one.schema == other.schema
    assert one.to_pylist() == other.to_pylist()


@pytest.mark.spark
@pytest.mark.slow
@pytest.mark.parametrize(("shelf", "name"), GATHERING)
def test_gathering_is_the_same_on_its_own_examples(
    duck: Engine, sail: Engine, shelf: str, name: str
) -> None:
    module = registry.load(shelf, name)
    for example in module.EXAMPLES:
        at = moment(example.as_of)[0] if example.as_of else END
        world = tables_of(read_world(example.world))
        one, other = (gather(engine, module, world, at) for engine in (duck, sail))
        assert one.schema == other.schema, example.title
        assert one.to_pylist() == other.to_pylist(), example.title
