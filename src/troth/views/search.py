"""Who and what holds these words? People, promises and records, from the ledger and the index."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from troth.documents.kept import read_again
from troth.errors import UnknownNameError
from troth.ledger import directory
from troth.model.evidence import Evidence
from troth.model.person import Person
from troth.model.promise import Promise
from troth.model.reject import Reject
from troth.store.index_tables import SEARCHED
from troth.store.searching import Matches, Within
from troth.store.searching import search as search_records
from troth.text.excerpts import Excerpt, excerpt
from troth.text.seeking import Sought, sought
from troth.views.age import RecordsAge, records_age
from troth.views.figures import figures
from troth.views.near import Near, near
from troth.views.people import PersonLine, person_lines
from troth.views.promises import PromiseLine, lines
from troth.views.reading import Reading
from troth.views.who import called, the_person

PEOPLE = "people"
PROMISES = "promises"
NAMES: Mapping[str, tuple[str, str]] = {
    "message": ("message", "messages"),
    "document": ("document", "documents"),
    "survey_answer": ("answer", "answers"),
    "review": ("review", "reviews"),
    "incident": ("incident", "incidents"),
    "change": ("change", "changes"),
}
"""Kinds of record that have words, as one and as many are called."""
PARTS = {PEOPLE: None, PROMISES: None, **{many: kind for kind, (_, many) in NAMES.items()}}
"""What can be searched alone, by the name a person gives it, with the kind of record it is."""
SHOWN = 10
LONGEST = 60
WORDS_OF_A_PROMISE = 400
SETTLED = {"candidate": 1, "rejected": 2}


@dataclass(frozen=True, slots=True)
class Narrowed:
    """Where to look: in these parts, at one person's, in a stretch of time; `limit` of each part."""

    parts: frozenset[str] = frozenset()
    person: str | None = None
    since_us: int | None = None
    until_us: int | None = None
    limit: int = SHOWN

    def takes(self, part: str) -> bool:
        """Whether a part is looked through; all are where none is named."""
        return not self.parts or part in self.parts

    @property
    def kinds(self) -> frozenset[str] | None:
        """The kinds of record that are looked through; None for all."""
        if not self.parts:
            return None
        return frozenset(kind for part in self.parts if (kind := PARTS.get(part)))


@dataclass(frozen=True, slots=True)
class PromiseHit:
    """A promise whose words hold what is sought."""

    line: PromiseLine
    words: Excerpt


@dataclass(frozen=True, slots=True)
class Hit:
    """A record that holds what is sought: where it says so, who, when."""

    record: Evidence
    what: str
    at: str
    quote: Excerpt
    who: str | None
    person: Person | None


@dataclass(frozen=True, slots=True)
class Totals:
    """How many there are, shown or not; `complete` is false where there are more than was counted."""

    people: int = 0
    promises: int = 0
    kinds: Mapping[str, int] = field(default_factory=dict)
    complete: bool = True

    @property
    def evidence(self) -> int:
        """All records."""
        return sum(self.kinds.values())

    @property
    def all(self) -> int:
        """Everything."""
        return self.people + self.promises + self.evidence


@dataclass(frozen=True, slots=True)
class Search:
    """The page: people first, then promises, then records, the newest first.

    `near` is offered where nothing was found; `records` says how old the records are.
    """

    query: str
    people: tuple[PersonLine, ...] = ()
    promises: tuple[PromiseHit, ...] = ()
    evidence: tuple[Hit, ...] = ()
    totals: Totals = Totals()
    near: tuple[Near, ...] = ()
    records: tuple[RecordsAge, ...] = ()
    cut: bool = False
    narrowed: Narrowed = Narrowed()
    whose: Person | None = None

    @property
    def says(self) -> str:
        """The answer in a sentence."""
        if not self.query:
            return "Nothing was asked for."
        if not self.totals.all:
            return f"{_nobody(self)} {self.words}{_with(self)}."
        held = _listed(_counted(self.totals))
        verb = "holds" if self.totals.all == 1 else "hold"
        least = "" if self.totals.complete else "At least "
        most = max(len(self.people), len(self.promises), len(self.evidence))
        rest = f"; of each, the first {most:,} are shown" if self.left else ""
        return f"{least}{held} {verb} {self.words}{_with(self)}{rest}."

    @property
    def left(self) -> int:
        """How many are counted and not shown."""
        return self.totals.all - len(self.people) - len(self.promises) - len(self.evidence)

    @property
    def parts(self) -> tuple[str, ...]:
        """Parts worth looking at alone: those in which something was found, and those chosen."""
        totals = self.totals
        held = {PEOPLE: totals.people, PROMISES: totals.promises}
        return tuple(
            part
            for part, kind in PARTS.items()
            if part in self.narrowed.parts or held.get(part, totals.kinds.get(kind or "", 0))
        )

    @property
    def words(self) -> str:
        """What was sought, in quotation marks."""
        phrase = self.query.startswith('"') and self.query.count('"') < 3
        inner = self.query.strip('"') if phrase else self.query
        return f"“{inner if len(inner) <= LONGEST else inner[: LONGEST - 1] + '…'}”"


