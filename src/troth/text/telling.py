"""Who a story tells of: its people by name, by “she” and “I”; its firm by name, “they” and “we”.

In a case study or an interview nearly everybody is a customer, so weaker signs are enough than in
a plan or a handbook, where the same words mean colleagues.
"""

from __future__ import annotations

import re
from collections.abc import Collection

from troth.model.origin import Span
from troth.text.persons import Human, humans
from troth.text.served import NOT_A_NAME, compiled
from troth.text.setting import INTRO, Setting

_SELF = r"(?<![\w/])(?:I(?:[’']m|[’']ve|[’']d|[’']ll)?|[Mm]y|[Mm]yself|me)(?![\w/.-])(?!\s*/)"
_SHE = r"(?<![\w/])(?:[Hh]e|[Ss]he|[Hh]is|[Hh]er|[Hh]im|[Hh]imself|[Hh]erself)(?![\w/])"
_WE = r"(?<![\w/])(?:we|our|ours|us|ourselves)(?:[’'](?:re|ve|d|ll))?(?![\w/])"
_THEY = r"(?<![\w/])(?:they|their|theirs|them|themselves)(?:[’'](?:re|ve|d|ll))?(?![\w/])"
_COMPANY = (
    r"(?i:\b(?:the|this|whole|entire)\s+(?:[\w-]+\s+)?(?:company|firm|start-?up|agency|studio|team|bank|"
    r"retailer|organi[sz]ation|department|university|school|hospital|charity|engineering corps|"
    r"newsroom|publisher|manufacturer|consultancy)\b(?:[’']s)?)"
)
_TEAM = (
    r"\b[A-Z][\w.&-]+(?:\s[A-Z][\w&-]+)?(?:[’']s?\s+(?:[a-z-]+\s+){0,2}(?:teams?|engineers|developers|"
    r"staff|customers|users)|\s+(?:engineering\s+|data\s+|platform\s+)?team)\b"
)
_FIRM_IS = (
    r"(?:^|[.!?]\s+)(?P<name>[A-Z][\w.&’'-]*(?:\s+[A-Z][\w.&’'-]*){0,3}),?\s+(?:is|was|has been|provides|"
    r"offers|delivers|operates|builds|makes|runs|serves|helps|uses|used|needed|wanted|adopted|chose|"
    r"moved|started|began|employs|processes|handles|became|developed|launched|decided|worked)\b"
)
_AT = r"\b(?:[Aa]t|[Ww]ithin|[Ii]nside|everyone at|people at)\s+(?P<name>[A-Z][\w.&-]*(?:\s[A-Z][\w&-]*){0,2})"
_YOU = r"(?i)\b(?:you|your|yours|let[’']s)\b"
_TRADES = (
    r"(?:agents|managers|instructors|educators|teachers|lecturers|nurses|clinicians|doctors|"
    r"radiologists|physicians|caseworkers|operators|analysts|editors|journalists|accountants|"
    r"dispatchers|organi[sz]ers|librarians|pharmacists|technicians|researchers|supervisors|"
    r"administrators|coordinators|moderators|scientists|farmers|drivers|sysadmins|recruiters)"
)
_THE = frozenset({"The", "This", "We", "Our", "They", "Their", "At", "Engineering", "Team"})
_ROLE = rf"(?i)(?<!our )(?<!our own )(?<!AI )(?<!LLM )(?<!user )\b{_TRADES}\b|\b(?:engineers|developers|designers|members)\s+(?:from|at|on|in)\s+the\b"


def known_in(sentence: str, within: Setting) -> Span | None:
    """Somebody whom the directory holds as a customer, by name."""
    if not within.people:
        return None
    found = (one.span for one in humans(sentence, within.people) if one.sign == "known")
    return next(found, None)


def introduced(sentence: str, within: Setting) -> Span | None:
    """A person that one sentence alone makes known: “I’m Ana Ruiz, a baker”.

    Also who speaks in quotation marks with a trade and a firm to her name.
    """
    if within.inside:
        return None
    if (me := compiled(INTRO).search(sentence)) and me["name"].split()[0] not in NOT_A_NAME:
        return Span(*me.span("name"))
    loose = within.story is None
    return next((one.span for one in humans(sentence) if _stands_out(one, sentence, loose)), None)


def _stands_out(one: Human, sentence: str, loose: bool) -> bool:
    """Whether a name alone is enough: it is quoted, and where one can know, with trade and firm."""
    after = sentence[one.span.end :]
    firm = compiled(r"[^.;“”\"]{3,90}?\b(?:at|of|for|from)\s+(?:the\s+)?[A-Z]").match(after)
    if one.sign == "said" and loose:
        return True
    return one.sign in ("office", "said") and firm is not None


def person_in(sentence: str, within: Setting) -> Span | None:
    """A human being in a story."""
    if "Alice" in sentence and "Bob" in sentence:
        return None
    for one in humans(sentence, within.people):
        parts = {part.lower() for part in one.name.split()}
        if not parts & within.firms:
            return one.span
    for pattern in (_SHE, _SELF) if within.voice else (_SHE,):
        if match := compiled(pattern).search(sentence):
            return Span(*match.span())
    return None


def role_in(sentence: str) -> Span | None:
    """A trade in a story: those who do their work with what the story is about."""
    for match in compiled(_ROLE).finditer(sentence):
        if match.start() < 2 or match.group()[0].islower():
            return Span(*match.span())
    return None


def firm_in(sentence: str, within: Setting, served: int | None = None) -> Span | None:
    """The firm of a story: its name, “the company”, “they”, “we”.

    Where customers were spoken of before (at `served`), “they” are these, and no firm.
    """
    if (named := _named(sentence, within.firms)) is not None:
        return named
    if compiled(_YOU).search(sentence):
        return None
    they, we = rf"(?i){_THEY}", rf"(?i){_WE}"
    for pattern in (_COMPANY, they, we, _TEAM, _AT, _FIRM_IS):
        if pattern is we and not within.voice:
            continue
        match = compiled(pattern).search(sentence)
        if match and _is_theirs(match, within, served if pattern is they else None):
            return Span(*match.span("name" if "name" in match.groupdict() else 0))
    return None


def _is_theirs(match: re.Match[str], within: Setting, served: int | None) -> bool:
    """Whether words are of the firm told of: not of the teller, nor of customers named before."""
    if served is not None and served < match.start():
        return False
    by_name = "name" in match.groupdict()
    named = compiled(r"[A-Z][\w-]*").findall(match.group("name" if by_name else 0))
    none = NOT_A_NAME if by_name else NOT_A_NAME - _THE
    return not any(word in none or word.lower() in within.ours for word in named)


def _named(sentence: str, firms: Collection[str]) -> Span | None:
    """The name of a firm of which these are the words, also where the name is written in two."""
    last, joined = None, len(firms) == 1
    for word in compiled(r"[\w.&-]*\w").finditer(sentence):
        low = word.group().lower()
        if low in firms and (joined or not word.group().islower()):
            return Span(*word.span())
        if last is not None and last.group().lower() + low in firms and word.group()[0].isupper():
            return Span(last.start(), word.end())
        last = word
    return None
