"""What people here said of readings: entries, grades on them, and what is learnt from them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path

import pytest

from tests.acts.office import NOW, SETTINGS, START, TOM, message, office
from tests.calling import troth
from troth.acts import promises
from troth.acts.beside import better
from troth.acts.correct import correct
from troth.acts.forget import forget
from troth.acts.learn import LEAST, Learnt, compared, learn
from troth.acts.mine import Line, graded, lines
from troth.acts.note import Signed
from troth.acts.opening import Workspace, opened
from troth.acts.own import UNLEARNT, own_head
from troth.acts.run import Asked, ensure
from troth.errors import SourceError, StoreError, UnknownNameError
from troth.ledger.entries import entries, note
from troth.text.tasks import Item

THINGS = ("lamp", "chair", "kettle", "mirror", "basket", "blanket", "vase", "clock", "stool", "rug")
DAYS = ("Monday", "Tuesday", "Wednesday")
REAL = [f"We will refund the {thing} by {day}." for thing in THINGS for day in DAYS]
TALK = [f"We will chat about the {thing} at the fair on {day}." for thing in THINGS for day in DAYS]
"""In this house, words that the rules read as promises and people here call none."""
BY = Signed("ana", NOW)


@contextmanager
def desk(root: Path, texts: list[str], look: bool = True) -> Iterator[Workspace]:
    rows = [
        message(n, f"t{n}", START, TOM, text, to=f"c{n}@river.example")
        for n, text in enumerate(texts)
    ]
    with office(root, rows, look=look) as work:
        yield work


def judged(work: Workspace) -> None:
    """People here say yes to refunds and no to chats."""
    for one in promises.listed(work, states=["candidate", "open"]):
        if "refund" in one.words:
            promises.confirm(work, one.id, who="ana", now_us=NOW)
        else:
            promises.reject(work, one.id, reason="a chat", who="ana", now_us=NOW)


def said(work: Workspace, no: Callable[[int, str], bool]) -> None:
    """Corrections of all messages at once: which of them promise nothing."""
    with work.ledger.begin() as con:
        for n, text in enumerate(REAL + TALK):
            (record,) = [one for one in work.index.search(f'"{text}"', 3) if one.text == text]
            label = "false" if no(n, text) else "true"
            body = {"task": "promise", "label": label, "start": 0, "end": len(text)}
            note(
                con, at_us=NOW, who="ana", deed="correct", target=record.id,
                body={**body, "version": record.version},
            )  # fmt: skip


def listed(work: Workspace) -> list[str]:
    return sorted(one.words for one in promises.listed(work, states=["candidate", "open"]))


def test_each_wording_counts_once_by_the_last_word_on_it(tmp_path: Path) -> None:
    with desk(tmp_path, [REAL[0], REAL[0], TALK[0], "Nothing is said here."]) as work:
        assert lines(work, "promise") == []
        judged(work)
        assert sorted((one.gold, one.read) for one in lines(work, "promise")) == [
            ("false", True),
            ("true", True),
        ]
        (record, *_) = work.index.search("Nothing", 1)
        correct(work, "promise", record.id, "true", BY)
        correct(work, "promise", record.id, "true", BY, words="is said")
        correct(work, "promise", record.id, "false", BY)
        found = {one.item.text: one.gold for one in lines(work, "promise")}
        assert found["Nothing is said here."] == "false"
        assert found["is said"] == "true"
        assert len(found) == 4


def test_a_correction_keeps_no_words_and_needs_true_ones(tmp_path: Path) -> None:
    with desk(tmp_path, ["Sorry that you feel so."], look=False) as work:
        (record,) = work.index.search("Sorry", 1)
        entry = correct(work, "apology", record.id, "excuse", BY, words="you feel so")
        assert entry.body | {"version": ""} == {
            "task": "apology", "label": "excuse", "start": 11, "end": 22, "version": "",
        }  # fmt: skip
        (one,) = lines(work, "apology")
        assert (one.item, one.gold) == (Item("you feel so", "company", "message"), "excuse")
        assert lines(work, "promise") == []
        with pytest.raises(SourceError, match="do not stand"):
            correct(work, "apology", record.id, "excuse", BY, words="I feel so")
        with pytest.raises(UnknownNameError, match="excuse"):
            correct(work, "apology", record.id, "excuses", BY)
        with pytest.raises(UnknownNameError, match="task"):
            correct(work, "apologies", record.id, "excuse", BY)
        with pytest.raises(UnknownNameError, match="record"):
            correct(work, "apology", "e-none", "excuse", BY)


def test_who_is_forgotten_takes_her_words_along(tmp_path: Path) -> None:
    rows = [message(1, "t1", START, "ana@river.example", "You promised me a lamp.", to=TOM)]
    with office(tmp_path, rows) as work:
        (record,) = work.index.search("lamp", 1)
        correct(work, "promise", record.id, "true", BY)
        assert [one.item.speaker for one in lines(work, "promise")] == ["customer"]
        home = work.home
    forget(home, SETTINGS, "ana@river.example", now_us=NOW)
    with opened(home, SETTINGS) as work:
        assert lines(work, "promise") == []
        assert graded(work, "promise").n == 0


def test_too_few_are_not_told_as_a_share(tmp_path: Path) -> None:
    with desk(tmp_path, REAL[:4] + TALK[:4]) as work:
        judged(work)
        found = graded(work, "promise")
        assert (found.n, found.read, found.enough) == (8, 8, False)
        assert not learn(work, "promise", BY).enough
        home = work.home
    told = troth("-C", home.root, "grade", "promise", "--mine").fine().out
    assert "not enough to say" in told
    assert "%" not in told
    assert troth("-C", home.root, "grade", "promise", "--mine", "--format", "json").fine().json == {
        "entries": 8,
        "enough": False,
        "read": 8,
    }


def test_what_is_learnt_is_used_because_it_is_better_on_what_it_had_not_seen(
    tmp_path: Path,
) -> None:
    new = ["We will refund the ladder by Monday.", "We will chat about the ladder at the fair."]
    with desk(tmp_path, REAL + TALK + new, look=False) as work:
        said(work, lambda n, text: "chat" in text)
        assert graded(work, "promise").grade.accuracy.value == pytest.approx(0.5)
        found = learn(work, "promise", BY)
        assert (found.n, found.promises, found.used, found.lost) == (60, 30, True, 0)
        assert found.stands is not None
        assert found.own is not None
        assert found.stands.value == pytest.approx(0.5)
        assert (found.own.value or 0) > 0.9
        own = own_head(work.home, "promise")
        assert own is not None
        assert own.head.card["right on unseen lines"]["rules"][0] == 0.5
        with work.ledger.read() as con:
            (entry,) = entries(con, deed="learn")
        assert (entry.target, entry.body["used"], entry.body["n"]) == ("promise", True, 60)
        ensure(work, Asked(NOW + 1))
        assert listed(work) == sorted([*REAL, new[0]])
        home = work.home
    receipt = forget(home, SETTINGS, "c3@river.example", now_us=NOW)
    assert UNLEARNT in receipt.notes
    assert not home.weights.exists()


def test_what_is_not_shown_to_be_better_is_not_used(tmp_path: Path) -> None:
    """Here people said yes and no without a pattern, so there is nothing to learn."""
    with desk(tmp_path, REAL + TALK, look=False) as work:
        said(work, lambda n, text: sha256(text.encode()).digest()[0] % 3 == 0)
        work.home.weights.mkdir()
        (work.home.weights / "promise.npz").write_bytes(b"damaged")
        with pytest.raises(StoreError, match="cannot be read"):
            own_head(work.home, "promise")
        found = learn(work, "promise", BY)
        assert found.enough
        assert not found.used
        assert own_head(work.home, "promise") is None
        home = work.home
        with pytest.raises(UnknownNameError, match="promise"):
            learn(work, "apology", BY)
    told = troth("-C", home.root, "grade", "promise", "--mine", "--learn").fine().out
    assert "the rules alone" in told
    assert "not shown to be better, so the rules stand alone" in told


@pytest.mark.parametrize(
    ("gained", "lost", "is_better"), [(0, 0, False), (3, 0, False), (6, 0, True), (20, 14, False)]
)
def test_better_means_more_than_chance(gained: int, lost: int, is_better: bool) -> None:
    assert better(gained, lost) is is_better


def test_a_head_can_take_away_and_never_adds() -> None:
    held = [Line(Item("x"), gold, 1) for gold in ("true", "false", "true", "false")]
    found = compared(
        Learnt("promise", 4, 2), held, [True, True, False, False], [False, False, True, True]
    )
    assert (found.gained, found.lost) == (1, 1)
    assert found.own is not None
    assert found.own.value == 0.5
    assert LEAST > 4


def test_the_command_takes_a_file_or_the_entries(tmp_path: Path) -> None:
    assert "Name a file" in troth("grade", "promise").fine(2).err
    assert "--mine" in troth("grade", "promise", "x.jsonl", "--learn").fine(2).err
    with desk(tmp_path, ["We will see."], look=False) as work:
        (record,) = work.index.search("see", 1)
        home = work.home
    said = troth("-C", home.root, "correct", "attention", record.id, "person", "--words", "We will")
    assert "Noted as entry" in said.fine().out
