"""Judging: windows, conditions, brands, accounts, shares of time, and weeks."""

from __future__ import annotations

from dataclasses import replace

import pytest

from troth.acts.judging import Known, Mark, by_account, judge
from troth.acts.weekly import Judged, weeks_of
from troth.calendar import Calendars
from troth.ledger.target import read_target
from troth.model.card import MeasureCard
from troth.model.case import Case
from troth.model.promise import Promise

HOUR = 3_600_000_000
DAY = 24 * HOUR
WEEK = 7 * DAY
MONDAY = 4 * DAY
"""5 January 1970 was a Monday."""
PROMISE = Promise("p-1", (), "We answer", "standing", "firm", "open", True, 0)
TIME = Known(MeasureCard(frozenset({"incident"}), "time"))


def case(n: int, hours: float | None, at_us: int = 0, **more: object) -> Case:
    end = None if hours is None else at_us + round(hours * HOUR)
    return replace(Case(f"c{n}", f"h-{n}", at_us, end, f"e-{n}", "v"), **more)  # type: ignore[arg-type]


def judged(
    text: str,
    cases: list[Case],
    moment_us: int,
    promise: Promise = PROMISE,
    known: Known | None = None,
) -> Mark:
    marks = judge(promise, read_target(text), cases, Calendars(), moment_us, known or Known())
    return marks[0]


def test_a_window_ends_at_the_moment() -> None:
    old = [case(n, 5) for n in range(20)]
    new = [case(n, 0.5, 60 * DAY) for n in range(20, 40)]
    at = 61 * DAY
    assert judged("first-reply <= 1 hour for 90%", [*old, *new], at).status == "broken"
    windowed = judged("first-reply <= 1 hour for 90% over 30 days", [*old, *new], at)
    assert (windowed.status, windowed.n) == ("kept", 20)
    none = judged("first-reply <= 1 hour over 4 weeks", old, at)
    assert (none.status, none.says) == ("unverifiable", "No case began in the last 4 weeks.")


def test_conditions_choose_whose_cases_count() -> None:
    cases = [case(n, 5, side="driver") for n in range(12)]
    cases += [case(n, 0.5, side="rider") for n in range(12, 30)]
    told = judged('first-reply <= 1 hour for 90% where side = "rider"', cases, DAY)
    assert (told.status, told.n) == ("kept", 18)
    nobody = judged('first-reply <= 1 hour where side = "shop"', cases, DAY)
    assert nobody.status == "unverifiable"
    assert 'No case is of the kind it asks for: side = "shop"' in nobody.says


def test_without_a_tolerance_one_failure_breaks_it_however_few_there_are() -> None:
    cases = [case(0, 0.5), case(1, 0.5), case(2, 5)]
    broken = judged("first-reply <= 1 hour", cases, DAY)
    assert (broken.status, broken.people) == ("broken", ("h-2",))
    assert broken.says == "Broken: 1 of 3 failed, and for every one it was promised."
    few = judged("first-reply <= 1 hour", cases[:2], DAY)
    assert (few.status, few.says) == ("unverifiable", "Not enough to say (n = 2): kept in 2.")


def test_those_who_wait_can_make_it_too_early_to_call_it_kept() -> None:
    done = [case(n, 1) for n in range(20)]
    waiting = [case(n, None, DAY) for n in range(20, 25)]
    target = "first-reply <= 2 days for 90%"
    assert judged(target, done, DAY).status == "kept"
    early = judged(target, [*done, *waiting], DAY)
    assert (early.status, early.waiting) == ("open", 5)
    assert "5 more wait, too early to call it kept" in early.says


@pytest.mark.parametrize(
    ("ours", "maker", "brands", "says"),
    [
        ("acme", None, ("north",), "No records of this company: acme promised it"),
        (None, None, ("a", "b", "c", "d", "e"), "No records of this company: nothing says whose"),
        (None, "sourcegraph", ("AppleSupport",), "these are words of sourcegraph"),
        (None, "Kestrel Couriers", ("Kestrel",), None),
        (None, "acme desk", ("AcmeDesk",), None),
        (None, None, ("north",), None),
    ],
)
def test_maker_and_evidence_share_the_brand(
    ours: str | None, maker: str | None, brands: tuple[str, ...], says: str | None
) -> None:
    cases = [case(n, 0.5, ours=brands[n % len(brands)]) for n in range(20)]
    promise = replace(PROMISE, ours=ours)
    mark = judged("first-reply <= 1 hour for 90%", cases, DAY, promise, Known(maker=maker))
    if says is None:
        assert mark.status == "kept"
    else:
        assert mark.status == "unverifiable"
        assert says in mark.says
        assert mark.n == 0


def test_each_account_has_its_own_mark_the_worst_first() -> None:
    good = [case(n, 0.5, account="a-1") for n in range(20)]
    bad = [case(n, 5, account="a-2") for n in range(20, 35)]
    unknown = [case(99, 5)]
    target = read_target("first-reply <= 1 hour for 90%")
    found = by_account(PROMISE, target, [*good, *bad, *unknown], Calendars(), DAY)
    assert [(one.account, one.status, one.n) for one in found] == [
        ("a-2", "broken", 15),
        ("a-1", "kept", 20),
    ]


