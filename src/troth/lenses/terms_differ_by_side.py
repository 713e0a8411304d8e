"""Do our terms give one side what they do not give another?

Why it matters: Terms for drivers and terms for riders are mostly written by different people in
different years, and whoever reads only her own never learns that the other side is heard before a
block, or told thirty days ahead. Nobody decided that one side counts less; it was never laid side by
side.

How it decides: It reads all terms of ours that say for whom they are (`side`, the title, the name of
the file, or whom “you” means), and holds them against each other, side by side, on six matters that
can concern anybody: notice before being cut off, the reasons for it, a hearing, an answer within a
time, notice of changes, and a way to leave. It speaks where both texts speak of a matter and one gives
what the other refuses, a longer notice, a shorter wait, or a length where the other names none. Both
sentences are quoted.

When it stays silent: where both give the same in other words, where terms for everybody give it to all,
on whatever can concern one side only (fares, licences, tips, what is sold), where a text only keeps the
power to answer a breach, where one document holds for both sides, and where no second side has terms of its
own. It is unsure where the other text says nothing on the matter: the law, or a text that is not
here, may give it.

Source: methods.md 17, the same questions for every side; due process as in Regulation (EU) 2019/1150,
articles 3 and 4 (notice, reasons), read as a checklist and not as advice.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from troth.documents.kept import read_again
from troth.extend.record import (
    Batch,
    Cite,
    Context,
    Finding,
    LensCard,
    Span,
    Strength,
    Subject,
    Table,
    Tables,
    silent,
    speaks,
    unsure,
)
from troth.model.document import Document
from troth.text.granting import CALLED, Grant, grants, uneven
from troth.text.sentences import Sentences
from troth.text.siding import side_of

CARD = LensCard(
    needs=frozenset({"document"}),
    anchor="the matter and the two sides",
    schema={
        "record": "string",
        "version": "string",
        "ts_us": "int64",
        "path": "string",
        "title": "string",
        "ours": "string",
        "side": "string",
        "text": "string",
    },
    status="preview",
    rests_on=frozenset({"document"}),
)


def gather(tables: Tables, moment_us: int) -> Table:
    """The newest version of every document of ours that holds terms."""
    rows = tables["document"]
    rows = rows.filter((rows.ts_us <= moment_us) & (rows.genre == "terms") & rows.text.notnull())
    return rows.select("version", "ts_us", "path", "title", "ours", "side", "text", record=rows.id)


@dataclass(frozen=True, slots=True)
class _Terms:
    """What one document gives, and where each sentence of it stands."""

    record: str
    version: str
    ts_us: int
    spans: tuple[Span, ...]
    grants: tuple[Grant, ...]


@dataclass(frozen=True, slots=True)
class _Said:
    """A grant with the document it stands in."""

    grant: Grant
    terms: _Terms

    @property
    def cite(self) -> Cite:
        return Cite(self.terms.record, self.terms.version, self.terms.spans[self.grant.place])


def judge(batch: Batch, context: Context) -> Iterable[Finding]:
    """On which matters one side is told less than another."""
    rows = sorted(batch.to_pylist(), key=lambda row: row["record"])
    for house in sorted({_house(row) for row in rows}):
        sides: dict[str | None, list[_Terms]] = {}
        for row in rows:
            if _house(row) == house and (read := _read(row["path"] or "", row["text"])):
                side = row["side"] or side_of(row["title"], row["path"] or "", read.prose)
                sides.setdefault(side, []).append(_terms(row, read))
        named = sorted(side for side in sides if side is not None)
        for one, other in combinations(named, 2):
            yield from _held(one, other, sides)


def _house(row: Mapping[str, Any]) -> tuple[str, str]:
    """Whose terms: a brand's, and those that lie in one folder."""
    path = row["path"] or ""
    return row["ours"] or "", path.split("/", 1)[0] if "/" in path else ""


def _read(path: str, text: str) -> Document | None:
    found = read_again(path or "terms.md", text, genre="terms")
    return found if isinstance(found, Document) else None


def _terms(row: Mapping[str, Any], read: Document) -> _Terms:
    spans = tuple(Sentences(read.prose, read.blocks))
    said = tuple(grants([span.of(read.prose) for span in spans]))
    return _Terms(row["record"], row["version"], row["ts_us"], spans, said)


