"""Writing how a file is read into `troth.toml`: all else stays, and what contradicts is refused."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from troth.acts.settling import section, settle
from troth.config import FileSettings, load
from troth.errors import ConfigError
from troth.store.home import Home, create

OWN = FileSettings(kind="purchase", system="shop", map={"Kundennr": "by", "Datum": "at"})


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return create(tmp_path / "acme")


def test_a_file_that_is_not_there_is_made(home: Home) -> None:
    settle(home, "orders.csv", OWN)
    assert home.config.read_text() == section("orders.csv", OWN)
    assert load(home.root).file("orders.csv") == OWN


def test_comments_and_line_ends_stay_and_a_second_time_changes_nothing(home: Home) -> None:
    before = '# ours\r\ncompany = "A"   # yes\r\n'
    home.config.write_bytes(before.encode())
    settle(home, "orders.csv", OWN)
    once = home.config.read_bytes()
    assert once.decode().startswith(before)
    assert b"\n" not in once.replace(b"\r\n", b"")
    settle(home, "orders.csv", OWN)
    assert home.config.read_bytes() == once


def test_a_section_that_is_there_is_added_to(home: Home) -> None:
    home.config.write_text(
        '[files."orders.csv"]  # till\nsystem = "shop"\n\n[people]\nstaff = ["a.b"]\n'
    )
    settle(home, "orders.csv", OWN)
    text = home.config.read_text()
    assert text.startswith(
        '[files."orders.csv"]  # till\nkind = "purchase"\nsystem = "shop"\n\n[people]'
    )
    assert load(home.root).staff_domains
    settle(home, "orders.csv", FileSettings(**{**dict_of(OWN), "dates": "day first"}))
    assert load(home.root).file("orders.csv").dates == "day first"


def dict_of(own: FileSettings) -> dict[str, object]:
    return {name: getattr(own, name) for name in ("kind", "system", "map")}


@pytest.mark.parametrize(
    "there",
    [
        '[files."orders.csv"]\nsystem = "till"\n',
        '[files."orders.csv"]\nzone = "Europe/Berlin"\n',
        '[files."orders.csv"]\nmap = {"x" = "by"}\n',
        'files = {"orders.csv" = {system = "shop"}}\n',
        '[files."orders.csv"]\nsystem = "shop"\n\n[files."*.csv"]\nzone = "UTC"\n',
    ],
)
def test_what_contradicts_is_refused_and_nothing_is_written(home: Home, there: str) -> None:
    home.config.write_text(there)
    with pytest.raises(ConfigError) as told:
        settle(home, "orders.csv", OWN)
    assert "Nothing was written" in told.value.advice
    assert 'kind = "purchase"' in told.value.advice
    assert home.config.read_text() == there


NAMES = st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1
).filter(str.strip)


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(cited=NAMES, columns=st.lists(NAMES, min_size=1, max_size=4, unique=True))
def test_whatever_stands_in_a_name_the_lines_are_toml_and_mean_it(
    home: Home, cited: str, columns: list[str]
) -> None:
    cited = cited.replace("/", "_")
    own = FileSettings(kind="use", system="s", map=dict.fromkeys(columns, "by"))
    held = tomllib.loads(section(cited, own))["files"]
    ((_, said),) = held.items()
    assert said["map"] == dict(own.map)
    home.config.unlink(missing_ok=True)
    settle(home, cited, own)
    assert load(home.root).file(cited) == own
