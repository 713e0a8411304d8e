"""The heap: one question a promise, in sections, answered in a breath, and nothing lost."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.acts.office import DAY, NOW, SETTINGS, START, TOM, message, office
from troth.acts import answering, joining, promises
from troth.acts.add import add
from troth.acts.opening import Workspace, opened
from troth.acts.run import Asked, run
from troth.acts.triage import Group, triage
from troth.errors import TrothError, UnknownNameError
from troth.ledger import entries
from troth.store.home import open_home

ANA, BEN = "ana@river.example", "ben@river.example"
TERMS = """# Terms for senders

We will refund you within 14 days of the return. We will try to answer within an hour.

If your parcel is lost, we will refund it. We will delete your account within 30 days.
"""
FAQ = "# Questions of senders\n\nYou will be refunded within two weeks of the return.\n"
HANDBOOK = """# Handbook for teammates on Slack

We will give every customer a free gift at no cost.
"""
ROWS = [
    message(0, "t1", START, ANA, "Where is it?", to=TOM),
    message(1, "t1", START.replace(hour=10), TOM, "Here it is.", to=ANA),
    message(2, "t2", START.replace(hour=11), BEN, "And mine?", to=TOM),
    message(3, "t2", START.replace(hour=12), TOM, "We'll refund you within 30 days of the return.", to=BEN),
    message(4, "t3", START.replace(hour=13), ANA, "Hm?", to=TOM),
    message(5, "t3", START.replace(hour=14), TOM, "I will call you by 9 March 2026.", to=ANA),
    message(6, "t4", START.replace(hour=15), BEN, "Hm?", to=TOM),
    message(7, "t4", START.replace(hour=16), TOM, "I will call you by 10 March 2026.", to=BEN),
    message(8, "t4", START.replace(hour=17), TOM, "I promise you'll love it. We'll see!", to=BEN),
]  # fmt: skip
BY: dict[str, object] = {"who": "tom", "now_us": NOW}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The workspace, made once and copied for each test."""
    with office(tmp_path_factory.mktemp("heap"), ROWS) as held:
        papers = {"terms.md": TERMS, "handbook.md": HANDBOOK, "faq.md": FAQ}
        for name, text in papers.items():
            (held.home.root / name).write_text(text)
        add(held.home, SETTINGS, [held.home.root / name for name in papers], now_us=NOW)
        run(held, Asked(NOW))
        return held.home.root


@pytest.fixture
def work(made: Path, tmp_path: Path) -> Iterator[Workspace]:
    shutil.copytree(made, tmp_path / "acme")
    with opened(open_home(tmp_path / "acme"), SETTINGS) as held:
        yield held


def asked(work: Workspace, words: str) -> Group:
    return next(
        one for one in triage(work, limit=None) if any(words in w.words for w in one.wordings)
    )


def ids(group: Group) -> list[list[str]]:
    return [[one.id for one in bundle] for bundle in group.bundles]


def written(work: Workspace) -> list[int]:
    with work.ledger.read() as con:
        return [one.id for one in entries.entries(con)]


def test_sections_and_their_order(work: Workspace) -> None:
    groups = triage(work, limit=None)
    assert [one.section for one in groups] == sorted(
        (one.section for one in groups), key=["firm", "conditional", "soft", "house"].index
    )
    assert {one.section for one in groups} == {"firm", "conditional", "soft", "house"}
    assert asked(work, "free gift").section == "house"
    assert asked(work, "free gift").concerns == 0
    assert asked(work, "try to answer").section == "soft"
    assert not any("love it" in one.words for one in groups)
    firm = [one for one in groups if one.section == "firm"]
    assert [one.concerns for one in firm] == sorted((one.concerns for one in firm), reverse=True)


def test_other_words_are_one_question_and_other_numbers_are_not(work: Workspace) -> None:
    group = asked(work, "within 14 days")
    assert {(each.words, each.places[0].path) for each in group.wordings} == {
        ("We will refund you within 14 days of the return.", "terms.md"),
        ("You will be refunded within two weeks of the return.", "faq.md"),
    }
    assert asked(work, "within 30 days of the return") != group
    (one,) = answering.yes(work, ids(group), **BY, owner="eve")  # type: ignore[arg-type]
    assert (one.confirmed, one.owner, one.to, len(one.sayings)) == (True, "eve", None, 2)
    assert not any("14 days" in each.words for each in triage(work, limit=None))
    again = joining.detach(work, one.id, one.sayings[1], **BY)  # type: ignore[arg-type]
    assert len(again.sayings) == 1
    back = next(each for each in triage(work, limit=None) if each.known)
    assert back.known is not None
    assert back.known.id == one.id
    (whole,) = answering.yes(work, ids(back), into=one.id, **BY)  # type: ignore[arg-type]
    assert set(whole.sayings) == set(one.sayings)


