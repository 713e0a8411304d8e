"""What happened to somebody's cases, and how somebody sounded: of whom it is read, and what it abstains from."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest

from tests.acts.office import DAY, NOW, SETTINGS, START, TOM, message, office, us
from troth.acts.add import add
from troth.acts.opening import Workspace
from troth.ledger import directory, runs
from troth.ledger.runs import Run
from troth.model.finding import Cite, Finding, Strength, Subject
from troth.model.person import Person
from troth.views.mood import Mood, mood
from troth.views.opening import reading
from troth.views.strips import Strips, strips

ANA, COLE, DAY_LATER = "ana@river.example", "cole@river.example", timedelta(days=1)
ASKED = [
    message(1, "t1", START, ANA, "Where is it?", side="sender", to=TOM),
    message(2, "t1", START + DAY_LATER, TOM, "Tomorrow.", side="sender", to=ANA),
    message(3, "t1", START + DAY_LATER * 2, ANA, "Thank you, all sorted now.", side="sender"),
    message(4, "t2", START + DAY_LATER * 9, ANA, "This is terrible.", side="sender", to=TOM),
    message(5, "t2", START + DAY_LATER * 9.1, ANA, "Hello?", side="sender", to=TOM),
    message(6, "t3", START + DAY_LATER * 3, COLE, "Terrible app.", side="courier", to=TOM),
    message(7, "t3", START + DAY_LATER * 4, TOM, "We see to it.", side="courier", to=COLE),
]
LOG = """case_id,activity,timestamp,customer
k1,asked,2026-03-05T10:00:00Z,cole@river.example
k1,checked,2026-03-06T10:00:00Z,cole@river.example
k1,checked,2026-03-07T10:00:00Z,cole@river.example
k1,closed,2026-03-08T10:00:00Z,cole@river.example
k2,asked,2026-03-05T11:00:00Z,cole@river.example
k2,e-mail bounced,2026-03-09T11:00:00Z,cole@river.example
"""
END = us(START) + 10 * DAY


@pytest.fixture(scope="module")
def work(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    with office(tmp_path_factory.mktemp("strips"), ASKED) as held:
        log = held.home.root / "log.csv"
        log.write_text(LOG)
        add(held.home, SETTINGS, [log], now_us=NOW)
        with held.ledger.begin() as con:
            runs.seal(con, Run("", END, 2, 0), list(found(held)))
        yield held


def her(work: Workspace, who: str) -> Person:
    with work.ledger.read() as con:
        return directory.the_person(con, who)


def found(work: Workspace) -> Iterator[Finding]:
    """As the lenses would: she sounded unhappy, his case bounced; and what no lens may say of him."""
    for who, lens, words in (
        (ANA, "unhappy", "terrible"),
        (COLE, "unhappy", "Terrible"),
        (COLE, "dead-end", "bounced"),
    ):
        person = her(work, who)
        record = next(
            one
            for one in work.index.of_handles(person.handles)
            if words in (one.text or str(one.fields.get("activity")))
        )
        yield Finding(
            lens=lens,
            subject=Subject("person", person.handles[0]),
            anchor=record.id,
            says="{subject} sounded unhappy.",
            strength=Strength("rule", 1, "texts", "by hand"),
            cites=(Cite(record.id, record.version),),
            next="Ask.",
            would_change="A word.",
        )


def told(work: Workspace, who: str) -> tuple[Strips, Mood]:
    person = her(work, who)
    with reading(work.ledger, work.index, SETTINGS, END) as read:
        about = read.findings_about(person.handles)
        return strips(read, person.handles, about), mood(read, [person], about)


def test_each_case_says_where_it_ended(work: Workspace) -> None:
    held, _ = told(work, ANA)
    waiting, thanked = held.cases
    assert [(step.name, step.times, step.voice) for step in waiting.steps] == [
        ("they write", 2, "theirs")
    ]
    assert (waiting.end, waiting.open, waiting.left) == ("they wrote last, 11 Mar", True, False)
    assert [step.name for step in thanked.steps] == ["they write", "we write", "they write"]
    assert (thanked.end, thanked.open) == ("they ended it on 4 Mar", False)
    assert held.says == "Of these 2 cases 1 is still open, as far as the records say."


def test_a_step_that_closes_and_one_that_leaves_somebody(work: Workspace) -> None:
    held, _ = told(work, COLE)
    ends = {one.end: (one.open, one.left) for one in held.cases}
    assert ends["closed on 8 Mar"] == (False, False)
    assert ends["stands at “e-mail bounced” since 9 Mar"] == (True, True)
    assert ends["we wrote last, 6 Mar"] == (False, False)
    closed = next(one for one in held.cases if one.end.startswith("closed"))
    assert [(step.name, step.times) for step in closed.steps] == [
        ("asked", 1),
        ("checked", 2),
        ("closed", 1),
    ]


def test_whoever_works_is_never_read_even_where_a_finding_stands(work: Workspace) -> None:
    _, hers = told(work, ANA)
    assert hers.read
    assert [one.lens for one in hers.found] == ["unhappy"]
    assert hers.answer is None
    _, his = told(work, COLE)
    assert not his.read
    assert his.found == ()
    assert his.says.startswith("Not read: how people feel who work for us or through us")


def test_without_a_finding_it_abstains_and_shows_her_own_answer(work: Workspace) -> None:
    person = her(work, ANA)
    with reading(work.ledger, work.index, SETTINGS, END) as read:
        quiet = mood(read, [person], ())
        assert quiet.says == (
            "Nothing is said: 4 texts of theirs in 30 days, and in none is a mood sure enough to be told."
        )
    survey = work.home.root / "nps.csv"
    survey.write_text(f"Email,Score,Comment,Date\n{ANA},2,,2026-05-02\n")
    receipt = add(work.home, SETTINGS, [survey], now_us=NOW)
    assert receipt.total("new") == 1, receipt.rejects
    with reading(work.ledger, work.index, SETTINGS, NOW) as read:
        silent = mood(read, [person], ())
    assert silent.says.startswith("Not enough to say: no words of theirs in the 30 days")
    assert silent.answer == "2 of 10 (NPS), 2 May"
