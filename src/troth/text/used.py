"""Is what a text names the same that records of use call by another spelling?

`exportPdf`, "Export as PDF" and `export_pdf` are one; "GET /orders/{id}" is met by "/orders/17".
A single word counts only where both sides write it as a name: an event "export" is not every text
that speaks of exports.
"""

from __future__ import annotations

import re
from functools import lru_cache

from troth.patterns import later

_CODE = later(r"`([^`\n]{2,120})`")
_QUOTED = later(r"[“\"]([^”\"\n]{3,80})[”\"]")
_PATH = later(
    r"(?<![\w`/.:])((?:(?:GET|PUT|POST|DELETE|PATCH|HEAD) )?/[\w{}.~-]+(?:/[\w{}.~:-]*)*)"
)
_WORD = later(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+")
_METHODS = frozenset(("get", "put", "post", "delete", "patch", "head", "options"))
_SMALL = frozenset(
    [
        "a",
        "an",
        "the",
        "as",
        "of",
        "to",
        "in",
        "on",
        "for",
        "and",
        "or",
        "by",
        "with",
        "your",
        "our",
        "from",
        "its",
        "this",
        "that",
        "now",
        "new",
        "old",
        "use",
        "used",
    ]
)
_HOST = later(r"^https?://[^/]+")
_GIVEN = later(r"\{[^{}/]*\}|<[^<>/]*>|:\w+")


def names_in(text: str) -> tuple[str, ...]:
    """What a sentence names: in code, in quotation marks, as a path; the whole of it where none is."""
    plain = _CODE.sub(" ", text)
    paths = [each.rstrip(".") for each in _PATH.findall(plain)]
    found = [*_CODE.findall(text), *paths, *_QUOTED.findall(plain)]
    named = dict.fromkeys(each.strip().removesuffix("()") for each in found if each.strip())
    return tuple(named) or (text.strip(),)


def same_name(name: str, event: str) -> bool:
    """Whether an event of the records of use is what a name says."""
    if "/" in name and "/" in event and " " not in name.strip("/").split("/", 1)[-1]:
        return _path(name) is not None and _same_path(name, event)
    wanted, held = words_of(name), words_of(event)
    if not wanted or not held:
        return False
    if wanted == held:
        return True
    return len(held) > 1 and len(wanted) > len(held) and _inside(held, wanted)


@lru_cache(maxsize=20_000)
def words_of(name: str) -> tuple[str, ...]:
    """The words of a name, without case, marks and small words: "Export as PDF" is export, pdf."""
    words = (each.lower() for each in _WORD.findall(name[:400]))
    return tuple(_single(each) for each in words if each not in _SMALL)


def _single(word: str) -> str:
    """A plural as its singular, where only an s tells them apart."""
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


def _inside(few: tuple[str, ...], many: tuple[str, ...]) -> bool:
    return any(many[at : at + len(few)] == few for at in range(len(many) - len(few) + 1))


@lru_cache(maxsize=20_000)
def _path(name: str) -> tuple[str, re.Pattern[str]] | None:
    """The method, if one is named, and a pattern that every address of this path fits."""
    first, _, rest = name.strip().partition(" ")
    method = first.lower() if first.lower() in _METHODS and rest else ""
    path = _at((rest if method else name).strip())
    if not path.startswith("/"):
        return None
    parts = (re.escape(each) for each in _GIVEN.split(path))
    return method, re.compile("[^/]+".join(parts), re.I)


def _at(address: str) -> str:
    """The path of an address, without its host and its question."""
    return _HOST.sub("", address).split("?")[0].rstrip("/")


def _same_path(name: str, event: str) -> bool:
    own, other = _path(name), _path(event)
    if own is None or other is None:
        return False
    method, pattern = own
    if method and other[0] and method != other[0]:
        return False
    path = event.strip().partition(" ")[2] if other[0] else event.strip()
    return pattern.fullmatch(_at(path)) is not None
