"""What all tests share."""

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from tests.once import once, shared

pytest.register_assert_rewrite("tests.running")

TESTS = Path(__file__).parent

# A shell that runs the tests in the background has them ignore interrupts, and with them every
# command that they start.
signal.signal(signal.SIGINT, signal.default_int_handler)

# A slow machine is no fault of the code; where `CI` is set, the same examples are tried every time.
settings.register_profile(
    "patient",
    parent=settings.get_profile("ci" if os.environ.get("CI") else "default"),
    deadline=None,
)
settings.load_profile("patient")

LONG = (
    "store/test_conformance.py",
    "pages/test_pages.py",
    "worlds/test_grading.py",
    "hostile/test_add.py",
    "acts/test_forget_killed.py",
    "pages/test_people.py",
    "faces/test_cli.py",
    "pages/test_writing.py",
    "stats/test_front.py",
    "pages/test_supervising.py",
    "acts/test_run.py",
    "laws/test_privacy.py",
    "real/test_everything.py",
    "acts/test_at_once.py",
    "acts/test_forget.py",
    "acts/test_retention_killed.py",
    "real/test_care.py",
    "acts/test_add_killed.py",
    "stories/test_stories.py",
    "acts/test_killed.py",
    "real/test_terms_diff.py",
    "documents/test_hostile.py",
    "laws/test_examples.py",
    "pages/test_search.py",
    "laws/test_contributing.py",
)
"""Files that take longest, begun first, so that no worker is left alone with one at the end."""


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    place = {TESTS / name: number for number, name in enumerate(LONG)}
    items.sort(key=lambda item: place.get(item.path, len(LONG)))


@pytest.fixture(autouse=True, scope="session")
def caches(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Checks of the tests keep what they found here, not in the folder of whoever runs them."""
    os.environ["TROTH_CACHE_DIR"] = str(shared(tmp_path_factory) / "cache")
    yield
    del os.environ["TROTH_CACHE_DIR"]


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example company as `troth demo` makes it, once in a run. Not to be written to."""
    from tests.calling import troth

    def make(root: Path) -> None:
        troth("demo", root, "--no-serve", "--format", "json").fine()

    return once(tmp_path_factory, "demo", make)
