"""Addresses and numbers half hidden: enough is left to tell two apart, not enough to write or call.

    ana.ruiz@mail.example.org  →  a…z@m…e.org
    +49 176 5550 9931          →  …31
    4111 1111 1111 1111        →  …1111

A number is hidden from seven digits on, however it is parted; dates and troth's own ids are not
numbers. What is hidden once stays as it is when it is hidden again.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from troth.model.origin import Span
from troth.patterns import later

ADDRESSES, NUMBERS = "addresses", "numbers"
KINDS = frozenset({ADDRESSES, NUMBERS})
FEWEST = 7
"""Digits from which on a number may reach somebody."""
LONG = 12
"""Digits from which on it is a card or an account, of which four are left instead of two."""

_LOCAL = r"[^\s@<>\"'(),;:\[\]{}|…/?&=]"
# A word without an address is passed over whole, so that a long one is looked through once.
_ADDRESS = later(
    rf"(?P<address>(?<!…){_LOCAL}+(?:(?:@|%40)[\w.\-]+)+)|(?<=…){_LOCAL}|{_LOCAL}+", re.IGNORECASE
)
_AT, _HOST = later("@|%40"), later(r"[\w.\-]+")
_NO_ADDRESS = frozenset("@<>\"'(),;:[]{}|…/?&=")
_MONTH, _DAY = r"(?:0?[1-9]|1[0-2])", r"(?:0?[1-9]|[12]\d|3[01])"
_DATE = (
    rf"(?<!\d)(?:19|20)\d\d(?:-{_MONTH}-|/{_MONTH}/){_DAY}(?![-./]?\d)"
    rf"|(?<![\d.])(?:{_DAY}[./-]{_MONTH}|{_MONTH}/{_DAY})[./-](?:19|20)\d\d(?![-./]?\d)"
)
_DATES = later(_DATE)
_OURS = r"(?<![\w-])[a-z]-[0-9a-f]{20}(?!\w)"
_IBAN = r"(?<!\w)[A-Z]{2}\d{2}(?:[ ]?[A-Z\d]{4}){2,7}(?:[ ]?[A-Z\d]{1,4})?(?!\w)"
_SIGN = r"[ \t\u00a0\u2009\u202f./()–-]"
_RUN = rf"(?<![\w…])[+(]{{0,2}}\d(?:{_SIGN}{{0,3}}\d){{{FEWEST - 1},}}(?!\w)"
_NUMBER = later(rf"(?P<kept>{_OURS}|{_DATE})|{_IBAN}|{_RUN}")


def reachable(text: str, start: int = 0, end: int | None = None) -> Iterator[tuple[str, Span]]:
    """Where an address or a number stands by which somebody can be reached, and which it is."""
    end = len(text) if end is None else end
    yield from _addresses(text, start, end)
    for found in _NUMBER.finditer(text, start, end):
        if found["kept"]:
            continue
        date = _DATES.search(text, found.start(), found.end())
        if date is None:
            yield NUMBERS, Span(found.start(), found.end())
        else:
            yield from reachable(text, found.start(), date.start())
            yield from reachable(text, date.end(), found.end())


def _addresses(text: str, start: int, end: int) -> Iterator[tuple[str, Span]]:
    """Each letter is gone over once, however many signs a word without an end holds."""
    floor = begun = start
    before = -1
    for sign in _AT.finditer(text, start, end):
        left = sign.start()
        while left > max(floor, before) and _of_an_address(text[left - 1]):
            left -= 1
        left, before = begun if left == before else left, sign.start()
        begun = left
        host = _HOST.match(text, sign.end(), end)
        if host and left < sign.start():
            yield ADDRESSES, Span(left, host.end())
            floor, before = host.end(), -1


def _of_an_address(letter: str) -> bool:
    return letter not in _NO_ADDRESS and not letter.isspace()


def hidden(text: str, kinds: Collection[str]) -> str:
    """The text with these kinds ("addresses", "numbers") half hidden."""
    if ADDRESSES in kinds and ("@" in text or "%40" in text):
        text = _ADDRESS.sub(_address, text)
    if NUMBERS in kinds:
        text = _NUMBER.sub(_number, text)
    return text


def _address(found: re.Match[str]) -> str:
    if not found["address"]:
        return found[0]
    *before, domain = re.split(r"(@|%40)", found[0], flags=re.IGNORECASE)
    rest = re.search(r"[.\-]+$", domain)
    domain = domain[: rest.start()] if rest else domain
    host, dot, top = domain.rpartition(".")
    told = "".join(part if at % 2 else _ends(part) for at, part in enumerate(before))
    return f"{told}{_ends(host or top)}{dot}{top if dot else ''}{rest[0] if rest else ''}"


def _ends(part: str) -> str:
    """The first and the last letter; of a short part only the first."""
    return f"{part[:1]}…{part[-1:] if len(part) > 2 else ''}"


def _number(found: re.Match[str]) -> str:
    if found["kept"]:
        return found[0]
    date = _DATES.search(found[0])
    if date is not None:
        before, after = found[0][: date.start()], found[0][date.end() :]
        return _NUMBER.sub(_number, before) + date[0] + _NUMBER.sub(_number, after)
    signs = re.sub(r"[^A-Za-z\d]", "", found[0])
    return f"…{signs[-4:] if len(signs) >= LONG else signs[-2:]}"
