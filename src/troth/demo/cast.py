"""The people of the demo world, all invented, and the words they are made of."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib.resources import files
from random import Random

from troth.demo.world import Figure, Side

SIZES: Mapping[Side, int] = {"sender": 132, "courier": 78, "shop": 46}


def words() -> dict[str, tuple[str, ...]]:
    """Names, streets, things and turns of phrase by kind; an empty one means: leave it out."""
    text = (files("troth.demo") / "texts" / "cast.txt").read_text(encoding="utf-8")
    found: dict[str, tuple[str, ...]] = {}
    for line in text.splitlines():
        kind, _, rest = line.partition(": ")
        found[kind] = tuple(rest.split() if "|" not in rest else rest.split("|"))
    return found


@dataclass(frozen=True, slots=True)
class Cast:
    """Everybody in the world: the planted, by address, and the others, by side."""

    planted: Mapping[str, Figure]
    others: Mapping[Side, tuple[Figure, ...]]

    @property
    def all(self) -> tuple[Figure, ...]:
        """Every customer of every side."""
        return (*self.planted.values(), *(each for side in SIZES for each in self.others[side]))


def cast(random: Random, planted: Iterable[Figure]) -> Cast:
    """The planted people by address, and a few hundred others with invented names."""
    said = words()
    known = {each.email: each for each in planted}
    taken = {each.name for each in known.values()}
    others: dict[Side, tuple[Figure, ...]] = {}
    for side, size in SIZES.items():
        names = _names(random, said, size, taken)
        others[side] = tuple(_figure(random, said, name, side) for name in names)
    return Cast(known, others)


def _names(
    random: Random, said: Mapping[str, tuple[str, ...]], size: int, taken: set[str]
) -> list[str]:
    found: list[str] = []
    while len(found) < size:
        name = f"{random.choice(said['first'])} {random.choice(said['last'])}"
        if name not in taken:
            taken.add(name)
            found.append(name)
    return found


def _figure(random: Random, said: Mapping[str, tuple[str, ...]], name: str, side: Side) -> Figure:
    first, last = (plain(part) for part in name.split())
    if side == "shop":
        trade = random.choice(said["trade"])
        host = f"{last}{plain(trade)}.example"
        return Figure(name, side, f"{first}@{host}", f"{name.split()[1]} {trade}")
    host = "nightmail.example" if side == "courier" else random.choice(said["mail"])
    return Figure(name, side, f"{first}.{last}@{host}")


def plain(text: str) -> str:
    """Letters that an address may hold: lower case, no accents, no spaces."""
    bare = unicodedata.normalize("NFKD", text.lower())
    return "".join(letter for letter in bare if letter.isascii() and letter.isalpha())
