"""Notice promised by hand and in a conversation: the page of changes and `short-notice` know of it."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.acts.office import TOM, message
from tests.calling import inside, troth
from troth import config
from troth.acts.opening import opened
from troth.store.home import open_home
from troth.views.changes import changes
from troth.views.opening import reading

ANA = "ana@river.example"
NOW = datetime.now(UTC)


def ago(days: int) -> datetime:
    return NOW - timedelta(days=days)


ROWS = f"""what,kind,announced,effect
Labels cost 2 EUR,price,{ago(16):%Y-%m-%d},{ago(6):%Y-%m-%d}
A new form,product,{ago(16):%Y-%m-%d},{ago(14):%Y-%m-%d}
"""
SAID = "We will tell you at least 60 days before we change our prices."


@pytest.fixture(scope="module")
def company(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("promised")
    (root / "changes.csv").write_text(ROWS)
    said = message(0, "t1", ago(90), TOM, SAID, to=ANA, author_name="Tom")
    (root / "desk.jsonl").write_text(json.dumps(said) + "\n")
    (root / "troth.toml").write_text('[people]\nstaff = ["acme.example"]\n')
    with inside(root):
        troth("add", "-q", "changes.csv", "desk.jsonl").fine()
        told = json.loads(troth("promises", "list", "--candidates", "--format", "json").out)
        troth("promises", "confirm", told[0]["id"], "--who", "tom").fine()
        words = "30 days' notice before a price change"
        since = f"{ago(100):%Y-%m-%d}"
        troth("promises", "note", words, "--since", since, "--who", "tom").fine()
    return root


def test_the_page_lists_both_and_holds_the_change_against_what_is_owed_to_all(
    company: Path,
) -> None:
    settings = config.load(company)
    with (
        opened(open_home(company)) as work,
        reading(work.ledger, work.index, settings, int(NOW.timestamp() * 1e6)) as read,
    ):
        page = changes(read)
    told = {one.title: one for one in page.lines}
    price, form = told["Labels cost 2 EUR"], told["A new form"]
    assert (price.raw, price.owed, price.short, price.sure) == (10, 30, True, True)
    assert (form.owed, form.short) == (None, False)
    words = {one.origin: (one.text, one.who) for one in page.promised}
    assert words["noted by hand"] == ("30 days' notice before a price change", "confirmed")
    (aloud,) = [held for origin, held in words.items() if origin != "noted by hand"]
    assert aloud == (SAID, f"confirmed, to someone we know only as {ANA} alone")


def test_the_lens_tells_all_of_the_one_and_her_of_the_other(company: Path) -> None:
    out = troth("-C", company, "look", "short-notice", "--format", "json").out
    told = {one["subject"]["kind"]: one for one in json.loads(out)}
    assert told.keys() == {"company", "person"}
    assert told["company"]["says"].endswith("We promise 30 days.")
    assert told["person"]["says"].endswith(f"only as {ANA} 60 days.")
    assert {one["status"] for one in told.values()} == {"speaks"}
