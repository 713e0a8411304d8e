"""A block, a fee or a lowered rating against somebody: who says that it happened, why, and its end.

`penalty` reads what we or she wrote, `booked` the name of a step or of what was charged. Only what
has happened counts: what may happen, what somebody asked for herself, prices that everybody pays and
words within a condition are none. `reason` is read generously, for a penalty of which any ground
was named is not one without.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from troth.model.origin import Span
from troth.patterns import later
from troth.text.masking import sentences, straight

Kind = Literal["block", "fee", "rating"]

HINTS = (
    "block", "suspend", "deactivat", "disabled", "locked", "banned", "restricted", "frozen", "froze",
    "terminated", "revoked", "fined", "fines", "a fine", "the fine", "my fine", "this fine", " fee",
    "-fee", "penal", "deduct", "docked", "withheld", " rating", " score", " rank", " tier",
    "downgraded", "kicked", "closed your", "been closed", "was closed", "removed from", "excluded",
    "held back", "kept back", "taken off", "ended your", "stopped your", "paused your",
)  # fmt: skip
"""A text in which none of these stands holds no penalty."""
NAMED = (*HINTS, "fine", "fee", "rating", "charge")
"""The same of the name of a step, or of what was charged."""
BACK = (
    "reinstat", "activat", "restor", "lift", "open", "unlock", "unblock", "unsuspend", "refund",
    "waiv", "revers", "credit", "again", "back", "withdr", "cancel", "remov", "appeal", "unban",
)  # fmt: skip
"""A step in which none of these stands takes nothing back."""

CALLED = {"block": "a block", "fee": "a fee", "rating": "a lowered rating"}
"""What each kind is called."""

_ADVERBS = r"(?:(?:now|just|also|already|therefore|temporarily|permanently|automatically|only|been|all|again|recently|suddenly|unfairly|wrongly|today|yesterday|then|had to|had|to) ){0,3}"
_SHUT = r"(?:blocked|suspended|deactivated|disabled|locked|banned|restricted|frozen|terminated|kicked (?:out|off)|shadow-?banned)"
_BARRED = _SHUT.replace("|locked", "").replace("disabled|", "")
"""What somebody does not do to herself by a wrong password."""
_PLACE = r"(?:(?:[\w-]+ ){0,2}(?:account|access|profile|listing|shop|store|login|log-in|page|licen[cs]e|wallet|balance|payouts?|card|contract|membership|app))"
_SUM = r"(?:[£$€¥₹] ?\d[\d,.]*|\d[\d,.]* ?(?:eur|usd|gbp|euros?|pounds?|dollars?))"
_FEE = r"(?:(?!delivery|service|booking|subscription|shipping|joining|member|annual|monthly|transaction|handling|setup|monthly|standard|usual)[\w-]+[ -]){0,2}(?:fees?|fines?|penalt(?:y|ies)|deductions?)"
_OFF = r"(?:deducted|docked|withheld|taken off|held back|kept back)"
_PAY = (
    r"(?:pay|payouts?|balance|account|earnings|wages?|invoice|deposit|refund|fares?|tips?|salary)"
)
_LOW = r"(?:lowered|reduced|downgraded|cut|dropped|marked down)"
_GRADE = r"(?:rating|score|rank(?:ing)?|tier|level|priority|standing)"

_OURS: dict[Kind, str] = {
    "block": rf"\b(?:we|i)(?:'ve| have)? {_ADVERBS}{_SHUT} (?:you\b(?! out of)|your {_PLACE})"
    rf"|\b(?:we|i)(?:'ve| have)? {_ADVERBS}(?:closed|revoked|paused|stopped|terminated|ended|withdrawn|removed) your (?:(?:[\w-]+ ){{0,2}}(?:account|access|profile|listing|licen[cs]e|contract|payouts?))"
    rf"|\byour {_PLACE} (?:(?:has|have) been|was|were|is|are|got|stays?|remains?) {_ADVERBS}(?:{_SHUT}|closed|revoked)\b"
    rf"|\byou(?:'ve| have| are|'re| were)(?: been)? {_ADVERBS}(?:(?:{_SHUT}|excluded) (?:from|until|for|on|as|with)|removed from (?:the |our )?(?:\w+ )?(?:platform|app|market\w*|rota|program(?:me)?|rounds|site|pool))\b"
    rf"|\byou(?:'ve| have) been {_ADVERBS}{_SHUT}\b",
    "fee": rf"\b(?:we|i)(?:'ve| have)? {_ADVERBS}(?:charged|fined|billed|penali[sz]ed) (?:you|your \w+)(?: (?:with|for))?(?: an?| the)?(?: {_SUM})? ?{_FEE}"
    rf"|\b(?:we|i)(?:'ve| have)? {_ADVERBS}(?:fined|penali[sz]ed) you\b"
    rf"|\b(?:we|i)(?:'ve| have)? {_ADVERBS}{_OFF} (?:an? |the |your )?(?:{_SUM}|{_FEE}|\w+ )"
    rf"|\b(?:an?|the|this) {_FEE}(?: of {_SUM})? (?:was|were|has been|have been|had been) {_ADVERBS}(?:charged|deducted|applied|taken|added|made|imposed|booked)\b"
    rf"|{_SUM} (?:was|were|has been|have been) {_ADVERBS}{_OFF} (?:from|of) your\b"
    rf"|\byou(?:'ve| have| were)(?: been)? {_ADVERBS}(?:fined|penali[sz]ed|docked|charged (?:an? |the )?(?:{_SUM} )?(?:\w+ )?(?:fee|fine|penalty))\b",
    "rating": rf"\b(?:we|i)(?:'ve| have)? {_ADVERBS}{_LOW} your {_GRADE}"
    rf"|\byour {_GRADE} (?:has been|was|is|got|has) {_ADVERBS}(?:{_LOW}|fallen below|too low)",
}
_HERS: dict[Kind, str] = {
    "block": rf"\b(?:i|we)(?:'ve been| have been|'ve got| was| were|'m| am| got) {_ADVERBS}(?:{_BARRED}|deplatformed)\b(?! (?:in|inside|down|by (?:a|the|another|traffic)|from (?:my|the) (?:house|car|street)))"
    rf"|\bwhy (?:am|was|were|are|have) (?:i|we) (?:been )?{_ADVERBS}{_BARRED}\b"
    rf"|\bmy {_PLACE} (?:(?:has|have)(?: now)? been|was|were|is|are|got|gets?|remains?|still) {_ADVERBS}(?:still )?(?:{_BARRED}|revoked)\b"
    rf"|\bwhy (?:was|is|were|has|did) my {_PLACE} (?:been |get )?{_ADVERBS}{_BARRED}\b"
    rf"|\byou(?:'ve| have| guys)?(?: have)? {_ADVERBS}{_SHUT} (?:me\b|us\b|my {_PLACE})",
    "fee": rf"\b(?:i|we)(?:'ve been| have been| was| were| got) {_ADVERBS}(?:fined|penali[sz]ed|docked|charged (?:an? |the |your )?(?:{_SUM} )?(?:late|no-?show|cancell?ation|penalty|damage|cleaning|waiting|closed[ -]gate|non-?return|admin\w*|extra|overdraft|reconnection|termination)[\w -]{{0,20}}(?:fees?|fines?|charges?|penalt\w+)|charged (?:an? |the )?(?:{_SUM} )?(?:fine|penalty))"
    rf"|\bwhy (?:am|was|were|are|have) (?:i|we) (?:been )?{_ADVERBS}(?:fined|penali[sz]ed|docked)\b"
    rf"|\byou(?:'ve| have| guys)?(?: have)? {_ADVERBS}(?:(?:fined|penali[sz]ed|docked) (?:me|us|my)\b|{_OFF} (?:an? |the |my )?(?:{_SUM}|{_FEE}|\w+ )(?: ?(?:from|of) my)?|charged (?:me|us) (?:an? |the |your )?(?:{_SUM} )?(?:late|no-?show|cancell?ation|penalty|damage|cleaning|waiting|admin\w*|termination)[\w -]{{0,20}}(?:fees?|fines?|charges?))"
    rf"|(?<!\w)(?:{_SUM}|an? {_FEE}|the {_FEE})(?: of {_SUM})? (?:was|were|has been|have been|got) {_ADVERBS}(?:{_OFF}|taken|charged|booked) (?:from|off|on|to|of|against) (?:my|our) {_PAY}",
    "rating": rf"\bmy {_GRADE} (?:has been|was|got|is|has) {_ADVERBS}(?:{_LOW}|fallen below|gone down|too low)"
    rf"|\byou(?:'ve| have)? {_ADVERBS}{_LOW} my {_GRADE}",
}
_BOOKED: dict[Kind, str] = {
    "block": r"\b(?:blocked|suspended|suspension|deactivat(?:ed|ion)|banned|account (?:locked|frozen|restricted|terminated)|access revoked|block account|suspend account)\b",
    "fee": r"\b(?:fined?|fine (?:charged|created|sent|issued)|penalt(?:y|ies)|(?:late|no-?show|cancell?ation|damage|cleaning|lost[ -]parcel|closed[ -]gate|waiting|non-?return|non-?delivery|overdraft|reminder|dunning)[ -](?:fees?|charges?)|deductions?|deducted|fee (?:charged|applied|added)|withheld)\b",
    "rating": r"\brating (?:lowered|reduced|dropped|cut|downgraded)\b|\bdowngraded\b",
}
_NO_BOOKING = (
    r"\b(?:un-?block|un-?suspend|lift|waiv|refund|revers|remov|cancell?ed|appeal|paid|payment|credit"
    r"|reinstat|reactivat|reopen|withdrawn|request|review|no fine|fine tun|letter)\w*"
)
_HELD_BACK = later(
    r"\b(?:if|unless|whether|when(?:ever)?|in case|once|until you|before (?:you|we|i)|would|could|might|may|will|won't|"
    r"can(?:not|'t)?|should|never|not|isn't|wasn't|hasn't|haven't|weren't|aren't|no longer|didn't|don't) (?:\w+[ ,]){0,5}$|"
    r"\b(?:if|unless|in case|whether)\b",
    re.I,
)
_WISHED = later(
    r"\bas (?:you |per your )?(?:asked|requested|wished|wanted|agreed|discussed)|\b(?:at|on|per|by) your (?:own )?(?:request|wish|instruction)|"
    r"\byou (?:asked|requested|told us|wanted)(?: us)? to|\blike you asked|\breported (?:it )?(?:lost|stolen)",
    re.I,
)
_KEY = later(r"\b(?:pins?|passwords?|passcode|captcha|atm|2fa|code)\b", re.I)
_WHETHER = later(r"\W*(?:is|has|have|was|were|did|am|are|do|does)\b", re.I)
_REASON = later(
    r"\b(?:because|due to|owing to|on account of|in light of|following|in line with|in accordance|based on|on suspicion|"
    r"since (?:you|your|the|there|we|our|a|an|it|no|he|she|they)|as (?:you|your|there|it|no|the|a|we) (?:\w+ ){0,3}(?:was|were|had|has|have|did|is|are|been|found|saw|received|could|never)|"
    r"so (?:that )?(?:we|you) can|for (?:not|a|an|the|your|repeated\w*|being|having|leaving|missing|breaking|going|late|no|non|failing|too|several|\w+ing|\w+ed|\w+ (?:late|missed|lost|damaged|broken|returned))\b|"
    r"after (?:you|your|we|several|two|three|four|five|\d|repeated|a|an|the|complaints?|reports?|customers?|senders?|shops?|it)|"
    r"reasons?|grounds|in breach|breach\w*|violat\w+|against our|under (?:section|clause|paragraph|our|the|§)|"
    r"unpaid|overdue|missed|no-?shows?|complain\w*|report(?:s|ed) (?:by|from|that|of|your)|failed to|has expired|have expired|expired|"
    r"did not|didn't|was not|wasn't|were not|weren't|have not|haven't|has not|hasn't|security|fraud\w*|suspicious|unusual|wrong (?:password|pin)|too many|below \d|"
    r"was (?:late|closed|missing|damaged|lost|broken|too)|came (?:too )?late|arrived (?:too )?late|turned up)\b",
    re.I,
)
_TAKEN_BACK = later(
    r"\b(?:un-?blocked|un-?suspended|un-?locked|un-?banned|un-?frozen|reinstat\w+|re-?activated|re-?enabled|re-?opened)\b"
    r"|\b(?:restored|lifted|reversed|waived|withdrawn|withdrew|cancelled|canceled|refunded|repaid|credited|removed|dropped|paid back|taken back|given back|corrected|put right|undone|deleted)\b[^.!?]{0,40}\b(?:fee|fine|penalty|block|suspension|charge|deduction|account|access|rating|payout|amount|sum|it|money|profile)\b"
    r"|\b(?:fee|fine|penalty|block|suspension|charge|deduction|account|access|rating|amount|sum|money|profile|listing)\b[^.!?]{0,40}\b(?:restored|lifted|reversed|waived|withdrawn|cancelled|canceled|refunded|repaid|credited|removed|dropped|paid back|taken back|given back|corrected|put right|active again|open again|working again|undone)\b"
    r"|\byou can (?:log in|sign in|ride|work|sell|drive|deliver|use it|order|trade|post|start)(?: \w+){0,2} again\b"
    r"|\b(?:gave|given|give|giving|pay|paid|paying|send|sent|sending) (?:you )?(?:it|the (?:fee|fine|money|sum|amount|deduction)|" + _SUM + r") back\b"
    r"|\brefunded (?:you|the|your|" + _SUM + r")",
    re.I,
)  # fmt: skip
_NOT_BACK = later(
    r"\b(?:will not|won't|cannot|can't|unable|not (?:be )?(?:lifted|refunded|waived|reversed|restored|withdrawn)|no refund|if|unless|once)\b",
    re.I,
)
_WARNS = later(
    r"\b(?:will|may|might|could|would|(?:have|need|going) to|shall|must)(?: \w+){0,4} (?:be )?"
    r"(?:block|suspend|deactivat|disabl|lock|ban|restrict|fin|charg|deduct|penali[sz]|clos|terminat|withhold|lower|remov)\w*",
    re.I,
)
_ASKS_FOR_IT = later(
    r"\b(?:please|can you|could you|want to|like to|need to|how (?:do|can) i|i'd like|would you)\b[^.!?]{0,40}"
    r"\b(?:block|close|suspend|cancel|freeze|pause|deactivate|delete|lock|disable)\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Penalty:
    """What was done to somebody, and the sentence that says so."""

    kind: Kind
    span: Span


def penalty(text: str, *, ours: bool) -> Penalty | None:
    """The first sentence by which we say that we did it to her, or she that it was done to her."""
    lowered = text.lower()
    if not any(hint in lowered for hint in HINTS):
        return None
    return next(_penalties(text, _TABLES["ours" if ours else "hers"]), None)


def _penalties(text: str, table: dict[Kind, re.Pattern[str]]) -> Iterator[Penalty]:
    plain = straight(text)
    for span in sentences(plain):
        words = span.of(plain)
        for kind, pattern in table.items():
            found = pattern.search(words)
            if found and not _held_back(words, found.start()):
                yield Penalty(kind, span)
                break


def _held_back(words: str, start: int) -> bool:
    """Whether it hangs on something, was wished for, is only asked, or is about a password."""
    before = words[:start]
    asked = words.rstrip().endswith("?") and _WHETHER.match(words)
    return bool(asked or _HELD_BACK.search(before) or _WISHED.search(words) or _KEY.search(words))


def booked(name: str) -> Kind | None:
    """The penalty that a step or an item charged is called by."""
    if re.search(_NO_BOOKING, name, re.I):
        return None
    return next((kind for kind, pattern in _BOOKINGS.items() if pattern.search(name)), None)


def reason(text: str) -> bool:
    """Whether any ground is named."""
    return bool(_REASON.search(straight(text)))


def takes_back(text: str) -> bool:
    """Whether a message of ours, or a step, says that it was lifted, paid back or put right."""
    plain = straight(text)
    return any(
        _TAKEN_BACK.search(words) and not _NOT_BACK.search(words)
        for words in (span.of(plain) for span in sentences(plain))
    )


def warns(text: str) -> bool:
    """Whether a message says beforehand that it may come to that."""
    return bool(_WARNS.search(straight(text)))


def asks_for_it(text: str) -> bool:
    """Whether a customer asks us to block, pause or close something of hers herself."""
    return bool(_ASKS_FOR_IT.search(straight(text)))


_TABLES: dict[str, dict[Kind, re.Pattern[str]]] = {
    name: {kind: later(pattern, re.I) for kind, pattern in table.items()}
    for name, table in (("ours", _OURS), ("hers", _HERS))
}
_BOOKINGS = {kind: later(pattern, re.I) for kind, pattern in _BOOKED.items()}
