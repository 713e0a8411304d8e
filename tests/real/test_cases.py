"""Lenses over cases on two real logs: what they find is what the counts of the literature tell."""

from __future__ import annotations

import csv
import gzip
import io
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from types import ModuleType
from typing import Any

import pyarrow as pa
import pytest

from tests.in_world import context, engine, gathered, person_table
from troth.lenses import dead_end, loop, ping_pong
from troth.stats.journey.dead_ends import dead_ends
from troth.stats.journey.journeys import journeys
from troth.store.schema import arrow_schema

pytestmark = pytest.mark.slow
EVER = "100000 days"
LOGS = {
    "receipt": (
        "eventlog_receipt.csv.gz",
        ("case:concept:name", "concept:name", "time:timestamp", "org:resource"),
    ),
    "helpdesk": (
        "eventlog_helpdesk_verenich.csv",
        ("CaseID", "ActivityID", "CompleteTimestamp", ""),
    ),
}
CLOSING = (
    "T10 Determine necessity to stop indication",
    "T05 Print and send confirmation of receipt",
    "T15 Print document X request unlicensed",
    "T20 Print report Y to stop indication",
)
Row = dict[str, Any]


@pytest.fixture(scope="module")
def logs(data: Path) -> dict[str, list[Row]]:
    """Each log as the rows of steps that a source makes of it."""
    return {name: _rows(data / "events" / file, names) for name, (file, names) in LOGS.items()}


def _rows(path: Path, names: tuple[str, str, str, str]) -> list[Row]:
    held = path.read_bytes()
    text = (gzip.decompress(held) if path.suffix == ".gz" else held).decode()
    case, activity, at, resource = names
    rows = []
    for number, row in enumerate(csv.DictReader(io.StringIO(text))):
        moment = datetime.fromisoformat(row[at])
        rows.append(
            {
                "id": f"e-{number:06}",
                "version": "v",
                "ts_us": round(
                    (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp() * 1e6
                ),
                "precision": "second",
                "thread": row[case],
                "system": "log",
                "activity": row[activity],
                "resource": row.get(resource) or None,
            }
        )
    return rows


def _found(module: ModuleType, rows: list[Row], options: dict[str, object]) -> list[Any]:
    end = datetime.fromtimestamp(max(row["ts_us"] for row in rows) / 1e6 + 1, UTC)
    there = context(f"{end:%Y-%m-%d %H:%M:%S}", options=dict(module.CARD.options) | options)
    held = {
        "step": pa.Table.from_pylist(rows, schema=arrow_schema("step")),
        "person": person_table({}),
    }
    tables = engine().world(held, there.moment_us)
    return list(module.judge(gathered(module, tables, there.moment_us), there))


def _map(rows: list[Row]) -> Any:
    columns = {
        name: [row[name] for row in rows] for name in ("thread", "activity", "ts_us", "resource")
    }
    seconds = [us / 1e6 for us in columns["ts_us"]]
    who = columns["resource"] if any(columns["resource"]) else None
    order = list(range(len(rows)))
    return journeys(columns["thread"], columns["activity"], seconds, resource=who, order=order)


def test_the_logs_are_those_of_the_literature(logs: dict[str, list[Row]]) -> None:
    shape = {
        name: (len({row["thread"] for row in rows}), len(rows), len({r["activity"] for r in rows}))
        for name, rows in logs.items()
    }
    assert shape == {"receipt": (1_434, 8_577, 27), "helpdesk": (3_804, 13_710, 9)}
    assert _map(logs["receipt"]).rework.cases == 91


@pytest.mark.parametrize("name", LOGS)
def test_loops_are_the_cases_that_return(logs: dict[str, list[Row]], name: str) -> None:
    found = _found(loop, logs[name], {"times": 2, "look-back": EVER})
    assert len(found) == _map(logs[name]).loops.return_cases
    often = _found(loop, logs[name], {"look-back": EVER})
    assert 0 < len(often) < len(found)
    assert {one.anchor for one in often} <= {one.anchor for one in found}


def test_ping_pong_is_there_and_back_over_stays(logs: dict[str, list[Row]]) -> None:
    found = _found(ping_pong, logs["receipt"], {"times": 1, "look-back": EVER})
    assert len(found) == _map(logs["receipt"]).ping_pong.cases_over_stays
    assert 0 < len(_found(ping_pong, logs["receipt"], {"look-back": EVER})) < len(found)
    assert _found(ping_pong, logs["helpdesk"], {"times": 1, "look-back": EVER}) == []


def test_dead_ends_are_the_cases_that_never_closed(logs: dict[str, list[Row]]) -> None:
    rows = logs["receipt"]
    found = _found(dead_end, rows, {"closing": CLOSING})
    end = max(row["ts_us"] for row in rows) / 1e6
    held = dead_ends(
        [row["thread"] for row in rows],
        [row["activity"] for row in rows],
        [row["ts_us"] / 1e6 for row in rows],
        CLOSING,
        30,
        until=end,
        order=list(range(len(rows))),
    )
    assert (len(found), held.closed, held.undecided) == (149, 1_282, 3)
    stood = Counter(one.group for one in found)
    assert stood == {f"dead-end:log:{step}": n for step, n in held.by_step}


def test_nothing_is_said_of_a_log_of_which_no_step_is_known_to_close(
    logs: dict[str, list[Row]],
) -> None:
    assert _found(dead_end, logs["receipt"], {}) == []
    assert _found(dead_end, logs["helpdesk"], {}) == []
    assert _found(dead_end, logs["helpdesk"], {"closing": ("6",)}) == []
