"""`troth letter`: what we promised her and how it stands, nobody else in it, and nothing unconfirmed."""

from __future__ import annotations

import email
from email import policy
from pathlib import Path

import pytest

from tests.acts.office import NOW, START, TOM, message, office
from tests.calling import troth
from troth.acts import promises
from troth.acts.opening import Workspace

ANA, BEN = "ana@river.example", "ben@river.example"
ROWS = [
    message(0, "t1", START, ANA, "Where is my refund? <b>Now</b>", to=TOM, author_name="Ana Quill"),
    message(1, "t1", START.replace(hour=10), TOM, "I will send it by 9 March 2026.", to=ANA),
    message(2, "t2", START.replace(hour=11), BEN, "And mine?", to=TOM),
    message(3, "t2", START.replace(hour=12), TOM, "I will send it by 10 March 2026.", to=BEN),
    message(
        4, "t1", START.replace(hour=13), TOM, "I will call ben@river.example by 3 May 2026.", to=ANA
    ),
    message(5, "t1", START.replace(day=20), ANA, "You promised me a refund by 9 March.", to=TOM),
]


@pytest.fixture
def place(tmp_path: Path) -> Path:
    with office(tmp_path, ROWS, look=True) as work:
        mine = promises.listed(work, to=ANA)
        _settle(work, mine[0].id, mine[1].id)
    return tmp_path / "acme"


def _settle(work: Workspace, kept: str, open_: str) -> None:
    promises.confirm(work, kept, who="tom", now_us=NOW)
    promises.mark(work, kept, "late", who="tom", now_us=NOW, reason="sent on 12 March")
    promises.confirm(work, open_, who="tom", now_us=NOW)


def test_it_tells_what_was_promised_done_and_missed_and_asks(place: Path) -> None:
    told = troth("-C", place, "letter", ANA).fine()
    plain = " ".join(told.out.split())
    assert "“I will send it by 9 March 2026.”" in plain
    assert "sent on 12 March" in plain
    assert "You promised me a refund by 9 March." in plain
    assert "Is this what you understood?" in plain
    assert "What we still owe you" in plain or "did not do in time" in plain
    assert "10 March" not in plain
    assert BEN not in plain
    assert "[an address]" in plain


def test_what_nobody_confirmed_is_left_out_and_said_to_be(place: Path) -> None:
    told = troth("-C", place, "letter", BEN).fine()
    assert "no promise to you" in " ".join(told.out.split())
    assert "1 promise is left out" in told.err


def test_a_draft_opens_in_a_mail_program_and_is_sent_by_nobody(place: Path) -> None:
    told = troth("-C", place, "letter", ANA, "--format", "eml").fine()
    mail = email.message_from_string(told.out, policy=policy.default)
    assert (mail["To"], mail["X-Unsent"]) == (ANA, "1")
    assert "9 March 2026" in mail.get_content()
    hidden = troth("-C", place, "letter", ANA, "--format", "eml", "--mask").fine()
    assert ANA not in hidden.out


def test_the_page_stands_alone_and_runs_nothing(place: Path) -> None:
    page = troth("-C", place, "letter", ANA, "--format", "html").fine().out
    assert "<script" not in page
    assert "src=" not in page
    assert "I will send it by 9 March 2026." in page


def test_since_leaves_out_what_was_promised_before(place: Path) -> None:
    later = troth("-C", place, "letter", ANA, "--since", "2026-04-01", "--format", "json").fine()
    assert later.json["owed"] == []
    assert later.json["since"]
    assert troth("-C", place, "letter", ANA, "--since", "soon").code == 2


def test_nobody_of_that_name_is_one_sentence(place: Path) -> None:
    wrong = troth("-C", place, "letter", "Nobody Here")
    assert wrong.code == 2
    assert "Traceback" not in wrong.err