def test_one_form_of_words_to_several_people_is_a_promise_to_each(work: Workspace) -> None:
    group = asked(work, "I will call you")
    assert (len(group.bundles), group.people) == (2, 2)
    made = answering.yes(work, ids(group), **BY)  # type: ignore[arg-type]
    assert [one.confirmed for one in made] == [True, True]
    assert made[0].due_us != made[1].due_us
    assert made[0].to != made[1].to


def test_what_has_a_history_is_merged_and_comes_back(work: Workspace) -> None:
    first, second = (bundle[0] for bundle in asked(work, "I will call you").bundles)
    (whole,) = answering.yes(work, [[first.id, second.id]], **BY)  # type: ignore[arg-type]
    assert set(whole.sayings) == {*first.sayings, *second.sayings}
    promises.reopen(work, second.id, **BY)  # type: ignore[arg-type]
    assert promises.show(work, second.id).promise.sayings == second.sayings
    assert promises.show(work, first.id).promise.sayings == first.sayings


def test_a_no_is_remembered_also_for_the_same_words_later(work: Workspace) -> None:
    group = asked(work, "try to answer")
    flat = [one.id for one in group.candidates]
    with pytest.raises(TrothError, match="reason"):
        answering.no(work, flat, reason=" ", **BY)  # type: ignore[arg-type]
    answering.no(work, flat, reason="vague", **BY)  # type: ignore[arg-type]
    assert not any("try to answer" in one.words for one in triage(work, limit=None))
    later = work.home.root / "later.md"
    later.write_text("# Notice to senders\n\nWe will try to answer within an hour.\n")
    add(work.home, SETTINGS, [later], now_us=NOW)
    run(work, Asked(NOW + 1))
    assert triage(work, limit=None)[-1].section == "refused"


def test_of_several_ids_one_mistyped_answers_none(work: Workspace) -> None:
    before = written(work)
    id = asked(work, "within 14 days").candidates[0].id
    with pytest.raises(UnknownNameError):
        answering.resolved(work, [id, "p-none"])
    with pytest.raises(UnknownNameError):
        answering.no(work, [id, "p-none"], reason="x", **BY)  # type: ignore[arg-type]
    assert written(work) == before
    assert answering.resolved(work, [id[:12], id]) == [id]


def test_handed_over_with_its_reason(work: Workspace) -> None:
    mine = promises.note(work, "Free cake", owner="Eve Ng", side="courier", **BY)  # type: ignore[arg-type]
    other = promises.note(work, "Free tea", owner="eve ng", due_us=NOW + DAY, **BY)  # type: ignore[arg-type]
    settled = promises.note(work, "Free juice", owner="Eve Ng", **BY)  # type: ignore[arg-type]
    promises.mark(work, settled.id, "withdrawn", reason="no juice", **BY)  # type: ignore[arg-type]
    with pytest.raises(UnknownNameError, match="Eve Ng"):
        answering.hand_over(work, "Evi Ng", "Tom", **BY)  # type: ignore[arg-type]
    with pytest.raises(TrothError, match="Nobody is named"):
        answering.hand_over(work, "Eve Ng", " ", **BY)  # type: ignore[arg-type]
    given = answering.hand_over(work, "Eve Ng", "Tom", side="courier", **BY)  # type: ignore[arg-type]
    assert [(one.id, one.owner) for one in given] == [(mine.id, "Tom")]
    rest = answering.hand_over(work, "eve  NG", "Tom", reason="on leave", **BY)  # type: ignore[arg-type]
    assert [one.id for one in rest] == [other.id]
    last = promises.show(work, other.id).history[-1]
    assert (last.deed, last.body["reason"], last.body["from"]) == ("own", "on leave", "eve  NG")
    assert {one.id for one in promises.listed(work, by="Tom")} >= {mine.id, other.id}
