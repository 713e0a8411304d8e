"""`troth decide`: a proposal against a real ledger, and the decisions that are made of it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from tests.acts.office import (
    DAY,
    NOW,
    SETTINGS,
    START,
    TOM,
    asked_and_answered,
    message,
    office,
    us,
)
from tests.text.proposed import PROMISES
from troth.acts import decisions as deeds
from troth.acts import promises
from troth.acts.decide import Assessment, decide, record
from troth.acts.forget import forget
from troth.acts.opening import Workspace, opened
from troth.acts.proposal import read_proposal
from troth.acts.weighed import CANNOT
from troth.errors import SourceError, TrothError, UnknownNameError
from troth.ledger import entries
from troth.ledger.decisions import decision
from troth.model.decision import Decision

HEAD = """---
title: Pay couriers once a month
owner: Ida Brandt
date: 2026-05-04
effect: 2026-06-01
review: 2026-12-01
option: the last day of each month
options:
  - the last day of each month
  - stay with Fridays
dissent:
  - Tom: new couriers live from week to week
notice:
  plan: a message to each courier
  by: 2026-05-15
made whole: £20 to each courier
expects:
  kpi: bank fees fall by a third
  customer outcome: couriers stay
forecast:
  what: bank fees fall by a third
  probability: 70 %
  by: 2026-12-01
---
"""
TEXT = """# Pay couriers once a month

Couriers will be paid on the last day of each month. Delivery inside the city costs £7.50.
Where possible we answer every message within one business day. Every parcel stays insured up to £500.

## Options we looked at

