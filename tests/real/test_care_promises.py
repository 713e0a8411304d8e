"""What real support conversations promise by a day, and what they never promised at all.

All messages of ours that speak of a time to come were read by hand: thirteen. Three name a day
by which something will be there, in the same words; the ten others hope, ask for patience, or say
what is usual. Nobody wrote in those three conversations afterwards.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from troth.acts import promises
from troth.acts.add import add
from troth.acts.opening import Workspace, opened
from troth.acts.reply_times import reply_times
from troth.acts.run import Asked, run
from troth.acts.verify import verify
from troth.config import Settings
from troth.model.promise import Promise
from troth.store.home import create

NOW = int(datetime(2026, 6, 1, tzinfo=UTC).timestamp()) * 1_000_000
NOT_DATED = (
    "cdC745efD7z2lOZ9pWMA", "Y8q4Y0P33LtLfmhCasy8", "BiLR7dK0uvGdfTOcQDG0", "ZMlCi47FgNzQtjDSBBFQ",
    "vZWQak9VjLh1Cb2FX9vZ", "ieOx6Sokk96gxPd5vBqz", "Y4amt2xyanlRzRZDoipK", "X3C3QB0xpLIAgypECbvk",
    "eCLGe3N7d3SVg77gkd4w", "rvfJn4umw4jj7IbFDxnh",
)  # fmt: skip
"""Conversations in which we speak of a time to come and promise nothing by a day."""


@pytest.fixture(scope="module")
def work(data: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    """The conversations of 24 brands beside a page of the handbook of a company that is none."""
    if shutil.which("zstd") is None:
        pytest.skip("NO ZSTD: the handbook was not unpacked (Debian: apt install zstd)")
    root = tmp_path_factory.mktemp("care")
    packed = data / "handbook" / "sourcegraph-handbook.tar.zst"
    subprocess.run(["tar", "--zstd", "-xf", packed, "-C", root], check=True)
    page = next(root.rglob("communication/code_of_conduct.md"))
    home = create(root / "desk")
    add(home, Settings(), [data / "care" / "care-dev.jsonl", page], now_us=NOW)
    with opened(home, Settings()) as work:
        run(work, Asked(NOW))
        yield work


def dated(work: Workspace) -> list[Promise]:
    held = promises.listed(work, states=["open", "candidate"])
    return [one for one in held if one.due_us is not None]


def test_the_three_dated_promises_are_read_and_the_ten_others_are_not(work: Workspace) -> None:
    found = dated(work)
    assert [one.ours for one in found] == ["zoom_us"] * 3
    threads = {work.index.records([one.record or ""])[one.record or ""].thread for one in found}
    assert len(threads) == 3
    assert not threads & {*NOT_DATED}


def test_without_later_words_nobody_says_that_they_were_kept(work: Workspace) -> None:
    for one in dated(work):
        promises.confirm(work, one.id, who="ana", now_us=NOW)
    found = [one for one in verify(work, now_us=NOW).verified if one.promise.due_us is not None]
    assert len(found) == 3
    for one in found:
        assert (one.mark.status, one.mark.n) == ("unverifiable", 0)
        assert one.mark.says == "Its day is over, and nobody has said what became of it."


def test_no_brand_has_stated_a_reply_time_and_the_output_says_so(work: Workspace) -> None:
    found = reply_times(work)
    assert found is not None
    assert (found.stated, len(found.none_found)) == ((), 24)
    assert "none was found" in (found.says or "")


def test_a_handbooks_promise_is_not_tested_on_other_companies_messages(work: Workspace) -> None:
    (one, *_) = [
        one
        for one in promises.listed(work, states=["candidate"])
        if re.search("promptly investigate", one.words)
    ]
    target = "first_reply <= 1 business day for 90%"
    promises.confirm(work, one.id, who="ana", now_us=NOW, measure=target)
    (mark,) = [each.mark for each in verify(work, now_us=NOW).verified if each.promise.id == one.id]
    assert (mark.status, mark.n) == ("unverifiable", 0)
    assert mark.says.startswith("No records of this company: nothing says whose words these are")
    assert "and 21 more" in mark.says
