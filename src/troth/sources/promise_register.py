"""Which promises does a register of promises hold, and how does it say they stand?

What it reads: a list of promises in YAML, JSON or CSV as trackers of promises keep them: the words
(promise, pledge, commitment), when they were said, status, due, update, citations. Each promise is
one document that holds nothing but its words, so that they are heard like anything else said. How
the register says it stands is kept beside it and decides nothing. A register that `troth promises
export` wrote says besides which of them a person has confirmed, who owns them and how they are
tested: `add` takes these in as confirmed, with all of their terms.

How it is recognised: by a column or key for the promise and one for its status, its due date, its
update or its citations.

What it sets aside: promises without words, dates that can be read in no way or in two, and YAML
that is more than lists, names and text (anchors, aliases, tags, braces). A promise without a date
of its own is dated by its update, else by the day the file was changed.

Source: public promise trackers (promise, status, update, citations); YAML 1.2.
"""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from troth.errors import SourceError
from troth.extend.source import (
    Column,
    Frame,
    Identifier,
    Opened,
    Reject,
    Sample,
    SourceCard,
    Table,
    headers,
    nested,
    peeked,
    read_table,
    refuse,
    staff,
    unreadable,
)
from troth.model.units import DAY_US
from troth.text.guarding import unguarded
from troth.text.table import plain
from troth.text.yaml_plain import Mapping, YamlFaultError, read_yaml

CARD = SourceCard(
    kinds=frozenset({"document"}),
    endings=(".yml", ".yaml", ".json", ".jsonl", ".csv", ".tsv", ""),
    system="promise-register",
)

LARGEST = 16 << 20
TABLE = Table(
    "document",
    (
        Column("key", "id promise_id number ref slug key"),
        Column(
            "text",
            "promise promise_text pledge commitment statement wording text description title",
            "words",
            required=True,
        ),
        Column("title", "title name headline"),
        Column(
            "made",
            "made_at promised_at announced_at date_made promised_on made published_at date "
            "created_at",
            "time",
        ),
        Column("updated", "updated_at last_updated update_date updated", "time"),
        Column("who", "made_by promised_by by"),
        Column("owner", "owner"),
        Column("side", "side"),
        Column("to_id", "to_id"),
        Column("to", "to"),
        Column("ours", "brand company organisation organization"),
        Column("system", "system source_system"),
        Column("origin_link", "url link permalink source_url"),
    ),
)

_PROMISE = frozenset(("promise", "promisetext", "pledge", "commitment"))
_STANDING = frozenset(
    ("status", "state", "due", "duedate", "deadline", "update", "updates", "citations", "verdict")
)
_TALK = frozenset(("direction", "author", "body", "subject", "message", "conversation"))
_KNOWN_BY = ("email", "phone", "id")
_LISTS = ("promises", "pledges", "commitments", "items")
_YAML = (".yml", ".yaml")
_TABLES = (".csv", ".tsv")
_YAML_KEY = re.compile(r"(?m)^ *(?:- +)?[\"']?([A-Za-z_][\w -]{0,40})[\"']?\s*:")

EXAMPLES = (
    Sample(
        "promises.yml",
        "# What we said\n- promise: We will answer every mail within a day.\n  status: kept\n"
        "  date: 2026-03-02\n  due: 2026-06-30\n  citations:\n    - https://acme.example/launch\n"
        "- promise: >\n    We will\n    never sell your data.\n  status: in progress\n"
        "  date: 2026-03-02\n- status: broken\n  date: 2026-03-02\n",
        gives=2,
        sets_aside=1,
        says="holds no words",
        title="A register in YAML, with a promise nobody wrote down",
    ),
    Sample(
        "promises.csv",
        "id,promise,status,due,date\n7,We will add dark mode by June.,open,2026-06-30,2026-03-02\n",
        gives=1,
        title="The same as a table",
    ),
    Sample(
        "alias.yaml",
        "- promise: &one We will.\n  status: open\n- promise: *one\n  status: open\n",
        gives=0,
        sets_aside=1,
        says="anchors, aliases",
        title="YAML that is more than lists and text",
    ),
)


def recognises(opened: Opened) -> float:
    """By its columns or keys; what looks like a conversation is none."""
    if opened.ending in _YAML:
        names = set(map(plain, _YAML_KEY.findall(opened.head_text)))
    else:
        names = set(map(plain, headers(opened)))
        if _is_page(opened):
            first = peeked(opened, *_LISTS, most=5)
            names = set(map(plain, set().union(*(each.values for each in first))))
    if names & _TALK or not names & _STANDING:
        return 0.0
    if names & _PROMISE:
        return 0.97
    return 0.9 if {"citations", "status"} <= names and names & {"text", "title"} else 0.0


def read(opened: Opened) -> Iterator[Frame | Reject]:
    """Promises as documents of their own, in the order of the register."""
    table = opened
    if opened.ending in _YAML or _is_page(opened):
        fault = refuse(opened) or unreadable(opened)
        found = fault or (_of_yaml(opened) if opened.ending in _YAML else _of_page(opened))
        if isinstance(found, Reject):
            yield found
            return
        records, rejects = found
        yield from rejects
        if not records:
            return
        table = _as_lines(opened, records)
    for item in read_table(table, TABLE):
        if isinstance(item, Frame):
            if opened.ending in _TABLES:
                _unguard(item)
            yield from _finished(opened, item)
        else:
            yield item


_Records = tuple[list[tuple[int, dict[str, Any]]], list[Reject]]


