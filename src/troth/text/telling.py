"""Who a story tells of: its people by name, by “she” and “I”; its firm by name, “they” and “we”.

In a case study or an interview nearly everybody is a customer, so weaker signs are enough than in
a plan or a handbook, where the same words mean colleagues.
"""

from __future__ import annotations

from troth.model.origin import Span
from troth.text.persons import Human, humans
from troth.text.served import NOT_A_NAME, compiled
from troth.text.setting import Setting

_SELF = r"(?<![\w/])(?:I(?:[’']m|[’']ve|[’']d|[’']ll)?|[Mm]y|[Mm]yself|me)(?![\w/.-])(?!\s*/)"
_SHE = r"(?<![\w/])(?:[Hh]e|[Ss]he|[Hh]is|[Hh]er|[Hh]im|[Hh]imself|[Hh]erself)(?![\w/])"
_INTRO = (
    r"(?:^|[“\"‘(]|[.!?]\s+|(?:[Hh]i|[Hh]ello)[!,.]?\s+)(?:I[’']m|I am|[Mm]y name is|[Mm]y name[’']s)\s+"
    r"(?P<name>[A-Z][\w’'-]+(?:\s+(?:[a-z]{2,3}\s+)?[A-Z][\w’'.-]*){0,3})"
)
_WE = r"(?<![\w/])(?:we|our|ours|us|ourselves)(?:[’'](?:re|ve|d|ll))?(?![\w/])"
_THEY = r"(?<![\w/])(?:they|their|theirs|them|themselves)(?:[’'](?:re|ve|d|ll))?(?![\w/])"
_COMPANY = (
    r"(?i:\b(?:the|this|whole|entire)\s+(?:[\w-]+\s+)?(?:company|firm|start-?up|agency|studio|team|bank|"
    r"retailer|organi[sz]ation|business|department|university|school|hospital|charity|group|"
    r"engineering corps|newsroom|shop|store|publisher|manufacturer|provider|consultancy|lab)\b"
    r"(?:[’']s)?)"
)
_TEAM = r"\b[A-Z][\w.&-]+(?:\s[A-Z][\w&-]+)?(?:[’']s)?\s+(?:[a-z]+\s+){0,2}(?:team|teams|engineers|developers|staff)\b"
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
_ROLE = rf"(?<!our )(?<!our own )\b{_TRADES}\b|\b(?:engineers|developers|designers|members)\s+(?:from|at|on|in)\s+the\b"


def introduced(sentence: str, within: Setting) -> Span | None:
    """A person that one sentence alone makes known: “I’m Ana Ruiz, a baker”; a known customer.

    Also who speaks in quotation marks with a trade and a firm to her name.
    """
    if within.people:
        for one in humans(sentence, within.people):
            if one.sign == "known":
                return one.span
    if within.story is None and (me := compiled(_INTRO).search(sentence)):
        if me["name"].split()[0] not in NOT_A_NAME:
            return Span(*me.span("name"))
    if within.story is None:
        return next((one.span for one in humans(sentence) if _stands_out(one, sentence)), None)
    return None


def _stands_out(one: Human, sentence: str) -> bool:
    after = sentence[one.span.end :]
    firm = compiled(r"[^.;]{3,90}?\b(?:at|of|for|from)\s+(?:the\s+)?[A-Z]").match(after)
    return one.sign == "said" or (one.sign == "office" and firm is not None)


def person_in(sentence: str, within: Setting) -> Span | None:
    """A human being in a story."""
    if "Alice" in sentence and "Bob" in sentence:
        return None
    for one in humans(sentence, within.people):
        parts = {part.lower() for part in one.name.split()}
        if not parts & within.firms:
            return one.span
    for pattern in (_SHE, _SELF):
        if match := compiled(pattern).search(sentence):
            return Span(*match.span())
    return None


def role_in(sentence: str) -> Span | None:
    """A trade in a story: those who do their work with what the story is about."""
    match = compiled(_ROLE).search(sentence)
    return Span(*match.span()) if match else None


def firm_in(sentence: str, within: Setting, served: int | None = None) -> Span | None:
    """The firm of a story: its name, “the company”, “they”, “we”.

    Where customers were spoken of before (at `served`), “they” are these, and no firm.
    """
    single = len(within.firms) == 1
    for word in compiled(r"[\w.&-]*\w").finditer(sentence):
        if word.group().lower() in within.firms and (single or not word.group().islower()):
            return Span(*word.span())
    if compiled(_YOU).search(sentence):
        return None
    for pattern in (_COMPANY, rf"(?i){_THEY}", rf"(?i){_WE}", _TEAM, _AT):
        match = compiled(pattern).search(sentence)
        if match and not (served is not None and "they" in pattern and served < match.start()):
            return Span(*match.span())
    match = compiled(_FIRM_IS).search(sentence)
    if match and not set(match["name"].split()) & NOT_A_NAME:
        return Span(*match.span("name"))
    return None
