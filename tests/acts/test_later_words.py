"""Dated promises, as later words of the same conversation tell what became of them."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from tests.acts.office import DAY, NOW, START, TOM, message, office, us
from troth.acts import promises
from troth.acts.later_words import words_after
from troth.acts.verify import verify
from troth.model.evidence import Evidence
from troth.model.origin import Origin
from troth.model.promise import Promise

ANA = "ana@river.example"
US, HER = "out", "in"


def said(day: float, direction: str, text: str, **more: object) -> Evidence:
    """A message so many days after the promise, which is due after four."""
    fields = {"direction": direction, "text": text, **more}
    at = us(START) + round(day * DAY)
    return Evidence(
        f"e-{day}", "v", "message", at, "second", None, None, None, "t1", None, None, "desk",
        Origin("desk.jsonl"), at, fields=fields,
    )  # fmt: skip


PROMISED = said(0, US, "We will refund you by 6 March 2026.")
PROMISE = Promise(
    "p-1", (), "We will refund you by 6 March 2026.", "dated", "firm", "open", True,
    PROMISED.at_us, to="h-ana", due_us=PROMISED.at_us + 4 * DAY, record=PROMISED.id,
)  # fmt: skip
DONE, MISSING = "Your refund has been issued today.", "Still no refund."


@pytest.mark.parametrize(
    ("later", "status", "says"),
    [
        ([(2, US, DONE)], "kept", "We wrote that it was done, by its day."),
        ([(2, HER, "It arrived this morning, thank you!")], "kept", "She wrote that it came"),
        ([(9, US, DONE)], "late", "after its day"),
        ([(6, HER, MISSING)], "broken", "had not come"),
        ([(6, HER, MISSING), (9, US, DONE)], "late", "after its day"),
        ([(2, US, DONE), (8, HER, MISSING)], "broken", "had not come"),
        ([(1, HER, "No need to call any more, thank you.")], "unverifiable", "let us off"),
    ],
)
def test_what_was_said_later(later: list[tuple[float, str, str]], status: str, says: str) -> None:
    mark = words_after(PROMISE, PROMISED, [PROMISED, *(said(*each) for each in later)])
    assert mark is not None
    assert mark.status == status
    assert says in mark.says
    failed = status in ("late", "broken")
    assert (mark.kept, mark.broken) == (int(status == "kept"), int(failed))
    assert mark.people == (("h-ana",) if failed else ())
    first, last = mark.cites
    assert first.evidence == PROMISED.id
    assert last.span is not None


@pytest.mark.parametrize(
    "later",
    [
        [],
        [(2, HER, "Thank you.")],
        [(9, US, "Our new opening hours.")],
        [(3, HER, MISSING)],
        [(-1, US, DONE)],
    ],
)
def test_what_says_nothing_of_it(later: list[tuple[float, str, str]]) -> None:
    assert words_after(PROMISE, PROMISED, [said(*each) for each in later]) is None


def test_a_machine_settles_nothing() -> None:
    assert words_after(PROMISE, PROMISED, [said(2, US, DONE, automatic=True)]) is None


def test_verify_reads_the_conversation_and_a_persons_mark_goes_first(tmp_path: Path) -> None:
    asked = message(0, "t1", START - timedelta(hours=1), ANA, "Where is my refund?", to=TOM)
    told = message(1, "t1", START, TOM, PROMISE.words, to=ANA)
    done = message(2, "t1", START + timedelta(days=9), TOM, DONE, to=ANA)
    with office(tmp_path, [asked, told, done], look=True) as work:
        (one,) = promises.listed(work, states=["open"])
        promises.confirm(work, one.id, who="eva", now_us=NOW)
        (late,) = verify(work, now_us=NOW).verified
        promises.mark(work, one.id, "kept", reason="paid on the 5th", who="eva", now_us=NOW)
        (kept,) = verify(work, now_us=NOW).verified
    assert (late.mark.status, len(late.people)) == ("late", 1)
    assert (kept.mark.status, kept.mark.says) == ("kept", "Marked kept by eva.")
