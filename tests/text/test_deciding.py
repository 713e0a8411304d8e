"""What sentences of proposals do to promises: on pairs at hand, and on those held back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

import pytest

from tests.text.proposed import FIRST, FRESH, LAST, OTHERS, PROMISES
from troth.stats import wilson
from troth.text.deciding import decides, proposes

Rows = tuple[tuple[str, dict[str, str]], ...]


def counted(rows: Rows, promises: Mapping[str, str]) -> Counter[tuple[str, str, bool]]:
    """How often each verdict was wanted and given; every sentence meets every promise."""
    counts: Counter[tuple[str, str, bool]] = Counter()
    for sentence, wanted in rows:
        for name, words in promises.items():
            judged = decides(sentence, words)
            given = judged.effect if judged and judged.effect != "touched" else "apart"
            counts[wanted.get(name, "apart"), given, judged is None or judged.sure] += 1
    return counts


def scored(counts: Counter[tuple[str, str, bool]]) -> tuple[int, int, int]:
    """Right verdicts, verdicts given, verdicts wanted; “apart” is none."""
    right = sum(n for (wanted, given, _), n in counts.items() if wanted == given != "apart")
    given = sum(n for (_, given, _), n in counts.items() if given != "apart")
    return right, given, sum(n for (wanted, _, _), n in counts.items() if wanted != "apart")


@pytest.mark.parametrize(
    ("name", "rows", "promises", "precision", "recall"),
    [
        ("first", FIRST, PROMISES, 0.97, 0.97),
        ("fresh", FRESH, PROMISES, 0.9, 0.9),
        ("last, held back", LAST, OTHERS, 0.8, 0.7),
    ],
)
def test_verdicts_are_right_among_near_misses(
    name: str, rows: Rows, promises: Mapping[str, str], precision: float, recall: float
) -> None:
    assert len(rows) == 40
    right, given, wanted = scored(counted(rows, promises))
    first, second = wilson(right, given), wilson(right, wanted)
    print(
        f"{name}: precision {first.value:.2f} ({first.low:.2f}–{first.high:.2f}, n = {given}), "
        f"recall {second.value:.2f} ({second.low:.2f}–{second.high:.2f}, n = {wanted}), "
        f"{len(rows) * len(promises)} pairs"
    )
    assert right / given >= precision
    assert right / wanted >= recall


def test_none_that_is_broken_is_surely_kept() -> None:
    for rows, promises in ((FIRST, PROMISES), (FRESH, PROMISES), (LAST, OTHERS)):
        assert counted(rows, promises)["broken", "kept", True] == 0


@pytest.mark.parametrize(
    "sentence",
    [
        "Should couriers be paid every month?",
        "We considered paying couriers every month.",
        "In 2024 couriers were paid every month.",
        "“Couriers are paid every month.”",
    ],
)
def test_what_is_asked_past_or_quoted_proposes_nothing(sentence: str) -> None:
    assert not proposes(sentence)
    assert decides(sentence, "Couriers are paid every Friday.") is None


def test_the_new_state_counts_and_not_the_one_it_leaves() -> None:
    promise = "We refund a lost parcel within 48 hours."
    slower = decides("Refunds of lost parcels move from 48 hours to five business days.", promise)
    assert slower is not None
    assert slower.effect == "broken"
    faster = decides("Lost parcels are refunded within 24 hours instead of within 48.", promise)
    assert faster is not None
    assert faster.effect == "kept"


def test_likeness_alone_gives_no_verdict() -> None:
    judged = decides(
        "The help desk moves to York.", "Our help desk is open on weekdays from 8 to 18."
    )
    assert judged is None or judged.effect == "touched"
    assert decides("Couriers like the new app.", "Couriers are paid every Friday.") is None


@pytest.mark.parametrize(
    "text", ["", "   ", "\0", "no " * 4_000, "£" * 2_000, "every day from 9 to "]
)
def test_odd_text_is_no_fault(text: str) -> None:
    decides(text, "Couriers are paid every Friday.")
    decides("Couriers are paid every Friday.", text)
