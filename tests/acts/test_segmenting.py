"""A segment is written into `troth.toml`, replaced and dropped; all else in the file stays."""

from __future__ import annotations

from pathlib import Path

import pytest

from troth.acts.segmenting import drop, keep
from troth.config import load
from troth.errors import ConfigError, TrothError, UnknownNameError
from troth.store.home import Home, create

SHOPS = 'side = "shop"'
BEFORE = (
    '# ours\r\ncompany = "A"   # yes\r\n\r\n[segments.old]  # kept\r\nwhere = \'side = "x"\'\r\n'
)


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return create(tmp_path / "acme")


def test_one_is_named_replaced_and_dropped_and_all_else_stays(home: Home) -> None:
    home.config.write_bytes(BEFORE.encode())
    keep(home, "shops", SHOPS)
    assert home.config.read_bytes().decode() == (
        BEFORE + '\r\n[segments.shops]\r\nwhere = "side = \\"shop\\""\r\n'
    )
    keep(home, " Late  payers", 'side != "shop" and bought within 9 days')
    keep(home, "SHOPS", 'side = "sender"')
    assert load(home.root).segments == {
        "old": 'side = "x"',
        "shops": 'side = "sender"',
        "Late payers": 'side != "shop" and bought within 9 days',
    }
    once = home.config.read_bytes()
    keep(home, "shops", 'side = "sender"')
    assert home.config.read_bytes() == once
    drop(home, "late payers")
    drop(home, "Shops")
    assert home.config.read_bytes().decode() == BEFORE
    drop(home, "old")
    assert home.config.read_bytes().decode() == '# ours\r\ncompany = "A"   # yes\r\n'


def test_a_file_that_is_not_there_is_made(home: Home) -> None:
    home.config.unlink(missing_ok=True)
    keep(home, "shops", SHOPS)
    assert load(home.root).segments == {"shops": SHOPS}


@pytest.mark.parametrize(
    ("name", "where"),
    [("shops", 'size = "big"'), ("shops", ""), ("a/b", SHOPS), ("", SHOPS), ("x]\n[y", SHOPS)],
)
def test_what_is_no_segment_is_refused_and_nothing_is_written(
    home: Home, name: str, where: str
) -> None:
    home.config.write_text('company = "A"\n')
    with pytest.raises(TrothError):
        keep(home, name, where)
    assert home.config.read_text() == 'company = "A"\n'


@pytest.mark.parametrize(
    "text",
    [
        "segments.shops.where = 'side = \"x\"'\n",
        "[segments]\nshops = { where = 'side = \"x\"' }\n",
        "[segments]\n[segments.shops]\nwhere = '''side = \"x\"\n\nand title = \"y\"'''\n",
    ],
)
def test_what_is_written_another_way_is_left_and_said(home: Home, text: str) -> None:
    home.config.write_text(text)
    for deed in (lambda: keep(home, "shops", SHOPS), lambda: drop(home, "shops")):
        with pytest.raises(ConfigError, match="Nothing was written"):
            deed()
    assert home.config.read_text() == text


def test_none_of_this_name_offers_near_ones(home: Home) -> None:
    keep(home, "shops", SHOPS)
    with pytest.raises(UnknownNameError, match="shops"):
        drop(home, "shop")
