"""What came of a lens' findings here, when it steps back, and how it comes back."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.acts.office import NOW, office
from tests.views.test_today import ANA, PEOPLE, finding, page, rows, seal
from troth.acts import note
from troth.acts.opening import Workspace
from troth.errors import UnknownNameError
from troth.ledger.judged import Judged
from troth.model.finding import Finding
from troth.views.opening import reading
from troth.views.outcomes import Outcomes, counted, outcomes, verdict
from troth.views.today import with_it


@pytest.fixture(scope="module")
def work(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    with office(tmp_path_factory.mktemp("outcomes"), rows()) as opened:
        yield opened


def came(work: Workspace, lens: str, status: str = "speaks") -> Outcomes | None:
    with reading(work.ledger, work.index, work.settings, NOW) as read:
        return outcomes(read).get((lens, status))  # type: ignore[call-overload, no-any-return]


def of(work: Workspace, lens: str, people: int, **changes: object) -> list[Finding]:
    return [finding(work, n, lens=lens, **changes) for n in range(people)]


@pytest.mark.parametrize(
    ("deed", "reason", "says"),
    [
        ("done", "called", "worth"),
        ("answered", "", "worth"),
        ("wrong", "not now", "dismissed"),
        ("dismiss", "a friend of the house", "dismissed"),
        ("dismiss", "they ordered later in the shop", "dismissed"),
        ("dismiss", "already answered this week", "dismissed"),
        ("dismiss", "Not now, we are moving", "later"),
        ("dismiss", "not yet", "later"),
        ("dismiss", "Later.", "later"),
        ("dismiss", "ask again later", "later"),
        ("dismiss", "let us look at it next month", "later"),
        ("snooze", "", "later"),
    ],
)
def test_what_is_only_put_off_calls_no_lens_wrong(deed: str, reason: str, says: str) -> None:
    assert verdict(Judged("f-1", "silence", "speaks", deed, reason)) == says


@pytest.mark.parametrize(
    ("worth", "dismissed", "back"),
    [(2, 9, True), (0, 8, True), (1, 7, True), (0, 7, False), (2, 8, False), (9, 2, False)],
)
def test_a_lens_steps_back_once_less_than_half_is_worth_it_beyond_chance(
    worth: int, dismissed: int, back: bool
) -> None:
    assert Outcomes("loop", "speaks", worth, dismissed, later=5).steps_back is back


def test_sure_and_unsure_findings_are_counted_apart() -> None:
    said = [
        Judged("f-1", "loop", "speaks", "done", ""),
        Judged("f-2", "loop", "unsure", "wrong", ""),
    ]
    assert {kind: (one.worth, one.dismissed) for kind, one in counted(said).items()} == {
        ("loop", "speaks"): (1, 0),
        ("loop", "unsure"): (0, 1),
    }


def test_the_last_word_on_each_finding_counts_and_one_taken_back_does_not(work: Workspace) -> None:
    found = of(work, "bounced", 4)
    seal(work, *found)
    note.dismiss(work, found[0].id, "a friend", ANA)
    note.done(work, found[0].id, ANA, reason="we wrote after all")
    note.wrong(work, found[1].id, "", ANA)
    undone = note.wrong(work, found[2].id, "", ANA)
    note.undo(work, undone.id, ANA)
    assert came(work, "bounced") == Outcomes("bounced", "speaks", 1, 1)


def test_what_went_along_with_another_judges_nothing(work: Workspace) -> None:
    found = of(work, "late-to-know", 5, group="payout")
    seal(work, *found)
    with reading(work.ledger, work.index, work.settings, NOW) as read:
        also = with_it(read, found[0].id, "wrong")
    assert sorted(also) == sorted(one.id for one in found[1:])
    note.wrong(work, found[0].id, "paid on Friday", ANA, also=also)
    assert page(work).rows == ()
    assert came(work, "late-to-know") == Outcomes("late-to-know", "speaks", 0, 1)


def test_a_lens_that_is_mostly_dismissed_is_shown_last_and_says_so(work: Workspace) -> None:
    found = of(work, "loop", PEOPLE)
    seal(work, *found)
    for one in found[:2]:
        note.done(work, one.id, ANA, reason="called")
    for one in found[2:11]:
        note.dismiss(work, one.id, "needs nobody", ANA)
    seal(work, *found, finding(work, 5, lens="ping-pong", status="unsure"), finding(work, 12))
    told = page(work)
    assert [row.main.lens for row in told.rows] == ["unanswered", "ping-pong", "loop", "loop"]
    assert [row.back for row in told.rows] == [False, False, True, True]
    assert told.headline == "1 person needs us; 3 more may."
    assert [one.says_back for one in told.stepped] == [
        "What loop finds was mostly dismissed here, 9 of 11; shown last."
    ]
    assert told.last[0].why_here == "Last because this kind is mostly dismissed here."
    assert told.last[0].known == "here 2 of 11 of this kind were worth it (5–48 %)"
    assert [reason.lens for reason in told.rows[0].reasons] == ["unanswered"]
    assert told.rows[0].more == 1
    brought = note.heed(work, "loop", "its settings were corrected", ANA)
    assert came(work, "loop") is None
    assert page(work).stepped == ()
    note.undo(work, brought.id, ANA)
    assert page(work).stepped != ()


def test_only_a_lens_that_there_is_can_be_brought_back(work: Workspace) -> None:
    with pytest.raises(UnknownNameError, match="silense"):
        note.heed(work, "silense", "", ANA)
