"""Who looks after whom, and handing it over: as entries, nothing lost, and each can be taken back."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from tests.acts.office import DAY, NOW, SETTINGS, START, TOM, message, office
from troth.acts import handing_over, note, owning, people, promises, tasks
from troth.acts.note import Signed
from troth.acts.opening import Workspace, opened
from troth.errors import TrothError, UnknownNameError
from troth.ledger import directory, entries, holdings
from troth.ledger.owning import owning as owners_of
from troth.ledger.tasks import tasks as tasks_of
from troth.store.home import open_home
from troth.views.opening import reading
from troth.views.owners import owner_page, owners
from troth.views.owning import looked_after, owner_shown, people_kept
from troth.views.tasks import task_list
from troth.views.tasks import tasks_of as tasks_about_her
from troth.views.today import today

BY = Signed("tom", NOW)
LATER = Signed("tom", NOW + DAY)
ANA, BEN, CYD, DEE = (f"{name}@river.example" for name in ("ana", "ben", "cyd", "dee"))


@pytest.fixture(scope="module")
def company(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The help desk, looked through once; each test works on a copy of its own."""
    rows = [
        message(n, f"t{n}", START + timedelta(days=85, hours=n), who, "Where is it?", **more)
        for n, (who, more) in enumerate(
            [(ANA, {}), (BEN, {"account": "Kiosk"}), (CYD, {"account": "Kiosk"}), (DEE, {})]
        )
    ]
    rows.append(message(99, "t99", START + timedelta(days=90), TOM, "We are open."))
    root = tmp_path_factory.mktemp("owned")
    with office(root, rows, look=True):
        return root / "acme"


@pytest.fixture
def work(company: Path, tmp_path: Path) -> Iterator[Workspace]:
    shutil.copytree(company, tmp_path / "acme")
    with opened(open_home(tmp_path / "acme"), SETTINGS) as work:
        yield work


def id_of(work: Workspace, who: str) -> str:
    with work.ledger.read() as con:
        return directory.the_person(con, who).id


def whose(work: Workspace, who: str) -> str | None:
    with reading(work.ledger, work.index, work.settings, NOW + 2 * DAY) as read:
        shown = owner_shown(read, directory.the_person(read.con, who))
        return shown and shown.name


def held(work: Workspace, name: str) -> holdings.Holding:
    with work.ledger.read() as con:
        return holdings.holding(con, holdings.opened(con, work.index), name)


def test_a_person_has_the_owner_named_last_until_it_is_taken_back(work: Workspace) -> None:
    owning.own(work, ANA, "Bea Lund", BY)
    second = owning.own(work, ANA, " Cai  Moss ", LATER, reason="Bea is on leave")
    assert whose(work, ANA) == "Cai Moss"
    assert second.body["from"] == "Bea Lund"
    owning.undo(work, second.id, LATER)
    assert whose(work, ANA) == "Bea Lund"
    owning.own(work, ANA, None, LATER)
    assert whose(work, ANA) is None


def test_an_accounts_owner_reaches_its_people_and_a_persons_own_goes_first(work: Workspace) -> None:
    with work.ledger.begin() as con:
        (kiosk,) = [one.id for one in directory.accounts(con).values() if one.name == "Kiosk"]
    owning.own(work, "Kiosk", "Bea", BY)
    owning.own(work, CYD, "Cai", BY)
    assert [whose(work, who) for who in (ANA, BEN, CYD)] == [None, "Bea", "Cai"]
    with reading(work.ledger, work.index, work.settings, NOW) as read:
        kept = [(one.label, via) for one, via in people_kept(read, "bea")]
        assert kept == [(f"someone we know only as {BEN}", "Kiosk")]
        line = next(line for line in owners(read).lines if line.name == "Bea")
        assert (line.people, line.accounts) == (1, 1)
    assert held(work, "Bea").accounts == (kiosk,)


def test_what_cannot_be_meant_is_said(work: Workspace) -> None:
    for who, owner in ((TOM, "Bea"), ("nobody at all", "Bea"), (ANA, "  ")):
        with pytest.raises(TrothError):
            owning.own(work, who, owner, BY)
    with pytest.raises(UnknownNameError):
        owning.undo(work, 1_000, BY)


def test_people_who_are_found_to_be_one_have_one_owner(work: Workspace) -> None:
    owning.own(work, ANA, "Bea", BY)
    owning.own(work, DEE, "Cai", LATER)
    merged = people.merge(work, DEE, ANA, LATER)
    assert whose(work, ANA) == "Cai"
    people.undo(work, merged.id, LATER)
    assert [whose(work, who) for who in (ANA, DEE)] == ["Bea", "Cai"]


