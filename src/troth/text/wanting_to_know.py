"""Which particulars does a message of ours ask for, and which does a message of hers give?

A particular is something she has to look up, write down or fetch: a number, an address, a picture,
a version, a date of birth. A thing of another kind ("another photo", "the version of the driver")
is another one. `asked_for` reads requests and questions only; `gives` looks for the thing itself,
or for her word that she has sent it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from troth.model.origin import Span
from troth.patterns import later
from troth.text.asking import asks_back
from troth.text.masking import masked, sentences
from troth.text.wording import either

_NUMBER = r"(?:numbers?|no\b\.?|ids?|codes?|#|reference)"
PARTICULARS: Mapping[str, str] = {
    "order number": rf"(?:order|purchase|booking|reservation|confirmation|ticket|invoice) (?:{_NUMBER})",
    "case number": rf"(?:case|ticket|reference|request) (?:{_NUMBER})|reference number",
    "parcel number": rf"(?:tracking|parcel|shipment|package|consignment) (?:{_NUMBER})",
    "customer number": rf"(?:account|customer|member(?:ship)?|client|policy|contract) (?:{_NUMBER})",
    "serial number": rf"(?:serial|imei|model) (?:{_NUMBER})",
    "telephone number": r"(?:tele)?phone numbers?|mobile numbers?|number (?:we can|to) (?:reach|call)|contact number",
    "mail address": r"e-?mail address(?:es)?|(?:account|registered|your) e-?mail(?! (?:from|we|us|about))",
    "postal address": r"(?:postal|delivery|shipping|home|street|full|your) address|post ?code|zip(?: code)?",
    "full name": r"(?:full|first and last|last) name|name (?:on|of) (?:the|your) (?:account|order|booking)",
    "date of birth": r"(?:date of birth|birth ?date|birthday|dob)\b",
    "user name": r"user ?names?|gamer ?tags?|account handle|screen name|psn id|social club (?:name|id)",
    "picture": r"(?:photos?|pictures?|photographs?|images?|screen ?shots?|screen ?caps?)",
    "recording": r"(?:videos?|screen recordings?|recordings?)(?! (?:link|url|id))",
    "log": r"(?:log files?|logs|crash report|error report|console output)",
    "device": r"(?:make and model|model of (?:the|your)|(?:device|phone|computer) model|(?:what|which) (?:device|phone|computer|telephone)|device(?:'s)? (?:make|name|type))",
    "system version": r"(?:operating system|os version|(?:ios|android|macos|windows|os)(?: \w+)? version|version of (?:ios|android|macos|windows|the os)|firmware)",
    "app version": r"(?:app|spotify|application|software|program) version|version of (?:the|your) (?:app|application|software)",
    "country": r"(?:what|which) country|country (?:are you|you are|you're)|your (?:country|region|location)",
    "proof": r"proof of (?:purchase|payment|address|identity)|receipt|copy of (?:your|the) (?:invoice|passport|id)",
    "bank details": r"(?:iban|sort code|bank (?:details|account))",
}  # fmt: skip
_PARTICULARS = {name: later(rf"\b(?:{words})", re.I) for name, words in PARTICULARS.items()}
_OTHER = later(
    r"\b(?:another|other|further|more|additional|second|different|new|newer|also a|as well|too|a few|each"
    r"|clearer|better|larger|whole|full(?= (?:picture|photo|video|screen))|both)\b"
    r"|\bof (?:the|your|its|what|where|how|it)\b|\bshowing\b",
    re.I,
)
_SENT = later(
    r"\b(?:i|we)(?: have|['’]ve)?(?: just| already| now)? "
    + either(
        "sent, dm'?e?d, e-?mailed, attached, uploaded, messaged, posted, replied, given, gave, shared"
    )
    + r"\b(?!\s+(?:it|this|that)? ?(?:back|to me))|\b(?:done|sent|attached|(?:just )?dm'?e?d)\b[.!]?\s*$"
    r"|\bhere (?:it is|you (?:go|are)|they are|are the|is (?:the|my|a))\b|\bsee (?:the )?attach",
    re.I,
)
_GIVEN: Mapping[str, str] = {
    "mail address": r"[\w.+-]+@[\w-]+\.\w{2,}|<e-?mail>",
    "telephone number": r"\+?\d[\d ()/-]{6,}\d|<(?:phone|number)>",
    "postal address": r"\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b|\b\d{4,5}\b|\b\d{1,4},? \w+ (?:street|road|lane|avenue|st|rd)\b",
    "date of birth": r"\b\d{1,2}[./-]\d{1,2}[./-]\d{2,4}\b|\b(?:19|20)\d\d\b",
    "picture": r"\b(?:photos?|pictures?|screen ?shots?|images?|attached|link)\b|https?://|\.(?:png|jpe?g)\b",
    "recording": r"\b(?:videos?|recordings?|attached|link)\b|https?://|\.(?:mp4|mov)\b",
    "log": r"\b(?:logs?|attached|link)\b|https?://",
    "full name": r"\b(?:my name is|name is|it['’]s|name:)\b",
    "user name": r"\b(?:user ?name|my (?:name|id|tag)|it['’]s|is)\b",
    "device": r"\b(?:iphone|ipad|galaxy|pixel|macbook|laptop|desktop|pc|windows|android|phone|tablet|ps\d|xbox|telephone|fern|[A-Z]\w* \d)",
    "system version": r"\b\d+(?:\.\d+)+\b|\b(?:ios|android|windows|macos|catalina|mojave) ?\d+|<number>",
    "app version": r"\b\d+(?:\.\d+)+\b|\bversion\b|\blatest\b|<number>",
    "country": r"\b(?:in|from) (?:the )?[A-Z][a-z]+|\b(?:UK|USA|US|EU)\b",
    "proof": r"\b(?:attached|receipt|invoice|copy|link)\b|https?://",
    "bank details": r"\b[A-Z]{2}\d{2}[A-Z\d ]{8,}\b|\d{2}-\d{2}-\d{2}|<number>",
}  # fmt: skip
_PLAIN_NUMBER = r"(?<![\w.])(?=[A-Za-z-]*\d)[A-Za-z\d-]{5,}(?!\w|\.\w)|<number>"


def asked_for(text: str) -> dict[str, Span]:
    """Each particular that a message of ours asks for, with the sentence that does."""
    found: dict[str, Span] = {}
    plain = masked(text)
    for span in sentences(plain):
        words = span.of(plain)
        if not asks_back(words):
            continue
        for name, pattern in _PARTICULARS.items():
            if pattern.search(words):
                found.setdefault(name, span)
    return found


def another(text: str, span: Span) -> bool:
    """Whether a sentence asks for one more, a better one, or one of something else."""
    return _OTHER.search(span.of(text)) is not None


def gives(text: str, particular: str) -> bool:
    """Whether a message of hers holds the particular, or says that it was sent."""
    return _SENT.search(text) is not None or holds(text, particular)


def holds(text: str, particular: str) -> bool:
    """Whether a message of hers holds the particular itself."""
    pattern = _GIVEN.get(particular, _PLAIN_NUMBER)
    return re.search(pattern, text, re.I if particular != "country" else 0) is not None
