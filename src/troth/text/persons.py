"""Names of human beings in a sentence, and what there is to say that somebody is one.

A run of capitals is a human name by a given name at its head, by a verb of saying beside it, by a
trade behind it (“Tom Reed, head of product at Kestrel”), or because the document has told it to be
one before. Names of firms, months and headings are none.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Literal

from troth.model.origin import Span
from troth.patterns import later
from troth.text.given_names import GIVEN_NAMES
from troth.text.served import NOT_A_NAME, compiled

Sign = Literal["named", "said", "office", "known"]

_WORD = r"(?:[A-Z][’'][A-Z][a-z]+|[A-Z][a-zà-ÿ]+(?:[-‐][A-Z][a-zà-ÿ]+)*|[A-Z]\.|[A-Z]{3,}(?=[\s,]))"
_RUN = (
    rf"(?<![\w@#/.’'-])(?:[A-Z][’'][A-Z][a-z]+|[A-ZÀ-Þ][a-zà-ÿ]+(?:[-‐][A-Z][a-zà-ÿ]+)*)"
    rf"(?:\s+(?:(?:van|von|de|der|da|di|bin|al)\s+)*{_WORD}){{0,3}}(?![\w/-])"
)
SAYING = (
    r"(?:says?|said|explains?|explained|adds|added|recalls?|recalled|notes|noted|points? out|"
    r"pointed out|describes|described|concludes|concluded|remembers|comments|commented|details|"
    r"observes|reports|continues|reflects|shares|stresses|expands|elaborates|admits|laughs)"
)
OFFICE = (
    r"(?:engineers?|developers?|programmers?|managers?|founders?|co-?founders?|owners?|directors?|"
    r"architects?|designers?|analysts?|teachers?|nurses?|doctors?|consultants?|administrators?|"
    r"buyers?|accountants?|bookkeepers?|lawyers?|officers?|presidents?|couriers?|drivers?|"
    r"shopkeepers?|merchants?|scientists?|researchers?|editors?|chefs?|bakers?|florists?|farmers?|"
    r"students?|specialists?|coordinators?|supervisors?|dispatchers?|planners?|controllers?|"
    r"treasurers?|lecturers?|professors?|undergraduate|maintainers?|technologists?|strategists?|"
    r"members?|partners?|chair|head|lead|leader|chief|CTO|CEO|COO|CFO|CIO|CISO|CPO|VP|SVP|SRE|"
    r"physician|librarian|principal|secretary|clerk|pharmacist|dentist|plumber|tenant|mother|father)"
)
_TITLE = (
    rf"(?:[A-Z][\w&-]*|of|the|its|their|our|and|&|for|at|senior|lead|software|company|fellow|"
    rf"colleague|{OFFICE})"
)
_PUBLIC = later(
    r"\b(?:President|Minister|Senator|Governor|Administrator|Secretary|Congress\w+|Justice|Judge|"
    r"Pope|King|Queen|Mayor|[Mm]inister\b.*)\s+$"
)
_NO_NAME_END = later(
    r"\s(?:Inc|Ltd|GmbH|LLC|AG|Group|Labs?|Bank|University|School|College|Institute|Corporation|"
    r"Company|Street|Road|City|Team|Cloud|Engine|Server|Project|Foundation|Award|Act|Law|Day|"
    r"Machine|Distribution|Systems?|Software|Research|Analytics|Operator|Desktop|Studio|Channels)$"
)


@dataclass(frozen=True, slots=True)
class Human:
    """A name, where it stands, and by which sign it is one."""

    name: str
    span: Span
    sign: Sign


def humans(sentence: str, known: Collection[str] = ()) -> Iterator[Human]:
    """The human beings a sentence names, in its order.

    `known` are names (or parts of them) that the document or the directory holds already.
    """
    for run in compiled(_RUN).finditer(sentence):
        start, end = _trimmed(run.group())
        if start == end:
            continue
        span = Span(run.start() + start, run.start() + end)
        name = span.of(sentence)
        sign = _sign(sentence, span, name, known)
        if sign is not None:
            yield Human(name, span, sign)


def _trimmed(words: str) -> tuple[int, int]:
    """A run of capitals without the words at its ends that only begin a sentence or are a title."""
    start, end = 0, len(words)
    for word in words.split():
        if word not in NOT_A_NAME and not _is_title(word):
            break
        start = words.find(word, start) + len(word)
        while start < end and words[start].isspace():
            start += 1
    return start, end


def _is_title(word: str) -> bool:
    return word not in GIVEN_NAMES and (
        compiled(
            rf"(?i:{OFFICE}|senior|junior|technical|platform|staff|lead|vice|associate)"
        ).fullmatch(word)
        is not None
    )


def _sign(sentence: str, span: Span, name: str, known: Collection[str]) -> Sign | None:
    parts = name.split()
    before, after = sentence[: span.start], sentence[span.end :]
    if _PUBLIC.search(before) or _NO_NAME_END.search(name) or parts[0].endswith("ing"):
        return None
    if _is_title(parts[-1]) or parts[-1] in NOT_A_NAME:
        return None
    if compiled(r"\b[Tt]he\s+$").search(before):
        return None
    if name in known or (parts[-1] in known and len(parts) < 3) or parts[0] in known:
        return "known"
    if parts[0] in NOT_A_NAME:
        return None
    if compiled(
        rf",?\s+(?:\([^)]*\)\s+)?(?:also\s+|then\s+)?(?:{SAYING})\b(?!\s+(?:is|are|was)\b)"
    ).match(after) and _speaks(sentence):
        return "said"
    if compiled(rf"\b(?:{SAYING}|according to|According to)\s+(?:{_TITLE}\s+){{0,6}}$").search(
        before
    ) and (_speaks(sentence) or "ccording to" in before):
        return "said"
    if compiled(r",\s+who(?:se|[’']s|[’']d)?\s").match(after):
        return "office"
    if len(parts) > 1 and _has_office(before, after):
        return "office"
    return "named" if parts[0] in GIVEN_NAMES else None


def _speaks(sentence: str) -> bool:
    """Whether words are quoted, or something is said to be so."""
    return (
        compiled(r"[“”\"]|['‘][A-Z]|:\s|\b(?:says?|said|explain\w*|adds?|recalls?) that\b").search(
            sentence
        )
        is not None
    )


def _has_office(before: str, after: str) -> bool:
    """A trade beside a name: “, a nurse at …”, “, who leads …”, “is the founder of”, “our CTO …”."""
    return (
        compiled(rf",\s+(?:an?\s+|the\s+|our\s+)?(?:[\w&/-]+\s+){{0,5}}?(?i:{OFFICE})\b").match(
            after
        )
        is not None
        or compiled(
            rf"\s+(?:is|was|works as|serves as)\s+(?:an?|the|one of the)?\s*(?:[\w&/-]+\s+){{0,5}}?(?i:{OFFICE})\b"
        ).match(after)
        is not None
        or compiled(rf"(?i:\b{OFFICE})(?:\s+(?:of|for)\s+[\w ]+?)?,?\s+$").search(before)
        is not None
    )
