"""The lens `decision-breaks-promise`: who was to be told by when, and what shows that they were."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pyarrow as pa

from tests.in_world import context
from troth.lenses import decision_breaks_promise as lens
from troth.model.finding import Finding
from troth.store.schema import plain_schema

AS_OF = "2026-03-20 12:00"


def us(at: str) -> int:
    return int(datetime.fromisoformat(at + "+00:00").timestamp()) * 1_000_000


ROW: dict[str, Any] = {
    "decision": "d-1",
    "at_us": us("2026-01-12"),
    "tell_by_us": us("2026-02-02"),
    "told_us": None,
    "promise": "p-1",
    "words": "Couriers are paid every Friday.",
    "sentence": "Couriers will be paid on the last day of each month.",
    "to": None,
    "record": "e-1",
    "version": "v1",
    "start": 0,
    "end": 31,
}


def later(text: str) -> dict[str, Any]:
    return {"later": "e-9", "later_version": "v1", "later_us": us("2026-02-10"), "later_text": text}


def judged(*rows: Any, moment_us: int | None = None, **other: Any) -> list[Finding]:
    held = [ROW | other | row for row in rows or ({},)]
    batch = pa.Table.from_pylist(held, schema=plain_schema(lens.CARD.schema))
    return list(lens.judge(batch, context(AS_OF, moment_us=moment_us)))


def test_a_promise_to_everybody_is_told_as_one() -> None:
    (found,) = judged()
    assert (found.status, found.subject.kind, found.subject.id) == ("speaks", "promise", "p-1")
    assert "On 12 January we decided what breaks our word to everybody" in found.says
    assert found.says.endswith("that those concerned were told by 1 February.")
    assert found.data == {"decision": "d-1"}


def test_silent_until_the_day_and_once_it_is_noted() -> None:
    assert judged(tell_by_us=us("2026-03-20 12:00")) == []
    assert judged(told_us=us("2026-02-01")) == []


def test_a_change_that_says_it_settles_it_and_another_does_not() -> None:
    assert judged(later("New pay day. From March couriers are paid every month.")) == []
    (found,) = judged(later("The app has a new map."))
    assert found.status == "speaks"


def test_unsure_where_the_records_end_before_the_day() -> None:
    (found,) = judged(moment_us=us("2026-01-20"))
    assert found.status == "unsure"


def test_of_one_decision_each_broken_promise_is_an_episode_of_its_own() -> None:
    other = {"promise": "p-2", "words": "We answer every message within one business day."}
    found = judged({}, other, later("The app has a new map.") | other)
    assert [one.subject.id for one in found] == ["p-1", "p-2"]
    assert len({one.id for one in found}) == 2
