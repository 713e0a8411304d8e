"""Which rows are what their record is already: as a dictionary says it."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from troth.store.newest import WIDTH, Newest

NAME = st.integers(0, 30).map(lambda n: n.to_bytes(WIDTH, "little"))
TAIL = st.integers(0, 3).map(lambda n: bytes(8) + n.to_bytes(2, "little"))


@settings(deadline=None)
@given(st.dictionaries(NAME | TAIL, NAME, max_size=20), st.dictionaries(NAME, NAME, max_size=20))
def test_it_is_never_wrong_about_what_is_known(
    held: dict[bytes, bytes], asked: dict[bytes, bytes]
) -> None:
    found = Newest(held.items()).same(list(asked), list(asked.values()))
    for said, (id, version) in zip([] if found is None else found, asked.items(), strict=False):
        assert not said or held.get(id) == version


def test_it_knows_what_it_was_given_and_only_that() -> None:
    names = [n.to_bytes(8, "big") + b"id" for n in range(1_000)]
    versions = [n.to_bytes(WIDTH, "big") for n in range(1_000)]
    known = Newest(zip(names[::2], versions[::2], strict=True))
    assert known.same(names, versions).tolist() == [True, False] * 500  # type: ignore[union-attr]
    assert not np.any(known.same(names, versions[::-1]))


def test_a_record_that_is_there_twice_is_not_judged() -> None:
    known = Newest([(b"0123456789", b"v" * WIDTH)])
    assert known.same([b"0123456789"] * 2, [b"v" * WIDTH] * 2) is None


def test_other_names_and_an_empty_index_are_no_trouble() -> None:
    assert Newest([("e-strange", b"v")]).same([b"0123456789"], [b"v" * WIDTH]).tolist() == [False]  # type: ignore[union-attr]
