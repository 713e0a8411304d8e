"""Which words around a matter can be read alone, by somebody who has not seen the rest?

A span that says what somebody is concerned with is shown as hers without the text it stands in. So it
has to be one clause with something in it: "fix it" and "have one of them back" name no matter, and
half of a run-on sentence is two. What cannot be cut to such a clause is not shown.
"""

from __future__ import annotations

import re

from troth.model.origin import Span
from troth.patterns import later
from troth.text.served import words

LONGEST = 30
"""Words; more than that is no clause."""
_SUBJECT = (
    r"(?:i|we|you|he|she|it|they|this|that|these|those|there|who|my|our|your|his|her|its|their|the|an?|nothing"
    r"|nobody|everything|no one|someone)\b"
)
_VERB = (
    r"(?:'(?:m|re|s|ve|ll|d)|is|are|was|were|am|has|have|had|does|do|did|can|can't|cannot|could|couldn't|will|won't|would|wouldn't"
    r"|should|don't|doesn't|didn't|isn't|aren't|wasn't|keeps?|says?|said|tells?|told|wants?|need(?:s|ed)?|got|get(?:s|ting)?|went|goes"
    r"|tried|try|just|still|also|only|always|never|now)\b"
)
_ASKS = r"(?:what|how|why|when|where|which|can|could|do|does|did|is|are|will|would|should|please|pls|thanks?|help)\b(?!')"
_BORDER = later(
    r"(?P<hard>\s*[()\[\]]\s*|\s*\.{2,}\s*|\s*…\s*|[.!?;:]+\s+|\s+-+\s+|\s*[–—]\s*|\s{2,}"
    r"|[^\w\s,.!?;:'\"”“’‘()$€£%&+/#@*<>=…\[\]–—-]+\s*)"
    rf"|,\s*(?:(?:and|so|but|or|then|now|just|yet|and then)\s+)*(?={_SUBJECT}|{_ASKS})"
    rf"|\s+(?:and|so(?! that\b)|but|or|then|and then|and now|because|cause|cuz|bc|although|though|however)\s+(?:then |now |just )*"
    rf"(?=(?:i|we|you|he|she|they|it|there|this|that)\b|(?:my|our|your|the|an?|his|her|its|their)\s+(?:[\w'-]+\s+){{1,3}}?{_VERB}|{_ASKS})"
    rf"|\s+(?=(?:what|how|why|where) (?:do|can|should|could|is|are|would) |(?:please|pls)\b)",
    re.I,
)
_POINTS = later(
    r"\W*(?:and |so |but |then |now |just |still |please )*(?:it|its|it's|this|that|that's|they|they're|he|she|these|those|which|one|ones|both|there|the ones?)"
    r"(?:'(?:s|re|ll|d))?\b(?! (?:\w+ )?(?:order|parcel|account|app|phone|page|message|error|way)\b)",
    re.I,
)
_EMPTY = later(
    r"\W*(?:[\w'-]+ ){0,2}?(?:it|this|that|these|those|them|her|him|so|one|ones|some|something|anything|someone|anybody|another|more|just one)"
    r"\b(?: (?:up|back|out|off|on|in|for me|again|now|soon|asap|here|there|working|too|either|done|to me|about this|one))*\W*$",
    re.I,
)
_POINTING = later(
    r"\W*[\w'-]+(?: (?:up|out|off|back|in|on|with|to|at|about|for|of|into|over|just))?"
    r" (?:it|them|her|him|one|another|those|these)\b(?! of (?:my|our|the|your) )",
    re.I,
)
_HEADLESS = later(r"(?:is|are|was|were|has|have|had|does|did|says?|will|would|should)\b", re.I)
"""How a clause begins whose subject is left out or was a name."""
_SPEAKING = frozenset(("i", "i'm", "i've", "i'd", "im", "we", "we're", "we've", "we'd"))
_LIGHT = words(
    """a an the i me my we us our you your he she him her his it its they them their this that these those one ones
    some any no not so too very just really even still only also now then here there again back up out off on in at
    to of for with from by about into over as is are was were be been being am do does did done have has had having
    can could will would shall should may might must get gets got getting let lets make makes made go goes going
    want wants need needs try trying help please pls and or but if when what how why which who whom where something
    anything someone anyone more most much many other another thing things way stuff issue problem i'm i've it's
    can't cannot cant don't dont doesn't isn't won't im situation soon asap today know tell give sort fix solve
    resolve look check see"""
)


