"""The lens `promise-at-risk`: what is a sign of risk, and what takes it away."""

from __future__ import annotations

from typing import Any

import pyarrow as pa
import pytest

from tests.in_world import context
from troth.acts.world import moment
from troth.lenses import promise_at_risk
from troth.model.finding import Finding
from troth.store.schema import plain_schema

AS_OF = "2026-11-12 12:00"


def us(at: str) -> int:
    return moment(at)[0]


PROMISED: dict[str, Any] = {
    "promise": "p-1",
    "confirmed": True,
    "to": "h-ana",
    "born_us": us("2026-11-09 10:00"),
    "due_us": us("2026-11-13 23:59"),
    "kind": "dated",
    "record": "e-1",
    "version": "v1",
    "start": 0,
    "end": 34,
    "system": "mail",
    "promised_text": "We will refund you by 13 November.",
}


def said(text: str, at: str, *, ours: bool = False, talk: int = 1) -> dict[str, Any]:
    return {
        "later": f"e-{at}",
        "later_version": "v1",
        "later_us": us(at),
        "later_text": text,
        "from_us": ours,
        "same_talk": talk,
    }


def judged(*later: Any, as_of: str = AS_OF, known: Any = None, **other: Any) -> list[Finding]:
    rows = [PROMISED | other | row for row in later or ({},)]
    return read(rows, as_of, **(known or {}))


def read(rows: list[dict[str, Any]], as_of: str, **known: Any) -> list[Finding]:
    batch = pa.Table.from_pylist(rows, schema=plain_schema(promise_at_risk.CARD.schema))
    found: list[Finding] = list(promise_at_risk.judge(batch, context(as_of, **known)))
    return found


def test_quiet_near_its_day() -> None:
    (one,) = judged()
    assert one.status == "speaks"
    assert one.due_us == PROMISED["due_us"]
    assert one.says.endswith("that is due on 13 November, and we have not written about it since.")


@pytest.mark.parametrize(
    "later",
    [
        said("Your refund went out this morning.", "2026-11-11 09:00", ours=True),
        said("I am still asking our bank about it.", "2026-11-11 09:00", ours=True),
        said("About the refund: our bank has it.", "2026-11-11 09:00", ours=True, talk=0),
        said("No need any more, thank you.", "2026-11-11 09:00"),
    ],
    ids=["done", "worked on", "worked on elsewhere", "let off"],
)
def test_nothing_where_somebody_works_on_it_or_it_is_settled(later: dict[str, Any]) -> None:
    assert judged(later) == []


def test_a_message_of_ours_on_another_matter_is_no_work_on_it() -> None:
    other = said("Your bicycle is ready.", "2026-11-11 09:00", ours=True, talk=0)
    (one,) = judged(other)
    assert "we have not written about it since" in one.says


def test_a_day_far_away_is_no_risk() -> None:
    assert judged(due_us=us("2026-12-20 12:00")) == []


def test_near_and_just_promised_is_no_risk() -> None:
    assert judged(born_us=us("2026-11-12 11:00")) == []


def test_how_near_is_near_can_be_set() -> None:
    far = {"due_us": us("2026-11-14 12:00"), "born_us": us("2026-11-01 12:00")}
    assert len(judged(**far)) == 1
    assert judged(**far, known={"options": {"within": "1 day"}}) == []


def test_away_beyond_its_day_and_nobody_else_took_it_on() -> None:
    away = {
        "due_us": us("2026-11-14 12:00"),
        "born_us": us("2026-11-02 10:00"),
        "away_us": us("2026-11-10 09:00"),
        "away_until_us": us("2026-12-07 09:00"),
    }
    before = said("We are on it.", "2026-11-05 09:00", ours=True)
    (one,) = judged(before, **away)
    assert one.says.endswith("the colleague who is to keep it is noted as away until 7 December.")
    taken = said("I have taken this over from Tom.", "2026-11-11 09:00", ours=True)
    assert judged(before, taken, **away) == []
    assert judged(before, **away | {"away_until_us": us("2026-11-12 20:00")}) == []


def test_an_owner_seldom_in_time_is_a_sign_only_with_enough_cases() -> None:
    half = {"born_us": us("2026-11-01 10:00"), "due_us": us("2026-11-20 12:00")}
    (one,) = judged(**half, owner_kept=5, owner_n=14)
    assert "of 14 dated promises with the same owner 5 were kept in time (16–61 %)" in one.says
    assert one.strength.unit == "promises"
    assert judged(**half, owner_kept=3, owner_n=9) == []
    assert judged(**half, owner_kept=12, owner_n=14) == []


def test_quiet_says_nothing_of_a_promise_to_everybody() -> None:
    assert judged(to=None) == []


def test_unsure_where_unconfirmed_conditional_or_the_records_end_before() -> None:
    assert judged(confirmed=False)[0].status == "unsure"
    assert judged(kind="conditional")[0].status == "unsure"
    (old,) = judged(as_of="2026-11-20 12:00", known={"moment_us": us(AS_OF)})
    assert old.status == "unsure"
    assert "when the records end on 12 November 2026" in old.says


def test_a_month_after_its_day_nothing_is_said() -> None:
    assert judged(as_of="2027-02-20 12:00", known={"moment_us": us(AS_OF)}) == []


def cases(*runs: tuple[bool, int], rate: float = 0.96) -> list[dict[str, Any]]:
    """Cases an hour apart, so many kept and so many not, in turn."""
    flags = [kept for kept, n in runs for _ in range(n)]
    start = us("2026-10-01 00:00")
    return [
        PROMISED
        | {"side": "courier", "n": len(flags), "rate": rate, "tolerance": 0.95}
        | {"case_us": start + at * 3_600_000_000, "case_kept": kept, "case": f"e-{at:04}"}
        for at, kept in enumerate(flags)
    ]


def test_lately_broken_while_the_whole_still_holds() -> None:
    (one,) = read(cases((True, 400), (False, 14)), AS_OF)
    assert one.status == "speaks"
    assert one.subject.kind == "promise"
    assert "only 0 % of 14 (0–22) were in time, where 95 % was to be" in one.says
    assert [cite.evidence for cite in one.cites][1:] == ["e-0413", "e-0412", "e-0411"]


def test_a_bad_week_that_is_over_is_no_risk() -> None:
    assert read(cases((True, 200), (False, 8), (True, 300)), AS_OF) == []


def test_scattered_failures_within_the_promise_are_no_risk() -> None:
    assert read(cases(*[(True, 24), (False, 1)] * 16), AS_OF) == []
