"""Identifiers that a system holds together are one person's, unless that may be wrong."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from tests.ledger.conftest import SECRET
from troth.ledger import directory, tables
from troth.ledger.entries import TROTH, entries
from troth.ledger.meeting import resolve
from troth.ledger.opening import Ledger
from troth.ledger.same import MERGE, SPLIT
from troth.ledger.tying import NAMES, PARTLY, PHONE, ROLE, SHARED, Tie
from troth.model.evidence import Identifier
from troth.model.identity import handle_of
from troth.text.called import alike


def number(id: str, name: str | None = None, system: str = "desk") -> Identifier:
    return Identifier("id", f"{system}:{id}", name)


def mail(address: str, name: str | None = None) -> Identifier:
    return Identifier("email", address, name)


def of(one: Identifier) -> str:
    return handle_of(SECRET, one.scheme, one.value)


def introduce(ledger: Ledger, *who: Identifier, system: str = "desk", row: int = 2) -> None:
    tie = Tie(tuple(map(of, who)), system, f"{system}.csv", row, who[0].name)
    with ledger.begin() as con:
        resolve(con, SECRET, who, ties=[tie], at_us=5)


def people(ledger: Ledger, *who: Identifier) -> list[str]:
    with ledger.read() as con:
        found = directory.by_handles(con, map(of, who))
    return [found[of(one)].id for one in who]


def doubts(ledger: Ledger) -> set[str]:
    with ledger.read() as con:
        return {each for each in con.execute(sa.select(tables.tie.c.doubt)).scalars() if each}


def test_a_number_beside_an_address_is_one_new_person(ledger: Ledger) -> None:
    who = number("51", "Ana Ruiz"), mail("ana@post.example", "Ana Ruiz")
    introduce(ledger, *who)
    assert len(set(people(ledger, *who))) == 1
    with ledger.read() as con:
        assert directory.count_people(con) == 1
        assert not entries(con, deed=MERGE)


def test_an_address_that_is_known_takes_the_number_to_itself(ledger: Ledger) -> None:
    ana = mail("ana@post.example", "Ana")
    with ledger.begin() as con:
        resolve(con, SECRET, [ana])
    (before,) = people(ledger, ana)
    introduce(ledger, number("51", "Ana Ruiz"), ana)
    assert people(ledger, number("51"), ana) == [before, before]
    with ledger.read() as con:
        assert directory.count_people(con) == 1


def test_two_systems_meet_at_an_address(ledger: Ledger) -> None:
    ana = mail("ana@post.example")
    introduce(ledger, number("51"), ana)
    introduce(ledger, number("9", system="shop"), ana, system="shop")
    ids = people(ledger, number("51"), number("9", system="shop"), ana)
    assert len(set(ids)) == 1


def test_two_known_people_are_joined_by_an_entry_that_can_be_taken_back(ledger: Ledger) -> None:
    who = number("51"), mail("ana@post.example")
    with ledger.begin() as con:
        resolve(con, SECRET, who)
    one, two = people(ledger, *who)
    assert one != two
    introduce(ledger, *who, row=7)
    assert len(set(people(ledger, *who))) == 1
    with ledger.begin() as con:
        (entry,) = entries(con, deed=MERGE)
        assert (entry.who, entry.at_us) == (TROTH, 5)
        assert entry.body["reason"] == "one row holds both (desk.csv:7)"
        directory.unmerge(con, entry.target, at_us=6, who="tom")
    assert people(ledger, *who) == [one, two]


def test_an_address_beside_two_numbers_of_one_system_is_shared_and_joins_nobody(
    ledger: Ledger,
) -> None:
    both = mail("kiosk@shop.example")
    introduce(ledger, number("51", "Ana Ruiz"), both)
    ana, shared = people(ledger, number("51"), both)
    assert ana == shared
    introduce(ledger, number("52", "Tom Hale"), both)
    assert len(set(people(ledger, number("51"), number("52"), both))) == 3
    assert doubts(ledger) == {SHARED}
    with ledger.begin() as con:
        (entry,) = entries(con, deed=SPLIT)
        assert (entry.who, entry.body["reason"]) == (TROTH, SHARED)
        directory.unsplit(con, entry.target, at_us=6, who="tom")
    introduce(ledger, number("52", "Tom Hale"), both, row=9)
    assert people(ledger, number("51"), both) == [ana, ana]


def test_two_numbers_of_one_import_share_their_address_from_the_beginning(ledger: Ledger) -> None:
    both = mail("kiosk@shop.example")
    who = [number("51", "Ana Ruiz"), number("52", "Tom Hale"), both]
    ties = [Tie((of(one), of(both)), "desk", "desk.csv", 2, one.name) for one in who[:2]]
    with ledger.begin() as con:
        resolve(con, SECRET, who, ties=ties, at_us=5)
        assert not entries(con, deed=SPLIT)
    assert len(set(people(ledger, *who))) == 3


def test_a_box_for_a_task_is_nobodys_and_the_owner_may_name_more(ledger: Ledger) -> None:
    for n, box in enumerate(("info@shop.example", "counter@shop.example")):
        who = [number(f"{n}", "Ana Ruiz"), mail(box)]
        tie = Tie(tuple(map(of, who)), "desk", "desk.csv", 2, "Ana Ruiz")
        with ledger.begin() as con:
            resolve(con, SECRET, who, ties=[tie], shared={"counter@shop.example"}, at_us=5)
        assert len(set(people(ledger, *who))) == 2
    assert doubts(ledger) == {ROLE}


def test_a_telephone_number_without_a_name_does_not_join_two_systems(ledger: Ledger) -> None:
    phone = Identifier("phone", "+442079460018")
    introduce(ledger, number("51", "Ana Ruiz"), phone)
    introduce(ledger, number("9", system="shop"), phone, system="shop")
    assert len(set(people(ledger, number("51"), number("9", system="shop")))) == 2
    assert doubts(ledger) == {PHONE}
    introduce(ledger, number("8", "Ana Ruiz", "pos"), phone, system="pos")
    assert len(set(people(ledger, number("51"), number("8", system="pos")))) == 1


def test_a_family_at_one_address_is_not_one_person(ledger: Ledger) -> None:
    home = mail("home@ruiz.example")
    introduce(ledger, number("51", "Ana Ruiz"), home)
    introduce(ledger, number("9", "Tom Ruiz", "shop"), home, system="shop")
    introduce(ledger, number("7", "A. Ruiz", "pos"), home, system="pos")
    ids = people(ledger, number("51"), number("9", system="shop"), number("7", system="pos"))
    assert len(set(ids)) == 3
    assert doubts(ledger) == {PARTLY}


def test_what_was_taken_apart_is_not_joined_by_the_next_import(ledger: Ledger) -> None:
    who = number("51"), mail("ana@post.example")
    with ledger.begin() as con:
        resolve(con, SECRET, who)
    introduce(ledger, *who)
    with ledger.begin() as con:
        (entry,) = entries(con, deed=MERGE)
        directory.unmerge(con, entry.target, at_us=6, who="tom")
    introduce(ledger, *who, row=9)
    introduce(ledger, *who, system="shop")
    assert len(set(people(ledger, *who))) == 2


def test_names_without_anything_in_common_join_nobody(ledger: Ledger) -> None:
    address = mail("zoe@shop.example", "Tom Hale")
    with ledger.begin() as con:
        resolve(con, SECRET, [address])
    introduce(ledger, number("51", "Ana Ruiz"), mail("zoe@shop.example"))
    ana, tom = people(ledger, number("51"), address)
    assert ana != tom
    assert doubts(ledger) == {NAMES}


def test_the_same_row_again_changes_nothing(ledger: Ledger) -> None:
    who = number("51", "Ana"), mail("ana@post.example")
    for _ in range(2):
        introduce(ledger, *who)
    with ledger.read() as con:
        assert directory.count_people(con) == 1
        assert not entries(con, deed=MERGE)
        assert len(con.execute(sa.select(tables.tie)).all()) == 1


def test_a_changed_address_stays_hers(ledger: Ledger) -> None:
    introduce(ledger, number("51", "Ana"), mail("ana@old.example"))
    introduce(ledger, number("51", "Ana"), mail("ana@new.example"))
    ids = people(ledger, number("51"), mail("ana@old.example"), mail("ana@new.example"))
    assert len(set(ids)) == 1


@pytest.mark.parametrize(
    ("one", "two", "may_be"),
    [
        ("Ana Ruiz", "Ana Ruiz", True),
        ("Ana Ruiz", "ruiz, ana", True),
        ("Ana", "Ana Ruiz", True),
        ("A. Ruiz", "Ana Ruiz", True),
        ("A. R.", "Ana Ruiz", True),
        ("José Núñez", "Jose Nunez", True),
        ("Ana Ruiz", None, True),
        ("", "Ana", True),
        ("Ana Ruiz", "Tom Hale", False),
        ("T. H.", "Ana Ruiz", False),
    ],
)
def test_names_that_may_be_one_persons(one: str, two: str | None, may_be: bool) -> None:
    assert alike(one, two) is may_be
    assert alike(two, one) is may_be
