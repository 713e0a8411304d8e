"""The lens `returned`: whose silence would have been named on the eve, and what ended it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests.in_world import context, gathered, look, world_tables
from troth.acts.world import read_world
from troth.lenses import returned, silence
from troth.lenses.returned import ANA, _orders

BACK = f"{ANA}\n2026-08-29 | purchase | ana |"


def test_what_a_finding_holds() -> None:
    (found,) = look(returned, BACK, "2026-09-05 12:00")
    orders = read_world(BACK).rows["purchase"]
    assert [cite.evidence for cite in found.cites] == [orders[-1]["id"], orders[-2]["id"]]
    assert found.anchor == orders[-1]["id"]
    assert found.since_us == orders[-1]["ts_us"]
    assert (found.data["silent_days"], found.data["usual_days"]) == (61, 7)
    assert found.severity == "info"
    assert 0 < found.strength.value <= found.data["level"] < 0.05
    assert not any(word in found.next.lower() for word in ("discount", "voucher", "% off"))


@pytest.mark.parametrize("days", [14, 20, 40])
def test_it_speaks_of_nobody_whom_silence_had_not_named_on_the_eve(days: int) -> None:
    last = date(2026, 6, 29)
    back = last + timedelta(days=days)
    (eve,) = [look(silence, ANA, f"{back - timedelta(days=1)} 12:00")]
    found = look(returned, f"{ANA}\n{back} | purchase | ana |", f"{back + timedelta(days=2)} 12:00")
    assert len(found) == len(eve)


def test_a_longer_stretch_counts_and_each_person_once() -> None:
    twice = f"{ANA}\n2026-08-18 | purchase | ana |\n2026-08-31 09:00 | message | ana | Hello?"
    (found,) = look(returned, twice, "2026-09-05 12:00")
    assert found.data["silent_days"] == 50
    assert "ordered again on 18 August" in found.says


def test_of_two_systems_the_more_surprising_silence_is_told() -> None:
    head = "at | kind | by | system | text\n"
    shop = _orders("ana", "2026-01-05", *[7] * 24).replace("ana |", "ana | shop |")
    till = _orders("ana", "2025-01-06", *[21] * 25).replace("ana |", "ana | till |")
    world = f"{head}{shop}\n{till}\n2026-09-20 | purchase | ana | shop |"
    found = look(returned, world, "2026-09-21 12:00")
    assert [one.data["usual_days"] for one in found] == [7]


def test_the_order_of_rows_does_not_matter_and_nobody_is_no_finding() -> None:
    there = context("2026-09-05 12:00")
    tables = world_tables(read_world(BACK), there.moment_us)
    batch = gathered(returned, tables, there.moment_us)
    turned = batch.take(list(range(batch.num_rows))[::-1])
    assert list(returned.judge(batch, there)) == list(returned.judge(turned, there))
    assert list(returned.judge(batch.slice(0, 0), there)) == []


def test_where_records_end_long_before_it_is_unsure() -> None:
    there = context("2026-12-01 12:00", moment_us=context("2026-09-05 12:00").moment_us)
    tables = world_tables(read_world(BACK), there.moment_us)
    (found,) = returned.judge(gathered(returned, tables, there.moment_us), there)
    assert found.status == "unsure"
    assert "when the records end on 5 September 2026" in found.says
