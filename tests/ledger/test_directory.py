"""The directory: one person however spelled, found again, merged and parted without loss."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.ledger.conftest import SECRET
from troth.errors import UnknownNameError
from troth.ledger import directory
from troth.ledger.identifying import is_staff, normal
from troth.ledger.opening import Ledger
from troth.ledger.same import MERGE, UNMERGE, fold
from troth.model.entry import Entry
from troth.model.evidence import Identifier
from troth.model.identity import handle_of

ANA = Identifier("email", "Ana.Ruiz@Example.org", "Ana Ruiz")
TOM = Identifier("email", "tom@acme.test", "Tom")


def meet(ledger: Ledger, *who: Identifier) -> dict[Identifier, str | None]:
    with ledger.begin() as con:
        return directory.resolve(con, SECRET, who, staff_domains={"acme.test"})


@pytest.mark.parametrize(
    ("scheme", "typed", "plain"),
    [
        ("email", " Ana@Example.ORG ", "ana@example.org"),
        ("email", "mailto:ana@example.org", "ana@example.org"),
        ("email", "<ana@example.org>", "ana@example.org"),
        ("email", "zoe\u0308@example.org", "zoë@example.org"),
        ("phone", "+44 (0)20 7946-0018", "+4402079460018"),
        ("phone", "0049 30 1234", "+49301234"),
        ("phone", "tel:030/1234", "0301234"),
        ("id", " shop:0042 ", "shop:0042"),
    ],
)
def test_one_spelling(scheme: str, typed: str, plain: str) -> None:
    assert normal(scheme, typed) == plain


@given(st.sampled_from(["email", "phone", "id", "staff"]), st.text(max_size=30))
def test_the_one_spelling_is_stable(scheme: str, typed: str) -> None:
    assert normal(scheme, normal(scheme, typed)) == normal(scheme, typed)


def test_the_same_address_is_the_same_person(ledger: Ledger) -> None:
    again = Identifier("email", "mailto:ana.ruiz@example.org")
    found = meet(ledger, ANA, again)
    assert found[ANA] == found[again] == handle_of(SECRET, "email", "ana.ruiz@example.org")
    with ledger.read() as con:
        assert directory.count_people(con) == 1
        one = directory.by_handle(con, str(found[ANA]))
    assert one is not None
    assert one.label == "Ana Ruiz"
    assert one.handles == (found[ANA],)


def test_a_fuller_name_is_taken_and_a_shorter_is_not(ledger: Ledger) -> None:
    where = "ana@example.org"
    for name, known in (
        (None, "someone we know only as ana@example.org"),
        ("Ana", "Ana"),
        ("Ana Ruiz", "Ana Ruiz"),
        ("Ana", "Ana Ruiz"),
        ("A. Ruiz", "Ana Ruiz"),
    ):
        handle = meet(ledger, one := Identifier("email", where, name))[one]
        with ledger.read() as con:
            assert directory.labels(con, [str(handle)]) == {handle: known}
            assert [found.label for found in directory.find(con, known.split()[-1])] == [known]


def test_what_holds_nothing_is_left_out(ledger: Ledger) -> None:
    assert meet(ledger, Identifier("email", "  "), Identifier("id", "\x00")) == {}


def test_staff_by_scheme_by_domain_and_by_address(ledger: Ledger) -> None:
    desk = Identifier("staff", "Desk 4")
    same = Identifier("staff", "TOM@acme.test")
    found = meet(ledger, TOM, desk, same, ANA)
    assert found[TOM] == found[same]
    with ledger.read() as con:
        assert {one.label for one in directory.people(con, staff=True)} == {
            "Tom",
            "someone we know only as Desk 4",
        }
        assert [one.name for one in directory.people(con)] == ["Ana Ruiz"]
        assert directory.count_people(con, staff=None) == 3


def test_domains_of_ours() -> None:
    assert is_staff("email", "a@mail.acme.test", {"acme.test"})
    assert is_staff("email", "help@gmail.test", {"help@gmail.test"})
    assert not is_staff("email", "a@notacme.test", {"acme.test"})
    assert not is_staff("email", "a@acme.test", {"test"})
    assert not is_staff("id", "acme.test", {"acme.test"})


def test_side_account_and_title_are_noted_once(ledger: Ledger) -> None:
    shop = Identifier("account", "crm:14", "Kiosk 14")
    found = meet(ledger, ANA, shop)
    ana, kiosk = str(found[ANA]), str(found[shop])
    with ledger.begin() as con:
        for side, title in (("merchant", "owner"), ("sender", "boss")):
            directory.describe(con, sides={ana: side}, accounts={ana: kiosk}, titles={ana: title})
    with ledger.read() as con:
        one = directory.by_handle(con, ana)
        assert one is not None
        assert (one.side, one.title, one.account) == (
            "merchant",
            "owner",
            directory.account_id(kiosk),
        )
        assert directory.people(con, account=one.account) == [one]
        account = directory.account_of(con, kiosk)
        assert account is not None
        assert account.name == "Kiosk 14"
        assert directory.accounts(con) == {account.id: account}


def test_found_by_name_address_part_and_id(ledger: Ledger) -> None:
    meet(ledger, ANA, Identifier("email", "joana@example.org", "Joana Silva"), TOM)
    with ledger.read() as con:
        assert [one.name for one in directory.find(con, "ana")] == ["Ana Ruiz", "Joana Silva"]
        assert [one.name for one in directory.find(con, "RUIZ")] == ["Ana Ruiz"]
        assert [one.name for one in directory.find(con, "joana@")] == ["Joana Silva"]
        ana = directory.find(con, "ana.ruiz@example.org")[0]
        assert directory.find(con, ana.id) == [ana]
        assert directory.find(con, ana.handles[0]) == [ana]
        assert directory.find(con, "%") == []
        assert directory.find(con, " ") == []
        assert directory.the_person(con, "Ana Ruiz") == ana
        with pytest.raises(UnknownNameError, match="Several"):
            directory.the_person(con, "example.org")
        with pytest.raises(UnknownNameError, match="no person"):
            directory.the_person(con, "nobody at all")


def test_pages_of_people(ledger: Ledger) -> None:
    meet(ledger, *(Identifier("id", f"shop:{n}") for n in range(25)))
    with ledger.read() as con:
        seen: list[str] = []
        while page := directory.people(con, limit=7, after=seen[-1] if seen else None):
            assert len(page) <= 7
            seen += [one.id for one in page]
        assert len(seen) == len(set(seen)) == 25 == directory.count_people(con)


def test_merging_makes_one_and_unmerging_gives_both_back(ledger: Ledger) -> None:
    number = Identifier("id", "shop:42")
    found = meet(ledger, ANA, number)
    with ledger.read() as con:
        ana, shop = (directory.by_handle(con, str(found[who])) for who in (ANA, number))
        before = (directory.people(con), directory.handle_table(con))
    assert ana is not None
    assert shop is not None
    with ledger.begin() as con:
        directory.describe(con, sides={shop.handles[0]: "sender"})
        directory.merge(con, shop.id, ana.id, at_us=1, who="tom")
    with ledger.read() as con:
        whole = directory.person(con, shop.id)
        assert whole is not None
        assert whole.id == ana.id
        assert set(whole.handles) == {*ana.handles, *shop.handles}
        assert (whole.name, whole.side) == ("Ana Ruiz", "sender")
        assert directory.count_people(con) == 1
        assert directory.people(con) == [whole]
        assert directory.find(con, "42") == [whole]
        table = directory.handle_table(con).to_pydict()
        assert set(table["person"]) == {ana.id}
        assert table["side"] == ["sender", "sender"]
    with ledger.begin() as con:
        directory.unmerge(con, shop.id, at_us=2, who="tom")
    with ledger.read() as con:
        people = {one.id: one for one in directory.people(con)}
        assert set(people) == {one.id for one in before[0]}
        assert people[ana.id] == ana
        assert directory.handle_table(con).column("person") == before[1].column("person")


def test_only_people_who_exist_are_merged(ledger: Ledger) -> None:
    with ledger.begin() as con, pytest.raises(UnknownNameError):
        directory.merge(con, "p-1", "p-2", at_us=1, who="tom")


person = st.sampled_from("abcdef")
act = st.one_of(
    st.tuples(st.just(MERGE), person, person), st.tuples(st.just(UNMERGE), person, st.just(""))
)


def acts(steps: list[tuple[str, str, str]]) -> list[Entry]:
    return [
        Entry(n, n, "tom", deed, one, {"into": other}) for n, (deed, one, other) in enumerate(steps)
    ]


@given(st.lists(act, max_size=20))
def test_merging_never_goes_in_circles(steps: list[tuple[str, str, str]]) -> None:
    same = fold(acts(steps))
    for one in "abcdef":
        assert same.root(same.root(one)) == same.root(one)
    roots = {same.root(one) for one in "abcdef"}
    assert set(same.members(roots)) >= set(same.merged)


@given(st.lists(act, max_size=12), person, person)
def test_taking_a_merge_back_restores_what_was(
    steps: list[tuple[str, str, str]], one: str, other: str
) -> None:
    before = fold(acts(steps))
    root = before.root(one)
    if root == before.root(other):
        return
    after = fold(acts([*steps, (MERGE, one, other), (UNMERGE, root, "")]))
    assert (after.merged, after.taken) == (before.merged, before.taken)
    assert after.parted(one, other)


def test_many_at_once(ledger: Ledger) -> None:
    many = [Identifier("email", f"p{n}@x.test", f"Person {n}") for n in range(12_000)]
    found = meet(ledger, *many)
    assert len(set(found.values())) == 12_000
    assert meet(ledger, *many) == found
    with ledger.read() as con:
        assert directory.count_people(con) == 12_000
        assert len(directory.labels(con, [str(h) for h in found.values()])) == 12_000
        assert directory.handle_table(con).num_rows == 12_000


def test_an_empty_directory_is_an_empty_table(ledger: Ledger) -> None:
    with ledger.read() as con:
        table = directory.handle_table(con)
    assert table.num_rows == 0
    assert [str(kind) for kind in table.schema.types] == ["string"] * 4 + ["bool"]


@pytest.mark.parametrize("typed", ["+49 176 5550 9931", "0176/5550-9931", "(0176) 5550 9931"])
def test_a_telephone_number_is_found_as_it_is_typed(ledger: Ledger, typed: str) -> None:
    with ledger.begin() as con:
        directory.resolve(con, SECRET, [Identifier("phone", "0049 176 5550 9931")])
        assert len(directory.find(con, typed)) == 1
        assert directory.find(con, "+49 176 5550 9932") == []
