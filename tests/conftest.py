"""What all tests share."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.once import once

pytest.register_assert_rewrite("tests.running")


@pytest.fixture(autouse=True, scope="session")
def caches(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Checks of the tests keep what they found here, not in the folder of whoever runs them."""
    os.environ["TROTH_CACHE_DIR"] = str(tmp_path_factory.mktemp("cache"))
    yield
    del os.environ["TROTH_CACHE_DIR"]


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example company as `troth demo` makes it, once in a run. Not to be written to."""
    from tests.calling import troth

    def make(root: Path) -> None:
        troth("demo", root, "--no-serve", "--format", "json").fine()

    return once(tmp_path_factory, "demo", make)
