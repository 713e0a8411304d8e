"""A person who must leave no trace: planted in a real workspace, and searched for in all bytes."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pyarrow.parquet as pq

from troth.acts.add import add
from troth.config import Settings
from troth.store.home import Home, create

NAME = "Quenby Zoëllner"
ADDRESS = "quenby.zoellner@vexfield.example"
SECOND = "qz77@mirrow.example"
PHONE = "+49 176 5550 9931"
WORDS = "xylograph"
"""A word that only she uses."""
TRACES = (
    NAME,
    "Zoëllner",
    "Quenby",
    "Zoellner",
    ADDRESS,
    SECOND,
    PHONE,
    "176 5550 9931",
    "01765550993",
    "5550-9931",
    WORDS,
)
HOUR = 3_600_000_000
STAFF = frozenset({"acme.example"})
SETTINGS = Settings(staff_domains=STAFF)
NOW = 1_780_000_000_000_000


def rows() -> list[dict[str, object]]:
    """What the help desk exported: her thread, a shared one, and others who speak of her."""
    tom, ben = "tom@acme.example", "ben@river.example"

    def row(n: int, thread: str, who: str, to: str, name: str, text: str) -> dict[str, object]:
        return {
            "id": f"m{n}",
            "conversation": thread,
            "at": f"2026-03-0{1 + n // 20}T{n % 20:02d}:00:00Z",
            "author": who,
            "author_name": name,
            "to": to,
            "direction": "out" if who == tom else "in",
            "subject": f"Case {thread} of {name}",
            "text": text,
            "ticket_owner": f"{NAME} <{ADDRESS}>" if thread == "t1" else "nobody",
        }

    return [
        row(1, "t1", ADDRESS, tom, NAME, f"My {WORDS} never came. Call {PHONE}. {NAME}"),
        row(2, "t1", tom, ADDRESS, "Tom Ito", f"Dear Quenby, I will send the {WORDS} by 9 March."),
        row(3, "t2", ben, tom, "Ben Stone", "Where is my parcel?"),
        row(4, "t2", ADDRESS, tom, NAME, f"Ben and I share an order, with my {WORDS}."),
        row(5, "t2", tom, ben, "Tom Ito", "Ben, tell Quenby that it comes on Friday."),
        row(6, "t3", ben, tom, "Ben Stone", f"Ask ZOËLLNER, QUENBY or write to {ADDRESS.upper()}!"),
        row(7, "t3", ben, tom, "Ben Stone", "Her number is 0176/5550-9931, as I said."),
        row(8, "t4", tom, ben, "Tom Ito", "Ms Zoëllner's parcel went to you by mistake, Ben."),
        row(9, "t5", SECOND, tom, "Q. Z.", f"It is me again about the {WORDS}."),
        row(10, "t6", ben, tom, "Ben Stone", "Thank you, all is well."),
    ]


def plant(root: Path, settings: Settings = SETTINGS) -> Home:
    """A workspace with her in it, in exports, file names, rows set aside and documents."""
    home = create(root / "acme")
    export = root / "acme" / "quenby-zoellner-desk.jsonl"
    broken = {"id": "x", "conversation": "t9", "at": "31/02/2026", "author": ADDRESS, "text": NAME}
    lines = [json.dumps(row, ensure_ascii=False) for row in rows()]
    export.write_text("\n".join([*lines, json.dumps(broken, ensure_ascii=False)]) + "\n")
    document = root / "acme" / "story.md"
    document.write_text(f"# A story\n\n{NAME} told us that we answer within two days.\n")
    add(home, settings, [export, document], now_us=NOW)
    return home


def bytes_of(home: Home) -> Iterator[tuple[str, bytes]]:
    """Every file under `.troth`, and every value in its Parquet and SQLite files."""
    for path in sorted(home.dot.rglob("*")):
        if not path.is_file():
            continue
        yield str(path.relative_to(home.dot)), path.name.encode() + b"\n" + path.read_bytes()
        if path.suffix == ".parquet":
            yield f"{path.name} (values)", repr(pq.read_table(path).to_pylist()).encode()
        if path.suffix == ".sqlite":
            yield f"{path.name} (values)", _dumped(path)


def _dumped(path: Path) -> bytes:
    con = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    plain = "select name from sqlite_master where type = 'table' and sql not like '%virtual%'"
    names = [name for (name,) in con.execute(plain)]
    held = [str(con.execute(f'select * from "{name}"').fetchall()) for name in names]
    con.close()
    return "\n".join(held).encode()


def found(home: Home) -> list[tuple[str, str]]:
    """Each trace of her that can still be found, and where."""
    hits = []
    for where, held in bytes_of(home):
        for trace in TRACES:
            for form in {trace, trace.lower(), trace.upper(), trace.title()}:
                for encoding in ("utf-8", "utf-16-le", "utf-16-be", "latin-1"):
                    if form.encode(encoding, "replace") in held:
                        hits.append((where, form))
    return hits
