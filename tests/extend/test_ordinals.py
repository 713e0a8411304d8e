"""Keys made of what a record says."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from troth.extend.ordinals import Ordinals, joined


def test_equal_records_are_counted_in_their_order() -> None:
    ordinals = Ordinals()
    assert [
        ordinals.key("a", 1),
        ordinals.key("a", 1),
        ordinals.key("a", 2),
        ordinals.key("a", 1),
    ] == [
        "a:1",
        "a:1#2",
        "a:2",
        "a:1#3",
    ]


def test_what_stands_near_is_remembered_and_memory_is_bounded() -> None:
    ordinals = Ordinals(most=10)
    assert ordinals.key("x") == "x"
    for at in range(9):
        ordinals.key(at)
    assert ordinals.key("x") == "x#2"
    assert len(ordinals._new) + len(ordinals._old) <= 20


PART = st.text(alphabet="ab:#\\", max_size=4)


@given(st.lists(PART, min_size=3, max_size=3), st.lists(PART, min_size=3, max_size=3))
def test_other_parts_never_make_one_key(one: list[str], two: list[str]) -> None:
    assert (joined(*one) == joined(*two)) == (one == two)


@given(st.lists(PART, max_size=12))
def test_no_two_records_of_a_file_share_a_key(parts: list[str]) -> None:
    ordinals = Ordinals()
    keys = [ordinals.key(part) for part in parts]
    assert len(set(keys)) == len(keys)
