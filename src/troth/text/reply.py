"""Does this message wait for a reply, end the talk, keep a promise, let us off, or say "away"?

Thanks, "sorted now", "never mind", a row of smileys, bounces and out-of-office notes wait for
nobody. A question, a request, a trouble told, and an answer to what we asked do. Where the words
show neither, the answer is "doubtful", and a lens says so.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from troth.model.origin import Span
from troth.patterns import later
from troth.text.asking import asks_back
from troth.text.masking import masked, sentences
from troth.text.outcome import arrived, fulfils, misses, releases
from troth.text.statements import HANDS_OVER, PRAISES
from troth.text.wording import either, whole

__all__ = [
    "AUTOMATIC",
    "Waiting",
    "arrived",
    "asks_back",
    "automatic",
    "away",
    "closes",
    "fulfils",
    "misses",
    "releases",
    "waits",
]

State = Literal["waits", "doubtful", "settled"]


@dataclass(frozen=True, slots=True)
class Waiting:
    """Whether a message waits, why in a word, and the sentence that shows it."""

    state: State
    why: str
    span: Span | None = None


AUTOMATIC = (
    "automatic reply",
    "automated reply",
    "automated message",
    "automated response",
    "automatically generated",
    "auto-reply",
    "autoreply",
    "out of office:",
    "do not reply to this",
    "please do not reply",
    "delivery status notification",
    "mail delivery subsystem",
    "mail delivery failed",
    "message could not be delivered",
    "message was not delivered",
    "mailer-daemon",
    "undeliverable:",
    "we have received your request",
    "we have received your message",
    "we have received your email",
    "we have received your enquiry",
    "we've received your request",
    "we've received your message",
    "your request has been received",
    "ticket has been created",
    "view this email in your browser",
    "unsubscribe from",
    "to unsubscribe",
)
"""Words that only machines write; plain lower-case text, so that an engine can look for them."""


def automatic(text: str, subject: str | None = None) -> bool:
    """Whether a machine wrote it: a bounce, an auto-reply, a receipt, a newsletter."""
    written = f"{subject or ''}\n{text}".lower()
    return any(phrase in written for phrase in AUTOMATIC)


def waits(text: str, *, asked: bool = False, subject: str | None = None) -> Waiting:
    """Whether a customer's message waits for a reply from us.

    `asked`: our last message before it asked her something, so a plain statement is an answer.
    """
    if automatic(text, subject):
        return Waiting("settled", "automatic")
    plain = masked(text)
    if not any(character.isalnum() for character in plain):
        return Waiting("waits", "asks") if "?" in plain else Waiting("settled", "no words")
    spans = sentences(plain)
    kinds = [_kind(span.of(plain)) for span in spans]
    ended = max((at for at, kind in enumerate(kinds) if kind == "resolved"), default=-1)
    later = [
        (kind, span)
        for kind, span in list(zip(kinds, spans, strict=True))[ended + 1 :]
        if ended < 0 or kind != "trouble" or _ANEW.search(span.of(plain))
    ]
    for wanted in ("asks", "requests", "trouble"):
        for kind, span in later:
            if kind == wanted:
                return Waiting("waits", wanted, span)
    if ended >= 0:
        return Waiting("settled", "resolved", spans[ended])
    return _statement(text, kinds, spans, asked)


def closes(text: str) -> bool:
    """Whether the customer ends the talk: thanks, "sorted now", "no need"."""
    found = waits(text)
    return found.state == "settled" and found.why in ("thanks", "resolved")


def away(text: str) -> Span | None:
    """The words that say somebody is away: "back on Monday", "on holiday until the 3rd"."""
    match = _AWAY.search(text)
    return Span(match.start(), match.end()) if match else None


def _statement(text: str, kinds: list[str], spans: list[Span], asked: bool) -> Waiting:
    """A message that neither asks nor tells of trouble nor says that all is well."""
    gone = away(text)
    if gone is not None:
        return Waiting("settled", "away", gone)
    said = [span for kind, span in zip(kinds, spans, strict=True) if kind == "says"]
    handed = next((span for span in spans if HANDS_OVER.search(span.of(text))), None)
    if handed or (asked and said):
        return Waiting("waits", "answers", handed or said[0])
    if "thanks" in kinds:
        why = "takes leave" if said else "thanks"
        return Waiting("settled", why, said[0] if said else spans[kinds.index("thanks")])
    if any(PRAISES.search(span.of(text)) for span in said):
        return Waiting("settled", "praises", said[0])
    return Waiting("doubtful", "says", (said or spans)[0])


def _kind(sentence: str) -> str:
    """What one sentence does: asks, requests, trouble, resolved, thanks, empty or says."""
    bare = _POLITE.sub(" ", sentence)
    thanked = bare != sentence
    if "?" in sentence:
        return "asks"
    if _RESOLVED.search(bare) and not _NOT_RESOLVED.search(bare):
        return "resolved"
    if _ASKS.search(bare):
        return "asks"
    if _REQUESTS.search(bare):
        return "requests"
    if _TROUBLE.search(sentence) and _TROUBLE.search(bare) and not _NO_TROUBLE.search(bare):
        return "trouble"
    if not re.search(r"\w", bare):
        return "thanks" if thanked else "empty"
    if thanked or _THANKS.match(bare) or _TAKES_LEAVE.search(bare):
        return "thanks"
    return "empty" if _GREETING.match(bare) else "says"


_POLITE = later(
    r"\b(?:many |much |big |no )?(?:thanks?|thank you|thx|thnx|tks|cheers|ty|tia|ta|obliged"
    r"|much obliged|bless you)\b(?! for nothing)"
    r"(?: you| so much| very much| ever so much| a lot| again| anyway| in advance| a million"
    r"| a bunch| kindly)*(?: (?:for|to) [^.!?,;–—]*)?",
    re.I,
)
_GREETING = later(
    r"\W*(?:hi|hello|hey|dear|good (?:morning|afternoon|evening))\b\W*(?:\w+\W*){0,3}$", re.I
)
_THANKS = later(
    r"\W*"
    + either(
        "ok, okay, okey, k, great, perfect, awesome, cool, nice, lovely, brilliant, excellent,"
        "wonderful, fantastic, super, good, got it, understood, noted, fine, alright, all right,"
        "no problem, no worries, np, will do, done, sounds good, that(?:'?s| is) "
        "(?:great|fine|perfect|ok|good|all), appreciated, much appreciated, i appreciate,"
        "you too, you as well, you rock, have a (?:nice|good|great), bye, regards, best"
    )
    + r"\b(?:\W+(?:\w+\W*){0,4})?$",
    re.I,
)
_TAKES_LEAVE = whole(
    either("i'll, i will, we'll, we will")
    + r" (?:\w+ ){0,2}?"
    + either("try, do that, do it, do so, check, look, let you know, get back, give it a, wait"),
    r"(?:appreciate|love) (?:it|this|that|the|your|you)",
    r"you (?:guys |all )?(?:are|['’]re|rock)(?: (?:the best|great|awesome|amazing|a star|stars))?"
    r"(?=\W*$)",
    r"have a (?:nice|good|great)|good (?:to know|job|work)|keep up|happy (?:customer|now)|you rock",
)
_FIXED = either("sorted, solved, resolved, fixed")
_RESOLVED = whole(
    rf"(?:it['’]?s|its|that['’]?s|is|are|all|now|been|was|everything['’]?s?) (?:\w+ )?{_FIXED}",
    r"(?:is|are|it['’]?s|its|now|everything['’]?s?) (?:\w+ )?"
    + either("working (?:now|again|fine), works (?:now|again|fine), back to normal, all good"),
    r"sorted (?:it )?(?:now|out|thanks)|sorted(?=\W*$)|all (?:sorted|good|set|fixed|well)",
    r"works (?:now|again|fine|perfectly)|working (?:now|again|fine)|up and running|back up now",
    r"(?:that|this|it) " + either("worked, did it, did the trick, fixed it, solved it, sorted it"),
    r"(?:fixed|solved|resolved|sorted|figured|found|got) (?:it|this|that) "
    + either("out, myself, now, working, sorted, fixed, in the end"),
    r"(?:i|we)(?:['’]ve| have)? (?:just |now |already |finally )?"
    rf"(?:{_FIXED}|figured out) (?:it|this|that|the (?:problem|issue))",
    either(
        "never ?mind, nvm, no need, don'?t worry about it, don'?t bother, forget (?:about )?it,"
        "no longer (?:need|needed|necessary|an issue|a problem), not needed any ?more,"
        "no (?:more|further) (?:problems?|issues?|errors?|help|action|questions?),"
        "please (?:close|disregard|ignore), you can (?:close|disregard|ignore), ignore (?:me|that),"
        "(?:no reply|no answer|no action|nothing) (?:is )?(?:needed|required), all (?:is )?clear,"
        "(?:that|this) explains it, found (?:it|them),"
        "problem (?:solved|fixed|gone|went away)"
    ),
    r"don['’]?t need (?:it|this|that|your help|help|anything)(?: any ?more| any longer| now)?",
    r"(?:it|they|parcel|package|order|refund|money)(?: has| have)?(?: just| finally)? "
    r"(?:arrived|came|come through)(?! (?:broken|damaged|late|with|without|in|but|open))",
)
_NOT_RESOLVED = later(
    r"^\W*(?:has|have|is|are|was|were|did) (?:it|this|that|the|my|you)\b|\bor not\b|(?:\b"
    + either(
        "not, never, still, yet, until, once, unless, when, if, get, want, need, please, can, could,"
        "should, would, must, be, nothing, none, only"
    )
    + r"|n['’]?t)\b(?: \w+){0,4} "
    + either("sorted, solved, resolved, fixed, working, works, worked, helped, good, arrived"),
    re.I,
)
_ASKS = later(
    r"(?:^\W*|[,.:;] ?|\b"
    + either("and, but, so, hi, hey, hello, sir, pls, please, still, again, well, also")
    + r" )"
    + either(
        "why, (?:who|what|when|where|how|which)(?:'?s)? "
        "(?:is|are|do|does|did|can|could|will|would|should|to|come|much|long|many|on|about),"
        "can (?:you|i|we|u|some\\w+|any\\w+),"
        "could (?:you|i|we|u|some\\w+), would (?:you|it), will (?:you|it|i|we|there),"
        "is (?:there|it|this|that|my), are (?:you|there|we|my), do (?:you|i|we|u), does,"
        "did (?:you|my), any (?:idea|news|updates?|chance|eta|help|advice|suggestions?|way|word),"
        "anyone, any ?body"
    )
    + r"\b|\b(?:wondering|curious) (?:if|whether|about|why|how|when|what)\b"
    r"|\b(?:do|does) (?:any ?one|any ?body) know\b|\b(?:want|like|need|love) to know\b",
    re.I,
)
_REQUESTS = whole(
    either(
        "please, pls, plz, plse, kindly, help me, help us, help needed, help required,"
        "need (?:some |your )?(?:help|assistance|support), i need, we need, i'?d like, i would like,"
        "i want, we want, (?<!what i'm )(?<!what i am )looking for, trying to (?:get|reach|contact|find|log|recover),"
        "let me know, get back to me, call me, contact me, dm me, reply, respond, advise, asap,"
        "urgent, urgently, waiting for, waiting on, refund me, send me, do something, demand,"
        "fix (?:it|this|the|your|my), sort (?:it|this), i hope you, request"
    ),
    r"(?<!n['’]t )(?<!not )(?<!will )(?<!to )he+lp(?=\s*[!.]|\s*$)",
    r"(?:you|u)(?: guys| all)? (?:should|could|need to|have to|must|ought to)(?! (?:be|all|try|get it|get this)\b)",
    r"i expect an? |come on|(?:bring|put|give|add|fix|change|remove)\W+(?:back|up|me|us|the|my|this|it)(?=[^.!?]{0,60}!|\W*$)",
)
_TROUBLE = later(
    r"n['’]t\b|\b"
    + either(
        "cannot, cant, dont, doesnt, didnt, wont, isnt, wasnt, havent, hasnt, not, unable, never,"
        "no (?:reply|response|answer|luck|dice|idea|way), nothing, without, broken, broke, errors?,"
        "bugs?, glitch\\w*, crash\\w*, hacked, stolen, compromised, locked, lost, missing,"
        "fail(?:s|ed|ing|ure)?, issues?, problems?, wrong, down, stuck, slow, blocked, banned,"
        "suspend\\w*, disabled, charged, overcharged, refus\\w+, denied, rejected, delayed, late,"
        "cancell?ed, damaged, faulty, defective, fr[eo]+z\\w+, disconnect\\w*, keeps?, kept, still,"
        "worried, scared, afraid, frustrat\\w+, disappoint\\w+, annoy\\w+, ridiculous, unacceptable,"
        "terrible, awful, horrible, worst, useless, joke, scam\\w*, fraud\\w*, spam, forgot,"
        "forgotten, expired, invalid, incorrect, complain\\w*, waited, been waiting,"
        "thanks for nothing, violation"
    )
    + r"\b",
    re.I,
)
_ANEW = whole(r"but|however|now|another|again|still|though|also|unfortunately")
"""After "sorted now", only a trouble that goes on or begins anew is one."""
_NO_TROUBLE = whole(
    r"(?:no|not an?|without(?: any| an?)?|isn['’]t an?)(?: single)? "
    + either(
        "problems?, issues?, worries, trouble, errors?, rush, hurry, need, big deal, scratch(?:es)?,"
        "dents?, chips?, cracks?, hitch(?:es)?, hiccups?, hassle, fuss, delays?"
    ),
    either(
        "can'?t wait, can'?t complain, can'?t thank, couldn'?t (?:have|be|ask), not bad,"
        "don'?t worry, still love, if you (?:don'?t|do not|haven'?t)"
    ),
)
_AWAY = later(
    r"\b(?:(?:i am|i['’]m|we are|we['’]re|am)(?: currently| now)? "
    + either(
        "out of (?:the )?office, away until, away till, away from (?:the office|my desk),"
        "on (?:holiday|vacation|leave|annual leave|maternity leave|parental leave|sick leave)"
    )
    + r"|(?:i will be|i['’]ll be|will be) (?:back|returning|away|out of (?:the )?office)"
    r"(?= (?:in the office|on|until|till|from)\b)|^\W*back (?:on|in the office)\b"
    r"|limited access to (?:my )?e-?mail)[^.!?\n]*",
    re.I,
)
