"""A file of nothing but numbers is a table without a header, and no document."""

from __future__ import annotations

from troth.extend.source import open_bytes
from troth.sources import documents


def test_numbers_alone_are_no_document() -> None:
    rows = b" 00004 0001 19970101  2   29.33\n 00004 0001 19970118  2   29.73\n"
    assert documents.recognises(open_bytes("sample.txt", rows)) == 0
    assert documents.recognises(open_bytes("note.txt", b"4 parcels are late.\n")) > 0
    assert documents.recognises(open_bytes("note.txt", "包裹在哪里？".encode())) > 0
