"""How alarms came out: who was heard of again after being named, who never was gone, who still is."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from tests.acts.office import DAY, NOW, SETTINGS
from tests.views.test_coming import FIRST
from troth.acts.add import add
from troth.acts.opening import Workspace, opened
from troth.ledger import directory, runs
from troth.ledger.once_named import once_named
from troth.ledger.runs import Run
from troth.model.finding import Cite, Finding, Strength, Subject
from troth.stats import wilson
from troth.store.home import create
from troth.views.alarms import Alarms, alarms
from troth.views.lens import lens_page
from troth.views.opening import reading

NAMES = tuple("abcdefg")


def orders(work: Workspace, days: dict[str, list[int]], now_us: int = NOW) -> None:
    rows = "".join(
        f"{FIRST + timedelta(days=n)},{name}@river.example,9.50\n"
        for name, each in days.items()
        for n in each
    )
    path = work.home.root / f"{len(list(work.home.root.iterdir()))}.csv"
    path.write_text("date,customer,amount\n" + rows)
    add(work.home, SETTINGS, [path], now_us=now_us)


def named(work: Workspace, name: str, days: int = 60) -> Finding:
    with work.ledger.read() as con:
        person = directory.find(con, f"{name}@river.example")[0]
    last = work.index.of_handles(person.handles)[0]
    return Finding(
        lens="silence",
        subject=Subject("person", person.handles[0]),
        anchor=last.id,
        says="{subject} has not ordered.",
        strength=Strength("rule", 9, "gaps", "by hand"),
        cites=(Cite(last.id, last.version),),
        next="Ask.",
        would_change="An order.",
        since_us=last.at_us,
        data={"silent_days": days},
    )


def seal(work: Workspace, found: list[Finding], at_us: int, as_of_us: int | None = None) -> None:
    with work.ledger.begin() as con:
        ahead = runs.horizon(con)
        run = Run("", at_us, ahead.generation, ahead.last_entry, as_of_us)
        runs.seal(con, run, found)


@pytest.fixture(scope="module")
def work(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    """Seven are named after 60 days; then orders of `a`, later ones, and an older one of `b`."""
    with opened(create(tmp_path_factory.mktemp("alarms") / "acme"), SETTINGS) as work:
        orders(work, {name: [0, 7, 14, 21] for name in NAMES})
        seal(work, [named(work, name) for name in NAMES[:6]], NOW)
        seal(work, [named(work, "g")], NOW + 1, as_of_us=NOW)
        orders(work, {"a": [88, 90], "b": [40]}, NOW + DAY)
        seal(work, [named(work, name, 65) for name in NAMES[2:6]], NOW + 2 * DAY)
        yield work


def told(work: Workspace) -> Alarms:
    with reading(work.ledger, work.index, SETTINGS, NOW + 3 * DAY) as read:
        found = alarms(read)
    assert found is not None
    return found


def test_each_alarm_counts_once_and_by_how_it_ended(work: Workspace) -> None:
    found = told(work)
    assert (found.named, found.back, found.there, found.unknown) == (6, 1, 1, 0)
    right = wilson(1, 6)
    assert (found.rate.low, found.rate.high) == (right.low, right.high)


def test_its_sentence_says_what_each_number_is(work: Workspace) -> None:
    says = told(work).says
    assert says.startswith("Of 6 silences named so far 1 ended with a sign of the person: 17 % (")
    assert "1 was none, as records show that came in later; 4 last." in says
    assert "because somebody asked" in says


def test_the_first_wording_and_no_look_back(work: Workspace) -> None:
    with work.ledger.read() as con:
        held = once_named(con, "silence")
    assert [one.first_us for one in held] == [NOW] * 6
    assert {one.finding.data["silent_days"] for one in held} == {60}


def test_it_stands_on_the_pages_of_silence_and_returned(work: Workspace) -> None:
    with reading(work.ledger, work.index, SETTINGS, NOW + 3 * DAY) as read:
        assert lens_page(read, "silence").alarms == lens_page(read, "returned").alarms
        assert lens_page(read, "silence").alarms is not None
        assert lens_page(read, "unanswered").alarms is None


def test_where_nobody_was_named_nothing_is_counted(tmp_path: Path) -> None:
    with opened(create(tmp_path / "acme"), SETTINGS) as work:
        with reading(work.ledger, work.index, SETTINGS, NOW) as read:
            assert alarms(read) is None
        seal(work, [], NOW)
        with reading(work.ledger, work.index, SETTINGS, NOW) as read:
            assert alarms(read) is None
