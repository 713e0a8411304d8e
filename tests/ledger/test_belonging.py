"""Accounts: by mail domain as the owner says, part of one another, several of one person."""

from __future__ import annotations

from dataclasses import dataclass

from tests.ledger.conftest import SECRET
from tests.ledger.test_tying import mail, of
from troth.ledger import belonging, directory
from troth.ledger.opening import Ledger
from troth.model.evidence import Identifier

ANA, TOM = mail("ana@mail.harbour.example", "Ana"), mail("tom@gmail.com", "Tom")


@dataclass(frozen=True)
class Stated:
    domains: tuple[str, ...] = ()
    parent: str | None = None


def settled(ledger: Ledger, **stated: Stated) -> None:
    with ledger.begin() as con:
        directory.resolve(con, SECRET, [ANA, TOM])
        belonging.settle(con, SECRET, stated)


def test_a_domain_puts_people_into_an_account_as_long_as_it_is_said(ledger: Ledger) -> None:
    settled(ledger, Harbour=Stated(("harbour.example", "gmail.com")))
    with ledger.read() as con:
        (account,) = directory.accounts(con).values()
        one, other = (directory.by_handle(con, of(who)) for who in (ANA, TOM))
        assert one is not None
        assert other is not None
        assert (one.account, other.account) == (account.id, None)
        assert [each.id for each in directory.people_of(con, account.id)] == [one.id]
        told = {row["handle"]: row["account"] for row in directory.handle_table(con).to_pylist()}
        assert told == {of(ANA): account.id, of(TOM): None}
    settled(ledger)
    with ledger.read() as con:
        one = directory.by_handle(con, of(ANA))
        assert one is not None
        assert one.account is None


def test_what_a_system_says_comes_before_the_domain(ledger: Ledger) -> None:
    shop = Identifier("account", "crm:14", "Kiosk 14")
    with ledger.begin() as con:
        directory.resolve(con, SECRET, [ANA, shop])
        directory.describe(con, accounts={of(ANA): of(shop)})
    settled(ledger, Harbour=Stated(("harbour.example",)))
    with ledger.read() as con:
        one = directory.by_handle(con, of(ANA))
        assert one is not None
        assert one.account == directory.account_id(of(shop))
        harbour = directory.account_id(of(Identifier("account", "Harbour")))
        assert directory.people_of(con, harbour) == []


def test_parents_are_the_owners_word_then_the_exports(ledger: Ledger) -> None:
    settled(ledger, Harbour=Stated((), "Holding"))
    with ledger.begin() as con:
        ids = {one.name: id for id, one in directory.accounts(con).items()}
        belonging.put_under(
            con, {ids["Harbour"]: "a-other", ids["Holding"]: "a-top"}, "Account.csv"
        )
        held = belonging.parents(con)
        assert held[ids["Harbour"]] == (ids["Holding"], "troth.toml")
        assert belonging.above(held, ids["Harbour"]) == [ids["Holding"], "a-top"]
        belonging.put_under(con, {"a-top": ids["Harbour"]}, "Account.csv")
        assert len(belonging.above(belonging.parents(con), ids["Harbour"])) == 2


def test_one_person_of_several_accounts(ledger: Ledger) -> None:
    settled(ledger)
    with ledger.begin() as con:
        belonging.belong(con, [(of(ANA), "a-1"), (of(ANA), "a-2"), (of(ANA), "a-1")])
        assert belonging.accounts_of(con, [of(ANA)]) == ["a-1", "a-2"]
        assert [one.name for one in directory.people_of(con, "a-2")] == ["Ana"]
