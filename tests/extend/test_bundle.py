"""Archives nobody wants to be sent: each file in them is read, or set aside with one clear sentence."""

from __future__ import annotations

import gzip
import io
import json
import zipfile
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from troth.extend import bundle
from troth.extend.source import Member, Opened, Reject, is_bundle, members, names_in, open_bytes
from troth.sources import slack_export

DAY = "help/2026-03-02.json"
MESSAGE = {
    "type": "message",
    "user": "U07GUEST",
    "ts": "1772442000.000100",
    "text": "Where is it?",
    "user_profile": {"is_restricted": True},
}


def packed(*files: tuple[str, bytes], how: int = zipfile.ZIP_DEFLATED) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", how) as archive:
        for name, content in files:
            archive.writestr(zipfile.ZipInfo(name), content, how)
    return held.getvalue()


def locked(name: str, content: bytes) -> bytes:
    """An archive whose one file says that it is encrypted."""
    data = bytearray(packed((name, content)))
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + at] |= 1
    return bytes(data)


def read(data: bytes, *endings: str) -> tuple[list[Member], list[Reject]]:
    items = list(members(open_bytes("export.zip", data), *endings))
    rejects = [item for item in items if isinstance(item, Reject)]
    for each in rejects:
        assert each.origin.file == "export.zip"
        assert each.advice
        assert each.says.count(". ") == 0, "one sentence"
        assert each.says.endswith(".")
        json.dumps(each.says, ensure_ascii=False).encode()
    return [item for item in items if isinstance(item, Member)], rejects


BOMB = packed(("help/2026-03-03.json", b" " * (400 << 20)))
FINE = (DAY, json.dumps([MESSAGE]).encode())

HOSTILE: list[tuple[str, Callable[[], bytes], str]] = [
    (
        "bomb",
        lambda: packed(FINE, ("help/2026-03-03.json", b" " * (400 << 20))),
        "far more than an export",
    ),
    ("above", lambda: packed(FINE, ("../../help/2026-03-03.json", b"[]")), "leads out of it"),
    ("rooted", lambda: packed(FINE, ("/etc/2026-03-03.json", b"[]")), "leads out of it"),
    ("drive", lambda: packed(FINE, ("C:\\help\\2026-03-03.json", b"[]")), "leads out of it"),
    ("backslashes", lambda: packed(FINE, ("a\\..\\..\\2026-03-03.json", b"[]")), "leads out of it"),
    ("nested by name", lambda: packed(FINE, ("more.zip", packed(FINE))), "an archive itself"),
    (
        "nested by content",
        lambda: packed(FINE, ("help/2026-03-03.json", packed(FINE))),
        "an archive itself",
    ),
    (
        "gzip inside",
        lambda: packed(FINE, ("help/2026-03-03.json", gzip.compress(b"[]"))),
        "an archive itself",
    ),
    ("unknown packing", lambda: other_way(("help/2026-03-03.json", b"[]")), "packed in a way"),
    ("nameless", lambda: packed(FINE, (".", b"[]")), "names no file"),
]


