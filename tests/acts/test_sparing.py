"""A row that cannot be read and names somebody forgotten: it is counted, and not kept."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.calling import troth

HEAD = "message_id,at,direction,author,text\n"
GOOD = "1,2026-03-02 09:00,in,{who},Where is it?\n"
BROKEN = "2,31/02/2026,in,{who},The {word} never came\n"
WHO = {
    "an address": ("zed@vex.example", 'Zed <"ZED@vex.example">'),
    "a telephone number": ("+49 176 5550 9931", "0049-176-5550-9931"),
    "a customer number": ("K-77120", "@K-77120"),
}


@pytest.fixture(params=WHO, ids=lambda name: name.replace(" ", "-"))
def named(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[Path, str, str]:
    """A workspace that has forgotten somebody, and how an export may write them."""
    who, written = WHO[request.param]
    root = tmp_path / "acme"
    file = tmp_path / "first.csv"
    file.write_text(HEAD + GOOD.format(who=who))
    troth("-C", root, "add", file).fine()
    troth("-C", root, "forget", who, "--yes").fine()
    return root, who, written


def kept(root: Path) -> bytes:
    return b"".join(path.read_bytes() for path in root.rglob("*") if path.is_file())


def test_of_the_forgotten_only_the_place_is_kept(
    named: tuple[Path, str, str], tmp_path: Path
) -> None:
    root, _, written = named
    newer = tmp_path / "newer.csv"
    cell = '"' + written.replace('"', '""') + '"'
    newer.write_text(HEAD + BROKEN.format(who=cell, word="xylograph"))
    told = troth("-C", root, "add", newer, "--format", "json").fine(2)
    (reject,) = told.json["rejects"]
    assert (reject["origin"]["row"], reject["excerpt"]) == (2, "")
    assert "asked to be forgotten" in reject["says"]
    assert reject["advice"]
    assert "xylograph" not in told.out
    assert b"xylograph" not in kept(root / ".troth")


def test_of_everybody_else_the_row_is_kept_as_it_is(
    named: tuple[Path, str, str], tmp_path: Path
) -> None:
    root, _, _ = named
    newer = tmp_path / "newer.csv"
    newer.write_text(HEAD + BROKEN.format(who="bo@x.example", word="parcel"))
    told = troth("-C", root, "add", newer, "--format", "json").fine(2).json
    assert "bo@x.example" in told["rejects"][0]["excerpt"]
