"""What outages cost: the page's figures, the person's line, and the lens saying the same."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.views.in_outages import NOW, TITLE, company
from troth.acts import promises
from troth.acts.note import Signed
from troth.acts.opening import Workspace, opened
from troth.acts.reading import snapshot
from troth.acts.repair import Noted, note
from troth.config import Settings
from troth.extend.record import Context
from troth.faces.outage_text import incidents_text
from troth.ledger import directory
from troth.lenses import downtime
from troth.store import around
from troth.store.engine import open_engine
from troth.store.home import create, open_home
from troth.text.uptime import HINTS
from troth.views.incidents import incidents, stops
from troth.views.opening import reading
from troth.views.reading import Reading


@pytest.fixture(scope="module")
def work(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    root = company(tmp_path_factory.mktemp("outages") / "acme")
    with opened(open_home(root), Settings()) as work:
        yield work


@pytest.fixture
def read(work: Workspace) -> Iterator[Reading]:
    with reading(work.ledger, work.index, work.settings, NOW) as read:
        yield read


def test_the_answer_and_its_figures(read: Reading) -> None:
    page = incidents(read)
    assert page.says == (
        "In 90 days 2 outages cost our customers 120 minutes; 1 of 2 heard nothing; of 1 more nobody "
        "knows when they are active."
    )
    assert (page.outages, page.planned, page.minutes) == (2, 1, 90)
    assert (page.customer_minutes, page.hit, page.unheard, page.unknown) == (120, 2, 1, 1)
    assert [line.planned for line in page.lines] == [False, False, True]


def test_a_row_says_whom_it_hit_who_spoke_first_and_what_was_offered(read: Reading) -> None:
    slow, down, moved = incidents(read).lines
    assert down.title == TITLE
    assert down.whom.startswith("2 customers lost 120 minutes.")
    assert down.word == (
        "We learned it from Ines Marlow, after 14 minutes. Our first word came after 50 minutes. "
        "1 of 2 heard nothing."
    )
    assert down.whole == "1 of 2 were offered something for it."
    assert [name for _, name in down.people] == ["Otto Brandt"]
    assert (slow.hit, slow.unheard) == (0, 0)
    assert "Our first word to the public came after 5 minutes." in slow.word
    assert (moved.whom, moved.word, moved.spent) == ("Planned, and announced before.", "", ())


def test_the_budget_is_that_of_the_promise(read: Reading) -> None:
    page = incidents(read)
    (budget,) = page.budgets
    assert (budget.used, budget.allowed, budget.over) == (90, 43.2, True)
    assert budget.says == "99.9 % uptime: 90 of 43.2 minutes in 30 days, 46.8 too many"
    assert budget.fast == "in the last 3 days it went 20.8 times too fast"
    assert dict(budget.burn)[72] == pytest.approx(90 / 43.2 * 10, abs=0.01)
    assert page.lines[1].spent[0].promise == budget.promise


def test_the_persons_own_records_say_what_the_whole_says(read: Reading) -> None:
    told = {}
    for name in ("Ines Marlow", "Otto Brandt", "Ada Quill", "Noor Vance"):
        told[name] = [one.says for one in stops(read, directory.find(read.con, name)[0])]
    assert told["Ada Quill"] == told["Noor Vance"] == []
    assert told["Otto Brandt"] == [
        "On 2 Mar an outage stopped them for 1 h; they had no word of ours about it."
    ]
    assert told["Ines Marlow"] == [
        "On 2 Mar an outage stopped them for 1 h; our first word came after 50 minutes;"
        " something was offered for it."
    ]


def test_the_lens_counts_what_the_page_counts(work: Workspace, read: Reading) -> None:
    held = list(read.opened)
    shot = snapshot(work, read.con, held, (), as_of_us=NOW)
    with open_engine("duckdb", work.home.tmp) as engine:
        batch = engine.collect(downtime.gather(engine.tables(shot), NOW), downtime.CARD.schema)
    (found,) = downtime.judge(batch, Context(NOW, NOW, read.reach))
    line = incidents(read).lines[1]
    assert found.anchor == line.evidence
    assert found.data["customer_minutes"] == line.customer_minutes
    assert found.data["hit"] == line.hit
    assert found.data["promise"] == line.spent[0].promise
    assert "the uptime of 99.9 % that we promised allows 43.2" in found.says


def test_the_terminal_shows_what_the_page_shows(read: Reading) -> None:
    page = incidents(read)
    text = incidents_text(page, color=False)
    assert " ".join(text.split()).startswith(page.says)
    assert "███████████│████████████  99.9 % uptime: 90 of 43.2 minutes" in text
    assert "Heard nothing: Otto Brandt" in text


def test_messages_are_found_in_many_stretches_of_time_each_once(read: Reading) -> None:
    spans = [(NOW - (n + 1) * 3_600_000_000, NOW - n * 3_600_000_000 - 1) for n in range(450)]
    found = [one.id for one in around.written(read.index, spans)]
    assert len(found) == len(set(found)) == 3
    assert len([*around.written(read.index, spans, HINTS)]) == 1


def test_old_records_say_until_when_they_reach(work: Workspace) -> None:
    with reading(work.ledger, work.index, work.settings, NOW + 400 * 86_400_000_000) as read:
        assert incidents(read).says.startswith("In the 90 days to 4 Mar 2026, 2 outages cost")


def test_without_incidents_there_is_little_to_say(tmp_path: Path) -> None:
    with (
        opened(create(tmp_path / "empty"), Settings()) as work,
        reading(work.ledger, work.index, work.settings, NOW) as read,
    ):
        page = incidents(read)
        assert page.says == "No incident is in the records yet."
        assert "Add incidents.json" in incidents_text(page, color=False)


def test_repairs_say_who_was_made_whole_and_who_says_so(tmp_path: Path) -> None:
    root = company(tmp_path / "acme")
    with opened(open_home(root), Settings()) as work:
        with work.ledger.read() as con:
            otto = directory.find(con, "Otto Brandt")[0]
        uptime = promises.listed(work)[0].id
        hers = work.index.search("cannot book")[0].id

        def steps(about: str, who: str, *steps: str) -> None:
            for step in steps:
                noted = Noted(
                    step, reason="by phone", offer="15 GBP" if step == "offered" else None
                )
                note(work, about, noted, Signed("tom", NOW), who=who)

        steps(uptime, otto.id, "broken", "offered", "made-whole")
        steps(hers, "Ines Marlow", "broken", "confirmed")
        with reading(work.ledger, work.index, work.settings, NOW) as read:
            down = incidents(read).lines[1]
            (said,) = stops(read, otto)
    assert (down.offered, down.mended, down.confirmed) == (2, 2, 1)
    assert down.whole == (
        "2 of 2 were offered something for it; 2 were made whole, and 1 says that it is right."
    )
    assert said.says.endswith("they had no word of ours about it; it was made whole.")
