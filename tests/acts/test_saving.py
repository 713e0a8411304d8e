"""Saved views: kept under a name, replaced, dropped, taken back, and never an address elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.acts.office import NOW, SETTINGS
from troth.acts import note, saving
from troth.acts.note import Signed
from troth.acts.opening import Workspace, opened
from troth.errors import TrothError
from troth.store.home import create
from troth.views.opening import reading
from troth.views.saved import saved_view, saved_views

BY = Signed("tom", NOW)


@pytest.fixture
def work(tmp_path: Path) -> Iterator[Workspace]:
    with opened(create(tmp_path / "acme"), SETTINGS) as work:
        yield work


def addresses(work: Workspace, page: str | None = None) -> list[tuple[str, str]]:
    with reading(work.ledger, work.index, SETTINGS, NOW) as read:
        return [(one.name, one.address) for one in saved_views(read, page).views]


def test_a_view_is_kept_replaced_and_dropped(work: Workspace) -> None:
    saving.save(work, " My  shops ", "/people", {"side": "shop", "after": ""}, BY)
    saving.save(work, "late", "/tasks", {"owner": "Zoë & Co"}, BY)
    second = saving.save(work, "my SHOPS", "/", {"owner": "tom", "side": "shop"}, BY)
    assert addresses(work) == [
        ("late", "/tasks?owner=Zo%C3%AB+%26+Co"),
        ("my SHOPS", "/?owner=tom&side=shop"),
    ]
    assert addresses(work, "/people") == []
    note.undo(work, second.id, BY)
    assert addresses(work, "/people") == [("My shops", "/people?side=shop")]
    dropped = saving.drop(work, "MY shops", BY)
    assert addresses(work, "/people") == []
    note.undo(work, dropped.id, BY)
    with reading(work.ledger, work.index, SETTINGS, NOW) as read:
        found = saved_view(read, "my shops")
        assert found is not None
        assert (found.page, found.by) == ("/people", "tom")
        assert saved_view(read, "nothing") is None


@pytest.mark.parametrize(
    ("name", "page", "query"),
    [
        ("x", "//evil.example", {"a": "b"}),
        ("x", "https://evil.example/", {"a": "b"}),
        ("x", "/undo/3", {"a": "b"}),
        ("a/b", "/people", {"a": "b"}),
        ("x.json", "/people", {"a": "b"}),
        ("  ", "/people", {"a": "b"}),
        ("x" * 61, "/people", {"a": "b"}),
        ("x", "/people", {"side": ""}),
    ],
)
def test_what_is_no_view_is_refused(
    work: Workspace, name: str, page: str, query: dict[str, str]
) -> None:
    with pytest.raises(TrothError):
        saving.save(work, name, page, query, BY)
    assert addresses(work) == []