def _is_page(opened: Opened) -> bool:
    if not opened.head_text.lstrip("\ufeff \t\r\n").startswith("{"):
        return False
    return any(each.within for each in peeked(opened, *_LISTS, most=1))


def _of_page(opened: Opened) -> _Records | Reject:
    records: list[tuple[int, dict[str, Any]]] = []
    rejects: list[Reject] = []
    for item in nested(opened, *_LISTS):
        if isinstance(item, Reject):
            rejects.append(item)
        else:
            records.append((max(item.number, len(records) + 1), dict(item.values)))
    return records, rejects


def _of_yaml(opened: Opened) -> _Records | Reject:
    try:
        text = opened.content(LARGEST).decode(str(opened.encoding))
        value = read_yaml(text)
    except YamlFaultError as fault:
        advice = "Nothing of the file was read. Write it plainly, or export it as JSON or CSV."
        return opened.reject(f"The line {fault.says}.", advice, row=fault.line)
    except (SourceError, OSError, UnicodeError) as fault:
        says = fault.says if isinstance(fault, SourceError) else f"It cannot be read: {fault}."
        return opened.reject(says, "The file was set aside. Save it again.")
    return _listed(opened, value)


def _listed(opened: Opened, value: Any) -> _Records | Reject:
    """The promises: a list, a list under a known name, or a mapping from ids to promises."""
    if isinstance(value, dict):
        inside = next((value[name] for name in _LISTS if isinstance(value.get(name), list)), None)
        value = inside if inside is not None else [_named(*each) for each in value.items()]
    if not isinstance(value, list):
        return opened.reject(
            "The file is no list of promises.", "Write each as an item:  - promise: …"
        )
    records: list[tuple[int, dict[str, Any]]] = []
    rejects: list[Reject] = []
    for at, each in enumerate(value, start=1):
        if isinstance(each, dict):
            least = records[-1][0] + 1 if records else 1
            records.append((max(getattr(each, "line", 0), least), dict(each)))
        else:
            says = "The item is no promise with a name for each of its parts."
            advice = "It was set aside. Write  promise:  before its words."
            rejects.append(opened.reject(says, advice, row=at, excerpt=str(each)))
    return records, rejects


def _named(id: str, each: Any) -> Any:
    return Mapping({"id": id} | each) if isinstance(each, dict) else each


def _as_lines(opened: Opened, records: Sequence[tuple[int, dict[str, Any]]]) -> Opened:
    """The records as JSON lines, each in the line in which it stands in the file itself."""
    held = io.StringIO()
    at = 1
    names = list(dict.fromkeys(name for _, record in records for name in record))
    for line, record in records:
        held.write("\n" * (line - at))
        held.write(json.dumps({name: record.get(name) for name in names}))
        at = line
    content = (held.getvalue() + "\n").encode()
    return replace(opened, raw=lambda: io.BytesIO(content), size=len(content))


def _finished(opened: Opened, frame: Frame) -> Iterator[Frame | Reject]:
    columns = frame.columns
    texts = [_trimmed(each) for each in frame.column("text")]
    made, updated = frame.column("made"), frame.column("updated")
    day = None if opened.modified_us is None else opened.modified_us - opened.modified_us % DAY_US
    when = [one or two or day for one, two in zip(made, updated, strict=True)]
    kept = []
    for at, (text, at_us) in enumerate(zip(texts, when, strict=True)):
        kept.append(bool(text) and at_us is not None)
        if not kept[-1]:
            fault = "has no date" if text else "holds no words"
            yield _aside(opened, frame.rows[at], fault, text or "")
    columns["text"], columns["at_us"] = texts, when
    frame = frame.where(kept)
    columns = frame.columns
    columns["precision"] = ["second" if at % DAY_US else "day" for at in frame.column("at_us")]
    keys = [
        key or " ".join(text.split())[:200]
        for key, text in zip(frame.column("key"), frame.column("text"), strict=True)
    ]
    columns["key"] = keys
    columns["path"] = [f"{opened.path}#{key[:80]}.txt" for key in keys]
    columns["by"] = [
        staff(who or owner, None, None) if who or owner else None
        for who, owner in zip(frame.column("who"), frame.column("owner"), strict=True)
    ]
    columns["about"] = [
        _somebody(id, name)
        for id, name in zip(frame.column("to_id"), frame.column("to"), strict=True)
    ]
    columns["extra"] = [
        (extra or {}) | {name: cell for name in ("owner", "to") if (cell := frame.column(name)[at])}
        for at, extra in enumerate(frame.column("extra"))
    ]
    for name in ("made", "updated", "who", "owner", "to", "to_id"):
        columns.pop(name, None)
    if len(frame):
        yield frame


def _aside(opened: Opened, row: int, fault: str, text: str) -> Reject:
    advice = "It was set aside. Write it into the register and add the file again."
    return opened.reject(f"The promise {fault}.", advice, row=row, excerpt=text)


def _unguard(frame: Frame) -> None:
    """Cells that were guarded, so that no spreadsheet runs them, are what they were before."""
    for name in ("text", "owner", "to", "who"):
        frame.columns[name] = [each and unguarded(each) for each in frame.column(name)]
    rows = (each or {} for each in frame.column("extra"))
    frame.columns["extra"] = [{key: unguarded(cell) for key, cell in row.items()} for row in rows]


def _somebody(id: str | None, name: str | None) -> Identifier | None:
    """To whom it was promised, where the register says by what she is known."""
    scheme, _, value = (id or "").partition(":")
    known = scheme in _KNOWN_BY and value
    return Identifier(scheme, value, None if name == value else name) if known else None


def _trimmed(text: str | None) -> str | None:
    return (text or "").strip() or None
