"""Exports that name the owner of a contact or a company: kept as said by the system, a word goes first."""

from __future__ import annotations

from pathlib import Path

from tests.acts.office import NOW, SETTINGS
from troth.acts import owning
from troth.acts.add import add
from troth.acts.forget import forget
from troth.acts.note import Signed
from troth.acts.opening import opened
from troth.ledger import directory, entries
from troth.ledger.owning import OWNER
from troth.store.home import Home, create
from troth.views.opening import reading
from troth.views.owning import account_owner, owner_shown

CONTACTS = (
    "Record ID,First Name,Last Name,Email,Lifecycle Stage,Contact owner,Create Date,"
    "Associated Company,Associated Company IDs\n"
    "101,Ana,Example,ana@shops.example,Customer,{owner},2026-03-02 09:00,Example Shops,5002\n"
    "102,Ben,Example,ben@shops.example,Customer,,2026-03-02 09:00,Example Shops,5002\n"
)
COMPANIES = (
    "Record ID,Company name,Company Domain Name,Industry,Company owner,Create Date\n"
    "5002,Example Shops,shops.example,Retail,bea@acme.example,2026-03-02 09:00\n"
)
MAILS = (
    '{"id": "m1", "conversation": "t1", "at": "2026-03-03T09:00:00Z", "author": "bea@acme.example",'
    ' "author_name": "Bea Lund", "to": "ana@shops.example", "direction": "out", "text": "Hello."}\n'
)


def shown(home: Home) -> dict[str, tuple[str, str | None, str | None] | None]:
    with (
        opened(home, SETTINGS) as work,
        reading(work.ledger, work.index, SETTINGS, NOW) as read,
    ):
        told = {
            who: owner_shown(read, directory.the_person(read.con, f"{who}@shops.example"))
            for who in ("ana", "ben")
        }
        (shops,) = directory.accounts(read.con)
        told["shops"] = account_owner(read, shops)
        return {who: one and (one.name, one.told, one.via) for who, one in told.items()}


def written(home: Home) -> int:
    with opened(home, SETTINGS) as work, work.ledger.read() as con:
        return len(entries.entries(con, deed=OWNER))


def test_the_export_says_whose_they_are_until_a_colleague_says_otherwise(tmp_path: Path) -> None:
    home = create(tmp_path / "acme")
    files = {
        "mails.jsonl": MAILS,
        "contacts.csv": CONTACTS.format(owner="Cai Moss"),
        "companies.csv": COMPANIES,
    }
    for name, text in files.items():
        (home.root / name).write_text(text, encoding="utf-8")
        receipt = add(home, SETTINGS, [home.root / name], now_us=NOW)
        assert receipt.total("set_aside") == 0, receipt.rejects
    assert shown(home) == {
        "ana": ("Cai Moss", "hubspot", None),
        "ben": ("Bea Lund", "hubspot", "Example Shops"),
        "shops": ("Bea Lund", "hubspot", None),
    }
    before = written(home)
    (home.root / "contacts.csv").write_text(
        CONTACTS.format(owner="Dov Hale")
        + "103,Cy,X,cy@shops.example,Lead,4711,2026-03-02 09:00,,\n",
        encoding="utf-8",
    )
    for _ in range(2):
        add(home, SETTINGS, [home.root / "contacts.csv"], now_us=NOW)
    assert written(home) == before + 1
    assert shown(home)["ana"] == ("Dov Hale", "hubspot", None)
    with opened(home, SETTINGS) as work:
        said = owning.own(work, "ana@shops.example", "Eva", Signed("tom", NOW))
    assert shown(home)["ana"] == ("Eva", None, None)
    with opened(home, SETTINGS) as work:
        owning.undo(work, said.id, Signed("tom", NOW))
    assert shown(home)["ana"] == ("Dov Hale", "hubspot", None)
    forget(home, SETTINGS, "ana@shops.example", now_us=NOW)
    add(home, SETTINGS, [home.root / "contacts.csv"], now_us=NOW)
    with opened(home, SETTINGS) as work, work.ledger.read() as con:
        assert directory.find(con, "ana@shops.example") == []
    assert written(home) == before + 2
