"""Taking everybody else out of what is handed to one person: names, addresses, numbers.

In her own words and in ours to her stand others too. Another customer becomes "another customer",
an address or a telephone number that is not hers "[an address]" or "[a number]". One of us who
signed a letter to her stays by name: she has that letter.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from troth.ledger import directory
from troth.ledger.knowing import telephones
from troth.model.evidence import Evidence
from troth.model.person import Person
from troth.views.reading import Reading

CUSTOMER = "another customer"
ADDRESS = "[an address]"
NUMBER = "[a number]"
LONGEST = 4
"""Words of which a name is looked for."""
TAIL = 7
"""Last digits by which a telephone number is known, with or without its country."""
_ADDRESS = re.compile(r"[^\s<>\"',;:()\[\]{}|]+@[^\s<>\"',;:()\[\]{}|]*[^\s<>\"',;:()\[\]{}|.]")
_PHONE = re.compile(r"(?<![\w])\+?\(?\d(?:[ ()./-]{0,2}\d){6,}(?!\w)")
_WORD = re.compile(r"[^\W\d_][\w'’-]*")


@dataclass(frozen=True)
class Sparing:
    """What may stay and what goes, for one person; `names` are of customers other than her."""

    own: frozenset[str]
    tails: frozenset[str]
    names: re.Pattern[str] | None

    def text(self, text: str) -> str:
        """The text without anybody else in it."""
        text = _ADDRESS.sub(self._address, text)
        text = _PHONE.sub(self._number, text)
        return self.names.sub(CUSTOMER, text) if self.names else text

    def value(self, value: object) -> object:
        """The same for a value of a record, whatever it is."""
        if isinstance(value, str):
            return self.text(value)
        if isinstance(value, Mapping):
            return {self.text(str(name)): self.value(held) for name, held in value.items()}
        return [self.value(each) for each in value] if isinstance(value, list | tuple) else value

    def _address(self, found: re.Match[str]) -> str:
        plain = found[0].casefold().removeprefix("mailto:")
        return found[0] if plain in self.own else ADDRESS

    def _number(self, found: re.Match[str]) -> str:
        digits = re.sub(r"\D", "", found[0])
        return NUMBER if digits[-TAIL:] in self.tails else found[0]


def sparing(
    person: Person,
    identifiers: Iterable[tuple[str, str]],
    names: Iterable[str],
    records: Iterable[Evidence],
    reading: Reading,
) -> Sparing:
    """Who is to be taken out of these records of a person with these identifiers and names."""
    records = list(records)
    her_names = {_plain(name) for name in names}
    given = [*identifiers]
    texts = [text for record in records for text in _texts(record)]
    others = _beside(person, records, reading)
    whole = {one.name for one in others if one.name} | _named(texts, reading)
    parts = {
        part
        for one in others
        for part in (one.name or "").split()
        if len(part) > 2 and part[:1].isupper()
    }
    mine = {word for name in her_names for word in name.split()}
    found = [name for name in whole if _plain(name) not in her_names]
    found += [part for part in parts if _plain(part) not in mine]
    found += [one.known_as for one in others if not one.name and len(one.known_as) > 4]
    return Sparing(
        frozenset(value.casefold() for _, value in given),
        _tails(texts, given, reading),
        _pattern(found),
    )


def _beside(person: Person, records: Iterable[Evidence], reading: Reading) -> list[Person]:
    """The other customers in her conversations."""
    handles = {one for record in records for one in (record.by, record.about)}
    found = {one.id: one for one in reading.people(handles).values()}
    return [one for one in found.values() if one.id != person.id and not one.staff]


def _named(texts: Iterable[str], reading: Reading) -> set[str]:
    """Whole names of customers that stand in the texts."""
    runs: set[str] = set()
    for text in texts:
        words = [word.removesuffix("'s").removesuffix("’s") for word in _WORD.findall(text)]
        for size in range(2, LONGEST + 1):
            for at in range(len(words) - size + 1):
                if words[at][0].isupper() and words[at + size - 1][0].isupper():
                    runs.add(" ".join(words[at : at + size]))
    return directory.names_of_customers(reading.con, runs)


def _tails(
    texts: Iterable[str], own: Iterable[tuple[str, str]], reading: Reading
) -> frozenset[str]:
    """The telephone numbers in the texts that are somebody else's, by their last digits."""
    mine = {re.sub(r"\D", "", value)[-TAIL:] for _, value in own}
    numbers = {re.sub(r"\D", "", one) for text in texts for one in _PHONE.findall(text)}
    dialled = {one: one[-TAIL:] for one in numbers if one[-TAIL:] not in mine}
    known = telephones(reading.con, set(dialled.values()))
    return frozenset(tail for tail in dialled.values() if tail in known)


def _texts(record: Evidence) -> Iterable[str]:
    for value in record.fields.values():
        if isinstance(value, str):
            yield value
        elif isinstance(value, Mapping):
            yield from map(str, value.values())


def _plain(name: str) -> str:
    parted = unicodedata.normalize("NFKD", name).casefold()
    return " ".join("".join(c for c in parted if not unicodedata.combining(c)).split())


def _pattern(names: Iterable[str]) -> re.Pattern[str] | None:
    """Names as they are written, or in capitals; never inside a longer word."""
    spelt = {form for name in names for form in (name, name.upper())}
    if not spelt:
        return None
    longest = sorted(spelt, key=lambda one: (-len(one), one))
    forms = "|".join(r"[\s,]+".join(map(re.escape, one.split())) for one in longest)
    return re.compile(rf"(?<![^\W_])(?:{forms})(?![^\W_])")
