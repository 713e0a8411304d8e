"""Bytes to text: never a guess, and a reason with a line where there is none."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from troth.text.decode import Undecodable, encoding_of, head_text, looks_binary, what_it_is


def found(content: bytes, declared: str | None = None) -> str | Undecodable:
    return encoding_of(lambda: io.BytesIO(content), declared)


@given(st.text(alphabet=st.characters(exclude_characters="\0", exclude_categories=["Cs", "Cc"])))
def test_what_was_written_as_utf8_is_read_as_utf8(text: str) -> None:
    assert found(text.encode()) == "utf-8"


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32", "utf-8-sig"])
def test_a_mark_decides(encoding: str) -> None:
    assert found("Größe 😀".encode(encoding)) == encoding


def test_a_bad_byte_far_down_is_found_with_its_line() -> None:
    content = b"plain\n" * 300_000 + "größer\n".encode("cp1252") + b"plain\n"
    fault = found(content)
    assert isinstance(fault, Undecodable)
    assert fault.line == 300_001
    assert fault.excerpt == "gr\\xf6\\xdfer"
    assert found(content, "cp1252") == "cp1252"


def test_a_declared_encoding_is_used_only_where_utf8_fails() -> None:
    assert found("Größe".encode(), "cp1252") == "utf-8"
    assert found("Größe".encode("latin-1"), "latin-1") == "iso8859-1"
    assert found("at,text\nx,y\n".encode("utf-16-le"), "utf-16-le") == "utf-16-le"


@pytest.mark.parametrize("declared", ["no-such-code", "rot13", "base64", "zlib", "idna\0"])
def test_a_declared_encoding_that_is_none_is_said(declared: str) -> None:
    fault = found(b"\xff\xf6", declared)
    assert isinstance(fault, Undecodable)


def test_a_character_cut_at_the_end_is_a_fault() -> None:
    assert isinstance(found("Größe €".encode()[:-1]), Undecodable)
    assert isinstance(found("Größe".encode("utf-16")[:-1]), Undecodable)


def test_pictures_archives_and_controls_are_no_text() -> None:
    assert what_it_is(b"%PDF-1.7") == "a PDF file"
    assert what_it_is(b"at,text\n") is None
    assert looks_binary(bytes(range(64)) * 4)
    assert not looks_binary("Größe\tund\r\nmehr".encode())
    assert not looks_binary("x".encode("utf-16"))


@given(st.binary(max_size=300), st.sampled_from([None, "cp1252", "utf-16-le", "ascii", "nonsense"]))
def test_nothing_raises_and_a_name_always_decodes(content: bytes, declared: str | None) -> None:
    head_text(content, declared)
    encoding = found(content, declared)
    if isinstance(encoding, str):
        content.decode(encoding)
    else:
        assert encoding.says
