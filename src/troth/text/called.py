"""Names of people compared: accents, other alphabets, nicknames, initials, order, and slips."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from troth.patterns import later

_APART = later(r"[\W_\d]+")
_TITLES = frozenset(
    [
        "dr",
        "mr",
        "mrs",
        "ms",
        "miss",
        "prof",
        "sir",
        "herr",
        "frau",
        "mme",
        "mlle",
        "ing",
        "dipl",
        "msc",
        "phd",
        "jr",
        "sr",
    ]
)
_LETTERS = str.maketrans(
    {
        **dict(zip("абвгдезийклмнопрстуфхыэіїєґ", "abvgdeziiklmnoprstufhyeiieg", strict=True)),
        "ё": "e",
        "ж": "zh",
        "ц": "ts",
        "ч": "ch",
        "ш": "sh",
        "щ": "sch",
        "ю": "yu",
        "я": "ya",
        "ь": "",
        "ъ": "",
        "ß": "ss",
        "ø": "o",
        "æ": "a",
        "œ": "o",
        "ł": "l",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "ı": "i",
    }
)
_SAME_SOUND = (("ae", "a"), ("oe", "o"), ("ue", "u"), ("aa", "a"), ("kh", "h"), ("y", "i"))
_SHORT = """
    alexander alex sasha sascha alec
    alexandra alexa sandra
    andrew andy drew
    anthony tony
    barbara barb babs
    benjamin ben benny
    catherine katherine kate cathy kathy katie
    charles charlie chuck
    christopher chris kit
    daniel dan danny
    david dave
    deborah debbie deb
    dmitri dmitry dima
    donald don
    edward ed eddie ted
    elizabeth liz beth betty eliza lisa
    francisco paco pancho
    frederick fred freddie
    gerald gerry jerry
    gregory greg
    henry harry hank
    james jim jimmy jamie
    jennifer jen jenny
    johannes hannes hans
    john jack johnny
    jonathan jon
    jose pepe
    joseph joe joey
    joshua josh
    kenneth ken kenny
    lawrence larry
    leonard len lenny
    margaret maggie meg peggy marge
    maria mia
    matthew matt
    maximilian max
    michael mike mick
    mikhail misha
    nicholas nick nicky
    patricia pat patty tricia
    peter pete
    philip phil
    rebecca becky
    richard rick dick rich
    robert bob rob bobby robbie
    ronald ron
    samuel sam sammy
    stephen steven steve
    susan sue susie
    theodore theo
    thomas tom tommy
    timothy tim
    victoria vicky tori
    vladimir vova volodya
    walter walt
    william bill will willy liam
    yekaterina ekaterina katya
"""
_FULL = {each: line.split()[0] for line in _SHORT.strip().splitlines() for each in line.split()}


@lru_cache(maxsize=65_536)
def parts(name: str) -> tuple[str, ...]:
    """The parts of a name in their order: lower case, Latin letters, no accents, no titles."""
    bare = name.casefold()
    if not bare.isascii():
        marked = unicodedata.normalize("NFKD", bare)
        bare = "".join(sign for sign in marked if not unicodedata.combining(sign))
        bare = bare.translate(_LETTERS)
    return tuple(each for each in _APART.split(bare) if each and each not in _TITLES)


@lru_cache(maxsize=65_536)
def plain(part: str) -> str:
    """A part as one of many spellings of it: Müller and Mueller, Bob and Robert."""
    part = _FULL.get(part, part)
    for two, one in _SAME_SOUND:
        part = part.replace(two, one)
    part = part.replace("ii", "i")
    return _FULL.get(part, part)


@lru_cache(maxsize=65_536)
def key(name: str) -> str:
    """What names of one person have in common however they are written; empty for one word."""
    found = sorted({plain(each) for each in parts(name)})
    return " ".join(found) if len(found) > 1 and any(len(each) > 1 for each in found) else ""


def agree(one: str | None, two: str | None) -> bool:
    """Whether two names are surely no two people's: one says what the other says, and perhaps more.

    A name that is missing speaks against nothing. "Ana" agrees with "Ana Ruiz" and "Ana M. Ruiz"
    with "Ana Ruiz"; "A. Ruiz" may be her brother, and "Tom Ruiz" is.
    """
    first, second = parts(one or ""), parts(two or "")
    if not first or not second:
        return True
    short, long = sorted((first, second), key=len)
    full = {each for each in short if len(each) > 1}
    if not full <= {*long} or not all(_begun(each, long) for each in short):
        return False
    return len(full) > 1 or {*short} == {*long} or (len(short) == 1 and short[0] == long[0])


def _begun(part: str, name: tuple[str, ...]) -> bool:
    return part in name or (len(part) == 1 and any(each.startswith(part) for each in name))


def alike(one: str | None, two: str | None) -> bool:
    """Whether two names have anything in common: a part, or the initials of one in the other.

    Where a name is missing nothing speaks against it.
    """
    first, second = frozenset(parts(one or "")), frozenset(parts(two or ""))
    if not first or not second or first & second:
        return True
    return _abbreviates(first, second) or _abbreviates(second, first)


def _abbreviates(short: frozenset[str], long: frozenset[str]) -> bool:
    """Whether every part of one name begins a part of the other ("A. R.", "Ana Ruiz")."""
    return all(any(whole.startswith(part) for whole in long) for part in short)


def initials_fit(one: str, two: str) -> bool:
    """Whether one name is the other with a part cut down to its first letter ("A. Ruiz")."""
    first, second = parts(one), parts(two)
    if len(first) < 2 or len(first) != len(second) or len(first[0]) == len(second[0]) == 1:
        return False
    pairs = [*zip(first, second, strict=True)]
    cut = [(a, b) for a, b in pairs if a != b]
    return len(cut) == 1 and min(map(len, cut[0])) == 1 and cut[0][0][0] == cut[0][1][0]


def one_slip(one: str, two: str) -> bool:
    """Whether two texts are one letter apart: wrong, missing, too many, or two swapped."""
    if one == two or abs(len(one) - len(two)) > 1:
        return False
    at = next((n for n, (a, b) in enumerate(zip(one, two, strict=False)) if a != b), None)
    if at is None:
        return True
    if len(one) == len(two):
        swapped = one[at : at + 2] == two[at : at + 2][::-1] and one[at + 2 :] == two[at + 2 :]
        return one[at + 1 :] == two[at + 1 :] or swapped
    longer, shorter = (one, two) if len(one) > len(two) else (two, one)
    return longer[at + 1 :] == shorter[at:]