def test_today_shows_whom_i_look_after_by_promise_person_or_account(work: Workspace) -> None:
    promises.note(
        work, "We will call", to=id_of(work, ANA), owner="Bea", due_us=NOW, who="tom", now_us=NOW
    )
    owning.own(work, "Kiosk", "bea", BY)
    with reading(work.ledger, work.index, work.settings, NOW) as read:
        everybody = {row.main.subject.name for row in today(read).rows}
        mine = {row.main.subject.name for row in today(read, owner="Bea").rows}
        assert today(read, me="BEA").mine in ("Bea", "bea")
        assert today(read, me="zed").mine is None
        theirs = looked_after(read, "Bea")
        assert [theirs(directory.the_person(read.con, who)) for who in (ANA, BEN, CYD, DEE)] == [
            *(True, True, True),
            False,
        ]
    assert everybody - mine == {f"someone we know only as {DEE}"}


def _all_of_beas(work: Workspace) -> tuple[list[str], list[int]]:
    """Promises, tasks, a person and an account of Bea's, and what is Cai's already."""
    ana, ben, dee = (id_of(work, who) for who in (ANA, BEN, DEE))
    made = [
        promises.note(
            work, f"Promise {n}", to=to, owner=owner, due_us=NOW + n, who="tom", now_us=NOW
        )
        for n, (to, owner) in enumerate([(ana, "Bea"), (dee, " bea"), (ben, "Bea"), (dee, "Cai")])
    ]
    promises.mark(work, made[2].id, "broken", reason="late", who="tom", now_us=NOW)
    owning.own(work, ANA, "Bea", BY)
    owning.own(work, "Kiosk", "Bea", BY)
    given = [
        tasks.add(work, ANA, "Call her", BY, owner="Bea", due_us=NOW - DAY),
        tasks.add(work, made[0].id, "Ask finance", BY, owner="BEA"),
        tasks.add(work, "Kiosk", "Visit", BY, owner="Bea"),
        tasks.add(work, ANA, "Done long ago", BY, owner="Bea"),
        tasks.add(work, ANA, "Cai’s own", BY, owner="Cai"),
    ]
    tasks.done(work, given[3].id, BY, reason="done")
    return [one.id for one in made], [one.id for one in given]


def test_everything_is_handed_over_and_nothing_is_lost(work: Workspace) -> None:
    made, given = _all_of_beas(work)
    before = held(work, "Bea")
    told = handing_over.hand_over(work, "bea", "Eva Holm", LATER, reason="Bea leaves")
    assert told.counts == "1 person, 1 account, 3 promises, 3 tasks"
    assert held(work, "Bea").empty
    after = held(work, "eva holm")
    assert after.people == before.people == (id_of(work, ANA),)
    assert after.accounts == before.accounts
    assert {one.id for one in after.promises} == {one.id for one in before.promises} == {*made[:3]}
    assert {one.id for one in after.tasks} == {*given[:3]}
    assert [one.words for one in after.tasks] == [one.words for one in before.tasks]
    assert held(work, "Cai").promises[0].id == made[3]
    with work.ledger.read() as con:
        parts = [one for one in entries.entries(con) if one.body.get("with") == told.entry]
        assert len(parts) == 8
        assert all(one.body["reason"] == "Bea leaves" for one in parts)


def test_a_handing_over_is_taken_back_but_for_what_was_given_on(work: Workspace) -> None:
    made, given = _all_of_beas(work)
    before = held(work, "Bea")
    told = handing_over.hand_over(work, "Bea", "Eva", LATER)
    tasks.give(work, given[0], "Cai", LATER)
    promises.confirm(work, made[0], owner="Cai", who="tom", now_us=LATER.now_us)
    back = handing_over.undo(work, told.entry, LATER)
    assert back.left == 1
    assert held(work, "Eva").empty
    now = held(work, "Bea")
    assert (now.people, now.accounts) == (before.people, before.accounts)
    assert {one.id for one in now.tasks} == {*given[1:3]}
    with pytest.raises(UnknownNameError):
        handing_over.undo(work, told.entry, LATER)


