"""What did our terms, prices and policies say, version by version?

What it reads: JSON lines or a JSON array of dated versions of public documents, each with its
service, the name of the document, when it was recorded, and its text (as Open Terms Archive
keeps them). Each version is the same document again, so that the newest stands; each version
after the first is a change besides, with the lines that came and those that went.

How it is recognised: by its keys service, document, recorded_at and text.

What it sets aside: versions without a name, a text, or a time that can be read. A version recorded
anew for technical reasons (another filter, another reader) says so in its change: nobody changed
the terms. All versions are held at once to set them in order; above 256 MiB of text the rest is
set aside.

Source: Open Terms Archive, versions of documents (opentermsarchive.org).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from troth.documents.genre import genre_of
from troth.errors import SourceError
from troth.extend.ordinals import Ordinals, joined
from troth.extend.source import (
    Draft,
    Nested,
    Opened,
    Origin,
    Reject,
    Sample,
    SourceCard,
    nested,
    peeked,
    refuse,
    unreadable,
)
from troth.extend.versions import difference, subject_of
from troth.extend.zstd import is_zstd, unpacked
from troth.text.moments import Moment, Times

CARD = SourceCard(
    kinds=frozenset({"document", "change"}),
    endings=(".jsonl", ".ndjson", ".json", ".zst", ""),
    system="document-versions",
)

TEXT_MOST = 256 << 20
_TIMES = ("recorded_at", "fetch_date", "fetchDate", "recordedAt")
_NEEDED = frozenset(("service", "document", "text"))
_KNOWN = frozenset((*_NEEDED, *_TIMES, "url"))
_KEY = re.compile(r'"(\w{1,40})"\s*:')
_TECHNICAL = re.compile(r"\b(?:refilter|technical or declaration upgrade|technical upgrade)", re.I)

EXAMPLES = (
    Sample(
        "terms.jsonl",
        '{"service": "Acme", "document": "Terms of Service", "recorded_at": '
        '"2026-03-02T09:00:00+00:00", "text": "We ship on time.\\nNo fees."}\n'
        '{"service": "Acme", "document": "Terms of Service", "recorded_at": '
        '"2026-04-02T09:00:00+00:00", "text": "We ship on time.\\nA fee of 2 EUR."}\n'
        '{"service": "Acme", "document": "Privacy Policy", "recorded_at": "last week", '
        '"text": "We keep nothing."}\n',
        gives=3,
        sets_aside=1,
        says="“last week”, which is no date",
        title="Two versions of one document are two records and one change",
    ),
)


@dataclass(slots=True)
class _Version:
    """One version as it stands in the file."""

    service: str
    document: str
    text: str
    moment: Moment
    row: int
    values: Mapping[str, Any]


def recognises(opened: Opened) -> float:
    """By the keys of a version; of a long first one those before and after its text."""
    plain = _plain(opened)
    if plain is None or not plain.head_text.lstrip("\ufeff \t\r\n").startswith(("{", "[")):
        return 0.0
    first = peeked(plain, most=3)
    names = set().union(*(each.values for each in first)) if first else set()
    names = names or set(_KEY.findall(plain.head_text[:4000]))
    return 0.99 if names >= _NEEDED and names & set(_TIMES) else 0.0


def read(opened: Opened) -> Iterator[Draft | Reject]:
    """Documents in the order in which they were recorded, each with the change it made."""
    plain = _plain(opened)
    fault = refuse(opened if plain is None else plain)
    if fault is None and plain is not None:
        fault = unreadable(plain)
    if fault is not None or plain is None:
        yield fault or opened.reject("The file cannot be read.", "Unpack it and add it again.")
        return
    versions: list[_Version] = []
    held = 0
    for item in nested(plain):
        found = item if isinstance(item, Reject) else _version(plain, item, held)
        if isinstance(found, Reject):
            yield found
        else:
            versions.append(found)
            held += len(found.text)
    yield from _told(plain, versions)


def _plain(opened: Opened) -> Opened | None:
    try:
        return unpacked(opened) if is_zstd(opened) else opened
    except (SourceError, OSError):
        return None


def _version(opened: Opened, item: Nested, held: int) -> _Version | Reject:
    values = item.values
    service, document = _text(values, "service"), _text(values, "document")
    text = values.get("text")
    written = next((str(values[name]) for name in _TIMES if values.get(name)), "")
    moment = Times(opened.reading.dates).read(written)
    if not document:
        fault = "names no document"
    elif not isinstance(text, str) or not text.strip():
        fault = "holds no text"
    elif moment is None:
        fault = f"is dated “{written[:60]}”, which is no date" if written else "has no date"
    elif held + len(text) > TEXT_MOST:
        fault = f"is beyond the {TEXT_MOST >> 20} MiB of text that are read of one file"
    else:
        return _Version(service, document, _whole(text), moment, item.number, values)
    return opened.reject(
        f"The version of “{f'{service} {document}'.strip()[:80]}” {fault}.",
        "It was set aside. Correct it in the export and add the file again.",
        row=item.number,
        excerpt=text if isinstance(text, str) else "",
    )


def _told(opened: Opened, versions: list[_Version]) -> Iterator[Draft]:
    """Every version as a document, and all but a document's first as a change of the one before."""
    ordinals = Ordinals()
    before: dict[tuple[str, str], str] = {}
    turn = -1 if _falls(versions) else 1
    for version in sorted(versions, key=lambda each: (each.moment[0], turn * each.row)):
        yield _document(opened, version)
        which = version.service, version.document
        if which in before:
            yield _change(opened, version, before[which], ordinals)
        before[which] = version.text