def alone(
    plain: str, sentence: Span, match: Span, *, whole: bool, named: bool = True
) -> Span | None:
    """The clause that tells the matter, within a sentence; None where none can be read alone.

    `match` is where the matter was heard. With `whole` the clause is taken from where it begins, so
    that what is broken keeps its subject; without it, from the match on. With `named` it must name
    what it speaks of.
    """
    start = match.start
    borders = list(_BORDER.finditer(plain, sentence.start, sentence.end))
    after = match.end if whole else start + 1
    end = next((one.start() for one in borders if one.start() >= after), sentence.end)
    turn = None if whole else _TURN.search(plain, after, end)
    end = turn.start() if turn else end
    if whole:
        start = _begins(plain, sentence, [one for one in borders if one.end() <= match.start], end)
    start = _LEADING.match(plain, start, end).end()  # type: ignore[union-attr]  # may be empty
    kept = plain[start:end].rstrip(_EDGES)
    kept = kept.rstrip('"' + _EDGES) if kept.count('"') % 2 else kept
    if _BLANKED.match(plain, start + len(kept)):
        kept = _HANGING.sub("", kept)
    end = start + len(kept)
    told = plain[start:end]
    if not _says_something(told, whole=whole) or (named and _points(told)):
        return None
    return Span(start, end)


_TURN = later(r",? (?:but|however|because|although|though)\b", re.I)
_LEADING = later(
    r"[\s,.;:!?'\"&#@/~*_\\|-]*(?:(?:and|so|but|or|then|now|because|cause|cuz|bc|since|although|though)\b[\s,]*)*",
    re.I,
)
_EDGES = " ,.;:!?-'&#@/~*_\\|\n\t"
_BLANKED = later(r"\W*\s{2}")
"""A name or link that was blanked out: what led up to it leads nowhere."""
_HANGING = later(
    r"(?:\s+(?:on|with|at|to|in|from|for|of|by|the|an?|and|or|but|so|my|your|via|link)\b)+$", re.I
)


def _begins(plain: str, sentence: Span, before: list[re.Match[str]], end: int) -> int:
    """Where the clause begins, with the one before it while it points back to that."""
    opened = _opened(plain, sentence)
    start = max(opened, before[-1].end()) if before else opened
    while before and not before[-1].group("hard") and _points(plain[start:end]):
        before = before[:-1]
        start = max(opened, before[-1].end()) if before else opened
    return start


def _points(told: str) -> bool:
    """Whether a clause speaks of something that it does not name."""
    if _POINTS.match(told) or _POINTING.match(told) or _EMPTY.match(told):
        return True
    found = _THINGS.search(told)
    return found is not None and not _named(told[: found.start()])


def _named(told: str) -> bool:
    """Whether there is a thing among these words that a pronoun behind them can mean."""
    return (
        re.search(rf"\b(?:my|our|your|the|an?|\w+'s)\s+(?!{_VAGUE})[\w-]+", told, re.I) is not None
    )


_THINGS = later(
    r"\b(?:it|them|the ones?)\b|\b(?:this|that|these|those)(?= (?:on|in|to|for|with|at|and|or|from|again|asap)\b|\W*$)",
    re.I,
)
_VAGUE = r"(?:time|way|lot|bit|moment|day|days|week|weeks|month|hours?)\b"


def _opened(plain: str, sentence: Span) -> int:
    """Where a sentence begins once its greeting is left out."""
    found = _GREETING.match(plain, sentence.start, sentence.end)
    return found.end() if found else sentence.start


_GREETING = later(
    r"\W*(?:(?:hi|hello|hey|dear|please|pls|he+l+p+|also|and|but|so|well|ok|okay|sorry|yes|no|btw|again|yo|u+g+h+|wow|omg|really|now|then)\b"
    r"(?: (?:there|guys|all|team|everyone))?[\s,!.:;-]*)*",
    re.I,
)


def _says_something(told: str, *, whole: bool) -> bool:
    """Whether a clause is one, and names a matter."""
    plain = re.findall(r"[^\W_]+(?:['-][^\W_]+)*", told.casefold())
    if not 2 <= len(plain) <= LONGEST:
        return False
    weighty = [one for one in plain if one not in _LIGHT and not one.isdigit()]
    if whole:
        long = len(plain) > 2 or plain[0] in _SPEAKING
        return long and bool(weighty) and not _HEADLESS.match(told)
    return len(weighty) >= 2 or bool(weighty and len(plain) > 2)
