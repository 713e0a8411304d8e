"""The lens `said-so`: its examples, every side, what thanks undo, and where the records end."""

from __future__ import annotations

from datetime import datetime

import pytest

from tests.in_world import look, shown
from troth.lenses import said_so

HEAD = "at | kind | by | about | side | thread | text\n"
LEAVES = HEAD + "2026-03-17 09:00 | message | ana | | | t1 | We are leaving you.\n"
LATE = "2026-03-20 12:00"


def at(moment: str) -> int:
    return int(datetime.fromisoformat(moment + "+00:00").timestamp()) * 1_000_000


@pytest.mark.parametrize("example", said_so.EXAMPLES, ids=lambda each: each.title)
def test_examples(example: said_so.Example) -> None:
    found = shown(said_so, example)
    expected = [] if example.verdict == "silent" else [example.verdict]
    assert [finding.status for finding in found] == expected
    for finding in found:
        told = finding.says.replace("{subject}", finding.subject.id.removeprefix("h-").capitalize())
        assert (example.says or "") in told
        assert finding.strength.value is None


def test_the_quote_is_the_sentence_and_no_more() -> None:
    (found,) = look(said_so, LEAVES.replace("We are", "It rained. We are"), LATE)
    span = found.cites[0].span
    assert span is not None
    assert (span.start, span.end) == (11, 30)


@pytest.mark.parametrize("side", ["courier", "driver", "shop", "customer", ""])
def test_every_side_is_quoted(side: str) -> None:
    (found,) = look(said_so, LEAVES.replace("| | | t1", f"| | {side} | t1"), LATE)
    assert "“{quote}”" in found.says
    assert found.data == {"matter": "leaving"}


def test_of_several_sentences_leaving_is_quoted_and_the_first_is_the_anchor() -> None:
    world = LEAVES + "2026-03-16 09:00 | message | ana | | | t1 | Nobody answers me.\n"
    world += "2026-03-18 09:00 | message | ana | | | t2 | This is so unfair.\n"
    (found,) = look(said_so, world, LATE)
    assert found.says == (
        "{subject} wrote on Tuesday 17 March: “{quote}”, and 2 sentences more like it; "
        "nothing from us since."
    )
    assert len({one.evidence for one in found.cites}) == 3
    assert found.anchor == found.cites[1].evidence
    assert found.since_us == at("2026-03-16T09:00")


def test_what_comes_after_thanks_counts_again() -> None:
    thanks = LEAVES + "2026-03-18 09:00 | message | ana | | | t1 | All sorted now, thank you!\n"
    assert look(said_so, thanks, LATE) == []
    (found,) = look(
        said_so, thanks + "2026-03-19 09:00 | message | ana | | | t1 | Nobody cares.\n", LATE
    )
    assert "Thursday 19 March" in found.says


def test_our_own_people_and_what_is_older_than_the_days_asked_for() -> None:
    assert look(said_so, LEAVES.replace("| ana |", "| us:tom |"), LATE) == []
    assert look(said_so, LEAVES, "2026-05-20 12:00") == []
    assert look(said_so, LEAVES, "2026-05-20 12:00", options={"days": 90})


def test_where_the_records_end_long_ago_it_is_unsure() -> None:
    (found,) = look(said_so, LEAVES, "2027-03-20 12:00", moment_us=at("2026-03-17T12:00"))
    assert found.status == "unsure"
    assert found.says.endswith("when the records end on 17 March 2026.")
