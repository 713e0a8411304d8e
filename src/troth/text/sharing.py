"""Is a clause fair to both sides, or the text no place for one?

A clause is fair where either side has the right, where our own fault is excepted, or where what is
left to our discretion is nothing that the reader has, pays or is owed.
"""

from __future__ import annotations

import re

from troth.model.document import Page
from troth.patterns import later
from troth.text.worded import Wording

_FAIR = (
    r"\b(?:either party|each party|both parties|neither party|mutual(?:ly)?|each of us|"
    r"our (?:gross )?(?:negligence|fault|mistake)|we (?:are|were) (?:at fault|negligent)|"
    r"caused by (?:us|our)|wilful misconduct|willful misconduct|fraud by us|"
    r"(?:pro-?rated|pro[- ]rata|unused) (?:portion|part|refund|share)|"
    r"beyond (?:our|its|the) (?:reasonable )?control|aggregate liability)\b"
)
_HARMS = later(
    r"\b(?:refus|reject|remov|suspend|terminat|cancel|limit|restrict|withh|chang|modif|refund|credit|"
    r"pay|fee|charg|den(?:y|ies|ied)|delet|disabl|block|discontinu|amend|updat|alter|revok|rate|price|"
    r"compensat|deactivat|impos|revis|replac|vary|reduc|stop|decline|bar\b|close)",
    re.I,
)
_THEIR_OWN = later(
    r"\b(?:customers?|users?|advertisers?|licensees?|merchants?|sellers?|buyers?|members?|you|they)"
    r"(?: \w+){0,4} at its\b|\bload on (?:our|the|its)\b",
    re.I,
)
_BUT = r"\b(?:except|unless|save (?:where|as)|other than|apart from)\b"
_AS_LAW = r"\b(?:except|unless|other than)(?: \w+){0,4} (?:required|provided|prescribed) by (?:\w+ ){0,2}law"
"""An exception that only says that the law is the law."""


def cleared(page: Page, found: Wording, contract: bool) -> bool:
    """Whether the sentence is fair to both, or the text is no place for such a clause."""
    sentence = page.words(found.sentence)
    if re.search(_FAIR, sentence, re.I):
        return True
    if found.name in ("sold", "closed"):
        return contract
    if found.name == "gain":
        return contract or re.search(r"\byou(?:r|rs)?\b", sentence, re.I) is not None
    mutual = found.name == "waiver" and re.search(r"\byou and\b", sentence, re.I)
    if mutual or (found.name == "discretion" and not _weighs(sentence)):
        return True
    if found.name == "liability" and re.search(_BUT, sentence, re.I):
        return True
    if found.name == "kept" and re.search(_BUT, re.sub(_AS_LAW, "", sentence, flags=re.I), re.I):
        return True
    return not contract


def _weighs(sentence: str) -> bool:
    """Whether our discretion is over something that she has, pays or is owed."""
    return _HARMS.search(sentence) is not None and _THEIR_OWN.search(sentence) is None