def search(reading: Reading, typed: str, narrowed: Narrowed | None = None) -> Search:
    """Everything that holds these words.

    Raises `UnknownNameError` where the person named, or a part, is not known.
    """
    narrowed = narrowed or Narrowed()
    for part in narrowed.parts - PARTS.keys():
        raise UnknownNameError("part to search in", part, PARTS, advice=_parts_advice())
    wanted = sought(typed)
    whose = the_person(reading, narrowed.person) if narrowed.person else None
    if not wanted.typed:
        return Search("", narrowed=narrowed, whose=whose)
    handles = frozenset(whose.handles) if whose else None
    ids = _people(reading, wanted, whose) if narrowed.takes(PEOPLE) else []
    held = _promises(reading, wanted, narrowed, handles) if narrowed.takes(PROMISES) else []
    within = Within(narrowed.kinds, handles, narrowed.since_us, narrowed.until_us)
    records = search_records(reading.index, wanted, within, narrowed.limit)
    totals = Totals(len(ids), len(held), records.counts, records.complete)
    return Search(
        wanted.typed,
        _person_lines(reading, ids[: narrowed.limit]),
        _promise_hits(reading, wanted, held[: narrowed.limit]),
        _hits(reading, wanted, records),
        totals,
        () if totals.all else near(reading, wanted),
        records_age(reading),
        wanted.cut,
        narrowed,
        whose,
    )


def _people(reading: Reading, wanted: Sought, whose: Person | None) -> list[str]:
    """Those meant by all of it; where nobody is, those meant by every part of it."""
    con, terms = reading.con, wanted.terms
    typed = " ".join(term.typed for term in terms) or wanted.typed
    ids = directory.matching(con, typed)
    if not ids and len(terms) > 1:
        each = [directory.matching(con, term.typed) for term in terms]
        ids = [id for id in each[0] if all(id in set(others) for others in each[1:])]
    if len(ids) == 1 and any(one.forgotten for one in directory.persons(con, ids)):
        return []
    return ids if whose is None else [id for id in ids if id == whose.id]


def _person_lines(reading: Reading, ids: list[str]) -> tuple[PersonLine, ...]:
    found = directory.persons(reading.con, ids)
    return person_lines(found, reading)


def _promises(
    reading: Reading, wanted: Sought, narrowed: Narrowed, handles: frozenset[str] | None
) -> list[Promise]:
    """Promises in the making or made, the newest first; candidates and rejected ones last."""
    since, until = narrowed.since_us, narrowed.until_us
    found = [
        one
        for one in reading.promises
        if wanted.fits(one.words)
        and (handles is None or one.to in handles or one.by in handles)
        and (since is None or one.born_us >= since)
        and (until is None or one.born_us <= until)
    ]
    return sorted(found, key=lambda one: (SETTLED.get(one.state, 0), -one.born_us, one.id))


def _promise_hits(reading: Reading, wanted: Sought, held: list[Promise]) -> tuple[PromiseHit, ...]:
    return tuple(
        PromiseHit(line, excerpt(line.promise.words, wanted.terms, WORDS_OF_A_PROMISE))
        for line in lines(held, reading)
    )


def _hits(reading: Reading, wanted: Sought, matches: Matches) -> tuple[Hit, ...]:
    handles = {handle for one in matches.records for handle in (one.by, one.about)}
    people = reading.people(handles)
    return tuple(_hit(one, people, reading, wanted) for one in matches.records)


def _hit(record: Evidence, people: Mapping[str, Person], reading: Reading, wanted: Sought) -> Hit:
    author = people.get(record.by or "")
    person = people.get(record.about or "") or author
    who = called(author) if author else (called(person) if person else None)
    return Hit(
        record,
        NAMES.get(record.kind, (record.kind.replace("_", " "), ""))[0],
        reading.clock.moment(record.at_us, record.precision),
        _quote(record, wanted),
        who,
        None if person is None or person.forgotten else person,
    )


def _quote(record: Evidence, wanted: Sought) -> Excerpt:
    """Where the record says it: in its words, else in its title, its path or another part."""
    texts = [_prose(record), record.text] if record.kind == "document" else [record.text]
    texts += [str(record.fields.get(name) or "") for name in SEARCHED if name != "text"]
    quotes = [excerpt(text, wanted.terms) for text in texts if text]
    best = max(quotes, key=lambda quote: quote.terms, default=None)
    return best if best and best.text else excerpt(figures(record), wanted.terms)


def _prose(record: Evidence) -> str:
    """The words of a document as its author knows them, without its markup."""
    document = read_again(str(record.fields.get("path") or record.id), record.text)
    return record.text if isinstance(document, Reject) else document.prose


def _counted(totals: Totals) -> Iterable[str]:
    for count, one, many in (
        (totals.people, "person", "people"),
        (totals.promises, "promise", "promises"),
    ):
        if count:
            yield f"{count:,} {one if count == 1 else many}"
    for kind, count in sorted(totals.kinds.items(), key=lambda item: (-item[1], item[0])):
        one, many = NAMES.get(kind, (kind.replace("_", " "), f"{kind.replace('_', ' ')}s"))
        yield f"{count:,} {one if count == 1 else many}"


def _nobody(page: Search) -> str:
    where = [part for part in PARTS if part in page.narrowed.parts]
    return f"Nothing in {_listed(where)} holds" if where else "Nothing holds"


def _with(page: Search) -> str:
    return f" with {called(page.whose)}" if page.whose else ""


def _listed(parts: Iterable[str]) -> str:
    *first, last = parts
    return f"{', '.join(first)} and {last}" if first else last


def _parts_advice() -> str:
    return f"There are {_listed(PARTS)}."
