"""A folder as nobody wants to be sent one: half of it broken, some of it meant to do harm."""

from __future__ import annotations

import csv
import io
import os
from pathlib import Path

HEAD = ("message_id", "conversation", "at", "direction", "author", "author_name", "text")
ESCAPES = "\x1b]0;owned\x07\x1b[2J\x1b[31mred\x1b[0m\x9b2J\u202egnp.exe\x08\x08"
"""What steers a terminal: a title, a cleared screen, a colour, C1, a turned direction, backspaces."""
SCRIPT = "<script>alert('owned')</script>"
FORMULAS = ('=HYPERLINK("http://evil.example","x")', "+1+cmd|' /C calc'!A0", "-2+3", "@SUM(1)")
NOTES = "Customers order less in the south, and nobody has asked them why they do. " * 20
STRANGE = "desk\n\x1b[31m📦 of ours.csv"


def table(*rows: tuple[str, ...], head: tuple[str, ...] = HEAD) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(head)
    writer.writerows(rows)
    return out.getvalue()


def asks(n: int, who: str, name: str, text: str, at: str = "2025-03-03 09:00") -> tuple[str, ...]:
    """Somebody who waits for an answer."""
    return (f"q{n}", f"c{n}", at, "in", who, name, text)


def build(folder: Path) -> dict[str, int]:
    """Write it; gives by file how many records can be read in it."""
    folder.mkdir(parents=True)
    held = _tables() | _formulas() | _papers() | _unreadable()
    for name, (content, _) in held.items():
        data = content if isinstance(content, bytes) else content.encode()
        (folder / name).write_bytes(data)
    _links(folder)
    return {name: readable for name, (_, readable) in held.items()}


def _tables() -> dict[str, tuple[str | bytes, int]]:
    words = f"Where is my parcel? {SCRIPT} **now**?"
    good = asks(1, "ana@x.example", f"Ana {SCRIPT}", words, at="2025-03-25 09:00")
    newline = asks(2, "bo@x.example", "Bo Li", 'It says "gone",\nand nothing else.\n\nWhere is it?')
    short = ("q3", "c3", "2025-03-03 09:00", "in")
    long = (*asks(4, "cy@x.example", "Cy", "Where?"), "one", "more")
    date = ("q5", "c5", "31/02/2025", "in", "dee@x.example", "Dee", "Where is it now?")
    injected = asks(6, "eve@x.example", f"Eve {ESCAPES}", f"Where is my refund? {ESCAPES} Please?")
    huge = asks(7, "flo@x.example", "Flo", "Where is it? " + "a" * 5_000_000)
    after = asks(8, "gus@x.example", "Gus", "Where is my order, please?")
    western = table(asks(9, "zoë@x.example", "Zoë Größe", "Größe falsch – warum?"))
    strange = asks(10, "hal@x.example", "Hal", "Where is my ring?")
    last = ("q13", "c13", "2025-04-01 09:00", "in", "ida@x.example", "Ida", "Thank you!")
    plain = asks(11, "jan@x.example", "Jan", "Where is my lamp?")
    unclosed = table(plain) + '"never closed\nq12,'
    return {
        "desk.csv": (table(good, newline, short, long, date, injected, last), 4),
        "long.csv": (table(huge, after), 1),
        "cp1252.csv": (western.encode("cp1252"), 0),
        "empty.csv": ("", 0),
        "head only.csv": (",".join(HEAD) + "\n", 0),
        "unclosed.csv": (unclosed, 1),
        STRANGE: (table(strange), 1),
    }


def _formulas() -> dict[str, tuple[str | bytes, int]]:
    rows = [
        asks(20 + n, f"i{n}@x.example", text, f"{text} Where is it?", at="2025-03-20 09:00")
        for n, text in enumerate(FORMULAS)
    ]
    return {"formulas.csv": (table(*rows), len(rows))}


def _papers() -> dict[str, tuple[str | bytes, int]]:
    page = (
        f"<html><head><title>Prices {SCRIPT}</title>{SCRIPT}<base href=//evil.example></head>"
        "<body onload=alert(1)><p>We will always answer within one hour.</p>"
        "<img src=x onerror=alert(1)><iframe src=javascript:alert(1)></iframe>"
        "<form action=//evil.example><input autofocus onfocus=alert(1)>" + "<div>" * 3000
    )
    letters = (
        "From jo@x.example Mon Mar  3 09:00:00 2025\n"
        "From: Jo <jo@x.example>\nTo: help@acme.example\nDate: Mon, 3 Mar 2025 09:00:00 +0000\n"
        "Message-ID: <1@x.example>\nSubject: Where\n\nWhere is my parcel?\n\n"
        "From kim@x.example Mon Mar  3 10:00:00 2025\n"
        "From: Kim <kim@x.example>\nTo: help@acme.exa"
    )
    return {
        "page.html": (page, 1),
        "letters.mbox": (letters, 1),
        "notes.md": (f"# Notes {ESCAPES}\n\n{SCRIPT} We will always call back. {NOTES}\n", 1),
    }


def _unreadable() -> dict[str, tuple[str | bytes, int]]:
    return {
        "nothing.txt": (b"", 0),
        "zeros.csv": (bytes(4096), 0),
        "photo.png": (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40, 0),
        "program": (b"\x7fELF" + bytes(range(256)) * 16, 0),
        "archive.zip": (b"PK\x03\x04" + b"\x14\0" * 300, 0),
        "broken.jsonl": (b'{"at": "2025-03-03", "text"\n[[[[\n\xff\xfe\xfd\n', 0),
    }


def _links(folder: Path) -> None:
    (folder / "loop").symlink_to(folder / "loop")
    (folder / "around").symlink_to(folder, target_is_directory=True)
    (folder / "gone.csv").symlink_to(folder / "nowhere.csv")
    os.mkfifo(folder / "pipe.csv")
