"""Real support conversations through the command line, as a support lead would give them to it."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path

import pytest

from tests.calling import Called, own_process

LAST = date(2020, 4, 2)
STRETCH = re.compile(r"\b(\d+) (hour|day|business day|week|month|year)s?\b")
DAYS = {"hour": 1 / 24, "day": 1, "business day": 1.4, "week": 7, "month": 31, "year": 366}


@pytest.fixture(scope="module")
def care(data: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace with nothing but the conversations."""
    root = tmp_path_factory.mktemp("care") / "desk"
    own_process("-C", root, "add", data / "care" / "care-dev.jsonl", "-q").fine()
    return root


@pytest.fixture(scope="module")
def found(care: Path) -> Called:
    return own_process("-C", care, "look", "--format", "json").fine()


def test_every_message_goes_in_once_under_people_and_brands(care: Path) -> None:
    health = own_process("-C", care, "doctor", "--format", "json").fine().json
    assert health["evidence"] == {"message": 1211}
    assert health["people"] == 539
    assert health["rejects"] == 0
    assert health["healthy"]


def test_conversations_and_brands_are_those_of_the_file(care: Path) -> None:
    import troth

    with troth.open(care) as work:
        messages = work.evidence("message")
        counted = messages.aggregate(
            threads=messages.thread.nunique(), brands=messages.ours.nunique()
        ).to_pyarrow()
    assert counted.to_pylist() == [{"threads": 525, "brands": 24}]


def test_again_brings_nothing_new(data: Path, care: Path) -> None:
    words = ("-C", care, "add", data / "care" / "care-dev.jsonl", "--format", "json")
    told = own_process(*words).fine().json
    assert [(one["outcome"], one["new"]) for one in told["sources"]] == [("same", 0)]
    assert told["people_new"] == 0


def test_the_same_rows_in_another_file_bring_nothing_new(
    data: Path, care: Path, tmp_path: Path
) -> None:
    lines = (data / "care" / "care-dev.jsonl").read_text(encoding="utf-8").splitlines()
    other = tmp_path / "later export.jsonl"
    other.write_text("\n".join(reversed(lines)) + "\n", encoding="utf-8")
    told = own_process("-C", care, "add", other, "--format", "json").fine().json
    assert [(one["outcome"], one["new"], one["changed"]) for one in told["sources"]] == [
        ("read", 0, 0)
    ]
    assert told["sources"][0]["unchanged"] == 1211
    assert told["people_new"] == 0


def test_every_sentence_says_that_the_records_end_in_april_2020(found: Called) -> None:
    told = found.json
    assert len(told) >= 25
    for one in told:
        assert re.search(r"\b2 April 2020\b", one["says"]), one["says"]
        assert one["status"] == "unsure"


def test_nobody_is_said_to_wait_longer_than_the_records_know(found: Called) -> None:
    for one in found.json:
        if one["subject"]["kind"] != "person":
            continue
        began = date.fromisoformat(one["since"][:10])
        known = (LAST - began).days + 1
        for number, unit in STRETCH.findall(one["says"].partition("“")[0]):
            assert int(number) * DAYS[unit] <= known * 1.1, one["says"]


def test_today_knows_no_wait_of_years_either(care: Path) -> None:
    page = own_process("-C", care, "today", "--all").fine().out
    waits = re.findall(r"for (\d+ \w+)$", page, re.MULTILINE)
    assert waits
    assert not [wait for wait in waits if "year" in wait]
    assert page.startswith(tuple("MTWFS"))
    assert "6 years old" in page.split("\n\n")[0] or "years old" in page.split("\n\n")[0]


def test_people_known_by_a_hash_are_named_as_such(found: Called) -> None:
    names = [one["subject"]["name"] for one in found.json if one["subject"]["kind"] == "person"]
    assert len(names) >= 25
    assert all(re.fullmatch(r"someone we know only as @?\w+", name) for name in names), names


def test_each_finding_opens_down_to_a_line_of_the_file(data: Path, found: Called) -> None:
    lines = (data / "care" / "care-dev.jsonl").read_text(encoding="utf-8").splitlines()
    for one in found.json:
        cite = one["cites"][0]
        row = json.loads(lines[cite["origin"]["row"] - 1])
        words = re.sub(r"\W+", " ", cite["quote"])[:40].strip()
        assert words
        assert words in re.sub(r"\W+", " ", row["text"].replace("&amp;", "&")), (cite, row)
