"""A small source of the tests' own, and a workspace that uses it: tables of `key,at,by,text`."""

from __future__ import annotations

from pathlib import Path

from troth.config import Settings, load
from troth.store.home import Home, create

SOURCE = '''"""What was said, in a table of ours?

Why it matters: the tests need a source that does just what they say.
How it decides: the first line is `key,at,by,about,text`, with `side`, `to` and `extra` as wished.
When it stays silent: on every other file.
Source: none.
"""
import csv
import io

from troth.extend.source import Draft, Frame, Identifier, Origin, Reject, SourceCard

CARD = SourceCard(kinds=frozenset({"message"}), endings=(".csv",), system="tests")
EXAMPLES = ()


def recognises(opened):
    return 1.0 if opened.head_text.startswith(("key,at,", "frame,at,")) else 0.0


def _who(value):
    if not value:
        return None
    address, _, name = value.partition("/")
    return Identifier("email", address, name or None)


def read(opened):
    rows = csv.DictReader(opened.lines())
    for number, row in enumerate(rows, 2):
        if not (row["at"] or "").lstrip("-").isdigit():
            excerpt = ",".join(str(each) for each in row.values())
            yield opened.reject("“at” is no time.", "Correct it.", row=number, excerpt=excerpt)
            continue
        if "crash" in (row["text"] or ""):
            raise ValueError("the source is at fault")
        draft = Draft(
            kind=row.get("kind") or "message",
            at_us=int(row["at"]),
            origin=Origin(opened.path, number),
            key=row.get("key") or None,
            by=_who(row.get("by")),
            about=_who(row.get("about")),
            side=row.get("side") or None,
            thread=row.get("thread") or None,
            parties=tuple(("cc", _who(each)) for each in (row.get("to") or "").split() if each),
            fields={"text": row["text"], "automatic": False},
            extra={"more": row["more"]} if row.get("more") else {},
        )
        if "frame" not in row:
            yield draft
            continue
        columns = {
            name: [getattr(draft, name)]
            for name in ("key", "at_us", "by", "about", "side", "thread", "parties", "extra")
        }
        columns |= {name: [value] for name, value in draft.fields.items()}
        columns["key"] = [row["frame"] or None]
        yield Frame("message", opened.path, columns, [number])
'''


def workspace(root: Path, toml: str = "") -> tuple[Home, Settings]:
    """A workspace with that source on its own shelf."""
    home = create(root)
    own = root / "troth_lenses"
    own.mkdir(exist_ok=True)
    (own / "tables_of_ours.py").write_text(SOURCE, encoding="utf-8")
    (root / "troth.toml").write_text(f'lenses = ["troth_lenses"]\n{toml}', encoding="utf-8")
    return home, load(root)


def table(path: Path, *rows: str, header: str = "key,at,by,about,text") -> Path:
    """A file of that source."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join((header, *rows)) + "\n", encoding="utf-8")
    return path
