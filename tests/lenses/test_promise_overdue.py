"""The lens `promise-overdue`: its examples, what settles a promise, and how sure it is."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pyarrow as pa
import pytest

from tests.in_world import context
from troth.acts.proving import tables_of
from troth.acts.world import read_world
from troth.lenses import promise_overdue
from troth.model.finding import Finding
from troth.model.origin import Span
from troth.store.engine import open_engine
from troth.store.schema import plain_schema

LATE = "2026-11-20 12:00"


def us(at: str) -> int:
    return int(datetime.fromisoformat(at + "+00:00").timestamp()) * 1_000_000


PROMISED: dict[str, Any] = {
    "promise": "p-1",
    "confirmed": True,
    "to": "h-ana",
    "born_us": us("2026-11-12 10:00"),
    "due_us": us("2026-11-14 23:59"),
    "kind": "dated",
    "record": "e-1",
    "version": "v1",
    "start": 0,
    "end": 20,
    "system": "mail",
    "promised_text": "We will refund you by 14 November.",
}


def said(text: str, *, ours: bool = False, at: str = "2026-11-16 09:00", talk: int = 1) -> Any:
    """A later message as `gather` joins it to the promise."""
    return {
        "later": f"e-{at}",
        "later_version": "v1",
        "later_us": us(at),
        "later_text": text,
        "from_us": ours,
        "same_talk": talk,
    }


def judged(*later: Any, as_of: str = LATE, moment_us: int | None = None, **other: Any) -> Any:
    """What the lens says of one promise and what was said after it."""
    rows = [PROMISED | other | row for row in later or ({},)]
    batch = pa.Table.from_pylist(rows, schema=plain_schema(promise_overdue.CARD.schema))
    found: list[Finding] = list(promise_overdue.judge(batch, context(as_of, moment_us=moment_us)))
    return found


@pytest.mark.parametrize("example", promise_overdue.EXAMPLES, ids=lambda each: each.title)
def test_examples(example: promise_overdue.Example) -> None:
    there = context(example.as_of or LATE)
    with open_engine("duckdb") as engine:
        tables = engine.world(tables_of(read_world(example.world)), there.moment_us)
        rows = promise_overdue.gather(tables, there.moment_us)
        found = list(
            promise_overdue.judge(engine.collect(rows, promise_overdue.CARD.schema), there)
        )
    expected = [] if example.verdict == "silent" else [example.verdict]
    assert [finding.status for finding in found] == expected
    for finding in found:
        assert (example.says or "") in finding.says.replace("{subject}", "Ana")


def test_the_sentence_and_its_cite() -> None:
    (found,) = judged()
    assert found.says == (
        "We told {subject} “{quote}” on 12 November; that was due on 14 November and nothing here "
        "shows it was done."
    )
    assert found.status == "speaks"
    assert found.anchor == "p-1"
    assert (found.cites[0].evidence, found.cites[0].span) == ("e-1", Span(0, 20))


def test_unconfirmed_or_conditional_is_unsure() -> None:
    assert judged(confirmed=False)[0].status == "unsure"
    assert judged(kind="conditional")[0].status == "unsure"


def test_her_own_words_speak_at_once_and_are_cited() -> None:
    (found,) = judged(said("Hello. It hasn't arrived."), confirmed=False)
    assert found.status == "speaks"
    assert "on 16 November {subject} wrote that it had not come" in found.says
    assert found.cites[1].span == Span(7, 25)


def test_what_she_says_before_the_day_breaks_nothing() -> None:
    (found,) = judged(said("Still waiting.", at="2026-11-13 09:00"), confirmed=False)
    assert found.status == "unsure"


def test_the_last_word_counts() -> None:
    sent = said("Your refund has been issued.", ours=True, at="2026-11-15 09:00")
    assert judged(sent) == []
    (found,) = judged(sent, said("I still have not received it."))
    assert found.status == "speaks"
    assert (
        judged(sent, said("I still have not received it."), said("It came!", at="2026-11-17 09:00"))
        == []
    )


@pytest.mark.parametrize("text", ["It arrived, thanks!", "No need any more.", "please cancel it"])
def test_she_settles_it(text: str) -> None:
    assert judged(said(text)) == []


def test_another_conversation_only_makes_it_unsure() -> None:
    elsewhere = said("Your bicycle has been repaired.", ours=True, talk=0)
    assert judged(elsewhere)[0].status == "unsure"


def test_another_conversation_settles_what_it_speaks_of() -> None:
    for text in ("Your refund has been issued.", "As promised, attached is the receipt."):
        assert judged(said(text, ours=True, talk=0)) == []


def test_another_day_that_she_accepts() -> None:
    asks = said("May we make it 24 November instead?", ours=True, at="2026-11-13 09:00")
    yes = said("That is fine by me, thank you.", at="2026-11-13 10:00")
    no = said("No, that is too late.", at="2026-11-13 10:00")
    assert judged(asks, yes) == []
    assert judged(asks)
    assert judged(asks, no)


def test_the_records_have_to_reach_the_day() -> None:
    assert judged(moment_us=us("2026-11-14 12:00")) == []
    (near,) = judged(moment_us=us("2026-11-18 12:00"))
    assert near.says.endswith("shows it was done, when the records end on 18 November 2026.")
    assert near.status == "speaks"
    (far,) = judged(as_of="2030-01-01 00:00", moment_us=us("2026-11-18 12:00"))
    assert far.status == "unsure"
    assert "on 12 November 2026" in far.says


def test_a_promise_noted_by_hand_has_no_words_to_quote() -> None:
    (found,) = judged(record=None, version=None, start=None, end=None)
    assert "“{quote}”" not in found.says
    assert found.cites[0].evidence == "p-1"