def incident(start_us: int, minutes: float, n: int = 0, **more: object) -> Case:
    return case(n, minutes / 60, start_us, **more)


def test_a_share_of_time_is_counted_whole_and_has_no_interval() -> None:
    """99.9 % of 30 days allow 43.2 minutes (Site Reliability Workbook)."""
    log = incident(0, 1)
    at = 60 * DAY
    target = "uptime >= 99.9% over 30 days"
    within = judged(target, [log, incident(40 * DAY, 43.1, 1)], at, known=TIME)
    assert within.status == "kept"
    assert within.rate == pytest.approx(1 - 43.1 / 43_200)
    assert (within.low, within.high) == (None, None)
    beyond = judged(target, [log, incident(40 * DAY, 43.3, 1)], at, known=TIME)
    assert beyond.status == "broken"
    assert "43 minutes down in 1 incident" in beyond.says
    assert [cite.evidence for cite in beyond.cites] == ["e-1"]


def test_what_overlaps_is_down_once_and_what_goes_on_is_down_until_now() -> None:
    at = 60 * DAY
    twice = [incident(0, 1), incident(40 * DAY, 30, 1), incident(40 * DAY + HOUR // 4, 30, 2)]
    assert (
        "45 minutes down in 2 incidents"
        in judged("uptime >= 99.9% over 30 days", twice, at, known=TIME).says
    )
    still = [incident(0, 1), replace(incident(at - HOUR, 0, 1), end_us=None)]
    assert "60 minutes down" in judged("uptime >= 99.9% over 30 days", still, at, known=TIME).says


def test_a_log_that_is_missing_or_too_young_keeps_nothing() -> None:
    at, target = 60 * DAY, "uptime >= 99.9% over 30 days"
    none = judged(target, [], at, known=TIME)
    assert (none.status, none.rate) == ("unverifiable", None)
    assert "no log" in none.says
    young = judged(target, [incident(50 * DAY, 5)], at, known=TIME)
    assert (young.status, young.rate) == ("unverifiable", None)
    assert "log begins within" in young.says
    assert judged(target, [incident(50 * DAY, 50)], at, known=TIME).status == "broken"


def test_what_customers_report_can_break_and_never_keep() -> None:
    reported = Known(replace(TIME.card, keeps=False))  # type: ignore[type-var]
    at, target = 60 * DAY, "uptime-reported >= 99.9% over 30 days"
    quiet = judged(target, [incident(0, 1)], at, known=reported)
    assert (quiet.status, quiet.rate) == ("unverifiable", None)
    assert judged(target, [incident(50 * DAY, 50)], at, known=reported).status == "broken"


def weekly(kept: list[tuple[int, int]], share: float = 0.9):  # type: ignore[no-untyped-def]
    """Weeks of so many kept and so many broken cases."""
    rows = []
    for number, (good, bad) in enumerate(kept):
        at = MONDAY + number * WEEK + HOUR
        rows += [Judged(at + n, n >= bad) for n in range(good + bad)]
    return weeks_of(rows, share, "UTC")


def test_weeks_stand_in_order_with_their_intervals_and_the_empty_ones_too() -> None:
    weeks, _ = weekly([(9, 1), (0, 0), (2, 1)])
    assert [(one.week, one.kept, one.broken, one.n) for one in weeks] == [
        ("1970-W02", 9, 1, 10),
        ("1970-W03", 0, 0, 0),
        ("1970-W04", 2, 1, 3),
    ]
    assert weeks[0].rate == 0.9
    assert weeks[0].low == pytest.approx(0.5958, abs=1e-4)
    assert weeks[0].high == pytest.approx(0.9821, abs=1e-4)
    assert [one.rate for one in weeks[1:]] == [None, None]


def test_even_weeks_are_even_and_uneven_ones_are_not() -> None:
    _, even = weekly([(18, 2)] * 8)
    assert even.phi == pytest.approx(0)
    assert "no more than chance" in even.says
    _, uneven = weekly([(20, 0), (12, 8)] * 4)
    assert uneven.phi > 3
    assert "more than chance" in uneven.says


def test_more_breaks_are_seen_in_their_week_and_dated_back() -> None:
    weeks, steady = weekly([(19, 1)] * 8 + [(12, 8)] * 4)
    assert steady.since_us in (MONDAY + 7 * WEEK, MONDAY + 8 * WEEK)
    alarmed = [number for number, week in enumerate(weeks) if week.alarm]
    assert alarmed == [8]
    _, calm = weekly([(19, 1)] * 12)
    assert calm.alarm_us is None


def test_a_promise_for_every_one_leaves_a_cusum_nothing_to_watch() -> None:
    _, steady = weekly([(19, 1)] * 8, share=1.0)
    assert steady.alarm_us is None
