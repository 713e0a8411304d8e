"""What a run leaves for `check`: where a promise stands, and how it is kept where that is known."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest

from tests.acts.office import NOW, SETTINGS
from troth.acts import promises
from troth.acts.add import add
from troth.acts.backing import backing_of, write_backing
from troth.acts.judging import Mark
from troth.acts.opening import Workspace, opened
from troth.acts.run import Asked, run
from troth.model.document import BackingPromise
from troth.store.home import create

TERMS = """---
title: Terms
genre: terms
date: 2026-04-01
---

# Terms

- We answer every message within one business day.
- Refunds are paid
  within 48 hours.
"""

LAUNCH = """---
title: Launch mail
genre: launch
date: 2026-03-01
---

We answer every message within one business day.

We will refund every late order within three days.
"""


@pytest.fixture(scope="module")
def work(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    home = create(tmp_path_factory.mktemp("backing") / "acme")
    (home.root / "terms.md").write_text(TERMS, encoding="utf-8")
    (home.root / "launch.md").write_text(LAUNCH, encoding="utf-8")
    add(home, SETTINGS, [home.root / "terms.md", home.root / "launch.md"], now_us=NOW)
    with opened(home, SETTINGS) as work:
        run(work, Asked(NOW))
        listed = promises.listed(work, states=("candidate",))
        (heard,) = (one for one in listed if one.words.startswith("We will refund"))
        promises.confirm(work, heard.id, who="ana", now_us=NOW, owner="tom")
        for words in (
            "We answer every message within one business day.",
            "Refunds are paid within 48 hours",
        ):
            promises.note(work, words, who="ana", now_us=NOW, owner="tom")
        yield work


def by_words(
    work: Workspace, words: str, verified: dict[str, Mark] | None = None
) -> BackingPromise:
    found = backing_of(work, verified).promises
    return next(one for one in found if words in " ".join(one.words.split()))


def test_where_a_promise_stands(work: Workspace) -> None:
    said = by_words(work, "answer every message").where
    assert said is not None
    assert said.endswith("terms.md:9")


def test_a_promise_that_was_heard_stands_where_it_was_said(work: Workspace) -> None:
    said = by_words(work, "refund every late").where
    assert said is not None
    assert said.endswith("launch.md:9")


def test_words_over_two_lines_stand_where_they_begin(work: Workspace) -> None:
    said = by_words(work, "Refunds are paid").where
    assert said is not None
    assert said.endswith("terms.md:10")


def test_a_promise_that_no_document_holds_stands_nowhere(work: Workspace) -> None:
    promises.note(work, "We never lose a parcel", who="ana", now_us=NOW, owner="tom")
    assert by_words(work, "never lose").where is None


def test_how_it_is_kept_is_told_where_it_was_verified(work: Workspace) -> None:
    one = by_words(work, "answer every message")
    assert (one.kept, one.n) == (None, 0)
    mark = Mark("kept", "as promised", kept=19, broken=1, rate=0.95, low=0.76, high=0.99)
    told = by_words(work, "answer every message", {one.id: mark})
    assert (told.kept, told.low, told.high, told.n) == (0.95, 0.76, 0.99, 20)


def test_the_file_holds_what_was_verified(work: Workspace) -> None:
    one = by_words(work, "answer every message")
    write_backing(work, {one.id: Mark("broken", "often late", kept=1, broken=2)})
    held = json.loads(work.home.backing.read_text(encoding="utf-8"))
    (row,) = (row for row in held["promises"] if row["id"] == one.id)
    assert (row["n"], row["kept"]) == (3, None)
    assert row["where"].endswith("terms.md:9")
