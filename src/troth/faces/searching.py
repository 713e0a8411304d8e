"""What was found, as a terminal shows it and as programs read it."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from troth.faces import wire
from troth.faces.terminal import Ink, safe, wrapped

if TYPE_CHECKING:
    from troth.model.person import Person
    from troth.text.excerpts import Excerpt
    from troth.views.people import PersonLine
    from troth.views.search import Hit, PromiseHit, Search
    from troth.views.when import Clock

HEAD = ("found", "id", "who", "at", "state", "quote", "file", "row", "link")


def search_json(page: Search) -> dict[str, Any]:
    """What programs read, from the command and the page alike."""
    totals = page.totals
    return {
        "query": page.query,
        "says": page.says,
        "people": [_person(line) for line in page.people],
        "promises": [_promise(hit) for hit in page.promises],
        "evidence": [_record(hit) for hit in page.evidence],
        "totals": {
            "people": totals.people,
            "promises": totals.promises,
            "evidence": totals.evidence,
            "kinds": dict(totals.kinds),
            "complete": totals.complete,
        },
        "near": [{"query": one.query, "says": one.says} for one in page.near],
        "records_until": {age.system: wire.moment(age.until_us) for age in page.records},
    }


def _person(line: PersonLine) -> dict[str, Any]:
    one = line.person
    return {
        "id": one.id,
        "name": one.label,
        "side": one.side,
        "account": line.account,
        "title": one.title,
        "staff": one.staff,
        "finding": wire.finding_json(line.finding) if line.finding else None,
    }


def _promise(hit: PromiseHit) -> dict[str, Any]:
    one = hit.line.promise
    return {
        "promise": one.id,
        "words": one.words,
        "marks": [list(mark) for mark in hit.words.marks],
        "state": one.state,
        "confirmed": one.confirmed,
        "to": _named(hit.line.to),
        "by": hit.line.by,
        "said_at": wire.moment(one.born_us),
        "due_at": wire.moment(one.due_us),
        "evidence": one.record,
    }


def _record(hit: Hit) -> dict[str, Any]:
    record = hit.record
    origin = {"file": record.origin.file, "row": record.origin.row}
    return {
        "evidence": record.id,
        "kind": record.kind,
        "at": wire.moment(record.at_us),
        "quote": hit.quote.text,
        "marks": [list(mark) for mark in hit.quote.marks],
        "origin": origin,
        "link": record.origin.link,
        "who": hit.who,
        "person": _named(hit.person),
    }


def _named(person: Person | None) -> dict[str, str] | None:
    return None if person is None else {"id": person.id, "name": person.label}


def search_csv(page: Search) -> str:
    """One table for all of it; `found` says what a row is."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(HEAD)
    for row in _rows(page):
        writer.writerow([wire.inert("" if cell is None else str(cell)) for cell in row])
    return out.getvalue()


def _rows(page: Search) -> Iterable[tuple[object, ...]]:
    for line in page.people:
        yield "person", line.person.id, line.person.label, "", "", "", "", "", ""
    for hit in page.promises:
        one, to = hit.line.promise, hit.line.to
        said = wire.moment(one.born_us)
        yield "promise", one.id, to.label if to else "", said, one.state, one.words, "", "", ""
    for found in page.evidence:
        record, origin = found.record, found.record.origin
        at, quote = wire.moment(record.at_us), found.quote.text
        place = (origin.file, origin.row, origin.link)
        yield record.kind, record.id, found.who, at, "", quote, *place


def search_text(page: Search, clock: Clock, color: bool) -> str:
    """The answer in a sentence, then people, promises and records with their words."""
    ink = Ink(color)
    lines = [wrapped(page.says, 0)]
    if page.cut:
        lines.append("Only the first of so many words were looked for.")
    for line in page.people:
        lines += ["", *_person_lines(line, ink)]
    for hit in page.promises:
        lines += ["", *_promise_lines(hit, clock, ink)]
    for found in page.evidence:
        lines += ["", *_record_lines(found, ink)]
    if not page.totals.all:
        lines += _nothing(page, ink)
    return "\n".join(lines)


def _person_lines(line: PersonLine, ink: Ink) -> list[str]:
    one = line.person
    role = " at ".join(part for part in (one.title or one.side, line.account) if part)
    label = safe(one.label[:1].upper() + one.label[1:])
    lines = [ink.strong(label) + (f", {safe(role)}" if role else "")]
    if line.finding:
        lines.append(wrapped(line.finding.says, 2))
    return [*lines, ink.quiet(f"  person {one.id}")]


def _promise_lines(hit: PromiseHit, clock: Clock, ink: Ink) -> list[str]:
    line, one = hit.line, hit.line.promise
    to = f"to {line.to.label}" if line.to else ("" if one.to else "to everybody")
    due = f"{line.overdue} past its day" if line.overdue else f"due {line.due}" if line.due else ""
    parts = (one.state, due, to, f"by {line.by}" if line.by else "", f"said {line.said}")
    told = " · ".join(part for part in parts if part)
    quote = marked(hit.words, 0, ink, "“", "”")
    return [quote, wrapped(told, 2), ink.quiet(f"  promise {one.id}")]


def _record_lines(found: Hit, ink: Ink) -> list[str]:
    record = found.record
    spoken = record.kind in ("message", "survey_answer", "review", "document")
    quote = marked(found.quote, 0, ink, *("“”" if spoken else ("", "")))
    where = record.origin.text()
    if record.origin.link:
        where += f" · {record.origin.link}"
    who = f"{found.who}, " if found.who else ""
    told = wrapped(f"{who}{found.what} {found.at} · {where}", 2, 4)
    return [quote, told, ink.quiet(f"  evidence {record.id}")]


def _nothing(page: Search, ink: Ink) -> list[str]:
    lines = [""] if page.near or page.records else []
    for one in page.near:
        lines.append(wrapped(f"Near it: {one.query}   ({one.says})", 0, 4))
    ages = ", ".join(age.says for age in page.records)
    if ages:
        lines.append(ink.quiet(wrapped(f"Looked through: {ages}.", 0)))
    return lines


def marked(words: Excerpt, indent: int, ink: Ink, before: str = "", after: str = "") -> str:
    """Words as a paragraph, those that were found standing out."""
    held = wrapped(f"{before}{words.text}{after}", indent)
    wanted = {i for i, strong in enumerate(_signs(words, len(before))) if strong}
    out, run, number = [], "", 0
    for sign in held:
        strong = not sign.isspace() and number in wanted
        number += not sign.isspace()
        if strong:
            run += sign
            continue
        out += [ink.strong(run) if run else "", sign]
        run = ""
    return "".join([*out, ink.strong(run) if run else ""])


def _signs(words: Excerpt, before: int) -> Iterable[bool]:
    """For every sign that a terminal will show, whether it was found."""
    yield from [False] * before
    for piece in words.pieces:
        for sign in piece.text:
            if sign.isprintable() and not sign.isspace():
                yield piece.found
