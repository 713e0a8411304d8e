"""Who came back, what falls due, and whose promises are the reader's own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.acts.office import DAY, NOW, SETTINGS, TOM
from troth.acts import promises
from troth.acts.add import add
from troth.acts.opening import Workspace, opened
from troth.ledger import directory, runs
from troth.ledger.runs import Run
from troth.model.finding import Cite, Finding, Strength, Subject
from troth.store.home import create
from troth.views.held import Held
from troth.views.opening import reading
from troth.views.reading import Reading
from troth.views.today import today

FIRST = date(2026, 1, 5)


def orders(work: Workspace, name: str, days: list[int]) -> None:
    rows = "".join(f"{FIRST + timedelta(days=n)},ana@river.example,9.50\n" for n in days)
    path = work.home.root / name
    path.write_text("date,customer,amount\n" + rows)
    assert add(work.home, SETTINGS, [path], now_us=NOW).total("new") == len(days)


def silence(work: Workspace) -> Finding:
    with work.ledger.read() as con:
        person = directory.find(con, "ana@river.example")[0]
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
    )


def seal(work: Workspace, *found: Finding) -> None:
    with work.ledger.begin() as con:
        ahead = runs.horizon(con)
        runs.seal(con, Run("", NOW, ahead.generation, ahead.last_entry), found)


@pytest.fixture
def work(tmp_path: Path) -> Iterator[Workspace]:
    with opened(create(tmp_path / "acme"), SETTINGS) as work:
        orders(work, "first.csv", [0, 7, 14, 21])
        yield work


def back(work: Workspace, held: Held | None = None) -> list[tuple[str, str, int]]:
    with reading(work.ledger, work.index, work.settings, NOW, held=held) as read:
        return [(one.name, one.at, one.days) for one in today(read).back]


def test_who_was_silent_and_ordered_again_came_back(work: Workspace) -> None:
    seal(work, silence(work))
    assert back(work) == []
    orders(work, "later.csv", [84, 88])
    seal(work)
    came = [("someone we know only as ana@river.example", "30 Mar", 63)]
    assert back(work) == came
    seal(work)
    assert back(work) == came, "another look over the same records hides nobody"


def test_a_silence_that_ended_without_an_order_is_no_coming_back(work: Workspace) -> None:
    seal(work, silence(work))
    other = work.home.root / "other.csv"
    other.write_text("date,customer,amount\n2026-04-02,ben@river.example,3.00\n")
    add(work.home, SETTINGS, [other], now_us=NOW)
    seal(work)
    assert back(work) == []


def test_what_is_due_this_week_is_told_and_links_to_the_promise(work: Workspace) -> None:
    soon = promises.note(work, "A new lock", who="tom", now_us=NOW, due_us=NOW + 3 * DAY)
    promises.note(work, "A new roof", who="tom", now_us=NOW, due_us=NOW + 9 * DAY)
    with reading(work.ledger, work.index, work.settings, NOW) as read:
        assert [(one.id, one.words, one.by) for one in today(read).promised] == [
            (soon.id, "A new lock", "4 Jun")
        ]


def test_what_is_due_is_narrowed_as_the_rows_are(work: Workspace) -> None:
    soon = {"who": "tom", "now_us": NOW, "due_us": NOW + 3 * DAY}
    ana = "ana@river.example"
    promises.note(work, "A new lock", to=ana, owner="Bea", **soon)
    promises.note(work, "A new bell", to=ana, **soon)
    promises.note(work, "A new roof", owner="Cai", **soon)
    promises.note(work, "A new shed for shops", side="shop", owner="Cai", **soon)
    with reading(work.ledger, work.index, work.settings, NOW) as read:
        her = frozenset({directory.find(read.con, ana)[0].id})

        def words(**asked: object) -> list[str]:
            found = today(read, **asked).promised  # type: ignore[arg-type]
            return sorted(one.words.removeprefix("A new ") for one in found)

        assert words() == ["bell", "lock", "roof", "shed for shops"]
        assert words(owner="bea") == ["bell", "lock"]
        assert words(owner="Cai") == ["roof", "shed for shops"]
        assert words(within=her) == ["bell", "lock"]
        assert words(within=frozenset()) == []
        assert words(side="shop") == ["roof", "shed for shops"]
        assert words(side="sender") == ["roof"]


def test_mine_is_there_for_whoever_owns_a_promise(work: Workspace) -> None:
    promises.note(work, "A new lock", who="tom", now_us=NOW, owner="Tom")
    with reading(work.ledger, work.index, work.settings, NOW) as read:
        assert today(read, me="tom").mine == "Tom"
        assert today(read, me="eve").mine is None
        assert today(read).mine is None


def test_what_is_held_is_told_anew_as_soon_as_something_is_new(work: Workspace) -> None:
    held = Held()

    def words() -> list[str]:
        with reading(work.ledger, work.index, work.settings, NOW, held=held) as read:
            return [one.words for one in read.opened]

    def found() -> int:
        with reading(work.ledger, work.index, work.settings, NOW, held=held) as read:
            return len(read.findings)

    assert (words(), found()) == ([], 0)
    noted = promises.note(work, "A new lock", who=TOM, now_us=NOW)
    assert words() == ["A new lock"]
    promises.mark(work, noted.id, "withdrawn", reason="sold out", who=TOM, now_us=NOW + 1)
    with reading(work.ledger, work.index, work.settings, NOW, held=held) as read:
        assert [one.state for one in read.opened] == ["withdrawn"]
    seal(work, silence(work))
    assert found() == 1
    seal(work, silence(work), replace(silence(work), anchor="another"))
    assert found() == 2


def test_what_is_held_is_not_worked_out_twice(work: Workspace) -> None:
    held, made = Held(), []

    def make() -> int:
        made.append(1)
        return len(made)

    assert [held.of("n", state, make) for state in (1, 1, 2, 2, 1)] == [1, 1, 2, 2, 3]


def test_a_reading_without_a_run_has_nobody_back(work: Workspace) -> None:
    with reading(work.ledger, work.index, work.settings, NOW) as read:
        assert isinstance(read, Reading)
        assert today(read).back == ()
