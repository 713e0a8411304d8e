"""What became of a promise, as later words tell it: done, come, let off, or not come."""

from __future__ import annotations

import re

from troth.model.origin import Span
from troth.patterns import later
from troth.text.masking import masked, sentences
from troth.text.wording import either, whole


def fulfils(text: str) -> Span | None:
    """The sentence of ours that says the thing is done: refunded, sent, fixed, on its way."""
    return _first(text, _DONE, _NOT_DONE)


def arrived(text: str) -> Span | None:
    """The sentence of a customer that says what was promised has come."""
    came = _first(text, _CAME, _NOT_DONE)
    if came is None and _THANKED.search(text):
        return _first(text, _THERE, _NOT_DONE)
    return came


def moves(text: str) -> Span | None:
    """The sentence of ours that asks for another day."""
    return _first(text, _ANOTHER_DAY, _NEVER)


def agrees(text: str) -> bool:
    """Whether a customer accepts what we proposed."""
    return bool(_YES.search(text)) and not _NO.search(text)


def refers(promised: str, later: str) -> bool:
    """Whether later words speak of what was promised: in so many words, or of the same thing."""
    if _AS_PROMISED.search(later):
        return True
    return bool(_things(promised) & _things(later))


def _things(text: str) -> set[str]:
    """Amounts, and nouns and verbs long enough to tell one matter from another."""
    return set(_AMOUNT.findall(text)) | {
        word.lower() for word in _LONG.findall(text) if word.lower() not in _COMMON
    }


def releases(text: str) -> Span | None:
    """The sentence of a customer that lets us off: no need, cancel it, never mind, no rush."""
    return _first(text, _RELEASED, _STILL_WANTS)


def misses(text: str) -> Span | None:
    """The sentence of a customer that says it did not come, or asks where it is."""
    return _first(text, _DID_NOT_COME, _ALL_WELL)


def _first(text: str, wanted: re.Pattern[str], unless: re.Pattern[str]) -> Span | None:
    if not wanted.search(text):
        return None
    plain = masked(text)
    for span in sentences(plain):
        words = span.of(plain)
        if wanted.search(words) and not unless.search(words):
            return span
    return None


