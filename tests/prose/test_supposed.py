"""What an example supposes of the ledger."""

from __future__ import annotations

from troth.model.example import silent
from troth.prose.supposed import supposed


def test_a_line_may_say_how_it_was_kept() -> None:
    example = silent("x", "y", backing=("We answer in a day (kept 9 of 30)", "We pay on Friday"))
    backing = supposed(example)
    assert backing is not None
    first, other = backing.promises
    assert (first.words, first.kept, first.n) == ("We answer in a day", 0.3, 30)
    assert first.low is not None
    assert first.high is not None
    assert first.low < 0.3 < first.high
    assert (other.words, other.kept, other.n) == ("We pay on Friday", None, 0)


def test_without_lines_there_is_no_workspace() -> None:
    assert supposed(silent("x", "y")) is None
