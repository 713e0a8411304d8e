"""What a customer tells of a promise, without the telling: “you told me that … , but …”.

Her sentence says who told her, what was to be, and mostly that it is not so. Only the middle can be
held against our words. `claim` takes the frame away, what came of it, and the time that has gone
by since ("it has been two weeks"), which is no term of the promise.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from troth.patterns import later
from troth.text.outcome import misses
from troth.text.served import words
from troth.text.wording import either, whole


@dataclass(frozen=True, slots=True)
class Claim:
    """What was promised as she tells it.

    `told` is true where she says that somebody said so; without it she only waits for something.
    `undone` is true where she says that it has not happened; `own` where it is her own case.
    `asks` is true of a bare question ("do you promise …?"), `elsewhere` where another company is
    said to promise it, `worded` where enough is left to know what was promised.
    """

    text: str
    told: bool
    undone: bool
    own: bool
    asks: bool = False
    elsewhere: bool = False

    @property
    def worded(self) -> bool:
        """Whether it says what was promised, and not just that something was."""
        held = [
            word for word in re.findall(r"[^\W\d_]{3,}", self.text.lower()) if word not in _EMPTY
        ]
        return len(held) >= 2


_VERB = (
    either(
        "told, said, says, say, promised, promise, promises, guarantee, guarantees, guaranteed,"
        "advertise, advertises, advertised, claim, claims, claimed, state, states, stated, assured,"
        "confirmed, announced, quoted, agreed, mentioned, offered, wrote, committed, sold it"
    )
    + r"(?:\s+(?:to\s+)?(?:me|us))?(?:\s+(?:that|as))?"
)
_BETWEEN = r"(?:\s+(?:guys|have|had|just|clearly|still|also|always|all|already))*"
_WHO = (
    r"(?:you|u|y['’]?all|they|he|she|(?:sales|support|somebody|someone)"
    r"|an? (?:\w+ )?(?:agent|rep|representative|colleague|employee|driver|courier|manager|advis[eo]r)"
    r"|(?:the|your|one of your)\s+(?:(?!_NO_NAME_)[\w'’-]+\s+){0,4}?(?!_NO_NAME_)[\w'’-]+)"
).replace(
    "_NO_NAME_",
    r"(?:tracking|tracker|status|scan|label|that|which|who|you|they|i|we|he|she|it|is|are|was|were)\b",
)
_FRAMES = (
    later(
        r"\bit (?:clearly )?(?:says|said|is written|is stated|stated?|was stated|is advertised"
        r"|was advertised|was announced)(?:(?: on| in) (?:the|your) (?:\w+ )?\w+)?(?: that| as)?\b",
        re.I,
    ),
    later(
        r"\b(?:i|we)(?:['’]m|['’]ve)?(?: (?:was|were|am|are|have been|had been|got|been|being))?"
        r" (?:told|promised|informed|quoted|assured|offered|guaranteed)\b(?: that)?",
        re.I,
    ),
    later(
        r"\b(?:was|were|is|are|been) (?:supposed|meant|advertised|sold|labelled|marketed|guaranteed"
        r"|promised|listed|described|due|going)(?: to me| to us)?(?: to| as| with| at)?\b",
        re.I,
    ),
    later(r"\b(?:continues? to|why|still|you) advertise(?: that| as)?\b", re.I),
    later(r"\b(?:according to|as per|per|based on) (?:the|your|their)(?: \w+){1,2}\b,?", re.I),
    later(rf"(?:(?<=^)|(?<=[\s,.;(])){_WHO}{_BETWEEN}\s+{_VERB}\b", re.I),
    whole(
        r"(?:i['’]m |i am |we['’]re |we are )?(?:still |been )?(?:waiting|awaiting)(?: for)?(?= )",
        r"as (?:you )?(?:promised|agreed|advertised)|(?:you|as) promised|supposedly|promised",
    ),
)
_BEGINS = later(
    r"^\W*(?:(?:but|and|so|well|hi|hello|hey|also|still|because|since|even though|although)\b\W*)+",
    re.I,
)
_TURN = later(
    r"(?:\s*[,;–—]\s*(?:and |but |yet |so |still )?|\s+(?:and|but|yet|however|so)\s+)"
    r"(?=(?:it|its|it['’]s|i|we|you|u|nobody|no one|this|that|they|he|she|still|nothing|never|now"
    r"|today|where|why|there|what|instead|not)\b)[^?]*$"
    r"|\s+(?:but|yet|however)\s.*$|\s*[–—]\s.*$"
    r"|\s*[,;–—]\s*(?:and|but|yet|so)\s[^?]*\b(?:(?:is|are|was|were|have|has|had|got|see|saw|came|shows?)"
    r" (?:none|nothing|no\s\w+)\b|(?:is|are|was|were) missing\b|\w+n['’]t\b|never\b|not (?:yet|one|a)\b)[^?]*$",
    re.I | re.S,
)
_SINCE = later(
    r"\b(?:it(?:['’]s| is| has)|has|have) (?:already |now )?been (?:\S+ ){0,5}?"
    r"(?:minutes?|hours?|days?|weeks?|months?|years?)\b"
    r"|\b(?:over |about |more than |almost )?(?:\d+|an?|one|two|three|four|five|six|seven|eight|nine"
    r"|ten|several|a few|a couple of) (?:business )?(?:minutes?|hours?|days?|weeks?|months?|years?)"
    r" (?:ago|later|late|now|overdue|since|already)\b"
    r"|\b(?:for|been|waited|waiting)(?: \w+){0,2} (?:\d+|two|three|four|five|six|seven|eight|nine|ten)"
    r" (?:minutes?|hours?|days?|weeks?|months?) (?:now|already)\b",
    re.I,
)
_MISSES = whole(
    r"still (?:no|waiting|awaiting|have no|have not|haven['’]?t|not|without)",
    r"(?:has|have|had|did|was|were|is|are)(?:n['’]t| not) (?:\w+ ){0,2}?(?:arriv\w*|com(?:e|ing)"
    r"|receiv\w*|got|get|hear\w*|paid|refunded|sent|call\w*|been|happen\w*|delivered|credited|kept|true)",
    r"never (?:\w+ )?(?:arriv\w*|c[oa]me|receiv\w*|got|heard|call\w*|happen\w*|sent|showed|refunded)",
    r"(?:nobody|no one) (?:\w+ )?(?:came|called|calls|answers?|answered|wrote|replied|showed|comes)",
    r"where(?:['’]s| is| are) (?:my|our|the)|(?:still|but|and|then|yet) nothing"
    r"|nothing (?:yet|came|has come|happened|arrived)",
    r"(?:it|that) (?:is|was|has) not|(?:it|that) isn['’]t|not true|broke(?:n)? (?:your|the) (?:promise|word)",
    r"(?:i|we) (?:only |just )?(?:got|get|have|received|was|were) (?:only|charged|billed|refused|told no)",
    r"but (?:i|we) (?:only )?(?:get|got|was|were|had|have|pay|paid)\b",
    r"and (?:it|you) (?:has been|have been|were|was|took|needed)\b|it['’]?s been|it has been",
)
_SAID = later(r"\bpromised?\b|\bsupposedly\b|\bas agreed\b", re.I)
_ONE = later(
    r"\b(?:an?|one) (?=(?:minute|hour|day|night|week|month|year)\b(?:['’]s notice| before| in advance| ahead| notice))",
    re.I,
)
"""“An hour before” is a stretch as “1 hour before” is."""
_WITHIN = later(r"\bwithin the (?:same )?(hour|day|week|month|year)\b", re.I)
_STOP = r"(?:for|from|since|yet|and|but|because|on|in|at|or|to|of|when|so|which|that|as|with|i|we|is|are|was|has|please)"
_THING = later(
    r"\b(?:rec(?:ei|ie)v\w*|gets?|got|gotten|waiting (?:for|on)|where(?:['’]s| is| are)|still no"
    r"|(?:send|sent|give|gave|paid|pay) (?:me|us)|has(?:n['’]?t)? (?:been )?(?:sent|credited|refunded))\s+"
    rf"((?:my|the|our|any|an?|that|their|your)\s+(?!{_STOP}\b)[\w%$€£'’.,-]*[\w%](?:\s+(?!{_STOP}\b)[\w%$€£'’-]+){{0,3}})",
    re.I,
)
"""What she waits for: “when do I receive my 140% bonus”."""
_OWN = later(r"\b(?:my|me|mine|our|us)\b", re.I)


@lru_cache(maxsize=1 << 14)
def claim(sentence: str, names: tuple[str, ...] = ()) -> Claim:
    """The promise as she tells it; where nothing tells it apart, her sentence as it stands.

    `names` are our own brands: "Kestrel promises" tells of us.
    """
    plain = " ".join(sentence.replace("’", "'").split())
    head = _TURN.sub("", _BEGINS.sub("", plain)).strip() or plain
    told = any(frame.search(plain) for frame in _FRAMES[:-1]) or bool(_SAID.search(plain))
    if not _worded(head) or (told and not any(frame.search(head) for frame in _FRAMES)):
        head = plain
    bare = _SINCE.sub(" ", head)
    for frame in _FRAMES:
        bare = frame.sub(" ", bare)
    bare = _ONE.sub("1 ", " ".join(bare.split()).strip(" ,;:."))
    bare = _WITHIN.sub(r"within 1 \1", bare)
    if not told and (thing := _THING.search(plain)):
        bare = thing[1]
    undone = _MISSES.search(plain) is not None or (not told and misses(sentence) is not None)
    return Claim(
        bare or plain,
        told,
        undone,
        _OWN.search(bare) is not None,
        asks=_ASKS.search(plain) is not None,
        elsewhere=_ELSEWHERE.search(plain) is not None or _rival(plain, names),
    )


_ASKS = later(
    r"^\W*(?!where\b)(?:\w+,? ){0,2}?(?:do|does|did|can|could|will|would|is|are|was|were|have|has|should|may"
    r"|any chance|what|which|who|how)\b[^.!]*\?\W*$|\bdid (?:you|anybody|anyone|somebody) (?:promise|say)\b",
    re.I,
)
_ELSEWHERE = later(
    r"\b(?:other|another|rival|competing) (?:\w+ )?(?:company|companies|provider|providers|shop|shops"
    r"|courier|couriers|bank|banks|carrier|carriers|services?|hotels?|apps?)\b|\bcompetitors?\b|\belsewhere\b"
    r"|\bmy (?:old|previous|last|other|new) \w+",
    re.I,
)


def _rival(plain: str, names: tuple[str, ...]) -> bool:
    """Whether somebody by another name than ours is said to promise it."""
    own = {name.casefold() for name in names if name}
    found = (match[1].casefold() for match in _RIVAL.finditer(plain))
    return any(not any(name in who or who in name for name in own) for who in found)


_NAMED = (
    r"\b(?!(?:You|Your|They|The|It|I|We|He|She|Sales|Support|Our|My|This|That|Hi|Hello|And|But"
    r"|Website|Site|Page|App|Agent|Somebody|Someone|Staff|Service|Who|What|Nobody)\b)"
)
_RIVAL = later(
    _NAMED
    + r"([A-Z][a-z]{2,}(?: [A-Z][a-z]+)?) (?:promises|promised|offers|offered|guarantees|guaranteed|advertises|advertised|says|claims)\b"
)
_EMPTY = words(
    """
    the and was were has had have would will that this they them you your our for with from been
    get got did not can could should all any one too also just even only here there what when who
    moon world earth heaven sky stars everything anything nothing something lot lots much great
    always never again really very
    """
)
"""Who promises the moon has promised nothing that can be named."""


def _worded(text: str) -> bool:
    return len(text.split()) >= 3
