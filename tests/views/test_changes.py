"""The view Changes: the answer, both notices, what was owed, and where each change lies."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.calling import inside, troth
from troth import config
from troth.acts.opening import opened
from troth.store.home import open_home
from troth.views.changes import Changes, changes
from troth.views.opening import reading

pytest.importorskip("semver")

NOW_US = 1_780_272_000_000_000
"""1 June 2026."""
ROWS = """what,kind,announced,terms_known,effect,moved_from,postponed,side,told_to,reached,affected
Labels cost 2 EUR,price,2026-04-18,2026-05-31,2026-07-01,,,sender,senders by mail,412,430
The free parcel feed ends,api,2026-02-02,2026-02-08,,2026-02-09; 2026-02-13,yes,,everybody with a key,,
The old form ends <b>now</b>,product,2026-03-01,,2026-09-01,,,sender,,,
"""
TERMS = """---
date: 2026-01-02
genre: terms
---
We will tell you at least **60 days** before a change of prices.
"""


@pytest.fixture(scope="module")
def company(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("changes")
    (root / "changes.csv").write_text(ROWS)
    (root / "terms.md").write_text(TERMS)
    (root / "troth.toml").write_text('[notice]\napi = "1 month"\n')
    with inside(root):
        troth("add", "-q", "changes.csv", "terms.md").fine()
    return root


def page(company: Path, *, now_us: int = NOW_US, **asked: object) -> Changes:
    settings = config.load(company)
    with (
        opened(open_home(company)) as work,
        reading(work.ledger, work.index, settings, now_us) as read,
    ):
        return changes(read, **asked)  # type: ignore[arg-type]


def test_both_notices_against_what_is_owed(company: Path) -> None:
    found = page(company)
    assert found.says == (
        "3 changes told of; 1 came with less notice than we promise, and perhaps 1 more."
    )
    told = {one.title: one for one in found.lines}
    price, feed = told["Labels cost 2 EUR"], told["The free parcel feed ends"]
    assert (price.raw, price.actionable, price.owed, price.short, price.sure) == (
        74,
        31,
        60,
        True,
        False,
    )
    assert (feed.raw, feed.actionable, feed.owed, feed.short, feed.sure) == (7, 1, 30, True, True)
    assert feed.moves == "moved twice: 9 Feb to 13 Feb and then to no day"
    assert price.reached is not None
    assert price.reached.startswith("412 of 430 reached, 96 %")
    assert not told["The old form ends <b>now</b>"].short
    assert [words.text for words in found.promised] == [
        "We will tell you at least 60 days before a change of prices."
    ]


def test_all_lie_on_one_time_line(company: Path) -> None:
    found = page(company)
    bars = [one.bar for one in found.lines]
    assert min(bar.told for bar in bars) == 0
    assert max(bar.effect or 0 for bar in bars) == 100
    assert (found.begins, found.ends) == ("2 Feb", "1 Sep")
    for bar in bars:
        assert bar.known is None or bar.told <= bar.known <= 100


def test_a_side_and_the_first_of_them(company: Path) -> None:
    assert {one.side for one in page(company, side="sender").lines} == {"sender"}
    first = page(company, most=1)
    assert (len(first.lines), first.left, first.total) == (1, 2, 3)


def test_before_anything_was_told_there_is_nothing(company: Path) -> None:
    found = page(company, now_us=NOW_US - 365 * 86_400_000_000)
    assert found.says == "No change that we told of is in the records yet."
    assert found.lines == ()


def test_the_terminal_says_what_the_page_says(company: Path) -> None:
    with inside(company):
        told = troth("changes", "--as-of", "2026-06-01").fine().out
        rows = troth("changes", "--as-of", "2026-06-01", "--format", "json", "--exit-code")
        csv = troth("changes", "--as-of", "2026-06-01", "--format", "csv").fine().out
    assert told.startswith("3 changes told of; 1 came with less notice than we promise")
    assert "7 days from the telling, 1 to act" in " ".join(told.split())
    assert rows.code == 1
    assert rows.json["lines"][0]["title"] == "Labels cost 2 EUR"
    assert len(csv.splitlines()) == 4
