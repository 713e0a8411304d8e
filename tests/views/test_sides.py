"""The page of sides: the worst first, gaps and due process as the run left them, nothing of its own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.acts.office import DAY, SETTINGS, START, asked_and_answered, office, us
from tests.views.in_sides import EFFORT, GLAD, NOW, RECOMMEND, company, surveys
from troth import stats
from troth.acts.add import add
from troth.acts.opening import Workspace
from troth.acts.run import Asked, run
from troth.acts.sided import sided_tables
from troth.faces.drawing_surveys import survey
from troth.faces.sides_text import sides_text
from troth.ledger.left import read_left, write_left
from troth.views.opening import reading
from troth.views.reading import Reading
from troth.views.sides import sides
from troth.views.surveyed import surveyed

ASKS = ("a reason given", "asked or warned before", "reversed", "answered since")


@pytest.fixture(scope="module")
def work(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    with company(tmp_path_factory.mktemp("sides")) as work:
        yield work


@pytest.fixture
def read(work: Workspace) -> Iterator[Reading]:
    with reading(work.ledger, work.index, work.settings, NOW) as read:
        yield read


def test_the_worst_side_stands_in_the_first_sentence(read: Reading) -> None:
    page = sides(read)
    assert page.worst == "courier"
    assert page.says.startswith(
        "Couriers are served worst: they had a first answer within 1 business day in 6"
    )
    assert page.says.endswith("% of cases, shops in 100 %.")
    first = page.measures[0]
    assert first.title == "Couriers had a first answer within 1 business day less often than shops"
    assert [one.side for one in first.sides] == ["courier", "shop"]
    assert [gap.clear for gap in first.gaps] == [True]


def test_the_finding_says_the_same_of_the_side(read: Reading) -> None:
    (found,) = [one for one in read.findings if one.lens == "worse-side"]
    assert (found.subject.kind, found.subject.id) == ("side", "courier")
    (told,) = read.told([found])
    assert "couriers" in told.says.lower()
    assert "{" not in told.says


def test_every_penalty_has_its_four_answers_the_unheard_first(read: Reading) -> None:
    page = sides(read)
    first, second, third = page.matters
    assert (first.unheard, second.unheard, third.unheard) == (True, True, False)
    answers = {
        one.name.split()[-1].split("@")[0]: [each.answer for each in one.checks]
        for one in page.matters
    }
    assert answers == {
        "ben": ["no", "no", "no", "no"],
        "odo": ["no", "no", "no", "no"],
        "eva": ["yes", "no", "no", "has not written"],
    }
    assert tuple(each.asks for each in first.checks) == ASKS
    (process,) = page.processes
    assert (process.side, process.n, process.unheard) == ("courier", 3, 2)


def test_the_terminal_shows_what_the_page_shows(read: Reading) -> None:
    page = sides(read)
    text = " ".join(sides_text(page, color=False).split())
    assert " ".join(page.says.split()) in text
    for gap in page.measures[0].gaps:
        assert " ".join(gap.says.split()) in text
    assert "“You blocked my account on Friday & nobody says why <script>alert(1).”" in text


def test_what_is_left_holds_no_name_and_no_words(work: Workspace) -> None:
    held = work.home.left.read_text("utf-8")
    for word in ("couriers.example", "deducted", "h-", "blocked", "recommend us"):
        assert word not in held


def test_what_cannot_be_read_is_as_if_nothing_was_left(tmp_path: Path) -> None:
    path = tmp_path / "left.json"
    assert read_left(path) == {}
    path.write_text('{"form": 99}')
    assert read_left(path) == {}
    write_left(path, {"unheard": []}, tmp_path / "tmp")
    assert read_left(path) == {"unheard": []}


def test_one_side_alone_is_not_counted_and_without_a_run_the_page_says_so(tmp_path: Path) -> None:
    with office(tmp_path, [*asked_and_answered([1.0] * 3, side="courier")]) as work:
        with work.ledger.read() as con:
            assert sided_tables(work, con, [], NOW) == {}
        with reading(work.ledger, work.index, work.settings, NOW) as read:
            page = sides(read)
    assert page.says == "Nobody has looked yet."
    assert (page.measures, page.matters, page.worst) == ((), (), None)


def test_a_case_answered_at_once_counts_when_its_time_is_over(work: Workspace) -> None:
    as_of = us(START) + 3 * DAY
    with work.ledger.read() as con:
        rows = sided_tables(work, con, [], as_of)["counted"].to_pylist()
    first = [row for row in rows if row["measure"].startswith("first-reply")]
    late = [row for row in first if row["start_us"] > as_of - DAY and row["end_us"]]
    assert {row["met"] for row in late} == {None}
    early = [row for row in first if row["start_us"] <= as_of - DAY]
    assert {row["met"] for row in early} == {True, False}


def test_each_side_answers_surveys_for_itself_and_the_newest_answer_counts(read: Reading) -> None:
    effort, recommend = sides(read).surveys.lines
    found = {one.side: one for one in recommend.sides}
    expected = stats.nps(GLAD)
    assert (found["shop"].n, found["shop"].value) == (20, expected.value)
    assert (found["shop"].low, found["shop"].high) == (expected.low, expected.high)
    assert (found[""].value, found[""].says) == (None, "not enough to say (n = 3)")
    assert [one.called for one in recommend.sides] == ["courier", "shop", "no side named"]
    assert recommend.title == "Couriers would recommend us less than shops"
    (gap,) = recommend.gaps
    assert gap.clear
    assert gap.value == pytest.approx(0.75 + 0.5)
    assert recommend.question == RECOMMEND
    assert effort.scale.startswith("asked from 1 to 5, where fewer is better, turned round")
    assert [one.value for one in effort.sides] == [pytest.approx(4.0)]
    assert effort.title == "Did they have it easy? Only shops answered often enough to say"


def test_the_year_of_surveys_ends_where_the_answers_end(tmp_path: Path) -> None:
    later = NOW + 900 * DAY
    with office(tmp_path, []) as work:
        export = work.home.root / "answers.csv"
        export.write_text("\n".join(surveys()) + "\n")
        add(work.home, SETTINGS, [export], now_us=NOW)
        run(work, Asked(later))
        with reading(work.ledger, work.index, work.settings, later) as read:
            assert [one.question for one in sides(read).surveys.lines] == [EFFORT, RECOMMEND]


def test_surveys_are_told_alike_by_the_terminal_and_the_drawing(read: Reading) -> None:
    page = sides(read)
    text = " ".join(sides_text(page, color=False).split())
    for one in page.surveys.lines:
        assert one.title in text
        assert all(each.says in survey(one) for each in one.sides)
    assert "couriers 125 points less than shops" in text


def test_without_a_known_scale_there_is_no_figure(read: Reading) -> None:
    side = {"side": "shop", "n": 9, "unsigned": 0, "places": {}}
    asked = {"rated": "csat", "system": "desk", "record": "e-1", "points": None, "low": None}
    left = {"days": 365, "asked": [asked | {"turned": False, "sides": [side]}]}
    (line,) = surveyed(left, read).lines
    assert line.title == "Are they satisfied? Nobody can say"
    assert "neither the question nor the answers tell" in line.scale
    assert [one.says for one in line.sides] == ["n = 9"]
    assert line.gaps == ()
