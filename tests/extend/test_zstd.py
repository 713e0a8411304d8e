"""Zstandard content: whole, cut, damaged, and far too much of it."""

from __future__ import annotations

import pytest

from troth.errors import SourceError
from troth.extend.source import open_bytes
from troth.extend.unpacked import BOMB
from troth.extend.zstd import is_zstd, unpacked

pa = pytest.importorskip("pyarrow")


def packed(content: bytes) -> bytes:
    held = pa.BufferOutputStream()
    with pa.CompressedOutputStream(held, "zstd") as stream:
        stream.write(content)
    return bytes(held.getvalue())


WORDS = b"".join(b"line %d\n" % (n * 7919 % 10_007) for n in range(50_000))


def test_packed_content_reads_like_the_file_itself_and_again() -> None:
    opened = open_bytes("a.jsonl.zst", packed(WORDS))
    assert is_zstd(opened)
    found = unpacked(opened)
    assert found.path == "a.jsonl.zst"
    assert found.head == WORDS[: 1 << 16]
    assert [found.content(), found.lines().read().encode()] == [WORDS, WORDS]
    plain = open_bytes("a.txt", WORDS)
    assert unpacked(plain) is plain


def test_two_frames_are_one_content() -> None:
    assert (
        unpacked(open_bytes("a.zst", packed(b"one\n") + packed(b"two\n"))).content()
        == b"one\ntwo\n"
    )


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (lambda data: data[: len(data) // 2], "ends before its content does"),
        (lambda data: data[:4], "ends before its content does"),
        (lambda data: data[:6] + b"\xff" * 30 + data[36:], "damaged"),
        (lambda data: data + b"more", "damaged"),
    ],
)
def test_cut_and_damaged_content_is_told(change: object, says: str) -> None:
    bad = change(packed(WORDS))  # type: ignore[operator]
    with pytest.raises(SourceError, match=says):
        unpacked(open_bytes("a.zst", bad)).content()


def test_a_bomb_is_not_unpacked() -> None:
    with pytest.raises(SourceError) as caught:
        unpacked(open_bytes("a.zst", packed(bytes(200 << 20)))).content(1 << 30)
    assert caught.value.says == BOMB


@pytest.mark.parametrize("size", [0, 1, 2, 3, 65_535, 65_536, 65_537, 200_000])
def test_content_of_any_size_is_read_again_from_its_start(size: int) -> None:
    content = bytes(65 + at % 26 for at in range(size))
    it = unpacked(open_bytes("a.txt.zst", pa.compress(content, "zstd", asbytes=True)))
    assert it.head == content[: 1 << 16]
    with it.stream() as stream:
        assert stream.read() == content
        stream.seek(0)
        assert stream.read() == content
