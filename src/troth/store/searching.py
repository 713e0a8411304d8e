"""Records by their words: how many hold them, the newest of them, and which words are near."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from troth.model.evidence import Evidence
from troth.store.index import Index
from troth.store.index_tables import NEWEST, SEARCHED
from troth.text.seeking import Sought, Term
from troth.text.spelling import near

LOOKED = 10_000
"""Of so many records that hold the words, the ones added last, is the rest worked out."""
READ = 500
NEAREST = 3
FEWEST = 4
"""A word of fewer letters is near to almost everything."""


@dataclass(frozen=True, slots=True)
class Within:
    """Which records are looked through: of these kinds, of these people, of this stretch of time."""

    kinds: frozenset[str] | None = None
    handles: frozenset[str] | None = None
    since_us: int | None = None
    until_us: int | None = None


@dataclass(frozen=True, slots=True)
class Matches:
    """Records that hold all words: the newest, and how many there are by kind.

    Where `complete` is false a word was so common that only the records added last were looked
    at, and there are more than `counts` says.
    """

    records: tuple[Evidence, ...]
    counts: Mapping[str, int]
    complete: bool


EVERYWHERE = Within()
NOTHING = Matches((), {}, True)


def search(index: Index, sought: Sought, within: Within = EVERYWHERE, limit: int = 10) -> Matches:
    """The newest `limit` records that hold every term.

    Newest and not best: a record is mostly a few sentences, so that ranks by words hardly tell
    them apart, and who looks for words wants to know who says so now.
    """
    if not sought.terms or within.kinds == frozenset() or within.handles == frozenset():
        return NOTHING
    rows = _rows(index, sought, within)
    complete = len(rows) <= LOOKED
    rows = sorted(rows[:LOOKED], key=lambda row: (-row[1], row[0]))
    if sought.phrases:
        rows = _side_by_side(index, sought, rows)
    records = _records(index, [n for n, _, _ in rows[:limit]])
    counts: dict[str, int] = {}
    for _, _, kind in rows:
        counts[kind] = counts.get(kind, 0) + 1
    return Matches(tuple(records), counts, complete)


def near_words(index: Index, word: str) -> list[str]:
    """Words that stand in records and are spelt almost like this one, the nearest first."""
    if len(word) < FEWEST:
        return []
    con = index.connection()
    con.execute(
        "create virtual table if not exists temp.vocabulary using fts5vocab(main, words, row)"
    )
    known: list[tuple[str, int]] = []
    for first in dict.fromkeys((word[0], word[1])):
        sql = "select term, doc from temp.vocabulary where term >= ? and term < ?"
        known += con.execute(sql, (first, chr(ord(first) + 1)))
    held = (Sought(each, (Term((each,), False, each),)) for each in near(word, known, 2 * NEAREST))
    return [one.typed for one in held if search(index, one, limit=0).counts][:NEAREST]


def _rows(index: Index, sought: Sought, within: Within) -> list[tuple[int, int, str]]:
    """(number, when, kind) of records that hold the words, those added last first."""
    where = [f"words match ? and r.{NEWEST}"]
    values: list[object] = [_match(sought)]
    for sign, bound in ((">=", within.since_us), ("<=", within.until_us)):
        if bound is not None:
            where.append(f"r.ts_us {sign} ?")
            values.append(bound)
    if within.kinds is not None:
        where.append(f"l.kind in ({_marks(within.kinds)})")
        values += sorted(within.kinds)
    if within.handles is not None:
        who = f"select n from handle where handle in ({_marks(within.handles)})"
        near_ones = f'r.about in ({who}) or r."by" in ({who})'
        addressed = f"exists (select 1 from party p where p.n = r.n and p.handle in ({who}))"
        where.append(f"({near_ones} or {addressed})")
        values += sorted(within.handles) * 3
    sql = (
        "select r.n, r.ts_us, l.kind from words join record r on r.n = words.rowid"
        f" join lot l on l.n = r.lot where {' and '.join(where)}"
        " order by words.rowid desc limit ?"
    )
    return list(index.connection().execute(sql, (*values, LOOKED + 1)))


def _match(sought: Sought) -> str:
    """The words for SQLite, which folds them itself: each quoted, so that none is an operator."""
    words: dict[str, None] = {}
    for term in sought.terms:
        last = len(term.words) - 1
        for at, word in enumerate(term.plain or term.words):
            words[f'"{word}"*' if term.begun and at == last else f'"{word}"'] = None
    return " ".join(words)


def _side_by_side(
    index: Index, sought: Sought, rows: list[tuple[int, int, str]]
) -> list[tuple[int, int, str]]:
    """Those in which the words of a phrase stand together; the index knows only that they stand."""
    kept: set[int] = set()
    for start in range(0, len(rows), READ):
        part = sorted(n for n, _, _ in rows[start : start + READ])
        sql = f"select n, {', '.join(SEARCHED)} from body where n in ({_marks(part)})"
        for n, *texts in index.connection().execute(sql, part):
            if sought.fits(" ".join(text for text in texts if text)):
                kept.add(n)
    return [row for row in rows if row[0] in kept]


def _records(index: Index, numbers: list[int]) -> list[Evidence]:
    """Records by their number in the index, in this order."""
    found = index.of_numbers(numbers)
    return [found[n] for n in numbers]


def _marks(values: Iterable[object]) -> str:
    return ", ".join("?" for _ in values)
