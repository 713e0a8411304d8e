"""The lens `silence`: its examples, what spares people, what it says, and that it keeps its budget.

The budget is tested with the simulation of `benches/silence.py`, which asks the very functions
of the lens; CDNOW's customers are asked where the file lies beside the checkout.
"""

from __future__ import annotations

import gzip
import importlib.util
import sys
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from types import ModuleType

import pyarrow as pa
import pytest

from tests.in_world import context, engine, gathered, look, person_table, shown, world_tables
from troth.acts.world import moment, read_world
from troth.extend.record import Example
from troth.lenses import silence
from troth.lenses.silence import HEAD, WEEKLY, _orders

ROOT = Path(__file__).resolve().parents[2]
CDNOW = ROOT.parent / "shared" / "data" / "events" / "cdnow_master.txt.gz"
ANA = HEAD + _orders("ana", "2026-01-05", *WEEKLY)
LATE = "2026-08-29 12:00"


@cache
def bench() -> ModuleType:
    """The simulation, which is no package of its own."""
    spec = importlib.util.spec_from_file_location("bench_silence", ROOT / "benches" / "silence.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["bench_silence"] = module
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("example", silence.EXAMPLES, ids=lambda each: each.title)
def test_examples(example: Example) -> None:
    found = shown(silence, example)
    assert [finding.status for finding in found] == (
        [] if example.verdict == "silent" else [example.verdict]
    )
    for finding in found:
        told = finding.says.replace("{subject}", finding.subject.id.removeprefix("h-").capitalize())
        assert (example.says or "") in told


def test_what_a_finding_holds() -> None:
    (found,) = look(silence, ANA, LATE)
    first, last = read_world(ANA).rows["purchase"][0], read_world(ANA).rows["purchase"][-1]
    assert found.anchor == last["id"]
    assert [cite.evidence for cite in found.cites] == [last["id"], first["id"]]
    assert (found.subject.kind, found.subject.id) == ("person", "h-ana")
    assert (found.strength.n, found.strength.unit) == (24, "gaps")
    assert 0 < found.strength.value <= found.data["level"] < 0.05
    assert "(1+g/T)^-n" in found.strength.method
    assert (found.data["silent_days"], found.data["longest_days"]) == (61, 14)
    assert not any(word in found.next.lower() for word in ("discount", "voucher", "% off"))
    assert found.since_us == last["ts_us"]


def test_the_finding_keeps_its_id_while_the_silence_grows() -> None:
    (first,), (second,) = look(silence, ANA, LATE), look(silence, ANA, "2026-10-29 12:00")
    assert first.id == second.id
    assert first.says != second.says


@pytest.mark.parametrize(
    ("line", "as_of"),
    [
        ("2026-08-20 09:00 | message | ana | Please call me.", LATE),
        ("2026-08-20 09:00 | use | ana |", LATE),
        ("2026-08-20 09:00 | review | ana | Good.", LATE),
        ("2026-08-20 09:00 | survey_answer | ana | 9", LATE),
    ],
)
def test_a_sign_of_life_spares(line: str, as_of: str) -> None:
    assert look(silence, f"{ANA}\n{line}", as_of) == []


@pytest.mark.parametrize(
    "line",
    [
        "2026-06-30 09:00 | message | ana | My parcel was broken.",
        "2026-08-20 09:00 | message | us:tom | Dear Ana.",
    ],
)
def test_an_old_word_and_a_word_of_ours_spare_nobody(line: str) -> None:
    assert len(look(silence, f"{ANA}\n{line}", LATE)) == 1


def test_an_order_elsewhere_with_us_is_a_sign_of_life() -> None:
    head = "at | kind | by | system | ours\n"
    lines = _orders("ana", "2026-01-05", *WEEKLY).replace("ana |", "ana | shop | red")
    elsewhere = "2026-08-20 | purchase | ana | till | blue"
    assert len(look(silence, head + lines, LATE)) == 1
    assert look(silence, f"{head}{lines}\n{elsewhere}", LATE) == []


def noted(until: str | None) -> str:
    lines = ANA.replace("| text", "| until | text").replace("ana |", "ana | |")
    return f"{lines}\n2026-07-01 09:00 | away | ana | {until or ''} |"


def test_who_is_away_is_not_silent_and_may_be_after() -> None:
    assert look(silence, noted("2026-08-31"), LATE) == []
    assert look(silence, noted(None), LATE) == []
    assert look(silence, noted("2026-08-15"), LATE) == []
    (found,) = look(silence, noted("2026-07-31"), "2026-10-20 12:00")
    assert found.data["silent_days"] == 81


def test_two_addresses_are_one_person() -> None:
    turned = [
        line.replace("ana", "anna") if number % 2 else line
        for number, line in enumerate(ANA.splitlines())
    ]
    world = read_world("\n".join([*turned, "2026-08-27 | purchase | anna |"]))
    there = context(LATE)
    met = person_table({"h-ana": "p-ana", "h-anna": "p-ana"})
    tables = world_tables(world, there.moment_us, {"person": met})
    batch = gathered(silence, tables, there.moment_us)
    assert batch.num_rows == 1
    assert batch["orders"].to_pylist() == [26]
    assert list(silence.judge(batch, there)) == []


def test_orders_of_one_day_are_one_and_returns_are_none() -> None:
    head = "at | kind | by | amount\n"
    lines = _orders("ana", "2026-01-05", 7, 7, 7).replace("ana |", "ana | 5")
    more = "\n2026-01-05 | purchase | ana | 3\n2026-01-20 | purchase | ana | -5"
    world = read_world(head + lines + more)
    at_us = moment(LATE)[0]
    batch = gathered(silence, world_tables(world, at_us), at_us)
    row = batch.to_pylist()[0]
    assert (row["orders"], row["gaps"], row["gap_days"], row["longest_days"]) == (4, 3, 21, 7)


def test_only_the_last_24_gaps_make_the_rhythm_and_all_make_the_longest() -> None:
    world = read_world(HEAD + _orders("ana", "2024-01-05", 200, *[10] * 6, *[7] * 24))
    at_us = moment(LATE)[0]
    row = gathered(silence, world_tables(world, at_us), at_us).to_pylist()[0]
    assert (row["gaps"], row["gap_days"], row["orders"]) == (24, 168, 32)
    assert (row["longest_days"], row["recent_longest_days"]) == (200, 7)


def test_our_own_people_are_no_customers() -> None:
    assert look(silence, ANA.replace("ana", "us:ana"), LATE) == []


def test_records_that_end_before_the_day_asked_about_say_so() -> None:
    until = moment("2026-08-10 12:00")[0]
    (found,) = look(silence, ANA, LATE, moment_us=until)
    assert found.status == "speaks"
    assert found.says == (
        "{subject} had not ordered for 42 days by 10 August 2026, when the records end; "
        "the usual gap was 7."
    )
    (old,) = look(silence, ANA, "2027-08-10 12:00", moment_us=until)
    assert old.status == "unsure"


def test_each_system_is_silent_only_as_far_as_its_own_records_reach() -> None:
    ended = {"world": moment("2026-07-01 12:00")[0]}
    assert look(silence, ANA, LATE, covered=ended) == []


def test_the_order_of_rows_changes_nothing() -> None:
    world = read_world(ANA + "\n" + _orders("ben", "2026-01-06", *WEEKLY))
    there = context(LATE)
    batch = gathered(silence, world_tables(world, there.moment_us), there.moment_us)
    forth = list(silence.judge(batch, there))
    back = list(silence.judge(batch.take(list(range(batch.num_rows))[::-1]), there))
    assert len(forth) == 2
    assert forth == back


def test_options_are_the_owners() -> None:
    assert look(silence, ANA, LATE, options={"gaps": 30}) == []
    assert look(silence, ANA, LATE, options={"budget": 1e-3}) == []


@pytest.mark.spark
def test_gather_is_the_same_on_spark() -> None:
    world = read_world(
        noted("2026-08-31")
        + "\n1969-12-30 23:00 | purchase | old |  |\n1969-12-31 | purchase | old | |"
        + "\n1970-01-02 00:00 | purchase | old | |\n2026-08-20 09:00 | message | ana | | Hello"
    )
    at_us = moment(LATE)[0]
    here = gathered(silence, world_tables(world, at_us), at_us)
    there = gathered(silence, world_tables(world, at_us, on="sail"), at_us)
    assert here.equals(there)
    assert here.num_rows == 2


@pytest.mark.slow
@pytest.mark.parametrize("rhythm", ["Poisson", "Erlang-2", "lognormal, sigma 1.2"])
def test_the_budget_holds_and_stoppers_are_found(rhythm: str) -> None:
    graded = bench().simulate(rhythm, 3000, seed=11)
    print(f"\n{bench().table([graded])}")
    assert graded.alarmed / graded.loyal <= graded.limit
    assert graded.alarmed > 0
    share = {times: hits / n for times, (hits, n) in graded.found.items()}
    least = {"Poisson": 0.95, "Erlang-2": 0.98, "lognormal, sigma 1.2": 0.2}[rhythm]
    assert share[12] >= least
    assert share[24] >= 0.8


@pytest.mark.slow
def test_the_lens_itself_keeps_the_budget_day_by_day() -> None:
    """The same through `judge`, with the pool fitted anew on each look."""
    people, looks = 250, range(0, 365, 5)
    lines = bench().histories("Poisson", people, seed=5)
    loyal = [i for i, line in enumerate(lines) if bench().loyal_at(line, bench().HISTORY)]
    alarmed: set[int] = set()
    for day in looks:
        batch = bench().batch({i: lines[i] for i in loyal}, bench().HISTORY + day)
        there = context((date(2020, 1, 1) + timedelta(bench().HISTORY + day)).isoformat())
        at_us = (bench().HISTORY + day) * silence.DAY_US
        there = replace(there, as_of_us=at_us, moment_us=at_us)
        alarmed |= {int(found.subject.id) for found in silence.judge(batch, there)}
    assert len(alarmed) / len(loyal) <= 0.05 + 2 * (0.05 * 0.95 / len(loyal)) ** 0.5


@pytest.mark.skipif(not CDNOW.exists(), reason=f"no CDNOW purchases at {CDNOW.name} beside here")
def test_cdnow_runs_and_few_of_the_alarmed_came_back() -> None:
    rows = bench().cdnow(CDNOW)
    with gzip.open(CDNOW, "rt") as lines:
        assert rows.num_rows == sum(1 for line in lines if line.split()[0].isdigit()) == 69_659
    people = person_table({each: each for each in set(rows["by"].to_pylist())})
    assert len(people) == 23_570
    end = max(rows["ts_us"].to_pylist())
    tables = engine().world({"purchase": rows, "person": people}, end)
    batch = gathered(silence, tables, end)
    there = replace(context("1998-07-01"), as_of_us=end, moment_us=end)
    found = list(silence.judge(batch, there))
    assert isinstance(batch, pa.Table)
    assert 20 <= len(found) <= 200
    assert all(each.strength.value <= each.data["level"] for each in found)


def test_says_after_how_many_days_it_would_have_asked() -> None:
    (found,) = look(silence, ANA, LATE)
    line, days = found.data["alarm_days"], found.data["silent_days"]
    assert isinstance(line, int)
    assert isinstance(days, int)
    assert 7 < line < days
    late = date.fromisoformat(LATE[:10])
    before, on = (late - timedelta(days - line + less) for less in (1, 0))
    assert look(silence, ANA, f"{before} 12:00") == []
    assert look(silence, ANA, f"{on} 12:00") != []