def other_way(file: tuple[str, bytes]) -> bytes:
    """A fine file, and one packed with bzip2, which Python unpacks without a limit."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr(*FINE)
        archive.writestr(zipfile.ZipInfo(file[0]), file[1], zipfile.ZIP_BZIP2)
    return held.getvalue()


@pytest.mark.parametrize(
    ("make", "says"), [each[1:] for each in HOSTILE], ids=[each[0] for each in HOSTILE]
)
def test_what_is_hostile_in_an_archive_is_one_clear_sentence_and_the_rest_is_read(
    make: Callable[[], bytes], says: str
) -> None:
    data = make()
    found, rejects = read(data)
    assert [each.path for each in found] == [DAY]
    assert len(rejects) == 1
    assert says in rejects[0].says


@pytest.mark.parametrize(
    ("make", "says"), [each[1:] for each in HOSTILE], ids=[each[0] for each in HOSTILE]
)
def test_slack_reads_the_rest_of_such_an_archive_and_says_the_sentence_once(
    make: Callable[[], bytes], says: str
) -> None:
    file = open_bytes("export.zip", make())
    assert slack_export.recognises(file) > 0
    items = list(slack_export.read(file))
    said = [item.says for item in items if isinstance(item, Reject)]
    assert len(items) - len(said) == 1
    assert len([one for one in said if says in one]) == 1


def test_a_locked_file_is_left_out_with_its_name() -> None:
    found, rejects = read(locked(*FINE))
    assert found == []
    assert [each.says for each in rejects] == [f"“{DAY}” in the archive is locked with a password."]


def test_a_bomb_is_never_unpacked_beyond_its_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bundle, "UNPACKED_FREE", 1 << 20)
    data = packed(*((f"{n}.json", b" " * (900 << 10)) for n in range(50)))
    found, rejects = read(data)
    assert sum(len(each.content) for each in found) <= (1 << 20) + 250 * len(data)
    assert len(rejects) == 1
    assert "everything after it" in rejects[0].advice


def test_content_that_was_unpacked_and_then_proves_damaged_counts_too(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(bundle, "UNPACKED_FREE", 1 << 20)
    data = bytearray(packed(*((f"{n}.json", b" " * (900 << 10)) for n in range(50))))
    at = -1
    while (at := data.find(b"PK\x01\x02", at + 1)) >= 0:
        data[at + 16] ^= 0xFF
    found, rejects = read(bytes(data))
    assert found == []
    assert "is damaged" in rejects[0].says
    assert "far more" in rejects[-1].says
    assert len(rejects) < 20


def test_a_size_that_the_archive_only_claims_raises_no_limit(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(bundle, "UNPACKED_FREE", 1 << 10)
    data = packed(("a.json", b" " * (4 << 20)))
    claimed = bytearray(data)
    at = claimed.index(b"PK\x01\x02")
    claimed[at + 20 : at + 24] = (1 << 30).to_bytes(4, "little")
    sized = open_bytes("export.zip", bytes(claimed))
    unsized = Opened(sized.path, sized.raw)
    for file in (sized, unsized):
        assert all(isinstance(item, Reject) for item in members(file))


def test_a_file_larger_than_any_is_left_out_and_the_next_one_read(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(bundle, "MEMBER_MOST", 1 << 20)
    found, rejects = read(packed(("a.json", b" " * (3 << 20)), FINE))
    assert [each.path for each in found] == [DAY]
    assert [each.says for each in rejects] == ["“a.json” in the archive is larger than 1 MiB."]


def test_too_many_files_are_refused_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bundle, "FILES_MOST", 3)
    found, rejects = read(packed(*((f"{n}.json", b"[]") for n in range(5))))
    assert found == []
    assert "holds 5 files" in rejects[0].says


def test_one_damaged_file_spoils_only_itself() -> None:
    data = bytearray(packed(("a.json", b"[1]" * 500), FINE))
    data[data.index(b"a.json") + 10] ^= 0xFF
    found, rejects = read(bytes(data))
    assert [each.path for each in found] == [DAY]
    assert "“a.json” in the archive is damaged" in rejects[0].says


def test_a_name_with_a_colon_is_no_drive_and_an_office_file_is_no_nested_archive() -> None:
    found, rejects = read(
        packed(("Re: hello.eml", b"x"), ("a/report.docx", packed(FINE)), ("folder/", b""))
    )
    assert [each.path for each in found] == ["Re: hello.eml", "a/report.docx"]
    assert rejects == []


def test_only_wanted_endings_are_unpacked() -> None:
    found, rejects = read(
        packed(("users.JSON", b"[]"), ("a.png", b"x"), ("more.zip", b"x")), ".json"
    )
    assert [each.path for each in found] == ["users.JSON"]
    assert rejects == []


def test_a_cut_off_archive_is_said_to_be_damaged() -> None:
    data = packed(FINE, ("b.json", b"[]"))
    found, rejects = read(data[:-40])
    assert found == []
    assert rejects[0].says.startswith("The archive is damaged")
    assert names_in(open_bytes("a.zip", data[:-40])) == []


@settings(max_examples=200, deadline=None)
@given(st.data(), st.integers(1, 6))
def test_an_archive_with_any_bytes_changed_never_raises(data: st.DataObject, changes: int) -> None:
    content = bytearray(packed(FINE, ("users.json", b"[]"), ("é/b.json", b"[2]" * 50)))
    for _ in range(changes):
        content[data.draw(st.integers(4, len(content) - 1))] = data.draw(st.integers(0, 255))
    file = open_bytes("export.zip", bytes(content))
    assert is_bundle(file)
    names_in(file)
    read(bytes(content))
    slack_export.recognises(file)
    list(slack_export.read(file))


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=300))
def test_whatever_only_begins_like_an_archive_never_raises(rest: bytes) -> None:
    found, rejects = read(b"PK\x03\x04" + rest)
    assert found == []
    assert len(rejects) == 1
