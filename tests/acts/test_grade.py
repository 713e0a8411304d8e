"""`troth grade`: what it counts, what it skips, and what it says of lines that are wrong."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from troth.acts.grade import grade, graded, lines_of
from troth.errors import SourceError, UnknownNameError
from troth.text.tasks import TASKS, Task

FRUIT = Task("fruit", "Which fruit?", ("apple", "pear"), lambda items: [one.text for one in items])


def line(**held: object) -> str:
    return json.dumps(held)


def test_precision_and_recall_of_each_label() -> None:
    gold = ["apple"] * 6 + ["pear"] * 4
    given = ["apple"] * 5 + ["pear"] + ["pear"] * 2 + ["apple"] * 2
    found = graded(FRUIT, gold, given, skipped=3, per_second=1.0)
    apple, pear = found.labels
    assert (apple.precision.value, apple.recall.value, apple.n) == (5 / 7, 5 / 6, 6)
    assert apple.f1 == pytest.approx(10 / 13)
    assert (pear.precision.value, pear.recall.value) == (2 / 3, 2 / 4)
    assert found.accuracy.value == 0.7
    assert found.accuracy.low == pytest.approx(0.3968, abs=1e-4)
    assert found.macro_f1 == pytest.approx((10 / 13 + 4 / 7) / 2)
    assert found.skipped == 3


def test_a_label_that_does_not_occur_has_no_say_in_the_mean() -> None:
    found = graded(FRUIT, ["apple"], ["apple"], skipped=0, per_second=1.0)
    assert found.macro_f1 == 1.0
    assert found.labels[1].recall.value is None


def test_lines_of_a_file_speaker_and_kind_count() -> None:
    lines = [
        line(text="We will refund you by Friday.", gold=True, speaker="company"),
        line(text="You promised a refund by Friday.", gold=True, speaker="customer"),
        line(text="The weather is fine.", gold=False),
        line(text="Who knows?", gold=None),
        "",
    ]
    found = grade("promise", lines, "mine.jsonl")
    assert (found.n, found.skipped, found.accuracy.value) == (3, 1, 1.0)
    assert found.per_second > 0


def test_every_faulty_line_is_told_with_its_place() -> None:
    lines = ["{", line(gold=True), line(text="a"), line(text="a", gold="maybe"), "[1]"]
    with pytest.raises(SourceError) as caught:
        grade("promise", lines, "mine.jsonl")
    told = caught.value.text()
    for part in ("5 of the lines", "mine.jsonl:1  This is no JSON", "mine.jsonl:4  “maybe” is no"):
        assert part in told


def test_no_line_says_what_is_so() -> None:
    found = grade("attention", [line(text="a", gold=None)], "mine.jsonl")
    assert (found.n, found.accuracy.value, found.macro_f1) == (0, None, None)


def test_an_unknown_task_offers_the_near_one() -> None:
    with pytest.raises(UnknownNameError, match="atention"):
        grade("atention", [], "x")


@pytest.mark.parametrize("name", sorted(TASKS))
def test_a_task_answers_in_its_own_labels(name: str) -> None:
    from troth.text.tasks import Item

    task = TASKS[name]
    texts = ["", "We will send it by Friday.", "Sorry, this is not possible.", "\x00<b>🙃"]
    items = [Item(text, who) for text in texts for who in ("company", "customer")]
    assert {*task.judge(items)} <= {*task.labels}
    assert len(task.judge(items)) == len(items)


def test_a_file_that_is_not_there_or_no_text(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="cannot be read"):
        lines_of(tmp_path / "none.jsonl")
    (tmp_path / "odd.jsonl").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(SourceError, match="not UTF-8"):
        lines_of(tmp_path / "odd.jsonl")


def test_a_line_may_hold_what_was_written_before_or_a_second_text() -> None:
    said = line(text="I take the green one. Thank you!", gold=True, before="Which one do you like?")
    assert grade("answer-wanted", [said], "mine.jsonl").accuracy.value == 1
    pair = line(text="Delivery costs £4.", gold="otherwise", other="Delivery costs £6.")
    assert grade("agreement", [pair], "mine.jsonl").accuracy.value == 1
