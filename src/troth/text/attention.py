"""How does a sentence speak of those we serve: not at all, as a market, a firm, a role, a person?

Rules over words, no model: each level names the words that show it, so that a reader can see
why. Written against sentences of one company's handbook and kept general on purpose: what is
counted as a customer does not depend on what the company sells. Staff, candidates and vendors
are not customers. Where several levels apply the highest counts: person > role > enterprise >
market > none. What is measured stands on the page of the lens `faceless`; a head learnt on words,
vectors and the answers of these rules was no better on companies it had not seen.
"""

from __future__ import annotations

import re
from collections.abc import Set
from dataclasses import dataclass
from typing import Literal

from troth.model.origin import Span
from troth.text.given_names import GIVEN_NAMES
from troth.text.served import (
    LONGEST,
    NAME,
    NOT_A_NAME,
    PERSONA_LEADS,
    SERVED,
    TOLD,
    compiled,
    may_serve,
    table,
)
from troth.text.setting import ALONE, Setting
from troth.text.telling import firm_in, introduced, known_in, person_in, role_in

Level = Literal["none", "market", "enterprise", "role", "person"]
LEVELS: tuple[Level, ...] = ("none", "market", "enterprise", "role", "person")

_PERSONA = (
    rf"\b(?P<first>{'|'.join(sorted(PERSONA_LEADS))})\s+(?P<second>[A-Z][a-z]+)\b"
    r"(?P<after>,?\s+(?:who|is|wants|needs|loves|hates|has|does|cares|likes|buys|rides|our|an?)\b)?",
    r"\b[Pp]ersonas?\b[\s,:–—(“\"'‘]*(?:is |named |called )?[“\"'‘]?(?P<named>[A-Z][a-z]+)",
    r"\b(?P<lead>[A-Z][a-z]+),?\s+(?:is |as )?(?:our|an?|the|one of our)\s+(?:\w+\s+)?persona\b",
    r"\b(?:[Ii]magine|[Pp]icture|[Ss]uppose|[Ll]et[’']s call (?:her|him|them)|[Mm]eet)\s+"
    r"(?:an?\s+\w+\s+(?:named|called)\s+)?(?P<meant>[A-Z][a-z]+)\b",
)
_QUOTED = r"(?:(?<=[\s(])|^)[“\"](?=\S)[^“”\"]*(?:[”\"]|$)|^[^“”\"]*(?<=\S)[”\"](?=[\s,.–—-]|$)"
_STORY_WORDS = 7
"""A given name in a shorter line without a verb of telling is a heading or a list of names."""
_NAMED = rf"(?<![\w@#/.-])[A-Z][a-zà-ÿ]+\s+(?:[A-Z][\w’'-]+\s+)?{TOLD}\b"
_NAMED_WITHIN = r"(?<![\w@#/.-])(?P<name>[A-Z][a-zà-ÿ]+)(?:\s+[A-Z][\w’'-]+)*(?![\w/-])"
_SPEAKER = (
    r"[”\"][\s,–—-]*(?:details|says|said|explains|explained|adds|recalls|notes|concludes)\s+"
    r"(?P<name>[A-Z][a-z]+)\b"
)
_FIRM_TOLD = (
    r"\b(?P<name>[A-Z][\w-]+)(?:\s+(?:[A-Z]\w+|of|and))*\s+(?:also\s+|then\s+|has\s+|have\s+|"
    r"recently\s+)?(?:adopted|embraced|launched|migrated|switched|moved|grew|built|chose|brought|"
    r"started|began|replaced|evaluated|signed|renewed|needed|decided|struggled)\b"
)
_THEY_TOLD = (
    r"\b[Tt]hey\s+(?:also\s+|initially\s+|then\s+|sometimes\s+|eventually\s+|already\s+|first\s+)?"
    rf"(?:{TOLD}|were|have (?:also |considered|\w+ed)|had|plan to|are also|could)\b"
)
_TEAM_TOLD = r"\b[Tt]he\s+(?P<name>[A-Z][a-z]\w+)(?:\s+[A-Z]\w+)?\s+(?:engineering\s+)?team\b(?=.*?\b(?:\w{4,}ed|was|were|had|to)\b)"
_THEIRS_TOLD = (
    r"(?:^\W*|[.!?;]\s+|,\s+)[Tt]heir\s+(?:\w+\s+)?(?:teams?|products?|platform|stack|backend|"
    r"infrastructure|production|codebase|services?|business|company|systems?|applications?|version)\b"
    r"|\b[Tt]he\s+(?:company|startup|start-up|agency|studio|team)\s+(?:\w+ed|was|had|began|chose|built|grew)\b"
)
_ANY_GENDER = r"(?i:\bs/he|he/she|he or she|she or he|his or her|him/her|his/her|\(s\)he|he/him|she/her|she/they)"
_ONE_HUMAN = rf"(?:[Oo]ne|[Aa]n?|[Tt]h(?:is|at|e))\s.*\b(?:{SERVED}|woman|man|friend|mother|father|nurse|teacher|student|lady|gentleman|owner)\b"
_ABOUT_US = r"\b(?:us|me|our|named|called|who|met|spoke|talked|visited|interviewed|rang|watched|ordered|waited)\b"
_SUPPOSED = r"(?i:\W*(?:if|whenever|suppose|when (?:an?|the|you|your|any|customers?|users?))\b)"
_USERS = r"(?i:users?(?:['’]s?)?)"
_ACCOUNT_MADE = r"(?i:\b(?:creat\w+|delet\w+|remov\w+|log ?in|sign[- ]?in)\b)"


