"""The places of a record that a mapping may name: what each kind holds, in the owner's words.

A mapping in `troth.toml` leads a column of a file to one of these: "at", "by", "amount". They come
from the columns that every record has and those of its kind, and from what a person is known by.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from troth.extend.cells import Reads
from troth.model import evidence
from troth.model.evidence import KINDS

PERSON = "person"
"""What a table of people is called, beside the kinds of records."""
KIND_NAMES = (*KINDS, PERSON)
"""What a mapped table may hold."""


@dataclass(frozen=True, slots=True)
class Place:
    """One place: its name in a mapping, the column it fills, how a cell is read, what it means."""

    name: str
    into: str
    reads: Reads
    means: str


_COMMON = (
    Place("at", "at_us", "time", "when it happened"),
    Place("key", "key", "text", "its own number, by which a newer export brings it up to date"),
    Place("by", "by", "text", "who acted: an address, a telephone number or a customer number"),
    Place("name", "name", "text", "the name of who acted (of whom it is about, where nobody did)"),
    Place("about", "about", "text", "whom it is about"),
    Place("about_name", "about_name", "text", "the name of whom it is about"),
    Place("account", "account", "text", "the company or household it belongs to"),
    Place("to", "to", "text", "further people addressed"),
    Place("cc", "cc", "text", "people who got a copy"),
    Place("thread", "thread", "text", "the conversation, ticket or order it belongs to"),
    Place("side", "side", "text", "the side of the market: customer, driver, merchant"),
    Place("ours", "ours", "text", "which of our brands"),
    Place("zone", "zone_named", "text", "the time zone of its times"),
    Place("system", "system", "text", "the system it was kept in"),
    Place("link", "origin_link", "text", "the way back to the source system"),
)
_PERSON = (
    Place("id", "id", "text", "her number in this system"),
    Place("email", "email", "text", "her addresses"),
    Place("phone", "phone", "text", "her telephone numbers"),
    Place("name", "name", "text", "what she is called"),
    Place("first_name", "first_name", "text", "her first name"),
    Place("last_name", "last_name", "text", "her last name"),
    Place("title", "title", "text", "what she does there"),
    Place("account", "account", "text", "the company or household she belongs to"),
    Place("side", "side", "text", "the side of the market: customer, driver, merchant"),
    Place("stage", "stage", "text", "how she stands to us: lead, customer, former customer"),
    Place("shared", "shared", "text", "addresses from which several people write"),
    Place("at", "since", "time", "since when she is known"),
    Place("system", "system", "text", "the system she is kept in"),
)
_READS: Mapping[str, Reads] = {
    "text": "words",
    "reply": "words",
    "direction": "direction",
    "amount": "money",
}
_TYPES: Mapping[str, Reads] = {"int64": "time", "float64": "number", "bool": "text"}
FLAGS = frozenset(column.name for own in KINDS.values() for column in own if column.type == "bool")
"""Fields that say yes or no."""


@cache
def places(kind: str) -> Mapping[str, Place]:
    """The places of a kind by name, those of every record first."""
    if kind == PERSON:
        return {each.name: each for each in _PERSON}
    own = (_own(column) for column in KINDS[kind])
    return {each.name: each for each in (*_COMMON, *own)}


def named_place(kind: str, name: str) -> Place | None:
    """The place a mapping means; "at_us" and "At" are "at"."""
    return places(kind).get(name.strip().casefold().removesuffix("_us"))


def _own(column: evidence.Column) -> Place:
    reads = _READS.get(column.name) or _TYPES.get(column.type, "text")
    means = column.means.removesuffix(", UTC microseconds")
    return Place(column.name.removesuffix("_us"), column.name, reads, means)
