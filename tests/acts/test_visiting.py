"""What somebody told one of us in person: her words, read as messages are, and taken back whole."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.acts.office import DAY, NOW, SETTINGS, START, TOM, message, office
from tests.calling import troth
from troth.acts import concerning, people, promises, visiting
from troth.acts.note import Signed
from troth.acts.opening import Workspace
from troth.errors import TrothError, UnknownNameError
from troth.ledger import directory
from troth.views.concerns import Concerns, served_by
from troth.views.opening import reading
from troth.views.person import person_page
from troth.views.segments import segment

BY = Signed("tom", NOW)
ANA = "ana@river.example"
WORDS = "I want to open a second kiosk by May. The lid of the box cannot be shut. It rains."


@pytest.fixture
def work(tmp_path: Path) -> Iterator[Workspace]:
    rows = [
        message(1, "t1", START, ANA, "Thank you.", side="shop"),
        message(2, "t2", START.replace(hour=12), TOM, "Hello.", to=ANA),
    ]
    with office(tmp_path, rows) as work:
        yield work


def of(work: Workspace) -> Concerns:
    with reading(work.ledger, work.index, SETTINGS, NOW) as read:
        page = person_page(read, directory.the_person(read.con, ANA).id)
        assert page is not None
        assert page.concerns is not None
        return page.concerns


def test_her_words_are_quoted_dated_and_read_by_level(work: Workspace) -> None:
    entry = visiting.hear(work, ANA, WORDS, BY, how="interview", on_us=NOW - 40 * DAY)
    held = of(work)
    (told,) = held.told
    assert (told.text, told.at, told.entry) == (WORDS, "22 Apr", entry.id)
    assert told.where == "in an interview, noted by tom"
    assert told.levels == ("a task", "something is broken")
    (wish,) = held.said
    assert (wish.said, wish.text, wish.level) == (True, "open a second kiosk by May", "a task")
    assert (wish.evidence, wish.where) == (None, told.where)
    assert held.supposed == ()
    people.undo(work, entry.id, BY)
    assert of(work) == Concerns((), (), (), ())


def test_a_promise_serves_what_was_told(work: Workspace) -> None:
    entry = visiting.hear(work, ANA, WORDS, BY)
    made = promises.note(
        work, "We will help you to open a kiosk", to=ANA, owner="tom", who="tom", now_us=NOW
    )
    concerning.serve(work, ANA, f"n-{entry.id}", made.id, BY)
    (wish,) = of(work).said
    assert [one.promise for one in wish.promises] == [made.id]
    with reading(work.ledger, work.index, SETTINGS, NOW) as read:
        (served,) = served_by(read, made.id)
    assert served.said
    with pytest.raises(UnknownNameError):
        concerning.serve(work, ANA, "n-999", made.id, BY)


def test_a_segment_knows_what_was_told(work: Workspace) -> None:
    from dataclasses import replace

    chosen = {"openers": 'concern = "second kiosk"', "broken": 'concern = "broken"'}
    settings = replace(SETTINGS, segments=chosen)

    def many() -> list[int]:
        with reading(work.ledger, work.index, settings, NOW) as read:
            return [len(segment(read, name).people) for name in chosen]

    assert many() == [0, 0]
    entry = visiting.hear(work, ANA, WORDS, BY)
    assert many() == [1, 1]
    people.undo(work, entry.id, BY)
    assert many() == [0, 0]


@pytest.mark.parametrize(
    ("words", "how", "on_us"),
    [
        ("  ", "visit", None),
        ("x" * 4001, "visit", None),
        ("Hi", "seance", None),
        ("Hi", "call", NOW + 1),
    ],
)
def test_what_cannot_be_noted_is_said(
    work: Workspace, words: str, how: str, on_us: int | None
) -> None:
    with pytest.raises(TrothError):
        visiting.hear(work, ANA, words, BY, how=how, on_us=on_us)
    assert of(work).told == ()


def test_it_is_noted_and_shown_from_the_command_line_and_forgotten(work: Workspace) -> None:
    at = ("-C", work.home.root)
    done = troth(*at, "people", "heard", ANA, WORDS, "--how", "call", "--on", "2026-03-05").fine()
    back = done.out.split("with:")[1].split()
    assert back[:3] == ["troth", "people", "undo"]
    text = " ".join(troth(*at, "person", ANA).fine().out.split())
    assert "“open a second kiosk by May” 5 Mar, on a call, noted by" in text
    assert "What they told us in person" in text
    assert WORDS in troth(*at, "export", ANA).fine().out
    troth(*at, "forget", ANA, "--yes").fine()
    ledger = b"".join(path.read_bytes() for path in work.home.dot.glob("ledger.sqlite*"))
    assert b"second kiosk" not in ledger
