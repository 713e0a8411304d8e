"""How accounts are rated: both sides apart, dated, with what shows it; silent where they match."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.acts.office import DAY, NOW, SETTINGS, START, TOM, message, office
from tests.calling import troth
from troth.acts import rating
from troth.acts.note import Signed
from troth.acts.opening import Workspace
from troth.errors import TrothError
from troth.ledger import directory
from troth.views.levels import AccountLevel, Levels, account_level, levels
from troth.views.opening import reading

BY = Signed("tom", NOW)
ANA, BEN = "ana@river.example", "ben@bay.example"
FIRM = "River <b>Co</b>"


@pytest.fixture
def work(tmp_path: Path) -> Iterator[Workspace]:
    rows = [
        message(1, "t1", START, ANA, "Thank you.", account=FIRM),
        message(2, "t2", START.replace(hour=10), BEN, "Thank you.", account="Bay"),
        message(3, "t3", START.replace(hour=11), TOM, "Hello.", account=""),
    ]
    with office(tmp_path, rows) as work:
        yield work


def firm(work: Workspace, name: str = FIRM) -> str:
    with work.ledger.read() as con:
        return next(id for id, one in directory.accounts(con).items() if one.name == name)


def shown(work: Workspace) -> AccountLevel:
    with reading(work.ledger, work.index, SETTINGS, NOW) as read:
        return account_level(read, firm(work))


def rate(work: Workspace, what: str, level: str, **more: object) -> int:
    given: dict[str, object] = {"because": "the review"} | more
    return rating.rate(work, firm(work), what, level, BY, **given).id  # type: ignore[arg-type]


def test_both_sides_stand_apart_and_nothing_is_said_where_they_match(work: Workspace) -> None:
    assert not shown(work).any
    rate(work, "ours", "partner", on_us=NOW - 9 * DAY)
    assert shown(work).says == (
        "We say that they have help with what they hope to reach; nobody has asked them."
    )
    first = rate(work, "theirs", "task", person=ANA, on_us=NOW - 8 * DAY)
    held = shown(work)
    assert held.says == (
        "We say that they have help with what they hope to reach; they say that they have tasks done."
    )
    (theirs,) = held.theirs
    assert (theirs.level, theirs.at, theirs.because) == ("task", "24 May", "the review")
    assert theirs.who.endswith(ANA)
    rate(work, "theirs", "outcome", person=ANA)
    assert shown(work).says is None
    assert [one.level for one in shown(work).theirs] == ["outcome"]
    rating.undo(work, shown(work).theirs[0].entry, BY)
    assert [one.entry for one in shown(work).theirs] == [first]


def test_more_needed_than_there_is_or_can_be_is_said(work: Workspace) -> None:
    rate(work, "ours", "task")
    rate(work, "theirs", "task", person=ANA)
    rate(work, "needed", "day", person=ANA)
    rate(work, "deliverable", "outcome")
    assert shown(work).says == (
        "They say that they need what makes their day. "
        "We say that we can deliver no more than help with what they hope to reach."
    )


@pytest.mark.parametrize(
    ("what", "level", "more"),
    [
        ("ours", "best", {}),
        ("mine", "task", {}),
        ("theirs", "task", {}),
        ("theirs", "task", {"person": BEN}),
        ("ours", "task", {"because": " "}),
        ("ours", "task", {"because": "", "evidence": "e-none"}),
        ("ours", "task", {"on_us": NOW + 1}),
    ],
)
def test_what_cannot_be_noted_is_said(
    work: Workspace, what: str, level: str, more: dict[str, object]
) -> None:
    with pytest.raises(TrothError):
        rate(work, what, level, **more)
    assert not shown(work).any


def test_how_far_both_agree_needs_enough_accounts(work: Workspace) -> None:
    def page() -> Levels:
        with reading(work.ledger, work.index, SETTINGS, NOW) as read:
            return levels(read)

    assert page().says == "No account is rated, by us or by them."
    rate(work, "ours", "task")
    assert page().says == "1 account is rated; of 1 there is something to say."
    assert page().agree == "How far we and they agree: not enough to say (n = 0)."


def test_from_the_command_line_to_the_account_and_forgotten(work: Workspace) -> None:
    at = ("-C", work.home.root)
    note = ("--theirs", "task", "--by", ANA, "--because", "she says we are quick")
    troth(*at, "levels", FIRM, *note, "--on", "2026-03-05").fine()
    done = troth(*at, "levels", FIRM, "--ours", "day", "--because", "so", "--format", "json")
    (one,) = troth(*at, "levels", "--format", "json").fine().json["accounts"]
    assert [each["level"] for each in (*one["ours"], *one["theirs"])] == ["day", "task"]
    text = " ".join(troth(*at, "account", FIRM).fine().out.split())
    assert "they say that they have tasks done" in text
    assert "she says we are quick" in text
    assert "quick" in json.dumps(troth(*at, "export", ANA).fine().json)
    troth(*at, *done.json["undo"].split()[1:]).fine()
    assert "we say" not in troth(*at, "levels", FIRM).fine().out.casefold()
    assert "one rating of one account" in troth(*at, "levels", "--ours", "day").fine(2).err
    troth(*at, "forget", ANA, "--yes").fine()
    ledger = b"".join(path.read_bytes() for path in work.home.dot.glob("ledger.sqlite*"))
    assert b"she says we are quick" not in ledger
