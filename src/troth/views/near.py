"""What somebody may have meant whose words were found nowhere."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from troth.ledger import directory
from troth.store.searching import near_words
from troth.store.searching import search as search_records
from troth.text.seeking import Sought, Term, fold, words_of
from troth.text.spelling import near as near_spelling
from troth.views.reading import Reading

OFFERED = 4
BEGINNING = 3
"""By so many first letters people are looked for whose name may have been misspelt."""
LOOKED_AT = 300


@dataclass(frozen=True, slots=True)
class Near:
    """Another question that does find something, and why it is offered."""

    query: str
    says: str


def near(reading: Reading, wanted: Sought) -> tuple[Near, ...]:
    """Words that stand there, words that begin so, words spelt almost so, names almost so."""
    offers: dict[str, Near] = {}
    for offer in _offers(reading, wanted):
        offers.setdefault(offer.query, offer)
        if len(offers) == OFFERED:
            break
    return tuple(offers.values())


def _offers(reading: Reading, wanted: Sought) -> Iterator[Near]:
    missing = [term for term in wanted.terms if not _stands(reading, term)]
    for term in missing:
        yield from _instead(reading, wanted, term)
    if len(wanted.terms) > 1:
        for term in wanted.terms:
            if term not in missing:
                yield Near(term.written, "this alone")


def _instead(reading: Reading, wanted: Sought, term: Term) -> Iterator[Near]:
    """Better words for one that stands nowhere."""
    if len(term.words) > 1:
        if _stands(reading, *_each(term)):
            words = " ".join(word.typed for word in _each(term))
            yield _with(wanted, term, words, "the words, not side by side")
        for part in _each(term):
            if len(part.typed) > BEGINNING and _stands(reading, part):
                yield Near(part.typed, "this alone")
        return
    word = term.words[0]
    begun = Term(term.words, True, term.typed, term.plain)
    if not term.begun and len(word) >= BEGINNING and _stands(reading, begun):
        yield _with(wanted, term, begun.written, "words that begin so")
    for other in near_words(reading.index, word):
        yield _with(wanted, term, other, "almost the same word")
    for name in _names(reading, word):
        yield Near(name, "a name spelt almost so")


def _with(wanted: Sought, term: Term, better: str, says: str) -> Near:
    query = " ".join(better if one == term else one.written for one in wanted.terms)
    return Near(query, says)


def _names(reading: Reading, word: str) -> list[str]:
    """Names of people in which a word is almost this one."""
    if len(word) <= BEGINNING:
        return []
    ids = directory.matching(reading.con, word[:BEGINNING])[:LOOKED_AT]
    names: dict[str, str] = {}
    for one in directory.persons(reading.con, ids):
        if one.name and not one.forgotten:
            for _, _, part in words_of(one.name):
                names.setdefault(part, one.name)
    return [names[part] for part in near_spelling(fold(word), ((part, 1) for part in names))]


def _each(term: Term) -> list[Term]:
    pairs = zip(term.words, term.plain or term.words, strict=True)
    return [Term((word,), False, plain, (plain,)) for word, plain in pairs]


def _stands(reading: Reading, *terms: Term) -> bool:
    return bool(search_records(reading.index, Sought("", terms), limit=0).counts)
