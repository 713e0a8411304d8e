"""The genre that the words of a document show, where nothing in its name tells.

Each genre has signs that seldom stand in another one, and a number of different signs that must
meet. Where two genres show, or none, there is no genre: lenses that need one then stay silent.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from troth.model.document import Block

_LOOK = 6_000
_OPENING = 500
_HEADINGS = 60
_LETTER = 80
"""Words that a public apology has at least; a shorter one is one answer among others."""


_TERMS = (
    r"\bthese terms\b|\bthis agreement\b|\bthis policy\b",
    r"\b(?:shall|hereby|hereunder|herein|thereof)\b",
    r"\bliab(?:le|ility)\b",
    r"\bgoverning law\b|\bgoverned by\b|\bjurisdiction\b",
    r"\bterminat(?:e|ion)\b",
    r"\bindemnif|\bwarrant(?:y|ies)\b",
    r"\bby using (?:the|our|this)\b|\byou agree\b",
    r"\bpersonal data\b|\bdata controller\b|\bdata protection\b",
)
_TERMS_LEAST = 3
_HINTS: Mapping[str, tuple[str, ...]] = {
    "terms": (
        "terms",
        "agreement",
        "policy",
        "liab",
        "shall",
        "hereby",
        "you agree",
        "terminat",
        "personal data",
    ),
    "reply": ("thank", "understand"),
    "launch": (
        "announc",
        "introduc",
        "launch",
        " to share",
        " to release",
        " to present",
        "releasing",
    ),
    "change": ("will ", "chang", "rais", "increas", "retir", "discontinu", "sunset"),
    "apology": ("apolog", "sorry", "let "),
}
"""One of these has to stand there before the signs of a genre are looked for."""
_OPENINGS: Mapping[str, tuple[str, ...]] = {
    "reply": (
        r"\A\s*(?:hi|hello|dear|hey|good (?:morning|afternoon))\b[^.\n]{0,60}[,!\n].{0,300}?\b(?:thanks?(?: you)? "
        r"(?:for|so much for) (?:reaching|contacting|getting|writing|your (?:message|mail|e-?mail|patience"
        r"|note|report|question|feedback|inquiry|enquiry))|i understand (?:that|how|your))",
    ),
    "launch": (
        r"\bwe(?:[’']re| are) (?:very |so |really )?(?:excited|thrilled|delighted|proud|happy|pleased) to "
        r"(?:announce|introduce|launch|share|release|present)",
        r"\btoday,? we(?:[’']re| are) (?:launching|introducing|announcing|releasing)\b",
    ),
    "change": (
        r"\b(?:from|on|starting|beginning|effective|as of)(?: on)? (?:\d{1,2}(?:st|nd|rd|th)? )?(?:january|"
        r"february|march|april|may|june|july|august|september|october|november|december)\b.{0,200}?"
        r"\bwill (?:change|increase|rise|go up|be (?:retired|removed|replaced|discontinued|moved|raised))",
        r"\bwe(?:[’']re| are)(?: going to be| going to)? (?:chang(?:e|ing)|rais(?:e|ing)|increas(?:e|ing)|"
        r"retir(?:e|ing)|discontinu(?:e|ing)|sunsett?(?:ing)?) (?:our|your|the|how)\b",
    ),
    "apology": (
        r"\bwe (?:sincerely |deeply |want to |would like to |owe you an )?apologi[sz]e (?:for|to)\b",
        r"\bwe(?:[’']re| are) (?:very |so |deeply |truly |really )?sorry (?:for|that|about)\b",
        r"\bwe let (?:you|our customers|many of you) down\b",
    ),
}
_HEADED: Mapping[str, tuple[int, str]] = {
    "persona": (
        2,
        (
            r"^(?:goals?|needs|frustrations?|pain points?|motivations?|bio(?:graphy)?|demographics?|"
            r"background|behaviou?rs?|quote|fears|a day in (?:the|her|his) life|jobs to be done)\b"
        ),
    ),
    "roadmap": (
        3,
        (r"^(?:now|next|later|shipped|in progress|planned|q[1-4](?:\s+20\d\d)?)$"),
    ),
    "release": (
        3,
        (
            r"^(?:\[?v?\d+\.\d+\.\d+\]?\b.*|\[?v\d+\.\d+\]?\b.*|added|fixed|changed|removed|deprecated|bug ?fixes|"
            r"improvements|breaking changes|new features)$"
        ),
    ),
    "plan": (
        3,
        (
            r"^(?:objectives?|key results?(?: \d+)?|goals?|milestones?|risks?|timeline|budget|owners?|"
            r"metrics|success metrics|kpis?|next steps)\b"
        ),
    ),
}


def genre_shown(prose: str, blocks: Sequence[Block]) -> str | None:
    """The one genre that a document's headings or words show; None where none or two do."""
    shown = _by_headings(prose, blocks)
    if shown is not None:
        return shown
    opening = next((block.span.start for block in blocks if block.kind != "heading"), 0)
    start = " ".join(prose[opening : opening + 4 * _OPENING].split())[:_OPENING]
    found = [name for name, signs in _OPENINGS.items() if any(_shown(name, signs, start))]
    body = " ".join(prose[: _LOOK + _LOOK // 2].split())[:_LOOK]
    if sum(_shown("terms", _TERMS, body)) >= _TERMS_LEAST:
        found.append("terms")
    if found[:1] == ["reply"]:
        return "reply"
    if found == ["apology"] and body.count(" ") < _LETTER:
        return None
    return found[0] if len(found) == 1 else None


def _shown(name: str, signs: Sequence[str], text: str) -> list[bool]:
    """Which signs stand in a text; they are compiled only where a hint of them does."""
    lowered = text.lower()
    if not any(hint in lowered for hint in _HINTS[name]):
        return []
    return [re.search(one, text, re.I) is not None for one in signs]


def _by_headings(prose: str, blocks: Sequence[Block]) -> str | None:
    heads = [block for block in blocks if block.kind == "heading"][:_HEADINGS]
    words = [" ".join(block.span.of(prose).split()).rstrip(":") for block in heads]
    found = []
    for name, (least, sign) in _HEADED.items():
        if len(words) < least:
            continue
        if len({word.lower() for word in words if re.match(sign, word, re.I)}) >= least:
            found.append(name)
    return found[0] if len(found) == 1 else None
