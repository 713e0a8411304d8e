"""Customers' words held against ours: invented pairs of thirteen trades, and what is measured on them.

Of five trades (`check`) nobody looked at a single pair while the rules were made; they count. The
figures stand in the docstring of `text.believing`; `pytest -s` prints them.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from troth.stats import wilson
from troth.text.believing import Relation, believe
from troth.text.hers import claim
from troth.text.proposing import alike, pool

SAID_US = int(datetime(2026, 3, 2, 10, tzinfo=UTC).timestamp()) * 1_000_000
TRADES: list[dict[str, Any]] = [
    json.loads(line)
    for line in (Path(__file__).parent / "two_views.jsonl").read_text("utf-8").splitlines()
]
RELATIONS = ("agrees", "stronger", "differs")


def measured(half: str) -> dict[str, tuple[int, int]]:
    """Right of all, by what is counted: proposals (precision, recall), none, each verdict."""
    told: dict[str, list[bool]] = {}
    for trade in TRADES:
        if trade["half"] != half:
            continue
        promises = trade["promises"]
        keys, known = [*promises], pool(promises.values())
        for words, key, relation in trade["sayings"]:
            near = known.near(claim(words))
            first = keys[near[0][1]] if near else None
            if first is not None:
                told.setdefault("proposal precision", []).append(first == key)
            told.setdefault("proposal recall" if key else "none found", []).append(first == key)
            if key:
                found = believe(words, promises[key], said_us=SAID_US).relation
                told.setdefault("verdict", []).append(found == relation)
                told.setdefault(f"{relation} recall", []).append(found == relation)
                if found in RELATIONS:
                    told.setdefault(f"{found} precision", []).append(found == relation)
    return {name: (sum(held), len(held)) for name, held in told.items()}


@pytest.mark.parametrize("half", ["work", "check"])
def test_what_is_measured(half: str) -> None:
    told = measured(half)
    for name, (right, n) in sorted(told.items()):
        one = wilson(right, n)
        print(f"{half} {name}: {right} of {n}, {right / n:.2f} [{one.low:.2f}–{one.high:.2f}]")
    shares = {name: right / n for name, (right, n) in told.items()}
    assert shares["proposal precision"] >= 0.95
    assert shares["proposal recall"] >= 0.93
    assert shares["none found"] == 1.0
    assert shares["verdict"] >= (0.95 if half == "work" else 0.8)
    assert shares["stronger precision"] >= 0.9


@pytest.mark.parametrize(("part", "n", "least"), [("work", 50, 36), ("fresh", 24, 12)])
def test_harder_pairs_in_wholly_other_words(part: str, n: int, least: int) -> None:
    """Of six trades nobody looked at one (`fresh`); the figures stand in docs/two-views.md."""
    held = (Path(__file__).parent / "beliefs.jsonl").read_text("utf-8").splitlines()
    rows = [row for row in map(json.loads, held) if row["part"] == part]
    told = [believe(row["hers"], row["ours"], said_us=SAID_US).relation for row in rows]
    assert len(rows) == n
    assert sum(one == row["relation"] for one, row in zip(told, rows, strict=True)) >= least
    sure = [row for one, row in zip(told, rows, strict=True) if one == "stronger"]
    assert sum(row["relation"] == "stronger" for row in sure) >= 0.75 * len(sure)


def test_there_are_enough_pairs_of_enough_trades() -> None:
    assert sum(len(trade["sayings"]) for trade in TRADES) >= 150
    assert len(TRADES) == 13


@pytest.mark.parametrize(
    ("hers", "ours", "relation"),
    [
        ("You said a refund takes 5 days.", "Refunds are paid within 5 days.", "agrees"),
        ("You said a refund takes 2 days.", "Refunds are paid within 5 days.", "stronger"),
        ("You said a refund takes 9 days.", "Refunds are paid within 5 days.", "differs"),
        ("I was told you open at the weekend.", "Refunds are paid within 5 days.", "apart"),
        ("You promised a refund.", "Refunds are paid within 5 days.", "agrees"),
    ],
)
def test_a_number_decides(hers: str, ours: str, relation: Relation) -> None:
    assert believe(hers, ours, said_us=SAID_US).relation == relation


def test_the_time_gone_by_is_no_term() -> None:
    told = claim("You said you would refund me within 5 days and it has been two weeks now.")
    assert (told.undone, told.told) == (True, True)
    assert "weeks" not in told.text
    assert believe(told, "Refunds are paid within 5 days.").relation == "agrees"


@pytest.mark.parametrize(
    ("words", "part"),
    [
        ("Do you promise a photo of every delivery?", "asks"),
        ("Parcelina promises a photo of every delivery.", "elsewhere"),
        ("Another courier offers a photo of every delivery.", "elsewhere"),
        ("My old bank promised me two percent.", "elsewhere"),
    ],
)
def test_near_misses_of_a_belief(words: str, part: str) -> None:
    assert getattr(claim(words), part)


def test_our_own_name_is_no_other_company() -> None:
    assert not claim("Kestrel promises a photo of every delivery.", ("Kestrel",)).elsewhere


@pytest.mark.parametrize("words", ["As promised!", "You promised us the moon.", "So you said."])
def test_words_without_content_say_no_promise(words: str) -> None:
    assert not claim(words).worded


def test_one_belief_in_several_wordings_is_one() -> None:
    words = (
        "You said I would get a photo of every delivery.",
        "I was promised a photo of every delivery.",
        "You told me a refund comes within 2 days.",
        "I was told that the refund comes within 5 days.",
    )
    assert alike([claim(one) for one in words]) == [0, 0, 2, 3]


@pytest.mark.parametrize(
    "more",
    [
        "I was promised a photo of every delivery, and of my aunt's parcel there is none.",
        "You said we get a photo of each delivery, and I never saw one.",
        "I was told there is a photo of every delivery, but mine isn't there.",
    ],
)
def test_what_came_of_it_does_not_part_two_wordings_of_one_belief(more: str) -> None:
    words = ("You said I would get a photo of every delivery.", more)
    assert alike([claim(one) for one in words]) == [0, 0]
    other = "I was promised two photos of every delivery, and there is only one."
    assert alike([claim(one) for one in (*words, other)])[2] == 2


def test_a_condition_that_is_promised_is_not_cut_off() -> None:
    told = claim("You said returns are free, and no questions asked.")
    assert "questions" in told.text


def test_thousands_are_looked_among_quickly() -> None:
    letters = "bcdfghklmnprstvw"
    places = [f"{a}o{b}a{c}u" for a in letters for b in letters for c in letters[:8]]
    known = pool(f"We deliver to {place} within 10 days." for place in places)
    near = known.near(claim("You said you deliver to lonabu within 2 days."))
    assert known.texts[near[0][1]] == "We deliver to lonabu within 10 days."
