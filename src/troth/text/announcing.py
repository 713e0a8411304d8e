"""What do records tell of changes to come? Rows of evidence in, tellings out.

Read are rows of a change (as a list of changes or a note of release holds them), versions of a
document (a day of effect in the lines that came), and documents that announce: a notice, a letter,
a launch, a price list, terms, that name a day ahead beside words of change.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import partial
from typing import Any
from zoneinfo import ZoneInfo

from troth.model.finding import Cite
from troth.model.origin import Span
from troth.model.units import DAY_US
from troth.patterns import later
from troth.text.days_named import days_in, pieces, unmarked
from troth.text.effective import effective
from troth.text.foretold import Telling
from troth.text.listed_changes import Row, Stated, stated
from troth.text.removing import removals
from troth.text.used import words_of

NOTICES = frozenset({"change", "launch", "price", "letter", "status", "post", "reply"})
"""Kinds of document that are themselves the word to those concerned."""
TEXTS = NOTICES | {"terms", "release"}
"""Kinds of document in which a day of effect is looked for."""

_CHANGES = later(
    r"\b(?:chang\w+|price\w*|pricing|fees?|rates?|costs?|tariffs?|terms|polic(?:y|ies)|rais\w+|increas\w+|ris(?:e|es|ing)"
    r"|retir\w+|remov\w+|ends?|ending|stops?|stopping|discontinu\w+|clos\w+|shut\w*|switch\w*|no longer|replac\w+"
    r"|requir\w+|must|have to|effective|effect|force)\b",
    re.I,
)
_HOLDS = later(
    r"\b(?:from|as of|as from|on|starting|beginning|effective|until|after|by|(?:take|come)s? (?:in)?to (?:effect|force)"
    r"|takes? effect|appl(?:y|ies)|will|ends?|stops?)\b",
    re.I,
)
_TERM = r"(?:pric\w+|fees?|rates?|costs?|terms|details?|dates?|instructions?|information|timelines?|documentation)"
_COMES = (
    r"(?:to (?:be (?:announced|confirmed|decided|shared|published)|follow|come)|will (?:follow|come|be (?:announced|shared"
    r"|published|confirmed|told|communicated|sent))|(?:in the )?coming (?:days|weeks|months)|soon|later)"
)
_MISSING = later(
    rf"\b{_TERM}\b[^.!?\n]{{0,60}}\b{_COMES}\b|\b(?:TBA|TBC|TBD)\b"
    rf"|\bwe(?:['’]ll|\s+will)\s+(?:share|announce|publish|tell|send|confirm)\b[^.!?\n]{{0,60}}\b{_TERM}\b[^.!?\n]{{0,60}}"
    r"\b(?:soon|later|shortly|in the coming|next|before)\b",
    re.I,
)
_ABOUT = (
    ("price", later(r"\b(?:pric\w+|fees?|rates?|tariffs?|costs?|charges?)\b", re.I)),
    ("terms", later(r"\b(?:terms|polic(?:y|ies)|agreement|conditions|privacy)\b", re.I)),
    ("api", later(r"\b(?:API|endpoints?|webhooks?|SDK)\b")),
)


def tellings(rows: Iterable[Row], zone: str = "UTC") -> Iterator[Telling]:
    """What every row tells; `zone` is that of the calendar, for moments that are no whole days."""
    day = partial(day_of, zone=zone)
    held = sorted(rows, key=lambda row: (int(row["ts_us"] or 0), str(row["id"])))
    found = [one for row in held for one in _told(row, day)]
    yield from _without_copies(_chained(found))


def day_of(us: int, zone: str) -> date:
    """A moment's day: a whole day as it is written, else the day it was on the calendar's wall."""
    if us % DAY_US == 0:
        return (datetime(1970, 1, 1, tzinfo=UTC) + timedelta(microseconds=us)).date()
    there = UTC if zone == "UTC" else ZoneInfo(zone)
    return datetime.fromtimestamp(us / 1e6, there).date()


def _told(row: Row, day: Any) -> Iterator[Telling]:
    if row["kind"] == "document":
        yield from _document(row, day)
        return
    own = stated(row)
    if own is not None:
        yield _listed(row, own, day)
        return
    announced, effect = row.get("announced_us"), row.get("effect_us")
    text = str(row.get("text") or "")
    if effect is None and text.startswith(("− ", "+ ")):
        yield from _version(row, text, day)
    elif effect is not None and announced is not None and effect != announced:
        yield _listed(row, Stated(), day)
    else:
        yield from _release(row, text, day)


def _telling(row: Row, key: tuple[str, ...], on: date, span: Span | None, **more: Any) -> Telling:
    text = str(row.get("text") or "")
    words = span.of(text) if span else str(row.get("title") or "")
    return Telling(
        key=(str(row.get("system") or ""), *key),
        on=on,
        at_us=int(row["ts_us"]),
        cite=Cite(str(row["id"]), str(row["version"]), span),
        what=more.pop("what", None) or _about(words) or str(row.get("what") or "") or "product",
        title=str(row.get("title") or "") or words,
        side=row.get("side") or None,
        ours=row.get("ours") or None,
        system=str(row.get("system") or ""),
        link=row.get("origin_link") or None,
        **more,
    )


def _about(words: str) -> str | None:
    return next((what for what, pattern in _ABOUT if pattern.search(words)), None)


def _listed(row: Row, own: Stated, day: Any) -> Telling:
    """A row of a list of changes: rows of the same name are the same change told again."""
    announced = row.get("announced_us")
    on = day(int(announced if announced is not None else row["ts_us"]))
    effect = row.get("effect_us")
    now = (day(int(effect)),) if effect is not None else ()
    title = str(row.get("title") or "")
    key = ("thread", str(row["thread"])) if row.get("thread") else ("title", _plain(title))
    text = str(row.get("text") or "")
    first = next(iter(pieces(text)), None)
    missing = _MISSING.search(text)
    return _telling(
        row,
        (*key, str(row.get("side") or "")),
        on,
        first,
        what=row.get("what"),
        days=(*own.moved_from, *now),
        postponed=own.postponed,
        known=own.known,
        missing="" if missing is None else missing[0],
        told=own.told,
        reached=own.reached,
        affected=own.affected,
        removes=own.removes,
        notice=own.notice,
    )


def _plain(title: str) -> str:
    return " ".join(title.casefold().split())


def _release(row: Row, text: str, day: Any) -> Iterator[Telling]:
    """What a note of release says will go on a day: the same thing in a later note is the same change."""
    on = day(int(row["ts_us"]))
    for one in removals(text, on):
        if not one.gone and one.when is not None:
            key = ("gone", *sorted(" ".join(words_of(name)) for name in one.names))
            yield _telling(
                row, key, on, one.span, days=(one.when,), removes=one.names, what=row.get("what")
            )


def _version(row: Row, text: str, day: Any) -> Iterator[Telling]:
    """A new version of a document: the day in the lines that came, and one that had not come yet."""
    on = day(int(row["ts_us"]))
    came, went = (
        "\n".join(line[2:] for line in text.splitlines() if line.startswith(mark))
        for mark in ("+ ", "− ")
    )
    new, old = effective(came), effective(went)
    if new is None or new <= on:
        return
    before = (old,) if old is not None and old > on and old != new else ()
    span = next(
        (Span(*each) for each in _lines(text) if effective(text[slice(*each)]) == new), None
    )
    yield _telling(
        row, ("version", str(row.get("title") or "")), on, span, days=(*before, new), notice=False
    )


def _lines(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for line in text.splitlines(keepends=True):
        if line.startswith("+ "):
            yield start + 2, start + len(line.rstrip())
        start += len(line)


def _document(row: Row, day: Any) -> Iterator[Telling]:
    """The first sentence of a document that names a day ahead beside words of change."""
    genre = row.get("genre")
    if genre not in TEXTS:
        return
    on, text = day(int(row["ts_us"])), unmarked(str(row.get("text") or ""))
    for span in pieces(text):
        words = span.of(text)
        if not (_CHANGES.search(words) and _HOLDS.search(words)):
            continue
        ahead = next((found for _, found in days_in(words, on) if found > on), None)
        if ahead is not None:
            missing = _MISSING.search(text)
            yield _telling(
                row,
                ("document", str(row.get("path") or row["id"])),
                on,
                span,
                days=(ahead,),
                notice=genre in NOTICES,
                missing="" if missing is None else missing[0],
            )
            return


def _chained(found: list[Telling]) -> Iterator[Telling]:
    """The same name again is the same change only as long as its day has not come.

    Versions of a document are one change only where a day that had not come was moved.
    """
    last: dict[tuple[str, ...], tuple[tuple[str, ...], date | None]] = {}
    for one in found:
        if one.key[1] not in ("version", "title", "gone"):
            yield one
            continue
        key, day = last.get(one.key, ((), None))
        goes_on = bool(key) and (day is None or one.on <= day)
        if one.key[1] == "version":
            goes_on = bool(key) and len(one.days) > 1 and day == one.days[0]
        key = key if goes_on else (*one.key, one.cite.evidence)
        last[one.key] = key, one.days[-1] if one.days else day if goes_on else None
        yield replace(one, key=key)


def _without_copies(found: Iterable[Telling]) -> Iterator[Telling]:
    """A document and the version that made it what it is tell one thing: the version stays."""
    held = list(found)
    versions = [(one.system, one.days[-1], one.title) for one in held if one.key[1] == "version"]
    for one in held:
        copies = one.key[1] == "document" and any(
            system == one.system
            and day == one.days[-1]
            and title.startswith((one.title, one.key[2].removesuffix(".md")))
            for system, day, title in versions
        )
        if not copies:
            yield one
