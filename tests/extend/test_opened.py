"""Opened files: peeked at, streamed again and again, and our own addresses known."""

from __future__ import annotations

import gzip
import io
from pathlib import Path

import pytest

from troth.errors import SourceError
from troth.extend.source import open_bytes, open_file, open_stream


def test_standard_input_is_laid_down_and_read_more_than_once(tmp_path: Path) -> None:
    opened = open_stream(io.BytesIO(b"at,text\n"), tmp_path)
    assert opened.path == "-"
    assert [opened.stream().read(), opened.stream().read()] == [b"at,text\n"] * 2
    assert len(list(tmp_path.iterdir())) == 1


def test_a_packed_file_goes_by_the_name_inside(tmp_path: Path) -> None:
    file = tmp_path / "Tickets.CSV.gz"
    file.write_bytes(gzip.compress(b"at,text\n") + gzip.compress(b"x,y\n"))
    opened = open_file(file, "in/Tickets.CSV.gz")
    assert (opened.name, opened.ending) == ("Tickets.CSV", ".csv")
    assert list(opened.lines()) == ["at,text\n", "x,y\n"]
    assert opened.modified_us is not None


def test_content_too_large_for_its_format_is_refused() -> None:
    with pytest.raises(SourceError, match="larger than"):
        open_bytes("a.md", b"x" * 11).content(10)


def test_damaged_packing_is_said_and_never_read_in_part_as_a_document() -> None:
    packed = gzip.compress(bytes(range(256)) * 400)
    opened = open_bytes("a.md.gz", packed[:-20])
    assert opened.breaks is not None
    with pytest.raises(SourceError):
        opened.content()


@pytest.mark.parametrize(
    ("address", "ours"),
    [
        ("tom@acme.com", True),
        ("Tom@mail.ACME.com", True),
        ("tom@notacme.com", False),
        ("partner@agency.example", True),
        ("other@agency.example", False),
        ("tom", False),
        ("", False),
    ],
)
def test_staff_are_known_by_domain_and_by_address(address: str, ours: bool) -> None:
    opened = open_bytes("a", b"", staff=frozenset({"acme.com", "partner@agency.example"}))
    assert opened.is_staff(address) is ours


def test_a_setting_is_valid_toml_whatever_the_path() -> None:
    import tomllib

    opened = open_bytes('a "b"\\ü.csv', b"")
    assert tomllib.loads(opened.setting('dates = "%d"')) == {
        "files": {'a "b"\\ü.csv': {"dates": "%d"}}
    }
