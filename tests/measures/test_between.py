"""The measure `between`: which pairs of steps are cases."""

from __future__ import annotations

import pyarrow as pa

from tests.in_world import context, gathered, world_tables
from troth.acts.world import moment, read_world
from troth.extend.measure import Case
from troth.measures import between

HEAD = "at | kind | about | thread | system | side | activity\n"


def cases(*lines: str, steps: tuple[str, str] | None = None) -> list[Case]:
    world, at_us = read_world(HEAD + "\n".join(lines)), moment("2026-03-20 12:00")[0]
    tables = world_tables(world, at_us)
    if steps is None:
        batch = gathered(between, tables, at_us)
    else:
        from tests.in_world import engine

        batch = engine().collect(between.gather(tables, at_us, *steps), between.SCHEMA)
    assert isinstance(batch, pa.Table)
    return list(between.cases(batch, context("2026-03-20 12:00")))


def test_each_end_closes_the_oldest_beginning_and_a_second_order_is_a_new_case() -> None:
    found = cases(
        "2026-03-01 09:00 | step | ana | o1 | | | delivered",
        "2026-03-02 09:00 | step | ana | o1 | | sender | ordered",
        "2026-03-02 10:00 | step | ana | o1 | | | ORDERED ",
        "2026-03-03 09:00 | step | ana | o1 | | | delivered",
        "2026-03-04 09:00 | step | ana | o1 | | | delivered",
        "2026-03-05 09:00 | step | ana | o1 | | | ordered",
    )
    hours = [None if c.end_us is None else (c.end_us - c.start_us) / 3.6e9 for c in found]
    assert hours == [24.0, None]
    assert (found[0].side, found[0].subject) == ("sender", "h-ana")


def test_the_same_number_in_two_systems_is_two_orders() -> None:
    found = cases(
        "2026-03-02 09:00 | step | ana | 7 | shop | | ordered",
        "2026-03-03 09:00 | step | ana | 7 | desk | | delivered",
    )
    assert [case.end_us for case in found] == [None]


def test_the_target_names_the_steps() -> None:
    found = cases(
        "2026-03-02 09:00 | step | ana | o1 | | | Claim sent",
        "2026-03-02 10:00 | step | ana | o1 | | | ordered",
        "2026-03-05 09:00 | step | ana | o1 | | | Claim paid",
        steps=("claim sent", "claim paid"),
    )
    assert [(case.end_us or 0) - case.start_us for case in found] == [3 * 86_400_000_000]
