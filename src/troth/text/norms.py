"""What does a sentence of terms bind whom to: a promise of ours, a right of somebody, a duty?

Terms speak in few frames: a party, a word of permission or of obligation, an act. What the company
undertakes is found by `committing`; here are the rights and duties of either party, which take as
often as the promises give.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from troth.patterns import later
from troth.text.clauses import COMPANY
from troth.text.committing import commitment
from troth.text.wording import either, whole

NormKind = Literal["promise", "right", "duty"]

OURS = "company"
YOURS = "you"

_PARTIES = either(
    "users?, end users?, account holders?, customers?, consumers?, clients?, drivers?, passengers?,"
    "riders?, fleet partners?, partners?, merchants?, sellers?, buyers?, hosts?, guests?, members?,"
    "subscribers?, licensees?, developers?, couriers?, carriers?, senders?, shops?, shop owners?,"
    "recipients?, patients?, students?, tenants?, visitors?, creators?, publishers?, advertisers?,"
    "viewers?, listeners?, parents?, employers?, workers?, freelancers?, contractors?, moderators?,"
    "organi[sz]ations?, participants?, holders?"
)
_THE = r"(?:the |an? |each |every |any |all |such |our |both |no )?(?:\w+ )?"
_BETWEEN = r"(?:,? (?:\((?:[^()]{1,60})\)|(?:also|then|therefore|hereby|further|always|only|each|both|agree and|acknowledge and|\w+ly))){0,3},?"
_READER = rf"(?P<who>you(?! \w+ing)|(?:{_THE})(?P<party>{_PARTIES}))"
_MUST = either(
    "must, shall, will, should, have to, has to, need to, needs to, agree to, agrees to, agree not to,"
    "agrees not to, agree that, agrees that, undertake to, undertakes to, undertake not to, ought to,"
    "may not, may only, can not, cannot, can't, can only, must not, shall not, will not, won't,"
    "warrant, warrants, represent, represents, grant us, grants us, consent to, consents to, waive,"
    "waives, (?:is|are|will be|shall be) (?:\\w+ly )?(?:and \\w+ly )?(?:responsible|liable|required|"
    "obliged|obligated|prohibited|forbidden|bound) (?:to|for|from|by), are not (?:allowed|permitted|"
    "entitled) to, is not (?:allowed|permitted|entitled) to, do not have the right, has no right,"
    "have no right, does not have the right, indemnify, indemnifies, release us, accept"
)
_FREE = either(
    "may(?! not)(?! only)(?! (?:also )?(?:need|receive|see|find|notice|experience|encounter|wish|want|decide|have|feel|lose))(?! be\\b(?! entitled| able| eligible)), can(?! ?not)(?! only)(?! be)(?! (?:also )?(?:learn|find|read|see|view)\\b), could,"
    "are entitled to, is entitled to, have the right, has the right, have a right, has a right, have the"
    " option, has the option, are free to, is free to, are allowed to, is allowed to, are permitted to,"
    "is permitted to, retain, retains, own, owns, keep (?:all|any|your), are not (?:required|obliged|"
    "obligated) to, is not (?:required|obliged|obligated) to, do not (?:have|need) to, need not,"
    "does not have to, will be able to, shall be entitled to, will be entitled to, shall have the right,"
    "will have the right, are able to, is able to"
)
_NOBODY = later(
    r"(?:We|Us|Our|You|Your|They|He|She|It|This|That|These|Those|Licensed|Output|Nor|And|If)\b"
)
_WE_FREE = either(
    "may(?! be (?:subject|liable))(?! not be able), can(?! ?not)(?! (?:also )?help), might, could, are entitled to,"
    "is entitled to, have the right, has the right, reserve (?:all|the|any) rights?, reserves (?:all|the|"
    "any) rights?, retain the right, retains the right, are not (?:\\w+ )?(?:required|obliged|obligated|"
    "liable|responsible), is not (?:\\w+ )?(?:required|obliged|obligated|liable|responsible),"
    "(?:will|shall) not be (?:\\w+ )?(?:liable|responsible|obliged|required), do not (?:warrant|guarantee|"
    "accept|assume), does not (?:warrant|guarantee|accept|assume), disclaim, disclaims, have no"
    " (?:obligation|liability|responsibility|duty), has no (?:obligation|liability|responsibility|duty),"
    "make no (?:warrant|guarantee|representation)\\w*, makes no (?:warrant|guarantee|representation)\\w*,"
    "(?:will|shall) be entitled to, (?:will|shall) have (?:the right|no obligation|no liability)"
)
_TAKEN = whole(
    r"(?:accounts?|access|services?|content|licen[cs]es?|membership|subscriptions?|rights?|payments?|"
    r"orders?|use of [\w’' -]{3,40}) may (?:also )?be (?:\w+ly )?(?:suspended|terminated|limited|"
    r"restricted|removed|deleted|blocked|cancell?ed|revoked|withheld|changed|refused|deactivated|"
    r"closed|disabled|modified)",
    r"(?:in no event|under no circumstances)(?: will| shall| may)? (?:[\w’,-]+ ){1,12}?(?:be )?liable",
    r"(?:total|aggregate|maximum|entire) (?:\w+ )?liability",
    r"at our (?:sole |own |absolute )*discretion",
)  # fmt: skip
"""What the company takes, whoever the sentence is about."""
_OWED = whole(
    r"(?:fees?|payments?|amounts?|invoices?|charges?|tax(?:es)?) (?:must|shall|are to|is to|will) be "
    r"(?:paid|borne|settled|charged|due)",
    r"(?:is|are) (?:strictly )?(?:prohibited|forbidden|not (?:permitted|allowed))",
)
_NEVER = later(r"\b(?:define|defined|means|refers to|referred to as)\b", re.I)
_QUESTION = later(r"\?\s*$")
_LEADING = later(
    r"^\s*(?:(?:\(?(?:\d{1,3}|[a-zA-Z]|[ivxIVX]{1,5})[.)](?:\d{1,3}[.)]?)*|\d{1,3}(?:\.\d{1,3})+\.?|[-*•–])\s+)+"
)


@dataclass(frozen=True, slots=True)
class Norm:
    """What a sentence holds: who promises, may, or must; `words` are those that say so.

    `who` is "company", "you", or the party as the text names it, in lower case and singular as it
    stands ("driver", "drivers").
    """

    kind: NormKind
    who: str
    words: str

    @property
    def key(self) -> tuple[str, str]:
        """What it is, whatever its words: drivers and you are both the reader."""
        return self.kind, OURS if self.who == OURS else YOURS

    @property
    def ours(self) -> bool:
        """Whether more of it serves the company: its own rights, and what others owe."""
        return self.kind == "duty" if self.who != OURS else self.kind == "right"


@lru_cache(maxsize=8192)
def norms(sentence: str, names: tuple[str, ...] = (), lead: str = "") -> tuple[Norm, ...]:
    """The promises, rights and duties of a sentence, each kind and holder once.

    `names` are what the company calls itself; `lead` is the beginning of the list that the
    sentence is an item of ("You must not:").
    """
    text = f"{lead} {unnumbered(sentence)}".strip()
    if _QUESTION.search(text) or (_NEVER.search(text) and not re.search(r"\b(?:may|must)\b", text)):
        return ()
    found = [*_promise(text, names), *_company(text, names), *_reader(text)]
    kept: dict[tuple[str, str], Norm] = {}
    for norm in found:
        kept.setdefault(norm.key, norm)
    return tuple(kept.values())


def unnumbered(sentence: str) -> str:
    """A sentence without the number or sign that it is listed under."""
    return _LEADING.sub("", sentence, count=1)


def names_in(text: str, title: str | None = None) -> tuple[str, ...]:
    """What a document calls the company that wrote it, by the names that keep acting in it.

    A name that three sentences let will, may or reserve is the company's (one is enough for a name
    in the title), unless it is a party that is served.
    """
    acting = Counter(match["name"] for match in _ACTS.finditer(text))
    known = [name for name in acting if not _SERVED.fullmatch(name) and not _NOBODY.match(name)]
    most = max((acting[name] for name in known), default=0)
    titled = [name for name in known if title and re.search(rf"\b{re.escape(name)}\b", title)]
    often = [name for name in known if acting[name] >= max(_OFTEN, most / 2)]
    return tuple(sorted({*titled, *often}))


_OFTEN = 3
_ACTS = later(
    r"(?<![\w’'-])(?P<name>[A-Z][\w&’-]+(?: [A-Z][\w&’-]+){0,2}) (?:also )?"
    r"(?:will|may|shall|reserves?|does not|is not (?:responsible|liable|obliged))\b"
)
_SERVED = later(
    rf"(?:The |Each |Any |All |Such )?(?:(?:\w+ )?{_PARTIES}|Content|Services?|Products?|Terms|Agreement|Section"
    r"|This .*|Notice|Party|Parties|Either .*|Neither .*|Nothing|No .*|There|Failure|Account|Fees?|Payment\w*"
    r"|These .*|Those .*|Some .*|Certain .*|Other .*|People|Third.*|Materials?|Changes?|Information|Data)",
    re.I,
)


def _promise(text: str, names: tuple[str, ...]) -> list[Norm]:
    if commitment(text, "document", names) is None:
        return []
    made = re.search(
        r"\b(?:will|shall|guarantee\w*|may|aim\w*|try|endeavou?r\w*|commit\w*)\b", text
    )
    return [Norm("promise", OURS, made.group() if made else "")]


def _we(names: tuple[str, ...]) -> str:
    called = "|".join(re.escape(name) for name in names)
    return rf"(?:we|{COMPANY}{'|(?-i:' + called + ')' if called else ''})"


def _company(text: str, names: tuple[str, ...]) -> list[Norm]:
    free = re.search(
        rf"\b{_we(names)}(?: [\w’'&]+ (?:group|affiliates|companies))?(?: and (?:its|our) [\w ]{{3,30}}?)?{_BETWEEN} (?P<free>{_WE_FREE})\b",
        text,
        re.I,
    )
    if free:
        return [Norm("right", OURS, free["free"])]
    taken = _TAKEN.search(text)
    return [Norm("right", OURS, taken.group())] if taken else []


_RIGHT = later(rf"\b{_READER}{_BETWEEN} (?P<free>{_FREE})\b", re.I)
_DUTY = later(rf"\b{_READER}{_BETWEEN} (?P<must>{_MUST})\b", re.I)
_SUPPOSED = later(
    r"\b(?:if|when(?:ever)?|where|unless|once|before|after|until|that|which|who|how|as|because|so that)"
    r" (?:[\w’'-]+ ){0,3}$",
    re.I,
)
_GIVEN = later(
    r"(?:will|shall) (?:be able|receive|get|have (?:the|at|an?|access)|not be (?:charged|billed)|be "
    r"(?:notified|informed|refunded|paid|given|credited|offered|asked|entitled|compensated|reimbursed))",
    re.I,
)


def _reader(text: str) -> list[Norm]:
    found = []
    for match in _RIGHT.finditer(text):
        if not _SUPPOSED.search(text, 0, match.start()) and _begins(text, match.start()):
            found.append(Norm("right", _who(match), match["free"]))
            break
    for match in _DUTY.finditer(text):
        given = _GIVEN.match(text, match.start("must"))
        if not given and not _SUPPOSED.search(text, 0, match.start()):
            found.append(Norm("duty", _who(match), match["must"]))
            break
    if not found and (owed := _OWED.search(text)):
        found.append(Norm("duty", YOURS, owed.group()))
    return found


def _begins(text: str, at: int) -> bool:
    """Whether a party begins a clause there: "a deal you may strike" gives no right to strike it."""
    before = text[:at].rstrip()
    return not before or _BEFORE.search(before) is not None


_BEFORE = later(
    r"(?:[,.;:()“”\"–—-]|\b(?:and|or|but|then|however|that|so|also|therefore|case|event|agreement|laws?|by us))$",
    re.I,
)


def _who(match: re.Match[str]) -> str:
    return (match["party"] or YOURS).lower()