@dataclass(frozen=True, slots=True)
class Attention:
    """The level of one sentence and the words that show it, as a span of the sentence.

    `invented` is true for a persona: a name that stands for nobody. `told` is true for a person or
    a firm known only from the telling of a story, who might be anybody's colleague or vendor.
    """

    level: Level
    span: Span
    invented: bool = False
    told: bool = False


_NOBODY = Attention("none", Span(0, 0))


def attend(sentence: str, within: Setting = ALONE) -> Attention:
    """The highest level at which the sentence speaks of somebody served, with its words.

    `within` is what the document says beside it (`setting`). Of a sentence longer than `LONGEST`
    only the beginning is read, so that no text takes long.
    """
    sentence = sentence[:LONGEST]
    made_up = invention(sentence) or _persona_again(sentence, within)
    if made_up is not None:
        return Attention("role", made_up, invented=True)
    if within.story:
        return _in_a_story(sentence, within)
    if (person := _person(sentence, within)) is not None:
        return person
    plain = _served_only(sentence)
    if plain is None:
        return _named_firm(sentence, within) or _firm_told(sentence, within) or _NOBODY
    if match := table("role").search(plain):
        return Attention("role", Span(*match.span()))
    return _firm(plain, within) or _market(plain, sentence) or _firm_told(plain, within) or _NOBODY


def _in_a_story(sentence: str, within: Setting) -> Attention:
    """A story is told of a customer: its people are persons, and its “we” and “they” a firm."""
    if (somebody := person_in(sentence, within)) is not None:
        return Attention("person", somebody, told=True)
    plain = _served_only(sentence)
    role = table("role").search(plain) if plain else None
    if (trade := Span(*role.span()) if role else role_in(plain or sentence)) is not None:
        return Attention("role", trade)
    if (firm := _firm(plain, within) if plain else _named_firm(sentence, within)) is not None:
        return firm
    market = _market(plain, sentence) if plain else None
    told = firm_in(plain or sentence, within, market.span.start if market else None)
    if told is not None:
        return Attention("enterprise", told, told=True)
    return market or _firm_told(plain or sentence, within) or _NOBODY


def _persona_again(sentence: str, within: Setting) -> Span | None:
    """A name that the document has made up, met again."""
    for name in within.personas:
        if match := re.search(rf"(?<!\w){re.escape(name)}(?!\w)", sentence):
            return Span(*match.span())
    return None


def _served_only(sentence: str) -> str | None:
    """The sentence with what only sounds like customers blanked out; None where nothing does."""
    if not may_serve(sentence):
        return None
    return table("not_served").sub(lambda found: " " * len(found.group()), sentence)


def invention(sentence: str) -> Span | None:
    """The words that make up a person: “Finance Francine”, “a user persona named Mary”."""
    for pattern in _PERSONA:
        for match in compiled(pattern).finditer(sentence):
            if _is_made_up(match):
                named = match.groupdict()
                last = next(key for key in ("second", "named", "lead", "meant") if named.get(key))
                return Span(match.start("first" if "first" in named else last), match.end(last))
    return None


def _is_made_up(match: re.Match[str]) -> bool:
    named = match.groupdict()
    second = named.get("second")
    if second is None:
        name = next(value for value in named.values() if value)
        return name not in NOT_A_NAME
    if second[0] != named["first"][0] or second in PERSONA_LEADS:
        return False
    return second in GIVEN_NAMES or named["after"] is not None


