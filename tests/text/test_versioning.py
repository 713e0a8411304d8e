"""Versions: the precedence of SemVer 2.0.0, and which steps may break something."""

from __future__ import annotations

from itertools import pairwise

import pytest

pytest.importorskip("semver")

from troth.text.versioning import breaks_its_word, step, version

CHAIN = (
    *("1.0.0-alpha", "1.0.0-alpha.1", "1.0.0-alpha.beta", "1.0.0-beta", "1.0.0-beta.2"),
    *("1.0.0-beta.11", "1.0.0-rc.1", "1.0.0"),
)
"""The example of section 11 of SemVer 2.0.0."""


@pytest.mark.parametrize(("before", "after"), list(pairwise(CHAIN)))
def test_precedence(before: str, after: str) -> None:
    old, new = version(before), version(after)
    assert old is not None
    assert new is not None
    assert old < new


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("1.4.2", "2.0.0", "major"),
        ("v1.4.2", "v1.5.0", "minor"),
        ("1.4", "1.4.1", "patch"),
        ("app@1.4.2", "app@1.5.0", "minor"),
        ("release-1.4.2", "release-1.5.0", "minor"),
        ("0.4.0", "0.5.0", "early"),
        ("0.9.0", "1.0.0", "early"),
        ("1.4.0", "2.0.0-rc.1", "early"),
        ("2.0.0-rc.1", "2.0.0", "early"),
        ("1.4.0", "1.4.0+build.7", "same"),
        ("1.4.0", "1.3.9", "back"),
        ("Spring", "1.0.0", None),
        ("1.2.3.4", "1.3.0", None),
        ("1.02.0", "1.3.0", None),
    ],
)
def test_steps(before: str, after: str, told: str | None) -> None:
    assert step(before, after) == told


def test_only_a_minor_and_a_patch_promise_that_nothing_breaks() -> None:
    assert breaks_its_word("1.4.2", "1.4.3")
    assert not breaks_its_word("1.4.2", "2.0.0")
    assert not breaks_its_word("0.4.2", "0.4.3")
