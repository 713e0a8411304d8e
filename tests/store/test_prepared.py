"""A question that was prepared is answered as one that is put anew, at every moment and on other rows."""

from __future__ import annotations

from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from tests.in_world import person_table, world_tables
from troth.acts.world import moment, read_world
from troth.lenses import silence, unanswered
from troth.store import prepared
from troth.store.engine import Engine, open_engine
from troth.store.prepared import Shelf, key

HEAD = "at | kind | by | text\n"
LINES = [f"2026-0{month}-{day:02d} | purchase | ana |" for month in range(1, 7) for day in (3, 17)]
WORLD = HEAD + "\n".join([*LINES, "2026-03-05 | message | ben | Where is my parcel?"])
SCHEMA = {"id": "string", "ts_us": "int64"}


def rows(module: ModuleType, at: str, world: str = WORLD, *, anew: bool = False) -> list[Any]:
    at_us = moment(at)[0]
    tables = world_tables(read_world(world), at_us)
    engine = tables._engine
    if anew:
        found = engine.collect(module.gather(tables, at_us), module.CARD.schema)
    else:
        found = tables.gathered(key(module), module.gather, at_us, module.CARD.schema)
    return list(found.to_pylist())


@pytest.mark.parametrize("module", [silence, unanswered], ids=["silence", "unanswered"])
def test_the_same_at_every_moment_and_in_every_world(module: ModuleType) -> None:
    smaller = "\n".join(WORLD.splitlines()[:-3])
    for at, world in (("2026-03-06", WORLD), ("2026-07-01", WORLD), ("2026-05-20", smaller)):
        assert rows(module, at, world) == rows(module, at, world, anew=True)
    assert rows(module, "2026-07-01") != rows(module, "2026-03-04")


def test_the_code_is_in_the_key(tmp_path: Path) -> None:
    module = ModuleType("mine")
    assert key(module) is None
    for text in ("A = 1\n", "A = 2\n"):
        path = tmp_path / "mine.py"
        path.write_text(text)
        module.__file__ = str(path)
        assert key(module) == key(module) != key(module, "step")
        assert prepared.code() in str(key(module))
        tmp_path = tmp_path / "other"
        tmp_path.mkdir()
    assert key(module) != key(silence)


def asked(engine: Engine, name: str | None, gather: Any, at: str = "2026-07-01") -> int:
    at_us = moment(at)[0]
    world = read_world(WORLD)
    held = {kind: pa_rows(kind, world.rows[kind]) for kind in world.rows}
    tables = engine.world(held | {"person": person_table({})}, at_us)
    return int(tables.gathered(name, gather, at_us, SCHEMA).num_rows)


def pa_rows(kind: str, rows: Any) -> Any:
    import pyarrow as pa

    from troth.store.schema import arrow_schema

    return pa.Table.from_pylist([dict(row) for row in rows], schema=arrow_schema(kind))


def until(tables: Any, moment_us: Any) -> Any:
    found = tables["purchase"]
    return found.filter(found.ts_us <= moment_us).select("id", "ts_us")


def test_kept_from_process_to_process(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "cache" / "asked.json"
    with open_engine("duckdb", tmp_path / "one", file) as engine:
        assert asked(engine, f"until {prepared.code()}", until) == 12
    monkeypatch.setattr(prepared, "_HELD", {})
    with open_engine("duckdb", tmp_path / "two", file) as engine:

        def never(tables: Any, moment_us: Any) -> Any:
            raise AssertionError("it was prepared before")

        assert asked(engine, f"until {prepared.code()}", never, "2026-03-04") == 5


@pytest.mark.parametrize("text", ["", "[]", "{", '{"until": 3}', '{"until": ["select", 4]}'])
def test_a_file_that_keeps_nothing_is_made_anew(tmp_path: Path, text: str) -> None:
    file = tmp_path / "asked.json"
    file.write_text(text)
    with open_engine("duckdb", tmp_path / "one", file) as engine:
        assert asked(engine, f"{text} {prepared.code()}", until) == 12
    assert "purchase" in file.read_text()


def test_other_columns_are_prepared_again() -> None:
    name = f"columns {prepared.code()}"
    with open_engine() as engine:
        assert asked(engine, name, until) == 12
        held = prepared._HELD[f"duckdb {name}"]
        prepared._HELD[f"duckdb {name}"] = prepared.Prepared(
            "select 1", dict.fromkeys(held.tables, "other")
        )
        assert asked(engine, name, until) == 12


def test_who_needs_the_moment_as_a_number_gets_it() -> None:
    def gather(tables: Any, moment_us: Any) -> Any:
        found = tables["purchase"]
        return found.filter(found.ts_us <= max(moment_us, 5)).select("id", "ts_us")

    with open_engine() as engine:
        assert asked(engine, f"number {prepared.code()}", gather) == 12
    assert f"duckdb number {prepared.code()}" not in prepared._HELD


def test_a_folder_that_cannot_be_written_keeps_nothing(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("")
    shelf = Shelf(blocked / "cache" / "asked.json")
    shelf.put("a", "select 1", {})
    shelf.save()
    assert blocked.read_text() == ""
