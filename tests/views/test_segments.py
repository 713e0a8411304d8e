"""Who is in a segment, on records of which the answer is known; and where it narrows what is shown."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from tests.acts.office import DAY, NOW, SETTINGS, START, TOM, message
from troth.acts import owning, promises
from troth.acts.add import add
from troth.acts.note import Signed
from troth.acts.opening import Workspace, opened
from troth.acts.run import Asked, run
from troth.config import FileSettings, load_text
from troth.errors import ConfigError, TrothError, UnknownNameError
from troth.ledger import directory
from troth.store.home import create
from troth.views.findings import Wanted, findings
from troth.views.opening import reading
from troth.views.people import people
from troth.views.segments import segment, within
from troth.views.today import today

WHO = ("ana", "ben", "cyd", "dee")


def _rows() -> str:
    told = {
        "ana": ("shop", "Kiosk", 88, "I want to move my payout to Friday."),
        "ben": ("shop", "Kiosk", 20, "The app crashes when I open the map."),
        "cyd": ("sender", "", 89, "Thank you."),
        "dee": ("", "", 80, "Hello."),
    }
    rows = [
        message(n, f"t{n}", START + timedelta(days=day), f"{who}@river.example", words, side=side)
        | {"account": account}
        for n, (who, (side, account, day, words)) in enumerate(told.items())
    ]
    rows.append(message(9, "t9", START + timedelta(days=90), TOM, "We are open.") | {"side": ""})
    return "".join(json.dumps(row | {"account": row.get("account", "")}) + "\n" for row in rows)


ORDERS = (
    "order_id,customer_email,created_at,total,currency\n"
    "1,ana@river.example,2026-05-20,10,GBP\n"
    "2,ben@river.example,2026-03-20,10,GBP\n"
)
MAP = {
    "sub": "key",
    "who": "by",
    "plan": "plan",
    "status": "status",
    "from": "start",
    "until": "end",
}
READ = replace(SETTINGS, systems={"subs.csv": FileSettings(kind="period", map=MAP)})
PLANS = (
    "sub,who,plan,status,from,until\n"
    "s1,ana@river.example,Pro,active,2026-03-01,\n"
    "s2,cyd@river.example,Pro,active,2026-03-01,2026-05-01\n"
    "s3,ben@river.example,Basic,cancelled,2026-03-01,\n"
)


@pytest.fixture(scope="module")
def work(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    home = create(tmp_path_factory.mktemp("segments") / "acme")
    for name, text in (("desk.jsonl", _rows()), ("orders.csv", ORDERS), ("subs.csv", PLANS)):
        (home.root / name).write_text(text, encoding="utf-8")
        receipt = add(home, READ, [home.root / name], now_us=NOW)
        assert receipt.total("set_aside") == 0, (name, receipt.rejects)
    with opened(home, SETTINGS) as work:
        run(work, Asked(NOW))
        with work.ledger.read() as con:
            ids = {who: directory.the_person(con, f"{who}@river.example").id for who in WHO}
        owning.own(work, "Kiosk", "Bea", Signed("tom", NOW))
        for who, due in (("ana", NOW - 90 * DAY), ("dee", NOW + DAY)):
            promises.note(work, "We will call", to=ids[who], due_us=due, who="tom", now_us=NOW)
        yield work


def members(work: Workspace, where: str) -> set[str]:
    settings = replace(work.settings, segments={"these": where})
    with reading(work.ledger, work.index, settings, NOW) as read:
        found = segment(read, "These")
        assert found.of == len(WHO)
        assert found.says == f"{len(found.people)} of 4 people"
        return {
            who
            for who in WHO
            if directory.the_person(read.con, f"{who}@river.example").id in found.people
        }


@pytest.mark.parametrize(
    ("where", "who"),
    [
        ('side = "SHOP"', "ana ben"),
        ('side != "shop"', "cyd"),
        ('side in ("shop", "sender")', "ana ben cyd"),
        ('account = "kiosk"', "ana ben"),
        ('account = "kiosk" and owner = "bea"', "ana ben"),
        ('owner != "bea"', ""),
        ('promise = "open"', "ana dee"),
        ('promise = "overdue"', "ana"),
        ('promise = "none"', "ben cyd"),
        ("bought within 30 days", "ana"),
        ("not bought within 30 days", "ben"),
        ("wrote within 2 weeks", "ana cyd dee"),
        ("wrote within 2 weeks and bought within 30 days", "ana"),
        ('plan = "pro"', "ana"),
        ('period = "active"', "ana"),
        ('period = "ended"', "ben cyd"),
        ('period in ("none", "ended")', "ben cyd dee"),
        ('concern = "payout"', "ana"),
        ('concern = "broken"', "ben"),
    ],
)
def test_all_criteria_have_to_hold_and_gaps_never_do(work: Workspace, where: str, who: str) -> None:
    assert members(work, where) == {*who.split()}


def test_lists_are_narrowed_to_a_segment(work: Workspace) -> None:
    settings = replace(work.settings, segments={"kiosk": 'account = "kiosk"', "bad": "size = 1"})
    with reading(work.ledger, work.index, settings, NOW) as read:
        some = within(read, "kiosk")
        assert some is not None
        assert len(some) == 2
        page = people(read, within=some)
        assert (page.total, {line.person.id for line in page.lines}) == (2, {*some})
        assert people(read, within=some, after=max(some)).lines == ()
        everybody = {row.main.subject.id for row in today(read).rows}
        shown = {row.main.subject.id for row in today(read, within=some).rows}
        assert shown == everybody & some
        assert shown < everybody
        lenses = frozenset(one.lens for one in read.findings)
        told = findings(read, Wanted(lenses, within=some))
        assert {one.subject.id for one in told} <= some
        assert within(read, None) is None
        with pytest.raises(UnknownNameError):
            segment(read, "nobody")
        with pytest.raises(TrothError, match=r"troth\.toml \[segments\.bad\], character 1"):
            segment(read, "bad")


def test_the_settings_hold_segments_by_name(tmp_path: Path) -> None:
    settings = load_text("[segments.shops]\nwhere = 'side = \"shop\"'\n", tmp_path)
    assert settings.segments == {"shops": 'side = "shop"'}
    for text in ("[segments]\nshops = 1", "[segments.shops]\nwho = 'x'", "[segments.'a/b']"):
        with pytest.raises(ConfigError):
            load_text(text, tmp_path)
