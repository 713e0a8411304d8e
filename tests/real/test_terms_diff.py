"""`troth diff` over the public terms: what is known of them is found, and nothing is invented."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from troth.acts.diff import diff
from troth.acts.opposite import apart, opposite

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


IN_2023 = (
    ("right", "added", True, "suspend your use of and access to the Licensed Material immediately"),
    ("duty", "added", True, "you will not receive a prorated refund for any Paid Services"),
    ("duty", "added", True, "must bring any claim against Twitter within one (1) year"),
    ("right", "added", False, "you can send written notice of your decision to opt out"),
    ("promise", "added", False, "reasonable advance notice of any material change to the price"),
)
"""What docs/diff.md tells of the developer terms: kind, change, whether the company gains, words."""


def test_what_changed_in_the_developer_terms_in_2023() -> None:
    (one,) = diff(
        str(TERMS),
        document="Twitter Developer Terms",
        since=date(2023, 3, 25),
        until=date(2023, 3, 30),
    ).compared
    assert one.written_anew
    for kind, change, gains, words in IN_2023:
        found = [each for each in one.found.differences if words in (each.new or each.old).words]  # type: ignore[union-attr]
        assert (kind, change, gains) in {
            (each.kind, each.change, each.for_company) for each in found
        }, words
    assert one.old is not None
    assert "at any time, for any reason by providing notice to you" in one.old.prose
    assert one.new is not None
    assert "within 30 days of your first payment" in one.new.prose


def test_what_one_side_is_told_and_the_other_is_not() -> None:
    found = apart(
        f"{TERMS}#Bolt Terms of Service",
        f"{TERMS}#Bolt Drivers Terms of Service",
        ("riders", "drivers"),
    )
    told = {one.matter: one for one in found}
    answer, changes = told["an answer within a time"], told["notice of changes"]
    assert (answer.less, changes.less) == ("drivers", "riders")
    riders, drivers = (said for _, _, said in answer.told)
    assert riders is not None
    assert "within one business day" in riders.words
    assert drivers is None
    assert "15 days" in str(changes.told[1][2])
    assert not [one for one in found if one.matter == "notice before they are cut off"]


def test_the_first_screen_of_the_readme_quotes_what_it_says() -> None:
    readme = " ".join((Path(__file__).parents[2] / "README.md").read_text("utf-8").split())
    found = apart(
        f"{TERMS}#Bolt Terms of Service",
        f"{TERMS}#Bolt Drivers Terms of Service",
        ("riders", "drivers"),
    )
    shown = [one for one in found if f"{one.matter} {one.less} are told less" in readme]
    assert len(shown) == 2
    for one in shown:
        for side, document, said in one.told:
            line = said and document.position(said.span.start)[0]
            assert (
                f"{side}, line {line}: “{said.words}”" if said else f"{side}: nothing"
            ) in readme
