"""What all tests share."""

import os
from collections.abc import Iterator

import pytest

pytest.register_assert_rewrite("tests.running")


@pytest.fixture(autouse=True, scope="session")
def caches(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Checks of the tests keep what they found here, not in the folder of whoever runs them."""
    os.environ["TROTH_CACHE_DIR"] = str(tmp_path_factory.mktemp("cache"))
    yield
    del os.environ["TROTH_CACHE_DIR"]
