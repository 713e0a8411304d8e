"""What people said about findings, folded."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from troth.model.entry import Entry
from troth.views.standing import ASIDE, standings

DAY = 86_400_000_000


def test_the_last_one_counts_and_one_taken_back_does_not() -> None:
    first = Entry(1, DAY, "ana", "dismiss", "f-1", {"reason": "a friend"})
    later = Entry(2, DAY, "tom", "snooze", "f-1", {"until_us": 9 * DAY})
    undone = Entry(3, DAY, "tom", "undo", "f-1", {"entry": 2})
    assert standings([first, later])["f-1"].deed == "snooze"
    back = standings([undone, later, first])["f-1"]
    assert (back.deed, back.says, back.reason) == ("dismiss", "dismissed by ana", "a friend")


def test_put_off_ends_at_its_moment() -> None:
    held = standings([Entry(1, DAY, "ana", "snooze", "f-1", {"until_us": 9 * DAY})])["f-1"]
    assert held.hides(9 * DAY - 1)
    assert not held.hides(9 * DAY)


@given(st.lists(st.sampled_from([*ASIDE, "confirm", "mark"]), max_size=12), st.randoms())
def test_the_order_in_which_entries_are_read_is_nothing(deeds: list[str], chance: object) -> None:
    held = [Entry(n, DAY, "ana", deed, f"f-{n % 3}", {}) for n, deed in enumerate(deeds)]
    mixed = list(held)
    chance.shuffle(mixed)  # type: ignore[attr-defined]
    assert standings(mixed) == standings(held)
