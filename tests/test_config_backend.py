"""`[text.backend]`: off without it, and every fault of it with its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from troth.config import Settings, read
from troth.errors import ConfigError
from troth.text.backend import Endpoint

FULL = """\
[text.backend]
url = "https://models.example/v1"
model = "owl-7b"
key = "OWL_KEY"
embeddings = "owl-embed"
seconds = 12.5
band = [0.1, 1]
recognise = true
at_most = 40
"""


def test_nobody_is_asked_unless_it_is_named() -> None:
    assert Settings().backend is None
    assert read("", Path()).backend is None
    assert read("[text]", Path()).backend is None


def test_every_setting() -> None:
    assert read(FULL, Path()).backend == Endpoint(
        "https://models.example/v1", "owl-7b", "OWL_KEY", "owl-embed", 12.5, (0.1, 1.0), True, 40
    )


def test_without_more_it_is_asked_by_hand_only() -> None:
    made = read('[text.backend]\nurl = "http://localhost:1/v1"\nmodel = "m"', Path()).backend
    assert made is not None
    assert (made.recognise, made.key, made.here) == (False, None, True)


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ('url = "http://models.example/v1"', "would send texts there in clear"),
        ('url = "ftp://models.example"', "no web address"),
        ('url = "https://a:99999/"', "no web address"),
        ('url = "https:///v1"', "no web address"),
        ('url = "https://me:secret@models.example/v1"', "a key never stands in this file"),
        ('url = "https://models.example/v1?key=1"', "a key never stands in this file"),
        ('key = "sk-abc123"', "the key itself never stands in this file"),
        ("key = 7", "the key itself never stands in this file"),
        ("seconds = 0", "a number from 1 to 600"),
        ("seconds = true", "a number from 1 to 600"),
        ("at_most = 1.5", "a number from 1"),
        ("band = [0.5, 0.1]", "two numbers from 0 to 1"),
        ("band = 1", "two numbers from 0 to 1"),
        ('recognise = "yes"', "true or false"),
        ("modell = 1", "Did you mean “model”"),
    ],
)
def test_a_fault_is_told_with_its_line(line: str, says: str) -> None:
    kept = [one for one in FULL.splitlines() if one.split(" =")[0] != line.split(" =")[0]]
    text = "\n".join([*kept, line])
    with pytest.raises(ConfigError) as caught:
        read(text, Path())
    assert says in caught.value.text()
    assert f"troth.toml:{len(kept) + 1}" in caught.value.text()


def test_address_and_model_have_to_be_there() -> None:
    with pytest.raises(ConfigError, match="no “url”"):
        read('[text.backend]\nmodel = "m"', Path())
    with pytest.raises(ConfigError, match="table"):
        read('[text]\nbackend = "owl"', Path())
