"""What did not arrive: a message that a mail server gave back, and a way to us that does not work.

`given_back` reads the words of mail servers; `no_way` those of a customer who tried a way that we
name (a form, a link, a telephone number, an address) and found that it leads nowhere.
"""

from __future__ import annotations

import re
from typing import Literal

from troth.model.origin import Span
from troth.patterns import later
from troth.text.masking import masked
from troth.text.wording import either, whole

BOUNCES = (
    "undeliver",
    "could not be delivered",
    "was not delivered",
    "couldn't be delivered",
    "delivery has failed",
    "delivery failed",
    "delivery failure",
    "delivery status notification",
    "failure notice",
    "returned mail",
    "returned to sender",
    "address not found",
    "address couldn't be found",
    "no such user",
    "user unknown",
    "mailbox unavailable",
    "mailbox full",
    "recipient rejected",
    "unzustellbar",
)
"""Words of a mail server that gives a message back; plain small letters, for an engine to look for."""
_FOR_NOW = later(
    r"\b(?:delay\w*|will (?:be )?(?:retr\w+|try again|keep trying)|mailbox (?:is )?full|over quota"
    r"|quota exceeded|temporar\w+|greylist\w*|4\.\d\.\d)\b",
    re.I,
)
_DEAD = (
    r"(?:(?:does|do|did|is|are|was|has|have)(?:n['’]t| not)(?: even)? (?:work\w*|exist\w*|open\w*|load\w*|go"
    r"|lead|function\w*|valid|available|in service|reachable)|(?:is|are|was|were|seems|looks|['’]s|stays)"
    r"(?: now| always| still)? (?:broken|dead|down|disconnected|out of (?:order|service)|unreachable|invalid)"
    r"|(?:gives?|shows?|returns?|throws?|leads? to|ends? in)(?: me| us)? (?:an? )?(?:404|error|blank|empty)"
    r"|no longer (?:works|exists)|bounce[sd]?|(?:came|comes|went) (?:straight |right )?back|not working)"
)
_WAY = (
    either(
        "contact, complaints?, support, help, feedback, service, refund, claims?, appeal, return"
    )
    + r"[- ](?:us )?"
    + either("form, page, link, number, line, e-?mail, address, chat, mailbox, hotline, button")
)
_SURE = whole(
    rf"(?:your|the) {_WAY}(?: \w+){{0,4}}? {_DEAD}",
    rf"(?:your|the) (?:e-?mail address|phone number|mailbox|hotline|chat)(?: \w+){{0,4}}? {_DEAD}",
    rf"(?:the|that|this) (?:link|form|number|address|page) (?:you|that you|your \w+)(?: \w+){{0,4}}? {_DEAD}",
    r"(?:my|our|the|every) (?:e-?mails?|mails?|messages?|letters?)(?: \w+){0,5}? (?:bounced?|bounces"
    r"|(?:came|comes|was sent) back|(?:was|were|is) (?:returned|undeliverable)|could ?n[o'’]t be delivered)",
)
_PERHAPS = whole(
    r"(?:can['’]?t|cannot|can not|couldn['’]?t|could not|impossible to|unable to|no way to)"
    r" (?:get through|reach (?:you|anyone|anybody|your|support)|get hold of|get (?:in )?(?:contact|touch)"
    r"(?: with)?|contact (?:you|support|anyone|your))",
    r"(?:nobody|no one|no-one) (?:answers|picks up|is answering|picked up)(?: \w+){0,2} (?:phones?|line|number|calls?|chat)",
    r"(?:phone|line|number|hotline|chat)(?: \w+){0,3} (?:rings out|cuts (?:me )?off|hangs up|goes dead)",
)
_NOT = later(r"\b(?:if|when|unless|would|until|should)\b[^.!?]{0,40}$", re.I)

Sure = Literal["sure", "perhaps"]


def given_back(text: str, subject: str | None = None) -> Sure | None:
    """Whether a machine's message gives one of ours back: for good, or perhaps only for now."""
    words = f"{subject or ''}\n{text}"
    if not any(phrase in words.lower() for phrase in BOUNCES):
        return None
    return "perhaps" if _FOR_NOW.search(words) else "sure"


def no_way(text: str) -> tuple[Span, Sure] | None:
    """Her words that a way to us leads nowhere, and how sure they are."""
    plain = masked(text)
    for pattern, how in ((_SURE, "sure"), (_PERHAPS, "perhaps")):
        for found in pattern.finditer(plain):
            if not _NOT.search(plain[: found.start()]):
                return Span(found.start(), found.end()), "sure" if how == "sure" else "perhaps"
    return None
