"""`troth verify` as a test runner: chosen by words, failed ones only, JUnit and CSV."""

from __future__ import annotations

import csv
import io
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pytest

from tests.acts.office import DAY, START, asked_and_answered, office, us
from tests.calling import troth
from troth.acts import promises

BEFORE = us(START) - DAY


@pytest.fixture
def place(tmp_path: Path) -> Path:
    with office(tmp_path, [*asked_and_answered([0.5] * 10 + [9] * 10)]) as work:
        for words, target in (
            ("We answer within one hour", "first-reply <= 1 hour for 90%"),
            ("We answer within a day <&>", "first-reply <= 24 hours for 90%"),
        ):
            promises.note(work, words, measure=target, who="ana", now_us=BEFORE)
        promises.note(work, "Free cake on Fridays", who="ana", now_us=BEFORE)
    return tmp_path / "acme"


def verify(place: Path, *words: str, code: int = 1) -> str:
    return troth("-C", place, "verify", *words).fine(code).out


def test_words_and_failed_choose(place: Path) -> None:
    assert "3 promises" in verify(place)
    assert "Free cake" not in verify(place, "-k", "ANSWER")
    assert "1 promises: 1 kept" in verify(place, "-k", "a day", code=0)
    failed = verify(place, "--failed")
    assert "one hour" in failed
    assert "a day" not in failed
    assert "of that kind" in verify(place, "-k", "nothing of it", code=0)


def test_a_pipeline_reads_junit_and_a_table_csv(place: Path) -> None:
    suite = ElementTree.fromstring(verify(place, "--format", "junit"))
    assert (suite.get("tests"), suite.get("failures"), suite.get("skipped")) == ("3", "1", "1")
    names = {case.get("name") for case in suite}
    assert "We answer within a day <&>" in names
    (failure,) = suite.iter("failure")
    assert failure.get("type") == "broken"
    assert "p-" in (failure.text or "")
    rows = list(csv.DictReader(io.StringIO(verify(place, "--format", "csv"))))
    assert {row["status"] for row in rows} == {"broken", "kept", "unverifiable"}
    assert next(row for row in rows if row["status"] == "broken")["n"] == "20"