def _market(plain: str, sentence: str) -> Attention | None:
    logins = table("login").search(sentence) is not None
    for match in table("market").finditer(plain):
        if not (logins and compiled(_USERS).fullmatch(match.group())):
            return Attention("market", Span(*match.span()))
    return None


def _firm(plain: str, within: Setting) -> Attention | None:
    """One organisation that is served, named or pointed at."""
    match = table("enterprise").search(plain)
    if match and not (
        match.group().lower().endswith("account") and compiled(_ACCOUNT_MADE).search(plain)
    ):
        return Attention("enterprise", Span(*match.span()))
    return _named_firm(plain, within)


def _named_firm(plain: str, within: Setting) -> Attention | None:
    match = table("firm").search(plain)
    if match and _first_name(match.group()) not in _no_firm(within):
        return Attention("enterprise", Span(*match.span()))
    return None


def _no_firm(within: Setting) -> Set[str]:
    """Words that begin like a name of a firm; inside a company “they” are colleagues."""
    return NOT_A_NAME if within.inside else NOT_A_NAME - {"They", "Their"}


def _firm_told(plain: str, within: Setting) -> Attention | None:
    """A firm or its team in a sentence that tells a story, not one that speaks to the reader."""
    outside = _outside_quotes(plain)
    if within.inside or table("addressed").search(outside):
        return None
    for pattern in (_FIRM_TOLD, _TEAM_TOLD):
        for told in compiled(pattern).finditer(outside):
            if told["name"] not in NOT_A_NAME and not told["name"].endswith("ing"):
                return Attention("enterprise", Span(*told.span()), told=True)
    they = compiled(_THEY_TOLD).search(outside) or compiled(_THEIRS_TOLD).search(outside)
    return Attention("enterprise", Span(*they.span()), told=True) if they else None


def _person(sentence: str, within: Setting) -> Attention | None:
    if (known := known_in(sentence, within)) is not None:
        return Attention("person", known)
    if compiled(_SUPPOSED).match(sentence) or table("ours").search(sentence):
        return None
    ours = table("staff").search(sentence) is not None
    if not ours and (served := _served_person(sentence, within)) is not None:
        return Attention("person", served)
    if (somebody := introduced(sentence, within)) is not None:
        return Attention("person", somebody, told=True)
    return None if ours or within.story is False else _told(sentence)


def _served_person(sentence: str, within: Setting) -> Span | None:
    """One human being with a fact that only somebody served has, or one who is spoken for."""
    for name in ("person",) if within.story is False else ("person", "spoken"):
        for match in table(name).finditer(sentence):
            if _is_somebody(match.group()):
                return Span(*match.span())
    pronoun = table("pronoun").search(sentence)
    if pronoun and not compiled(_ANY_GENDER).search(sentence):
        return Span(*pronoun.span())
    return None


def _is_somebody(words: str) -> bool:
    """Whether a pattern of a person met a name, or one human being without a name."""
    if compiled(_ONE_HUMAN).match(words):
        return not compiled(r"\b(?:what|if|when|how|where|which)\b").search(words)
    names = (found.group().split() for found in compiled(NAME).finditer(words))
    name = next((each for each in names if each[0] not in NOT_A_NAME), None)
    if name is None or name[0].endswith("ing"):
        return False
    known = re.split("[’']", name[0])[0] in GIVEN_NAMES or len(name) > 1
    return known or compiled(_ABOUT_US).search(words) is not None


def _told(sentence: str) -> Attention | None:
    """A named human being in a sentence that tells a story, not one that speaks to the reader."""
    outside = _outside_quotes(sentence)
    if table("addressed").search(outside) or ("Alice" in sentence and "Bob" in sentence):
        return None
    if len(sentence.split()) >= _STORY_WORDS or compiled(_NAMED).search(outside):
        for match in compiled(_NAMED_WITHIN).finditer(outside):
            if match["name"] in GIVEN_NAMES:
                return Attention("person", Span(*match.span()), told=True)
    speaker = compiled(_SPEAKER).search(sentence)
    if speaker and speaker["name"] not in NOT_A_NAME:
        return Attention("person", Span(*speaker.span()), told=True)
    return None


def _outside_quotes(sentence: str) -> str:
    return compiled(_QUOTED).sub(lambda found: " " * len(found.group()), sentence)


def _first_name(words: str) -> str | None:
    found = compiled(NAME).search(words)
    return found.group().split()[0].split("’")[0].split("'")[0] if found else None
