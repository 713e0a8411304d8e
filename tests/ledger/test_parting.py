"""An identifier taken away from a person, and given back: every reader sees it, nothing is lost."""

from __future__ import annotations

import pytest

from tests.ledger.conftest import SECRET
from tests.ledger.test_tying import introduce, mail, number, of, people
from troth.errors import TrothError, UnknownNameError
from troth.ledger import directory
from troth.ledger.entries import UNDO, note
from troth.ledger.forgetting import forget_in_ledger, known
from troth.ledger.opening import Ledger
from troth.ledger.same import same_people

ANA = number("51", "Ana Ruiz")
POST = mail("ana@post.example", "Ana")
HOME = mail("tom@home.example", "Tom")


@pytest.fixture
def whole(ledger: Ledger) -> str:
    """One person of three identifiers, one of them not hers."""
    introduce(ledger, ANA, POST)
    with ledger.begin() as con:
        directory.resolve(con, SECRET, [HOME])
        directory.describe(con, sides={of(HOME): "sender"})
        tom = directory.by_handle(con, of(HOME))
        ana = directory.by_handle(con, of(ANA))
        assert tom is not None
        assert ana is not None
        directory.merge(con, tom.id, ana.id, at_us=1, who="eva")
    return ana.id


def everything(ledger: Ledger) -> object:
    with ledger.read() as con:
        return (
            directory.people(con),
            directory.count_people(con),
            directory.handle_table(con).to_pylist(),
            directory.owners(con, map(of, (ANA, POST, HOME))),
            [directory.find(con, text) for text in ("ana", "tom", "post.example")],
        )


def test_taking_away_and_giving_back_leaves_all_as_it_was(ledger: Ledger, whole: str) -> None:
    before = everything(ledger)
    with ledger.begin() as con:
        entry = directory.split(con, of(POST), at_us=2, who="eva", reason="not hers")
    one, two, three = people(ledger, ANA, POST, HOME)
    assert one == three == whole
    assert two == entry.target != one
    with ledger.read() as con:
        new, rest = directory.person(con, two), directory.person(con, one)
        assert new is not None
        assert rest is not None
        assert (new.name, new.known_as, new.handles) == ("Ana", "ana@post.example", (of(POST),))
        assert (rest.name, len(rest.handles)) == ("Ana Ruiz", 2)
        assert directory.count_people(con) == 2
        assert {row["person"] for row in directory.handle_table(con).to_pylist()} == {one, two}
        assert [each.id for each in directory.find(con, "post.example")] == [two]
        assert known(con, two).handles == (of(POST),)
        assert set(known(con, one).handles) == {of(ANA), of(HOME)}
    with ledger.begin() as con:
        directory.unsplit(con, entry.target, at_us=3, who="eva")
    assert everything(ledger) == before
    with ledger.read() as con:
        again = directory.person(con, two)
        assert again is not None
        assert again.id == whole


def test_an_undone_entry_is_as_if_it_had_not_been(ledger: Ledger, whole: str) -> None:
    before = everything(ledger)
    with ledger.begin() as con:
        entry = directory.split(con, of(POST), at_us=2, who="eva")
    assert everything(ledger) != before
    with ledger.begin() as con:
        body = {"entry": entry.id, "deed": entry.deed}
        note(con, at_us=3, who="eva", deed=UNDO, target=entry.target, body=body)
    assert everything(ledger) == before
    with ledger.read() as con:
        assert not same_people(con).apart


def test_all_that_is_known_of_a_merged_one_is_unmerged(ledger: Ledger, whole: str) -> None:
    with ledger.begin() as con:
        entry = directory.split(con, of(HOME), at_us=2, who="eva")
    assert entry.deed == "unmerge-people"
    ana, tom = people(ledger, ANA, HOME)
    assert ana == whole != tom
    with ledger.read() as con:
        one = directory.person(con, tom)
        assert one is not None
        assert (one.name, one.side) == ("Tom", "sender")


def test_the_name_goes_with_the_identifier_that_brought_it(ledger: Ledger) -> None:
    introduce(ledger, number("7"), mail("eva@post.example", "Eva Moor"))
    with ledger.begin() as con:
        directory.split(con, of(mail("eva@post.example")), at_us=2, who="tom")
    ids = people(ledger, number("7"), mail("eva@post.example"))
    with ledger.read() as con:
        seven, eva = (directory.person(con, id) for id in ids)
    assert seven is not None
    assert eva is not None
    assert (seven.name, seven.known_as, eva.name) == (None, "7", "Eva Moor")


def test_the_last_identifier_stays(ledger: Ledger) -> None:
    with ledger.begin() as con:
        directory.resolve(con, SECRET, [ANA])
        with pytest.raises(TrothError, match="all that is known"):
            directory.split(con, of(ANA), at_us=1, who="eva")
        with pytest.raises(UnknownNameError):
            directory.split(con, "h-nobody", at_us=1, who="eva")
        with pytest.raises(UnknownNameError):
            directory.unsplit(con, "p-nobody", at_us=1, who="eva")


def test_forgetting_one_half_leaves_the_other(ledger: Ledger, whole: str) -> None:
    with ledger.begin() as con:
        entry = directory.split(con, of(POST), at_us=2, who="eva")
        gone = known(con, whole)
        forget_in_ledger(con, SECRET, gone, str, records=(), at_us=3, who="eva")
        for id in gone.ids:
            note(con, at_us=3, who="eva", deed="forget", target=id)
    with ledger.read() as con:
        left = directory.people(con)
        assert [(one.id, one.name) for one in left] == [(entry.target, "Ana")]
        assert directory.owners(con, map(of, (ANA, POST, HOME))) == {of(POST): entry.target}


def test_two_who_are_two_are_said_so_once(ledger: Ledger, whole: str) -> None:
    eva = mail("eva@post.example", "Eva")
    with ledger.begin() as con:
        directory.resolve(con, SECRET, [eva])
        other = directory.by_handle(con, of(eva))
        assert other is not None
        directory.apart(con, other.id, whole, at_us=2, who="tom")
        same = same_people(con)
        assert same.parted(whole, other.id)
        with pytest.raises(TrothError, match="one person"):
            directory.apart(con, whole, same.root(whole), at_us=2, who="tom")
    introduce(ledger, ANA, eva, system="shop")
    assert len(set(people(ledger, ANA, eva))) == 2


def test_the_fold_is_kept_and_taken_further(ledger: Ledger, whole: str) -> None:
    with ledger.read() as con:
        first = same_people(con)
        assert same_people(con) is first
    with pytest.raises(RuntimeError):
        split_and_fail(ledger)
    with ledger.read() as con:
        assert same_people(con) is first
    with ledger.begin() as con:
        directory.split(con, of(POST), at_us=2, who="eva")
    with ledger.read() as con:
        assert same_people(con).taken == {of(POST): people_id(con)}


def split_and_fail(ledger: Ledger) -> None:
    with ledger.begin() as con:
        directory.split(con, of(POST), at_us=2, who="eva")
        assert same_people(con).taken
        raise RuntimeError


def people_id(con: object) -> str:
    found = directory.by_handle(con, of(POST))  # type: ignore[arg-type]
    assert found is not None
    return found.id
