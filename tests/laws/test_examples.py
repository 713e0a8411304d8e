"""Every extension does what its own examples say."""

from __future__ import annotations

import pytest

from troth import registry
from troth.acts.prove import prove

ALL = [(shelf, name) for shelf in registry.SHELVES for name in registry.extensions(shelf)]


@pytest.mark.parametrize(("shelf", "name"), ALL, ids=[f"{s}-{n}" for s, n in ALL])
def test_examples_hold(shelf: str, name: str) -> None:
    assert prove(registry.extensions(shelf)[name]) == ()