def _held(one: str, other: str, sides: Mapping[str | None, list[_Terms]]) -> Iterator[Finding]:
    """Two sides held against each other; terms for everybody count for both."""
    for_all = sides.get(None, [])
    said = [
        [_Said(grant, terms) for terms in (*sides[side], *for_all) for grant in terms.grants]
        for side in (one, other)
    ]
    first, second = ([each.grant for each in held] for held in said)
    for found in uneven(first, second):
        more, less = (one, other) if found.first_has_more else (other, one)
        place = {id(each.grant): each for held in said for each in held}
        given = place[id(found.more)]
        if found.less is None:
            yield _silence(more, less, given, sides[less][0])
        else:
            yield _less(more, less, given, place[id(found.less)])


def _less(more: str, less: str, given: _Said, kept: _Said) -> Finding:
    matter = CALLED[given.grant.matter]
    return _finding(
        more,
        less,
        given,
        f"On {matter}, {less}s are told less than {more}s: {more}s “{{quote}}”, {less}s “{{quote:2}}”",
        (given.cite, kept.cite),
        "speaks",
    )


def _silence(more: str, less: str, given: _Said, other: _Terms) -> Finding:
    matter = CALLED[given.grant.matter]
    whole = Cite(other.record, other.version, other.spans[0] if other.spans else None)
    return _finding(
        more,
        less,
        given,
        f"{more.capitalize()}s are told “{{quote}}”; what is written for {less}s says nothing of {matter}.",
        (given.cite, whole),
        "unsure",
    )


def _finding(
    more: str, less: str, given: _Said, says: str, cites: tuple[Cite, ...], status: Any
) -> Finding:
    return Finding(
        lens="terms-differ-by-side",
        subject=Subject("side", less),
        anchor=f"{given.grant.matter} {more} {less}",
        says=says,
        strength=Strength(
            "rule", 2, "documents", "matter by matter, sentences that give or refuse"
        ),
        cites=cites,
        next=f"Give {less}s the same, or write down why {more}s need it and they do not.",
        would_change=f"The same for {less}s, in their terms or in terms for everybody.",
        status=status,
        severity=CARD.severity,
        preview=True,
        since_us=given.terms.ts_us,
    )


EXAMPLES = (
    speaks(
        "Shops hear of a block two weeks ahead, couriers do not",
        """
        at         | kind     | genre | path              | text
        2026-03-02 | document | terms | terms/shops.md    | We close a shop's account only with 14 days' notice to you.
        2026-03-02 | document | terms | terms/couriers.md | We may close your account at any time and without notice.
        """,
        as_of="2026-04-01",
        says="On notice before they are cut off, couriers are told less than shops",
    ),
    speaks(
        "Thirty days for the one, seven for the other",
        """
        at         | kind     | genre | path              | text
        2026-03-02 | document | terms | terms/shops.md    | We tell you of changed prices 30 days before they hold.
        2026-03-02 | document | terms | terms/couriers.md | We tell you of changed rates 7 days before they hold.
        """,
        as_of="2026-04-01",
        says="On notice of changes, couriers are told less than shops",
    ),
    silent(
        "The same in other words",
        """
        at         | kind     | genre | path              | text
        2026-03-02 | document | terms | terms/shops.md    | You can appeal a decision to close your account.
        2026-03-02 | document | terms | terms/couriers.md | Nobody is blocked before they have been heard.
        """,
        as_of="2026-04-01",
    ),
    silent(
        "A fare can only concern the courier",
        """
        at         | kind     | genre | path              | text
        2026-03-02 | document | terms | terms/shops.md    | Orders are placed before 16:00.
        2026-03-02 | document | terms | terms/couriers.md | Your fare is paid every Friday, and tips are yours.
        """,
        as_of="2026-04-01",
    ),
    silent(
        "Terms for everybody give it to all",
        """
        at         | kind     | genre | path              | text
        2026-03-02 | document | terms | terms/general.md  | We answer every complaint within two business days.
        2026-03-02 | document | terms | terms/shops.md    | We answer every complaint within two business days.
        2026-03-02 | document | terms | terms/couriers.md | Bring your own bag.
        """,
        as_of="2026-04-01",
    ),
    unsure(
        "The other text says nothing of it",
        """
        at         | kind     | genre | path              | text
        2026-03-02 | document | terms | terms/shops.md    | We answer every complaint within two business days.
        2026-03-02 | document | terms | terms/couriers.md | Bring your own bag.
        """,
        as_of="2026-04-01",
        says="what is written for couriers says nothing of an answer within a time",
    ),
)
