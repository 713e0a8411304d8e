"""Names that are surely new, against a set of all of them."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from troth.store.distinct import Distinct

NAME = st.integers(0, 60).map(lambda n: n.to_bytes(8, "little") + b"xx")


@settings(deadline=None)
@given(st.lists(st.lists(NAME, max_size=6), max_size=12))
def test_it_says_what_a_set_says(parts: list[list[bytes]]) -> None:
    known, held = Distinct(), set[bytes]()
    for part in parts:
        new = len(set(part)) == len(part) and not held & set(part)
        assert known.add(part) == new
        if new:
            held |= set(part)


def test_what_is_no_hash_is_never_sure() -> None:
    assert not Distinct().add(["e-strange"])
    assert not Distinct().add([b"short"])
