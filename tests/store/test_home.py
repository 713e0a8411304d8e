"""A workspace's folder: made once, found from anywhere inside, its secret kept."""

from __future__ import annotations

from pathlib import Path

import pytest

from troth.errors import StoreError
from troth.store.home import Home, create, find_home, open_home


def test_a_workspace_is_made_once_and_keeps_its_secret(tmp_path: Path) -> None:
    home = create(tmp_path)
    secret = home.secret
    assert len(secret) == 32
    assert home.secret_path.stat().st_mode & 0o777 == 0o600
    assert home.dot.stat().st_mode & 0o777 == 0o700
    assert create(tmp_path).secret == secret
    assert open_home(tmp_path) == home
    assert not list(home.tmp.iterdir())


def test_it_is_found_from_a_folder_inside(tmp_path: Path) -> None:
    create(tmp_path)
    deep = tmp_path / "a" / "b"
    deep.mkdir(parents=True)
    assert find_home(deep) == Home(tmp_path.resolve())


def test_a_settings_file_alone_marks_the_place(tmp_path: Path) -> None:
    (tmp_path / "troth.toml").touch()
    assert find_home(tmp_path) == Home(tmp_path.resolve())


def test_where_there_is_none(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="troth init"):
        open_home(tmp_path)


@pytest.mark.parametrize("content", [None, b"short"])
def test_a_lost_or_cut_secret_is_told(tmp_path: Path, content: bytes | None) -> None:
    home = create(tmp_path)
    home.secret_path.unlink()
    if content is not None:
        home.secret_path.write_bytes(content)
    with pytest.raises(StoreError, match="secret"):
        _ = home.secret
