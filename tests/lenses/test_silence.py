"""The lens `silence`: its examples, what spares people, and what it says."""

from __future__ import annotations

import pytest

from tests.in_world import look, shown
from troth.lenses import silence
from troth.lenses.silence import HEAD, WEEKLY, _orders

ANA = HEAD + _orders("ana", "2026-01-05", *WEEKLY)
LATE = "2026-08-27 12:00"


@pytest.mark.parametrize("example", silence.EXAMPLES, ids=lambda each: each.title)
def test_examples(example: silence.Example) -> None:
    found = shown(silence, example)
    assert [finding.status for finding in found] == (
        [] if example.verdict == "silent" else [example.verdict]
    )
    for finding in found:
        told = finding.says.replace("{subject}", finding.subject.id.removeprefix("h-").capitalize())
        assert example.says in told