Lost parcels are refunded within five weeks.
"""


@pytest.fixture(scope="module")
def work(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    ana = "ana@river.example"
    rows = [
        *asked_and_answered([1.0, 2.0, 3.0], side="sender"),
        *asked_and_answered([1.0, 2.0], side="courier", first=5),
        message(40, "t40", START, ana, "Where is my refund?", to=TOM, side="sender", author_name="Ana Quill"),
        message(41, "t40", START.replace(hour=10), TOM, "We will refund you by 30 June 2026.", to=ana, side="sender"),
    ]  # fmt: skip
    with office(tmp_path_factory.mktemp("decide"), rows, look=True) as held:
        for words in PROMISES.values():
            promises.note(held, words, who="ida", now_us=NOW, since_us=us(START))
        (hers,) = promises.listed(held, to=ana)
        promises.confirm(held, hers.id, who="tom", now_us=NOW)
        yield held


def weighed(work: Workspace, text: str = HEAD + TEXT, now_us: int = NOW) -> Assessment:
    proposal = read_proposal("pay.md", text.encode(), who="tom")
    return decide(work, proposal, now_us=now_us)


def recorded(work: Workspace, title: str, head: str = HEAD, text: str = TEXT) -> Decision:
    text = head.replace("Pay couriers once a month", title) + text
    return record(work, weighed(work, text), who="tom", now_us=NOW)


def by_words(found: Assessment) -> dict[str, str]:
    return {one.words: one.touched.effect for one in found.promises if one.touched.sure}


def test_each_promise_gets_its_verdict_and_options_propose_nothing(work: Workspace) -> None:
    assert by_words(weighed(work)) == {
        PROMISES["paid"]: "broken",
        PROMISES["price"]: "broken",
        PROMISES["notice"]: "broken",
        PROMISES["answer"]: "strained",
        PROMISES["insured"]: "kept",
    }


def test_people_notice_and_cost_stand_beside_each(work: Workspace) -> None:
    rows = {one.words: one.touched for one in weighed(work).promises}
    paid, price = rows[PROMISES["paid"]], rows[PROMISES["price"]]
    assert paid.people == {"courier": 2}
    assert paid.cost == "2 people × £20 = £40, as it offers"
    assert (price.asked_days, price.given_days) == (30, 17)
    assert price.asked == PROMISES["notice"]
    assert price.cost == "£1.50 for each time; how many there are cannot be told"
    assert rows[PROMISES["answer"]].cost == CANNOT
    assert rows[PROMISES["insured"]].cost == ""


def test_a_promise_of_notice_breaks_where_the_effect_leaves_no_time(work: Workspace) -> None:
    found = weighed(work, HEAD + "Delivery inside the city costs £7.50.")
    assert by_words(found)[PROMISES["notice"]] == "broken"
    later = HEAD.replace("effect: 2026-06-01", "effect: 2026-07-01")
    assert PROMISES["notice"] not in by_words(
        weighed(work, later + "Delivery inside the city costs £7.50.")
    )


def test_one_person_is_named_and_counted_alone(work: Workspace) -> None:
    found = weighed(work, "From July we no longer refund.")
    hers = next(one for one in found.promises if one.touched.to is not None)
    assert hers.words == "We will refund you by 30 June 2026."
    assert (hers.to, hers.touched.people, hers.touched.effect) == (
        "Ana Quill",
        {"sender": 1},
        "broken",
    )


def test_what_breaks_a_promise_needs_owner_and_notice_plan(work: Workspace) -> None:
    with pytest.raises(TrothError, match="names no owner and no notice plan"):
        record(work, weighed(work, TEXT), who="tom", now_us=NOW)
    with pytest.raises(TrothError, match="names no notice plan"):
        record(work, weighed(work, f"---\nowner: Ida\n---\n{TEXT}"), who="tom", now_us=NOW)
    kept = record(
        work, weighed(work, "Every parcel stays insured up to £500."), who="tom", now_us=NOW
    )
    assert kept.owner is None
    assert kept.breaks == ()


def test_it_is_written_once_and_holds_no_words_of_a_promise(work: Workspace) -> None:
    made = recorded(work, "Monthly pay")
    assert (made.decided, made.owner, made.kpi) == (
        date(2026, 5, 4),
        "Ida Brandt",
        "bank fees fall by a third",
    )
    assert (made.forecasts[0].probability, made.forecasts[0].who) == (0.7, "tom")
    assert len(made.breaks) == 3
    with pytest.raises(TrothError, match="recorded already"):
        recorded(work, "Monthly pay")
    with work.ledger.read() as con:
        (entry,) = entries.entries(con, target=made.id)
        assert decision(con, made.id) == made
    assert PROMISES["paid"] not in str(entry.body)
    assert entry.at_us == us(START.replace(month=5, day=4, hour=0))


def test_told_reviewed_and_scored_are_entries_and_none_is_lost(work: Workspace) -> None:
    made = recorded(work, "Pay by the month")
    deeds.told(work, made.id, "by letter", who="ida", now_us=NOW, on=date(2026, 5, 15))
    with pytest.raises(TrothError, match="nobody knows that it will not come"):
        deeds.review(work, made.id, "early", who="ida", now_us=NOW, forecasts={1: False})
    late = NOW + 300 * DAY
    done = deeds.review(
        work, "pay by the month", "nine couriers left", who="ida", now_us=late, kpi="better",
        customers="worse", forecasts={1: False},
    )  # fmt: skip
    assert (done.told, done.how_told) == (date(2026, 5, 15), "by letter")
    assert done.forecasts[0].happened is False
    assert (done.reviews[0].kpi, done.reviews[0].customers) == ("better", "worse")
    with work.ledger.read() as con:
        written = [one.deed for one in entries.entries(con, target=made.id)]
    assert sorted(written) == ["decide", "forecast-outcome", "review", "told"]


def test_a_review_is_due_until_it_is_written(work: Workspace) -> None:
    made = recorded(work, "Reviewed later")
    assert not made.is_due(date(2026, 12, 1))
    assert made.is_due(date(2026, 12, 2))
    done = deeds.review(work, made.id, "fine", who="ida", now_us=NOW + 200 * DAY)
    assert not done.is_due(date(2027, 1, 1))


def test_two_facts_that_contradict_both_stay_each_with_its_dated_source(work: Workspace) -> None:
    """The bakery chain of a café company: reports of the day say otherwise than a later essay."""
    text = "---\ntitle: Close the bakery shops\ndate: 2015-06-16\neffect: 2015-09-30\n---\nAll 23 bakery shops close.\n"
    made = record(work, weighed(work, text), who="tom", now_us=NOW)
    told = (
        ("The bakery chain was bought in 2012 for $100M.", "reports of the day", "2012"),
        ("The bakery chain was bought in April 2013.", "an essay", "2023"),
        ("All 23 shops close at the end of September 2015.", "announcement", "2015-06-16"),
        ("Some of the shops made a loss.", "reports of the day", "2015-06"),
    )
    for says, source, dated in told:
        made = deeds.fact(work, made.id, says, source=source, dated=dated, who="tom", now_us=NOW)
    assert [(one.says, one.source, one.dated) for one in made.facts] == list(told)
    from troth.views.decisions import contradicting, notice_days

    ((one, other),) = contradicting(made.facts)
    assert (one.dated, other.dated) == ("2012", "2023")
    deeds.told(work, made.id, "announced", who="tom", now_us=NOW, on=date(2015, 6, 16))
    assert notice_days(deeds.show(work, made.id)) == 106
    for source, dated in (("", "2012"), ("an essay", ""), ("an essay", "some day")):
        with pytest.raises(TrothError):
            deeds.fact(
                work, made.id, "It was bought.", source=source, dated=dated, who="t", now_us=NOW
            )


def test_a_name_that_is_wrong_or_means_several_is_told(work: Workspace) -> None:
    with pytest.raises(UnknownNameError):
        deeds.show(work, "no such decision")
    recorded(work, "Same words, first")
    recorded(work, "Same words, second")
    with pytest.raises(UnknownNameError, match="2 are meant"):
        deeds.show(work, "same words")


@pytest.mark.parametrize(
    ("head", "says"),
    [
        ("effect: soon", "which is no day"),
        ("forecast:\n  what: it works", "is missing"),
        ("forecast:\n  what: it works\n  probability: 170 %", "holds “170 %”"),
        ("facts:\n  - says: it is so", "names no source"),
        ("facts:\n  - says: it is so\n    source: Tom", "has no date"),
        ("a: &b c", "Line 2"),
    ],
)
def test_every_fault_of_a_head_is_told_in_words(head: str, says: str) -> None:
    with pytest.raises(SourceError, match=says):
        read_proposal("p.md", f"---\n{head}\n---\nCouriers are paid.\n".encode(), who="tom")


@pytest.mark.parametrize(
    "data", [b"", b"---\ntitle: a\n---\n", b"\x00\xff\xfe\x00", b"PK\x03\x04word/"]
)
def test_what_holds_no_text_is_refused(data: bytes) -> None:
    with pytest.raises(SourceError):
        read_proposal("p.docx" if data.startswith(b"PK") else "p.md", data, who="tom")


def test_a_head_without_dashes_is_read_too() -> None:
    found = read_proposal(
        "p.txt", b"Owner: Ida\nTold by: 2026-03-31\n\nCouriers are paid monthly.", who="t"
    )
    assert (found.owner, found.notice.by, found.sentences) == (
        "Ida", date(2026, 3, 31), ("Couriers are paid monthly.",),
    )  # fmt: skip


def test_who_is_forgotten_is_taken_out_of_decisions_and_they_stay(tmp_path: Path) -> None:
    ana = "ana.quill@river.example"
    rows = [message(0, "t1", START, ana, "Where is it?", to=TOM, author_name="Ana Quill")]
    text = HEAD + f"Ana Quill ({ana}) asked for it. Couriers are paid at the end of each month.\n"
    with office(tmp_path, rows) as held:
        promises.note(held, PROMISES["paid"], who="ida", now_us=NOW, since_us=us(START))
        made = record(held, weighed(held, text), who="tom", now_us=NOW)
        deeds.doubt(held, made.id, "Ana Quill will leave", who="tom", now_us=NOW)
        home = held.home
    forget(home, SETTINGS, ana, now_us=NOW)
    with opened(home, SETTINGS) as held:
        left = deeds.show(held, made.id)
        with held.ledger.read() as con:
            written = [str(one.body) for one in entries.entries(con, target=made.id)]
    assert not any("Quill" in body or ana in body for body in written)
    assert (left.title, left.decided, len(left.breaks)) == (
        made.title,
        made.decided,
        len(made.breaks),
    )
