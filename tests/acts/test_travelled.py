"""What a run counts of cases: the map, what a case costs her, and what it never names."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.acts.office import NOW, SETTINGS, START, TOM, message
from tests.acts.office import office as desk
from troth.acts import finishing
from troth.acts.add import add
from troth.acts.opening import Workspace, opened
from troth.acts.reading import snapshot
from troth.acts.run import Asked, run
from troth.acts.stays import counted as count_stays
from troth.acts.travelled import leave_travelled
from troth.config import Costs, Settings
from troth.ledger import runs
from troth.ledger.runs import Run
from troth.ledger.travelled import LEAST, Journey, read_travelled
from troth.store.engine import open_engine
from troth.store.home import create
from troth.views.journeys import journeys
from troth.views.opening import reading

SOON = int(datetime(2026, 3, 24, 12, tzinfo=UTC).timestamp()) * 1_000_000
STEPS = (
    ("e-mail", "10"),
    ("photos asked", ""),
    ("photos sent", "15"),
    ("phone call", "30"),
    ("no stock", ""),
    ("no back-order", ""),
    ("e-mail bounced", ""),
    ("complaint page 404", ""),
)
"""The case of methods.md 12: two broken paths at its end, and nobody who answers."""


def claims(cases: int, first: int = 0) -> Iterator[str]:
    yield "case_id,activity,timestamp,resource,customer,customer_minutes"
    for n in range(first, first + cases):
        at = datetime(2026, 3, 2, 9, tzinfo=UTC) + timedelta(days=n)
        for step, (name, minutes) in enumerate(STEPS):
            when = (at + timedelta(hours=step)).isoformat()
            yield f"c{n},{name},{when},desk {step // 4},ana{n}@river.example,{minutes}"


@pytest.fixture(scope="module")
def claimed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    """Six such cases and one odd step of a single case, looked at."""
    home = create(tmp_path_factory.mktemp("claims") / "acme")
    file = home.root / "claims.csv"
    odd = "c9,her cousin Zelda called,2026-03-24T09:30:00Z,desk 0,bo@river.example,"
    file.write_text("\n".join([*claims(LEAST + 1), odd]) + "\n")
    receipt = add(home, SETTINGS, [file], now_us=NOW)
    assert receipt.total("set_aside") == 0, receipt.rejects
    with opened(home, SETTINGS) as work:
        run(work, Asked(SOON))
        yield work


def counted(work: Workspace, settings: Settings = SETTINGS) -> tuple[Journey, ...]:
    """The same without lenses, which take most of a run's time."""
    with opened(work.home, settings) as own, own.ledger.read() as con:
        shot = snapshot(own, con, [], (), as_of_us=NOW)
        with open_engine("duckdb", own.home.tmp) as engine:
            leave_travelled(own, engine, engine.tables(shot), {}, NOW)
    return read_travelled(work.home.travelled) or ()


def only(work: Workspace) -> Journey:
    found = read_travelled(work.home.travelled)
    assert found is not None
    (one,) = found
    return one


def test_the_case_of_the_essay(claimed: Workspace) -> None:
    one = only(claimed)
    assert (one.cases, one.events) == (7, 6 * len(STEPS) + 1)
    assert one.minutes is not None
    assert one.minutes.value == 55.0 >= 30
    assert one.contacts_a_case is not None
    assert one.contacts_a_case.value == 3.0
    assert one.broken is not None
    assert (one.broken.value, one.broken.n) == (6 / 7, 7)
    assert one.closed_days is None, "no step of it closes anything"
    assert one.handed is not None
    assert one.handed.value == 6 / 7
    assert one.back_and_forth == 0


def test_what_too_few_went_is_counted_and_never_named(claimed: Workspace) -> None:
    one = only(claimed)
    assert "Zelda" not in claimed.home.travelled.read_text("utf-8")
    assert {station.step for station in one.stations} == {name for name, _ in STEPS}
    assert one.passed == one.events - one.cases
    assert sum(each.times for each in one.passings) == one.passed
    assert [(way.steps, way.cases) for way in one.ways] == [(tuple(name for name, _ in STEPS), 6)]


def test_the_page_names_who_is_left_and_where(claimed: Workspace) -> None:
    with reading(claimed.ledger, claimed.index, SETTINGS, SOON) as read:
        page = journeys(read)
        assert "6 cases stand still" in page.says
        (end,) = page.sure
        assert end.says == "6 cases left without a way on at “complaint page 404”"
        assert end.people[0].told.subject.name.endswith("ana0@river.example")
        (drawn,) = page.maps
        left = {stop.step: stop.left for stop in drawn.stops}
        assert left["complaint page 404"] == 6
        assert sum(left.values()) == 6
        assert [stop.step for stop in drawn.stops] == [name for name, _ in STEPS]
        few = journeys(read, most=2)
        assert (len(few.sure[0].people), few.sure[0].more) == (2, 4)


def test_forgetting_somebody_throws_it_away(claimed: Workspace) -> None:
    finishing.begin(claimed.home, "p-nobody")
    finishing.finish(claimed.home, claimed.ledger, claimed.index)
    assert not claimed.home.travelled.exists()
    assert not claimed.home.stays.exists()
    with reading(claimed.ledger, claimed.index, SETTINGS, SOON) as read:
        assert journeys(read).maps == ()


def talks(cases: int) -> Iterator[dict[str, object]]:
    """Written twice before an answer, then thanks: one contact. Every third comes back after ten days."""
    for n in range(cases):
        at, who = START + timedelta(hours=n), f"c{n}@river.example"
        said = [
            (0.0, who, "Where is my parcel?"),
            (0.2, who, "It was due today."),
            (1.0, TOM, "It comes tomorrow."),
            (2.0, who, "Thank you, all sorted now."),
        ]
        if n % 3 == 0:
            said.append((240.0, who, "It has not come. Where is it?"))
        for hours, by, words in said:
            more = {"to": TOM if by == who else who, "channel": "mail"}
            yield message(
                100 * n + len(words), f"t{n}", at + timedelta(hours=hours), by, words, **more
            )


def test_thanks_and_a_second_message_are_no_contact(tmp_path: Path) -> None:
    with desk(tmp_path, [*talks(12)]) as work:
        (one,) = counted(work)
    assert one.contacts == 12 + 4
    week, month = one.first_contact
    assert (week.days, week.share.value, week.share.n) == (7, 1.0, 12)
    assert month.share.value == pytest.approx(8 / 12)
    assert month.undecided == 0
    assert one.minutes is None
    assert one.unmeasured == one.contacts
    assert one.broken is None


def test_minutes_are_those_the_owner_states(tmp_path: Path) -> None:
    told = Settings(staff_domains=SETTINGS.staff_domains, costs=Costs(minutes={"mail": 8.0}))
    with desk(tmp_path, [*talks(6)]) as work:
        (one,) = counted(work, told)
    assert one.minutes is not None
    assert (one.minutes.value, one.unmeasured) == (8.0, 0)


def test_fewer_cases_than_five_say_nothing(tmp_path: Path) -> None:
    with desk(tmp_path, [*talks(LEAST - 1)]) as work:
        assert counted(work) == ()
        with work.ledger.begin() as con:
            runs.seal(con, Run("", NOW, 1, 0), ())
        with reading(work.ledger, work.index, SETTINGS, NOW) as read:
            assert journeys(read).says.startswith("Not enough to say")


def test_without_a_record_there_is_no_journey_and_no_stay(tmp_path: Path) -> None:
    with desk(tmp_path, []) as work:
        assert counted(work) == ()
    assert count_stays([], {}, NOW).stays == 0
