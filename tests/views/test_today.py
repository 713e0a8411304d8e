"""Today: who stands on it, in which order, for which reason, and who does not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from tests.acts.office import DAY, NOW, START, TOM, message, office, us
from troth.acts import note, people, promises
from troth.acts.note import Signed
from troth.acts.opening import Workspace
from troth.ledger import directory, runs
from troth.ledger.runs import Run
from troth.model.finding import Cite, Finding, Strength, Subject
from troth.views.opening import reading
from troth.views.today import Today, today, with_it

PEOPLE = 14
ANA = Signed("ana", NOW)


def rows() -> list[dict[str, object]]:
    asked = [
        message(n, f"t{n}", START + timedelta(days=80, hours=n), f"c{n}@river.example", "Where?")
        for n in range(PEOPLE)
    ]
    return [*asked, message(99, "t99", START + timedelta(days=90), TOM, "We are open.")]


@pytest.fixture
def work(tmp_path: Path) -> Iterator[Workspace]:
    with office(tmp_path, rows()) as opened:
        yield opened


def finding(work: Workspace, n: int, **changes: object) -> Finding:
    """A finding about the n-th customer, citing what he wrote."""
    with work.ledger.read() as con:
        person = directory.find(con, f"c{n}@river.example")[0]
    record = work.index.of_handles(person.handles)[0]
    plain = Finding(
        lens="unanswered",
        subject=Subject("person", person.handles[0]),
        anchor=record.id,
        says="{subject} waits.",
        strength=Strength("rule", 1, "messages", "who wrote last"),
        cites=(Cite(record.id, record.version),),
        next="Answer.",
        would_change="An answer.",
        since_us=record.at_us,
    )
    return replace(plain, **changes)  # type: ignore[arg-type]


def seal(work: Workspace, *found: Finding) -> None:
    with work.ledger.begin() as con:
        ahead = runs.horizon(con)
        runs.seal(con, Run("", NOW, ahead.generation, ahead.last_entry), found)


def page(work: Workspace, now_us: int = NOW, **asked: object) -> Today:
    with reading(work.ledger, work.index, work.settings, now_us) as read:
        return today(read, **asked)  # type: ignore[arg-type]


def names(told: Today) -> list[str]:
    return [row.main.subject.name for row in told.rows]


def known(n: int) -> str:
    return f"someone we know only as c{n}@river.example"


def test_never_more_than_ten_and_the_rest_is_counted(work: Workspace) -> None:
    seal(work, *(finding(work, n) for n in range(PEOPLE)))
    told = page(work)
    assert (len(told.rows), told.left) == (10, PEOPLE - 10)
    assert len(set(names(told))) == 10


def test_a_person_stands_in_one_row_with_the_two_reasons_that_weigh_most(work: Workspace) -> None:
    first = finding(work, 1)
    seal(
        work,
        first,
        replace(first, lens="promise-overdue", due_us=NOW - 3 * DAY),
        replace(first, lens="silence", stakes=9.0),
        replace(first, lens="silence", anchor="another"),
    )
    (row,) = page(work).rows
    assert [reason.lens for reason in row.reasons] == ["promise-overdue", "silence"]
    assert row.more == 2
    assert row.why_here == "First because what was due on 29 May is 2 days late."


def test_one_cause_is_one_row_however_many_it_holds(work: Workspace) -> None:
    seal(work, *(finding(work, n, group="payout of Friday") for n in range(5)), finding(work, 9))
    told = page(work)
    assert sorted(len(row.people) for row in told.rows) == [1, 5]
    shared = next(row for row in told.rows if row.cause)
    assert shared.cause == "5 people, one cause"
    assert told.headline == "6 people need us."


def test_what_is_only_worth_knowing_needs_nobody(work: Workspace) -> None:
    seal(work, finding(work, 1), finding(work, 2, lens="happiest", severity="info"))
    told = page(work)
    assert [row.main.lens for row in told.rows] == ["unanswered", "happiest"]
    assert told.headline == "1 person needs us."


def test_sure_before_unsure_then_longest_overdue_then_stakes_then_longest_wait(
    work: Workspace,
) -> None:
    seal(
        work,
        finding(work, 1, status="unsure", due_us=NOW - 90 * DAY),
        finding(work, 2, due_us=NOW - 2 * DAY),
        finding(work, 3, due_us=NOW - 9 * DAY),
        finding(work, 4, stakes=5.0),
        finding(work, 5, since_us=NOW - 40 * DAY),
        finding(work, 6, since_us=NOW - 50 * DAY),
    )
    told = page(work)
    assert names(told) == [known(n) for n in (3, 2, 4, 6, 5, 1)]
    assert [row.sure for row in told.rows] == [True] * 5 + [False]
    assert told.headline == "5 people need us; 1 more may."


def test_whatever_people_put_aside_is_not_there(work: Workspace) -> None:
    found = [finding(work, n) for n in range(5)]
    seal(work, *found)
    note.done(work, found[0].id, ANA, reason="answered by telephone")
    note.dismiss(work, found[1].id, "a friend of the house", ANA)
    note.wrong(work, found[2].id, "", ANA)
    note.snooze(work, found[3].id, NOW + DAY, ANA)
    assert names(page(work)) == [known(4)]
    assert page(work).aside == 4
    assert set(names(page(work, NOW + 2 * DAY))) == {known(3), known(4)}


def test_what_was_taken_back_is_there_again(work: Workspace) -> None:
    found = finding(work, 1)
    seal(work, found)
    entry = note.wrong(work, found.id, "no", ANA)
    assert page(work).rows == ()
    note.undo(work, entry.id, ANA)
    assert len(page(work).rows) == 1


def test_on_old_records_it_never_says_nobody(work: Workspace) -> None:
    seal(work)
    end = us(START + timedelta(days=90))
    assert page(work, end + DAY // 2).headline == "Nobody needs us right now."
    old = page(work, end + 10 * DAY)
    assert old.headline == "Nobody was waiting when the records end, 31 May. Add newer ones."
    assert old.records[0].old
    assert old.records[0].says == "messages up to 31 May (10 days old)"


def test_without_a_run_or_records_it_says_so(work: Workspace, tmp_path: Path) -> None:
    assert page(work).headline.startswith("Nobody has looked yet")
    with office(tmp_path / "empty", []) as empty:
        assert page(empty).headline == "There are no records yet."


def test_only_one_lens_when_asked(work: Workspace) -> None:
    seal(work, finding(work, 1), finding(work, 2, lens="silence"))
    assert names(page(work, lens="silence")) == [known(2)]


def test_what_is_done_is_what_was_shown_and_what_is_put_off_is_the_person(work: Workspace) -> None:
    first = finding(work, 1, due_us=NOW - 3 * DAY, stakes=2.0)
    again = replace(first, lens="told-us-again", stakes=1.0)
    found = [
        first,
        again,
        replace(first, lens="loop", due_us=None),
        replace(first, lens="bounced", due_us=None),
    ]
    seal(work, *found)
    ids = {one.lens: one.id for one in found}

    def also(deed: str) -> set[str]:
        with reading(work.ledger, work.index, work.settings, NOW) as read:
            return set(with_it(read, first.id, deed))

    (row,) = page(work).rows
    shown = {one.lens for one in row.reasons}
    assert (len(shown), row.more) == (2, 1)
    assert also("done") == {ids[lens] for lens in {*shown, "told-us-again"} - {"unanswered"}}
    assert also("wrong") == set()
    assert also("snooze") == {one.id for one in found[1:]}
    note.done(work, first.id, ANA, reason="called", also=also("done"))
    (left,) = page(work).rows
    assert {one.lens for one in left.reasons} == set(ids) - shown - {"told-us-again"}


def test_a_merged_person_is_not_asked_about_twice(work: Workspace) -> None:
    found = finding(work, 1)
    seal(work, found)
    note.done(work, found.id, ANA, reason="called")
    people.merge(work, "c1@river.example", "c2@river.example", ANA)
    other = finding(work, 2)
    seal(work, replace(found, subject=other.subject), other)
    assert [one.main.anchor for one in page(work).rows] == [other.anchor]


def test_what_changed_since_yesterday(work: Workspace) -> None:
    assert page(work).changed is None
    seal(work, *(finding(work, n) for n in range(4)))
    assert page(work, NOW + DAY // 2).changed is None
    note.done(work, finding(work, 0).id, Signed("ana", NOW + DAY), reason="called")
    with work.ledger.begin() as con:
        ahead = runs.horizon(con)
        run = Run("", NOW + DAY, ahead.generation, ahead.last_entry)
        runs.seal(con, run, [finding(work, n) for n in (0, 2, 3, 7, 8)])
    changed = page(work, NOW + DAY).changed
    assert changed is not None
    assert changed.says == "Since yesterday: 2 new, 1 dealt with, 1 no longer waiting."
    same = page(work, NOW + 2 * DAY).changed
    assert same is not None
    assert same.says == "Nobody new since yesterday."


def test_mine_are_the_people_i_promised_something_however_my_name_is_written(
    work: Workspace,
) -> None:
    found = [finding(work, n) for n in range(3)]
    seal(work, *found)
    promises.note(work, "A lock", who="tom", now_us=NOW, owner="Tom", to="c1@river.example")
    assert names(page(work, owner="tom")) == [known(1)]
    assert names(page(work, owner="Eve")) == []
