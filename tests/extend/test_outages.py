"""Whom an incident hit: the golden figure, active hours, scopes, and what was heard."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from itertools import pairwise
from zoneinfo import ZoneInfo

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from troth.extend.active import WEEK, Act, Activity, present
from troth.extend.outages import Outage, kept_up, read_outage
from troth.extend.struck import Struck, Word, lost, struck
from troth.model.units import HOUR_US, MINUTE_US


def us(at: str, zone: str = "UTC") -> int:
    return int(datetime.fromisoformat(at).replace(tzinfo=ZoneInfo(zone)).timestamp()) * 1_000_000


TEN = us("2026-03-02 10:00")
"""A Monday."""


def down(at: str = "2026-03-02 10:00", minutes: float = 45, **more: object) -> Outage:
    start = us(at)
    held = Outage("e-1", "v1", "Slow sign-in", "major", start, start + int(minutes * MINUTE_US))
    return replace(held, **more)  # type: ignore[arg-type]


def weekly(who: str, at_us: int = TEN, weeks: int = 8, hours: tuple[int, ...] = (0,), **more: str):  # type: ignore[no-untyped-def]
    """Somebody who came in these hours of each of the weeks before."""
    return [
        Act(who, at_us // HOUR_US + hour - WEEK * week, **more)
        for week in range(1, weeks + 1)
        for hour in hours
    ]


def word(at: str, who: str = "ana", text: str = "It is down.", ours: bool = False) -> Word:
    return Word(who, us(at), ours, text, f"e-{at}", "v1")


def test_golden_384_customers_in_45_minutes() -> None:
    acts = [act for n in range(384) for act in weekly(f"p-{n:03}")]
    found = struck(down(), Activity.of(acts), ())
    assert (found.minutes, len(found.hit), found.unknown) == (17_280, 384, ())
    assert lost([found]) == (17_280, 384)


def test_only_the_hours_that_are_hers_are_lost() -> None:
    acts = [*weekly("ana"), *weekly("ben", hours=(1, 5)), *weekly("cem", hours=(2, 9))]
    found = struck(down(minutes=75), Activity.of(acts), ())
    assert {one.who: one.minutes for one in found.hit} == {"ana": 60, "ben": 15}
    assert (found.minutes, found.unknown) == (75, ())


def test_too_few_records_are_unknown_and_counted_apart() -> None:
    acts = [*weekly("few", weeks=3), *[Act("odd", TEN // HOUR_US - 31 * n) for n in range(1, 20)]]
    found = struck(down(), Activity.of(acts), ())
    assert (found.hit, found.unknown) == ((), ("few", "odd"))


def test_who_did_something_meanwhile_was_there_whatever_is_known_of_her() -> None:
    found = struck(down(), Activity.of([Act("new", TEN // HOUR_US)]), ())
    assert [(one.who, one.minutes) for one in found.hit] == [("new", 45)]
    assert found.unknown == ()


def test_an_hour_used_once_is_nobodys() -> None:
    acts = [*weekly("ana", hours=(5,)), Act("ana", TEN // HOUR_US - WEEK)]
    assert struck(down(), Activity.of(acts), ()).hit == ()


def test_hours_are_those_of_the_wall_clock_across_a_change_of_clocks() -> None:
    """Ten in Berlin is 9 UTC in winter and 8 UTC in summer; she comes at ten."""
    start = us("2026-03-30 10:00", "Europe/Berlin")
    acts = [
        Act("ana", us(f"2026-{day} 10:00", "Europe/Berlin") // HOUR_US)
        for day in ("02-09", "02-16", "02-23", "03-02", "03-09", "03-16", "03-23", "02-02")
    ]
    there = present(Activity.of(acts), start, start + HOUR_US, "Europe/Berlin")
    assert there.who.tolist() == [0]
    assert present(Activity.of(acts), start, start + HOUR_US, "UTC").who.tolist() == []


@pytest.mark.parametrize(
    ("scope", "hit"),
    [
        ({"side": "courier"}, ["ben"]),
        ({"account": "h-acme"}, ["ana"]),
        ({"about": "cem"}, ["cem"]),
        ({"ours": "Kestrel"}, ["ana", "ben"]),
        ({"components": ("Sign-in", "API")}, ["ana"]),
        ({"components": ("Billing",)}, ["ana", "ben", "cem"]),
    ],
)
def test_an_incident_hits_those_it_names_else_everybody(
    scope: dict[str, object], hit: list[str]
) -> None:
    acts = [
        *weekly("ana", account="h-acme", event="signIn.done"),
        *weekly("ben", side="courier", ours="Kestrel", event="design"),
        *weekly("cem", ours="Other"),
    ]
    assert [one.who for one in struck(down(**scope), Activity.of(acts), ()).hit] == hit  # type: ignore[arg-type]


def test_planned_work_and_incidents_without_an_impact_cost_nobody_anything() -> None:
    acts = Activity.of(weekly("ana"))
    for more in ({"planned": True}, {"impact": "none"}, {"only_day": True}):
        assert struck(down(**more), acts, ()).minutes == 0  # type: ignore[arg-type]


def test_the_first_word_and_who_wrote_first() -> None:
    acts = Activity.of([*weekly("ana"), *weekly("ben"), *weekly("cem")])
    words = [
        word("2026-03-02 10:05", "ana"),
        word("2026-03-02 10:06", "ben", "Your parcel is on its way.", ours=True),
        word("2026-03-02 10:20", "ana", "We are on it and will tell you.", ours=True),
        word("2026-03-02 10:30", "cem", "The disruption is over.", ours=True),
        word("2026-03-03 10:30", "ben", "It was down yesterday.", ours=True),
    ]
    found = struck(down(), acts, words)
    assert (found.word_us, found.from_them) == (us("2026-03-02 10:20"), True)
    assert [one.who for one in found.unheard(us("2026-03-02 11:00"))] == ["ben"]
    assert found.unheard() == ()
    assert found.first is not None
    assert found.first.who == "ana"
    public = struck(down(updates_us=(us("2026-03-02 10:03"),)), acts, words)
    assert (public.word_us, public.from_them) == (us("2026-03-02 10:03"), False)
    assert public.unheard(us("2026-03-02 11:00")) == ()


def test_where_nobody_can_know_what_was_heard_nobody_is_said_to_have_heard_nothing() -> None:
    acts = Activity.of(weekly("ana"))
    assert struck(down(), acts, (), hearable=False).unheard() == ()
    assert struck(down(updates_us=None), acts, ()).unheard() == ()
    assert len(struck(down(), acts, ()).unheard()) == 1


def test_what_was_offered_afterwards() -> None:
    acts = Activity.of([*weekly("ana"), *weekly("ben")])
    words = [
        word("2026-03-10 10:00", "ana", "For Monday we have credited you 10 EUR.", ours=True),
        word("2026-06-10 10:00", "ben", "We have credited you 10 EUR.", ours=True),
    ]
    assert struck(down(), acts, words).offered == 1


def test_two_at_once_are_lost_once() -> None:
    acts = Activity.of(weekly("ana"))
    both = [struck(down(), acts, ()), struck(down("2026-03-02 10:15", 60), acts, ())]
    assert lost(both) == (60, 1)
    assert sum(one.minutes for one in both) == 90
    assert lost([]) == (0, 0)


def test_a_record_is_read_with_what_stands_beside_it() -> None:
    row = {
        "id": "e-1", "version": "v1", "ts_us": TEN, "start_us": TEN, "end_us": None,
        "title": "Move", "impact": "major", "planned": True, "precision": "minute", "text": "x",
        "extra": '{"status": "resolved", "Components": "API, Sign-in",'
        ' "announced_at": "2026-03-02T10:30:00Z", "updates_at": "2026-03-02T10:31:00Z soon"}',
    }  # fmt: skip
    found = read_outage(row, TEN + HOUR_US)
    assert (found.planned, found.open, found.minutes) == (False, True, 60)
    assert (found.components, found.updates_us) == (("API", "Sign-in"), (us("2026-03-02 10:31"),))
    assert read_outage(row | {"extra": '{"status": "resolved"}'}, TEN).updates_us is None
    assert read_outage(row | {"extra": None, "text": None}, TEN).updates_us == ()
    assert read_outage(row | {"extra": None}, TEN).planned


def test_what_an_uptime_promise_has_left() -> None:
    outages = [down(), down("2026-03-05 10:00", 10), down("2026-03-06 10:00", 99, planned=True)]
    found = kept_up(outages, us("2026-03-07 00:00"), 0.999, 30)
    assert (found.down, found.allowed) == pytest.approx((55, 43.2))
    later = kept_up(outages, us("2026-03-07 00:00"), 0.999, 30, born_us=us("2026-03-03 00:00"))
    assert later.down == pytest.approx(10)


HOURS = st.lists(st.tuples(st.sampled_from("abcd"), st.integers(0, 9 * WEEK)), max_size=60)


@settings(max_examples=80, deadline=None)
@given(HOURS, st.integers(0, 40), st.integers(0, 600), st.randoms())
def test_never_more_than_its_length_for_each_customer_and_free_of_order(
    held: list[tuple[str, int]], early: int, minutes: int, chance: np.random.Generator
) -> None:
    first = TEN // HOUR_US - 8 * WEEK
    acts = [Act(who, first + hour) for who, hour in held]
    outage = down(minutes=minutes)
    outage = replace(outage, start_us=outage.start_us - early * MINUTE_US)
    found: Struck = struck(outage, Activity.of(acts), ())
    mixed = [*acts]
    chance.shuffle(mixed)  # type: ignore[arg-type]
    assert struck(outage, Activity.of(mixed), ()) == found
    assert found.minutes <= outage.minutes * len({act.who for act in acts}) + 1e-6
    for one in found.hit:
        assert all(a < b for a, b in one.spans)
        assert all(end < start for (_, end), (start, _) in pairwise(one.spans))
    assert not {one.who for one in found.hit} & set(found.unknown)