def _falls(versions: list[_Version]) -> bool:
    """Whether the file tells the newest version of a document first, as histories do."""
    falls = 0
    for one, next_ in pairwise(versions):
        if (one.service, one.document) == (next_.service, next_.document):
            falls += (one.moment[0] > next_.moment[0]) - (one.moment[0] < next_.moment[0])
    return falls > 0


def _document(opened: Opened, version: _Version) -> Draft:
    path = "/".join(part for part in (version.service, f"{version.document}.md") if part)
    return _draft(
        opened,
        version,
        "document",
        joined(version.service, version.document),
        {
            "path": path,
            "title": version.document,
            "genre": genre_of(path, version.document, {}),
            "text": version.text,
        },
    )


def _change(opened: Opened, version: _Version, before: str, ordinals: Ordinals) -> Draft:
    name = " of ".join(part for part in (version.document, version.service) if part)
    genre = genre_of(version.document, version.document, {})
    what = subject_of(version.document, genre)
    technical = bool(_TECHNICAL.search(_text(version.values, "change")))
    title = f"{name} recorded anew for technical reasons" if technical else f"{name} changed"
    fields = {
        "what": what,
        "title": title,
        "text": difference(before, version.text) or title,
        "announced_us": version.moment[0],
    }
    key = ordinals.key(version.service, version.document, version.moment[0])
    return _draft(opened, version, "change", key, fields)


def _draft(
    opened: Opened, version: _Version, kind: str, key: str, fields: dict[str, object]
) -> Draft:
    at_us, precision, zone = version.moment
    return Draft(
        kind=kind,
        at_us=at_us,
        origin=Origin(opened.path, version.row, link=_text(version.values, "url") or None),
        key=key,
        precision="day" if precision == "day" else "second",
        zone=zone,
        ours=version.service or None,
        system=opened.reading.system,
        fields=fields,
        extra={
            _whole(name): shown
            for name, value in version.values.items()
            if name not in _KNOWN and (shown := _shown(value))
        },
    )


def _text(values: Mapping[str, Any], name: str) -> str:
    found = values.get(name)
    return _whole(found.strip()) if isinstance(found, str) else ""


def _shown(value: object) -> str:
    """A further value as text: nothing as "", what is nested as JSON."""
    if value is None or isinstance(value, str):
        return _whole(value or "")
    try:
        return _whole(json.dumps(value, ensure_ascii=False))
    except RecursionError:
        return "…"


def _whole(text: str) -> str:
    """Text without halves of characters and without NULs, which no file may hold."""
    text = text.replace("\0", "\ufffd") if "\0" in text else text
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
