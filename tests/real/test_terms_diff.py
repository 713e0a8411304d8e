"""`troth diff` over the public terms: what is known of them is found, and nothing is invented."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from troth.acts.diff import diff
from troth.acts.opposite import opposite

TERMS = Path(__file__).parents[2] / ".." / "shared" / "data" / "terms" / "terms-dev.jsonl.zst"

pytestmark = pytest.mark.skipif(not TERMS.exists(), reason="the shared data is not beside it")


def test_every_quote_of_every_pair_of_versions_stands_in_its_version() -> None:
    pairs = 0
    for name in ("Bolt Terms of Service", "Twitter Developer Terms"):
        for one in diff(str(TERMS), document=name, each=True).compared:
            pairs += 1
            for each in one.found.differences:
                for said, document in ((each.old, one.old), (each.new, one.new)):
                    if said is not None and document is not None:
                        assert said.span.of(document.prose).split()[0] in said.words
    assert pairs == 9 + 33


def test_a_faster_answer_and_a_lower_penalty_are_found() -> None:
    riders = diff(str(TERMS), document="Bolt Terms of Service", since=date(2024, 9, 10))
    ways = {(each.kind, each.change) for each in riders.compared[0].found.differences}
    assert ("promise", "strengthened") in ways
    drivers = diff(str(TERMS), document="Bolt Drivers Terms of Service", since=date(2024, 9, 10))
    told = {(each.change, each.why) for each in drivers.compared[0].found.differences}
    assert ("weakened", "50 EUR became 10") in told


def test_a_renamed_firm_is_said_once_and_is_no_change() -> None:
    found = diff(
        str(TERMS),
        document="Twitter Developer Terms",
        since=date(2023, 4, 18),
        until=date(2023, 11, 14),
    )
    (one,) = found.compared
    assert ("twitter", "x") in one.found.renamed
    assert one.found.same > 270


def test_riders_and_drivers_are_cut_off_otherwise() -> None:
    found = opposite(
        f"{TERMS}#Bolt Terms of Service",
        f"{TERMS}#Bolt Drivers Terms of Service",
        ("riders", "drivers"),
    )
    cut = {one.matter: one for one in found}["being cut off"]
    assert cut.first.binds
    assert any("3 (three) days" in one.words for one in cut.second.binds)