def test_one_person_or_one_account_is_handed_over_alone(work: Workspace) -> None:
    made, _ = _all_of_beas(work)
    her = handing_over.hand_over(work, "Bea", "Eva", LATER, who=ANA)
    assert her.counts == "1 person, 1 promise, 2 tasks"
    assert {one.id for one in held(work, "Eva").promises} == {made[0]}
    through = handing_over.hand_over(work, "Bea", "Fay", LATER, who=BEN)
    assert through.counts == "1 person, 1 promise"
    assert [whose(work, who) for who in (ANA, BEN, CYD)] == ["Eva", "Fay", "Bea"]
    kiosk = handing_over.hand_over(work, "Bea", "Gus", LATER, who="Kiosk")
    assert kiosk.counts == "1 account, 1 task"
    assert whose(work, CYD) == "Gus"
    assert {one.id for one in held(work, "Bea").promises} == {made[1]}
    with pytest.raises(TrothError):
        handing_over.hand_over(work, "Bea", "Gus", LATER, who=CYD)
    with pytest.raises(UnknownNameError):
        handing_over.hand_over(work, "Nobody", "Gus", LATER)
    with pytest.raises(TrothError):
        handing_over.hand_over(work, "Bea", " bea ", LATER)


def test_one_page_holds_all_that_is_owed(work: Workspace) -> None:
    made, given = _all_of_beas(work)
    with reading(work.ledger, work.index, work.settings, NOW) as read:
        page = owner_page(read, "bea")
        assert page is not None
        assert {line.promise.id for line in page.promises} == {*made[:2]}
        assert page.standing == 1
        assert {line.task.id for line in page.tasks} == {*given[:3]}
        assert page.tasks[0].late is not None
        assert {line.promise for line in page.repairs} == {made[2]}
        assert page.total == 3
        assert len(page.waiting) == 4
        assert page.others == ("Cai",)
        assert "3 open tasks (1 past its day), 1 repair, 4 people wait" in page.says
        assert owner_page(read, "nobody") is None


def test_tasks_are_done_moved_given_and_taken_back(work: Workspace) -> None:
    first = tasks.add(work, ANA, "  Call\nher ", BY, due_us=NOW - DAY)
    second = tasks.add(work, ANA, "Write to her", BY, owner="Bea", due_us=NOW + DAY)
    with pytest.raises(TrothError):
        tasks.done(work, first.id, BY)
    with pytest.raises(UnknownNameError):
        tasks.done(work, first.id, BY, evidence="e-nothing")
    moved = tasks.move(work, first.id, NOW + 2 * DAY, BY, reason="she is away")
    tasks.give(work, first.id, "Bea", BY)
    with reading(work.ledger, work.index, work.settings, NOW) as read:
        page = task_list(read, owner="bea")
        assert [line.task.id for line in page.lines] == [second.id, first.id]
        assert page.says == "2 tasks of Bea are open; none is past its day."
        assert page.lines[1].task.words == "Call her"
        assert (page.lines[1].task.moved, page.lines[1].task.first_due_us) == (1, NOW - DAY)
        assert task_list(read, owner="tom").total == 0
    tasks.undo(work, moved.id, BY)
    done = tasks.done(work, second.id, BY, reason="sent")
    with work.ledger.read() as con:
        assert [(one.id, one.open, one.due_us) for one in tasks_of(con)] == [
            (first.id, True, NOW - DAY),
            (second.id, False, NOW + DAY),
        ]
    with pytest.raises(UnknownNameError):
        tasks.move(work, second.id, NOW, BY)
    tasks.undo(work, done.id, BY)
    note.undo(work, first.id, BY)
    with work.ledger.read() as con:
        assert [one.id for one in tasks_of(con) if one.open] == [second.id]


def test_a_task_concerns_whoever_it_is_about(work: Workspace) -> None:
    made = promises.note(work, "We will call", to=id_of(work, ANA), who="tom", now_us=NOW)
    with reading(work.ledger, work.index, work.settings, NOW) as read:
        her = directory.the_person(read.con, ANA)
        found = next(one for one in read.findings if one.subject.id in her.handles)
    for about in (made.id, found.id, her.id, "Kiosk", BEN):
        tasks.add(work, about, f"About {about}", BY)
    with reading(work.ledger, work.index, work.settings, NOW) as read:
        hers = tasks_about_her(read, her)
        assert [line.task.target for line in hers] == [made.id, found.id, her.id]
        assert hers[0].about == "“We will call”"
        assert hers[1].link == f"/people/{her.id}#{found.id}"
    with work.ledger.read() as con:
        assert {one.target for one in tasks_of(con)} >= {made.id, her.id}
        assert owners_of(con) == {}
