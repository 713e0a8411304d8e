"""What somebody is trying to do: said and supposed never mixed, guesses with their n, promises that serve."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.acts.office import NOW, SETTINGS, START, TOM, message, office
from troth.acts import concerning, note, promises
from troth.acts.note import Signed
from troth.acts.opening import Workspace
from troth.errors import TrothError, UnknownNameError
from troth.ledger import directory
from troth.views.concerns import Concerns, served_by
from troth.views.opening import reading
from troth.views.person import person_page

BY = Signed("tom", NOW)
WANTS = (
    *("I want to export my monthly invoices.", "I would like to export the monthly invoices."),
    *("I want to export monthly invoices as a file.", "I want to move my pickup to Monday."),
)


@pytest.fixture(scope="module")
def work(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    said = [*WANTS, "Thank you, all is well."]
    rows = [
        message(n, f"t{n}", START.replace(hour=9 + n), f"c{n}@river.example", words, side="shop")
        for n, words in enumerate(said)
    ]
    late = START.replace(hour=18)
    rows.append(message(8, "t8", late, "else@river.example", WANTS[0], side="courier"))
    rows.append(message(10, "t9", START.replace(hour=20), TOM, "Hello."))
    with office(tmp_path_factory.mktemp("concerns"), rows, look=True) as work:
        yield work


def of(work: Workspace, who: str) -> Concerns:
    with reading(work.ledger, work.index, SETTINGS, NOW) as read:
        person = directory.the_person(read.con, f"{who}@river.example")
        page = person_page(read, person.id)
        assert page is not None
        assert page.concerns is not None
        return page.concerns


def test_what_several_of_her_side_want_is_proposed_as_a_guess_with_its_n(work: Workspace) -> None:
    quiet = of(work, "c4")
    assert quiet.said == quiet.supposed == ()
    (guess,) = quiet.proposals
    assert guess.says == "3 of 4 shops who told us what they want said the like"
    assert "export" in guess.text
    assert of(work, "else").proposals == ()
    assert [len(of(work, f"c{n}").proposals) for n in (0, 3)] == [0, 1]


def test_her_words_are_quoted_and_dated_with_their_level(work: Workspace) -> None:
    (one,) = of(work, "c3").said
    assert (one.said, one.text, one.level) == (True, "move my pickup to Monday", "a task")
    assert one.evidence is not None
    assert one.at.startswith("2 Mar")


def test_what_we_suppose_is_ours_and_a_promise_may_serve_either(work: Workspace) -> None:
    with work.ledger.read() as con:
        three, four = (directory.the_person(con, f"c{n}@river.example") for n in (3, 4))
    kept = promises.note(work, "We come on Mondays", to=three.id, who="tom", now_us=NOW)
    said = of(work, "c3").said[0].id
    ours = concerning.suppose(work, four.id, " export  her invoices ", BY, because="a visit")
    (held,) = of(work, "c4").supposed
    assert (held.said, held.text, held.because) == (False, "export her invoices", "a visit")
    assert of(work, "c4").proposals == ()
    concerning.serve(work, three.id, said, kept.id, BY)
    second = concerning.serve(work, four.id, held.id, kept.id, BY)
    assert of(work, "c3").said[0].promises[0].words == "We come on Mondays"
    assert of(work, "c4").supposed[0].promises[0].promise == kept.id
    with reading(work.ledger, work.index, SETTINGS, NOW) as read:
        told = {(one.person, one.text, one.said) for one in served_by(read, kept.id)}
    assert told == {
        (three.id, "move my pickup to Monday", True),
        (four.id, "export her invoices", False),
    }
    for who, concern in ((four.id, said), (three.id, held.id), (three.id, "s-nothing")):
        with pytest.raises(UnknownNameError):
            concerning.serve(work, who, concern, kept.id, BY)
    note.undo(work, second.id, BY)
    note.undo(work, ours.id, BY)
    assert of(work, "c4").supposed == ()
    for words, level in ((" ", None), ("x" * 401, None), ("x", "wish")):
        with pytest.raises(TrothError):
            concerning.suppose(work, four.id, words, BY, level=level)