_ACT = either(
    "refunded, sent, shipped, dispatched, delivered, fixed, resolved, solved, credited, reimbursed,"
    "replaced, issued, processed, restored, activated, cancelled, canceled, updated, repaired,"
    "removed, added, applied, paid, transferred, completed, released, unlocked, reset, corrected,"
    "posted, e-?mailed, returned, booked, arranged, extended, waived, upgraded, called, uploaded,"
    "attached, credited, handed over, brought, installed, collected, lifted, put, swapped, mended,"
    "ordered, picked up, dropped off, confirmed, registered, changed, opened, unblocked, printed"
)
_DONE = whole(
    r"(?:has|have|['’]s|['’]ve|is|are|was|were)"
    rf"(?: now| just| already| all| since| been| successfully| today| fully){{0,3}} {_ACT}",
    rf"{_ACT}(?: this morning| today| yesterday| just now|(?=:))",
    r"went (?:back|out|off|through|into)|left our (?:account|depot|shop)|came with (?:this|the|our)",
    r"(?:is|are) (?:now )?(?:back with you|hanging|waiting for you)",
    r"(?:is|are|stands) (?:now )?(?:on|in|at) (?:your|the) "
    + either("account, peg, card, bank, statement, door, desk, depot, inbox, way"),
    r"as (?:\w+ )?promised|attached (?:is|are)",
    r"(?:we|i|they|she|he|(?:our|the) \w+)(?: have| has|['’]ve)?"
    rf"(?: just| now| already| also){{0,2}} {_ACT}",
    r"(?:is|are|it['’]s) (?:now )?"
    + either(
        "on (?:its|the|their) way, out for delivery, ready, done, live, back up, working again,"
        "in your account, in your inbox"
    ),
    r"(?:please find|find) attached|attached (?:is|are|you)|all (?:done|sorted|set)",
    r"here(?:['’]s| is| are) (?:your|the|a link)|sorted for you",
    r"you should (?:now|already) (?:see|have)|(?:fixed|done|sent|refunded|paid|shipped) now",
)
_NOT_DONE = later(
    r"(?:\b"
    + either(
        "not, never, cannot, unable, could, would, will, once, if, when, until, after, before,"
        "unless, should be, yet to, to be, being, as soon as, asked for, asked to"
    )
    + rf"|n['’]t|['’]ll)\b[^.!?]{{0,40}}\b{_ACT}\b"
    r"|n['’]t (?:\w+ )?(?:been|arriv|come|receiv|got)"
    r"|\bnot (?:yet )?(?:been|arrived|come|received|ready|done|here)\b"
    r"|\bnever (?:came|arrived|received|got)\b|\bstill (?:no|not|waiting|missing)\b"
    r"|\bcome and gone\b|\b(?:escalat|forward)\w*\b|\bpass\w* (?:it|this|that)\b"
    r"|\?\s*$",
    re.I,
)
_GOODS = either(
    "it, them, the refund, the parcel, the package, the money, the item, the replacement,"
    "the order, my refund, my parcel, my package, my money, my item, my replacement, my order,"
    "your refund, your parcel, everything"
)
_CAME = whole(
    either(
        "arrived, has come, came today, came yesterday, came through, just came, it came, they came,"
        "is here, has landed, is in my account, went through, works now, working now, all good,"
        "sorted"
    ),
    rf"(?:received|got) {_GOODS}",
)
_THANKED = whole(r"thanks?|thank you|thx|cheers|ta")
_THERE = later(
    r"(?:\b(?:it|its|they|that|all|\w+)(?:['’]?s|['’]re| is| are)|^\W*its) (?:now )?"
    + either("here, there, back, in, on the \\w+, on my \\w+, in my \\w+, open, working")
    + r"\b",
    re.I,
)
_ANOTHER_DAY = whole(
    r"(?:make|do|move|bring|come|have) (?:it|them|that|this)?\b[^.!?]{0,40}\binstead",
    r"re-?schedul\w+|postpone\w*|(?:new|another|later|different) (?:day|date|time)|push (?:it|this)",
)
_NEVER = later(r"(?!)")
_YES = whole(
    r"(?:that['’]?s|that is|it['’]?s|is|sounds|works?) (?:\w+ )?(?:fine|ok|okay|good|great|perfect)",
    r"yes|sure|of course|no problem|agreed|(?:fine|works) (?:by|for|with) me|ok(?:ay)?",
)
_NO = whole(r"no(?! problem)|not|\w+n['’]t|too late|but")
_AS_PROMISED = whole(r"as (?:\w+ ){0,2}promised|you were promised|promised you")
_AMOUNT = later(r"[£$€]\s?\d[\d,.]*\d|[£$€]\s?\d|#\w*\d\w*|\b[A-Z]{1,4}-\d+\b")
_LONG = later(r"\b[a-z]{5,}\b", re.I)
_COMMON = frozenset(
    [
        *("about", "after", "again", "another", "around", "because", "before", "being", "business"),
        *("could", "customer", "during", "every", "further", "getting", "going", "hello", "hours"),
        *("latest", "later", "looking", "might", "minutes", "morning", "never", "other", "please"),
        *("right", "should", "since", "sorry", "still", "thank", "thanks", "their", "there"),
        *("these", "thing", "things", "think", "those", "today", "tomorrow", "until", "where"),
        *("which", "while", "within", "working", "would", "write", "yesterday", "you’ll"),
        *("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"),
        *("january", "february", "march", "april", "august", "september", "october", "november"),
        *("december", "course", "great", "little", "happy", "matter", "account", "contact"),
    ]
)
_RELEASED = whole(
    either(
        "no need, never ?mind, nvm, don'?t bother, don'?t worry about (?:it|that|the),"
        "forget (?:about )?(?:it|that), no longer (?:need|want|necessary|required),"
        "not needed any ?more, changed my mind, it can wait, whenever you (?:can|like),"
        "take your time, no rush, leave it, let's leave it"
    ),
    r"don['’]?t need (?:it|that|the \w+|you to)(?: any ?more| any longer| now)?",
    r"(?:please|you can|just) (?:close|cancel) (?:it|this|that|the|my)",
    r"(?:found|bought|got) (?:one|it|another|a replacement) (?:elsewhere|myself|somewhere)",
)
_STILL_WANTS = later(r"\b(?:but (?:i|please|we)|still (?:need|want|waiting)|refund)\b|\?\s*$", re.I)
_DID_NOT_COME = whole(
    r"(?:\w+n['’]?t|not|never|nothing|no)(?: yet| still| ever| even| been| actually| one| \w+){0,2} "
    + either(
        "receive, received, arrive, arrived, come, came, got, get, heard, hear, called, call,"
        "happened, sent, refunded, delivered, shipped, fixed, done, shown up, showed, replied, yet"
    ),
    r"still (?:no|not|nothing|waiting|missing|without|have|has|did)(?:n['’]?t)?",
    r"nobody (?:called|came|wrote|has|did|turned)|no ?one (?:called|came|wrote|has|did|turned)",
    r"still (?:locked|broken|closed|blocked|down|wrong)|has come and gone|(?:well|long) past",
    r"where(?:['’]s| is| are) (?:my|our|the)|(?:you|u) (?:promised|said|told)|supposed to",
    r"any (?:news|update)|nothing (?:yet|came|arrived|happened)",
)
_ALL_WELL = whole(
    r"(?:all|now|is|been) (?:sorted|good|fixed|resolved)|no (?:need|worries|problem)|never ?mind"
)
