"""A message with what is no prose blanked out, and where its sentences lie.

Every character that goes is replaced by a space, so an offset means the same in both texts.
"""

from __future__ import annotations

import re

from troth.model.origin import Span
from troth.patterns import later

# An address begins where a word does, so that a long word is looked through once.
_HOST = r"@[\w-]+\.[\w.-]+"
_REST = rf"{_HOST}(?:\+[\w.+-]*{_HOST})*"
_NO_PROSE = later(
    rf"https?://\S+|www\.\S+|(?<![\w.+-])[\w.+-]+{_REST}|(?<!\w)[.]?@\w+(?:[.+-][\w.+-]*{_REST})?"
    r"|<(?:email|number|phone|url|link)>"
    r"|(?<=\s)[\^~*/_-] ?[A-Z][A-Za-z]{0,11}(?=\s*$|\s+\d/\d\s*$)|(?<!\d)\d/\d(?!\d)"
    r"|&(?:amp|lt|gt|quot|nbsp);|</?[a-z]{1,8}>"
)
_BREAK = later(
    r"(?<=[.!?…])[\"'”’)\]]*\s+(?=\S)|(?:(?<!\s)\s*)?\n+\s*|(?<!\s)\s{3,}(?=[A-Z])"
    r"|(?<=[a-z]) (?:–|—|--) "
)
_WRAPPED = later(
    r"(?<=[.!?…])[\"'”’)\]*]*\s+(?=\S)|(?:(?<!\s)\s*)?\n\s*\n\s*"
    r"|[:;]?(?:(?<!\s)\s*)?\n\s*(?=[-*#>|+]|\d+[.)] )|(?<=[a-z]) (?:–|—|--) "
)
_ABBREVIATED = later(
    r"(?:\b(?:e\.g|i\.e|etc|mr|mrs|ms|dr|st|no|vs|approx|inc|ltd|co|a\.m|p\.m|u\.s|jan|feb|mar|apr"
    r"|jun|jul|aug|sept?|oct|nov|dec)|(?-i:(?<![\w'’])[A-Z]))\.$",
    re.I,
)


def masked(text: str) -> str:
    """The text with addresses, handles, links, and initials signed at its end blanked out."""
    if not _MASKABLE.search(text):
        return text
    return _NO_PROSE.sub(lambda match: " " * len(match.group()), text)


def straight(text: str) -> str:
    """The masked text with straight apostrophes, for patterns that know no other."""
    return masked(text).replace("’", "'")


_MASKABLE = later(r"[@<&^~*/]|www\.|\s[_-] ?[A-Z]\w*\s*$")


def sentences(text: str, *, wrapped: bool = False) -> list[Span]:
    """Where the sentences of a text lie, without the space and the marks of lists around them.

    In a message every line break ends a sentence; in a `wrapped` text, such as a document, only
    an empty line does, or the next item of a list.
    """
    spans: list[Span] = []
    start = 0
    for match in (_WRAPPED if wrapped else _BREAK).finditer(text):
        head = text[start : match.start()]
        goes_on = text[match.end() : match.end() + 1].islower() and "\n" not in match.group()
        if head.endswith(".") and (goes_on or _ABBREVIATED.search(head[-8:])):
            continue
        _keep(text, start, match.start(), spans)
        start = match.end()
    _keep(text, start, len(text), spans)
    return spans


_MARKS = " \t\r\n\f\v\u00a0-*#>|+•"


def _keep(text: str, start: int, end: int, spans: list[Span]) -> None:
    inner = text[start:end]
    lead = len(inner) - len(inner.lstrip(_MARKS))
    body = inner[lead:].rstrip()
    if body:
        spans.append(Span(start + lead, start + lead + len(body)))
